//! Reads sentences back: words, numbers and dates, held against an answer.

// Whole numbers are read as they are written.
#![allow(clippy::float_cmp)]

use staircase_answers::outcome::measures::MeasureAnswer;
use staircase_answers::outcome::money::LineKind;
use staircase_model::Model;
use staircase_reporting::told::{ToldAnswer, ToldCase, ToldEven};
use staircase_reporting::words::Day;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::MeasureKind;

/// An answer and what it is about.
pub struct Said<'a> {
    pub model: &'a Model,
    pub option: &'a PolicyOption,
    pub answer: &'a ToldAnswer,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Every "May 2020" of a text as "2020-05".
fn dates(text: &str) -> Vec<String> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words
        .windows(2)
        .filter_map(|pair| {
            let month = MONTHS.iter().position(|name| *name == pair[0])? + 1;
            let year: u32 = pair[1].parse().ok().filter(|year| (1900..2200).contains(year))?;
            Some(format!("{year:04}-{month:02}"))
        })
        .collect()
}

/// Pounds of a text, in order: "£1.2 million" is 1,200,000.
fn pounds(text: &str) -> Vec<f64> {
    text.split('£')
        .skip(1)
        .filter_map(|rest| {
            let digits: String =
                rest.chars().take_while(|c| c.is_ascii_digit() || *c == ',' || *c == '.').collect();
            let number: f64 = digits.trim_end_matches([',', '.']).replace(',', "").parse().ok()?;
            let millions = rest[digits.len()..].starts_with(" million");
            Some(if millions { number * 1e6 } else { number })
        })
        .collect()
}

/// The number before a word: "24" of "about 24 fewer".
fn number_before(text: &str, word: &str) -> Option<f64> {
    let before = &text[..text.find(word)?];
    before.split_whitespace().last()?.replace(',', "").parse().ok()
}

/// Whether a rounded amount of a sentence may stand for a number.
fn stands_for(said: f64, value: f64) -> bool {
    let value = value.abs();
    (said - value).abs() <= 0.5_f64.max(0.051 * value).max(if value >= 500.0 { 500.0 } else { 0.0 })
}

impl Said<'_> {
    fn month(&self, date: &str) -> usize {
        let found = self.answer.dates.iter().position(|day| day.starts_with(date));
        found.unwrap_or_else(|| panic!("{date} is not in the projection"))
    }

    fn start(&self) -> usize {
        let against = self.option.against.iter().flat_map(|it| &it.changes);
        self.option.changes.iter().chain(against).map(|it| it.start).min().unwrap_or(0)
    }

    fn is_baseline(&self) -> bool {
        self.option.changes.is_empty() && self.option.against.is_none()
    }

    fn headline(&self) -> Option<(&str, &MeasureAnswer)> {
        let all = self.model.scenario.measures.iter().zip(&self.answer.measures);
        let mut stocks = all.filter(|(it, _)| it.headline && it.kind == MeasureKind::Stock);
        stocks.next().map(|(it, answer)| (it.name.as_str(), answer))
    }

    /// Grammar, and what no sentence says.
    #[track_caller]
    pub fn reads_well(&self, sentence: &str) {
        let bad = [
            "agencys",
            "childs",
            " 1 children",
            " 1 families",
            "there are about 1 ",
            " 1 runs",
            "there is about 2",
            "NaN",
            "inf ",
            "  ",
            "..",
            "--",
            " ,",
            "−£0",
            "£0 saved",
            "£0 of",
            "£0 for",
            "of the £0",
            "£0, £",
            "−£0",
            "about 0 ",
            "saved is left",
        ];
        for words in bad {
            assert!(!sentence.contains(words), "{words:?} in {sentence:?} of {}", self.option.id);
        }
        for number in ["1 fewer looked-after children", "1 more looked-after children"] {
            let at = sentence.find(number).filter(|at| {
                !sentence[..*at].ends_with(|c: char| c.is_ascii_digit() || c == ',' || c == '.')
            });
            assert!(at.is_none(), "{sentence}");
        }
        let remains = sentence.contains(" remains") && sentence.contains(" saving");
        if remains && !sentence.contains("Saving remaining") {
            assert!(!sentence.contains('−'), "a negative remainder: {sentence}");
        }
        let open = sentence.matches('(').count();
        assert_eq!(open, sentence.matches(')').count(), "{sentence}");
    }

    /// One 31 March: headline, range, truths and figures.
    #[track_caller]
    pub fn day(&self, day: &Day) {
        let Some((name, it)) = self.headline() else { return };
        let month = self.month(&format!("{}-03", day.year));
        let mean = it.difference.mean[month];
        let said = &day.headline;
        let name = name.to_lowercase();
        assert!(
            said.to_lowercase().contains(&name.replace("children", "child"))
                || said.to_lowercase().contains(&name),
            "{said}"
        );
        if self.is_baseline() {
            assert!(said.contains(&format!("March {}", day.year)), "{said}");
            return;
        }
        assert_eq!(
            dates(said).first().map(String::as_str),
            Some(format!("{}-03", day.year).as_str()),
            "{said}"
        );
        if self.answer.null_effect && mean == 0.0 {
            assert!(said.contains("as many"), "{said}");
        } else if let Some(count) = number_before(said, " fewer ") {
            assert!(mean <= -1.0 && count == (-mean).round(), "{mean}: {said}");
        } else if let Some(count) = number_before(said, " more ") {
            assert!(mean >= 1.0 && count == mean.round(), "{mean}: {said}");
        } else {
            assert!(said.contains("about as many") && mean.abs() < 1.0, "{mean}: {said}");
            assert!(said.contains(" as if ") || said.contains(" as under "), "{said}");
        }
        self.range(day, it, month);
        self.figures(day, month);
        for truth in &day.truths {
            let words = format!("{} {}", truth.lead, truth.rest);
            if truth.lead.starts_with("How big is that") {
                self.chance(&words, it, month, mean);
            }
        }
    }

    fn range(&self, day: &Day, it: &MeasureAnswer, month: usize) {
        let said = &day.range;
        let Some(p10) = it.difference.p10.get(month) else {
            return assert_eq!(said, "The range appears when the first runs finish.");
        };
        if self.answer.null_effect && it.difference.mean[month] == 0.0 {
            return assert_eq!(said, "All runs: no change.");
        }
        let p90 = it.difference.p90[month];
        for (end, wanted) in [(p10.round(), "fewer"), (-p90.round(), "more")] {
            let says = said.contains(&format!(" {wanted}"));
            let only = if wanted == "fewer" { *p10 } else { -p90 };
            assert!(says || end >= 0.0, "{only}: {said}");
        }
        let Some(runs) = it.runs_difference.iter().find(|runs| runs.year == day.year) else {
            return;
        };
        let all = runs.sorted.len() as f64;
        let share = |test: &dyn Fn(i64) -> bool| {
            100.0 * runs.sorted.iter().filter(|run| test(**run)).count() as f64 / all
        };
        for (words, wanted) in [
            ("no reduction", share(&|run| run >= 0)),
            ("no increase", share(&|run| run <= 0)),
            (" a reduction", share(&|run| run < 0)),
            (" an increase", share(&|run| run > 0)),
        ] {
            let Some(at) = said.find(words) else { continue };
            let clause = &said[..at];
            let clause = &clause[clause.rfind(". ").map_or(0, |dot| dot + 2)..];
            let clause = clause.rsplit(" and ").next().unwrap_or(clause);
            let count = match clause {
                it if it.to_lowercase().contains("no runs") => 0.0,
                it if it.to_lowercase().contains("all runs") => 100.0,
                it if it.contains("ewer than 1 of") || it.contains("ore than 99 of") => continue,
                it => number_before(it, " of 100 runs").unwrap_or_else(|| panic!("{said}")),
            };
            assert!((count - wanted).abs() <= 0.51, "{count} for {wanted}: {said}");
        }
    }

    fn figures(&self, day: &Day, month: usize) {
        let measures = self.model.scenario.measures.iter().zip(&self.answer.measures);
        for (measure, it) in measures {
            let Some(figure) = day.figures.get(&format!("difference-{}", measure.id)) else {
                assert!(!measure.headline, "{} has no words", measure.id);
                continue;
            };
            let value = match measure.kind {
                MeasureKind::Stock => it.difference.mean[month],
                MeasureKind::Flow => it.difference.mean[month - 11..=month].iter().sum(),
            };
            let title = &figure.title;
            assert!(title.contains(&format!("March {}", day.year)), "{title}");
            if let Some(count) = number_before(title, " fewer ") {
                assert!(value <= -1.0 && count == (-value).round(), "{value}: {title}");
            } else if let Some(count) = number_before(title, " more ") {
                assert!(value >= 1.0 && count == value.round(), "{value}: {title}");
            } else {
                assert!(value.abs() < 1.0, "{value}: {title}");
            }
        }
    }

    /// Chance: half of the runs that share their inputs, by their differences.
    fn chance(&self, said: &str, it: &MeasureAnswer, month: usize, mean: f64) {
        let half = number_before(said, " either way").expect("a number");
        let year: i32 = self.answer.dates[month][..4].parse().expect("a year");
        let split = it.split.iter().find(|split| split.year == year).expect("a split");
        let own = 1.281_551_565 * split.sides.baseline.chance.variance.sqrt();
        assert!((half - own).abs() <= 0.51, "{own}: {said}");
        // Never the band, which holds uncertain inputs as well, unless they are nothing.
        if said.contains("is smaller than") {
            assert!(mean.abs() < own, "{mean} and {own}: {said}");
        }
        if said.contains("is larger than") {
            assert!(mean.abs() > own, "{mean} and {own}: {said}");
        }
    }

    /// What rises and falls, and when.
    #[track_caller]
    pub fn turns(&self) {
        if self.is_baseline() || self.answer.null_effect {
            return;
        }
        let start = self.start();
        let stocks: Vec<(String, &MeasureAnswer)> = self
            .model
            .scenario
            .measures
            .iter()
            .zip(&self.answer.measures)
            .filter(|(it, _)| it.headline && it.kind == MeasureKind::Stock)
            .map(|(it, answer)| (it.name.split(',').next().expect("a name").to_lowercase(), answer))
            .collect();
        let first = |it: &MeasureAnswer, sign: f64| {
            (start..it.difference.mean.len()).find(|month| sign * it.difference.mean[*month] >= 1.0)
        };
        let truth =
            self.answer.words.truths.iter().find(|truth| {
                ["rise", "fall", "hardly"].iter().any(|word| truth.lead.contains(word))
            });
        let Some(truth) = truth else { panic!("{:?}", self.answer.words.truths) };
        let rises_first = |it: &MeasureAnswer| match (first(it, 1.0), first(it, -1.0)) {
            (Some(up), Some(down)) => up < down,
            _ => false,
        };
        if truth.lead == "Some numbers rise at first." {
            assert!(
                stocks.iter().any(|(_, it)| first(it, 1.0).is_some() && first(it, -1.0).is_some()),
                "{truth:?}"
            );
        }
        if self.answer.draws == 0 {
            let any = stocks.iter().any(|(_, it)| rises_first(it));
            assert_eq!(truth.lead == "Some numbers rise at first.", any, "{truth:?}");
            if truth.lead == "Demand does not rise first." || truth.lead == "Numbers hardly change."
            {
                assert!(stocks.iter().all(|(_, it)| first(it, 1.0).is_none()), "{truth:?}");
            }
        }
        // "Children in need are about 35 above the baseline in May 2020".
        let mut name = String::new();
        for clause in truth.rest.trim_end_matches('.').split(", and ") {
            let Some((who, rest)) = clause.split_once(" are about ") else { continue };
            if who != "they" {
                name = who.to_lowercase();
            }
            let (_, it) =
                stocks.iter().find(|(own, _)| *own == name).unwrap_or_else(|| panic!("{who}"));
            let month = self.month(&dates(rest)[0]);
            let count: f64 = rest
                .split(' ')
                .next()
                .expect("a number")
                .replace(',', "")
                .parse()
                .expect("a number");
            let value =
                it.difference.mean[month] * if rest.contains(" below ") { -1.0 } else { 1.0 };
            assert!(month >= start && value.round() == count, "{value}: {clause}");
        }
        let title = &self.answer.words.figures["worse-first"].title;
        if self.answer.draws == 0 {
            for (name, it) in &stocks {
                let at = title.to_lowercase().find(name.as_str());
                let (up, down) = (first(it, 1.0), first(it, -1.0));
                assert_eq!(at.is_some(), up.is_some() || down.is_some(), "{name}: {title}");
                let Some(at) = at else { continue };
                let clause = title[at..].split(';').next().expect("one");
                assert_eq!(clause.contains(" rise"), up.is_some(), "{name}: {clause}");
                assert_eq!(clause.contains(" fall"), down.is_some(), "{name}: {clause}");
            }
        }
        for turn in &self.answer.words.turns {
            for point in [&turn.most, &turn.least] {
                assert!(point.month >= start.min(self.model.layout.months), "{turn:?}");
                assert_eq!(self.month(&dates(&point.date)[0]), point.month, "{turn:?}");
            }
        }
    }

    fn total(&self, kind: LineKind) -> f64 {
        self.answer.line(kind).map_or(0.0, |line| line.total.difference)
    }

    /// Signs and sums of money in every sentence.
    #[track_caller]
    pub fn money(&self, all: &[String]) {
        let (spent, statutory) = (self.total(LineKind::Spent), self.total(LineKind::Avoided));
        let outside: f64 = self.answer.external_by_year().iter().sum();
        let own = spent - outside;
        if self.is_baseline() {
            return;
        }
        let lost = spent <= -500.0 && outside <= -500.0 && own > -500.0_f64.max(-0.01 * spent);
        for said in all {
            let left = [
                "no saving",
                "not a saving",
                "saves nothing",
                "There is no saving",
                "neither costs nor saves",
                "no saving to set",
                "not used up the saving",
            ];
            if lost {
                let rest = left.iter().fold(said.clone(), |rest, words| rest.replace(words, ""));
                let saves = ["saves ", "saved", "the saving", "saving remains"];
                assert!(!saves.iter().any(|word| rest.contains(word)), "{said}");
            }
            if said.contains("taken out of the offer") || said.contains("out of early help:") {
                let amounts = pounds(said);
                if let [all, lost, saved, ..] = amounts.as_slice() {
                    assert!((all - lost - saved).abs() <= 1.0, "{said}");
                }
            }
            // "£x of the £y saving remains": never more than there was.
            if let Some(at) = said.find(" saving remains") {
                let before = pounds(&said[..at]);
                if let [.., left, saving] = before.as_slice() {
                    assert!(left <= saving && *left > 0.0, "{said}");
                }
            }
        }
        let truth = self.answer.words.truths.iter().find(|it| it.lead.starts_with("By "));
        let Some(truth) = truth else { panic!("{:?}", self.answer.words.truths) };
        let said = format!("{} {}", truth.lead, truth.rest);
        for (words, sign) in [
            ("and avoids ", -1.0),
            ("and adds ", 1.0),
            ("Statutory cost rises by ", 1.0),
            ("Statutory cost falls by ", -1.0),
        ] {
            if let Some(at) = said.find(words) {
                assert!(sign * statutory >= 500.0, "{statutory}: {said}");
                assert!(stands_for(pounds(&said[at..])[0], statutory), "{statutory}: {said}");
            }
        }
        if said.contains("statutory cost.")
            && said.contains("not change")
            && !said.contains("early help and")
        {
            assert!(statutory.abs() < 500.0, "{statutory}: {said}");
        }
        let first = pounds(&said).first().copied();
        if said.contains(" more on early help") {
            assert!(
                spent >= 500.0 && stands_for(first.expect("an amount"), spent),
                "{spent}: {said}"
            );
        }
        if said.contains("the option saves ") {
            assert!(own <= -500.0 && stands_for(first.expect("an amount"), own), "{own}: {said}");
        }
        if said.contains("loses ") {
            assert!(lost && stands_for(first.expect("an amount"), outside), "{outside}: {said}");
        }
        if let Some(at) = said.find(" for every £100 saved") {
            let share = *pounds(&said[..at]).last().expect("a share");
            assert!((share + 100.0 * statutory / own).abs() <= 1.0, "{share}: {said}");
        }
        let title = &self.answer.words.figures["money"].title;
        let net = self.total(LineKind::Net);
        for (words, sign) in [
            (" exceeds the saving by ", 1.0),
            (" exceeds cost avoided by ", 1.0),
            (" higher than the baseline", 1.0),
            (" lower than the baseline", -1.0),
            (" saving remains", -1.0),
        ] {
            if title.contains(words) {
                assert!(sign * net >= 500.0, "{net}: {title}");
            }
        }
    }

    pub fn headline_is_the_day_of_its_year(&self) {
        let words = &self.answer.words;
        let day = words.days.iter().find(|day| day.year == words.year);
        if let Some(day) = day {
            assert_eq!((&day.headline, &day.range), (&words.headline, &words.range));
        }
    }

    /// No day that is spoken of is before the option starts.
    #[track_caller]
    pub fn no_day_before_the_start(&self) {
        let start = self.start();
        if self.is_baseline() {
            return;
        }
        let words = &self.answer.words;
        let spoken = words.days.iter().flat_map(|day| {
            [&day.headline, &day.range].into_iter().chain(day.truths.iter().map(|it| &it.rest))
        });
        for said in spoken.chain([&words.headline]).chain(words.truths.iter().map(|it| &it.rest)) {
            // A name may hold a date of its own.
            let outside_names: String =
                said.split('“').map(|part| part.rsplit('”').next().unwrap_or_default()).collect();
            for date in dates(&outside_names) {
                let month = self.month(&date);
                assert!(month >= start.min(self.model.layout.months), "{date}: {said}");
            }
        }
    }
}

/// Words about break-even beside its numbers.
#[track_caller]
pub fn break_even(found: &ToldEven) {
    let said = &found.words.sentence;
    if said.contains("times as strong") {
        assert!(found.times.is_some(), "{said}");
    } else {
        assert!(found.times.is_none() && found.effects.is_empty(), "{said}: {found:?}");
    }
    if said.contains("cannot break even") {
        // A cost is positive.
        assert!(found.net_now > 0.0, "{said}");
    }
}

/// The net cost that stands in words is the one in the table, and what stands between adds up.
#[track_caller]
pub fn case(case: &ToldCase) {
    let total = |id: &str| case.row(id).map_or(0.0, |row| row.real.total.mean);
    for said in &case.words.sentences {
        if let Some((before, after)) = said
            .strip_prefix("Undiscounted, spending and statutory cost together are ")
            .and_then(|rest| rest.split_once(". With "))
        {
            let sign = |words: &str| if words.contains(" lower ") { -1.0 } else { 1.0 };
            let first = sign(before) * pounds(before).first().copied().unwrap_or_default();
            let amounts = pounds(after);
            let (net, between) = amounts.split_last().expect("amounts");
            let last = after.rsplit("net cost to the council").next().expect("one");
            let (net, between) = if last.contains("the same as") {
                (0.0, amounts.as_slice())
            } else {
                (sign(last) * net, between)
            };
            let wanted = total("spending") + total("statutory");
            assert!(stands_for(first.abs(), wanted), "{wanted}: {said}");
            assert!(stands_for(net.abs(), total("net")), "{said}");
            let signs = if after.contains(" gained") { -1.0 } else { 1.0 };
            let amount = |word: &str, amount: Option<&f64>| {
                amount.filter(|_| after.contains(word)).copied().unwrap_or_default()
            };
            let grants = amount("grants", between.last());
            let allowance = amount("allowance", between.first());
            let sum = first + allowance + signs * grants;
            let slack = 0.06 * (first.abs() + allowance + grants).max(20_000.0);
            assert!((sum - net).abs() <= slack, "{sum} and {net}: {said}");
        }
    }
}
