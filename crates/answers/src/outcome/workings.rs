//! What stands behind an answer, for the files: support and the front door month by
//! month, lengths of statutory spells, families by stratum. The page has no use for it.

use super::band::{Band, rounded};
use super::run_pairs::{RunPairs, mean};
use staircase_model::Model;
use staircase_model::record::{Block, DoorItem, SPELL_BANDS, SupportItem};
use staircase_scenario::resolved::PolicyOption;

/// Both sides of a number: baseline, option.
pub type Pair = [f64; 2];

/// The workings of one option against its baseline.
#[derive(Debug, Clone)]
pub struct Workings {
    /// Identity of the option.
    pub option: String,
    /// Whether support has no effect on either side.
    pub null_effect: bool,
    /// Families of each programme, month by month.
    pub support: Vec<Monthly>,
    /// Families at the front door; empty without one.
    pub door: Vec<Monthly>,
    /// Children leaving the statutory levels, by length of the spell.
    pub spells: Vec<Spells>,
    /// Families by level and stratum; empty with a single stratum.
    pub strata: Vec<Stratum>,
}

/// Families of one kind, month by month.
#[derive(Debug, Clone)]
pub struct Monthly {
    /// Identity of the programme; empty for the front door.
    pub programme: String,
    /// What is counted: `supported`, `waiting`, `started` …
    pub count: &'static str,
    /// Whether it is counted during the month, and not at its end.
    pub flow: bool,
    /// Baseline, option, and option less baseline draw by draw.
    pub sides: [Band; 3],
    /// The same along the path; empty for what the path does not count.
    pub path: [Vec<f64>; 3],
}

/// Children whose statutory spell ended in one financial year after one length.
#[derive(Debug, Clone)]
pub struct Spells {
    /// "2019-20".
    pub year: String,
    /// Months: from, and below.
    pub months: (u16, Option<u16>),
    /// Children.
    pub children: Pair,
    /// Share of all children whose spell ended in the year.
    pub share: Pair,
}

/// Families at one level, in one stratum, on one day.
#[derive(Debug, Clone)]
pub struct Stratum {
    /// The day.
    pub date: String,
    /// Name of the level.
    pub level: String,
    /// Name of the class of each division; empty where the level holds none.
    pub classes: Vec<String>,
    /// Families.
    pub families: Pair,
    /// Families along the path.
    pub path: Pair,
}

impl Workings {
    /// The workings behind an answer from draws.
    #[must_use]
    pub fn new(model: &Model, option: &PolicyOption, evidence: &RunPairs<'_>) -> Self {
        Self {
            option: option.id.clone(),
            null_effect: option.null_effect,
            support: support(model, evidence),
            door: door(model, evidence),
            spells: spells(model, evidence),
            strata: strata(model, evidence),
        }
    }
}

fn support(model: &Model, evidence: &RunPairs<'_>) -> Vec<Monthly> {
    let programmes = model.scenario.programmes.iter().enumerate();
    programmes
        .flat_map(|(p, programme)| {
            [
                ("supported", Block::Supported, p),
                ("waiting", Block::Waiting, p),
                ("started", Block::Support, SupportItem::Started.of(p)),
                ("finished", Block::Support, SupportItem::Finished.of(p)),
                ("dropped_out", Block::Support, SupportItem::DroppedOut.of(p)),
            ]
            .map(|(count, block, item)| Monthly {
                programme: programme.id.clone(),
                ..monthly(model, evidence, count, block, item, true)
            })
        })
        .collect()
}

fn door(model: &Model, evidence: &RunPairs<'_>) -> Vec<Monthly> {
    if model.scenario.door.is_none() {
        return Vec::new();
    }
    [
        ("waiting", DoorItem::Waiting),
        ("passed", DoorItem::Passed),
        ("gave_up", DoorItem::GaveUp),
        ("turned_away", DoorItem::TurnedAway),
    ]
    .map(|(count, item)| {
        let on_path = item != DoorItem::TurnedAway;
        monthly(model, evidence, count, Block::Door, item as usize, on_path)
    })
    .into()
}

fn monthly(
    model: &Model,
    evidence: &RunPairs<'_>,
    count: &'static str,
    block: Block,
    item: usize,
    on_path: bool,
) -> Monthly {
    let times = model.layout.months + 1;
    let draws = evidence.pairs.len();
    let of = |pair: (&[f64], &[f64]), month: usize| -> [f64; 3] {
        let at = model.layout.at(block, item, month);
        [pair.0[at], pair.1[at], pair.1[at] - pair.0[at]]
    };
    let path = |side: usize| -> Vec<f64> {
        let months = (0..times).filter(|_| on_path);
        months.map(|month| rounded(of(evidence.path, month)[side])).collect()
    };
    let band =
        |side: usize| Band::of(draws, times, |draw, month| of(evidence.pairs[draw], month)[side]);
    Monthly {
        programme: String::new(),
        count,
        flow: !matches!(count, "supported" | "waiting"),
        sides: [0, 1, 2].map(band),
        path: [0, 1, 2].map(path),
    }
}

/// Months of each band of a spell's length: from, and below.
const BANDS: [(u16, Option<u16>); SPELL_BANDS] =
    [(0, Some(3)), (3, Some(6)), (6, Some(12)), (12, Some(24)), (24, None)];

fn spells(model: &Model, evidence: &RunPairs<'_>) -> Vec<Spells> {
    let layout = &model.layout;
    let years = model.scenario.calendar.year_names();
    let at = |band: usize, year: usize| {
        [0, 1].map(|side| mean(evidence, side, layout.at(Block::SpellsEnded, band, year)))
    };
    let mut rows = Vec::new();
    for (year, name) in years.iter().enumerate() {
        let of_year: Vec<Pair> = (0..SPELL_BANDS).map(|band| at(band, year)).collect();
        let all = [0, 1].map(|side| of_year.iter().map(|pair| pair[side]).sum::<f64>());
        rows.extend(BANDS.into_iter().zip(of_year).map(|(months, children)| Spells {
            year: name.clone(),
            months,
            children: children.map(rounded),
            share: [0, 1].map(|side| {
                if all[side] > 0.0 { rounded(children[side] / all[side]) } else { 0.0 }
            }),
        }));
    }
    rows
}

fn strata(model: &Model, evidence: &RunPairs<'_>) -> Vec<Stratum> {
    let (scenario, layout) = (&model.scenario, &model.layout);
    if layout.strata < 2 {
        return Vec::new();
    }
    let classes = |stratum: usize, level: usize| -> Vec<String> {
        let divisions = scenario.strata.divisions.iter().enumerate();
        divisions
            .map(|(place, division)| {
                let held = division.held_at.as_ref().is_none_or(|held| held[level]);
                let named = |class: &usize| held && scenario.strata.is(stratum, (place, *class));
                let class = (0..division.classes.len()).find(named);
                class.map_or_else(String::new, |class| division.classes[class].name.clone())
            })
            .collect()
    };
    let mut rows = Vec::new();
    for month in 0..=layout.months {
        let Some(day) = scenario.calendar.count_index(month) else { continue };
        for (level, it) in scenario.levels.iter().enumerate() {
            let possible = |stratum: &usize| scenario.strata.possible(*stratum, level);
            for stratum in (0..layout.strata).filter(possible) {
                let at = layout.at(Block::FamiliesByStratum, level * layout.strata + stratum, day);
                rows.push(Stratum {
                    date: scenario.calendar.date(month),
                    level: it.name.clone(),
                    classes: classes(stratum, level),
                    families: [0, 1].map(|side| rounded(mean(evidence, side, at))),
                    path: [evidence.path.0[at], evidence.path.1[at]].map(rounded),
                });
            }
        }
    }
    rows
}
