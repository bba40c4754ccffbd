//! Everything that one run of one option yields, as one flat list of numbers,
//! so that draws cross threads and workers as plain arrays.

pub mod cost;
pub mod lines;

use staircase_scenario::Scenario;
use staircase_scenario::written::MeasureKind;

/// Where each number of a record stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    /// Simulated months.
    pub months: usize,
    /// Financial years touched.
    pub years: usize,
    /// Levels.
    pub levels: usize,
    /// Permitted moves.
    pub moves: usize,
    /// Flow measures: their place among the measures.
    pub flows: Vec<usize>,
    /// Programmes.
    pub programmes: usize,
    /// Cost lines.
    pub lines: usize,
    /// Strata.
    pub strata: usize,
    offsets: [usize; BLOCKS + 1],
}

/// Number of blocks.
const BLOCKS: usize = 17;

/// Items of [`Block::PopulationFlows`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PopulationFlows {
    /// Families born into the model.
    BornFamilies,
    /// Children born into it.
    BornChildren,
    /// Families whose index child turned 18.
    GrownFamilies,
    /// Their children.
    GrownChildren,
    /// Families who came from elsewhere.
    ArrivedFamilies,
    /// Their children.
    ArrivedChildren,
    /// Families who went elsewhere.
    LeftFamilies,
    /// Their children.
    LeftChildren,
}

/// Items of [`Block::Support`] for one programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SupportItem {
    /// Families given a place.
    Started,
    /// Families that came to the planned end of support.
    Finished,
    /// Families that gave up waiting.
    DroppedOut,
}

impl SupportItem {
    /// Place of the item of a programme.
    #[must_use]
    pub fn of(self, programme: usize) -> usize {
        programme * 3 + self as usize
    }
}

/// Items of [`Block::Door`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorItem {
    /// Families waiting at the end of a month.
    Waiting,
    /// Families that passed during it.
    Passed,
    /// Families that gave up waiting.
    GaveUp,
    /// Families in need that were turned away.
    TurnedAway,
}

/// Bands of the length of a statutory spell: months 0–3, 3–6, 6–12, 12–24, 24 and more.
pub const SPELL_BANDS: usize = staircase_scenario::resolved::STAY_BANDS;

/// A block of a [`Layout`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Children at a level at the end of a month: level × (months + 1).
    Children,
    /// Children of a flow measure during a month: flow × (months + 1).
    Flow,
    /// Families supported by a programme at the end of a month.
    Supported,
    /// Families waiting for a programme at the end of a month.
    Waiting,
    /// Families at a level on each year's last day: level × (years + 1).
    Families,
    /// Those of them supported by any programme.
    FamiliesSupported,
    /// Those of them waiting.
    FamiliesWaiting,
    /// Families making a move during a financial year: move × years.
    Moved,
    /// Children making a move during a financial year.
    MovedChildren,
    /// Pounds by cost line during a month: line × (months + 1).
    Cost,
    /// Births, coming of age, coming and going during a month: item × (months + 1).
    PopulationFlows,
    /// What happens in programmes during a month, families: (programme × item) × (months + 1).
    Support,
    /// The front door: item × (months + 1); empty without one.
    Door,
    /// Children of a stream at the end of a month.
    Stream,
    /// Arrivals of a stream during a month.
    StreamStarts,
    /// Families at a level and in a stratum on each year's last day.
    FamiliesByStratum,
    /// Children leaving the statutory levels, by length of the spell and financial year.
    SpellsEnded,
}

impl Layout {
    /// The layout of a scenario's records.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let months = scenario.calendar.months;
        let years = scenario.calendar.financial_years().len();
        let (levels, moves) = (scenario.levels.len(), scenario.moves.len());
        let programmes = scenario.programmes.len();
        let strata = scenario.strata.count();
        let flows: Vec<usize> = (0..scenario.measures.len())
            .filter(|m| scenario.measures[*m].kind == MeasureKind::Flow)
            .collect();
        let lines = lines::lines(scenario).len();
        let sizes = [
            levels * (months + 1),
            flows.len() * (months + 1),
            programmes * (months + 1),
            programmes * (months + 1),
            levels * (years + 1),
            levels * (years + 1),
            levels * (years + 1),
            moves * years,
            moves * years,
            lines * (months + 1),
            8 * (months + 1),
            3 * programmes * (months + 1),
            if scenario.door.is_some() { 4 * (months + 1) } else { 0 },
            scenario.streams.len() * (months + 1),
            scenario.streams.len() * (months + 1),
            levels * strata * (years + 1),
            SPELL_BANDS * years,
        ];
        let mut offsets = [0; BLOCKS + 1];
        for (place, size) in sizes.iter().enumerate() {
            offsets[place + 1] = offsets[place] + size;
        }
        Self { months, years, levels, moves, flows, programmes, lines, strata, offsets }
    }

    /// Numbers in a record.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets[BLOCKS]
    }

    /// Whether a record would be empty (it never is).
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn width(&self, block: Block) -> usize {
        match block {
            Block::Children
            | Block::Flow
            | Block::Supported
            | Block::Waiting
            | Block::PopulationFlows
            | Block::Support
            | Block::Door
            | Block::Stream
            | Block::StreamStarts
            | Block::Cost => self.months + 1,
            Block::Families
            | Block::FamiliesSupported
            | Block::FamiliesWaiting
            | Block::FamiliesByStratum => self.years + 1,
            Block::Moved | Block::MovedChildren | Block::SpellsEnded => self.years,
        }
    }

    /// Place of item `item` at time `time` of a block.
    #[inline]
    #[must_use]
    pub fn at(&self, block: Block, item: usize, time: usize) -> usize {
        self.offsets[block as usize] + item * self.width(block) + time
    }

    /// All places of a block.
    #[must_use]
    pub fn places(&self, block: Block) -> std::ops::Range<usize> {
        self.offsets[block as usize]..self.offsets[block as usize + 1]
    }

    /// The whole series of an item.
    #[must_use]
    pub fn series<'a>(&self, record: &'a [f64], block: Block, item: usize) -> &'a [f64] {
        let start = self.at(block, item, 0);
        &record[start..start + self.width(block)]
    }

    /// Place of a flow measure among the flows.
    #[must_use]
    pub fn flow_of(&self, measure: usize) -> Option<usize> {
        self.flows.iter().position(|m| *m == measure)
    }
}

/// A record being filled.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// Its layout.
    pub layout: &'a Layout,
    /// Its numbers.
    pub numbers: Vec<f64>,
}

impl<'a> Record<'a> {
    /// A record of zeros.
    #[must_use]
    pub fn new(layout: &'a Layout) -> Self {
        Self { layout, numbers: vec![0.0; layout.len()] }
    }

    /// Adds to one number.
    #[inline]
    pub fn add(&mut self, block: Block, item: usize, time: usize, value: f64) {
        self.numbers[self.layout.at(block, item, time)] += value;
    }

    /// One number.
    #[must_use]
    pub fn get(&self, block: Block, item: usize, time: usize) -> f64 {
        self.numbers[self.layout.at(block, item, time)]
    }
}

/// Which flow measures count each move, and whether only for recently closed families.
#[derive(Debug, Clone)]
pub struct FlowIndex {
    by_move: Vec<Vec<(usize, bool)>>,
}

impl FlowIndex {
    /// The index of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, layout: &Layout) -> Self {
        let by_move = (0..scenario.moves.len())
            .map(|mv| {
                layout
                    .flows
                    .iter()
                    .enumerate()
                    .filter(|(_, measure)| scenario.measures[**measure].moves.contains(&mv))
                    .map(|(flow, measure)| (flow, scenario.measures[*measure].closed_recently))
                    .collect()
            })
            .collect();
        Self { by_move }
    }

    /// Flows that count a move, and whether each counts only families closed recently.
    #[inline]
    #[must_use]
    pub fn of(&self, mv: usize) -> &[(usize, bool)] {
        &self.by_move[mv]
    }
}
