//! JSON and GeoJSON (RFC 7946): one object a line, with the names of the schema. What the two have in common is here;
//! a place of a collection differs by its envelope and by where its position stands.

use std::borrow::Cow;
use std::io::{self, Write};

use domain::places::PlaceRecord;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::credit::{Credit, Published, SourceCredit};
use super::value;
use crate::column::Column;

/// Writes an array of objects, one place per line. Like the national publications: lists are texts joined by `|`,
/// latitude and longitude are numbers, and a field without value is left out. Licence and attribution of a place's
/// source follow the fields of the schema.
///
/// # Errors
/// The output cannot be written.
pub fn write_json<P: Published>(out: impl Write, places: impl IntoIterator<Item = P>) -> io::Result<()> {
    write_all(out, Shape::Json, &[], places)
}

/// Writes a FeatureCollection, one place per line. The fields are properties under the schema's names; the position
/// is the geometry alone, `null` where there is none, as the standard asks. `sources` are credited in a member
/// `metadata`, which the standard allows and readers that do not know it ignore.
///
/// # Errors
/// The output cannot be written.
pub fn write_geojson<P: Published>(
    out: impl Write,
    sources: &[SourceCredit],
    places: impl IntoIterator<Item = P>,
) -> io::Result<()> {
    write_all(out, Shape::Geojson, sources, places)
}

/// A place as the JSON of the schema has it: see [`write_json`].
#[must_use]
pub fn schema_object(record: &PlaceRecord) -> impl Serialize {
    Fields {
        record,
        credit: Credit::default(),
        with_position: true,
    }
}

fn write_all<P: Published>(
    mut out: impl Write,
    shape: Shape,
    sources: &[SourceCredit],
    places: impl IntoIterator<Item = P>,
) -> io::Result<()> {
    shape.write_start(&mut out, sources)?;
    for (rank, place) in places.into_iter().enumerate() {
        shape.write_one(&mut out, &place, rank == 0)?;
    }
    out.write_all(shape.end())?;
    out.flush()
}

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Json,
    Geojson,
}

impl Shape {
    /// What stands before the first place.
    pub fn write_start(self, mut out: impl Write, sources: &[SourceCredit]) -> io::Result<()> {
        if self == Self::Json {
            return out.write_all(b"[");
        }
        out.write_all(b"{\"type\":\"FeatureCollection\",")?;
        if !sources.is_empty() {
            out.write_all(b"\"metadata\":")?;
            serde_json::to_writer(&mut out, &Metadata { sources })?;
            out.write_all(b",")?;
        }
        out.write_all(b"\"features\":[")
    }

    pub fn write_one(self, mut out: impl Write, place: &impl Published, is_first: bool) -> io::Result<()> {
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        let (record, credit) = (place.record(), place.credit());
        let fields = Fields {
            record,
            credit,
            with_position: self == Self::Json,
        };
        Ok(match self {
            Self::Json => serde_json::to_writer(&mut out, &fields),
            Self::Geojson => serde_json::to_writer(&mut out, &Feature(fields)),
        }?)
    }

    /// What stands after the last place.
    pub fn end(self) -> &'static [u8] {
        match self {
            Self::Json => b"\n]\n",
            Self::Geojson => b"\n]}\n",
        }
    }
}

#[derive(Serialize)]
struct Metadata<'a> {
    sources: &'a [SourceCredit],
}

/// The fields of a place under the schema's names, then the credit of its source.
struct Fields<'a> {
    record: &'a PlaceRecord,
    credit: Credit<'a>,
    with_position: bool,
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
                    entry_unless_empty(&mut map, column.name(), &text)?;
                }
            }
        }
        entry_unless_empty(&mut map, "licence", self.credit.licence.unwrap_or_default())?;
        entry_unless_empty(
            &mut map,
            "attribution",
            self.credit.attribution.unwrap_or_default(),
        )?;
        map.end()
    }
}

fn entry_unless_empty<M: SerializeMap>(map: &mut M, name: &str, text: &str) -> Result<(), M::Error> {
    if text.is_empty() {
        Ok(())
    } else {
        map.serialize_entry(name, text)
    }
}

struct Feature<'a>(Fields<'a>);

impl Serialize for Feature<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0.record;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "Feature")?;
        map.serialize_entry("id", record.id.as_str())?;
        map.serialize_entry(
            "geometry",
            &record.position.map(|position| Point {
                kind: "Point",
                coordinates: [position.longitude(), position.latitude()],
            }),
        )?;
        map.serialize_entry("properties", &self.0)?;
        map.end()
    }
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}
