//! What stands on a map: places with the numbers of their list, and several of them where they would hide each other.

use search::{Bounds, Point};

use super::lines::Spot;
use super::view::{View, plane};

/// Markers become one when they are nearer than this from top to bottom, in units of the drawing, and touch sideways.
const HIDES_WITHIN: f64 = 22.0;
/// How many numbers one marker says; that there are others is only hinted at.
const MOST_NUMBERS: usize = 3;

/// Something to show at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Marker {
    /// Where.
    pub at: Point,
    /// Its number in the list beside the map; none for the only place of a page.
    pub number: Option<usize>,
    /// Its name.
    pub name: String,
    /// The address of its page; none on that page itself.
    pub link: Option<String>,
}

/// The town that a map is asked around: its name is read before any other.
#[derive(Debug, Clone, PartialEq)]
pub struct AskedTown {
    /// Its name.
    pub name: String,
    /// What was typed of it, from which it is known again.
    pub typed: String,
    /// Its middle.
    pub at: Point,
}

/// Markers that would hide each other, as one. Most hold a single marker.
#[derive(Debug, Clone, PartialEq)]
pub struct Gathered<'a> {
    /// The middle of its markers, in units of the drawing.
    pub(super) spot: Spot,
    /// In the order of the list; never empty.
    pub(super) markers: Vec<&'a Marker>,
}

/// Brings together the markers that would hide each other on a drawing of this width. What is brought together is
/// wider, so that it may hide others in turn.
#[must_use]
pub fn gather<'a>(markers: &'a [Marker], view: &View, width: f64) -> Vec<Gathered<'a>> {
    let mut groups: Vec<Gathered<'a>> = Vec::new();
    for marker in markers {
        let mut group = Gathered {
            spot: view.place(plane(marker.at.lon, marker.at.lat), width),
            markers: vec![marker],
        };
        while let Some(hidden) = groups.iter().position(|other| group.hides(other)) {
            group = groups.remove(hidden).with(group);
        }
        groups.push(group);
    }
    groups.sort_by_key(|group| group.markers[0].number);
    groups
}

impl Gathered<'_> {
    fn hides(&self, other: &Self) -> bool {
        (self.spot.1 - other.spot.1).abs() < HIDES_WITHIN
            && (self.spot.0 - other.spot.0).abs() < self.half_width() + other.half_width() - 3.0
    }

    /// Both, in the middle of all their markers, in the order of the list.
    fn with(mut self, other: Self) -> Self {
        let (mine, theirs) = (self.markers.len() as f64, other.markers.len() as f64);
        let middle = |a: f64, b: f64| (a * mine + b * theirs) / (mine + theirs);
        self.spot = (
            middle(self.spot.0, other.spot.0),
            middle(self.spot.1, other.spot.1),
        );
        self.markers.extend(other.markers);
        self.markers.sort_by_key(|marker| marker.number);
        self
    }

    /// Half the width of its mark, in units: a circle, or longer for several numbers.
    pub(super) fn half_width(&self) -> f64 {
        let letters = self.label().map_or(1, |label| label.chars().count());
        (letters as f64 * 4.4 + 6.0).max(13.0)
    }

    /// What is written on it: `3`, `3–5`, `3, 7`, `3, 7, 9…`. `None` for a place without a number.
    pub(super) fn label(&self) -> Option<String> {
        let mut numbers: Vec<usize> = self.markers.iter().filter_map(|marker| marker.number).collect();
        numbers.sort_unstable();
        let (first, last) = (*numbers.first()?, *numbers.last()?);
        if numbers.len() > 2 && last - first + 1 == numbers.len() {
            return Some(format!("{first}–{last}"));
        }
        let said: Vec<String> = numbers.iter().take(MOST_NUMBERS).map(usize::to_string).collect();
        let said = said.join(", ");
        // Never a count beside ranks: both would be read as numbers of the list.
        Some(if numbers.len() > MOST_NUMBERS {
            format!("{said}…")
        } else {
            said
        })
    }

    /// The numbers and names of all, for those who cannot see the marker.
    pub(super) fn names(&self) -> String {
        let said: Vec<String> = self
            .markers
            .iter()
            .map(|marker| match marker.number {
                Some(number) => format!("{number}. {}", marker.name),
                None => marker.name.clone(),
            })
            .collect();
        said.join(", ")
    }

    /// The box around all, when a closer map would part them.
    pub(super) fn bounds(&self) -> Option<Bounds> {
        let first = self.markers[0].at;
        let apart = self
            .markers
            .iter()
            .any(|marker| marker.at.distance_m(first) > 30.0);
        if !apart {
            return None;
        }
        View::around(self.markers.iter().map(|marker| marker.at)).map(|view| view.bounds())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(number: usize, lat: f64, lon: f64) -> Marker {
        Marker {
            at: Point::new(lat, lon),
            number: Some(number),
            name: format!("Place {number}"),
            link: Some(format!("/lieux/{number}")),
        }
    }

    fn labels(markers: &[Marker]) -> Vec<String> {
        let view = View::of(&Bounds {
            south: 47.0,
            west: 2.0,
            north: 48.0,
            east: 3.0,
        });
        gather(markers, &view, 360.0)
            .iter()
            .map(|group| group.label().unwrap())
            .collect()
    }

    #[test]
    fn markers_that_hide_each_other_become_one_that_says_all_numbers() {
        let near = |numbers: &[usize]| numbers.iter().map(|n| marker(*n, 47.5, 2.5)).collect::<Vec<_>>();
        assert_eq!(labels(&[marker(1, 47.2, 2.2), marker(2, 47.8, 2.8)]), ["1", "2"]);
        assert_eq!(labels(&near(&[3, 7])), ["3, 7"]);
        assert_eq!(labels(&near(&[3, 4, 5])), ["3–5"]);
        assert_eq!(labels(&near(&[12, 1, 3, 9, 5])), ["1, 3, 5…"]);
    }

    #[test]
    fn no_two_marks_of_a_drawing_hide_each_other() {
        let crowd: Vec<_> = (1..=20)
            .map(|n| {
                marker(
                    n,
                    47.5 + f64::from(n as u8 % 5) * 0.05,
                    2.3 + f64::from(n as u8) * 0.021,
                )
            })
            .collect();
        let view = View::around(crowd.iter().map(|marker| marker.at)).unwrap();
        let groups = gather(&crowd, &view, 360.0);
        assert_eq!(groups.iter().map(|group| group.markers.len()).sum::<usize>(), 20);
        for (rank, group) in groups.iter().enumerate() {
            assert!(
                groups[rank + 1..].iter().all(|other| !group.hides(other)),
                "{group:?}"
            );
        }
    }

    #[test]
    fn a_closer_map_is_offered_only_where_it_would_part_the_markers() {
        let view = View::surroundings(Point::new(47.5, 2.5), 20_000.0);
        let same = [marker(1, 47.5, 2.5), marker(2, 47.5, 2.5)];
        assert_eq!(gather(&same, &view, 360.0)[0].bounds(), None);
        let apart = [marker(1, 47.5, 2.5), marker(2, 47.505, 2.5)];
        let bounds = gather(&apart, &view, 360.0)[0].bounds().unwrap();
        assert!(apart.iter().all(|marker| bounds.contains(marker.at)));
    }
}
