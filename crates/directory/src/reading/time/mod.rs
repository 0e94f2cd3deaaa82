//! The time that the words of a question ask for: "médiathèque ouverte samedi matin", "open now". It needs the word
//! "open", since a day alone may be part of a name. What that is on a clock is for `clock`.

mod clock;
mod mistyped;

pub(crate) use clock::intervals;

use mistyped::mistyped;

use jiff::civil::{Time, Weekday};
use search::analysis::{Token, tokens};

/// Which day is meant, by the clock of each place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpokenDay {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// The next such day, today included as long as it is not over.
    Next(Weekday),
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
}

const OPEN: &[&str] = &["ouvert", "ouverte", "ouverts", "ouvertes", "open", "opened"];

/// Before "open", these make it mean something else: "journée portes ouvertes samedi".
const OTHER_OPEN: &[&str] = &["porte", "portes"];

/// Before "open", these make it mean the contrary: "pas ouvert le lundi".
const NOT: &[&str] = &["pas", "non", "jamais", "not", "never", "isn"];

/// Small words between "open" and the time.
const LINKS: &[&str] = &[
    "a", "apres", "at", "ce", "cet", "cette", "de", "dans", "des", "du", "durant", "en", "in", "l", "la",
    "le", "les", "next", "on", "pendant", "prochain", "right", "the", "this", "after", "from", "during",
    "jour", "partir", "vers",
];

/// Those that say that a time is the beginning of what is meant.
const FROM: &[&str] = &["apres", "after", "from", "partir"];

/// After these comes a place more often than a mistyped day: "ouvert à Mardié".
const OF_PLACES: &[&str] = &["a", "at", "in"];

impl Spoken {
    /// The time in the words, if they ask for one.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let cut = tokens(words);
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
            })
        })
    }
}

/// Words that ask for what is not open at a time: "pas ouvert le lundi". Nothing answers that, and they are no words of
/// a place either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenClosed {
    /// The words that say so, as typed.
    pub phrase: String,
    /// The other words.
    pub rest: String,
}

impl SpokenClosed {
    /// What asks for closed places in the words, if anything does.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let cut = tokens(words);
        (1..cut.len()).find_map(|at| {
            if !OPEN.contains(&&*cut[at].folded) || !NOT.contains(&&*cut[at - 1].folded) {
                return None;
            }
            let (_, count) = after_open(&cut[at..])?;
            let (start, end) = (cut[at - 1].range.start, cut[at + count].range.end);
            let (before, after) = (words[..start].trim(), words[end..].trim());
            Some(Self {
                phrase: words[start..end].to_owned(),
                rest: format!("{before} {after}").trim().to_owned(),
            })
        })
    }
}

/// The time that words after "open", the first of them, say, and how many words that takes.
fn after_open(words: &[Token]) -> Option<(SpokenTime, usize)> {
    let (open, words) = words.split_first()?;
    let is_english = open.folded.starts_with("open");
    let mut day = None;
    let mut part = None;
    let (mut at, mut end) = (0, 0);
    let mut is_from = false;
    while let Some(token) = words.get(at) {
        let word = &*token.folded;
        let next = words.get(at + 1).map(|token| &*token.folded);
        let rest = words.get(at + 2).map(|token| &*token.folded);
        if day.is_none()
            && part.is_none()
            && let Some(count) = now(word, next, rest)
        {
            return Some((SpokenTime::Now, at + count));
        }
        if day.is_none()
            && part.is_none()
            && (at == 0 || !OF_PLACES.contains(&&*words[at - 1].folded))
            && let Some(said) = mistyped(word, is_english)
        {
            match said {
                SpokenTime::Now => return Some((said, at + 1)),
                SpokenTime::During(said, _) => day = Some(said),
            }
            at += 1;
            end = at;
            continue;
        }
        if let (None, Some((said, count))) = (day, day_said(word, next)) {
            day = Some(said);
            if word == "tonight" {
                part = Some(DayPart::Evening);
            }
            at += count;
            end = at;
            continue;
        }
        if let (None, Some((said, count))) = (part, part_said(word, next)) {
            let is_this = at > 0 && ["ce", "cet", "cette", "this"].contains(&&*words[at - 1].folded);
            if is_this && day.is_none() {
                day = Some(SpokenDay::Today);
            }
            part = Some(said);
            at += count;
            end = at;
            continue;
        }
        if let (None, Some((said, count))) = (part, hour_said(word, next, rest)) {
            part = Some(if is_from {
                DayPart::From(said)
            } else {
                DayPart::At(said)
            });
            at += count;
            end = at;
            continue;
        }
        if !LINKS.contains(&word) {
            break;
        }
        is_from |= FROM.contains(&word);
        at += 1;
    }
    let part_only = match part {
        Some(DayPart::At(_) | DayPart::From(_)) => SpokenDay::Soonest,
        _ => SpokenDay::Any,
    };
    match (day, part) {
        (None, None) => None,
        (day, part) => Some((
            SpokenTime::During(day.unwrap_or(part_only), part.unwrap_or(DayPart::Whole)),
            end,
        )),
    }
}

fn now(word: &str, next: Option<&str>, rest: Option<&str>) -> Option<usize> {
    match (word, next, rest) {
        ("maintenant" | "now" | "actuellement" | "currently", ..) => Some(1),
        ("tout", Some("de"), Some("suite")) | ("en", Some("ce"), Some("moment")) => Some(3),
        ("right", Some("now"), _) => Some(2),
        _ => None,
    }
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

fn part_said(word: &str, next: Option<&str>) -> Option<(DayPart, usize)> {
    Some(match (word, next) {
        ("apres", Some("midi")) => (DayPart::Afternoon, 2),
        ("aprem" | "afternoon" | "afternoons", _) => (DayPart::Afternoon, 1),
        ("matin" | "matins" | "matinee" | "morning" | "mornings", _) => (DayPart::Morning, 1),
        ("midi" | "midis" | "noon" | "lunchtime", _) => (DayPart::Midday, 1),
        ("soir" | "soirs" | "soiree" | "evening" | "evenings" | "night", _) => (DayPart::Evening, 1),
        _ => return None,
    })
}

/// "18h", "18h30", "18 h", "18 h 30", "6pm", "6 pm".
fn hour_said(word: &str, next: Option<&str>, rest: Option<&str>) -> Option<(Time, usize)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, tail) = word.split_at(digits);
    let hour: i8 = number.parse().ok()?;
    let (unit, minutes, count) = match (tail, next) {
        ("", Some(unit @ ("am" | "pm"))) => (unit, "", 2),
        ("", Some("h" | "heure" | "heures")) => match rest {
            Some(minutes) if minutes.len() == 2 && minutes.parse::<u8>().is_ok() => ("h", minutes, 3),
            _ => ("h", "", 2),
        },
        ("am" | "pm", _) => (tail, "", 1),
        _ => ("h", tail.strip_prefix('h')?, 1),
    };
    let minute: i8 = if minutes.is_empty() {
        0
    } else {
        minutes.parse().ok()?
    };
    let hour = match unit {
        "am" if (1..=12).contains(&hour) => hour % 12,
        "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        "h" => hour,
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok().map(|time| (time, count))
}

#[cfg(test)]
mod tests {
    use DayPart::{Afternoon, At, Evening, From, Midday, Morning, Whole};
    use SpokenDay::{Any, Next, Soonest, Today, Tomorrow, Weekend};
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
    fn what_is_not_open_is_told_from_the_need() {
        for (words, phrase, rest) in [
            ("mairie pas ouvert le lundi", "pas ouvert le lundi", "mairie"),
            ("pas ouvert samedi matin", "pas ouvert samedi matin", ""),
            ("not open on sunday library", "not open on sunday", "library"),
        ] {
            let closed = SpokenClosed::read(words).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((&*closed.phrase, &*closed.rest), (phrase, rest));
        }
        for words in ["pas ouvert", "ouvert samedi", "portes ouvertes samedi", "pas", ""] {
            assert_eq!(SpokenClosed::read(words), None, "{words}");
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
