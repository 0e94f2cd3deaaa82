//! A set of shapes over arcs that they share: how it is walked, and asked where a point lies. How it is packed is in
//! `packed`.

use domain::territory::Position;

use super::{Border, Bounds, LonLat, Outline};

/// Units in a degree: one is eleven metres of latitude.
const DEGREE: f64 = 10_000.0;

/// Longitude and latitude in units of [`DEGREE`].
pub(super) type Point = (i32, i32);

/// A set of shapes over shared arcs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shapes {
    pub(super) arcs: Vec<Box<[Point]>>,
    pub(super) shapes: Vec<Shape>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape {
    /// Which territory it is: meaning depends on the set.
    pub subject: usize,
    west_south: Point,
    east_north: Point,
    /// Polygons of rings of arcs; `!i` runs arc `i` backwards.
    pub(super) polygons: Vec<Vec<Vec<i32>>>,
}

impl Shapes {
    /// A set over these arcs, in units of 10⁻⁷ degree, which are rounded to the coarser unit kept here.
    #[must_use]
    pub fn new(arcs: &[Vec<Point>]) -> Self {
        let round = |value: i32| (f64::from(value) / 1e7 * DEGREE).round() as i32;
        let arcs = arcs
            .iter()
            .map(|arc| {
                let mut points: Vec<Point> = arc.iter().map(|p| (round(p.0), round(p.1))).collect();
                points.dedup();
                points.into()
            })
            .collect();
        Self {
            arcs,
            shapes: Vec::new(),
        }
    }

    /// Adds the shape of a territory; subjects ascend.
    pub fn push(&mut self, subject: usize, polygons: Vec<Vec<Vec<i32>>>) {
        let mut shape = Shape {
            subject,
            west_south: (0, 0),
            east_north: (0, 0),
            polygons,
        };
        self.measure(&mut shape);
        self.shapes.push(shape);
    }

    fn measure(&self, shape: &mut Shape) {
        let (mut low, mut high) = ((i32::MAX, i32::MAX), (i32::MIN, i32::MIN));
        for reference in shape.polygons.iter().flatten().flatten() {
            for (x, y) in &self.arcs[arc(*reference)] {
                low = (low.0.min(*x), low.1.min(*y));
                high = (high.0.max(*x), high.1.max(*y));
            }
        }
        shape.west_south = low;
        shape.east_north = high;
    }

    pub(super) fn find(&self, subject: usize) -> Option<&Shape> {
        self.shapes.iter().find(|shape| shape.subject == subject)
    }

    pub(super) fn outline(&self, subject: usize) -> Option<Outline> {
        let shape = self.find(subject)?;
        let ring = |references: &Vec<i32>| {
            let mut points: Vec<LonLat> = Vec::new();
            self.walk(references, |point| {
                let point = degrees(point);
                if points.last() != Some(&point) {
                    points.push(point);
                }
            });
            points
        };
        let polygon = |rings: &Vec<Vec<i32>>| {
            // Rounding may have left a speck of two points.
            let rings = rings.iter().map(ring).filter(|points| points.len() >= 4);
            // The outside counter-clockwise, holes clockwise (RFC 7946, section 3.1.6).
            let rings = rings.enumerate().map(|(i, mut points)| {
                if (signed_area(&points) > 0.0) != (i == 0) {
                    points.reverse();
                }
                points
            });
            rings.collect::<Vec<_>>()
        };
        let polygons = shape
            .polygons
            .iter()
            .map(polygon)
            .filter(|rings| !rings.is_empty())
            .collect();
        Some(Outline { polygons })
    }

    fn walk(&self, references: &[i32], mut visit: impl FnMut(Point)) {
        for reference in references {
            let points = &self.arcs[arc(*reference)];
            if *reference < 0 {
                points.iter().rev().for_each(|p| visit(*p));
            } else {
                points.iter().for_each(|p| visit(*p));
            }
        }
    }

    /// The shapes that the point lies in: for an arrondissement, its city too.
    pub(super) fn at(&self, position: Position) -> impl Iterator<Item = usize> {
        let (x, y) = (position.longitude() * DEGREE, position.latitude() * DEGREE);
        let near = move |shape: &&Shape| {
            f64::from(shape.west_south.0) <= x
                && x <= f64::from(shape.east_north.0)
                && f64::from(shape.west_south.1) <= y
                && y <= f64::from(shape.east_north.1)
        };
        let inside = move |shape: &&Shape| {
            let arcs = shape
                .polygons
                .iter()
                .flatten()
                .flatten()
                .map(|reference| &self.arcs[arc(*reference)]);
            // Even-odd: each border crossed on the way east changes sides, whichever way it runs.
            arcs.flat_map(|points| points.windows(2))
                .fold(false, |inside, pair| {
                    let [(x1, y1), (x2, y2)] = [pair[0], pair[1]].map(|p| (f64::from(p.0), f64::from(p.1)));
                    inside != ((y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
                })
        };
        self.shapes
            .iter()
            .filter(near)
            .filter(inside)
            .map(|shape| shape.subject)
    }

    /// How far the point lies outside the shape, in metres: to the point of its border that is nearest on a plane that is
    /// right around the position.
    pub(super) fn distance_outside_m(&self, subject: usize, position: Position) -> Option<f64> {
        let shape = self.find(subject)?;
        if self.at(position).any(|inside| inside == subject) {
            return Some(0.0);
        }
        let narrowing = position.latitude().to_radians().cos();
        // The position is the origin, one degree of latitude the unit.
        let flat = |point: &Point| {
            let [longitude, latitude] = degrees(*point);
            [
                (longitude - position.longitude()) * narrowing,
                latitude - position.latitude(),
            ]
        };
        let nearest = shape
            .polygons
            .iter()
            .flatten()
            .flatten()
            .flat_map(|reference| self.arcs[arc(*reference)].windows(2))
            .map(|pair| nearest_to_origin(flat(&pair[0]), flat(&pair[1])))
            .min_by(|a, b| (a[0].hypot(a[1])).total_cmp(&b[0].hypot(b[1])))?;
        let border = Position::new(
            position.latitude() + nearest[1],
            position.longitude() + nearest[0] / narrowing,
        );
        Some(border.ok()?.distance_m(&position))
    }

    /// Every arc once, with the territories on its sides, for those of `accept`.
    pub(super) fn borders<'a, Code: Copy + 'a>(
        &'a self,
        accept: impl Fn(usize) -> Option<Code>,
        bounds: Option<Bounds>,
    ) -> Vec<Border<Code>> {
        let mut sides: Vec<[Option<Code>; 2]> = vec![[None; 2]; self.arcs.len()];
        for shape in &self.shapes {
            let Some(code) = accept(shape.subject) else {
                continue;
            };
            for reference in shape.polygons.iter().flatten().flatten() {
                let side = &mut sides[arc(*reference)];
                let free = usize::from(side[0].is_some());
                side[free] = Some(code);
            }
        }
        let wanted = |arc: &[Point]| {
            bounds.is_none_or(|bounds| {
                let around = arc.iter().map(|p| degrees(*p)).fold(
                    Bounds {
                        west: 180.0,
                        south: 90.0,
                        east: -180.0,
                        north: -90.0,
                    },
                    |b, [x, y]| Bounds {
                        west: b.west.min(x),
                        south: b.south.min(y),
                        east: b.east.max(x),
                        north: b.north.max(y),
                    },
                );
                bounds.meets(&around)
            })
        };
        self.arcs
            .iter()
            .zip(sides)
            .filter(|(arc, _)| wanted(arc))
            .filter_map(|(arc, [of, with])| {
                Some(Border {
                    line: arc.iter().map(|p| degrees(*p)).collect(),
                    of: of?,
                    with,
                })
            })
            .collect()
    }
}

/// The point of a segment that is nearest to the origin.
fn nearest_to_origin([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> [f64; 2] {
    let (dx, dy) = (x2 - x1, y2 - y1);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 {
        (-(x1 * dx + y1 * dy) / square).clamp(0.0, 1.0)
    } else {
        0.0
    };
    [x1 + along * dx, y1 + along * dy]
}

fn arc(reference: i32) -> usize {
    (if reference < 0 { !reference } else { reference }) as usize
}

fn degrees(point: Point) -> LonLat {
    [f64::from(point.0) / DEGREE, f64::from(point.1) / DEGREE]
}

pub(super) fn box_of(shape: &Shape) -> Bounds {
    let ([west, south], [east, north]) = (degrees(shape.west_south), degrees(shape.east_north));
    Bounds {
        west,
        south,
        east,
        north,
    }
}

fn signed_area(ring: &[LonLat]) -> f64 {
    ring.windows(2)
        .map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1])
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side, one degree each.
    fn squares() -> Shapes {
        let d = 10_000_000;
        let mut set = Shapes::new(&[
            vec![(d, 0), (d, d)],
            vec![(d, d), (0, d), (0, 0), (d, 0)],
            vec![(d, 0), (2 * d, 0), (2 * d, d), (d, d)],
        ]);
        set.push(3, vec![vec![vec![0, 1]]]);
        set.push(7, vec![vec![vec![2, !0]]]);
        set
    }

    #[test]
    fn a_set_of_shapes_survives_packing() {
        assert_eq!(Shapes::decode(&squares().encode()).unwrap(), squares());
    }

    #[test]
    fn a_point_lies_in_one_of_two_neighbours() {
        let at = |lat, lon| squares().at(Position::new(lat, lon).unwrap()).collect::<Vec<_>>();
        assert_eq!(at(0.5, 0.5), [3]);
        assert_eq!(at(0.5, 1.5), [7]);
        assert!(at(0.5, 2.5).is_empty());
    }

    #[test]
    fn rings_are_closed_and_borders_are_drawn_once() {
        let outline = squares().outline(7).unwrap();
        let ring = &outline.polygons[0][0];
        assert_eq!(ring.first(), ring.last());
        assert_eq!(ring.len(), 5);
        let borders = squares().borders(Some, None);
        assert_eq!(borders.len(), 3);
        assert_eq!((borders[0].of, borders[0].with), (3, Some(7)));
        assert_eq!((borders[1].of, borders[1].with), (3, None));
    }
}
