//! CSV: the file of the schema, to the letter, and a table for people, which adds columns and minds spreadsheets.

use std::borrow::{Borrow, Cow};
use std::io::{self, Write};

use domain::places::PlaceRecord;

use super::{schema_value, value};
use crate::column::Column;

/// Columns that a table for people has after those of the schema.
pub struct ExtraColumns<'a, P> {
    /// Their names.
    pub names: &'a [&'a str],
    /// Their values for one place, as many as names, pushed to the row.
    pub values: &'a dyn Fn(&P, &mut Vec<String>),
}

/// Writes the file of the schema v1.0.2: 32 columns in order, commas, quotation marks where needed (RFC 4180),
/// UTF-8 without byte order mark, lines ended by `\n` as the official example has them.
///
/// Values are written as they are. A sign that would make a spreadsheet run a text cannot be disarmed here without
/// breaking the schema; reading takes such signs away (`formula-neutralised`).
///
/// # Errors
/// The output cannot be written.
pub fn write_schema_csv<P: Borrow<PlaceRecord>>(
    out: impl Write,
    places: impl IntoIterator<Item = P>,
) -> io::Result<()> {
    let mut table = table(out);
    write_schema_names(&mut table)?;
    for place in places {
        write_schema_row(&mut table, place.borrow())?;
    }
    table.flush()
}

pub(super) fn write_schema_names<W: Write>(table: &mut csv::Writer<W>) -> io::Result<()> {
    Ok(table.write_record(Column::schema().iter().map(|column| column.name()))?)
}

pub(super) fn write_schema_row<W: Write>(table: &mut csv::Writer<W>, record: &PlaceRecord) -> io::Result<()> {
    for column in Column::schema() {
        table.write_field(schema_value(record, *column).as_bytes())?;
    }
    Ok(table.write_record(None::<&[u8]>)?)
}

/// Writes a table for people: the columns of the schema, then the caller's. It begins with a byte order mark, without
/// which Excel misreads accents, and a text that a spreadsheet would run as a formula is preceded by an apostrophe.
///
/// # Errors
/// The output cannot be written.
pub fn write_csv<P: Borrow<PlaceRecord>>(
    mut out: impl Write,
    places: impl IntoIterator<Item = P>,
    extra: &ExtraColumns<'_, P>,
) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = table(out);
    let names = Column::schema().iter().map(|column| column.name());
    table.write_record(names.chain(extra.names.iter().copied()))?;
    let mut more = Vec::with_capacity(extra.names.len());
    for place in places {
        for column in Column::schema() {
            let cell = value(place.borrow(), *column);
            let cell = if is_text(*column) { disarmed(cell) } else { cell };
            table.write_field(cell.as_bytes())?;
        }
        more.clear();
        (extra.values)(&place, &mut more);
        for cell in more.drain(..) {
            table.write_field(disarmed(cell.into()).as_bytes())?;
        }
        table.write_record(None::<&[u8]>)?;
    }
    table.flush()
}

pub(super) fn table<W: Write>(out: W) -> csv::Writer<W> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(out)
}

/// Columns whose values have no form of their own: a phone number may begin with `+`, a longitude with `-`.
fn is_text(column: Column) -> bool {
    !matches!(column, Column::Latitude | Column::Longitude | Column::Phone)
}

/// OWASP, "CSV injection": a cell that begins with one of these signs may be run.
fn disarmed(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}").into()
    } else {
        cell
    }
}
