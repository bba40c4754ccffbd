//! Every run as a file: a row for each option, run, measure and date, baseline and option beside
//! each other, as CSV or as Parquet.
//!
//! Rows come in the order of options, runs, measures and dates, so that the same runs give the
//! same bytes.

use super::csv::{guarded, marked};
use staircase_answers::outcome::every_run::{Series, series};
use staircase_answers::study::Study;
use staircase_answers::study::runs::{Pair, Runs};
use staircase_model::microsimulation::draw::Parameters;
use staircase_numerics::chance::point::parameter_set;
use staircase_scenario::resolved::PolicyOption;

#[cfg(feature = "parquet")]
mod parquet;

/// The columns, in order.
pub const COLUMNS: [&str; 10] = [
    "option",
    "null_effect",
    "run",
    "parameter_set",
    "counted",
    "measure",
    "date",
    "unit",
    "baseline",
    "with_option",
];

/// Runs of options, ready to be written.
#[derive(Debug)]
pub struct EveryRun<'a> {
    parameters: Parameters,
    series: Vec<Series>,
    options: Vec<OptionRuns<'a>>,
}

#[derive(Debug)]
struct OptionRuns<'a> {
    id: &'a str,
    null_effect: bool,
    pairs: Vec<Pair<'a>>,
}

impl<'a> EveryRun<'a> {
    /// All runs that were made of a study.
    #[must_use]
    pub fn new(study: &Study, runs: &'a Runs) -> Self {
        let option = |(place, it): (usize, &'a PolicyOption)| OptionRuns {
            id: &it.id,
            null_effect: it.null_effect,
            pairs: runs.pairs(place),
        };
        Self {
            parameters: runs.parameters(),
            series: series(&study.model),
            options: runs.options().iter().enumerate().map(option).collect(),
        }
    }

    /// The parameter set of a run: the same for all at central values.
    fn set_of(&self, run: usize) -> u64 {
        match self.parameters {
            Parameters::Sampled => parameter_set(run as u64),
            Parameters::Central => 0,
        }
    }

    /// As CSV: whole counts and whole pence, every digit of what is not whole. A file with
    /// anything beyond ASCII begins with a byte-order mark, as every other does.
    ///
    /// # Errors
    /// None in practice: it is written to memory.
    pub fn csv(&self) -> std::result::Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        for option in &self.options {
            let (id, null_effect) = (guarded(option.id), option.null_effect.to_string());
            for (run, (baseline, changed)) in option.pairs.iter().enumerate() {
                let set = self.set_of(run).to_string();
                let run = run.to_string();
                for series in &self.series {
                    let (counted, unit) = series.counted.keys();
                    let measure = guarded(&series.measure);
                    for point in &series.points {
                        let sides = [baseline, changed].map(|it| point.of(it).to_string());
                        let [before, after] = &sides;
                        writer.write_record([
                            &id,
                            &null_effect,
                            &run,
                            &set,
                            counted,
                            &measure,
                            &point.date,
                            unit,
                            before,
                            after,
                        ])?;
                    }
                }
            }
        }
        let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
        Ok(marked(bytes))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use staircase_answers::outcome::answer::Answer;
    use staircase_scenario::shipped::shipped;
    use staircase_scenario::written::MeasureKind;

    pub(crate) fn four_runs() -> (Study, Runs) {
        let (main, files) = shipped();
        let study = Study::open(main, &files).expect("the shipped scenario is good");
        let ids = ["half-as-many-again", "twelve-fewer-null"];
        let options = ids.map(|id| study.option(id, None).expect("shipped")).to_vec();
        let mut runs = Runs::new(&study, options, 5, Parameters::Sampled);
        runs.until(&study, 4, None, |range, run| range.map(run).collect());
        (study, runs)
    }

    pub(crate) fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
        let records =
            csv::ReaderBuilder::new().has_headers(false).from_reader(bytes).into_records();
        records.map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
    }

    /// Fails if the mean over rows is not the answer's: another place in the record, another
    /// side, another date, pounds for pence.
    #[test]
    fn the_mean_over_rows_is_the_answers() {
        let (study, runs) = four_runs();
        let csv = rows(&EveryRun::new(&study, &runs).csv().expect("it writes"));
        let calendar = &study.model.scenario.calendar;
        for place in 0..2 {
            let answer: Answer = runs.answer(&study, place);
            let id = &runs.options()[place].id;
            let mean = |counted: &str, measure: &str, date: &str, side: usize| -> f64 {
                let wanted = |row: &&Vec<String>| {
                    row[0] == *id && row[4] == counted && row[5] == measure && row[6] == date
                };
                let found: Vec<f64> = csv
                    .iter()
                    .filter(wanted)
                    .map(|row| row[8 + side].parse().expect("a number"))
                    .collect();
                assert_eq!(found.len(), 4, "{counted} {measure} {date}");
                found.iter().sum::<f64>() / 4.0
            };
            let last = calendar.months;
            let end = calendar.date(last);
            for (measure, known) in answer.measures.iter().zip(&study.model.scenario.measures) {
                let of = |series: &[f64]| match known.kind {
                    MeasureKind::Stock => ("stock", series[last]),
                    MeasureKind::Flow => ("flow", series[last - 11..].iter().sum()),
                };
                for (side, series) in
                    [&measure.baseline.mean, &measure.option.mean].iter().enumerate()
                {
                    let (counted, expected) = of(series);
                    let found = mean(counted, &measure.id, &end, side);
                    assert!((found - expected).abs() < 1e-6, "{} {found} {expected}", measure.id);
                }
            }
            for line in answer.costs.iter().filter(|line| line.kind.is_line()) {
                let year = line.years.last().expect("a year");
                for (side, expected) in [year.baseline, year.option].into_iter().enumerate() {
                    let found = mean("cost", &line.name, &end, side) / 100.0;
                    assert!((found - expected).abs() < 0.01, "{} {found}", line.name);
                }
            }
        }
    }
}
