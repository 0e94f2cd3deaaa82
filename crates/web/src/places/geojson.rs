//! The shape of the GeoJSON file, for the description of the API. The file itself is written by `interop`.

use utoipa::ToSchema;

use super::record::FileRecord;

/// A FeatureCollection of points (RFC 7946).
#[derive(ToSchema)]
#[expect(dead_code, reason = "described here, written by interop")]
pub struct FeatureCollection {
    /// Always `FeatureCollection`.
    #[schema(rename = "type", pattern = "^FeatureCollection$")]
    kind: String,
    /// One for each place.
    features: Vec<Feature>,
}

/// A place.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described here, written by interop")]
pub struct Feature {
    /// Always `Feature`.
    #[schema(rename = "type", pattern = "^Feature$")]
    kind: String,
    /// The permanent public identifier, or the source's own where the file has one source.
    id: String,
    /// Where it is; null when nobody knows.
    #[schema(required)]
    geometry: Option<Point>,
    /// What the source says and on which terms; its position is the geometry alone.
    properties: FileRecord,
}

/// A point.
#[derive(ToSchema)]
#[expect(dead_code, reason = "described here, written by interop")]
pub struct Point {
    /// Always `Point`.
    #[schema(rename = "type", pattern = "^Point$")]
    kind: String,
    /// Longitude, latitude in degrees (WGS 84).
    #[schema(min_items = 2, max_items = 2)]
    coordinates: Vec<f64>,
}
