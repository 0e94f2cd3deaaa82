//! The week of a place in one line, for a list on paper: "lun.–mer. 9 h – 12 h, 14 h – 18 h ; ven. 9 h – 20 h".
//! Days that are not written are closed, which the page says once. The whole week is [`super::opening::WeekTable`].

use domain::hours::{Day, Opening};
use jiff::civil::{Time, Weekday};

use super::phrases::without_capital;
use crate::site::typography::{NO_BREAK, semicolon};
use crate::site::{Words, format};

/// Says when a place is open in these days, from Monday on, days alike said together.
#[must_use]
pub fn say(days: &[Day], words: &Words) -> String {
    let mut days: Vec<&Day> = days.iter().collect();
    days.sort_by_key(|day| day.date.weekday().to_monday_zero_offset());
    // In the order of the first day of each.
    let mut groups: Vec<(String, Vec<Weekday>)> = Vec::new();
    for day in days.into_iter().filter(|day| !day.intervals.is_empty()) {
        let spans = spans(day, words);
        let weekday = day.date.weekday();
        match groups.iter_mut().find(|(said, _)| *said == spans) {
            Some((_, weekdays)) => weekdays.push(weekday),
            None => groups.push((spans, vec![weekday])),
        }
    }
    if groups.is_empty() {
        return words.get("hours-closed-all-week").to_owned();
    }
    let said: Vec<String> = groups
        .iter()
        .map(|(spans, weekdays)| format!("{}{NO_BREAK}{spans}", runs(weekdays, words)))
        .collect();
    said.join(semicolon(words.language()))
}

/// Says when a place is open on one day: "Samedi 7 mars : 9 h – 12 h".
#[must_use]
pub fn say_day(day: &Day, words: &Words) -> String {
    let name = format::day(day.date, words);
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let name: String = first.chain(letters).collect();
    words.say("hours-on-day", &[("day", &name), ("spans", &spans(day, words))])
}

fn spans(day: &Day, words: &Words) -> String {
    let said: Vec<String> = day
        .intervals
        .iter()
        .map(|interval| {
            let (start, end) = (interval.start.time(), interval.end.time());
            let span = if start == Time::midnight() && end == start {
                without_capital(words.get("hours-whole-day"))
            } else {
                format::span(start, end, words)
            };
            let to_confirm = (interval.opening == Opening::Unknown)
                .then(|| words.get("hours-to-confirm-short").to_owned());
            let added: Vec<String> = to_confirm
                .into_iter()
                .chain(interval.comment.as_deref().map(str::to_owned))
                .collect();
            if added.is_empty() {
                span
            } else {
                format!("{span} ({})", added.join(", "))
            }
        })
        .collect();
    let said = said.join(", ");
    match day.public_holiday {
        Some(_) => words.say("hours-short-holiday", &[("spans", &said)]),
        None => said,
    }
}

/// "lun.–mer., ven.": three days in a row or more are a run. The days come in order.
fn runs(weekdays: &[Weekday], words: &Words) -> String {
    let name = |day: Weekday| format::weekday_short(day.to_monday_zero_offset() as usize, words);
    let follows =
        |day: &Weekday, next: &Weekday| next.to_monday_zero_offset() == day.to_monday_zero_offset() + 1;
    let said: Vec<String> = weekdays
        .chunk_by(follows)
        .flat_map(|run| match run {
            [first, _, .., last] => vec![format!("{}–{}", name(*first), name(*last))],
            few => few.iter().map(|day| name(*day).to_owned()).collect(),
        })
        .collect();
    said.join(", ")
}

#[cfg(test)]
mod tests {
    use domain::calendar::{Calendar, HolidayTerritory, SchoolHolidays};
    use domain::hours::OsmHours;
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::site::Language;

    fn said(hours: &str, language: Language) -> String {
        let calendar = Calendar::new(
            TimeZone::UTC,
            HolidayTerritory::National,
            SchoolHolidays::default(),
        );
        // A Wednesday, in the week of Labour Day, a Friday.
        let week = OsmHours::parse(hours)
            .unwrap()
            .timetable()
            .week(date(2026, 4, 29), &calendar);
        say(&week, Words::of(language)).replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn a_week_is_one_line_from_monday_on_with_days_alike_together() {
        for (hours, french) in [
            (
                "Mo-We 09:00-12:00,14:00-18:00; Sa 10:00-12:30",
                "lun.–mer. 9 h – midi, 14 h – 18 h ; sam. 10 h – 12 h 30",
            ),
            ("Mo,Tu,Th 09:00-17:00", "lun., mar., jeu. 9 h – 17 h"),
            (
                "We 09:00-17:00 \"au marché\"",
                "mer. 9 h – 17 h (à confirmer, au marché)",
            ),
            ("Mo-Fr 09:00-17:00; PH off", "lun.–jeu. 9 h – 17 h"),
            ("Th-Fr 09:00-17:00", "jeu. 9 h – 17 h ; ven. 9 h – 17 h (férié)"),
            ("24/7; PH off", "lun.–jeu., sam., dim. jour et nuit"),
            ("Jan 01 09:00-12:00", "Fermé les sept jours qui viennent"),
        ] {
            assert_eq!(said(hours, Language::French), french, "{hours}");
        }
        assert_eq!(
            said("Mo-We 09:00-12:00,14:00-18:00; Sa 10:00-12:30", Language::English),
            "Mon–Wed 9 am to noon, 2 pm to 6 pm; Sat 10 am to 12:30 pm"
        );
    }
}
