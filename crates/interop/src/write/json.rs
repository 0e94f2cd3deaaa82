//! JSON: an array of objects, one per line, with the names of the schema.

use std::borrow::{Borrow, Cow};
use std::io::{self, Write};

use domain::places::PlaceRecord;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::value;
use crate::column::Column;

/// Writes an array of objects, one place per line. Like the national publications: lists are texts joined by `|`,
/// latitude and longitude are numbers, and a field without value is left out.
///
/// # Errors
/// The output cannot be written.
pub fn write_json<P: Borrow<PlaceRecord>>(
    mut out: impl Write,
    places: impl IntoIterator<Item = P>,
) -> io::Result<()> {
    out.write_all(START)?;
    for (rank, place) in places.into_iter().enumerate() {
        write_one(&mut out, place.borrow(), rank == 0)?;
    }
    out.write_all(END)?;
    out.flush()
}

pub(super) const START: &[u8] = b"[";
pub(super) const END: &[u8] = b"\n]\n";

pub(super) fn write_one(mut out: impl Write, record: &PlaceRecord, is_first: bool) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(&mut out, &schema_object(record))?)
}

/// A place as the JSON of the schema has it: see [`write_json`].
#[must_use]
pub fn schema_object(record: &PlaceRecord) -> impl Serialize {
    Fields {
        record,
        with_position: true,
    }
}

/// The fields of a place under the schema's names.
pub(super) struct Fields<'a> {
    pub record: &'a PlaceRecord,
    pub with_position: bool,
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for column in Column::schema() {
            match (column, self.record.position) {
                (Column::Latitude | Column::Longitude, _) if !self.with_position => {}
                (Column::Latitude, Some(position)) => {
                    map.serialize_entry(column.name(), &position.latitude())?;
                }
                (Column::Longitude, Some(position)) => {
                    map.serialize_entry(column.name(), &position.longitude())?;
                }
                _ => {
                    let text: Cow<'_, str> = value(self.record, *column);
                    if !text.is_empty() {
                        map.serialize_entry(column.name(), &text)?;
                    }
                }
            }
        }
        map.end()
    }
}
