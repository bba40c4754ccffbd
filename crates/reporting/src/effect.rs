//! The answer to an option on one day: the effect, its range, and what to think of it.

use super::number::{between, change, of_100_runs, plain, small_count};
use super::phrases::{Truth, counted, if_baseline, is_baseline, kept, lower, than_baseline, when};
use staircase_answers::outcome::answer::Answer;
use staircase_answers::outcome::measures::MeasureAnswer;
use staircase_model::Model;
use staircase_numerics::maths;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::written::MeasureKind;

/// Below so many runs a tenth of them is too few to say where a range ends.
const FEW_RUNS: usize = 100;

/// 90th percentile of the standard normal distribution.
const NINE_TENTHS: f64 = 1.281_551_565_544_6;

/// A difference of this many children has a direction; what is less may go either way.
pub(super) const CHILD: f64 = 1.0;

/// What the sentences about one day are made from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'a> {
    pub model: &'a Model,
    pub option: &'a PolicyOption,
    pub answer: &'a Answer,
    /// The headline, where the scenario has one.
    pub measure: Option<usize>,
    pub month: usize,
}

impl<'a> Facts<'a> {
    pub fn date(&self) -> String {
        when(self.model, self.month)
    }

    /// Name and numbers of the headline.
    pub fn said(&self) -> Option<(String, &'a MeasureAnswer)> {
        let measure = self.measure?;
        Some((lower(&self.model.scenario.measures[measure].name), &self.answer.measures[measure]))
    }

    /// The effect in one sentence.
    pub fn headline(&self) -> String {
        let Some((name, it)) = self.said() else { return String::new() };
        let (model, option, date) = (self.model, self.option, self.date());
        if is_baseline(model, option) {
            let then = it.baseline.mean[self.month].round();
            let now = it.baseline.mean[0].round();
            let are = if then.abs() < 1.5 && then > 0.5 { "is" } else { "are" };
            let counted = counted(&name, then);
            return format!(
                "{} there {are} about {} {counted} in {date}, compared with {} in {}.",
                if_baseline(model, option),
                plain(then),
                plain(now),
                when(model, 0)
            );
        }
        let difference = it.difference.mean[self.month];
        if self.answer.null_effect && difference == 0.0 {
            return format!(
                "If support had no effect, there would be as many {name} in {date} as in the baseline."
            );
        }
        let than = than_baseline(model, option);
        if difference.abs() < CHILD {
            return format!(
                "By {date} there are about as many {name} {}: on average, a difference of less than one child.",
                than.replacen("than", "as", 1)
            );
        }
        let are = if difference.abs() < 1.5 { "is" } else { "are" };
        let name = counted(&name, difference);
        format!("By {date} there {are} about {} {name} {than}.", change(difference))
    }

    /// Its range, and in how many runs it is not there.
    pub fn range(&self) -> String {
        let Some((_, it)) = self.said() else { return String::new() };
        let month = self.month;
        if it.difference.p10.is_empty() {
            return "The range appears when the first runs finish.".to_owned();
        }
        if is_baseline(self.model, self.option) {
            let (low, high) = (it.baseline.p10[month].round(), it.baseline.p90[month].round());
            return format!("8 in 10 runs: between about {} and {}.", plain(low), plain(high));
        }
        if self.answer.null_effect && it.difference.mean[month] == 0.0 {
            return "All runs: no change.".to_owned();
        }
        let range = between(it.difference.p10[month], it.difference.p90[month]);
        let (mean, no_fewer, no_more) =
            (it.difference.mean[month], it.no_fewer[month], it.no_more[month]);
        let share = |share: f64, what: &str| {
            let runs = of_100_runs(share);
            let show = if share > 0.0 && runs.starts_with("1 of") { "shows" } else { "show" };
            format!("{} {show} {what}", upper(&runs))
        };
        let shares = if mean <= -CHILD {
            share(no_fewer, "no reduction")
        } else if mean >= CHILD {
            share(no_more, "no increase")
        } else {
            format!(
                "{} a reduction and {} an increase",
                share(100.0 - no_fewer, "").trim_end(),
                of_100_runs(100.0 - no_more)
            )
        };
        format!("8 in 10 runs: {range}. {shares}.")
    }

    /// The effect beside what chance does to the count: half of the range that holds 8 runs
    /// in 10 which share their uncertain inputs, so that only chance and drift tell them apart.
    pub fn against_chance(&self) -> Option<Truth> {
        let (name, it) = self.said()?;
        let at = self.model.scenario.calendar.at(self.month);
        let split = it.split.iter().find(|split| split.year == at.year && at.month == 3)?;
        let half = NINE_TENTHS * maths::sqrt(split.sides.baseline.chance.told()?);
        if half < CHILD {
            return None;
        }
        let (chance, move_) = if self.model.scenario.drifts.is_empty() {
            ("Chance alone", "moves")
        } else {
            ("Chance and year-to-year drift alone", "move")
        };
        let spread = format!(
            "{chance} {move_} {name} by about {} either way by {}, in 8 of 10 runs.",
            plain(half.round()),
            self.date()
        );
        let effect = it.difference.mean[self.month].abs();
        let rest = if is_baseline(self.model, self.option) || self.answer.null_effect {
            spread
        } else if effect <= half - CHILD {
            format!("The difference is smaller than normal variation in one council. {spread}")
        } else if effect >= half + CHILD {
            format!("The difference is larger than normal variation in one council. {spread}")
        } else {
            format!("The difference is about as large as normal variation in one council. {spread}")
        };
        Some(Truth { lead: "How big is that?".to_owned(), rest })
    }

    /// What a reader should be warned of.
    pub fn warnings(&self) -> Vec<String> {
        let (model, answer, month) = (self.model, self.answer, self.month);
        let mut warnings = Vec::new();
        let compared = self.said().filter(|_| !is_baseline(model, self.option));
        if let Some((_, it)) = compared {
            if let Some(error) = it.difference.error.get(month)
                && *error >= 0.5
            {
                let rough = if answer.draws < FEW_RUNS { " Ranges are rough too." } else { "" };
                let within = (2.0 * error).ceil();
                let children = if within > 1.0 { "children" } else { "child" };
                warnings.push(format!(
                    "After {} runs the average difference is known to within {} {children} either way. More runs will narrow this.{rough}",
                    plain(answer.draws as f64),
                    plain(within)
                ));
            }
            if it.difference.mean[month].abs() < 10.0 && !answer.null_effect {
                warnings.push(format!(
                    "The difference is under 10 children by {}: too small to see in one council’s published figures.",
                    self.date()
                ));
            }
        }
        for (measure, it) in model.scenario.measures.iter().zip(&answer.measures) {
            let mean = at_month(&it.option.mean, measure.kind, month);
            let period = self.period(measure.kind);
            let warning = small_count(&lower(&measure.name), &period, mean);
            warnings.extend(warning.filter(|_| measure.headline));
        }
        warnings.extend(super::places::below_one(model, self.option));
        warnings.extend(answer.kept.then(|| kept(&model.scenario)));
        warnings
    }

    /// "in March 2024", "in the year to March 2024".
    pub fn period(&self, kind: MeasureKind) -> String {
        match kind {
            MeasureKind::Stock => format!("in {}", self.date()),
            MeasureKind::Flow => format!("in the year to {}", self.date()),
        }
    }
}

/// What each set of evidence says, where they differ by a child or more and by more than
/// the error of their runs.
pub(super) fn routes(facts: &Facts<'_>) -> Option<Truth> {
    let at = facts.model.scenario.calendar.at(facts.month);
    let (name, _) = facts.said()?;
    let day = |row: &staircase_answers::outcome::by_evidence_set::EvidenceSetRow| {
        row.days.iter().find(|day| day.year == at.year && at.month == 3).copied()
    };
    let rows = &facts.answer.routes;
    let days: Vec<_> = rows.iter().map(day).collect::<Option<Vec<_>>>()?;
    let least = days.iter().min_by(|a, b| a.mean.total_cmp(&b.mean))?;
    let most = days.iter().max_by(|a, b| a.mean.total_cmp(&b.mean))?;
    let apart = most.mean - least.mean;
    let error = maths::sqrt(most.error * most.error + least.error * least.error);
    if facts.answer.null_effect || apart < CHILD || apart < 2.0 * error {
        return None;
    }
    let runs: usize = rows.iter().map(|row| row.runs).sum();
    let each: Vec<String> = rows
        .iter()
        .zip(&days)
        .map(|(row, day)| {
            let share = 100.0 * row.runs as f64 / runs.max(1) as f64;
            let about = if day.mean.abs() < 0.5 { "" } else { "about " };
            format!("{} ({}): {about}{}", row.route, of_100_runs(share), change(day.mean))
        })
        .collect();
    Some(Truth {
        lead: "The evidence disagrees.".to_owned(),
        rest: format!(
            "Each run uses one of {} sets of evidence. For {name} by {}: {}.",
            rows.len(),
            facts.date(),
            each.join("; ")
        ),
    })
}

/// "about 24 fewer", or that it is less than a child.
pub(super) fn about_change(difference: f64) -> String {
    if difference == 0.0 {
        change(difference)
    } else if difference.abs() < CHILD {
        "a difference of less than one child".to_owned()
    } else {
        format!("about {}", change(difference))
    }
}

/// Monthly flows are read as the year to the month, so twelve are added up.
pub(super) fn at_month(values: &[f64], kind: MeasureKind, month: usize) -> f64 {
    match kind {
        MeasureKind::Stock => values[month],
        MeasureKind::Flow => values[month.saturating_sub(11)..=month].iter().sum(),
    }
}

fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + letters.as_str()
    })
}
