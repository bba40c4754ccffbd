//! Levels, moves and measures of a framework.

use super::Checker;
use crate::load::Loaded;
use crate::problem::Fault;
use crate::register::spoken;
use crate::resolved::{ADULT, Level, Measure, Move};
use crate::written::{ClosedAs, LevelKind, MeasureKind};

/// A resolved framework.
#[derive(Debug)]
pub(super) struct Framework {
    pub levels: Vec<Level>,
    pub moves: Vec<Move>,
    pub measures: Vec<Measure>,
}

impl Framework {
    /// Name of the level `id`; an id that is no level's (of a split, say) in plain words.
    pub(crate) fn spoken(&self, id: &str) -> String {
        let level = self.levels.iter().find(|level| level.id == id);
        level.map_or_else(|| spoken(id), |level| level.name.clone())
    }

    /// Moves that carry `tag`, reporting a tag that none carries.
    pub(crate) fn tagged(&self, desk: &mut Checker, tag: &str, path: &str) -> Vec<usize> {
        let moves: Vec<usize> = (0..self.moves.len())
            .filter(|m| self.moves[*m].tags.iter().any(|own| own == tag))
            .collect();
        if moves.is_empty() {
            let known: Vec<&str> = self.tags();
            desk.find("tag", tag, known.iter().copied(), path);
        }
        moves
    }

    /// Moves that carry any of `tags`, each once.
    pub(crate) fn tagged_any(&self, desk: &mut Checker, tags: &[String], path: &str) -> Vec<usize> {
        let mut moves: Vec<usize> =
            tags.iter().flat_map(|tag| self.tagged(desk, tag, path)).collect();
        moves.sort_unstable();
        moves.dedup();
        moves
    }

    fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<&str> =
            self.moves.iter().flat_map(|m| m.tags.iter().map(String::as_str)).collect();
        tags.sort_unstable();
        tags.dedup();
        tags
    }

    /// The level called `name`.
    pub(crate) fn level(&self, desk: &mut Checker, name: &str, path: &str) -> Option<usize> {
        desk.find("level", name, self.levels.iter().map(|level| level.id.as_str()), path)
    }
}

pub(super) fn resolve(desk: &mut Checker, loaded: &Loaded) -> Framework {
    desk.open(&loaded.scenario.parts.framework);
    let written = &loaded.framework;
    let levels: Vec<Level> = written
        .levels
        .iter()
        .map(|level| Level {
            id: level.id.clone(),
            name: level.name.clone(),
            kind: level.kind,
            step: level.step.clone().unwrap_or_else(|| level.name.clone()),
            definition: level.definition.clone(),
            marks: level.marks,
            leaves_at: leaves_at(desk, level),
        })
        .collect();
    check_levels(desk, &levels);
    let mut framework = Framework { levels, moves: Vec::new(), measures: Vec::new() };
    framework.moves = moves(desk, loaded, &framework);
    framework.measures = measures(desk, loaded, &framework);
    framework
}

/// Oldest age at which a level can be left, in months: the 25th birthday.
const OLDEST: i64 = 300;

fn leaves_at(desk: &mut Checker, level: &crate::written::Level) -> i32 {
    let adult = i64::from(ADULT);
    let at = level.leaves_at_months.unwrap_or(adult);
    if !(adult..=OLDEST).contains(&at) {
        desk.report(
            format!("levels[{}].leaves_at_months", level.id),
            Fault::OutOfRange {
                phrase: "the age at which children leave a level",
                value: at as f64,
                range: (adult as f64, OLDEST as f64),
                unit: "months",
            },
        );
    }
    at.clamp(adult, OLDEST) as i32
}

fn check_levels(desk: &mut Checker, levels: &[Level]) {
    desk.unique("level", levels.iter().map(|level| level.id.as_str()), "levels");
    let kinds: Vec<LevelKind> = levels.iter().map(|level| level.kind).collect();
    let rank = |kind: &LevelKind| match kind {
        LevelKind::Universal => 0,
        LevelKind::Need => 1,
        LevelKind::Statutory => 2,
    };
    let contradiction = |statement: &str| Fault::Contradiction { statement: statement.to_owned() };
    if kinds.iter().filter(|kind| **kind == LevelKind::Universal).count() != 1 {
        desk.report("levels", contradiction("A framework needs exactly one universal level."));
    }
    if !kinds.is_sorted_by_key(rank) {
        let order = "Levels must be in order: universal, then need, then statutory.";
        desk.report("levels", contradiction(order));
    }
    if levels.len() > 40 {
        desk.report("levels", contradiction("At most 40 levels can be modelled."));
    }
}

fn moves(desk: &mut Checker, loaded: &Loaded, framework: &Framework) -> Vec<Move> {
    let mut moves: Vec<Move> = Vec::new();
    for (place, written) in loaded.framework.moves.iter().enumerate() {
        let path = format!("moves[{}]", place + 1);
        let from = framework.level(desk, &written.from, &format!("{path}.from"));
        let to = framework.level(desk, &written.to, &format!("{path}.to"));
        let (Some(from), Some(to)) = (from, to) else { continue };
        if from == to {
            let statement = format!("A move from {:?} to itself is not a move.", written.from);
            desk.report(&path, Fault::Contradiction { statement });
        }
        if moves.iter().any(|m| m.from == from && m.to == to && m.id == written.id) {
            let name = format!("{} to {}", written.from, written.to);
            desk.report(&path, Fault::Duplicate { kind: "move", name });
        }
        let clock = written.clock_starts_at.unwrap_or(0);
        if !(0..=24).contains(&clock) {
            desk.report(
                format!("{path}.clock_starts_at"),
                Fault::OutOfRange {
                    phrase: "months already on the clock",
                    value: clock as f64,
                    range: (0.0, 24.0),
                    unit: "months",
                },
            );
        }
        moves.push(Move {
            from,
            to,
            id: written.id.clone(),
            tags: written.tags.clone().unwrap_or_default(),
            closed_as: written.closed_as.unwrap_or(ClosedAs::Recent),
            clock_starts_at: clock.clamp(0, 24) as u16,
            keeps_clock: written.keeps_clock.unwrap_or(false),
        });
    }
    moves
}

fn measures(desk: &mut Checker, loaded: &Loaded, framework: &Framework) -> Vec<Measure> {
    let written = &loaded.framework.measures;
    desk.unique("measure", written.iter().map(|measure| measure.id.as_str()), "measures");
    written
        .iter()
        .map(|measure| {
            let path = format!("measures[{}]", measure.id);
            let levels: Vec<usize> = measure
                .levels
                .iter()
                .flatten()
                .filter_map(|name| framework.level(desk, name, &format!("{path}.levels")))
                .collect();
            let tags = measure.tags.as_deref().unwrap_or_default();
            let moves = framework.tagged_any(desk, tags, &format!("{path}.tags"));
            let missing = match measure.kind {
                MeasureKind::Stock => measure.levels.is_none().then_some("levels"),
                MeasureKind::Flow => measure.tags.is_none().then_some("tags"),
            };
            if let Some(key) = missing {
                desk.report(&path, Fault::Missing { key: key.to_owned() });
            }
            Measure {
                id: measure.id.clone(),
                name: measure.name.clone(),
                definition: measure.definition.clone(),
                kind: measure.kind,
                levels,
                moves,
                closed_recently: measure.closed_recently.unwrap_or(false),
                headline: measure.headline.unwrap_or(false),
                beside: 0.0,
            }
        })
        .collect()
}
