//! Shapes cut into the arcs that neighbours share, so that simplifying them leaves no gap and each border is kept once.

use std::collections::HashMap;

use super::geometry::{Point, Polygon, contains};
use super::simplify::signed_area;

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
}
