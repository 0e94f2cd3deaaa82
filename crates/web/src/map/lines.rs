//! Making lines and rings as light as the drawing needs: cutting at the edges, dropping points that nobody would see.

/// A point of a drawing.
pub(super) type Spot = (f64, f64);

/// A rectangle that lines are cut at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sheet {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Sheet {
    fn edges(&self) -> [(usize, f64, bool); 4] {
        [
            (0, self.left, true),
            (0, self.right, false),
            (1, self.top, true),
            (1, self.bottom, false),
        ]
    }

    fn holds(&self, (x, y): Spot) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// The part of a closed ring inside the sheet, as a ring that may run along its edges (Sutherland and Hodgman,
    /// "Reentrant polygon clipping", 1974). Empty when nothing is inside.
    pub(super) fn cut_ring(&self, ring: &[Spot]) -> Vec<Spot> {
        let mut points = ring.to_vec();
        if points.iter().all(|point| self.holds(*point)) {
            return points;
        }
        for (axis, at, keeps_greater) in self.edges() {
            let coordinate = |point: Spot| if axis == 0 { point.0 } else { point.1 };
            let inside = |point: Spot| (coordinate(point) >= at) == keeps_greater || coordinate(point) == at;
            let before = std::mem::take(&mut points);
            let Some(mut last) = before.last().copied() else {
                return points;
            };
            for point in before {
                if inside(point) != inside(last) {
                    points.push(crossing(last, point, axis, at));
                }
                if inside(point) {
                    points.push(point);
                }
                last = point;
            }
        }
        points
    }

    /// The parts of a line that come near the sheet: whole steps, so that they go a little past the edge.
    pub(super) fn cut_line(&self, line: &[Spot]) -> Vec<Vec<Spot>> {
        let mut parts: Vec<Vec<Spot>> = Vec::new();
        let mut open = false;
        for pair in line.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let passes = a.0.max(b.0) >= self.left
                && a.0.min(b.0) <= self.right
                && a.1.max(b.1) >= self.top
                && a.1.min(b.1) <= self.bottom;
            if !passes {
                open = false;
            } else if open {
                parts.last_mut().expect("an open part is the last one").push(b);
            } else {
                parts.push(vec![a, b]);
                open = true;
            }
        }
        parts
    }
}

fn crossing(a: Spot, b: Spot, axis: usize, at: f64) -> Spot {
    if axis == 0 {
        (at, a.1 + (b.1 - a.1) * (at - a.0) / (b.0 - a.0))
    } else {
        (a.0 + (b.0 - a.0) * (at - a.1) / (b.1 - a.1), at)
    }
}

/// The line without the points that stray less than the tolerance from it (Douglas and Peucker, 1973). Both ends stay.
pub(super) fn simplify(line: &[Spot], tolerance: f64) -> Vec<Spot> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut keep = vec![false; line.len()];
    keep[0] = true;
    keep[line.len() - 1] = true;
    let mut spans = vec![(0, line.len() - 1)];
    while let Some((from, to)) = spans.pop() {
        let farthest = (from + 1..to)
            .map(|i| (square_of_distance(line[i], line[from], line[to]), i))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((away, i)) = farthest
            && away > tolerance * tolerance
        {
            keep[i] = true;
            spans.push((from, i));
            spans.push((i, to));
        }
    }
    line.iter()
        .zip(keep)
        .filter_map(|(point, kept)| kept.then_some(*point))
        .collect()
}

/// How far a point is from a segment, squared: roots would take half of the time.
fn square_of_distance(point: Spot, a: Spot, b: Spot) -> f64 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length = dx * dx + dy * dy;
    let along = if length == 0.0 {
        0.0
    } else {
        (((point.0 - a.0) * dx + (point.1 - a.1) * dy) / length).clamp(0.0, 1.0)
    };
    (point.0 - a.0 - along * dx).powi(2) + (point.1 - a.1 - along * dy).powi(2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SHEET: Sheet = Sheet {
        left: 0.0,
        top: 0.0,
        right: 10.0,
        bottom: 10.0,
    };

    #[test]
    fn a_ring_around_the_sheet_covers_it() {
        let ring = SHEET.cut_ring(&[
            (-5.0, -5.0),
            (15.0, -5.0),
            (15.0, 15.0),
            (-5.0, 15.0),
            (-5.0, -5.0),
        ]);
        for corner in [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)] {
            assert!(ring.contains(&corner), "{ring:?}");
        }
    }

    #[test]
    fn what_is_elsewhere_disappears() {
        assert!(
            SHEET
                .cut_ring(&[(20.0, 20.0), (30.0, 20.0), (30.0, 30.0), (20.0, 20.0)])
                .is_empty()
        );
        assert!(SHEET.cut_line(&[(20.0, 20.0), (30.0, 20.0)]).is_empty());
    }

    #[test]
    fn a_line_that_leaves_and_comes_back_makes_two_parts() {
        let line = [
            (1.0, 1.0),
            (20.0, 1.0),
            (20.0, 5.0),
            (40.0, 5.0),
            (20.0, 9.0),
            (1.0, 9.0),
        ];
        assert_eq!(SHEET.cut_line(&line).len(), 2);
    }

    #[test]
    fn points_on_a_straight_line_are_dropped_and_a_bend_stays() {
        let line = [(0.0, 0.0), (1.0, 0.01), (2.0, 0.0), (2.0, 2.0)];
        assert_eq!(simplify(&line, 0.1), [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]);
    }

    proptest! {
        #[test]
        fn a_cut_ring_stays_on_the_sheet(ring in prop::collection::vec((-50.0..50.0_f64, -50.0..50.0_f64), 3..40)) {
            for (x, y) in SHEET.cut_ring(&ring) {
                prop_assert!((-1e-9..=10.0 + 1e-9).contains(&x) && (-1e-9..=10.0 + 1e-9).contains(&y));
            }
        }

        #[test]
        fn no_dropped_point_strays_beyond_the_tolerance(
            line in prop::collection::vec((-50.0..50.0_f64, -50.0..50.0_f64), 2..60), tolerance in 0.1..20.0_f64,
        ) {
            let light = simplify(&line, tolerance);
            for point in line {
                let squares = light.windows(2).map(|pair| square_of_distance(point, pair[0], pair[1]));
                prop_assert!(squares.fold(f64::INFINITY, f64::min).sqrt() <= tolerance + 1e-9);
            }
        }
    }
}
