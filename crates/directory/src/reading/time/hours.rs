//! The hours and the parts of a day that words say: "18h30", "de 9h à 12h", "3h du matin", "entre midi et deux".

use jiff::ToSpan;
use jiff::civil::{Time, time};

use super::DayPart;

/// A time, and how many words say it.
type Clock = (Time, usize);

/// Between an hour and the part of the day it is in: "3h du matin", "3am in the morning".
const OF_PART: &[&str] = &["du", "de", "l", "le", "in", "the", "at"];

const NOON: Time = time(12, 0, 0, 0);

/// An hour in a part of the day: eight in the evening is twenty.
pub(super) fn hour_in(hour: Time, part: DayPart) -> Time {
    match part {
        DayPart::Afternoon | DayPart::Evening if hour < NOON => hour.wrapping_add(12.hours()),
        _ => hour,
    }
}

/// A time on the clock at the beginning of words, with the part of the day it may be said to be in.
pub(super) fn clock_said(words: &[&str]) -> Option<Clock> {
    let (hour, count) = hour_said(words)?;
    let links = words[count..]
        .iter()
        .take_while(|word| OF_PART.contains(word))
        .count();
    match part_said(&words[count + links..]) {
        Some((part, more)) if links > 0 => Some((hour_in(hour, part), count + links + more)),
        _ => Some((hour, count)),
    }
}

/// The same, or noon or midnight.
pub(super) fn limit_said(words: &[&str]) -> Option<Clock> {
    match *words.first()? {
        "midi" | "noon" | "midday" => Some((NOON, 1)),
        "minuit" | "midnight" => Some((Time::midnight(), 1)),
        _ => clock_said(words),
    }
}

/// From a time to another, at the beginning of words that follow `opener`, and how many words: "9h à 12h", after "entre"
/// also "9 et 12".
pub(super) fn range_said(opener: Option<&str>, words: &[&str]) -> Option<(DayPart, usize)> {
    let is_between = matches!(opener, Some("entre" | "between"));
    let first = limit_said(words);
    let (from, count) = first.or_else(|| number_said(words))?;
    let joiner = match words.get(count) {
        Some(&("a" | "to" | "until" | "till" | "jusqu")) => 1,
        Some(&("et" | "and")) if is_between => 1,
        _ => 0,
    };
    let links = usize::from(joiner == 1 && words.get(count) == Some(&"jusqu"));
    let after = &words[(count + joiner + links).min(words.len())..];
    let last = limit_said(after);
    // Two bare numbers are hours only where nothing else can be meant.
    let (to, more) = match last {
        Some(last) => last,
        None if opener.is_some() && joiner == 1 && (is_between || first.is_some()) => number_said(after)?,
        None => return None,
    };
    let later = |hour: Time| hour.wrapping_add(12.hours());
    let (from, to) = if first.is_none() && from < NOON && later(from) < to && after[0].ends_with("pm") {
        (later(from), to)
    } else if from >= NOON && last.is_none() && to < NOON {
        (from, later(to))
    } else {
        (from, to)
    };
    let part = if (from, to) == (NOON, time(14, 0, 0, 0)) {
        DayPart::Midday
    } else {
        DayPart::Between(from, to)
    };
    Some((part, count + joiner + links + more))
}

/// A bare number that may be an hour.
fn number_said(words: &[&str]) -> Option<Clock> {
    let hour: i8 = match *words.first()? {
        "une" | "one" => 1,
        "deux" | "two" => 2,
        "trois" | "three" => 3,
        number if number.len() <= 2 => number.parse().ok()?,
        _ => return None,
    };
    Some((Time::new(hour, 0, 0, 0).ok()?, 1))
}

/// A part of the day at the beginning of words, and how many words.
pub(super) fn part_said(words: &[&str]) -> Option<(DayPart, usize)> {
    let (word, next) = (*words.first()?, words.get(1).copied());
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
fn hour_said(words: &[&str]) -> Option<Clock> {
    let (word, next, rest) = (*words.first()?, words.get(1).copied(), words.get(2).copied());
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
