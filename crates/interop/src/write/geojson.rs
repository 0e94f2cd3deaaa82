//! GeoJSON (RFC 7946): a FeatureCollection of points.

use std::borrow::Borrow;
use std::io::{self, Write};

use domain::places::PlaceRecord;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::json::Fields;

/// Writes a FeatureCollection, one place per line. The fields are properties under the schema's names; the position
/// is the geometry alone, `null` where there is none, as the standard asks.
///
/// # Errors
/// The output cannot be written.
pub fn write_geojson<P: Borrow<PlaceRecord>>(
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

pub(super) const START: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[";
pub(super) const END: &[u8] = b"\n]}\n";

pub(super) fn write_one(mut out: impl Write, record: &PlaceRecord, is_first: bool) -> io::Result<()> {
    out.write_all(if is_first { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(&mut out, &Feature(record))?)
}

struct Feature<'a>(&'a PlaceRecord);

impl Serialize for Feature<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", "Feature")?;
        map.serialize_entry("id", self.0.id.as_str())?;
        map.serialize_entry(
            "geometry",
            &self.0.position.map(|position| Point {
                kind: "Point",
                coordinates: [position.longitude(), position.latitude()],
            }),
        )?;
        map.serialize_entry(
            "properties",
            &Fields {
                record: self.0,
                with_position: false,
            },
        )?;
        map.end()
    }
}

#[derive(Serialize)]
struct Point {
    #[serde(rename = "type")]
    kind: &'static str,
    coordinates: [f64; 2],
}
