//! Long tables by month, financial year and 31 March: one row a number, units in headers.

use crate::outcome::answer::Answer;
use crate::outcome::band::{Band, rounded};
use crate::outcome::split::{Part, Sides};
use std::fmt::Write;

/// `option, measure, side, date, …` for every month.
#[must_use]
pub fn monthly(answers: &[&Answer]) -> String {
    let mut text = String::from(
        "option,null_effect,measure,side,date,mean_children,p2_5_children,p10_children,p50_children,p90_children,p97_5_children,monte_carlo_error_children\n",
    );
    for answer in answers {
        for measure in &answer.measures {
            for (side, band) in [
                ("baseline", &measure.baseline),
                ("option", &measure.option),
                ("difference", &measure.difference),
            ] {
                for (month, date) in answer.dates.iter().enumerate() {
                    let _ = writeln!(
                        text,
                        "{},{},{},{side},{date},{}",
                        answer.option,
                        answer.null_effect,
                        measure.id,
                        band_cells(band, month)
                    );
                }
            }
        }
    }
    text
}

fn band_cells(band: &Band, month: usize) -> String {
    let cell = |series: &Vec<f64>| series.get(month).map_or_else(String::new, f64::to_string);
    [&band.mean, &band.p2_5, &band.p10, &band.p50, &band.p90, &band.p97_5, &band.error]
        .map(cell)
        .join(",")
}

/// Cost lines by financial year.
#[must_use]
pub fn yearly(answers: &[&Answer]) -> String {
    let mut text = String::from(
        "option,null_effect,line,kind,financial_year,baseline_pounds,option_pounds,difference_pounds,difference_p2_5_pounds,difference_p10_pounds,difference_p90_pounds,difference_p97_5_pounds,difference_monte_carlo_error_pounds\n",
    );
    for answer in answers {
        for line in &answer.costs {
            for row in line.years.iter().chain([&line.total]) {
                let optional =
                    |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
                let _ = writeln!(
                    text,
                    "{},{},{},{},{},{},{},{},{},{},{},{},{}",
                    answer.option,
                    answer.null_effect,
                    quoted(&line.name),
                    line.kind,
                    row.year,
                    row.baseline,
                    row.option,
                    row.difference,
                    optional(row.p2_5),
                    optional(row.p10),
                    optional(row.p90),
                    optional(row.p97_5),
                    optional(row.error)
                );
            }
        }
    }
    text
}

/// Where the spread over draws comes from: variances of every measure each 31 March, and
/// of the net cost of all years. A cell is empty where it is too small to tell.
#[must_use]
pub fn spread(answers: &[&Answer]) -> String {
    let mut text = String::from(
        "option,null_effect,measure,unit,side,date,variance,variance_error,chance,chance_error,uncertain_numbers,uncertain_numbers_error,chance_share,chance_share_error\n",
    );
    for answer in answers {
        let start = format!("{},{}", answer.option, answer.null_effect);
        for measure in &answer.measures {
            for split in &measure.split {
                let place = format!("{start},{},children squared", measure.id);
                let date = format!("{}-03-31", split.year);
                spread_rows(&mut text, &place, &date, &split.sides);
            }
        }
        if let (Some(sides), Some(date)) = (&answer.net_split, answer.dates.last()) {
            let place = format!("{start},net_cost_all_years,pounds squared");
            spread_rows(&mut text, &place, date, sides);
        }
    }
    text
}

fn spread_rows(text: &mut String, place: &str, date: &str, sides: &Sides) {
    for (side, split) in [
        ("baseline", &sides.baseline),
        ("option", &sides.option),
        ("difference", &sides.difference),
    ] {
        let part = |part: &Part| {
            let told = part.told().map_or_else(String::new, |told| rounded(told).to_string());
            format!("{told},{}", rounded(part.error))
        };
        let _ = writeln!(
            text,
            "{place},{side},{date},{},{},{},{},{}",
            part(&split.total),
            part(&split.chance),
            part(&split.numbers),
            split.chance_share,
            split.share_error
        );
    }
}

/// Families by step each 31 March, and moves between steps in the year before.
#[must_use]
pub fn staircase(answers: &[&Answer]) -> String {
    let mut text = String::from(
        "option,null_effect,side,date,step,to_step,families,children,families_supported,families_waiting\n",
    );
    for answer in answers {
        for year in &answer.staircase {
            for (side, states, moves) in [
                ("baseline", &year.baseline, &year.moves_baseline),
                ("option", &year.option, &year.moves_option),
            ] {
                let start =
                    format!("{},{},{side},{}-03-31", answer.option, answer.null_effect, year.year);
                for s in states {
                    let _ = writeln!(
                        text,
                        "{start},{},,{},{},{},{}",
                        quoted(&s.step),
                        s.families,
                        s.children,
                        s.supported,
                        s.waiting
                    );
                }
                for m in moves {
                    let _ = writeln!(
                        text,
                        "{start},{},{},{},,,",
                        quoted(&m.from),
                        quoted(&m.to),
                        m.families
                    );
                }
            }
        }
    }
    text
}

/// Text as a CSV cell: quoted where needed, and never read as a formula.
pub(super) fn quoted(text: &str) -> String {
    let guarded =
        if text.starts_with(['=', '+', '@', '-']) { format!("'{text}") } else { text.to_owned() };
    if guarded.contains([',', '"', '\n']) {
        format!("\"{}\"", guarded.replace('"', "\"\""))
    } else {
        guarded
    }
}
