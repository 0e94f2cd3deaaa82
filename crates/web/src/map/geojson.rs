//! GeoJSON (RFC 7946), written straight into a text: a map asks for thousands of coordinates at a time.

use std::fmt::{self, Write};

use reference::LonLat;
use serde_json::Value;

/// The media type of GeoJSON.
pub(super) const KIND: &str = "application/geo+json";

/// A FeatureCollection being written.
pub(super) struct Collection(String);

impl Collection {
    pub(super) fn new() -> Self {
        Self("{\"type\":\"FeatureCollection\",\"features\":[".to_owned())
    }

    /// A feature with these properties: an object.
    pub(super) fn push(&mut self, properties: &Value, geometry: Geometry<'_>) {
        if !self.0.ends_with('[') {
            self.0.push(',');
        }
        self.write(format_args!(
            "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{{\"type\":\"{}\",\"coordinates\":",
            geometry.name()
        ));
        match geometry {
            Geometry::Point(point) => self.point(point),
            Geometry::Lines(lines) => {
                self.list(lines, |out, line| out.list(line, |out, point| out.point(*point)));
            }
            Geometry::Rings(rings) => self.list(rings, |out, ring| {
                out.0.push('[');
                out.list(ring, |out, point| out.point(*point));
                out.0.push(']');
            }),
        }
        self.0.push_str("}}");
    }

    /// The whole document.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("]}");
        self.0
    }

    fn list<T>(&mut self, items: &[T], each: impl Fn(&mut Self, &T)) {
        self.0.push('[');
        for (rank, item) in items.iter().enumerate() {
            if rank > 0 {
                self.0.push(',');
            }
            each(self, item);
        }
        self.0.push(']');
    }

    /// To four decimals: ten metres.
    fn point(&mut self, [longitude, latitude]: LonLat) {
        let round = |degrees: f64| (degrees * 10_000.0).round() / 10_000.0;
        self.write(format_args!("[{},{}]", round(longitude), round(latitude)));
    }

    fn write(&mut self, text: fmt::Arguments<'_>) {
        self.0.write_fmt(text).expect("a String takes every text");
    }
}

/// The geometries that maps use here.
#[derive(Clone, Copy)]
pub(super) enum Geometry<'a> {
    /// A position.
    Point(LonLat),
    /// Lines.
    Lines(&'a [Vec<LonLat>]),
    /// Closed rings, each a polygon without holes.
    Rings(&'a [Vec<LonLat>]),
}

impl Geometry<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Point(_) => "Point",
            Self::Lines(_) => "MultiLineString",
            Self::Rings(_) => "MultiPolygon",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn features_are_valid_json_with_rounded_coordinates() {
        let mut collection = Collection::new();
        collection.push(&json!({"name": "L'\"Île\""}), Geometry::Point([1.234_567, 48.0]));
        let ring = vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]];
        collection.push(&json!({}), Geometry::Rings(std::slice::from_ref(&ring)));
        collection.push(&json!({}), Geometry::Lines(&[ring]));
        let read: Value = serde_json::from_str(&collection.finish()).unwrap();
        assert_eq!(
            read["features"][0],
            json!({"type": "Feature", "properties": {"name": "L'\"Île\""},
                "geometry": {"type": "Point", "coordinates": [1.2346, 48]}})
        );
        assert_eq!(
            read["features"][1]["geometry"]["coordinates"][0][0][2],
            json!([1, 1])
        );
        assert_eq!(
            read["features"][2]["geometry"]["coordinates"][0][1],
            json!([1, 0])
        );
    }

    #[test]
    fn an_empty_collection_is_valid() {
        let read: Value = serde_json::from_str(&Collection::new().finish()).unwrap();
        assert_eq!(read["features"], json!([]));
    }
}
