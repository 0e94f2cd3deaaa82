//! Outlines of communes, départements and régions, for maps and for "in which commune is this point".
//!
//! Borders are arcs that neighbours share. Communes lie in one section a département, unpacked when first asked for;
//! départements and régions, coarser, in a section of their own. How far an outline may stray from the published one
//! is fixed by `cargo xtask reference-data`: 40 m for communes, 250 m for départements and régions.

mod packed;
mod shapes;

use domain::territory::{CommuneCode, DepartementCode, Position, RegionCode};

use crate::france::France;
use crate::rows::{Commune, Departement};

pub use shapes::Shapes;
use shapes::box_of;

/// A box of longitudes and latitudes, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Least longitude.
    pub west: f64,
    /// Least latitude.
    pub south: f64,
    /// Greatest longitude.
    pub east: f64,
    /// Greatest latitude.
    pub north: f64,
}

impl Bounds {
    /// Whether the boxes have a point in common.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }

    /// Whether the position lies inside or on the edge.
    #[must_use]
    pub fn contains(&self, position: Position) -> bool {
        (self.west..=self.east).contains(&position.longitude())
            && (self.south..=self.north).contains(&position.latitude())
    }
}

/// A place on a map: longitude, latitude, in degrees (the order of GeoJSON).
pub type LonLat = [f64; 2];

/// The outline of a territory: polygons, each an outside ring (counter-clockwise) followed by its holes. Rings are
/// closed: the last point repeats the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// Polygons of rings of points, as in a GeoJSON MultiPolygon.
    pub polygons: Vec<Vec<Vec<LonLat>>>,
}

impl Outline {
    /// The box around it.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let mut bounds = Bounds {
            west: f64::INFINITY,
            south: f64::INFINITY,
            east: f64::NEG_INFINITY,
            north: f64::NEG_INFINITY,
        };
        for [longitude, latitude] in self.polygons.iter().flatten().flatten() {
            bounds.west = bounds.west.min(*longitude);
            bounds.east = bounds.east.max(*longitude);
            bounds.south = bounds.south.min(*latitude);
            bounds.north = bounds.north.max(*latitude);
        }
        bounds
    }
}

/// A piece of border between two territories, or between one and the sea or another country.
#[derive(Debug, Clone, PartialEq)]
pub struct Border<Code> {
    /// Its points, in order.
    pub line: Vec<LonLat>,
    /// The territory on one side.
    pub of: Code,
    /// The territory on the other side, if it is in the same set.
    pub with: Option<Code>,
}

/// The section of the communes of a département.
#[must_use]
pub fn section_of(departement: DepartementCode) -> String {
    format!("outlines/{departement}")
}

/// The section of départements (by their place in the table) followed by régions (by theirs, plus this).
pub const TERRITORIES_SECTION: &str = "outlines";

/// What is added to a région's place in its table to make its subject in [`TERRITORIES_SECTION`].
pub const FIRST_REGION: usize = 1000;

impl France {
    /// The outline of a commune or municipal arrondissement. A few have none: those of the overseas collectivities and
    /// those re-established too lately for the published outlines.
    #[must_use]
    pub fn commune_outline(&self, code: CommuneCode) -> Option<Outline> {
        let commune = self.commune(code)?;
        self.commune_shapes(commune.departement)?
            .outline(self.index_of(code)?)
    }

    /// The outline of a département or overseas collectivity.
    #[must_use]
    pub fn departement_outline(&self, code: DepartementCode) -> Option<Outline> {
        self.territory_shapes().outline(self.departement_index(code)?)
    }

    /// The outline of a région.
    #[must_use]
    pub fn region_outline(&self, code: RegionCode) -> Option<Outline> {
        let index = self.regions().binary_search_by_key(&code, |row| row.code).ok()?;
        self.territory_shapes().outline(FIRST_REGION + index)
    }

    /// The borders between the départements, each drawn once, within a box or everywhere.
    #[must_use]
    pub fn departement_borders(&self, bounds: Option<Bounds>) -> Vec<Border<DepartementCode>> {
        self.territory_shapes().borders(
            |subject| self.departements().get(subject).map(|row| row.code),
            bounds,
        )
    }

    /// The borders between the communes of the départements that meet a box, each drawn once except along a
    /// département, where both sides draw it. Municipal arrondissements are left out.
    #[must_use]
    pub fn commune_borders(&self, bounds: Bounds) -> Vec<Border<CommuneCode>> {
        let commune = |subject: usize| {
            let commune = self.communes().get(subject)?;
            commune.city.is_none().then_some(commune.code)
        };
        self.departements_meeting(bounds)
            .filter_map(|departement| self.commune_shapes(departement.code))
            .flat_map(|shapes| shapes.borders(commune, Some(bounds)))
            .collect()
    }

    /// The communes whose outlines' boxes meet a box, by code; municipal arrondissements are left out.
    #[must_use]
    pub fn communes_meeting(&self, bounds: Bounds) -> Vec<&Commune> {
        let mut found = Vec::new();
        for departement in self.departements_meeting(bounds) {
            let Some(shapes) = self.commune_shapes(departement.code) else {
                continue;
            };
            for shape in &shapes.shapes {
                let commune = &self.communes()[shape.subject];
                if commune.city.is_none() && box_of(shape).meets(&bounds) {
                    found.push(commune);
                }
            }
        }
        found
    }

    /// The commune that a position lies in, or the municipal arrondissement. Within 40 m of a border it may be the
    /// neighbour; at sea, abroad, and where outlines are missing it is none: see [`France::nearest_commune`].
    #[must_use]
    pub fn commune_at(&self, position: Position) -> Option<&Commune> {
        let here = Bounds {
            west: position.longitude(),
            east: position.longitude(),
            south: position.latitude(),
            north: position.latitude(),
        };
        self.departements_meeting(here)
            .filter_map(|departement| self.commune_shapes(departement.code))
            .flat_map(|shapes| shapes.at(position))
            .map(|subject| &self.communes()[subject])
            .max_by_key(|commune| commune.city.is_some())
    }

    /// How far a position lies outside a commune or municipal arrondissement, in metres: zero inside, else the way to the
    /// nearest point of its outline. `None` where the commune or its outline is unknown.
    #[must_use]
    pub fn distance_outside_m(&self, code: CommuneCode, position: Position) -> Option<f64> {
        let commune = self.commune(code)?;
        self.commune_shapes(commune.departement)?
            .distance_outside_m(self.index_of(code)?, position)
    }

    /// The départements whose boxes, a little widened for their coarser outlines, meet a box.
    fn departements_meeting(&self, bounds: Bounds) -> impl Iterator<Item = &Departement> {
        const MARGIN: f64 = 0.01;
        let wide = Bounds {
            west: bounds.west - MARGIN,
            south: bounds.south - MARGIN,
            east: bounds.east + MARGIN,
            north: bounds.north + MARGIN,
        };
        self.departements()
            .iter()
            .enumerate()
            .filter_map(move |(index, departement)| {
                let shape = self.territory_shapes().find(index)?;
                box_of(shape).meets(&wide).then_some(departement)
            })
    }
}
