//! When a place is open.

use crate::places::Prose;

/// Opening hours as a source gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hours {
    /// A valid OpenStreetMap `opening_hours` expression.
    Osm(OsmHours),
    /// A text for people. It never counts as open.
    Note(Prose),
}

/// A valid OpenStreetMap `opening_hours` expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsmHours(Box<str>);
