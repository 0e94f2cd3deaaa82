//! When a place is open.
//!
//! Hours are kept as the source wrote them; [`OsmHours`] is the proof that they can be computed with. French free text
//! is read elsewhere (`interop`), and no word of the answers is written here.

mod clock;
mod days;
mod grammar;
mod osm;
mod plain;
mod plan;
mod questions;
#[cfg(test)]
mod tests;
mod timetable;

pub use osm::{BadHours, OsmHours};
pub use plan::Opening;
pub use questions::{Day, Interval, OpenState};
pub use timetable::Timetable;

use crate::places::{BadText, Prose};

/// Opening hours as a source gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// A valid OpenStreetMap `opening_hours` expression.
    Osm(OsmHours),
    /// A text for people. It never counts as open.
    Note(Prose),
}

impl Hours {
    /// Reads what a source wrote: an expression when it is a valid one, else a note.
    ///
    /// # Errors
    /// The text cannot be kept even as a note: blank, too long, or with control characters.
    pub fn read(text: &str) -> Result<Self, BadText> {
        match OsmHours::parse(text) {
            Ok(hours) => Ok(Self::Osm(hours)),
            Err(_not_computable) => Prose::parse(text).map(Self::Note),
        }
    }

    /// The text as the source wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Osm(hours) => hours.as_str(),
            Self::Note(note) => note.as_str(),
        }
    }
}
