//! A day of the calendar in the words: "25 décembre", "1er mai", "December 25th". A number alone is no day: it may count
//! anything.

use jiff::ToSpan;
use jiff::civil::Date;

/// A day and a month, whatever the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearlyDay {
    month: i8,
    day: i8,
}

/// A leap year, which has every day.
const LEAP: i16 = 2024;

/// How many years may pass from one 29 February to the next (1896 to 1904).
const YEARS_WITHOUT_ONE: i16 = 8;

const MONTHS: [&[&str]; 12] = [
    &["janvier", "january"],
    &["fevrier", "february"],
    &["mars", "march"],
    &["avril", "april"],
    &["mai", "may"],
    &["juin", "june"],
    &["juillet", "july"],
    &["aout", "august"],
    &["septembre", "september"],
    &["octobre", "october"],
    &["novembre", "november"],
    &["decembre", "december"],
];

impl YearlyDay {
    /// The day of a month (1 to 12) that some year has.
    #[must_use]
    pub fn new(month: i8, day: i8) -> Option<Self> {
        Date::new(LEAP, month, day).ok()?;
        Some(Self { month, day })
    }

    /// That day in a year which has every day.
    #[must_use]
    pub fn in_leap_year(self) -> Date {
        Date::new(LEAP, self.month, self.day).expect("a leap year has every day")
    }

    /// The first such day from one on, that one included.
    pub(super) fn from(self, first: Date) -> Date {
        (0..=YEARS_WITHOUT_ONE)
            .filter_map(|years| Date::new(first.year().checked_add(years)?, self.month, self.day).ok())
            .find(|date| *date >= first)
            // Only at the end of all calendars.
            .unwrap_or_else(|| first.saturating_add(1.day()))
    }
}

/// The day that the first words say, and how many words that takes.
pub(super) fn yearly_said(words: &[&str]) -> Option<(YearlyDay, usize)> {
    let (first, second) = (words.first()?, words.get(1)?);
    if let Some(day) = numbered(first) {
        // "25th of December".
        let of = usize::from(*second == "of");
        let month = month(words.get(1 + of)?)?;
        return Some((YearlyDay::new(month, day)?, 2 + of));
    }
    Some((YearlyDay::new(month(first)?, numbered(second)?)?, 2))
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|names| names.contains(&word))?;
    i8::try_from(at + 1).ok()
}

fn numbered(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let is_day = matches!(&word[digits.len()..], "" | "er" | "st" | "nd" | "rd" | "th");
    if !is_day || digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_of_the_calendar_is_told_from_other_numbers() {
        let said = |words: &str| yearly_said(&words.split(' ').collect::<Vec<_>>());
        for (words, expected) in [
            ("25 decembre", Some((12, 25, 2))),
            ("1er mai mairie", Some((5, 1, 2))),
            ("december 25th", Some((12, 25, 2))),
            ("25th of december", Some((12, 25, 3))),
            ("29 fevrier", Some((2, 29, 2))),
            ("30 fevrier", None),
            ("32 mai", None),
            ("25 personnes", None),
            ("25", None),
            ("mars", None),
            ("24h mai", None),
        ] {
            let expected = expected.map(|(month, day, count)| (YearlyDay::new(month, day).unwrap(), count));
            assert_eq!(said(words), expected, "{words}");
        }
    }

    #[test]
    fn the_next_such_day_is_meant_today_included() {
        let day = |month, day| YearlyDay::new(month, day).unwrap();
        for (asked, on, expected) in [
            (day(12, 25), date(2026, 3, 7), date(2026, 12, 25)),
            (day(3, 7), date(2026, 3, 7), date(2026, 3, 7)),
            (day(1, 1), date(2026, 3, 7), date(2027, 1, 1)),
            (day(2, 29), date(2026, 3, 7), date(2028, 2, 29)),
        ] {
            assert_eq!(asked.from(on), expected);
        }
    }
}
