//! The proof that a text is an OpenStreetMap `opening_hours` expression that can be computed with, at a bounded cost.

use opening_hours_syntax::rules::OpeningHoursExpression;

/// A valid OpenStreetMap `opening_hours` expression, as its source wrote it.
///
/// The grammar is that of <https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification>.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OsmHours(Box<str>);

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
}

impl OsmHours {
    /// The longest accepted expression, in characters: eight times what OpenStreetMap itself stores.
    pub const MAX_CHARS: usize = 2_000;

    /// Keeps the expression without the spaces around it.
    ///
    /// # Errors
    /// The text is blank, too long, or not a valid expression.
    pub fn parse(text: &str) -> Result<Self, BadHours> {
        let text = text.trim();
        read(text)?;
        Ok(Self(text.into()))
    }

    /// The expression as its source wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for OsmHours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a trimmed text, with every bound that makes the result safe to evaluate.
fn read(text: &str) -> Result<OpeningHoursExpression, BadHours> {
    if text.is_empty() {
        return Err(BadHours::Blank);
    }
    if text.len() > OsmHours::MAX_CHARS && text.chars().count() > OsmHours::MAX_CHARS {
        return Err(BadHours::TooLong);
    }
    opening_hours_syntax::parse(text).map_err(|_refusal| BadHours::NotOsm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_kept_as_it_was_written() {
        let text = "Mo-Fr 9:00-12:30,13:30-17:00 ;PH off";
        assert_eq!(OsmHours::parse(&format!("  {text}\n")).unwrap().as_str(), text);
    }

    #[test]
    fn what_cannot_be_computed_is_refused() {
        for (text, refusal) in [
            ("", BadHours::Blank),
            (" \u{a0}\n", BadHours::Blank),
            ("du lundi au vendredi 9h-12h", BadHours::NotOsm),
            ("Mo-Fr 9h-12h30", BadHours::NotOsm),
            ("Mo-Fr 25:00-27:00", BadHours::NotOsm),
            ("week 30-10", BadHours::NotOsm),
        ] {
            assert_eq!(OsmHours::parse(text), Err(refusal), "{text}");
        }
        let long = "Mo 09:00-12:00; ".repeat(200);
        assert_eq!(OsmHours::parse(&long), Err(BadHours::TooLong));
    }
}
