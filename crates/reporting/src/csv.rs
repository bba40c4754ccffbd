//! The one writer of CSV: whatever a table holds comes back from the file as it was, by its keys.

use super::table::{Cell, Table};

/// What tells spreadsheets that text is UTF-8. Without it Excel reads "£" as "Â£".
const MARK: &str = "\u{feff}";

/// A table as CSV: quoted where needed, numbers with every digit, text never read as a
/// formula. A file with anything beyond ASCII begins with a byte-order mark.
///
/// # Errors
/// A row that is not as long as the columns.
pub fn csv(table: &Table) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| guarded(&column.key)))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(|cell| match cell.keyed() {
            Cell::Number(number) if number.is_finite() => (number + 0.0).to_string(),
            Cell::Text(text) => guarded(&text),
            _ => String::new(),
        }))?;
    }
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&marked(bytes)).into_owned())
}

/// A file with anything beyond ASCII begins with a byte-order mark.
pub(super) fn marked(mut bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.is_ascii() {
        bytes.splice(..0, MARK.bytes());
    }
    bytes
}

/// Text that a spreadsheet would take for a formula gets an apostrophe. A number does not.
pub(super) fn guarded(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r'])
        && !text.parse::<f64>().is_ok_and(f64::is_finite);
    if formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a cell comes back changed, text can be a formula, or "£" needs a guess.
    #[test]
    fn a_table_comes_back() {
        let mut table = Table::file("a.csv", "", &["name", "value"]);
        let texts = [
            ("pounds, real", "pounds, real"),
            ("a \"b\"\nc", "a \"b\"\nc"),
            ("=1+1", "'=1+1"),
            ("-cmd", "'-cmd"),
            ("-inf", "'-inf"),
            ("-0.25", "-0.25"),
            ("£7,900", "£7,900"),
        ];
        for (text, _) in texts {
            table.push(&[text.into()], [(-1e-9).into()]);
        }
        table.push(&[], [Cell::Empty, (-0.0).into()]);
        table.push(&[], [f64::NAN.into(), f64::INFINITY.into()]);
        let text = csv(&table).expect("good rows");
        let body = text.strip_prefix(MARK).expect("a mark before what is not ASCII");
        let mut reader = csv::Reader::from_reader(body.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(|it| it.expect("whole")).collect();
        for (row, (_, right)) in rows.iter().zip(texts) {
            assert_eq!((&row[0], &row[1]), (right, "-0.000000001"));
        }
        let ends: Vec<&str> = rows[texts.len()..].iter().flatten().collect();
        assert_eq!(ends, ["", "0", "", ""]);
        table.rows.truncate(1);
        assert!(csv(&table).is_ok_and(|text| text.starts_with("name")), "ASCII has no mark");
        table.rows[0].push(Cell::Empty);
        assert!(csv(&table).is_err(), "a row of three in a table of two");
    }
}
