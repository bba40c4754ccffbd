//! Bayesian calibration: a council's own levels of rates, from its published stocks and flows.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`asked`] | the figures of one area, with those of others beside them |
//! | [`groups`] | what is fitted, and how much it varies between authorities |
//! | [`facts`] | figures as the path counts them; the bare scenario |
//! | [`past`] | the path through the observed years |
//! | [`drift`] | how far rates move from year to year |
//! | [`mod@fit`] | the most likely factors and their covariance |
//! | [`table`] | what is shown |
//! | `moved` | a scenario put on the figures of another area or year |
//! | [`mod@write`] | files with the fitted rates |
//!
//! Decisions 0051 and 0052.

pub mod asked;
pub mod drift;
pub mod facts;
pub mod fit;
pub mod groups;
mod moved;
pub mod past;
pub mod table;
pub mod write;

use drift::{BETWEEN, Drift, GENERAL, Spread, Track, correlation};
use facts::{Facts, bare};
use fit::{Fit, tracks};
use groups::{GROUPS, PAIRS};
use past::{Past, follow};
use staircase_numerics::maths;
use staircase_scenario::Scenario;
use staircase_scenario::observe::Area;

/// Most other areas whose drift is looked at.
pub const MOST_OTHERS: usize = 40;

/// Children above which an area is a nation rather than an authority, as a region is: its
/// figures add many up, so it drifts less, and it says nothing of how far one authority drifts.
pub const NATION: f64 = 2_000_000.0;

/// What is believed of the year-to-year spread of unaccompanied children's number.
const STREAM: (f64, f64) = (0.25, 0.5);

/// How far an area drifted, up to a year.
#[derive(Debug, Clone)]
pub struct Peer {
    code: String,
    name: String,
    nation: bool,
    groups: Vec<Track>,
    stream: Option<Track>,
}

impl Peer {
    fn of(scenario: &Scenario, area: &Area, until: i32) -> Option<Self> {
        let facts = Facts::new(scenario, area, until).ok()?;
        let past = Past::new(bare(scenario, &facts)).ok()?;
        let followed = follow(&past, &facts);
        Some(Self {
            code: area.code.clone(),
            name: area.name.clone(),
            nation: area.wider || facts.children > NATION,
            groups: tracks(&past, &facts, &followed),
            stream: stream(&facts),
        })
    }

    fn is(&self, area: &Area) -> bool {
        (&self.code, &self.name) == (&area.code, &area.name)
    }
}

/// Drift of the areas of a table up to a year. Areas that cannot be followed are left out.
#[must_use]
pub fn peers(scenario: &Scenario, areas: &[&Area], until: i32) -> Vec<Peer> {
    let every = areas.len().div_ceil(MOST_OTHERS).max(1);
    areas.iter().step_by(every).filter_map(|area| Peer::of(scenario, area, until)).collect()
}

/// Number of unaccompanied children by year, as departures of the log from its mean.
fn stream(facts: &Facts) -> Option<Track> {
    let known: Vec<f64> = facts.years.iter().map(|year| year.stream.0).collect();
    if known.iter().any(|number| *number < 1.0) || known.len() < 3 {
        return None;
    }
    let logs: Vec<f64> = known.iter().map(|number| maths::ln(*number)).collect();
    let mean = logs.iter().sum::<f64>() / logs.len() as f64;
    Some(Track {
        chance: known.iter().map(|number| 1.0 / number).collect(),
        logs: logs.iter().map(|log| log - mean).collect(),
        level: 1.0,
    })
}

/// A posterior of a spread: an area's own track, drawn towards what others show.
fn spread(own: Option<&Track>, theirs: &[&Track], general: (f64, f64), nation: bool) -> Spread {
    let around = if theirs.is_empty() {
        general
    } else {
        let pool = Spread::new(theirs, general);
        (pool.median(), maths::sqrt(pool.log.1 * pool.log.1 + BETWEEN * BETWEEN))
    };
    let around = if nation { (around.0 / 2.0, 2.0 * BETWEEN) } else { around };
    Spread::new(own.as_slice(), around)
}

/// Fits an area's figures up to a year. `peers` are areas whose drift up to the same year
/// is looked at beside its own.
///
/// # Errors
/// A sentence that says what is missing.
pub fn calibrate(
    scenario: &Scenario,
    own: &Area,
    peers: &[Peer],
    until: i32,
) -> Result<Fit, String> {
    let facts = Facts::new(scenario, own, until)?;
    let past = Past::new(bare(scenario, &facts))?;
    let followed = follow(&past, &facts);
    let mine = tracks(&past, &facts, &followed);
    let others: Vec<&Peer> = peers.iter().filter(|peer| !peer.nation && !peer.is(own)).collect();
    let nation = facts.children > NATION;
    let spreads = (0..GROUPS)
        .map(|group| {
            let theirs: Vec<&Track> = others.iter().map(|peer| &peer.groups[group]).collect();
            spread(Some(&mine[group]), &theirs, GENERAL, nation)
        })
        .collect();
    let all: Vec<&[Track]> =
        others.iter().map(|peer| peer.groups.as_slice()).chain([mine.as_slice()]).collect();
    let theirs: Vec<&Track> = others.iter().filter_map(|peer| peer.stream.as_ref()).collect();
    let drift = Drift {
        spreads,
        pairs: PAIRS.map(|pair| correlation(&all, pair)),
        stream: spread(stream(&facts).as_ref(), &theirs, STREAM, nation),
    };
    Ok(fit::fit(past, facts, &followed, drift))
}
