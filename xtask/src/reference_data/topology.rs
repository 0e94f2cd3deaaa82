//! Shapes cut into the arcs that neighbours share, so that simplifying them leaves no gap and each border is kept once.

use std::collections::HashMap;

use super::geometry::{DEGREE, Point, Polygon, contains};

/// Arcs by index; a negative reference `!i` runs arc `i` backwards. Polygons of rings of references.
pub type Shape = Vec<Vec<Vec<i32>>>;

/// Shapes and the arcs they are made of.
pub struct Topology {
    pub arcs: Vec<Vec<Point>>,
    pub shapes: Vec<Shape>,
}

impl Topology {
    /// Cuts the shapes where borders meet.
    pub fn of(shapes: &[Vec<Polygon>]) -> Self {
        let rings: Vec<Vec<Vec<Vec<Point>>>> = shapes
            .iter()
            .map(|polygons| {
                polygons
                    .iter()
                    .map(|p| p.iter().filter_map(|ring| open(ring)).collect())
                    .collect()
            })
            .collect();
        let meets = meetings(rings.iter().flatten().flatten());
        let mut arcs = Vec::new();
        let mut known = HashMap::new();
        let shapes = rings
            .iter()
            .map(|polygons| {
                let polygons = polygons.iter().map(|rings| {
                    rings
                        .iter()
                        .map(|ring| cut(ring, &meets, &mut arcs, &mut known))
                        .collect()
                });
                polygons
                    .filter(|rings: &Vec<Vec<i32>>| !rings.is_empty())
                    .collect()
            })
            .collect();
        Self { arcs, shapes }
    }

    /// The points of a ring, the first not repeated.
    pub fn ring(&self, references: &[i32]) -> Vec<Point> {
        let mut points = Vec::new();
        for reference in references {
            let arc = &self.arcs[index(*reference)];
            let skip = usize::from(!points.is_empty());
            if *reference < 0 {
                points.extend(arc.iter().rev().skip(skip));
            } else {
                points.extend(arc.iter().skip(skip));
            }
        }
        points.pop();
        points
    }

    /// The union of some shapes: what lies on the border of exactly one of them, put end to end.
    pub fn union(&self, members: &[usize]) -> Shape {
        let mut uses: HashMap<usize, (u32, i32)> = HashMap::new();
        let mut order = Vec::new();
        for reference in members
            .iter()
            .flat_map(|m| self.shapes[*m].iter().flatten().flatten())
        {
            let entry = uses.entry(index(*reference)).or_insert_with(|| {
                order.push(index(*reference));
                (0, *reference)
            });
            entry.0 += 1;
        }
        let border: Vec<i32> = order
            .iter()
            .filter_map(|arc| (uses[arc].0 == 1).then_some(uses[arc].1))
            .collect();
        let mut leaving: HashMap<Point, Vec<i32>> = HashMap::new();
        for reference in border.iter().rev() {
            leaving
                .entry(self.start(*reference))
                .or_default()
                .push(*reference);
        }
        let mut rings = Vec::new();
        for first in &border {
            let Some(at) = leaving
                .get(&self.start(*first))
                .and_then(|all| all.iter().position(|r| r == first))
            else {
                continue;
            };
            leaving
                .get_mut(&self.start(*first))
                .expect("just found")
                .remove(at);
            let mut ring = vec![*first];
            let mut here = self.start(!*first);
            while here != self.start(*first) {
                let Some(next) = leaving.get_mut(&here).and_then(Vec::pop) else {
                    break;
                };
                ring.push(next);
                here = self.start(!next);
            }
            if here == self.start(*first) {
                rings.push(ring);
            }
        }
        self.nest(&rings)
    }

    /// Groups rings into polygons: those that lie inside another ring are its holes.
    fn nest(&self, rings: &[Vec<i32>]) -> Shape {
        let points: Vec<Polygon> = rings
            .iter()
            .map(|ring| {
                let mut points = self.ring(ring);
                points.extend(points.first().copied());
                vec![points]
            })
            .collect();
        let within = |inner: usize, outer: usize| {
            inner != outer
                && signed_area(&points[outer][0]).abs() > signed_area(&points[inner][0]).abs()
                && contains(
                    &points[outer..=outer],
                    middle(points[inner][0][0], points[inner][0][1]),
                )
        };
        let around: Vec<Vec<usize>> = (0..rings.len())
            .map(|inner| (0..rings.len()).filter(|outer| within(inner, *outer)).collect())
            .collect();
        let mut polygons: Vec<(usize, Vec<Vec<i32>>)> = (0..rings.len())
            .filter(|i| around[*i].len().is_multiple_of(2))
            .map(|i| (i, vec![rings[i].clone()]))
            .collect();
        for hole in (0..rings.len()).filter(|i| !around[*i].len().is_multiple_of(2)) {
            // The innermost of the rings around it.
            let parent = around[hole].iter().max_by_key(|outer| around[**outer].len());
            if let Some((_, polygon)) = polygons.iter_mut().find(|(i, _)| Some(i) == parent) {
                polygon.push(rings[hole].clone());
            }
        }
        polygons.into_iter().map(|(_, rings)| rings).collect()
    }

    fn start(&self, reference: i32) -> Point {
        let arc = &self.arcs[index(reference)];
        if reference < 0 { arc[arc.len() - 1] } else { arc[0] }
    }

    /// Moves every arc by at most `tolerance_m`, then drops the islets and holes smaller than `smallest_m2`,
    /// except a shape's largest polygon.
    pub fn simplify(&mut self, tolerance_m: f64, smallest_m2: f64) {
        for arc in &mut self.arcs {
            *arc = simplified(arc, tolerance_m);
        }
        let areas: Vec<Vec<Vec<f64>>> = self
            .shapes
            .iter()
            .map(|shape| {
                shape
                    .iter()
                    .map(|p| p.iter().map(|ring| area_m2(&self.ring(ring))).collect())
                    .collect()
            })
            .collect();
        for (shape, areas) in self.shapes.iter_mut().zip(areas) {
            let largest = areas.iter().map(|rings| rings[0]).fold(0.0, f64::max);
            *shape = std::mem::take(shape)
                .into_iter()
                .zip(areas)
                .filter(|(_, areas)| areas[0] >= smallest_m2.min(largest))
                .map(|(rings, areas)| {
                    let kept = rings.into_iter().zip(&areas).enumerate();
                    kept.filter(|(i, (_, area))| *i == 0 || **area >= smallest_m2)
                        .map(|(_, (ring, _))| ring)
                        .collect()
                })
                .collect();
        }
    }

    /// Fills the holes of shapes that no other shape fills.
    pub fn fill_lonely_holes(&mut self) {
        let mut uses = vec![0; self.arcs.len()];
        for reference in self.shapes.iter().flatten().flatten().flatten() {
            uses[index(*reference)] += 1;
        }
        for polygon in self.shapes.iter_mut().flatten() {
            let mut at = 0;
            polygon.retain(|ring| {
                at += 1;
                at == 1 || ring.iter().any(|reference| uses[index(*reference)] > 1)
            });
        }
    }
}

/// The arc of a reference.
pub fn index(reference: i32) -> usize {
    let arc = if reference < 0 { !reference } else { reference };
    usize::try_from(arc).expect("not negative")
}

/// The ring without its last point and without repeated points; `None` when it is no ring.
fn open(ring: &[Point]) -> Option<Vec<Point>> {
    let mut points = ring.to_vec();
    points.dedup();
    if points.first() == points.last() {
        points.pop();
    }
    (points.len() >= 3).then_some(points)
}

/// The points where borders meet: seen between different neighbours.
fn meetings<'a>(rings: impl Iterator<Item = &'a Vec<Point>>) -> HashMap<Point, bool> {
    let mut neighbours: HashMap<Point, (Point, Point)> = HashMap::new();
    let mut meets = HashMap::new();
    for ring in rings {
        for (i, point) in ring.iter().enumerate() {
            let before = ring[(i + ring.len() - 1) % ring.len()];
            let after = ring[(i + 1) % ring.len()];
            let pair = (before.min(after), before.max(after));
            if *neighbours.entry(*point).or_insert(pair) != pair {
                meets.insert(*point, true);
            }
        }
    }
    meets
}

fn cut(
    ring: &[Point],
    meets: &HashMap<Point, bool>,
    arcs: &mut Vec<Vec<Point>>,
    known: &mut HashMap<Vec<Point>, i32>,
) -> Vec<i32> {
    // Without a meeting, start at the least point: neighbours that share the whole ring then start alike.
    let start = ring
        .iter()
        .position(|point| meets.contains_key(point))
        .or_else(|| (0..ring.len()).min_by_key(|i| ring[*i]))
        .unwrap_or(0);
    let at = |i: usize| ring[(start + i) % ring.len()];
    let mut references = Vec::new();
    let mut arc = vec![at(0)];
    for i in 1..=ring.len() {
        arc.push(at(i));
        if i == ring.len() || meets.contains_key(&at(i)) {
            let backwards: Vec<Point> = arc.iter().rev().copied().collect();
            let next = i32::try_from(arcs.len()).expect("fewer arcs than that");
            let forwards = arc <= backwards;
            let canonical = if forwards { arc } else { backwards };
            let reference = *known.entry(canonical).or_insert_with_key(|canonical| {
                arcs.push(canonical.clone());
                next
            });
            references.push(if forwards { reference } else { !reference });
            arc = vec![at(i)];
        }
    }
    references
}

/// Ramer, Douglas and Peucker: no dropped point is further than the tolerance from what remains.
fn simplified(arc: &[Point], tolerance_m: f64) -> Vec<Point> {
    let mut keep = vec![false; arc.len()];
    keep[0] = true;
    keep[arc.len() - 1] = true;
    let mut open = vec![(0, arc.len() - 1)];
    if arc[0] == arc[arc.len() - 1] {
        // A closed arc keeps a triangle at least: the point furthest from the start, and the furthest from both.
        let far = furthest(arc, 0, arc.len() - 1).0;
        let side = (1..arc.len() - 1)
            .filter(|i| *i != far)
            .max_by(|a, b| off_m(arc[*a], arc[0], arc[far]).total_cmp(&off_m(arc[*b], arc[0], arc[far])));
        let mut fixed = vec![0, far, arc.len() - 1];
        fixed.extend(side);
        fixed.sort_unstable();
        fixed.iter().for_each(|i| keep[*i] = true);
        open = fixed.windows(2).map(|pair| (pair[0], pair[1])).collect();
    }
    while let Some((from, to)) = open.pop() {
        let (far, off) = furthest(arc, from, to);
        if off > tolerance_m {
            keep[far] = true;
            open.extend([(from, far), (far, to)]);
        }
    }
    arc.iter()
        .zip(keep)
        .filter(|(_, keep)| *keep)
        .map(|(point, _)| *point)
        .collect()
}

fn furthest(arc: &[Point], from: usize, to: usize) -> (usize, f64) {
    (from + 1..to)
        .map(|i| (i, off_m(arc[i], arc[from], arc[to])))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or((from, 0.0))
}

/// Distance in metres from a point to a stretch.
fn off_m(point: Point, from: Point, to: Point) -> f64 {
    let narrowing = (f64::from(point.1) / DEGREE).to_radians().cos();
    let plane = |p: Point| {
        let (x, y) = (
            i64::from(p.0) - i64::from(point.0),
            i64::from(p.1) - i64::from(point.1),
        );
        (x as f64 * METRE * narrowing, y as f64 * METRE)
    };
    let ((x1, y1), (x2, y2)) = (plane(from), plane(to));
    let (dx, dy) = (x2 - x1, y2 - y1);
    let length2 = dx * dx + dy * dy;
    let along = if length2 > 0.0 {
        (-(x1 * dx + y1 * dy) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (x1 + along * dx).hypot(y1 + along * dy)
}

/// Metres in a unit of latitude.
const METRE: f64 = 111_195.0 / DEGREE;

fn signed_area(ring: &[Point]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter()
        .zip(next)
        .map(|(a, b)| f64::from(a.0) * f64::from(b.1) - f64::from(b.0) * f64::from(a.1))
        .sum::<f64>()
        / 2.0
}

fn area_m2(ring: &[Point]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    // Relative to the first point: the sums stay small.
    let local: Vec<Point> = ring
        .iter()
        .map(|p| (p.0.wrapping_sub(first.0), p.1 - first.1))
        .collect();
    signed_area(&local).abs() * METRE * METRE * (f64::from(first.1) / DEGREE).to_radians().cos()
}

fn middle(a: Point, b: Point) -> Point {
    (a.0 / 2 + b.0 / 2, a.1 / 2 + b.1 / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(x: i32, y: i32) -> Vec<Polygon> {
        let side = 1_000_000;
        let (x, y) = (x * side, y * side);
        vec![vec![vec![
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ]]]
    }

    #[test]
    fn neighbours_share_their_border() {
        let topology = Topology::of(&[square(0, 0), square(1, 0), square(1, 1)]);
        let all: Vec<i32> = topology
            .shapes
            .iter()
            .flatten()
            .flatten()
            .flatten()
            .copied()
            .collect();
        let shared =
            (0..topology.arcs.len()).filter(|arc| all.iter().filter(|r| index(**r) == *arc).count() == 2);
        assert_eq!(shared.count(), 2);
    }

    #[test]
    fn the_union_has_the_outside_border_and_the_holes() {
        let mut squares: Vec<_> = (0..9).map(|i| square(i % 3, i / 3)).collect();
        let topology = Topology::of(&squares);
        let whole = topology.union(&(0..9).collect::<Vec<_>>());
        assert_eq!(whole.len(), 1);
        assert_eq!(whole[0].len(), 1);
        squares.remove(4);
        let topology = Topology::of(&squares);
        let ring = topology.union(&(0..8).collect::<Vec<_>>());
        assert_eq!(ring.iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn simplifying_keeps_what_is_far_and_drops_what_is_near() {
        let mut topology = Topology {
            arcs: vec![vec![(0, 0), (5_000, 10), (10_000, 0), (10_000, 90_000)]],
            shapes: vec![],
        };
        topology.simplify(10.0, 0.0);
        assert_eq!(topology.arcs[0], [(0, 0), (10_000, 0), (10_000, 90_000)]);
    }
}
