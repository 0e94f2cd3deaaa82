//! Where the slots of each run of 64 stand: a ball around them, so that a whole run can be told to be too far at once.

use super::RUN;
use crate::geo::{StoredUnit, Unit, chord2, from_stored};

/// Added to every ball, as a chord: about a decimetre, more than all rounding.
const ROUNDING: f64 = 2e-8;

/// A ball that holds some points of the sphere.
#[derive(Debug, Clone, Copy)]
struct Ball {
    centre: Unit,
    radius: f64,
}

/// A ball for each run of slots that have positions.
#[derive(Debug, Default)]
pub(crate) struct Regions(Vec<Ball>);

impl Regions {
    pub fn new(units: &[StoredUnit]) -> Self {
        let ball = |run: &[StoredUnit]| {
            let mut centre = [0.0; 3];
            for unit in run.iter().copied().map(from_stored) {
                for (sum, axis) in centre.iter_mut().zip(unit) {
                    *sum += axis / run.len() as f64;
                }
            }
            let distances = run.iter().map(|&unit| chord2(centre, from_stored(unit)));
            let radius = distances.fold(0.0, f64::max).sqrt() + ROUNDING;
            Ball { centre, radius }
        };
        Self(units.chunks(RUN).map(ball).collect())
    }

    /// The least square of a chord from a point to a slot of a run; infinite where none has a position.
    pub fn least_chord2(&self, run: usize, from: Unit) -> f64 {
        match self.0.get(run) {
            Some(ball) => {
                let least = (chord2(from, ball.centre).sqrt() - ball.radius).max(0.0);
                least * least
            }
            None => f64::INFINITY,
        }
    }

    pub fn heap_bytes(&self) -> usize {
        self.0.capacity() * size_of::<Ball>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geo::{Point, chord2_stored, store_unit, unit};

    #[test]
    fn no_position_is_nearer_than_its_region() {
        let points: Vec<StoredUnit> = (0..300)
            .map(|at| Point::new(43.0 + f64::from(at) * 0.02, f64::from(at * 7 % 100) * 0.05))
            .map(|point| store_unit(unit(point)))
            .collect();
        let regions = Regions::new(&points);
        for from in [
            Point::new(45.0, 2.0),
            Point::new(43.02, 0.35),
            Point::new(-45.0, 182.0 - 360.0),
        ]
        .map(unit)
        {
            for (run, points) in points.chunks(RUN).enumerate() {
                let least = regions.least_chord2(run, from);
                let nearest = points
                    .iter()
                    .map(|&point| chord2_stored(from, point))
                    .fold(f64::INFINITY, f64::min);
                assert!(least <= nearest, "{least} {nearest}");
                assert!(
                    nearest.sqrt() - least.sqrt() < 0.2,
                    "a ball is not much larger than what it holds"
                );
            }
        }
        assert!(
            regions
                .least_chord2(300, unit(Point::new(45.0, 2.0)))
                .is_infinite()
        );
    }
}
