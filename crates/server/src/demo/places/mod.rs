//! The places of the canton, one file for each family of places.

mod closed;
mod draft;
mod help_desks;
mod learning;
mod makers;
mod neighbours;
mod on_the_road;
mod reading;
mod solidarity;
mod work;

use domain::places::PlaceRecord;
use jiff::civil::Date;

use draft::Draft;

/// Every place of the canton, as if its source had been read on the day `today`: dates of update and closures
/// for works follow that day, so that the demo never looks old.
#[must_use]
pub fn places(today: Date) -> Vec<PlaceRecord> {
    [
        help_desks::all(),
        reading::all(),
        makers::all(),
        neighbours::all(),
        learning::all(),
        work::all(),
        solidarity::all(),
        on_the_road::all(),
    ]
    .into_iter()
    .flatten()
    .map(|draft: Draft| draft.record(today))
    .collect()
}

/// The places that the source of the canton mentioned once and no longer does.
#[must_use]
pub fn closed_places(today: Date) -> Vec<PlaceRecord> {
    closed::all()
        .into_iter()
        .map(|draft| draft.record(today))
        .collect()
}
