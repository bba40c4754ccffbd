//! A scenario put on the figures of another area or another year.
//!
//! The scenario that it is made from is the *base*. Of its numbers
//!
//! | Which | Become |
//! | --- | --- |
//! | children, stocks, unaccompanied children, published series | the area's own, with release and date; the last published where the year has none |
//! | all other amounts: need below the threshold, staff, places, money | in proportion to children, graded assumed |
//! | rates, shares, lengths, prices | the base's, graded measured elsewhere where it measured them |
//!
//! so no amount of the base is left as it was. Options keep their distance from the first day.

use super::facts::Year;
use super::made_for::MadeFor;
use super::posterior::Posterior;
use super::write::{children, releases};
use serde::Serialize;
use serde::de::DeserializeOwned;
use staircase_scenario::calendar::YearMonth;
use staircase_scenario::figure::{Figure, Grade};
use staircase_scenario::load::{Loaded, read};
use staircase_scenario::observe::{Area, Series};
use staircase_scenario::problem::plain;
use staircase_scenario::quantity::is_amount;
use staircase_scenario::tree;
use staircase_scenario::written::{
    Action, ChangeWritten, CouncilFile, Observed, OptionsFile, ShareKind, What,
};
use staircase_scenario::{Fault, Files, Problem, Scenario};
use toml::{Table, Value};

/// What a scenario is moved from and to.
#[derive(Debug)]
pub(super) struct Moved<'a> {
    /// The base.
    pub loaded: &'a Loaded,
    /// The fit.
    pub fit: &'a Posterior,
    /// The figures.
    pub own: &'a Area,
    /// What the files are made for.
    pub made_for: MadeFor<'a>,
    /// Children of the area for each of the base's.
    pub scale: f64,
    /// Whether the area is not the base's own.
    pub elsewhere: bool,
}

impl Moved<'_> {
    /// The council file and the options, put on the area's figures. Descriptions of options are
    /// still the base's ([`Moved::described`]).
    ///
    /// # Errors
    /// Problems of the base's files.
    pub(super) fn council(
        &self,
        part: &str,
        files: &Files,
    ) -> Result<(CouncilFile, OptionsFile), Vec<Problem>> {
        // The council's own file, without the defaults that it is laid on, but with every
        // list that may hold amounts.
        let mut file: CouncilFile = read(part, files)?;
        let all = &self.loaded.council;
        file.stocks.clone_from(&all.stocks);
        file.streams.clone_from(&all.streams);
        file.programmes.clone_from(&all.programmes);
        file.funding.clone_from(&all.funding);
        file.fixed_costs.clone_from(&all.fixed_costs);
        file.beside.clone_from(&all.beside);
        let mut file = self.in_proportion(&file, part)?;
        let (facts, until) = (&self.fit.facts, self.fit.facts.until());
        facts.area.clone_into(&mut file.about.authority);
        file.about.title = format!("{}, 31 March {until}", facts.area);
        file.about.sources = releases(self.own, until, self.made_for.table());
        file.about.sources.push(self.base().to_owned());
        if let Some(population) = &mut file.population {
            population.children = Some(self.children());
            population.projection = None;
        }
        self.stocks(&mut file);
        self.counted_apart(&mut file);
        self.shares(&mut file);
        if let MadeFor::Authority(prices, levels) = self.made_for {
            self.placements(&mut file, levels);
            self.section_251(&mut file, levels, prices);
        }
        for factor in file.factors.iter_mut().flatten() {
            factor.fitted_to = None;
        }
        let door = file.front_door.take().is_some();
        file.observed = Some(self.observed());
        let (options, dropped) = self.options(door)?;
        file.limits = Some(self.limits(file.limits.take(), door, &dropped));
        Ok((file, options))
    }

    /// Name of the base.
    fn base(&self) -> &str {
        &self.loaded.council.about.title
    }

    /// Months from the base's first day to the new one.
    fn later(&self) -> i32 {
        let new = YearMonth { year: self.fit.facts.until(), month: 3 };
        let old = YearMonth::first_day(&self.loaded.scenario.projection.start);
        old.map_or(0, |old| new.since(old))
    }

    /// A file of the base with every amount in proportion to children, dates moved with the
    /// first day, and what was measured in the base graded so.
    fn in_proportion<T: Serialize + DeserializeOwned>(
        &self,
        file: &T,
        name: &str,
    ) -> Result<T, Vec<Problem>> {
        let problem = |path: &str, reason: String| {
            vec![Problem::new(name, path, Fault::Unreadable { reason })]
        };
        let text = toml::to_string(file).map_err(|error| problem("", error.to_string()))?;
        let mut table: Table =
            text.parse().map_err(|error: toml::de::Error| problem("", error.to_string()))?;
        self.walk(&mut table);
        tree::read(&Value::Table(table))
            .map_err(|misfit| problem(&misfit.path(), misfit.to_string()))
    }

    fn walk(&self, table: &mut Table) {
        for key in ["start", "until", "starts", "ends"] {
            if let Some(Value::String(date)) = table.get_mut(key)
                && let Ok(month) = date.parse::<YearMonth>()
            {
                *date = month.plus(self.later()).to_string();
            }
        }
        self.figure(table);
        for (_, value) in table.iter_mut() {
            self.values(value);
        }
    }

    fn values(&self, value: &mut Value) {
        match value {
            Value::Table(table) => self.walk(table),
            Value::Array(list) => list.iter_mut().for_each(|value| self.values(value)),
            _ => {}
        }
    }

    /// A table that is a number with its unit, source and grade.
    fn figure(&self, table: &mut Table) {
        let text = |table: &Table, key: &str| table.get(key)?.as_str().map(str::to_owned);
        let (Some(grade), source) = (text(table, "grade"), text(table, "source")) else { return };
        let said = source.map_or_else(String::new, |source| format!(": {source}"));
        let unit = text(table, "unit").unwrap_or_default();
        let value = table.get("value").and_then(|value| {
            value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64))
        });
        let mut put = |key: &str, value: Value| drop(table.insert(key.to_owned(), value));
        if let Some(value) = value.filter(|_| is_amount(&unit)) {
            let base = self.base();
            let source =
                format!("In proportion to children, from {base}, {} {unit}{said}", plain(value));
            put("value", Value::Float((value * self.scale * 100.0).round() / 100.0));
            put("source", Value::String(source));
            put("grade", Value::String(Grade::Assumed.word().to_owned()));
            table.remove("note");
            table.remove("distribution");
        } else if let (MadeFor::Authority(prices, _), Some(value)) = (self.made_for, value)
            && let Some(unit) = unit.strip_prefix("pounds")
            && unit != " per pound"
        {
            put("value", Value::Float((value * prices.factor).round()));
            put(
                "source",
                Value::String(format!(
                    "£{} in {} prices{said}, put into {} prices by the GDP deflator",
                    plain(value),
                    prices.from,
                    prices.year
                )),
            );
            if let Some(Value::Table(spread)) = table.get_mut("distribution") {
                scaled(spread, prices.factor);
            }
        } else if self.elsewhere && grade == Grade::MeasuredHere.word() {
            put("source", Value::String(format!("Measured in {}{said}", self.base())));
            put("grade", Value::String(Grade::MeasuredElsewhere.word().to_owned()));
        }
    }

    /// The series of a measure, cut off after the last year fitted.
    fn series(&self, id: &str) -> Option<Series> {
        self.own.until(self.fit.facts.until()).series.remove(id)
    }

    /// A number that the area's figures give for a year: with its release, and the year where
    /// it is not the last one.
    fn measured(&self, value: f64, unit: &str, id: &str, year: i32) -> Figure {
        let series = self.series(id).unwrap_or_default();
        let release = match series.release(year) {
            "" => format!("Own figures ({})", self.made_for.table()),
            release => release.to_owned(),
        };
        let until = self.fit.facts.until();
        let note = (year < until)
            .then(|| format!("Of 31 March {year}: nothing was published for {until}."));
        Figure {
            value: (value * 10.0).round() / 10.0,
            unit: unit.to_owned(),
            source: Some(format!("{release}, {}, {year}", self.fit.facts.area)),
            grade: Grade::MeasuredHere,
            note,
            distribution: None,
        }
    }

    fn children(&self) -> Figure {
        let (facts, until) = (&self.fit.facts, self.fit.facts.until());
        let known = self.series("population_0_17");
        let exact = known.as_ref().is_some_and(|series| series.points.contains_key(&until));
        let mut figure = self.measured(facts.children, "children", "population_0_17", until);
        if known.is_none() {
            figure.source = Some(format!("{}: the table has no number of children", self.base()));
            figure.grade = Grade::Assumed;
        } else if !exact {
            figure.note = Some("Carried over from the nearest years that are published.".into());
        }
        figure
    }

    /// The last year for which `of` is known, with the number as it was published.
    fn last(&self, of: impl Fn(&Year) -> Option<f64>) -> Option<(f64, i32)> {
        let facts = &self.fit.facts;
        facts
            .years
            .iter()
            .rev()
            .find_map(|year| Some((of(year)? * year.children / facts.children, year.year)))
    }

    /// Children at the levels of need, plans and care: published numbers, in the shares that
    /// the base has where several levels make up one.
    fn stocks(&self, file: &mut CouncilFile) {
        let levels = &self.fit.past.scenario.levels;
        let [need, plan, care] = &self.fit.past.inside;
        let open = |year: &Year| match year.stocks {
            [Some(all), Some(plan), Some(care)] => Some(all - plan - care),
            _ => None,
        };
        let group = |level: usize| match (care[level], plan[level], need[level]) {
            (true, ..) => Some(2),
            (_, true, _) => Some(1),
            (.., true) => Some(0),
            _ => None,
        };
        let known = [
            (self.last(open), "cin_stock", "in need, without plans and care"),
            (self.last(|year| year.stocks[1]), "cpp_stock", "on plans"),
            (self.last(|year| year.stocks[2]), "cla_stock", "looked after"),
        ];
        let apart = file.streams.as_ref().is_some_and(|streams| !streams.is_empty());
        let place = |id: &str| levels.iter().position(|level| level.id == id);
        let mut sums = [0.0; 3];
        for stock in file.stocks.iter().flatten() {
            if let Some(group) = place(&stock.level).and_then(group) {
                sums[group] += stock.children.value;
            }
        }
        for stock in file.stocks.iter_mut().flatten() {
            let Some(group) = place(&stock.level).and_then(group) else {
                stock.children.value = stock.children.value.round();
                continue;
            };
            let (Some((all, year)), id, words) = known[group] else { continue };
            if sums[group] <= 0.0 {
                continue;
            }
            let part = stock.children.value / sums[group];
            let mut figure = self.measured(all * part, "children", id, year);
            let mut say = |words: String| {
                let before = figure.note.take().map_or_else(String::new, |note| note + " ");
                figure.note = Some(before + &words);
            };
            if group == 0 {
                say("Published children in need, minus those on plans, looked after, aged 18 and \
                     over (share as in the base) and unaccompanied."
                    .to_owned());
            } else if group == 2 && apart {
                say("Unaccompanied children are counted separately.".to_owned());
            }
            if part < 1.0 {
                say(format!("{} {words}, in the shares of {}.", plain(all.round()), self.base()));
                figure.grade = Grade::Assumed;
            } else if group == 0 && self.fit.facts.grown > 0.0 {
                figure.grade = Grade::Assumed;
            }
            stock.children = figure;
        }
    }

    /// Unaccompanied children, and open cases of young adults.
    fn counted_apart(&self, file: &mut CouncilFile) {
        let (facts, until) = (&self.fit.facts, self.fit.facts.until());
        if let (Some(stream), Some(last)) =
            (file.streams.iter_mut().flatten().next(), facts.years.last())
        {
            let (stock, starts) = last.stream;
            match self.series("uasc_stock").and_then(|it| it.points.keys().next_back().copied()) {
                Some(year) => {
                    stream.stock = self.measured(stock, "children", "uasc_stock", year);
                    stream.starts = self.measured(starts, "children a year", "uasc_starts", until);
                    let known = self.own.at("uasc_starts", until).is_some();
                    if !known {
                        stream.starts.grade = Grade::Assumed;
                        stream.starts.note = None;
                        stream.starts.source = Some(format!(
                            "Not published for {} in {until}: taken from the number looked after",
                            facts.area
                        ));
                    }
                }
                None => {
                    for figure in [&mut stream.stock, &mut stream.starts] {
                        figure.value = 0.0;
                        figure.source = Some(
                            "No figure of unaccompanied children: they are among all others"
                                .to_owned(),
                        );
                    }
                }
            }
        }
        let all = self.series("cin_stock").and_then(|it| it.points.into_iter().next_back());
        let beside = file
            .beside
            .iter_mut()
            .flatten()
            .find(|beside| beside.measures.iter().any(|measure| measure == "children_in_need"));
        if let (Some(beside), Some((year, all))) = (beside, all) {
            let mut figure = self.measured(facts.grown * all, "children", "cin_stock", year);
            let before = figure.note.take().map_or_else(String::new, |note| note + " ");
            figure.note = Some(format!("{before}Share of open cases as in {}.", self.base()));
            figure.grade = Grade::Assumed;
            beside.stock = figure;
        }
    }

    /// Published shares that the table gives for the area.
    fn shares(&self, file: &mut CouncilFile) {
        for share in file.published_shares.iter_mut().flatten() {
            let id = match share.kind {
                ShareKind::ClosedRecently => "rereferral_12m_pct",
                ShareKind::AfterPlan => "cpp_repeat_pct",
                _ => continue,
            };
            let last = self.series(id).and_then(|it| it.points.into_iter().next_back());
            if let Some((year, percent)) = last {
                let mut figure = self.measured(0.0, "share", id, year);
                figure.value = (percent * 10.0).round() / 1000.0;
                share.share = figure;
            }
        }
    }

    fn observed(&self) -> Vec<Observed> {
        let loaded = self.loaded;
        [
            ("looked_after", "cla_stock"),
            ("protection_plan", "cpp_stock"),
            ("children_in_need", "cin_stock"),
            ("care_starts", "cla_starts"),
            ("plan_starts", "cpp_starts"),
            ("need_starts", "cin_starts"),
        ]
        .into_iter()
        .filter(|(measure, _)| loaded.framework.measures.iter().any(|known| known.id == *measure))
        .filter_map(|(measure, id)| {
            let series = self.own.series.get(id)?;
            let sources = series.sources().join("; ");
            let table = || format!("Own figures ({})", self.made_for.table());
            Some(Observed {
                measure: measure.to_owned(),
                years: series.points.keys().map(|year| i64::from(*year)).collect(),
                values: series.points.values().copied().collect(),
                source: if sources.is_empty() { table() } else { sources },
            })
        })
        .collect()
    }

    /// What the new scenario does not contain; then what the base's own file says of itself.
    fn limits(&self, theirs: Option<Vec<String>>, door: bool, dropped: &[String]) -> Vec<String> {
        let (base, area) = (self.base(), &self.fit.facts.area);
        if matches!(self.made_for, MadeFor::Authority(..)) {
            let mut limits = vec![format!(
                "Demand is {area}'s own, as published. The offer is not: staff, places and families \
                 a worker are those of a set for England, in proportion to children. Confirm them \
                 before using a result."
            )];
            limits.extend(self.fit.facts.notes.iter().cloned());
            return limits;
        }
        let mut limits = vec![format!(
            "Made from {base} by putting it on published figures of {area}. Need below the \
             threshold, staff, places and money are in proportion to children ({} against {}); \
             effects, lengths of stay and prices are those of {base}. None of these is {area}'s \
             own: put its own numbers in their place before using a result.",
            plain(self.fit.facts.children.round()),
            plain(children(self.loaded).round())
        )];
        if door {
            limits.push(format!(
                "The front door of {base} is not included: its capacities are not those of {area}."
            ));
        }
        if !dropped.is_empty() {
            limits.push(format!(
                "Options that change the front door of {base} are not included: {}.",
                dropped.join("; ")
            ));
        }
        limits.extend(self.fit.facts.notes.iter().cloned());
        limits.extend(theirs.into_iter().flatten().map(|limit| format!("Of {base}: {limit}")));
        limits
    }

    /// The options in proportion, without those that change a front door that is gone; and the
    /// names of those.
    fn options(&self, door: bool) -> Result<(OptionsFile, Vec<String>), Vec<Problem>> {
        let base = &self.loaded.options;
        let mut file = self.in_proportion(base, &self.loaded.scenario.parts.options)?;
        let (area, until) = (&self.fit.facts.area, self.fit.facts.until());
        area.clone_into(&mut file.about.authority);
        file.about.title = format!("Options of {} for {area}, {until}", self.base());
        file.about.sources = vec![base.about.title.clone()];
        let at_the_door = |id: &str| {
            let option = base.options.iter().find(|option| option.id == id);
            let mut changes = option.into_iter().flat_map(|option| option.changes.iter().flatten());
            door && changes.any(|change| change.front_door == Some(true))
        };
        let mut dropped = Vec::new();
        file.options.retain(|option| {
            let gone = at_the_door(&option.id) || option.like.as_deref().is_some_and(at_the_door);
            if gone {
                dropped.push(option.name.clone());
            }
            !gone
        });
        for option in &mut file.options {
            option.name = years_later(&option.name, self.later() / 12);
            let mut amounts = false;
            for change in option.changes.iter_mut().flatten() {
                amounts |= change.action == Action::Start;
                if let Some(value) = change.value.filter(|_| changes_an_amount(change)) {
                    change.value = Some((value * self.scale * 100.0).round() / 100.0);
                    let said =
                        change.source.take().map_or_else(String::new, |it| format!(": {it}"));
                    change.source = Some(format!(
                        "In proportion to children, {} in the base{said}",
                        plain(value)
                    ));
                    change.grade = Grade::Assumed;
                    amounts = true;
                }
            }
            let own = matches!(self.made_for, MadeFor::Authority(..));
            if amounts && !own && (self.scale - 1.0).abs() > 0.005 {
                option.name.push_str(", in proportion");
            }
        }
        Ok((file, dropped))
    }

    /// The options with descriptions made from what they change in `scenario`, as those of the
    /// base give its numbers, dates and people. Those of a shipped authority do not.
    pub(super) fn described(&self, mut options: OptionsFile, scenario: &Scenario) -> OptionsFile {
        if matches!(self.made_for, MadeFor::Authority(..)) {
            return options;
        }
        for option in &mut options.options {
            let Some(found) = scenario.option(&option.id) else { continue };
            let words: Vec<&str> =
                found.changes.iter().map(|change| change.words.as_str()).collect();
            let world = if found.null_effect { " Support has no effect." } else { "" };
            let base = self.base();
            option.description = if words.is_empty() {
                format!(
                    "The offer of {base}, in proportion to children, continues as it is.{world}"
                )
            } else {
                format!("{}.{world} Made from an option of {base}.", words.join("; "))
            };
        }
        options
    }
}

/// Multiplies every number of a distribution of money.
fn scaled(table: &mut Table, factor: f64) {
    for (_, value) in table.iter_mut() {
        match value {
            Value::Table(inner) => scaled(inner, factor),
            Value::Float(number) => *number = (*number * factor).round(),
            Value::Integer(number) => *value = Value::Float((*number as f64 * factor).round()),
            _ => {}
        }
    }
}

/// Whether a change is by an amount that grows with children.
fn changes_an_amount(change: &ChangeWritten) -> bool {
    let amount = match change.what {
        None => true,
        Some(what) => matches!(
            what,
            What::Staff | What::Places | What::ContactsBelow | What::Screening | What::Assessments
        ),
    };
    amount && matches!(change.action, Action::Set | Action::Add)
}

/// A name with its years moved: "April 2020" and "2020-21", but not "120" or "20202".
fn years_later(name: &str, years: i32) -> String {
    if years == 0 {
        return name.to_owned();
    }
    let mut moved = String::with_capacity(name.len());
    let mut year = false;
    for part in name.split_inclusive(|sign: char| !sign.is_ascii_digit()) {
        let digits = part.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let rest = &part[digits.len()..];
        let number: Option<i32> = digits.parse().ok();
        let next = match (number, digits.len()) {
            (Some(number @ 1990..=2200), 4) => Some(format!("{}", number + years)),
            (Some(number), 2) if year => Some(format!("{:02}", (number + years).rem_euclid(100))),
            _ => None,
        };
        year = digits.len() == 4 && next.is_some() && rest == "-";
        moved.push_str(next.as_deref().unwrap_or(digits));
        moved.push_str(rest);
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a year in the name of an option stays behind, or another number moves.
    #[test]
    fn years_in_names_move_with_the_first_day() {
        for (name, moved) in [
            ("Pause ends, April 2020", "Pause ends, April 2026"),
            ("Cut in 2020-21 and 2021", "Cut in 2026-27 and 2027"),
            ("Ten more for 24 months", "Ten more for 24 months"),
            ("2019", "2025"),
            ("£12020 by April 2020.", "£12020 by April 2026."),
        ] {
            assert_eq!(years_later(name, 6), moved);
            assert_eq!(years_later(name, 0), name);
        }
    }
}
