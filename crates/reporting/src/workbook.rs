//! Tables as an Excel workbook: one to a sheet, real numbers, no merged cells, nothing said by
//! colour alone. The same bytes of numbers on the command line and in the page.

use super::table::{Cell, Kind, Table};
use super::tables::sheets::Subject;
use rust_xlsxwriter::{
    DocProperties, Format, FormatAlign, Table as SheetTable, TableColumn, TableStyle, Workbook,
    Worksheet, XlsxError,
};

/// Rows above the header: the title and how to read it.
const ABOVE: u32 = 2;

/// Excel's longest text in a cell, in UTF-16 units; longer ones are cut.
const LONGEST: usize = 32_767;

/// Everything about a study and its answers as a workbook.
///
/// # Errors
/// As for [`workbook`].
pub fn of(subject: &Subject<'_>) -> Result<Vec<u8>, XlsxError> {
    let about = &subject.study.about;
    workbook(&about.title, &about.author, &subject.tables())
}

/// Writes tables as a workbook.
///
/// # Errors
/// What the writer refuses: more than 1,048,576 rows, or two tables of one name.
pub fn workbook(title: &str, author: &str, tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(clipped(title))
        .set_subject("Demand and cost of children's early help")
        .set_author(clipped(author))
        .set_company("")
        .set_comment("Made by Staircase from the results on the page or the command line.");
    book.set_properties(&properties);
    for (place, table) in tables.iter().enumerate() {
        write(book.add_worksheet(), place, table)?;
    }
    book.save_to_buffer()
}

/// No control characters, which XML cannot hold, and not too long.
fn clipped(text: &str) -> String {
    let mut room = LONGEST;
    text.chars()
        .filter(|letter| !letter.is_control() || matches!(letter, '\n' | '\t'))
        .take_while(|letter| {
            let enough = room >= letter.len_utf16();
            room = room.saturating_sub(letter.len_utf16());
            enough
        })
        .collect()
}

/// How Excel shows the numbers of a column.
fn format(kind: Kind) -> Format {
    let top = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Text => top.set_text_wrap(),
        Kind::Year => top.set_num_format("0"),
        Kind::Pounds => top.set_num_format("£#,##0;-£#,##0"),
        Kind::Pence => top.set_num_format("£#,##0.00;-£#,##0.00"),
        Kind::Count | Kind::Share | Kind::Runs => top.set_num_format("#,##0.0"),
        Kind::Fine | Kind::Ratio => top.set_num_format("#,##0.0##"),
    }
}

fn write(sheet: &mut Worksheet, place: usize, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    sheet.write_string_with_format(0, 0, clipped(&table.title), &Format::new().set_bold())?;
    sheet.write_string(1, 0, clipped(&table.note))?;
    let mut columns = Vec::new();
    for (column, it) in (0_u16..).zip(&table.columns) {
        let shown = format(it.kind);
        sheet.set_column_width(column, width(table, usize::from(column)))?;
        for (row, cells) in (ABOVE + 1..).zip(&table.rows) {
            match cells.get(usize::from(column)) {
                Some(Cell::Number(number)) if number.is_finite() => {
                    sheet.write_number_with_format(row, column, *number, &shown)?;
                }
                Some(Cell::Text(text)) if !text.is_empty() => {
                    // Written as text, so that Excel never takes it for a formula.
                    sheet.write_string_with_format(row, column, clipped(text), &shown)?;
                }
                _ => {}
            }
        }
        columns.push(TableColumn::new().set_header(&*it.header));
    }
    let last_row = ABOVE + u32::try_from(table.rows.len()).unwrap_or(u32::MAX - ABOVE);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let list = SheetTable::new()
        .set_name(format!("table_{}_{}", place + 1, identifier(table.name)))
        .set_alt_text_title(&table.title)
        .set_alt_text(&table.note)
        .set_style(TableStyle::Light1)
        .set_banded_rows(false)
        .set_columns(&columns);
    sheet.add_table(ABOVE, 0, last_row, last_column, &list)?;
    sheet.set_freeze_panes(ABOVE + 1, 0)?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(ABOVE, ABOVE)?;
    Ok(())
}

/// Letters and underscores, as names of tables want.
fn identifier(name: &str) -> String {
    name.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect()
}

/// Wide enough for most cells, in letters; long texts are wrapped.
fn width(table: &Table, column: usize) -> f64 {
    let header = table.columns[column].header.chars().count().min(24);
    let longest = table.rows.iter().filter_map(|row| match row.get(column) {
        Some(Cell::Text(text)) => Some(text.chars().count()),
        Some(Cell::Number(_)) => Some(12),
        _ => None,
    });
    let longest = longest.max().unwrap_or(0).max(header);
    // A title longer than its column runs over the empty cells beside it.
    longest.clamp(8, 60) as f64 + 2.0
}
