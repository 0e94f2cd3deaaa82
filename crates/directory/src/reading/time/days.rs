//! The days that words say, one, several, or from one to another, and "now". The parts of a day are for `hours`.

use jiff::civil::Weekday;
use search::analysis::tokens;

use super::SpokenDay;
use super::yearly::yearly_said;

/// Some days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Weekdays(u8);

impl Weekdays {
    /// These days and one more.
    #[must_use]
    pub fn with(self, day: Weekday) -> Self {
        Self(self.0 | 1 << day.to_monday_zero_offset())
    }

    /// From Monday to Sunday.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        let days = Weekday::Monday.cycle_forward().take(7);
        days.filter(move |day| self.0 & 1 << day.to_monday_zero_offset() != 0)
    }

    /// From a day to another.
    fn between(first: Weekday, last: Weekday) -> Self {
        let count = first.until(last).unsigned_abs() as usize + 1;
        first
            .cycle_forward()
            .take(count)
            .fold(Self::default(), Self::with)
    }
}

impl SpokenDay {
    /// Either of both, where both are days of the week.
    pub(super) fn or(self, other: Self) -> Option<Self> {
        let union = other.weekdays()?.iter().fold(self.weekdays()?, Weekdays::with);
        Some(Self::OneOf(union))
    }

    fn weekdays(self) -> Option<Weekdays> {
        Some(match self {
            Self::Next(day) => Weekdays::default().with(day),
            Self::OneOf(days) => days,
            Self::Weekend => Weekdays::between(Weekday::Saturday, Weekday::Sunday),
            _ => return None,
        })
    }
}

/// The day or the days that the first words say, and how many words that takes: "samedi", "lundi au vendredi".
pub(super) fn days_said(words: &[&str]) -> Option<(SpokenDay, usize)> {
    if let Some((day, count)) = yearly_said(words) {
        return Some((SpokenDay::On(day), count));
    }
    let (day, count) = day_said(words.first()?, words.get(1).copied())?;
    // "Samedi 25 décembre": the date says it all.
    if let (SpokenDay::Next(_), Some((day, more))) = (day, yearly_said(&words[count..])) {
        return Some((SpokenDay::On(day), count + more));
    }
    if let (SpokenDay::Next(first), Some(&("au" | "to" | "through" | "a"))) = (day, words.get(count))
        && let Some(last) = words.get(count + 1)
        && let Some((SpokenDay::Next(last), more)) = day_said(last, None)
    {
        let days = Weekdays::between(first, last);
        return Some((SpokenDay::OneOf(days), count + 1 + more));
    }
    Some((day, count))
}

fn day_said(word: &str, next: Option<&str>) -> Option<(SpokenDay, usize)> {
    let day = match word {
        "aujourdhui" | "today" | "tonight" => SpokenDay::Today,
        "demain" | "tomorrow" | "tommorow" => SpokenDay::Tomorrow,
        "weekend" | "weekends" => SpokenDay::Weekend,
        "week" if matches!(next, Some("end" | "ends")) => return Some((SpokenDay::Weekend, 2)),
        _ => SpokenDay::Next(match word.trim_end_matches('s') {
            "lundi" | "monday" => Weekday::Monday,
            "mardi" | "tuesday" => Weekday::Tuesday,
            "mercredi" | "wednesday" => Weekday::Wednesday,
            "jeudi" | "thursday" => Weekday::Thursday,
            "vendredi" | "friday" => Weekday::Friday,
            "samedi" | "saturday" => Weekday::Saturday,
            "dimanche" | "sunday" => Weekday::Sunday,
            _ => return None,
        }),
    };
    Some((day, 1))
}

/// How many of the words say "now".
pub(super) fn now_said(word: &str, next: Option<&str>, rest: Option<&str>) -> Option<usize> {
    match (word, next, rest) {
        ("maintenant" | "now" | "actuellement" | "currently", ..) => Some(1),
        ("tout", Some("de"), Some("suite")) | ("en", Some("ce"), Some("moment")) => Some(3),
        ("right", Some("now"), _) => Some(2),
        _ => None,
    }
}

/// Whether one text says other days than another: nobody who typed a day meant a word of places that looks like it, nor the
/// contrary.
pub(crate) fn says_other_days(typed: &str, suggested: &str) -> bool {
    let days = |text: &str| -> Vec<SpokenDay> {
        let words = tokens(text);
        let said = words.iter().filter_map(|token| day_said(&token.folded, None));
        said.map(|(day, _)| day).collect()
    };
    days(typed) != days(suggested)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_comes_or_goes_is_another_day() {
        for (typed, suggested, expected) in [
            ("et mardi", "et mairie", true),
            ("démarche", "dimanche", true),
            ("atelier jeudi", "atelier jeudis", false),
            ("démarhe samedi", "démarche samedi", false),
            ("imprimmer", "imprimer", false),
        ] {
            assert_eq!(says_other_days(typed, suggested), expected, "{typed}");
        }
    }
}
