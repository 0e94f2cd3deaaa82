//! The time that the words of a question ask for: "médiathèque ouverte samedi matin", "open now". It needs the word
//! "open", since a day alone may be part of a name. What that is on a clock is for `clock`.

mod clock;
mod closed;
mod days;
mod hours;
mod mistyped;
mod phrase;
mod yearly;

pub(crate) use clock::{dates, intervals};
pub use closed::SpokenClosed;
pub use days::Weekdays;
pub(crate) use days::says_other_days;
pub use yearly::YearlyDay;

use std::ops::Range;

use jiff::civil::{Time, Weekday};
use phrase::{after_open, cut};

/// Which day is meant, by the clock of each place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpokenDay {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// The next such day, today included as long as it is not over.
    Next(Weekday),
    /// The next of each of these, today included as long as it is not over.
    OneOf(Weekdays),
    /// The next such day of the calendar, today included as long as it is not over.
    On(YearlyDay),
    /// The next Saturday and Sunday.
    Weekend,
    /// The next time that it is that hour: today, else tomorrow.
    Soonest,
    /// Some day of the next seven.
    Any,
}

/// Which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayPart {
    /// Some moment of the day.
    Whole,
    /// Some moment before noon.
    Morning,
    /// Some moment from noon to two o'clock.
    Midday,
    /// Some moment from two to six.
    Afternoon,
    /// Some moment from six on.
    Evening,
    /// That very time.
    At(Time),
    /// Some moment from that time on.
    From(Time),
    /// Right before that time.
    Until(Time),
    /// Some moment before that time.
    Before(Time),
    /// Some moment from one time to another, of the next day where that is no later.
    Between(Time, Time),
}

/// A time as people say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpokenTime {
    /// Now.
    Now,
    /// A day, or part of it.
    During(SpokenDay, DayPart),
}

/// A time found in the words of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Which.
    pub time: SpokenTime,
    /// The words that say so, as typed.
    pub phrase: String,
    /// The other words.
    pub rest: String,
    /// The bytes that the phrase takes.
    pub(in crate::reading) range: Range<usize>,
}

const OPEN: &[&str] = &["ouvert", "ouverte", "ouverts", "ouvertes", "open", "opened"];

/// Before "open", these make it mean something else: "journée portes ouvertes samedi".
const OTHER_OPEN: &[&str] = &["porte", "portes"];

/// Before "open", these make it mean the contrary: "pas ouvert le lundi".
const NOT: &[&str] = &["pas", "non", "jamais", "not", "never", "isn"];

impl Spoken {
    /// The time in the words, if they ask for one.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let cut = cut(words);
        let opens = cut
            .iter()
            .enumerate()
            .filter(|(_, token)| OPEN.contains(&&*token.folded));
        let is_other = |before: &str| OTHER_OPEN.contains(&before) || NOT.contains(&before);
        let mut found = opens.filter(|(at, _)| *at == 0 || !is_other(&cut[at - 1].folded));
        found.find_map(|(at, _)| {
            let (time, count) = after_open(&cut[at..])?;
            let (start, end) = (cut[at].range.start, cut[at + count].range.end);
            let (before, after) = (words[..start].trim(), words[end..].trim());
            Some(Self {
                time,
                phrase: words[start..end].to_owned(),
                rest: format!("{before} {after}").trim().to_owned(),
                range: start..end,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use DayPart::{Afternoon, At, Evening, From, Midday, Morning, Whole};
    use SpokenDay::{Any, Next, On, Soonest, Today, Tomorrow, Weekend};
    use SpokenTime::{During, Now};
    use jiff::civil::time;

    use super::*;

    #[test]
    fn a_time_is_told_from_the_need() {
        let at = |hour, minute| At(time(hour, minute, 0, 0));
        for (words, expected, rest) in [
            ("ouvert samedi", During(Next(Weekday::Saturday), Whole), ""),
            ("ouvert samdi", During(Next(Weekday::Saturday), Whole), ""),
            (
                "médiathèque ouverte mercerdi matin",
                During(Next(Weekday::Wednesday), Morning),
                "médiathèque",
            ),
            ("ouvert vendrdi", During(Next(Weekday::Friday), Whole), ""),
            ("ouvert demian", During(Tomorrow, Whole), ""),
            ("ouvert maintenent", Now, ""),
            ("ouvert les mardis", During(Next(Weekday::Tuesday), Whole), ""),
            ("open saterday", During(Next(Weekday::Saturday), Whole), ""),
            ("open tommorow", During(Tomorrow, Whole), ""),
            (
                "médiathèque ouverte le samedi",
                During(Next(Weekday::Saturday), Whole),
                "médiathèque",
            ),
            ("ouvert demain matin", During(Tomorrow, Morning), ""),
            (
                "imprimer ouvert ce soir à Lyon",
                During(Today, Evening),
                "imprimer à Lyon",
            ),
            ("open saturday", During(Next(Weekday::Saturday), Whole), ""),
            (
                "library open on Sundays near Lille",
                During(Next(Weekday::Sunday), Whole),
                "library near Lille",
            ),
            ("open tomorrow afternoon", During(Tomorrow, Afternoon), ""),
            ("open tonight", During(Today, Evening), ""),
            ("Ouvert aujourd’hui", During(Today, Whole), ""),
            ("ouvert cet après-midi", During(Today, Afternoon), ""),
            ("lieux ouverts l'après-midi", During(Any, Afternoon), "lieux"),
            ("ouvert entre deux", Now, "-"),
            ("ouvert le midi", During(Any, Midday), ""),
            ("ouvert le week-end", During(Weekend, Whole), ""),
            ("ouvert maintenant", Now, ""),
            ("ouvert tout de suite caf", Now, "caf"),
            ("open right now", Now, ""),
            ("ouvert en ce moment", Now, ""),
            (
                "ouvert samedi à 10h30",
                During(Next(Weekday::Saturday), at(10, 30)),
                "",
            ),
            ("ouvert à 18 h", During(Soonest, at(18, 0)), ""),
            ("ouvert après 18h", During(Soonest, From(time(18, 0, 0, 0))), ""),
            (
                "mairie ouverte le 25 décembre",
                During(On(YearlyDay::new(12, 25).unwrap()), Whole),
                "mairie",
            ),
            (
                "ouvert samedi 1er mai à 10h30",
                During(On(YearlyDay::new(5, 1).unwrap()), at(10, 30)),
                "",
            ),
            (
                "open on December 25th near Lille",
                During(On(YearlyDay::new(12, 25).unwrap()), Whole),
                "near Lille",
            ),
            ("open at 6 pm", During(Soonest, at(18, 0)), ""),
            ("open 12am", During(Soonest, at(0, 0)), ""),
        ] {
            let spoken = Spoken::read(words);
            if rest == "-" {
                assert_eq!(spoken, None, "{words}");
                continue;
            }
            let spoken = spoken.unwrap_or_else(|| panic!("{words}"));
            assert_eq!((spoken.time, spoken.rest.as_str()), (expected, rest), "{words}");
        }
    }

    #[test]
    fn other_meanings_are_left_to_the_words() {
        for words in [
            "samedi",
            "ouvert",
            "open data",
            "open badge",
            "journée portes ouvertes samedi",
            "pas ouvert samedi",
            "ouvert à tous",
            "ouvert aux jeunes du matin",
            "ouvert 25h",
            "open domain",
            "ouvert Romain",
            "ouvert mari",
            "tiers-lieu ouvert",
            "",
        ] {
            assert_eq!(Spoken::read(words), None, "{words}");
        }
    }
}
