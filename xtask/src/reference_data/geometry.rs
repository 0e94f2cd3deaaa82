//! Polygons as published (WKB), and a point that stands for one.

use domain::territory::Position;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Longitude and latitude in units of 10⁻⁷ degree (one centimetre): exact to compare.
pub type Point = (i32, i32);

/// Rings: the first is the outside, the others are holes. The last point repeats the first.
pub type Polygon = Vec<Vec<Point>>;

/// Units of a [`Point`] in a degree.
pub const DEGREE: f64 = 1e7;

/// Reads a WKB polygon or multipolygon written in hexadecimal.
pub fn polygons(hex: &str) -> Result<Vec<Polygon>> {
    let bytes = (0..hex.len() / 2)
        .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let mut wkb = Wkb { rest: &bytes };
    let polygons = match wkb.header()? {
        3 => vec![wkb.polygon()?],
        6 => {
            let count = wkb.u32()?;
            (0..count)
                .map(|_| match wkb.header()? {
                    3 => wkb.polygon(),
                    other => Err(format!("geometry {other} inside a multipolygon").into()),
                })
                .collect::<Result<_>>()?
        }
        other => return Err(format!("geometry {other} is no polygon").into()),
    };
    if wkb.rest.is_empty() {
        Ok(polygons)
    } else {
        Err("bytes after the geometry".into())
    }
}

/// Reads a WKB point written in hexadecimal.
pub fn point(hex: &str) -> Result<Point> {
    let bytes = (0..hex.len() / 2)
        .map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16))
        .collect::<std::result::Result<Vec<_>, _>>()?;
    let mut wkb = Wkb { rest: &bytes };
    match wkb.header()? {
        1 => wkb.point(),
        other => Err(format!("geometry {other} is no point").into()),
    }
}

struct Wkb<'a> {
    rest: &'a [u8],
}

impl Wkb<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or("the geometry ends early")?;
        self.rest = rest;
        Ok(*taken)
    }

    fn header(&mut self) -> Result<u32> {
        match self.take()? {
            [1] => self.u32(),
            [order] => Err(format!("byte order {order}").into()),
        }
    }

    fn u32(&mut self) -> Result<u32> {
        Ok(u32::from_le_bytes(self.take()?))
    }

    fn point(&mut self) -> Result<Point> {
        let longitude = f64::from_le_bytes(self.take()?);
        let latitude = f64::from_le_bytes(self.take()?);
        Ok((
            (longitude * DEGREE).round() as i32,
            (latitude * DEGREE).round() as i32,
        ))
    }

    fn polygon(&mut self) -> Result<Polygon> {
        let rings = self.u32()?;
        (0..rings)
            .map(|_| {
                let points = self.u32()?;
                (0..points).map(|_| self.point()).collect()
            })
            .collect()
    }
}

/// Whether the point lies inside (even-odd rule over all rings).
pub fn contains(polygons: &[Polygon], point: Point) -> bool {
    let (x, y) = (f64::from(point.0), f64::from(point.1));
    let mut inside = false;
    for pair in polygons.iter().flatten().flat_map(|ring| ring.windows(2)) {
        let [(x1, y1), (x2, y2)] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
        if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
            inside = !inside;
        }
    }
    inside
}

/// A point inside the largest polygon, in the middle of the widest stretch found along a few parallels.
pub fn interior_point(polygons: &[Polygon]) -> Option<Point> {
    let largest = polygons.iter().max_by(|a, b| area(a).total_cmp(&area(b)))?;
    let (south, north) = largest[0]
        .iter()
        .fold((i32::MAX, i32::MIN), |(s, n), p| (s.min(p.1), n.max(p.1)));
    let mut best: Option<(f64, Point)> = None;
    const PARALLELS: i32 = 16;
    for step in 1..PARALLELS {
        let y = f64::from(south)
            + (f64::from(north) - f64::from(south)) * f64::from(step) / f64::from(PARALLELS)
            + 0.5;
        let mut crossings: Vec<f64> = largest
            .iter()
            .flat_map(|ring| ring.windows(2))
            .filter_map(|pair| {
                let [(x1, y1), (x2, y2)] = [pair[0], pair[1]].map(|(x, y)| (f64::from(x), f64::from(y)));
                ((y1 > y) != (y2 > y)).then(|| (x2 - x1) * (y - y1) / (y2 - y1) + x1)
            })
            .collect();
        crossings.sort_by(f64::total_cmp);
        for stretch in crossings.chunks_exact(2) {
            // Prefer the middle of the shape among stretches of nearly the same width.
            let middleness = 1.0 - 0.5 * f64::from((2 * step - PARALLELS).abs()) / f64::from(PARALLELS);
            let score = (stretch[1] - stretch[0]) * middleness;
            if best.is_none_or(|(b, _)| score > b) {
                best = Some((score, (((stretch[0] + stretch[1]) / 2.0) as i32, y as i32)));
            }
        }
    }
    best.map(|(_, point)| point)
}

/// Twice the area of the outside ring, in square units.
fn area(polygon: &Polygon) -> f64 {
    polygon.first().map_or(0.0, |ring| {
        ring.windows(2)
            .map(|p| f64::from(p[0].0) * f64::from(p[1].1) - f64::from(p[1].0) * f64::from(p[0].1))
            .sum::<f64>()
            .abs()
    })
}

/// The point as a position.
pub fn position(point: Point) -> Result<Position> {
    Ok(Position::new(
        f64::from(point.1) / DEGREE,
        f64::from(point.0) / DEGREE,
    )?)
}
