//! The short way to read what nearly every place writes: days, times, `off`. It gives the same tree as the library's
//! grammar, some twenty times sooner, and gives up on anything else.

use opening_hours_syntax::ExtendedTime;
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind, WeekDayRange, Weekday};
use opening_hours_syntax::rules::time::{TimeSelector, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator, RuleSequence};

/// Reads rules such as `Mo-Th,Sa 09:00-12:30,13:30-17:00; Fr 09:00-12:00; PH off`; `None` says nothing of the text.
pub(super) fn read(text: &str) -> Option<Vec<RuleSequence>> {
    text.split(';')
        .enumerate()
        .map(|(i, rule)| {
            // One space is allowed on each side of the separator.
            let rule = if i == 0 {
                rule
            } else {
                rule.strip_prefix(' ').unwrap_or(rule)
            };
            read_rule(rule.strip_suffix(' ').unwrap_or(rule))
        })
        .collect()
}

fn read_rule(text: &str) -> Option<RuleSequence> {
    let (days, rest) = match text.split_once(' ') {
        Some((days, rest)) => (days, Some(rest)),
        None => (text, None),
    };
    let (kind, time_selector) = match rest? {
        "off" | "closed" => (RuleKind::Closed, TimeSelector::default()),
        times => {
            let spans: Option<Vec<TimeSpan>> = times.split(',').map(read_span).collect();
            (RuleKind::Open, TimeSelector::new(spans?))
        }
    };
    let weekday = match days {
        "PH" => vec![holiday(HolidayKind::Public)],
        "SH" => vec![holiday(HolidayKind::School)],
        _ => days.split(',').map(read_days).collect::<Option<Vec<_>>>()?,
    };
    Some(RuleSequence {
        day_selector: DaySelector {
            weekday,
            ..DaySelector::default()
        },
        time_selector,
        kind,
        operator: RuleOperator::Normal,
        comment: "".into(),
    })
}

fn holiday(kind: HolidayKind) -> WeekDayRange {
    WeekDayRange::Holiday { kind, offset: 0 }
}

fn read_days(text: &str) -> Option<WeekDayRange> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some(WeekDayRange::Fixed {
        range: weekday(first)?..=weekday(last)?,
        offset: 0,
        nth_from_start: [true; 5],
        nth_from_end: [true; 5],
    })
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text {
        "Mo" => Weekday::Mon,
        "Tu" => Weekday::Tue,
        "We" => Weekday::Wed,
        "Th" => Weekday::Thu,
        "Fr" => Weekday::Fri,
        "Sa" => Weekday::Sat,
        "Su" => Weekday::Sun,
        _ => return None,
    })
}

fn read_span(text: &str) -> Option<TimeSpan> {
    let (start, end) = text.split_once('-')?;
    let (start, end) = (read_time(start)?, read_time(end)?);
    // The grammar has its own opinions on what starts at 24:00 and ends beyond it.
    let is_usual = start.hour() < 24 && end <= ExtendedTime::MIDNIGHT_24;
    is_usual.then(|| TimeSpan::fixed_range(start, end))
}

/// Two digits, a colon, two digits.
fn read_time(text: &str) -> Option<ExtendedTime> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
        return None;
    };
    let number = |tens: u8, units: u8| {
        let are_digits = tens.is_ascii_digit() && units.is_ascii_digit();
        are_digits.then(|| (tens - b'0') * 10 + (units - b'0'))
    };
    let minutes = number(m1, m2).filter(|minutes| *minutes < 60)?;
    ExtendedTime::new(number(h1, h2)?, minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn unusual_texts_are_left_to_the_grammar() {
        for text in [
            "",
            "Mo",
            "24/7",
            "mo 09:00-12:00",
            "Mo 9:00-12:00",
            "Mo  09:00-12:00",
            "Mo 09:00-12:00;",
            "Mo 09:00-12:00, 13:00-14:00",
            "Mo 09:60-12:00",
            "Mo 24:00-25:00",
            "Mo 22:00-26:00",
            "PH,Mo off",
            "Mo 09:00-12:00 off",
            "Tu[1] 09:00-12:00",
            "Mo 09:00-12:00;  Tu off",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_short_way_gives_the_tree_of_the_grammar(
            text in "((Mo|Tu-Fr|Sa-Mo|Su)(,We|,Th-Sa)?|PH|SH)( [0-2][0-9]:[0-5][05]-[0-2][0-9]:[0-5][05](,[0-4][0-9]:[0-6]0-[0-4][0-9]:30)?| off| closed)( ?; ?(Mo|Th,Fr|PH) (09:00-12:00|off)){0,2}"
        ) {
            if let Some(rules) = read(&text) {
                let expected = opening_hours_syntax::parse(&text);
                prop_assert_eq!(Some(rules), expected.ok().map(|expression| expression.rules), "{}", text);
            }
        }
    }
}
