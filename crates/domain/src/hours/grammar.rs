//! From text to rules: the library's grammar, with what its syntax tree loses and the bounds that make it safe.

use opening_hours_syntax::rules::day::{MonthdayRange, WeekDayRange};
use opening_hours_syntax::rules::time::Time;
use opening_hours_syntax::rules::{OpeningHoursExpression, RuleKind, RuleSequence};
use opening_hours_syntax::{Parser, Warning};

use super::plain;
use super::plan::DAY_MINUTES;
use super::{BadHours, OsmHours};

/// The longest `+N days` that is accepted.
const MAX_OFFSET_DAYS: u16 = 366;

/// The longest span that may go over midnight without its end being written beyond 24:00.
const MAX_NIGHT_MINUTES: u16 = 14 * 60;

/// An expression that is safe to evaluate.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) rules: Vec<ReadRule>,
    /// The text says `24/7`, `24:00` or `open`: a rule without times then means the whole day.
    pub(super) whole_days_are_meant: bool,
}

/// One rule, with what the syntax tree does not tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ReadRule {
    pub(super) rule: RuleSequence,
    /// `SH Mo-Fr`, with a space: both must hold. With a comma either is enough.
    pub(super) holiday_and_weekday: bool,
}

impl Reading {
    /// The rules as the library writes them. It writes nothing for `00:00-24:00`, nor the space of `SH Mo`: whoever
    /// calls must read the result again.
    pub(super) fn respelled(&self) -> String {
        let rules = self.rules.iter().map(|read| read.rule.clone()).collect();
        OpeningHoursExpression { rules }.to_string()
    }
}

/// Reads a trimmed text.
pub(super) fn read(text: &str) -> Result<Reading, BadHours> {
    if text.is_empty() {
        return Err(BadHours::Blank);
    }
    if text.len() > OsmHours::MAX_CHARS && text.chars().count() > OsmHours::MAX_CHARS {
        return Err(BadHours::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(BadHours::NotOsm);
    }
    let Parsed {
        rules,
        junctions,
        whole_days_are_meant,
    } = match plain::read(text) {
        Some(rules) => Parsed {
            rules,
            junctions: Vec::new(),
            whole_days_are_meant: text.contains("24:00"),
        },
        None => parse(text)?,
    };
    if rules.iter().map(parts).sum::<usize>() > OsmHours::MAX_PARTS {
        return Err(BadHours::TooComplex);
    }
    if !rules.iter().all(has_sane_numbers) {
        return Err(BadHours::NotOsm);
    }
    if rules.iter().any(has_implausible_times) {
        return Err(BadHours::Implausible);
    }
    let says_open = |rule: &RuleSequence| rule.kind != RuleKind::Closed;
    let says_everything = |rule: &RuleSequence| rule.day_selector.is_empty() && is_whole_day(rule);
    if !rules.iter().any(|rule| says_open(rule) || says_everything(rule)) {
        return Err(BadHours::OnlyClosed);
    }

    let mut junctions = junctions.into_iter();
    let mut read = Vec::with_capacity(rules.len());
    for rule in rules {
        let holiday_and_weekday =
            mixes_holidays_and_weekdays(&rule) && junctions.next().ok_or(BadHours::NotOsm)?;
        read.push(ReadRule {
            rule,
            holiday_and_weekday,
        });
    }
    if junctions.next().is_some() {
        return Err(BadHours::NotOsm);
    }
    Ok(Reading {
        rules: read,
        whole_days_are_meant,
    })
}

struct Parsed {
    rules: Vec<RuleSequence>,
    junctions: Vec<bool>,
    whole_days_are_meant: bool,
}

/// The long way: the whole grammar.
fn parse(text: &str) -> Result<Parsed, BadHours> {
    let Scan {
        text,
        junctions,
        whole_days_are_meant,
    } = scan(text);
    let mut months_in_lower_case = false;
    let parsed = Parser::default()
        .with_warning_handler(|warning| {
            // Days are two letters long, months three. `mo-fr` is sloppy, `mar` is French for Tuesday.
            let Warning::ShouldBeCapitalized(word) = warning else {
                return;
            };
            months_in_lower_case |= word.as_str().len() == 3;
        })
        .parse(&text);
    let OpeningHoursExpression { rules } = parsed.map_err(|_refusal| BadHours::NotOsm)?;
    if months_in_lower_case || rules.iter().any(is_march_or_tuesday) {
        return Err(BadHours::Ambiguous);
    }
    Ok(Parsed {
        rules,
        junctions,
        whole_days_are_meant,
    })
}

/// Whether a rule has no times, or `00:00-24:00`: the syntax tree does not tell which.
pub(super) fn is_whole_day(rule: &RuleSequence) -> bool {
    rule.time_selector == Default::default()
}

fn is_march_or_tuesday(rule: &RuleSequence) -> bool {
    use opening_hours_syntax::rules::day::Month;
    let days = &rule.day_selector;
    let only_march = |range: &MonthdayRange| {
        matches!(range, MonthdayRange::Month { range, year: None }
            if *range.start() == Month::March && *range.end() == Month::March)
    };
    rule.kind != RuleKind::Closed
        && days.weekday.is_empty()
        && days.year.is_empty()
        && days.week.is_empty()
        && !days.monthday.is_empty()
        && days.monthday.iter().all(only_march)
}

fn parts(rule: &RuleSequence) -> usize {
    let days = &rule.day_selector;
    1 + days.year.len()
        + days.monthday.len()
        + days.week.len()
        + days.weekday.len()
        + rule.time_selector.spans.len()
}

fn has_sane_numbers(rule: &RuleSequence) -> bool {
    let sane = |days: i16| days.unsigned_abs() <= MAX_OFFSET_DAYS;
    let days = &rule.day_selector;
    days.weekday.iter().all(|range| match range {
        WeekDayRange::Fixed { offset, .. } | WeekDayRange::Holiday { offset, .. } => sane(*offset),
    }) && days.monthday.iter().all(|range| match range {
        MonthdayRange::Month { .. } => true,
        MonthdayRange::Date { start, end } => sane(start.1.day_offset) && sane(end.1.day_offset),
    }) && rule.time_selector.spans.iter().all(|span| span.repeats.is_none())
}

fn has_implausible_times(rule: &RuleSequence) -> bool {
    rule.time_selector.spans.iter().any(|span| {
        let (Time::Fixed(start), Time::Fixed(end)) = (span.range.start, span.range.end) else {
            return false;
        };
        let (start, end) = (start.mins_from_midnight(), end.mins_from_midnight());
        if end > start {
            end - start > DAY_MINUTES
        } else {
            end + DAY_MINUTES - start > MAX_NIGHT_MINUTES
        }
    })
}

fn mixes_holidays_and_weekdays(rule: &RuleSequence) -> bool {
    let weekdays = &rule.day_selector.weekday;
    let is_holiday = |range: &WeekDayRange| matches!(range, WeekDayRange::Holiday { .. });
    weekdays.iter().any(is_holiday) && !weekdays.iter().all(is_holiday)
}

struct Scan {
    /// The text, where a comment that stands alone is marked `unknown` as the specification says, and where a list of
    /// days has lost the spaces that would make rules without times of its members (`Tu, We 09:00-12:00`).
    text: String,
    /// For each selector that mixes holidays and weekdays, in order: whether a space stands between them.
    junctions: Vec<bool>,
    whole_days_are_meant: bool,
}

fn scan(text: &str) -> Scan {
    let pieces: Vec<&str> = text.split('"').collect();
    let mut marked = String::with_capacity(text.len() + 16);
    let mut junctions = Vec::new();
    let mut whole_days_are_meant = false;
    for (i, piece) in pieces.iter().enumerate() {
        let is_comment = i % 2 == 1;
        if !is_comment {
            tidy(piece, &mut marked, &mut junctions);
            let lower = piece.to_ascii_lowercase();
            whole_days_are_meant |= ["24/7", "24:00", "open"].iter().any(|word| lower.contains(word));
            continue;
        }
        let is_selector = pieces.get(i + 1).is_some_and(|next| next.starts_with(':'));
        let before = pieces[i - 1].trim_end().to_ascii_lowercase();
        let has_state = ["open", "closed", "off", "unknown"]
            .iter()
            .any(|word| before.ends_with(word));
        if !is_selector && !has_state {
            marked.push_str("unknown ");
        }
        marked.push('"');
        marked.push_str(piece);
        // An odd quote is left open, for the grammar to refuse.
        if i + 1 < pieces.len() {
            marked.push('"');
        }
    }
    Scan {
        text: marked,
        junctions,
        whole_days_are_meant,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    Holiday,
    Weekday,
}

/// Copies a piece of text without the spaces inside lists of days, and notes what stands between holidays and
/// weekdays: false for `PH,Mo`, true for `SH Mo`.
fn tidy(piece: &str, tidied: &mut String, junctions: &mut Vec<bool>) {
    let mut last: Option<Word> = None;
    let mut gap = String::new();
    let mut rest = piece;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_alphabetic() {
            let len = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            let (word, after) = rest.split_at(len);
            rest = after;
            // The offset of `PH +1 day` belongs to the day.
            let is_offset = word.starts_with("day") && last.is_some() && gap.contains(['+', '-']);
            let kind = match word {
                "PH" | "SH" => Some(Word::Holiday),
                _ if is_weekday(word) => Some(Word::Weekday),
                _ => None,
            };
            let mut separator = gap.as_str();
            if let (Some(kind), Some(previous)) = (kind, last) {
                if separator == ", " {
                    separator = ",";
                }
                if kind != previous && (separator == "," || separator == " ") {
                    junctions.push(separator == " ");
                }
            }
            tidied.push_str(separator);
            tidied.push_str(word);
            gap.clear();
            if !is_offset {
                last = kind;
            }
        } else if first == '[' && gap.is_empty() {
            let len = rest.find(']').map_or(rest.len(), |end| end + 1);
            tidied.push_str(&rest[..len]);
            rest = &rest[len..];
        } else {
            gap.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    tidied.push_str(&gap);
}

fn is_weekday(word: &str) -> bool {
    ["mo", "tu", "we", "th", "fr", "sa", "su"]
        .iter()
        .any(|day| word.eq_ignore_ascii_case(day))
}
