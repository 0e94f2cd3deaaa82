//! Natural Earth: land of the neighbours, outlines of the overseas collectivities, rivers, lakes.

use std::collections::HashMap;
use std::path::Path;

use reference::basemap::BaseMap;
use serde::Deserialize;
use serde_json::Value;

use super::geometry::{DEGREE, Polygon};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;
type LonLat = [f64; 2];

/// West, south, east, north of the maps that are drawn: metropolitan France, then each part overseas.
const WINDOWS: [[f64; 4]; 8] = [
    [-12.0, 38.0, 14.0, 54.0],
    [-64.5, 13.0, -59.5, 19.0],
    [-56.5, 1.0, -50.0, 7.5],
    [43.0, -14.0, 47.0, -11.0],
    [54.0, -22.5, 58.5, -19.5],
    [-58.0, 45.5, -54.5, 48.5],
    [158.0, -24.0, 170.5, -17.0],
    [-180.0, -16.0, -175.0, -12.0],
];

/// Names in Natural Earth of the collectivities that the outlines of communes do not cover.
const COLLECTIVITIES: [(&str, &str); 6] = [
    ("St. Pierre and Miquelon", "975"),
    ("St-Barthélemy", "977"),
    ("St-Martin", "978"),
    ("Wallis and Futuna Is.", "986"),
    ("Fr. Polynesia", "987"),
    ("New Caledonia", "988"),
];

#[derive(Deserialize)]
struct Topology {
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
    objects: HashMap<String, Collection>,
}

#[derive(Deserialize)]
struct Transform {
    scale: LonLat,
    translate: LonLat,
}

#[derive(Deserialize)]
struct Collection {
    #[serde(default)]
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
struct Geometry {
    #[serde(rename = "type", default)]
    kind: Option<String>,
    #[serde(default)]
    arcs: Value,
    #[serde(default)]
    properties: HashMap<String, Value>,
}

/// What is taken from it.
pub struct World {
    pub base_map: BaseMap,
    /// By code of the collectivity.
    pub collectivities: HashMap<String, Vec<Polygon>>,
}

/// Reads both packages.
pub fn read(atlas: &Path, waters: &Path) -> Result<World> {
    let mut world = World {
        base_map: BaseMap::default(),
        collectivities: HashMap::new(),
    };
    let countries = Topology::read(&atlas.join("package/countries-10m.json"))?;
    for country in &countries.collection("countries")?.geometries {
        let name = country
            .properties
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let polygons = countries.polygons(country)?;
        if let Some((_, code)) = COLLECTIVITIES.iter().find(|(known, _)| *known == name) {
            world.collectivities.insert((*code).to_owned(), exact(&polygons));
        } else if name != "France" {
            for (ring, window) in polygons
                .iter()
                .flatten()
                .flat_map(|ring| WINDOWS.iter().map(move |w| (ring, w)))
            {
                let clipped = clip(ring, window);
                if clipped.len() >= 4 {
                    world.base_map.neighbours.push(clipped);
                }
            }
        }
    }
    if world.collectivities.len() != COLLECTIVITIES.len() {
        return Err(format!("only {:?} of the collectivities", world.collectivities.keys()).into());
    }
    let europe = Topology::read(&waters.join("package/dist/europe_50m.json"))?;
    let [west, south, east, north] = WINDOWS[0];
    let near = |line: &[LonLat]| {
        line.iter()
            .any(|[x, y]| (west..east).contains(x) && (south..north).contains(y))
    };
    for river in &europe.collection("rivers")?.geometries {
        world
            .base_map
            .rivers
            .extend(europe.lines(river)?.into_iter().filter(|line| near(line)));
    }
    for lake in &europe.collection("lakes")?.geometries {
        world.base_map.lakes.extend(
            europe
                .polygons(lake)?
                .into_iter()
                .flatten()
                .filter(|ring| near(ring)),
        );
    }
    println!(
        "around France: {} pieces of land, {} rivers, {} lakes",
        world.base_map.neighbours.len(),
        world.base_map.rivers.len(),
        world.base_map.lakes.len()
    );
    Ok(world)
}

impl Topology {
    fn read(file: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(file).map_err(|e| format!("{}: {e}", file.display()))?;
        Ok(serde_json::from_str(&text).map_err(|e| format!("{}: {e}", file.display()))?)
    }

    fn collection(&self, name: &str) -> Result<&Collection> {
        self.objects
            .get(name)
            .ok_or_else(|| format!("no object {name}").into())
    }

    fn arc(&self, reference: i64) -> Result<Vec<LonLat>> {
        let index = usize::try_from(if reference < 0 { !reference } else { reference })?;
        let mut here = [0, 0];
        let mut points: Vec<LonLat> = self
            .arcs
            .get(index)
            .ok_or("an arc that is not there")?
            .iter()
            .map(|step| {
                here = [here[0] + step[0], here[1] + step[1]];
                [0, 1].map(|axis| {
                    here[axis] as f64 * self.transform.scale[axis] + self.transform.translate[axis]
                })
            })
            .collect();
        if reference < 0 {
            points.reverse();
        }
        Ok(points)
    }

    fn line(&self, references: &Value) -> Result<Vec<LonLat>> {
        let references: Vec<i64> = serde_json::from_value(references.clone())?;
        let mut points: Vec<LonLat> = Vec::new();
        for reference in references {
            let arc = self.arc(reference)?;
            points.extend(arc.into_iter().skip(usize::from(!points.is_empty())));
        }
        Ok(points)
    }

    fn many(&self, values: &Value) -> Result<Vec<Vec<LonLat>>> {
        values.as_array().map_or(Ok(Vec::new()), |all| {
            all.iter().map(|value| self.line(value)).collect()
        })
    }

    fn lines(&self, geometry: &Geometry) -> Result<Vec<Vec<LonLat>>> {
        match geometry.kind.as_deref() {
            Some("LineString") => Ok(vec![self.line(&geometry.arcs)?]),
            Some("MultiLineString") => self.many(&geometry.arcs),
            other => Err(format!("{other:?} is no line").into()),
        }
    }

    fn polygons(&self, geometry: &Geometry) -> Result<Vec<Vec<Vec<LonLat>>>> {
        match geometry.kind.as_deref() {
            Some("Polygon") => Ok(vec![self.many(&geometry.arcs)?]),
            Some("MultiPolygon") => {
                let polygons = geometry.arcs.as_array().ok_or("a polygon without arcs")?;
                polygons.iter().map(|rings| self.many(rings)).collect()
            }
            None => Ok(Vec::new()),
            other => Err(format!("{other:?} is no polygon").into()),
        }
    }
}

fn exact(polygons: &[Vec<Vec<LonLat>>]) -> Vec<Polygon> {
    let point = |[x, y]: &LonLat| ((x * DEGREE).round() as i32, (y * DEGREE).round() as i32);
    polygons
        .iter()
        .map(|rings| {
            rings
                .iter()
                .map(|ring| ring.iter().map(point).collect())
                .collect()
        })
        .collect()
}

/// The part of a ring inside a window (Sutherland and Hodgman), closed.
fn clip(ring: &[LonLat], window: &[f64; 4]) -> Vec<LonLat> {
    let mut points = ring.to_vec();
    points.pop();
    for (axis, limit, sign) in [
        (0, window[0], 1.0),
        (1, window[1], 1.0),
        (0, window[2], -1.0),
        (1, window[3], -1.0),
    ] {
        let inside = |p: &LonLat| (p[axis] - limit) * sign >= 0.0;
        let mut kept = Vec::with_capacity(points.len());
        for (i, point) in points.iter().enumerate() {
            let before = &points[(i + points.len() - 1) % points.len()];
            if inside(point) != inside(before) {
                let share = (limit - before[axis]) / (point[axis] - before[axis]);
                let mut crossing = [0, 1].map(|a| before[a] + share * (point[a] - before[a]));
                crossing[axis] = limit;
                kept.push(crossing);
            }
            if inside(point) {
                kept.push(*point);
            }
        }
        points = kept;
    }
    points.extend(points.first().copied());
    points
}
