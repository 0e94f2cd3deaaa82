//! `/fond/…`: what the movable map draws under the places when nothing else is configured, as GeoJSON.
//!
//! What is the same for everybody is written and compressed once. Communes come by zones, in [`super::communes`].

use std::sync::LazyLock;

use axum::Router;
use axum::http::HeaderMap;
use axum::routing::get;
use reference::{LonLat, Outline, france};
use serde_json::json;

use super::communes;
use super::geojson::{self, Collection, Geometry};
use super::kept::Kept;
use super::lines::simplify;
use super::tiles;
use crate::instance::Instance;
use crate::site::urls;

/// The address of the file of tiles, when one is configured.
pub(super) const TILES: &str = "/fond/tuiles.pmtiles";

/// The ground is part of the program: browsers ask again after a day, and are told that nothing has changed.
pub(super) const FOR_A_DAY: &str = "public, max-age=86400";
/// Towns with fewer inhabitants are named by the zones of communes.
const LARGE_TOWN: u32 = 20_000;
/// How far a line may stray where the whole country is loaded at once, in degrees: some 300 m.
const COUNTRY_TOLERANCE: f64 = 0.003;

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(
            "/fond/regions.json",
            get(async |asked: HeaderMap| REGIONS.answer(&asked)),
        )
        .route(
            "/fond/departements.json",
            get(async |asked: HeaderMap| DEPARTEMENTS.answer(&asked)),
        )
        .route(
            "/fond/eaux.json",
            get(async |asked: HeaderMap| WATERS.answer(&asked)),
        )
        .route(
            "/fond/villes.json",
            get(async |asked: HeaderMap| TOWNS.answer(&asked)),
        )
        .route(urls::COMMUNES_JSON, get(communes::show))
        .route(TILES, get(tiles::show))
}

pub(super) fn outside_rings(outline: Outline) -> Vec<Vec<LonLat>> {
    outline
        .polygons
        .into_iter()
        .filter_map(|polygon| polygon.into_iter().next())
        .collect()
}

/// The rings as light as the scale allows; those that vanish are left out.
pub(super) fn lighter(rings: &[Vec<LonLat>], tolerance: f64) -> Vec<Vec<LonLat>> {
    rings
        .iter()
        .map(|ring| light_line(ring, tolerance))
        .filter(|ring| ring.len() >= 4)
        .collect()
}

fn light_line(line: &[LonLat], tolerance: f64) -> Vec<LonLat> {
    let spots: Vec<(f64, f64)> = line.iter().map(|[x, y]| (*x, *y)).collect();
    simplify(&spots, tolerance)
        .into_iter()
        .map(|(x, y)| [x, y])
        .collect()
}

/// Land: régions, collectivities that are in none, and the other countries around.
static REGIONS: LazyLock<Kept> = LazyLock::new(|| {
    let france = france();
    let mut collection = Collection::new();
    collection.push(
        &json!({"kind": "abroad"}),
        Geometry::Rings(&france.base_map().neighbours),
    );
    let regions = france
        .regions()
        .iter()
        .filter_map(|region| Some((&region.name, france.region_outline(region.code)?)));
    let alone = france
        .departements()
        .iter()
        .filter(|departement| departement.region.is_none())
        .filter_map(|departement| Some((&departement.name, france.departement_outline(departement.code)?)));
    for (name, outline) in regions.chain(alone) {
        let rings = lighter(&outside_rings(outline), COUNTRY_TOLERANCE);
        collection.push(&json!({"kind": "land", "name": name}), Geometry::Rings(&rings));
    }
    Kept::for_ever(geojson::KIND, FOR_A_DAY, collection.finish())
});

/// Borders between départements.
static DEPARTEMENTS: LazyLock<Kept> = LazyLock::new(|| {
    let lines: Vec<_> = france()
        .departement_borders(None)
        .iter()
        .filter(|border| border.with.is_some())
        .map(|border| light_line(&border.line, COUNTRY_TOLERANCE))
        .collect();
    let mut collection = Collection::new();
    collection.push(&json!({}), Geometry::Lines(&lines));
    Kept::for_ever(geojson::KIND, FOR_A_DAY, collection.finish())
});

/// Large rivers and lakes.
static WATERS: LazyLock<Kept> = LazyLock::new(|| {
    let base = france().base_map();
    let mut collection = Collection::new();
    collection.push(&json!({"kind": "river"}), Geometry::Lines(&base.rivers));
    collection.push(&json!({"kind": "lake"}), Geometry::Rings(&base.lakes));
    Kept::for_ever(geojson::KIND, FOR_A_DAY, collection.finish())
});

/// Names of large towns.
static TOWNS: LazyLock<Kept> = LazyLock::new(|| {
    let mut collection = Collection::new();
    for commune in france().communes() {
        let (Some(centre), Some(population)) = (commune.centre, commune.population) else {
            continue;
        };
        if commune.city.is_none() && population >= LARGE_TOWN {
            collection.push(
                &json!({"name": commune.name, "population": population}),
                Geometry::Point([centre.longitude(), centre.latitude()]),
            );
        }
    }
    Kept::for_ever(geojson::KIND, FOR_A_DAY, collection.finish())
});
