//! Children and families: counts, moves, steps, spread, published figures.

use super::super::table::{Cell, Shown, Table};
use super::super::told::ToldAnswer;
use super::{Subject, at};
use staircase_answers::outcome::band::Band;
use staircase_answers::outcome::measures::MeasureAnswer;
use staircase_answers::outcome::split::Sides;
use staircase_scenario::written::MeasureKind;

/// The three series of a measure, by name.
fn series(measure: &MeasureAnswer) -> [(&'static str, &Band); 3] {
    [
        ("baseline", &measure.baseline),
        ("option", &measure.option),
        ("difference", &measure.difference),
    ]
}

/// Months that end on a 31 March, with the year.
fn marches(answer: &ToldAnswer) -> impl Iterator<Item = (usize, f64)> {
    answer
        .dates
        .iter()
        .enumerate()
        .filter_map(|(month, date)| Some((month, date.strip_suffix("-03-31")?.parse().ok()?)))
}

impl Subject<'_> {
    pub(super) fn measures(&self) -> Table {
        let mut table = Table::new(
            "Children by year",
            "Children on each 31 March",
            "Counts on the day, with their ranges. Movements in a year are on the next sheet.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Mean (children)", Shown::Count),
                ("2.5th percentile (children)", Shown::Count),
                ("10th percentile (children)", Shown::Count),
                ("Median (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
                ("97.5th percentile (children)", Shown::Count),
                ("Monte Carlo error of the mean (children)", Shown::Fine),
            ],
        );
        for (answer, measure) in self.measures_of(MeasureKind::Stock) {
            for (month, year) in marches(answer) {
                for (side, band) in series(measure) {
                    let name = self.measure_name(&measure.id);
                    let mut row = self.of_answer(answer).to_vec();
                    row.extend([name.into(), year.into(), side.into()]);
                    let numbers = [
                        &band.mean,
                        &band.p2_5,
                        &band.p10,
                        &band.p50,
                        &band.p90,
                        &band.p97_5,
                        &band.error,
                    ];
                    row.extend(numbers.map(|it| at(it, month)));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    /// Answers with their measures of one kind.
    fn measures_of(
        &self,
        kind: MeasureKind,
    ) -> impl Iterator<Item = (&ToldAnswer, &MeasureAnswer)> {
        let known = &self.study.measures;
        let is = move |id: &str| known.iter().any(|it| it.id == id && it.kind == kind);
        self.answers.iter().flat_map(move |answer| {
            let measures = answer.measures.iter().filter(move |it| is(&it.id));
            measures.map(move |measure| (*answer, measure))
        })
    }

    pub(super) fn changes(&self) -> Table {
        let mut table = Table::new(
            "Moves in a month",
            "Children moving, month by month",
            "Averages, and ranges of the month alone. Averages of twelve months add up to the year; ranges do not.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Month ending", Shown::Words),
                ("Series", Shown::Words),
                ("Mean (children)", Shown::Fine),
                ("2.5th percentile (children)", Shown::Count),
                ("10th percentile (children)", Shown::Count),
                ("90th percentile (children)", Shown::Count),
                ("97.5th percentile (children)", Shown::Count),
            ],
        );
        for (answer, measure) in self.measures_of(MeasureKind::Flow) {
            for (month, date) in answer.dates.iter().enumerate().skip(1) {
                for (side, band) in series(measure) {
                    let name = self.measure_name(&measure.id);
                    let mut row = self.of_answer(answer).to_vec();
                    row.extend([name.into(), date.into(), side.into()]);
                    let numbers = [&band.mean, &band.p2_5, &band.p10, &band.p90, &band.p97_5];
                    row.extend(numbers.map(|it| at(it, month)));
                    table.rows.push(row);
                }
            }
        }
        table
    }

    pub(super) fn staircase(&self) -> Table {
        let mut table = Table::new(
            "Staircase",
            "Families and children by step on each 31 March",
            "Averages over runs.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Step", Shown::Words),
                ("Families", Shown::Count),
                ("Children", Shown::Count),
                ("Families supported", Shown::Count),
                ("Families waiting", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for year in &answer.staircase {
                for (side, steps) in [("baseline", &year.baseline), ("option", &year.option)] {
                    for step in steps {
                        let rest = [
                            f64::from(year.year).into(),
                            side.into(),
                            (&step.step).into(),
                            step.families.into(),
                            step.children.into(),
                            step.supported.into(),
                            step.waiting.into(),
                        ];
                        table.push(&self.of_answer(answer), rest);
                    }
                }
            }
        }
        table
    }

    pub(super) fn moves(&self) -> Table {
        let mut table = Table::new(
            "Moves between steps",
            "Families moving between steps in the year to each 31 March",
            "Averages over runs.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Year (to 31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("From step", Shown::Words),
                ("To step", Shown::Words),
                ("Families", Shown::Count),
            ],
        );
        for answer in &self.answers {
            for year in &answer.staircase {
                let sides = [("baseline", &year.moves_baseline), ("option", &year.moves_option)];
                for (side, moves) in sides {
                    for it in moves {
                        let rest = [
                            f64::from(year.year).into(),
                            side.into(),
                            (&it.from).into(),
                            (&it.to).into(),
                            it.families.into(),
                        ];
                        table.push(&self.of_answer(answer), rest);
                    }
                }
            }
        }
        table
    }

    pub(super) fn spread(&self) -> Table {
        let mut table = Table::new(
            "Chance and uncertain inputs",
            "Where the variation between runs comes from: children each 31 March, net cost of all years",
            "Variances: chance (stochastic uncertainty) and uncertain inputs (parameter uncertainty). Estimates: a small one can be below zero.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Measure", Shown::Words),
                ("Unit of the variance", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Series", Shown::Words),
                ("Variance", Shown::Fine),
                ("Part from chance", Shown::Fine),
                ("Part from uncertain inputs", Shown::Fine),
                ("Chance, % of the variance", Shown::Count),
            ],
        );
        for answer in &self.answers {
            let mut add = |what: [Cell; 2], year: Cell, sides: &Sides| {
                let all = [
                    ("baseline", &sides.baseline),
                    ("option", &sides.option),
                    ("difference", &sides.difference),
                ];
                for (side, split) in all {
                    let mut row = self.of_answer(answer).to_vec();
                    row.extend(what.clone());
                    row.extend([year.clone(), side.into()]);
                    let parts = [&split.total, &split.chance, &split.numbers];
                    row.extend(parts.map(|part| part.told().into()));
                    row.push((100.0 * split.chance_share).into());
                    table.rows.push(row);
                }
            };
            for measure in &answer.measures {
                let name = self.measure_name(&measure.id);
                for year in &measure.split {
                    let what = [(&name).into(), "children squared".into()];
                    add(what, f64::from(year.year).into(), &year.sides);
                }
            }
            if let Some(sides) = &answer.net_split {
                let what = ["Net cost, all funders, all years".into(), "pounds squared".into()];
                add(what, Cell::Empty, sides);
            }
        }
        table
    }

    pub(super) fn observed(&self) -> Table {
        let mut table = Table::new(
            "Observed",
            "Published figures beside the projection",
            "As published; nothing here is modelled.",
            &[
                ("Measure", Shown::Words),
                ("Year (31 March)", Shown::Plain),
                ("Value (children)", Shown::Count),
                ("Source", Shown::Words),
            ],
        );
        for point in &self.study.observed {
            table.rows.push(vec![
                self.measure_name(&point.measure).into(),
                f64::from(point.year).into(),
                point.value.into(),
                (&point.source).into(),
            ]);
        }
        table
    }
}
