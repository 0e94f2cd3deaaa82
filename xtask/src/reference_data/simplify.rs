//! Shapes with fewer points: arcs within a tolerance, small islets and holes left out. Neighbours keep their common
//! border, since an arc is simplified once for both.

use super::geometry::{DEGREE, Point};
use super::topology::Topology;

impl Topology {
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

pub fn signed_area(ring: &[Point]) -> f64 {
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

#[cfg(test)]
mod tests {
    use super::*;

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
