//! Written → resolved: names become numbers, meanings are checked, and every
//! problem of all files is reported at once.

mod correlations;
mod council;
mod framework;
mod money;
pub(crate) mod options;

use super::bibliography::Bibliography;
use super::calendar::{Calendar, YearMonth};
use super::defaults::Origins;
use super::figure::{Figure, Grade, Uncertain, check_value};
use super::load::{Files, Loaded};
use super::problem::{Fault, Problem, nearest};
use super::quantity::{self, Quantity};
use super::register::Row;
use super::resolved::{About, Scenario};
use staircase_numerics::chance::hash_text;

/// Longest projection, in months.
pub const LONGEST: i64 = 360;

/// Resolves a loaded scenario.
///
/// # Errors
/// Every problem of meaning in all its files.
pub fn resolve(loaded: &Loaded, files: &Files) -> Result<Scenario, Vec<Problem>> {
    let mut desk = Checker {
        file: loaded.main.clone(),
        origins: loaded.origins.clone(),
        problems: Vec::new(),
        register: Vec::new(),
    };
    let calendar = desk.calendar(loaded);
    let framework = framework::resolve(&mut desk, loaded);
    let mut council = council::resolve(&mut desk, loaded, &framework, calendar);
    let options = options::resolve(&mut desk, loaded, &framework, &mut council, calendar);
    let correlations = correlations::correlations(&mut desk, loaded);
    let around = money::Around {
        levels: &framework.levels,
        programmes: &council.programmes,
        years: &calendar.financial_years(),
    };
    let money = money::resolve(&mut desk, loaded, &around);
    let parts = &loaded.scenario.parts;
    let hash = [&loaded.main, &parts.framework, &parts.council, &parts.options]
        .into_iter()
        .chain(&parts.defaults)
        .chain(&parts.money)
        .filter_map(|name| files.get(name))
        .fold(1, |hash: u64, text| hash.rotate_left(17) ^ hash_text(text));
    let about = &loaded.scenario.about;
    let mut scenario = Scenario {
        file: loaded.main.clone(),
        defaults: parts.defaults.clone(),
        hash,
        about: About {
            title: about.title.clone(),
            authority: about.authority.clone(),
            date: about.date.clone(),
            author: about.author.clone(),
            question: about.question.clone().unwrap_or_default(),
            price_base: about.price_base.clone().unwrap_or_default(),
            sources: about.sources.clone(),
        },
        calendar,
        levels: framework.levels,
        moves: framework.moves,
        measures: council.measures,
        age_bands: council.age_bands,
        population: council.population,
        strata: council.strata,
        stocks: council.stocks,
        rates: council.rates,
        factors: council.factors,
        drifts: council.drifts,
        persistence: council.persistence,
        drivers: council.drivers,
        streams: council.streams,
        door: council.door,
        routes: council.routes,
        effects_floor: council.effects_floor,
        programmes: council.programmes,
        funding: council.funding,
        unit_costs: council.unit_costs,
        entry_costs: council.entry_costs,
        fixed_costs: council.fixed_costs,
        observed: council.observed,
        published_shares: council.published_shares,
        options,
        correlations,
        money,
        limits: loaded.council.limits.clone().unwrap_or_default(),
        register: Vec::new(),
        references: Vec::new(),
    };
    scenario.limits.extend(no_faster_recovery(&scenario));
    scenario.take_route(0);
    if desk.problems.is_empty() {
        let drawn: Vec<u64> = scenario.uncertain().map(|number| number.key).collect();
        correlations::idle_distributions(&mut desk, &drawn);
    }
    // Places kept the council's name until here: what is drawn hangs on it.
    desk.problems.iter_mut().for_each(|problem| desk.origins.set_right(problem));
    desk.register.iter_mut().for_each(|row| desk.origins.set_right_row(row));
    scenario.register = desk.register;
    match Bibliography::of(files) {
        Ok(bibliography) => desk.problems.extend(bibliography.cite(&mut scenario)),
        Err(problems) => desk.problems.extend(problems),
    }
    if desk.problems.is_empty() { Ok(scenario) } else { Err(desk.problems) }
}

/// Where problems and the register are collected, with the file in hand.
struct Checker {
    file: String,
    origins: Origins,
    problems: Vec<Problem>,
    register: Vec<Row>,
}

impl Checker {
    fn open(&mut self, file: &str) {
        file.clone_into(&mut self.file);
    }

    fn report(&mut self, path: impl Into<String>, fault: Fault) {
        let problem = Problem::new(&self.file, path, fault);
        self.problems.push(problem);
    }

    /// Position of `name` among `known`; reports and returns `None` if it is not there.
    fn find<'a>(
        &mut self,
        kind: &'static str,
        name: &str,
        known: impl Iterator<Item = &'a str> + Clone,
        path: &str,
    ) -> Option<usize> {
        let found = known.clone().position(|candidate| candidate == name);
        if found.is_none() {
            let suggestion = nearest(name, known.clone());
            let known = known.map(str::to_owned).collect();
            let name = name.to_owned();
            self.report(path, Fault::UnknownName { kind, name, suggestion, known });
        }
        found
    }

    /// Reports names used twice.
    fn unique<'a>(&mut self, kind: &'static str, names: impl Iterator<Item = &'a str>, path: &str) {
        let mut seen = std::collections::BTreeSet::new();
        for name in names {
            if !seen.insert(name) {
                self.report(path, Fault::Duplicate { kind, name: name.to_owned() });
            }
        }
    }

    /// A checked, registered number.
    fn figure(
        &mut self,
        figure: &Figure,
        quantity: &Quantity,
        path: &str,
        label: &str,
    ) -> Uncertain {
        let file = self.file.clone();
        let place = format!("{file}: {path}");
        let resolved = Uncertain::resolve(figure, quantity, &file, path, &mut self.problems);
        let row = Row::of_figure(place, label.to_owned(), figure, quantity);
        self.register.push(Row { key: resolved.key, ..row });
        resolved
    }

    /// A bare number against its quantity.
    fn value(&mut self, value: f64, quantity: &Quantity, path: &str) {
        let file = self.file.clone();
        check_value(value, quantity, &file, path, &mut self.problems);
    }

    fn unit(&mut self, unit: &str, quantity: &Quantity, path: &str) {
        if unit != quantity.unit {
            let fault = Fault::WrongUnit { found: unit.to_owned(), expected: quantity.unit };
            self.report(format!("{path}.unit"), fault);
        }
    }

    fn sourced(&mut self, source: Option<&str>, grade: Grade, path: &str) {
        let sourced = source.is_some_and(|text| !text.trim().is_empty());
        if !sourced && grade != Grade::Assumed {
            self.report(path, Fault::NoSource);
        }
    }

    /// Shares in range that add up to one.
    fn shares(&mut self, shares: &[f64], path: &str) {
        for (place, share) in shares.iter().enumerate() {
            self.value(*share, &quantity::SHARE, &format!("{path}[{}]", place + 1));
        }
        let sum: f64 = shares.iter().sum();
        if sum.is_finite() && (sum - 1.0).abs() > 1e-6 {
            self.report(path, Fault::Shares { sum });
        }
    }

    fn calendar(&mut self, loaded: &Loaded) -> Calendar {
        let projection = &loaded.scenario.projection;
        let start = YearMonth::first_day(&projection.start).unwrap_or_else(|allowed| {
            let found = projection.start.clone();
            self.report("projection.start", Fault::Date { found, allowed });
            YearMonth { year: 2019, month: 3 }
        });
        if !(1..=LONGEST).contains(&projection.months) {
            self.report(
                "projection.months",
                Fault::OutOfRange {
                    phrase: "the length of the projection",
                    value: projection.months as f64,
                    range: (1.0, LONGEST as f64),
                    unit: "months",
                },
            );
        }
        Calendar { start, months: projection.months.clamp(1, LONGEST) as usize }
    }
}
/// The limit of a scenario in which support makes no step down more likely.
fn no_faster_recovery(scenario: &Scenario) -> Option<String> {
    let down = |mv: &usize| scenario.moves[*mv].to < scenario.moves[*mv].from;
    let mut effects = scenario.programmes.iter().flat_map(|programme| &programme.effects);
    let faster = effects.any(|it| it.ratio.central > 1.0 && it.moves.iter().any(down));
    (!scenario.programmes.is_empty() && !faster).then(|| {
        "The model assumes that support does not speed up recovery: no effect in this scenario \
         does. If it did, early help would avoid more."
            .to_owned()
    })
}
