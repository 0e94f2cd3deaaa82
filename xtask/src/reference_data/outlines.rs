//! The sections of outlines: communes by département, then départements and régions.

use reference::outlines::{FIRST_REGION, Shapes as Packed, TERRITORIES_SECTION, section_of};
use reference::rows::Tables;

use super::communes::Shapes;
use super::geometry::Polygon;
use super::topology::{Topology, index};
use super::world::World;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// How far the outline of a commune may stray from the published one.
const COMMUNE_TOLERANCE_M: f64 = 40.0;

/// The same for départements and régions.
const DEPARTEMENT_TOLERANCE_M: f64 = 250.0;

/// Packs the outlines.
pub fn sections(tables: &Tables, shapes: &Shapes, world: &World) -> Result<Vec<(String, Vec<u8>)>> {
    let mut subjects = Vec::new();
    let mut polygons: Vec<Vec<Polygon>> = Vec::new();
    for (at, commune) in tables.communes.iter().enumerate() {
        let code = commune.code.as_str();
        if let Some(shape) = shapes
            .communes
            .get(code)
            .or_else(|| shapes.arrondissements.get(code))
        {
            subjects.push(at);
            polygons.push(shape.clone());
        }
    }
    let mut communes = Topology::of(&polygons);
    // A commune made of several published parts is their union.
    for shape in 0..communes.shapes.len() {
        if communes.shapes[shape].len() > 1 {
            communes.shapes[shape] = communes.union(&[shape]);
        }
    }
    let points = |topology: &Topology| topology.arcs.iter().map(Vec::len).sum::<usize>();
    println!(
        "communes: {} arcs, {} points",
        communes.arcs.len(),
        points(&communes)
    );

    let mut sections = vec![(
        TERRITORIES_SECTION.to_owned(),
        territories(tables, &subjects, &communes, world).encode(),
    )];
    communes.simplify(COMMUNE_TOLERANCE_M, 20_000.0);
    println!("simplified: {} points", points(&communes));
    for departement in &tables.departements {
        let members: Vec<usize> = (0..subjects.len())
            .filter(|i| tables.communes[subjects[*i]].departement == departement.code)
            .collect();
        if !members.is_empty() {
            let packed = packed(&communes, members.iter().map(|i| (subjects[*i], *i)));
            sections.push((section_of(departement.code), packed.encode()));
        }
    }
    Ok(sections)
}

fn territories(tables: &Tables, subjects: &[usize], communes: &Topology, world: &World) -> Packed {
    let mut rings = Vec::new();
    let mut known = Vec::new();
    for (at, departement) in tables.departements.iter().enumerate() {
        let members: Vec<usize> = (0..subjects.len())
            .filter(|i| {
                let commune = &tables.communes[subjects[*i]];
                commune.departement == departement.code && commune.city.is_none()
            })
            .collect();
        let shape: Vec<Polygon> = if members.is_empty() {
            world
                .collectivities
                .get(departement.code.as_str())
                .cloned()
                .unwrap_or_default()
        } else {
            let closed = |references: &Vec<i32>| {
                let mut points = communes.ring(references);
                points.extend(points.first().copied());
                points
            };
            communes
                .union(&members)
                .iter()
                .map(|rings| rings.iter().map(closed).collect())
                .collect()
        };
        if shape.is_empty() {
            println!("without outline: {}", departement.name);
        } else {
            known.push(at);
            rings.push(shape);
        }
    }
    let mut topology = Topology::of(&rings);
    topology.fill_lonely_holes();
    topology.simplify(DEPARTEMENT_TOLERANCE_M, 1_000_000.0);
    for region in &tables.regions {
        let members: Vec<usize> = (0..known.len())
            .filter(|i| tables.departements[known[*i]].region == Some(region.code))
            .collect();
        let shape = topology.union(&members);
        topology.shapes.push(shape);
    }
    let regions = (0..tables.regions.len()).map(|i| (FIRST_REGION + i, known.len() + i));
    packed(&topology, known.iter().copied().zip(0..).chain(regions))
}

/// Some shapes of a topology with the arcs that they use.
fn packed(topology: &Topology, members: impl Iterator<Item = (usize, usize)> + Clone) -> Packed {
    let mut arcs = Vec::new();
    let mut place = vec![None; topology.arcs.len()];
    let mut local = |reference: i32| {
        let arc = index(reference);
        let place = *place[arc].get_or_insert_with(|| {
            arcs.push(topology.arcs[arc].clone());
            i32::try_from(arcs.len() - 1).expect("fewer arcs than that")
        });
        if reference < 0 { !place } else { place }
    };
    let shapes: Vec<_> = members
        .map(|(subject, shape)| {
            let polygons = topology.shapes[shape].iter();
            let polygons = polygons.map(|rings| {
                rings
                    .iter()
                    .map(|ring| ring.iter().map(|r| local(*r)).collect())
                    .collect()
            });
            (subject, polygons.collect::<Vec<Vec<Vec<i32>>>>())
        })
        .collect();
    let mut packed = Packed::new(&arcs);
    for (subject, polygons) in shapes {
        packed.push(subject, polygons);
    }
    packed
}
