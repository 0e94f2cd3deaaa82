//! Names on a drawn map: put where nothing is hidden, else left out.

use std::f64::consts::TAU;

use super::lines::Spot;

/// Width of a letter for one unit of its size, on average and a little more: the drawing cannot measure a typeface.
const LETTER: f64 = 0.56;

/// How far a name that has to be read is put aside: this many steps of three quarters of its size, in so many directions.
const RINGS: u8 = 16;
const DIRECTIONS: u8 = 16;

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Named {
    /// The middle of its baseline.
    pub at: Spot,
    /// The size of its text.
    pub size: f64,
    half_width: f64,
}

impl Named {
    fn new(at: Spot, size: f64, width: f64) -> Self {
        Self {
            at,
            size,
            half_width: width * size / 2.0,
        }
    }

    /// The point of the name that is nearest to another.
    pub(super) fn nearest(&self, (x, y): Spot) -> Spot {
        let (middle, baseline) = self.at;
        (
            x.clamp(middle - self.half_width, middle + self.half_width),
            y.clamp(baseline - self.size * 0.8, baseline + self.size * 0.25),
        )
    }
}

/// Rectangles that are taken.
pub(super) struct Room {
    width: f64,
    height: f64,
    taken: Vec<[f64; 4]>,
}

impl Room {
    pub(super) fn new(width: f64, height: f64) -> Self {
        Self {
            width,
            height,
            taken: Vec::new(),
        }
    }

    /// Takes the square around a point, whatever it covers.
    pub(super) fn take(&mut self, (x, y): Spot, half_width: f64, half_height: f64) {
        self.taken
            .push([x - half_width, y - half_height, x + half_width, y + half_height]);
    }

    /// Where a text in this size, near a point, hides nothing: the middle of its baseline. Above and below come first,
    /// then past a marker that stands at the point.
    pub(super) fn find(&mut self, (x, y): Spot, text: &str, size: f64) -> Option<Spot> {
        let half = text.chars().count() as f64 * size * LETTER / 2.0;
        let beside = half + 20.0;
        let near = [
            (x, y - size * 0.45),
            (x, y + size * 1.1),
            (x, y - size * 1.6),
            (x, y + size * 2.2),
            (x + beside, y + size * 0.35),
            (x - beside, y + size * 0.35),
        ];
        near.into_iter().find(|spot| self.holds(*spot, half, size))
    }

    /// As [`Self::find`], then further and further away in every direction, in a smaller size where the text would be wider
    /// than the drawing. For a name that has to be read whatever stands around.
    pub(super) fn find_further(&mut self, spot: Spot, text: &str, size: f64) -> Option<Named> {
        let width = text.chars().count() as f64 * LETTER;
        let size = size.min((self.width - 8.0) / width);
        if let Some(found) = self.find(spot, text, size) {
            return Some(Named::new(found, size, width));
        }
        let mut around = (1..=RINGS).flat_map(|ring| {
            let reach = f64::from(ring) * size * 0.75;
            (0..DIRECTIONS).map(move |direction| {
                let (sine, cosine) = (f64::from(direction) * TAU / f64::from(DIRECTIONS)).sin_cos();
                // Texts are wide: they go aside more than up and down.
                (spot.0 + reach * cosine * 1.6, spot.1 - reach * sine + size * 0.3)
            })
        });
        around
            .find(|spot| self.holds(*spot, width * size / 2.0, size))
            .map(|found| Named::new(found, size, width))
    }

    /// Takes the room of a text of this half width around the middle of its baseline, where nothing stands there.
    fn holds(&mut self, (x, baseline): Spot, half: f64, size: f64) -> bool {
        let wanted = [x - half, baseline - size * 0.9, x + half, baseline + size * 0.3];
        let inside = wanted[0] >= 2.0
            && wanted[1] >= 2.0
            && wanted[2] <= self.width - 2.0
            && wanted[3] <= self.height - 2.0;
        let free = self.taken.iter().all(|other| {
            wanted[2] < other[0] || wanted[0] > other[2] || wanted[3] < other[1] || wanted[1] > other[3]
        });
        if inside && free {
            self.taken.push(wanted);
        }
        inside && free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_at_one_point_are_put_around_it_until_there_is_no_room() {
        let mut room = Room::new(200.0, 200.0);
        let above = room.find((100.0, 100.0), "Brume", 14.0).unwrap();
        let below = room.find((100.0, 100.0), "Clairval", 14.0).unwrap();
        assert!(above.1 < 100.0 && below.1 > 100.0);
        assert!((0..10).any(|_| room.find((100.0, 100.0), "Ormeaux", 14.0).is_none()));
    }

    #[test]
    fn a_name_steps_aside_for_a_marker() {
        let mut room = Room::new(200.0, 200.0);
        room.take((100.0, 100.0), 14.0, 15.0);
        let (_, baseline) = room.find((100.0, 100.0), "Brume", 14.0).unwrap();
        assert!(baseline + 14.0 * 0.3 <= 85.0, "{baseline}");
    }

    #[test]
    fn a_name_that_has_to_be_read_finds_room_beyond_a_crowd_of_markers() {
        let mut room = Room::new(360.0, 380.0);
        for row in 0..5 {
            for column in 0..5 {
                let spot = (130.0 + 25.0 * f64::from(column), 140.0 + 25.0 * f64::from(row));
                room.take(spot, 14.0, 15.0);
            }
        }
        assert_eq!(room.find((180.0, 190.0), "Clairval", 16.0), None);
        let named = room.find_further((180.0, 190.0), "Clairval", 16.0).unwrap();
        let (x, baseline) = named.at;
        assert!((named.size - 16.0).abs() < f64::EPSILON);
        let is_beyond = !(100.0..260.0).contains(&x) || !(120.0..260.0).contains(&baseline);
        assert!(is_beyond, "{x} {baseline}");
        let long = "Saint-Aubin-des-Joncs-lès-Brume-sur-Clairval";
        let size = room.find_further((180.0, 40.0), long, 16.0).unwrap().size;
        assert!(size < 16.0 && size > 12.0, "{size}");
    }

    #[test]
    fn no_name_runs_over_the_edge() {
        let long = "Saint-Aubin-des-Joncs-lès-Brume-sur-Clairval";
        assert_eq!(Room::new(200.0, 200.0).find((100.0, 100.0), long, 14.0), None);
        let (x, _) = Room::new(200.0, 200.0)
            .find((195.0, 100.0), "Brume", 14.0)
            .unwrap();
        assert!(x < 180.0, "it goes to the left of its point: {x}");
    }
}
