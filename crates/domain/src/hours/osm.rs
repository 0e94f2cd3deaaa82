//! The proof that a text is an OpenStreetMap `opening_hours` expression that can be computed with, at a bounded cost.

use std::borrow::Borrow;
use std::sync::Arc;

use super::Timetable;
use super::grammar;

/// A valid OpenStreetMap `opening_hours` expression, as its source wrote it. Cheap to clone: reading one is not, and many
/// places share theirs.
///
/// The grammar is that of <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OsmHours(Arc<str>);

/// Why a text is not hours that can be computed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadHours {
    /// Nothing but spaces.
    #[error("empty")]
    Blank,
    /// Longer than [`OsmHours::MAX_CHARS`].
    #[error("longer than {} characters", OsmHours::MAX_CHARS)]
    TooLong,
    /// Not in the grammar, or a part of it that says nothing of a place (points in time, inverted ranges).
    #[error("not an OpenStreetMap opening_hours expression")]
    NotOsm,
    /// In the grammar, but so ambiguous in France that the hours would be wrong: `Mar 14:00-17:00` is every day of
    /// March for OpenStreetMap, and Tuesday for who wrote it.
    #[error("ambiguous: a French abbreviation that means something else in OpenStreetMap")]
    Ambiguous,
    /// Times that the grammar reads as a day and a night, and that nobody means: `14:00-14:00` is twenty-four hours,
    /// `13:00-12:00` is twenty-three.
    #[error("a time span that ends when it starts, or that goes through most of the night")]
    Implausible,
    /// It tells when the place is closed and never when it is open, as `PH off` alone.
    #[error("says when the place is closed, not when it is open")]
    OnlyClosed,
    /// More rules and selectors than [`OsmHours::MAX_PARTS`].
    #[error("more than {} rules, days and times", OsmHours::MAX_PARTS)]
    TooComplex,
}

impl OsmHours {
    /// The longest accepted expression, in characters: eight times what OpenStreetMap itself stores.
    pub const MAX_CHARS: usize = 2_000;

    /// The most rules, selectors and time spans that are accepted in all: several times what any place needs. It bounds
    /// the cost of every question.
    pub const MAX_PARTS: usize = 120;

    /// Keeps the expression without the spaces around it.
    ///
    /// # Errors
    /// The text is blank, too long, not a valid expression, or one that no honest answer can be drawn from.
    pub fn parse(text: &str) -> Result<Self, BadHours> {
        let text = text.trim();
        grammar::read(text)?;
        Ok(Self(text.into()))
    }

    /// The expression as its source wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same rules in the usual spelling: capitals, two digits, one space. A text that cannot be respelled without
    /// a change of meaning stays as it is.
    #[must_use]
    pub fn normalised(&self) -> Self {
        let reading = grammar::read(&self.0).expect("the text was read when it was parsed");
        let respelled = reading.respelled();
        match grammar::read(&respelled) {
            Ok(again) if again == reading => Self(respelled.into()),
            _ => self.clone(),
        }
    }

    /// The form that answers questions. It costs some microseconds: keep it beside the place.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        Timetable::compile(grammar::read(&self.0).expect("the text was read when it was parsed"))
    }
}

/// Found in a map by its text.
impl Borrow<str> for OsmHours {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for OsmHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
