//! `staircase explain`: the assumptions register.

use super::Failure;
use staircase_engine::scenario::register::Row;
use std::path::Path;

/// Prints every number of a scenario with unit, source and grade.
pub fn explain(path: &Path, as_csv: bool, find: Option<&str>) -> Result<(), Failure> {
    let study = super::open(path)?;
    let scenario = &study.model.scenario;
    let wanted = |row: &&Row| {
        find.is_none_or(|text| {
            let text = text.to_lowercase();
            [&row.path, &row.label, &row.source]
                .iter()
                .any(|field| field.to_lowercase().contains(&text))
        })
    };
    let rows: Vec<&Row> = scenario.register.iter().filter(wanted).collect();
    if as_csv {
        return print_csv(&rows);
    }
    let about = &scenario.about;
    let mut text = format!("{} ({})\n{} numbers\n\n", about.title, about.authority, rows.len());
    for row in rows {
        text += &described(row);
    }
    super::print(&text)
}

fn described(row: &Row) -> String {
    let optional = |word: &str, value: &Option<String>| {
        value.as_ref().map_or_else(String::new, |value| format!("  {word}: {value}\n"))
    };
    format!(
        "{}\n  {} {}  [{}]\n{}  source: {}\n{}  {}\n\n",
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

fn print_csv(rows: &[&Row]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let write = |writer: &mut csv::Writer<_>, cells: [&str; 8]| {
        writer.write_record(cells).map_err(|error| Failure::Call(error.to_string()))
    };
    write(
        &mut writer,
        ["label", "value", "unit", "grade", "distribution", "source", "note", "path"],
    )?;
    for row in rows {
        write(
            &mut writer,
            [
                &row.label,
                &row.value,
                &row.unit,
                row.grade.word(),
                row.distribution.as_deref().unwrap_or(""),
                &row.source,
                row.note.as_deref().unwrap_or(""),
                &row.path,
            ],
        )?;
    }
    let bytes = writer.into_inner().map_err(|error| Failure::Call(error.to_string()))?;
    super::print(&String::from_utf8_lossy(&bytes))
}
