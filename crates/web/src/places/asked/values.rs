//! Single values of an address: as much of a text as is looked at, numbers, times, boxes.

use directory::Bounds;
use jiff::civil::DateTime;

use super::LONGEST_WORDS_CHARS;

/// As much of a value as is looked at.
pub(super) fn beginning(value: &str) -> &str {
    value
        .char_indices()
        .nth(LONGEST_WORDS_CHARS)
        .map_or(value, |(end, _)| value[..end].trim_end())
}

pub(super) fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A time by the clock of each place: `2026-03-04T14:00`.
pub(crate) fn local_time(text: &str) -> Option<DateTime> {
    text.parse().ok()
}

/// The box of a map: `west,south,east,north`.
pub(crate) fn zone(text: &str) -> Option<Bounds> {
    let numbers: Option<Vec<f64>> = text.split(',').map(number).collect();
    let [west, south, east, north] = numbers?.try_into().ok()?;
    let bounds = Bounds {
        south,
        west,
        north,
        east,
    };
    // No box of ours goes over the 180th meridian: one that seems to is written the wrong way round.
    (bounds.is_valid() && west <= east).then_some(bounds)
}
