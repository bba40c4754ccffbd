//! A small scenario as data: tests change it, then write it as files.
//!
//! Levels are named, not numbered, so that a test can reorder or split them.

use staircase_scenario::Files;
use staircase_scenario::quantity::{self, Quantity};
use std::fmt::Write as _;

/// A scenario that can be written as four files.
#[derive(Debug, Clone)]
pub struct Sketch {
    /// Length of the projection.
    pub months: usize,
    /// Children aged 0 to 17.
    pub children: f64,
    /// Shares of families with 1, 2, 3 … children.
    pub family_sizes: Vec<f64>,
    /// First month of age above each band.
    pub age_bands: Vec<i32>,
    /// Levels, least need first.
    pub levels: Vec<Level>,
    /// Permitted moves, each with its rate.
    pub moves: Vec<Move>,
    /// Factors on rates.
    pub factors: Vec<Factor>,
    /// Groups that drift together: tag and spread.
    pub drifts: Vec<(String, f64)>,
    /// How much of a year's departure lasts.
    pub persistence: f64,
    /// The current offer.
    pub programmes: Vec<Programme>,
    /// Cost of an entry that carries the tag `entry`.
    pub entry_cost: f64,
    /// Money spent whatever happens.
    pub fixed_cost: f64,
    /// What is compared with the baseline, which every sketch has.
    pub options: Vec<PolicyOption>,
    /// Every uncertain number varies by this share each way; 0 writes no distribution.
    pub spread: f64,
    /// Growth of the number of children, times a year.
    pub growth: f64,
    /// More tables of the council, as text.
    pub more: String,
}

/// A level.
#[derive(Debug, Clone)]
pub struct Level {
    /// Identity.
    pub id: String,
    /// `universal`, `need` or `statutory`.
    pub kind: &'static str,
    /// `plan` or `care`.
    pub marks: Option<&'static str>,
    /// Children on the first day; not used for the universal level.
    pub stock: f64,
    /// Cost of a child-year.
    pub unit_cost: f64,
}

/// A permitted move and its rate a year.
#[derive(Debug, Clone)]
pub struct Move {
    /// Level left.
    pub from: String,
    /// Level entered.
    pub to: String,
    /// Identity, where two moves join the same levels.
    pub id: Option<&'static str>,
    /// Groups it belongs to.
    pub tags: Vec<&'static str>,
    /// Leaves the history of a closure long ago.
    pub longer: bool,
    /// Months already on the clock.
    pub clock_starts_at: u32,
    /// The clock runs on.
    pub keeps_clock: bool,
    /// One rate, or five by months in the level.
    pub rate: Vec<f64>,
    /// Only this age band.
    pub age: Option<usize>,
}

impl Move {
    /// What tells it from other moves.
    fn ends(&self) -> (&String, &String, Option<&'static str>) {
        (&self.from, &self.to, self.id)
    }
}

/// A factor on rates.
#[derive(Debug, Clone)]
pub struct Factor {
    /// Tag of the moves.
    pub tag: &'static str,
    /// Only this age band.
    pub age: Option<usize>,
    /// Only this history.
    pub history: Option<&'static str>,
    /// The factor.
    pub value: f64,
}

/// A line of provision.
#[derive(Debug, Clone)]
pub struct Programme {
    /// Identity.
    pub id: String,
    /// Levels served.
    pub levels: Vec<String>,
    /// Full-time equivalents.
    pub staff: f64,
    /// Families a worker.
    pub caseload: f64,
    /// Months of support.
    pub length: f64,
    /// Referrals a year.
    pub referral: f64,
    /// Weight of families known before.
    pub known_weight: f64,
    /// Drop-outs a year.
    pub drop_out: f64,
    /// Pounds a worker and year.
    pub staff_cost: f64,
    /// Effects: tag, ratio, haircut, half-life.
    pub effects: Vec<(&'static str, f64, f64, f64)>,
    /// More lines of its table, as text.
    pub more: String,
}

/// An option.
#[derive(Debug, Clone)]
pub struct PolicyOption {
    /// Identity.
    pub id: &'static str,
    /// Support changes nothing in its world.
    pub null: bool,
    /// Dated changes.
    pub changes: Vec<Change>,
}

/// A dated change of a programme.
#[derive(Debug, Clone)]
pub struct Change {
    /// The programme.
    pub programme: String,
    /// `staff` or `caseload`.
    pub what: &'static str,
    /// `set`, `add` or `scale`.
    pub action: &'static str,
    /// By how much.
    pub value: f64,
    /// First month, YYYY-MM.
    pub start: &'static str,
    /// Months until complete.
    pub ramp: f64,
}

/// What a level's twin has after its name.
pub const TWIN: &str = " twin";

/// Path of the scenario's file.
pub const MAIN: &str = "sketch.toml";

impl Sketch {
    /// Every number of it, with what kind of number it is.
    pub fn numbers(&mut self) -> Vec<(&mut f64, Quantity)> {
        let mut all = vec![(&mut self.children, quantity::POPULATION)];
        for level in &mut self.levels {
            if level.kind != "universal" {
                all.push((&mut level.stock, quantity::CHILDREN));
            }
            all.push((&mut level.unit_cost, quantity::UNIT_COST));
        }
        all.extend(self.moves.iter_mut().flat_map(|m| &mut m.rate).map(|r| (r, quantity::RATE)));
        all.extend(self.factors.iter_mut().map(|f| (&mut f.value, quantity::FACTOR)));
        all.extend(self.drifts.iter_mut().map(|(_, spread)| (spread, quantity::LOG_SPREAD)));
        all.push((&mut self.persistence, quantity::PERSISTENCE));
        for it in &mut self.programmes {
            all.push((&mut it.staff, quantity::STAFF));
            all.push((&mut it.caseload, quantity::CASELOAD));
            all.push((&mut it.length, quantity::SUPPORT_LENGTH));
            all.push((&mut it.referral, quantity::REFERRAL));
            all.push((&mut it.known_weight, quantity::FACTOR));
            all.push((&mut it.drop_out, quantity::DROP_OUT));
            all.push((&mut it.staff_cost, quantity::STAFF_COST));
            for (_, ratio, haircut, half_life) in &mut it.effects {
                all.push((ratio, quantity::EFFECT));
                all.push((haircut, quantity::HAIRCUT));
                all.push((half_life, quantity::HALF_LIFE));
            }
        }
        all.push((&mut self.entry_cost, quantity::ENTRY_COST));
        all.push((&mut self.fixed_cost, quantity::FUNDING));
        all
    }

    /// The same place `times` as large: children, stocks, staff and money.
    pub fn larger(&self, times: f64) -> Self {
        let mut other = self.clone();
        other.children *= times;
        other.fixed_cost *= times;
        other.levels.iter_mut().for_each(|level| level.stock *= times);
        for (it, was) in other.programmes.iter_mut().zip(&self.programmes) {
            it.staff *= times;
            for change in other.options.iter_mut().flat_map(|option| &mut option.changes) {
                if change.programme == was.id && change.what == "staff" && change.action != "scale"
                {
                    change.value *= times;
                }
            }
        }
        other
    }

    /// The same with effects of support a quarter as strong.
    pub fn gentler(&self) -> Self {
        let mut other = self.clone();
        for (_, ratio, ..) in other.programmes.iter_mut().flat_map(|it| &mut it.effects) {
            *ratio = 1.0 + (*ratio - 1.0) / 4.0;
        }
        other
    }

    /// The same with a front door, if there is one, that never binds.
    pub fn open_door(&self) -> Self {
        let mut other = self.clone();
        let lines = self.more.lines().filter(|line| {
            !["screening", "assessments", "assessment_length"]
                .iter()
                .any(|key| line.starts_with(&format!("{key} =")))
        });
        other.more = lines.flat_map(|line| [line, "\n"]).collect();
        other
    }

    /// The levels below the threshold in reverse order, and those at it.
    pub fn reordered(&self) -> Self {
        let mut other = self.clone();
        let need = other.levels.iter().filter(|level| level.kind == "need").count();
        other.levels[1..=need].reverse();
        other.levels[need + 1..].reverse();
        other
    }

    /// Level number `place` as two that are alike: each is entered half as often.
    /// The second has [`TWIN`] after its name.
    pub fn split(&self, place: usize) -> Self {
        let mut other = self.clone();
        let id = self.levels[place].id.clone();
        let twin = format!("{id}{TWIN}");
        other.levels[place].stock /= 2.0;
        other.levels.insert(place + 1, other.levels[place].clone());
        other.levels[place + 1].id.clone_from(&twin);
        for it in &self.moves {
            let mut second = it.clone();
            if it.to == id {
                let first = other.moves.iter_mut().find(|m| (&m.from, &m.to, m.id) == it.ends());
                first.into_iter().flat_map(|m| &mut m.rate).for_each(|rate| *rate /= 2.0);
                second.rate.iter_mut().for_each(|rate| *rate /= 2.0);
                second.to.clone_from(&twin);
            } else if it.from == id {
                second.from.clone_from(&twin);
            } else {
                continue;
            }
            other.moves.push(second);
        }
        for it in &mut other.programmes {
            if it.levels.contains(&id) {
                it.levels.push(twin.clone());
            }
        }
        other
    }

    /// The four files.
    pub fn files(&self) -> Files {
        let main = format!(
            "format = 1\n{}question = \"What holds?\"\nbaseline = \"base\"\n\
             price_base = \"made-up prices\"\n\n[parts]\nframework = \"framework.toml\"\n\
             council = \"council.toml\"\noptions = \"options.toml\"\n\n\
             [projection]\nstart = \"2020-03-31\"\nmonths = {}\n",
            about(),
            self.months
        );
        [
            (MAIN, main),
            ("framework.toml", self.framework()),
            ("council.toml", self.council()),
            ("options.toml", self.choices()),
        ]
        .map(|(name, text)| (name.to_owned(), text))
        .into()
    }

    fn framework(&self) -> String {
        let mut text = format!("format = 1\n{}", about());
        for level in &self.levels {
            table(&mut text, "levels", &[("id", &level.id), ("name", &level.id)]);
            pairs(&mut text, &[("kind", level.kind), ("definition", "Made up.")]);
            pairs(
                &mut text,
                &level.marks.map(|marks| ("marks", marks)).into_iter().collect::<Vec<_>>(),
            );
        }
        for it in &self.moves {
            table(&mut text, "moves", &[("from", &it.from), ("to", &it.to)]);
            pairs(&mut text, &it.id.map(|id| ("id", id)).into_iter().collect::<Vec<_>>());
            let _ = writeln!(text, "tags = {:?}", it.tags);
            let _ = writeln!(text, "clock_starts_at = {}", it.clock_starts_at);
            let _ = writeln!(text, "keeps_clock = {}", it.keeps_clock);
            pairs(&mut text, &[("closed_as", if it.longer { "longer" } else { "recent" })]);
        }
        let above: Vec<&String> = self.levels.iter().skip(1).map(|level| &level.id).collect();
        table(&mut text, "measures", &[("id", "above"), ("name", "Above"), ("kind", "stock")]);
        let _ = writeln!(text, "definition = \"Made up.\"\nheadline = true\nlevels = {above:?}");
        table(&mut text, "measures", &[("id", "rises"), ("name", "Rises"), ("kind", "flow")]);
        let _ = writeln!(text, "definition = \"Made up.\"\ntags = [\"up\"]");
        table(&mut text, "measures", &[("id", "back"), ("name", "Back"), ("kind", "flow")]);
        let _ =
            writeln!(text, "definition = \"Made up.\"\ntags = [\"up\"]\nclosed_recently = true");
        text
    }

    fn council(&self) -> String {
        let mut text = format!("format = 1\n{}", about());
        let figure = |value: f64, quantity: &Quantity, spread: f64| {
            let unit = quantity.unit;
            let (low, high) = (value * (1.0 - spread), value * (1.0 + spread));
            let vary = spread > 0.0 && low < high && quantity.allows(low) && quantity.allows(high);
            let vary = if vary {
                format!(", distribution = {{ uniform = {{ low = {low:?}, high = {high:?} }} }}")
            } else {
                String::new()
            };
            format!("{{ value = {value:?}, unit = {unit:?}, grade = \"assumed\"{vary} }}")
        };
        let fixed = |value: f64, quantity: &Quantity| figure(value, quantity, 0.0);
        let varied = |value: f64, quantity: &Quantity| figure(value, quantity, self.spread);
        let _ = writeln!(text, "\n[population]");
        let _ = writeln!(text, "children = {}", fixed(self.children, &quantity::POPULATION));
        let sizes = &self.family_sizes;
        let _ = writeln!(text, "family_sizes = {{ shares = {sizes:?}, grade = \"assumed\" }}");
        if (self.growth - 1.0).abs() > 1e-12 {
            let _ = writeln!(text, "growth = {}", fixed(self.growth, &quantity::YEARLY_FACTOR));
        }
        for below in &self.age_bands {
            table(&mut text, "age_bands", &[("id", &format!("below {below}"))]);
            let _ = writeln!(text, "below_months = {below}");
        }
        for level in &self.levels {
            if level.kind != "universal" {
                table(&mut text, "stocks", &[("level", &level.id)]);
                let _ = writeln!(text, "children = {}", fixed(level.stock, &quantity::CHILDREN));
            }
            table(&mut text, "unit_costs", &[("level", &level.id)]);
            let _ = writeln!(text, "cost = {}", varied(level.unit_cost, &quantity::UNIT_COST));
        }
        for it in &self.moves {
            table(&mut text, "rates", &[("from", &it.from), ("to", &it.to), ("unit", "per year")]);
            pairs(&mut text, &it.id.map(|id| ("id", id)).into_iter().collect::<Vec<_>>());
            let _ = match it.rate.as_slice() {
                [value] => writeln!(text, "value = {value:?}\ngrade = \"assumed\""),
                bands => writeln!(text, "by_months = {bands:?}\ngrade = \"assumed\""),
            };
            self.age(&mut text, it.age);
        }
        for it in &self.factors {
            table(
                &mut text,
                "factors",
                &[("tag", it.tag), ("unit", "times"), ("grade", "assumed")],
            );
            let _ = writeln!(text, "value = {:?}", it.value);
            let (low, high) = (it.value * (1.0 - self.spread), it.value * (1.0 + self.spread));
            if self.spread > 0.0 && low < high && quantity::FACTOR.allows(high) {
                let _ = writeln!(
                    text,
                    "distribution = {{ uniform = {{ low = {low:?}, high = {high:?} }} }}"
                );
            }
            pairs(&mut text, &it.history.map(|h| ("history", h)).into_iter().collect::<Vec<_>>());
            self.age(&mut text, it.age);
        }
        let persistence = fixed(self.persistence, &quantity::PERSISTENCE);
        let _ = writeln!(text, "\n[authority_year]\npersistence = {persistence}\ndrifts = [");
        for (tag, spread) in &self.drifts {
            let spread = fixed(*spread, &quantity::LOG_SPREAD);
            let _ = writeln!(text, "  {{ name = {tag:?}, tags = [{tag:?}], spread = {spread} }},");
        }
        text.push_str("]\n");
        for it in &self.programmes {
            table(&mut text, "programmes", &[("id", &it.id), ("name", &it.id)]);
            let _ = writeln!(text, "levels = {:?}", it.levels);
            for (key, figure) in [
                ("staff", fixed(it.staff, &quantity::STAFF)),
                ("caseload", fixed(it.caseload, &quantity::CASELOAD)),
                ("length", varied(it.length, &quantity::SUPPORT_LENGTH)),
                ("referral", varied(it.referral, &quantity::REFERRAL)),
                ("known_weight", varied(it.known_weight, &quantity::FACTOR)),
                ("drop_out", varied(it.drop_out, &quantity::DROP_OUT)),
                ("staff_cost", varied(it.staff_cost, &quantity::STAFF_COST)),
            ] {
                let _ = writeln!(text, "{key} = {figure}");
            }
            text.push_str(&it.more);
            for (tag, ratio, haircut, half_life) in &it.effects {
                table(&mut text, "programmes.effects", &[("tag", tag)]);
                let _ = writeln!(text, "ratio = {}", varied(*ratio, &quantity::EFFECT));
                let _ = writeln!(text, "haircut = {}", varied(*haircut, &quantity::HAIRCUT));
                let _ = writeln!(text, "half_life = {}", varied(*half_life, &quantity::HALF_LIFE));
            }
        }
        table(&mut text, "entry_costs", &[("name", "Entry")]);
        let entry = varied(self.entry_cost, &quantity::ENTRY_COST);
        let _ = writeln!(text, "tags = [\"up\"]\ncost = {entry}");
        table(&mut text, "fixed_costs", &[("name", "Rest")]);
        let _ = writeln!(text, "amount = {}", fixed(self.fixed_cost, &quantity::FUNDING));
        text.push_str(&self.more);
        text
    }

    fn age(&self, text: &mut String, age: Option<usize>) {
        if let Some(age) = age {
            let _ = writeln!(text, "age = \"below {}\"", self.age_bands[age]);
        }
    }

    fn choices(&self) -> String {
        let mut text = format!("format = 1\n{}", about());
        let base = PolicyOption { id: "base", null: false, changes: Vec::new() };
        for it in [&base].into_iter().chain(&self.options) {
            let words = [("id", it.id), ("name", it.id), ("description", "Made up.")];
            table(&mut text, "options", &words);
            pairs(&mut text, &[("effects", if it.null { "none" } else { "evidence" })]);
            for change in &it.changes {
                let words = [("programme", change.programme.as_str()), ("what", change.what)];
                table(&mut text, "options.changes", &words);
                pairs(&mut text, &[("action", change.action), ("start", change.start)]);
                pairs(&mut text, &[("grade", "assumed")]);
                let _ = writeln!(text, "value = {:?}", change.value);
                let _ = writeln!(text, "ramp_months = {:?}", change.ramp);
            }
        }
        text
    }
}

fn about() -> String {
    "\n[about]\ntitle = \"A sketch\"\nauthority = \"none\"\ndate = \"2026-11-22\"\n\
     author = \"a test\"\nsources = []\n"
        .to_owned()
}

fn table(text: &mut String, name: &str, words: &[(&str, &str)]) {
    let _ = writeln!(text, "\n[[{name}]]");
    pairs(text, words);
}

fn pairs(text: &mut String, words: &[(&str, &str)]) {
    for (key, value) in words {
        let _ = writeln!(text, "{key} = {value:?}");
    }
}
