//! The lines of the financial-year table.

use staircase_scenario::Scenario;

/// What a cost line is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Unit cost × child-years at a level.
    Level(usize),
    /// Cost of entries.
    Entry(usize),
    /// A programme: staff, places, families who start, setting up.
    Programme(usize),
    /// Payment by results received for a programme: a negative cost.
    Results(usize),
    /// Money spent whatever happens.
    Fixed(usize),
}

impl Line {
    /// Name shown to people.
    #[must_use]
    pub fn name(&self, scenario: &Scenario) -> String {
        match self {
            Self::Level(level) => scenario.levels[*level].name.clone(),
            Self::Entry(entry) => scenario.entry_costs[*entry].name.clone(),
            Self::Programme(programme) => scenario.programmes[*programme].name.clone(),
            Self::Results(programme) => {
                let results = scenario.programmes[*programme].results.as_ref();
                results.map_or_else(String::new, |results| results.name.clone())
            }
            Self::Fixed(fixed) => scenario.fixed_costs[*fixed].0.clone(),
        }
    }

    /// Whether the line is what early help spends rather than what it may avoid.
    #[must_use]
    pub fn spent(&self) -> bool {
        matches!(self, Self::Programme(_) | Self::Results(_) | Self::Fixed(_))
    }
}

/// The cost lines of a scenario, in the order of the table.
#[must_use]
pub fn lines(scenario: &Scenario) -> Vec<Line> {
    let levels = (0..scenario.levels.len())
        .filter(|level| scenario.unit_costs[*level].central > 0.0)
        .map(Line::Level);
    levels
        .chain((0..scenario.entry_costs.len()).map(Line::Entry))
        .chain((0..scenario.programmes.len()).map(Line::Programme))
        .chain(
            (0..scenario.programmes.len())
                .filter(|programme| scenario.programmes[*programme].results.is_some())
                .map(Line::Results),
        )
        .chain((0..scenario.fixed_costs.len()).map(Line::Fixed))
        .collect()
}
