//! Money: lines by financial year, the financial case, who pays.

use super::super::financial_case_tables::numbers;
use super::super::table::{Cell, Shown, Table};
use super::super::told::ToldAnswer;
use super::{Subject, yes_or_no};
use staircase_answers::outcome::money::{CostLine, YearRow};

impl Subject<'_> {
    pub(super) fn money(&self) -> Table {
        let mut table =
            self.money_table("Money by year", "Pounds by line and financial year, April to March");
        for answer in &self.answers {
            for line in &answer.costs {
                for row in &line.years {
                    table.rows.push(self.money_row(answer, line, row));
                }
            }
        }
        table
    }

    pub(super) fn money_totals(&self) -> Table {
        let mut table =
            self.money_table("Money, all years", "Pounds by line, all financial years together");
        for answer in &self.answers {
            for line in &answer.costs {
                table.rows.push(self.money_row(answer, line, &line.total));
            }
        }
        table
    }

    fn money_table(&self, name: &'static str, title: &str) -> Table {
        Table::new(
            name,
            title,
            &format!(
                "{}, not discounted. Cost lines and sums are in one column: kinds avoided, spent and \
                 net are sums. A negative difference means less cost. Cost avoided is not a \
                 saving until the council stops paying for a placement or a team.",
                self.study.about.price_base
            ),
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Line", Shown::Words),
                ("Kind", Shown::Words),
                ("Financial year", Shown::Words),
                ("Baseline (£)", Shown::Pounds),
                ("Option (£)", Shown::Pounds),
                ("Difference (£)", Shown::Pounds),
                ("2.5th percentile of the difference (£)", Shown::Pounds),
                ("10th percentile of the difference (£)", Shown::Pounds),
                ("90th percentile of the difference (£)", Shown::Pounds),
                ("97.5th percentile of the difference (£)", Shown::Pounds),
                ("Monte Carlo error of the difference (£)", Shown::Pounds),
            ],
        )
    }

    fn money_row(&self, answer: &ToldAnswer, line: &CostLine, row: &YearRow) -> Vec<Cell> {
        let mut made = self.of_answer(answer).to_vec();
        made.extend([(&line.name).into(), line.kind.word().into(), (&row.year).into()]);
        made.extend([row.baseline, row.option, row.difference].map(Cell::from));
        made.extend([row.p2_5, row.p10, row.p90, row.p97_5, row.error].map(Cell::from));
        made
    }

    pub(super) fn financial_case(&self) -> Table {
        let mut table = Table::new(
            "Financial case",
            "What each option spends and avoids by financial year: real, cash and present value",
            "A cost is positive. Rows that are not sums of others add up to the net cost to the council. \
             Ends of ranges do not add up.",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Row", Shown::Words),
                ("Part", Shown::Words),
                ("Sum of other rows", Shown::Words),
                ("Basis", Shown::Words),
                ("Financial year", Shown::Words),
                ("Mean (£)", Shown::Pence),
                ("10th percentile (£)", Shown::Pence),
                ("90th percentile (£)", Shown::Pence),
            ],
        );
        for case in &self.cases {
            for row in &case.rows {
                for (basis, year, spread) in numbers(case, row) {
                    let mut made = self.of_case(case).to_vec();
                    made.extend([(&row.name).into(), row.part.word().into(), yes_or_no(row.sum)]);
                    made.extend([basis.into(), year.into()]);
                    made.extend([spread.mean.into(), spread.p10.into(), spread.p90.into()]);
                    table.rows.push(made);
                }
            }
        }
        table
    }

    pub(super) fn case_in_words(&self) -> Table {
        let mut table = Table::new(
            "Case in words",
            "The financial case in sentences, and the rules it follows",
            "Fiscal, economic and social value are never added to one another (a cost-consequence presentation).",
            &[("Option", Shown::Words), ("Support", Shown::Words), ("Sentence", Shown::Words)],
        );
        for case in &self.cases {
            let rules = &case.rules;
            let counted = format!(
                "Discount schedule: {} ({}). Price index: {}. {}.",
                rules.schedule.name, rules.vintage, rules.deflator, rules.price_base
            );
            for sentence in case.words.sentences.iter().chain([&counted]) {
                table.push(&self.of_case(case), [sentence.into()]);
            }
        }
        table
    }

    pub(super) fn funding(&self) -> Table {
        let mut table = Table::new(
            "Who pays",
            "Who pays for programmes, by financial year",
            "Named sources by the plans; the base budget pays the rest (central projection).",
            &[
                ("Option", Shown::Words),
                ("Support", Shown::Words),
                ("Programme", Shown::Words),
                ("Source of money", Shown::Words),
                ("Financial year", Shown::Words),
                ("Baseline (£)", Shown::Pounds),
                ("Option (£)", Shown::Pounds),
            ],
        );
        for answer in &self.answers {
            for line in &answer.funding {
                for year in &line.years {
                    let rest = [
                        (&line.programme).into(),
                        (&line.source).into(),
                        (&year.year).into(),
                        year.baseline.into(),
                        year.option.into(),
                    ];
                    table.push(&self.of_answer(answer), rest);
                }
            }
        }
        table
    }
}
