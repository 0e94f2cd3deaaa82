//! How old a piece of information is, in words.

use jiff::civil::Date;

use crate::site::{Words, format};

/// When an entry was last true according to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// "Mis à jour le 3 mars 2026".
    pub text: String,
    /// Whether it is so old that one should call before coming.
    pub is_stale: bool,
}

impl Freshness {
    /// After a year, hours and phone numbers are wrong often enough to say so.
    const STALE_DAYS: i32 = 365;

    /// Says when it was updated, seen from today.
    #[must_use]
    pub fn new(updated_on: Date, today: Date, words: &Words) -> Self {
        let date = format::full_date(updated_on, words);
        Self {
            text: words.say("places-updated", &[("date", &date)]),
            is_stale: (today - updated_on).get_days() > Self::STALE_DAYS,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::site::Language;

    #[test]
    fn an_entry_is_stale_after_a_year() {
        let words = Words::of(Language::French);
        for (updated_on, stale) in [
            (date(2026, 3, 2), false),
            (date(2025, 3, 3), false),
            (date(2025, 3, 2), true),
            (date(2019, 1, 1), true),
        ] {
            let freshness = Freshness::new(updated_on, date(2026, 3, 3), words);
            assert_eq!(freshness.is_stale, stale, "{updated_on}");
        }
    }
}
