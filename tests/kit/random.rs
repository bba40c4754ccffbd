//! Random but valid scenarios: 3 to 6 levels of any kinds, any moves between
//! them, rates by months or not, factors by age and history, 0 to 3 programmes.
//!
//! Chance is the engine's own keyed chance, so a case is the same everywhere. A
//! property-testing crate would switch on the standard library's mathematics.

use super::sketch::{Change, Factor, Level, Move, PolicyOption, Programme, Sketch};
use staircase_numerics::chance::{Chance, Purpose, Stream};

/// Random numbers of one case.
pub struct Dice(Stream);

impl Dice {
    /// Those of one case of a test of its own.
    pub fn of(case: u64) -> Self {
        Self(Chance::new(2028, case, Purpose::Parameter).stream(1, 1))
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.uniform()
    }

    /// A whole number from `low` to `high`, both possible.
    pub fn whole(&mut self, low: usize, high: usize) -> usize {
        low + (self.0.uniform() * (high - low + 1) as f64) as usize
    }

    pub fn odds(&mut self, share: f64) -> bool {
        self.0.uniform() < share
    }

    pub fn one_of<T: Copy>(&mut self, things: &[T]) -> T {
        things[self.whole(0, things.len() - 1)]
    }
}

/// Ages at which bands may end.
const EDGES: [i32; 6] = [2, 12, 60, 120, 144, 192];

/// Histories that a factor may ask for.
const REPLICATES: [&str; 5] = ["never", "recent", "longer", "prior_plan", "prior_care"];

/// The random scenario number `case`.
pub fn sketch(case: u64) -> Sketch {
    let mut dice = Dice(Chance::new(2026, case, Purpose::Parameter).stream(1, 1));
    let children = dice.between(500.0, 3000.0).round();
    let mut age_bands: Vec<i32> = EDGES.into_iter().filter(|_| dice.odds(0.4)).collect();
    age_bands.push(216);
    let levels = levels(&mut dice, children);
    let moves = moves(&mut dice, &levels, age_bands.len());
    let factors = factors(&mut dice, age_bands.len());
    let programmes = programmes(&mut dice, &levels, children);
    let options = options(&mut dice, &programmes);
    let one = dice.between(0.2, 0.6);
    let two = dice.between(0.1, 0.3);
    Sketch {
        months: dice.whole(24, 36),
        children,
        family_sizes: vec![one, two, 1.0 - one - two],
        age_bands,
        levels,
        moves,
        factors,
        drifts: vec![("up".to_owned(), dice.between(0.0, 0.2)), ("down".to_owned(), 0.05)],
        persistence: dice.between(0.0, 1.0),
        programmes,
        entry_cost: dice.between(0.0, 2000.0),
        fixed_cost: dice.between(0.0, 1e6),
        options,
        spread: dice.between(0.02, 0.2),
        growth: 1.0,
        more: String::new(),
    }
}

/// The random scenario number `case` with what a scenario need not have: lasting
/// differences between families, drivers, a front door, children from outside, growth,
/// and programmes in which some do not engage and support follows a family.
pub fn rich(case: u64) -> Sketch {
    let mut dice = Dice(Chance::new(2027, case, Purpose::Parameter).stream(1, 1));
    let mut sketch = sketch(case);
    let figure = |value: f64, unit: &str| {
        format!("{{ value = {value:?}, unit = {unit:?}, grade = \"assumed\" }}\n")
    };
    sketch.growth = dice.between(0.97, 1.03);
    let statutory: Vec<&str> = sketch
        .levels
        .iter()
        .filter(|level| level.kind == "statutory")
        .map(|level| level.id.as_str())
        .collect();
    let risky = dice.between(0.05, 0.4);
    let mut more = format!(
        "\n[[divisions]]\nid = \"risk\"\nname = \"Risk\"\ngrade = \"assumed\"\nclasses = [\n\
           {{ id = \"low\", name = \"Low\", share = {:?} }},\n\
           {{ id = \"high\", name = \"High\", share = {risky:?} }},\n]\n\n\
         [[factors]]\ntag = \"up\"\nclass = \"high\"\nvalue = {:?}\nunit = \"times\"\n\
         grade = \"assumed\"\n\n[[drivers]]\nname = \"Trend\"\ntags = [\"up\"]\ntrend = {}",
        1.0 - risky,
        dice.between(1.2, 3.0),
        figure(dice.between(0.95, 1.08), "times a year"),
    );
    // Children from outside stay for up to six years on average.
    let starts = dice.between(1.0, 10.0);
    more += &format!(
        "\n[[streams]]\nname = \"From outside\"\nmeasures = [\"above\"]\nstock = {}starts = {}",
        figure((starts * dice.between(0.5, 6.0)).round(), "children"),
        figure(starts, "children a year"),
    );
    let entries = sketch.moves.iter().any(|it| it.tags.contains(&"entry"));
    if entries && dice.odds(0.6) {
        more += &format!(
            "\n[front_door]\ntags = [\"entry\"]\ncontacts_below = {}screening = {}assessments = {}\
             assessment_length = {}urgent = {}drop_out = {}misrouted = {}bounce = {}",
            figure(dice.between(0.0, 10.0), "contacts a month"),
            figure(dice.between(8.0, 30.0).round(), "contacts a month"),
            figure(dice.between(2.0, 20.0).round(), "assessments"),
            figure(dice.between(0.5, 2.0), "months"),
            figure(dice.between(0.0, 0.3), "share"),
            figure(dice.between(0.0, 2.0), "per year"),
            figure(dice.between(0.0, 0.2), "share"),
            figure(dice.between(1.0, 6.0), "months"),
        );
    }
    for it in &mut sketch.programmes {
        let mut lines = String::new();
        for (key, unit, value) in [
            ("identified", "share", dice.between(0.4, 1.0)),
            ("leakage", "share", dice.between(0.0, 0.3)),
            ("engagement", "share", dice.between(0.5, 1.0)),
            ("unused", "months", dice.between(1.0, 3.0)),
            ("completion", "share", dice.between(0.5, 1.0)),
            ("recruitment_lag", "months", dice.whole(0, 6) as f64),
            ("place_cost", "pounds per place and month", dice.between(0.0, 200.0)),
            ("family_cost", "pounds per family", dice.between(0.0, 500.0)),
            ("set_up", "pounds", dice.between(0.0, 50_000.0)),
        ] {
            lines += &format!("{key} = {}", figure(value, unit));
        }
        if dice.odds(0.5) {
            lines += "order = \"by_need\"\n";
        }
        if dice.odds(0.5) {
            lines += "outreach = false\n";
        }
        if let Some(first) = statutory.first().filter(|_| dice.odds(0.5)) {
            lines += &format!("follows = [{first:?}]\n");
        }
        it.more = lines;
    }
    sketch.more = more;
    sketch
}

fn levels(dice: &mut Dice, children: f64) -> Vec<Level> {
    let count = dice.whole(3, 6);
    let need = dice.whole(0, count - 1);
    let level = |place: usize, dice: &mut Dice| {
        let statutory = place > need;
        Level {
            id: format!("level {}", place + 1),
            kind: match place {
                0 => "universal",
                _ if statutory => "statutory",
                _ => "need",
            },
            marks: if statutory { dice.one_of(&[None, Some("plan"), Some("care")]) } else { None },
            stock: match place {
                0 => 0.0,
                _ if statutory => (children * dice.between(0.005, 0.05)).round(),
                _ => (children * dice.between(0.02, 0.15)).round(),
            },
            unit_cost: if place == 0 { 0.0 } else { dice.between(0.0, 60_000.0) },
        }
    };
    (0..count).map(|place| level(place, dice)).collect()
}

/// Every level can be reached from universal and left for it; the rest is chance.
fn moves(dice: &mut Dice, levels: &[Level], ages: usize) -> Vec<Move> {
    let mut moves = Vec::new();
    let clocks = dice.one_of(&[0.0, 0.2, 0.6]);
    for (from, here) in levels.iter().enumerate() {
        for (to, there) in levels.iter().enumerate() {
            let up = to > from;
            let sure = from == 0 || to == 0 || to == from + 1;
            if from == to || !(sure || dice.odds(0.4)) {
                continue;
            }
            let most = if up { 0.15 / to as f64 } else { 1.5 };
            let level = dice.between(0.1 * most, most);
            let mut tags = vec![if up { "up" } else { "down" }];
            if here.kind != "statutory" && there.kind == "statutory" {
                tags.push("entry");
            }
            let clocked = from > 0 && dice.odds(clocks);
            moves.push(Move {
                from: here.id.clone(),
                to: there.id.clone(),
                id: None,
                tags,
                longer: dice.odds(0.3),
                clock_starts_at: if dice.odds(0.3) { dice.whole(0, 24) as u32 } else { 0 },
                keeps_clock: from > 0 && dice.odds(0.15),
                rate: if clocked {
                    (0..5).map(|_| level * dice.between(0.3, 2.0)).collect()
                } else {
                    vec![level]
                },
                age: None,
            });
        }
    }
    let last = levels.len() - 1;
    if dice.odds(0.5) {
        moves.push(Move {
            from: levels[0].id.clone(),
            to: levels[last].id.clone(),
            id: Some("one age only"),
            tags: vec!["up"],
            longer: false,
            clock_starts_at: 0,
            keeps_clock: false,
            rate: vec![dice.between(0.0, 0.05)],
            age: Some(dice.whole(0, ages - 1)),
        });
    }
    moves
}

fn factors(dice: &mut Dice, ages: usize) -> Vec<Factor> {
    let count = dice.whole(0, 4);
    (0..count)
        .map(|_| Factor {
            tag: dice.one_of(&["up", "down"]),
            age: dice.odds(0.5).then(|| dice.whole(0, ages - 1)),
            history: dice.odds(0.5).then(|| dice.one_of(&REPLICATES)),
            value: dice.between(0.5, 2.0),
        })
        .collect()
}

fn programmes(dice: &mut Dice, levels: &[Level], children: f64) -> Vec<Programme> {
    let need: Vec<&Level> = levels.iter().filter(|level| level.kind == "need").collect();
    let count = if need.is_empty() { 0 } else { dice.whole(0, 3) };
    let mut programmes = Vec::new();
    for place in 0..count {
        let sure = dice.whole(0, need.len() - 1);
        let served: Vec<&&Level> = need
            .iter()
            .enumerate()
            .filter(|(level, _)| *level == sure || dice.odds(0.4))
            .map(|(_, level)| level)
            .collect();
        let stock: f64 = served.iter().map(|level| level.stock).sum();
        let caseload = dice.between(4.0, 20.0);
        // About two children a family: from nearly no places to more than enough.
        let families = (stock / 2.0).min(children / 4.0) * dice.between(0.02, 0.8);
        let mut effects = Vec::new();
        for (tag, least, most) in [("up", 0.5, 1.2), ("down", 0.9, 1.6)] {
            if dice.odds(0.7) {
                let ratio = dice.between(least, most);
                effects.push((tag, ratio, dice.between(0.0, 0.5), dice.between(1.0, 30.0)));
            }
        }
        programmes.push(Programme {
            id: format!("programme {place}"),
            levels: served.iter().map(|level| level.id.clone()).collect(),
            staff: families / caseload,
            caseload,
            length: dice.between(1.0, 15.0),
            referral: if dice.odds(0.2) { 0.0 } else { dice.between(0.1, 3.0) },
            known_weight: dice.between(0.5, 4.0),
            drop_out: dice.between(0.0, 6.0),
            staff_cost: dice.between(30_000.0, 80_000.0),
            effects,
            more: String::new(),
        });
    }
    programmes
}

/// `same` changes nothing in three ways of writing it; `other` changes each
/// programme; `null` does the same in a world without effects.
fn options(dice: &mut Dice, programmes: &[Programme]) -> Vec<PolicyOption> {
    let neutral = programmes.iter().enumerate().map(|(place, it)| {
        let (action, value) = [("add", 0.0), ("scale", 1.0), ("set", it.staff)][place % 3];
        let (programme, start) = (it.id.clone(), "2020-09");
        Change { programme, what: "staff", action, value, start, ramp: 5.0 }
    });
    let real: Vec<Change> = programmes
        .iter()
        .map(|it| Change {
            programme: it.id.clone(),
            what: dice.one_of(&["staff", "caseload"]),
            action: "scale",
            value: dice.one_of(&[1.3, 2.0]),
            start: dice.one_of(&["2020-06", "2021-01"]),
            ramp: dice.one_of(&[0.0, 1.0, 6.0]),
        })
        .collect();
    let more = programmes.iter().map(|it| Change {
        programme: it.id.clone(),
        what: "staff",
        action: "scale",
        value: 1.7,
        start: "2020-08",
        ramp: 3.0,
    });
    vec![
        PolicyOption { id: "same", null: false, changes: neutral.collect() },
        PolicyOption { id: "other", null: false, changes: real },
        PolicyOption { id: "more staff, no effect", null: true, changes: more.collect() },
    ]
}
