//! `staircase explain`: the assumptions register.

use super::Failure;
use staircase_reporting::table::Table;
use staircase_scenario::Scenario;
use staircase_scenario::register::Row;
use staircase_scenario::written::Reference;
use std::path::Path;

/// Prints every number of a scenario with unit, source, grade and the documents in full.
pub fn explain(path: &Path, as_csv: bool, find: Option<&str>) -> Result<(), Failure> {
    let study = super::open(path)?;
    let scenario = &study.model.scenario;
    let wanted = |row: &&Row| {
        find.is_none_or(|text| {
            let text = text.to_lowercase();
            let fields = [&row.path, &row.label, &row.source].into_iter().chain(&row.references);
            fields.into_iter().any(|field| field.to_lowercase().contains(&text))
        })
    };
    let rows: Vec<&Row> = scenario.register.iter().filter(wanted).collect();
    if as_csv {
        return super::print_csv(&table(&rows, scenario));
    }
    let about = &scenario.about;
    let mut text = format!("{} ({})\n{} numbers\n\n", about.title, about.authority, rows.len());
    for row in &rows {
        text += &described(row, scenario);
    }
    text += "Sources\n\n";
    for reference in named(&rows, scenario) {
        text += &format!("{}\n\n", reference.full());
    }
    super::print(&text)
}

/// The documents behind some numbers, each once.
fn named<'a>(rows: &[&Row], scenario: &'a Scenario) -> Vec<&'a Reference> {
    let cited = |it: &&Reference| rows.iter().any(|row| row.references.contains(&it.id));
    scenario.references.iter().filter(cited).collect()
}

fn described(row: &Row, scenario: &Scenario) -> String {
    let optional = |word: &str, value: &Option<String>| {
        value.as_ref().map_or_else(String::new, |value| format!("  {word}: {value}\n"))
    };
    // Author, title and address here; what was read and under which licence at the end.
    let line = |it: &Reference| match &it.url {
        Some(url) => format!("    {} {url}\n", it.citation()),
        None => format!("    {}\n", it.citation()),
    };
    let references: String = named(&[row], scenario).into_iter().map(line).collect();
    format!(
        "{}\n  {} {}  [{}]\n{}  source: {}\n{references}{}  {}\n\n",
        row.label,
        row.value,
        row.unit,
        row.grade.word(),
        optional("varies", &row.distribution),
        row.source,
        optional("note", &row.note),
        row.path
    )
}

fn table(rows: &[&Row], scenario: &Scenario) -> Table {
    let columns =
        ["label", "value", "unit", "grade", "distribution", "source", "note", "path", "references"];
    let mut table = Table::file("register.csv", "every number of the scenario", &columns);
    for row in rows {
        let references: Vec<String> =
            named(&[row], scenario).into_iter().map(Reference::full).collect();
        table.push(
            &[],
            [
                (&row.label).into(),
                (&row.value).into(),
                (&row.unit).into(),
                row.grade.word().into(),
                row.distribution.clone().into(),
                (&row.source).into(),
                row.note.clone().into(),
                (&row.path).into(),
                references.join(" | ").into(),
            ],
        );
    }
    table
}
