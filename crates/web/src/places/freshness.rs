//! How old a piece of information is, in words.

use jiff::civil::Date;

use crate::site::{Words, format};

/// When an entry was last true according to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// "Mis à jour le 3 mars 2026", or that nobody can say.
    pub text: String,
    /// Whether the source gives a date that cannot be: nothing is known of the age.
    pub is_unknown: bool,
    /// Whether it is so old that one should call before coming.
    pub is_stale: bool,
}

impl Freshness {
    /// After a year, hours and phone numbers are wrong often enough to say so.
    const STALE_DAYS: i32 = 365;

    /// Says when it was updated, seen from today.
    #[must_use]
    pub fn new(updated_on: Date, today: Date, words: &Words) -> Self {
        // A day ahead is another time zone.
        if (updated_on - today).get_days() > 1 {
            return Self {
                text: words.get("places-updated-ahead").to_owned(),
                is_unknown: true,
                is_stale: false,
            };
        }
        let date = format::full_date(updated_on, words);
        Self {
            text: words.say("places-updated", &[("date", &date)]),
            is_unknown: false,
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
    fn a_date_that_is_still_to_come_says_nothing_of_the_age() {
        let words = Words::of(Language::French);
        for (updated_on, unknown) in [
            (date(2026, 3, 3), false),
            (date(2026, 3, 4), false),
            (date(2026, 3, 5), true),
            (date(2099, 1, 1), true),
        ] {
            let freshness = Freshness::new(updated_on, date(2026, 3, 3), words);
            assert_eq!(
                (freshness.is_unknown, freshness.is_stale),
                (unknown, false),
                "{updated_on}"
            );
            assert_eq!(freshness.text.contains("20"), !unknown, "{}", freshness.text);
        }
    }

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
