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
    out.write_all(b"[")?;
    for (rank, place) in places.into_iter().enumerate() {
        out.write_all(if rank == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(
            &mut out,
            &Fields {
                record: place.borrow(),
                with_position: true,
            },
        )?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
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
