//! The day or the moment that a word with a typing error stands for, right after "open": there, little else can be meant.

use jiff::civil::Weekday;
use search::analysis::typing_errors;

use super::{DayPart, SpokenDay, SpokenTime};

/// Days and "now" with a typing error, in the language of the word before: "ouvert samdi". Two errors from eight letters on.
pub(super) fn mistyped(word: &str, is_english: bool) -> Option<SpokenTime> {
    let meant = |(written, time): &(&str, SpokenTime)| {
        let forgiven = if written.len() < 8 { 1 } else { 2 };
        let is_long = word.len() >= SHORTEST_MISTYPED;
        (is_long && typing_errors(word, written, forgiven).is_some()).then_some(*time)
    };
    let times = if is_english { ENGLISH } else { FRENCH };
    let is_itself = |(written, _): &(&str, SpokenTime)| word.trim_end_matches('s') == *written;
    if times.iter().any(is_itself) {
        return None;
    }
    times.iter().find_map(meant)
}

/// Shorter words are too near to too many others.
const SHORTEST_MISTYPED: usize = 5;

const fn next(day: Weekday) -> SpokenTime {
    SpokenTime::During(SpokenDay::Next(day), DayPart::Whole)
}

const FRENCH: &[(&str, SpokenTime)] = &[
    ("lundi", next(Weekday::Monday)),
    ("mardi", next(Weekday::Tuesday)),
    ("mercredi", next(Weekday::Wednesday)),
    ("jeudi", next(Weekday::Thursday)),
    ("vendredi", next(Weekday::Friday)),
    ("samedi", next(Weekday::Saturday)),
    ("dimanche", next(Weekday::Sunday)),
    ("demain", SpokenTime::During(SpokenDay::Tomorrow, DayPart::Whole)),
    ("aujourdhui", SpokenTime::During(SpokenDay::Today, DayPart::Whole)),
    ("weekend", SpokenTime::During(SpokenDay::Weekend, DayPart::Whole)),
    ("maintenant", SpokenTime::Now),
];

const ENGLISH: &[(&str, SpokenTime)] = &[
    ("monday", next(Weekday::Monday)),
    ("tuesday", next(Weekday::Tuesday)),
    ("wednesday", next(Weekday::Wednesday)),
    ("thursday", next(Weekday::Thursday)),
    ("friday", next(Weekday::Friday)),
    ("saturday", next(Weekday::Saturday)),
    ("sunday", next(Weekday::Sunday)),
    (
        "tomorrow",
        SpokenTime::During(SpokenDay::Tomorrow, DayPart::Whole),
    ),
    ("weekend", SpokenTime::During(SpokenDay::Weekend, DayPart::Whole)),
];
