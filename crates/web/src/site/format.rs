//! Numbers, days, times, distances and phone numbers as people read them. The words come from `time.ftl`.

use domain::places::Phone;
use jiff::civil::{Date, DateTime, Time};

use super::language::Language;
use super::towns::of_town;
use super::typography::{NARROW, NO_BREAK};
use super::words::Words;

const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];

const WEEKDAYS_SHORT: [&str; 7] = [
    "weekday-short-monday",
    "weekday-short-tuesday",
    "weekday-short-wednesday",
    "weekday-short-thursday",
    "weekday-short-friday",
    "weekday-short-saturday",
    "weekday-short-sunday",
];

const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

/// [`NO_BREAK`] between pieces of text.
const NO_BREAK_TEXT: &str = "\u{a0}";

/// Walking speed used by French pedestrian signs, in metres a minute (about 4.8 km/h).
const WALKING_M_PER_MIN: f64 = 80.0;
/// As the crow flies is shorter than streets: a detour of a quarter is usual in towns.
const DETOUR: f64 = 1.25;
/// Beyond this, nobody is told to walk.
const WALKABLE_M: f64 = 3_000.0;

/// Where a distance is measured from. Only a person walks: the centre of a town is nobody's doorstep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MeasuredFrom<'a> {
    /// The person who asks.
    Person,
    /// The centre of a town, by its name.
    Town(&'a str),
    /// The middle of the places of a postcode.
    Postcode(&'a str),
    /// A point without a name.
    Point,
}

/// `25000` → "25 000" in French, "25,000" in English.
#[must_use]
pub fn number(value: u64, language: Language) -> String {
    let digits = value.to_string();
    if digits.len() <= 3 {
        return digits;
    }
    let separator = match language {
        Language::French => NARROW,
        Language::English => ',',
    };
    let mut out = String::with_capacity(digits.len() * 2);
    for (rank, digit) in digits.chars().enumerate() {
        if rank > 0 && (digits.len() - rank).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// The name of a day of the week; Monday is 0.
///
/// # Panics
/// The day is above 6.
#[must_use]
pub fn weekday(from_monday: usize, words: &Words) -> &str {
    words.get(WEEKDAYS[from_monday])
}

/// The name of a day of the week in a few letters, for lists on paper: "lun.", "Mon"; Monday is 0.
///
/// # Panics
/// The day is above 6.
#[must_use]
pub fn weekday_short(from_monday: usize, words: &Words) -> &str {
    words.get(WEEKDAYS_SHORT[from_monday])
}

fn month(date: Date, words: &Words) -> &str {
    words.get(MONTHS[(date.month() - 1) as usize])
}

fn weekday_of(date: Date, words: &Words) -> &str {
    weekday(date.weekday().to_monday_zero_offset() as usize, words)
}

/// "mardi 3 mars", "dimanche 1er mars", "Tuesday 3 March".
#[must_use]
pub fn day(date: Date, words: &Words) -> String {
    let (weekday, day, month) = (
        weekday_of(date, words),
        day_number(date, words),
        month(date, words),
    );
    [weekday, " ", &day, NO_BREAK_TEXT, month].concat()
}

/// "3 mars", "1er avril".
#[must_use]
pub fn day_of_month(date: Date, words: &Words) -> String {
    format!("{}{NO_BREAK}{}", day_number(date, words), month(date, words))
}

/// "3 mars 2026".
#[must_use]
pub fn full_date(date: Date, words: &Words) -> String {
    let (day, month, year) = (day_number(date, words), month(date, words), date.year());
    format!("{day}{NO_BREAK}{month} {year}")
}

/// French writes the first of a month as an ordinal, and no other day.
fn day_number(date: Date, words: &Words) -> String {
    match (words.language(), date.day()) {
        (Language::French, 1) => "1er".to_owned(),
        (_, day) => day.to_string(),
    }
}

/// "14 h", "9 h 30", "midi", "minuit"; "2 pm", "9:30 am", "noon", "midnight": nobody agrees on what 12 am and 12 pm are.
#[must_use]
pub fn time(time: Time, words: &Words) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match (hour, minute) {
        (0, 0) => return words.get("time-midnight").to_owned(),
        (12, 0) => return words.get("time-noon").to_owned(),
        _ => {}
    }
    // Put together from pieces: a page of a place says some thirty times.
    match words.language() {
        Language::French if minute == 0 => [&hour.to_string(), NO_BREAK_TEXT, "h"].concat(),
        Language::French => format!("{hour}{NO_BREAK}h{NO_BREAK}{minute:02}"),
        Language::English => {
            let half = if hour < 12 { "am" } else { "pm" };
            let hour = (hour + 11) % 12 + 1;
            if minute == 0 {
                format!("{hour}{NO_BREAK}{half}")
            } else {
                format!("{hour}:{minute:02}{NO_BREAK}{half}")
            }
        }
    }
}

/// "9 h – 12 h 30", "9 h – midi"; "9 am to 12:30 pm": English sets no spaces around a dash between numbers, and a dash
/// without them would tie "pm" to what follows.
#[must_use]
pub fn span(from: Time, until: Time, words: &Words) -> String {
    let (from, until) = (time(from, words), time(until, words));
    match words.language() {
        Language::French => [&*from, NO_BREAK_TEXT, "– ", &until].concat(),
        Language::English => [&*from, " to ", &until].concat(),
    }
}

/// "mardi 3 mars, 14 h".
#[must_use]
pub fn moment(at: DateTime, words: &Words) -> String {
    let (day, time) = (day(at.date(), words), time(at.time(), words));
    format!("{day}, {time}")
}

/// A length people can picture: "800 m", "1,2 km", "34 km".
#[must_use]
pub fn length(distance_m: f64, language: Language) -> String {
    if distance_m < 950.0 {
        // Nobody measures to the metre: tens are enough.
        let metres = ((distance_m / 10.0).round() * 10.0).max(10.0);
        return format!("{metres:.0}{NO_BREAK}m");
    }
    let km = distance_m / 1_000.0;
    if km >= 9.95 {
        return format!("{}{NO_BREAK}km", number(km.round() as u64, language));
    }
    let written = format!("{km:.1}");
    let written = written.strip_suffix(".0").unwrap_or(&written);
    match language {
        Language::French => format!("{}{NO_BREAK}km", written.replace('.', ",")),
        Language::English => format!("{written}{NO_BREAK}km"),
    }
}

/// "à 800 m, environ 13 min à pied" for somebody who stands there, without the walk where it is too long;
/// "à 800 m du centre de Brume" for a town.
#[must_use]
pub fn distance(distance_m: f64, from: MeasuredFrom<'_>, words: &Words) -> String {
    let length = length(distance_m, words.language());
    match from {
        MeasuredFrom::Person if distance_m <= WALKABLE_M => {
            let minutes = (distance_m * DETOUR / WALKING_M_PER_MIN).round().max(1.0) as u64;
            words.say("distance-walk", &[("length", &length), ("minutes", &minutes)])
        }
        MeasuredFrom::Person | MeasuredFrom::Point => words.say("distance-away", &[("length", &length)]),
        MeasuredFrom::Postcode(postcode) => words.say(
            "distance-postcode",
            &[("length", &length), ("postcode", &postcode)],
        ),
        MeasuredFrom::Town(name) => {
            let of_town = of_town(name, words.language());
            words.say("distance-town", &[("length", &length), ("of_town", &of_town)])
        }
    }
}

/// A phone number with spaces that never break: "01 23 45 67 89".
#[must_use]
pub fn phone(number: &Phone) -> String {
    number.national().replace(' ', "\u{a0}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time as at};
    use proptest::prelude::*;

    use super::*;

    fn words() -> [&'static Words; 2] {
        Language::ALL.map(Words::of)
    }

    /// Spaces of all kinds look alike in a test.
    fn plain(text: &str) -> String {
        text.replace([NARROW, NO_BREAK], " ")
    }

    #[test]
    fn hours_read_as_people_say_them() {
        let [french, english] = words();
        for (instant, said_fr, said_en) in [
            (at(14, 0, 0, 0), "14 h", "2 pm"),
            (at(9, 30, 0, 0), "9 h 30", "9:30 am"),
            (at(12, 0, 0, 0), "midi", "noon"),
            (at(12, 5, 0, 0), "12 h 05", "12:05 pm"),
            (at(0, 0, 0, 0), "minuit", "midnight"),
            (at(0, 15, 0, 0), "0 h 15", "12:15 am"),
        ] {
            assert_eq!(plain(&time(instant, french)), said_fr);
            assert_eq!(plain(&time(instant, english)), said_en);
        }
    }

    #[test]
    fn days_read_as_people_say_them() {
        let [french, english] = words();
        let third = date(2026, 3, 3);
        assert_eq!(
            plain(&moment(third.at(14, 0, 0, 0), french)),
            "mardi 3 mars, 14 h"
        );
        assert_eq!(
            plain(&moment(third.at(14, 0, 0, 0), english)),
            "Tuesday 3 March, 2 pm"
        );
        assert_eq!(plain(&day(date(2026, 3, 1), french)), "dimanche 1er mars");
        assert_eq!(plain(&full_date(date(2026, 12, 31), french)), "31 décembre 2026");
    }

    #[test]
    fn distances_tell_the_walk_where_one_would_walk() {
        let [french, english] = words();
        for (metres, said_fr, said_en) in [
            (
                3.0,
                "à 10 m, environ 1 min à pied",
                "10 m away, about 1 min on foot",
            ),
            (
                800.0,
                "à 800 m, environ 13 min à pied",
                "800 m away, about 13 min on foot",
            ),
            (
                1_234.0,
                "à 1,2 km, environ 19 min à pied",
                "1.2 km away, about 19 min on foot",
            ),
            (
                2_996.0,
                "à 3 km, environ 47 min à pied",
                "3 km away, about 47 min on foot",
            ),
            (3_004.0, "à 3 km", "3 km away"),
            (34_400.0, "à 34 km", "34 km away"),
        ] {
            assert_eq!(plain(&distance(metres, MeasuredFrom::Person, french)), said_fr);
            assert_eq!(plain(&distance(metres, MeasuredFrom::Person, english)), said_en);
        }
    }

    #[test]
    fn nobody_is_told_to_walk_from_the_centre_of_a_town() {
        let [french, english] = words();
        for (town, said_fr, said_en) in [
            (
                "Brume",
                "à 460 m du centre de Brume",
                "460 m from the centre of Brume",
            ),
            (
                "Arles",
                "à 460 m du centre d’Arles",
                "460 m from the centre of Arles",
            ),
            (
                "Le Havre",
                "à 460 m du centre du Havre",
                "460 m from the centre of Le Havre",
            ),
        ] {
            assert_eq!(plain(&distance(458.0, MeasuredFrom::Town(town), french)), said_fr);
            assert_eq!(
                plain(&distance(458.0, MeasuredFrom::Town(town), english)),
                said_en
            );
        }
        assert_eq!(plain(&distance(458.0, MeasuredFrom::Point, french)), "à 460 m");
        let postcode = MeasuredFrom::Postcode("18930");
        assert_eq!(
            plain(&distance(458.0, postcode, french)),
            "à 460 m du centre du secteur 18930"
        );
    }

    #[test]
    fn phone_numbers_never_break_across_lines() {
        let number = Phone::parse("+33123456789").unwrap();
        assert_eq!(phone(&number), "01\u{a0}23\u{a0}45\u{a0}67\u{a0}89");
    }

    proptest! {
        #[test]
        fn a_number_keeps_its_digits(value: u64) {
            for language in Language::ALL {
                let digits: String = number(value, language).chars().filter(char::is_ascii_digit).collect();
                prop_assert_eq!(digits, value.to_string());
            }
        }

        #[test]
        fn a_longer_way_never_reads_shorter(a in 0.0..3_000_000.0_f64, b in 0.0..3_000_000.0_f64) {
            let metres = |text: String| {
                let text = text.replace(',', ".").replace([NARROW, NO_BREAK], " ");
                let (value, unit) = text.rsplit_once(' ').unwrap();
                value.replace(' ', "").parse::<f64>().unwrap() * if unit == "km" { 1_000.0 } else { 1.0 }
            };
            let (near, far) = (a.min(b), a.max(b));
            prop_assert!(metres(length(near, Language::French)) <= metres(length(far, Language::French)));
        }
    }
}
