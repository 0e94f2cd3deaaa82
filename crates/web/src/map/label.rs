//! Names on a drawn map: put where nothing is hidden, else left out.

use super::lines::Spot;

/// Width of a letter for one unit of its size, on average and a little more: the drawing cannot measure a typeface.
const LETTER: f64 = 0.56;

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
        for (x, baseline) in near {
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
                return Some((x, baseline));
            }
        }
        None
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
    fn no_name_runs_over_the_edge() {
        let long = "Saint-Aubin-des-Joncs-lès-Brume-sur-Clairval";
        assert_eq!(Room::new(200.0, 200.0).find((100.0, 100.0), long, 14.0), None);
        let (x, _) = Room::new(200.0, 200.0)
            .find((195.0, 100.0), "Brume", 14.0)
            .unwrap();
        assert!(x < 180.0, "it goes to the left of its point: {x}");
    }
}
