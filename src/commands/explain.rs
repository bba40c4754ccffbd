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
    println!("{} ({})", scenario.about.title, scenario.about.authority);
    println!("{} numbers\n", rows.len());
    for row in rows {
        println!("{}", row.label);
        println!("  {} {}  [{}]", row.value, row.unit, row.grade.word());
        if let Some(distribution) = &row.distribution {
            println!("  varies: {distribution}");
        }
        println!("  source: {}", row.source);
        if let Some(note) = &row.note {
            println!("  note: {note}");
        }
        println!("  {}\n", row.path);
    }
    Ok(())
}

fn print_csv(rows: &[&Row]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(std::io::stdout());
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
    writer.flush().map_err(|error| Failure::Call(error.to_string()))
}
