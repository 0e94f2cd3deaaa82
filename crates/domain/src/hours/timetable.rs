//! The compiled form of an expression. It answers what a day looks like; the questions people ask are beside it.

use std::sync::Arc;

use jiff::civil::{Date, date};
use opening_hours_syntax::rules::day::{DaySelector, HolidayKind};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleKind, RuleOperator};

use super::days::{self, Holidays};
use super::grammar::{ReadRule, Reading, is_whole_day};
use super::plan::{self, DAY_MINUTES, Opening, Span};
use crate::calendar::Calendar;

/// Hours ready to answer. Cheap to clone and to share.
///
/// Where the specification leaves a doubt, the answer is [`Opening::Unknown`] rather than an hour that may be wrong:
/// a comment alone (`Mo 09:00-12:00 "by appointment"`), an end that is open (`10:00+`), a time that depends on the
/// sun, and days without times (`Mo-Fr`), unless the text says `24/7`, `24:00` or `open`.
#[derive(Debug, Clone)]
pub struct Timetable(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    form: Form,
    comments: Box<[Arc<str>]>,
    mentions_public_holidays: bool,
    mentions_school_holidays: bool,
}

#[derive(Debug)]
enum Form {
    /// The same every week, but for holidays: seven days, once for each combination of holidays that matters.
    Weekly { spans: Box<[Span]>, ends: Box<[u16]> },
    /// Anything else.
    Dated(Box<[Rule]>),
}

#[derive(Debug)]
struct Rule {
    days: DaySelector,
    holiday_and_weekday: bool,
    operator: RuleOperator,
    closes: bool,
    spans: Box<[Span]>,
}

impl Timetable {
    pub(super) fn compile(reading: Reading) -> Self {
        let mut comments: Vec<Arc<str>> = Vec::new();
        let whole_days_are_meant = reading.whole_days_are_meant;
        let rules: Vec<Rule> = reading
            .rules
            .into_iter()
            .map(|read| Rule::compile(read, whole_days_are_meant, &mut comments))
            .collect();
        let mentions = |kind| rules.iter().any(|rule| days::mentions(&rule.days, kind));
        let mentions_public_holidays = mentions(HolidayKind::Public);
        let mentions_school_holidays = mentions(HolidayKind::School);
        let form = if rules.iter().all(|rule| days::is_weekly(&rule.days)) {
            weekly(&rules, mentions_public_holidays, mentions_school_holidays)
        } else {
            Form::Dated(rules.into())
        };
        Self(Arc::new(Compiled {
            form,
            comments: comments.into(),
            mentions_public_holidays,
            mentions_school_holidays,
        }))
    }

    /// Whether the hours say what happens on public holidays. Where they do not, the place may well be closed.
    #[must_use]
    pub fn mentions_public_holidays(&self) -> bool {
        self.0.mentions_public_holidays
    }

    /// What the day looks like, in order, without overlap. The scratch space spares an allocation.
    pub(super) fn plan<'a>(
        &'a self,
        day: Date,
        calendar: &Calendar,
        scratch: &'a mut Vec<Span>,
    ) -> &'a [Span] {
        match &self.0.form {
            Form::Weekly { spans, ends } => {
                let mut variant = 0;
                let mut weight = 1;
                if self.0.mentions_public_holidays {
                    variant += usize::from(calendar.is_holiday(HolidayKind::Public, day));
                    weight = 2;
                }
                if self.0.mentions_school_holidays {
                    variant += weight * usize::from(calendar.is_holiday(HolidayKind::School, day));
                }
                let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
                let at = 7 * variant + weekday;
                let start = if at == 0 { 0 } else { usize::from(ends[at - 1]) };
                &spans[start..usize::from(ends[at])]
            }
            Form::Dated(rules) => {
                compose(rules, day, calendar, scratch);
                scratch
            }
        }
    }

    /// Days after which a plain week has shown all that it can show; `None` when only the calendar can tell.
    pub(super) fn cycle_days(&self) -> Option<u16> {
        let plain = matches!(self.0.form, Form::Weekly { .. })
            && !self.0.mentions_public_holidays
            && !self.0.mentions_school_holidays;
        plain.then_some(8)
    }

    pub(super) fn comment(&self, span: Span) -> Option<&Arc<str>> {
        let at = usize::from(span.comment).checked_sub(1)?;
        Some(&self.0.comments[at])
    }
}

impl Rule {
    fn compile(read: ReadRule, whole_days_are_meant: bool, comments: &mut Vec<Arc<str>>) -> Self {
        let ReadRule {
            rule,
            holiday_and_weekday,
        } = read;
        let comment = if rule.comment.is_empty() {
            0
        } else {
            let at = comments
                .iter()
                .position(|known| *known == rule.comment)
                .unwrap_or_else(|| {
                    comments.push(Arc::clone(&rule.comment));
                    comments.len() - 1
                });
            u16::try_from(at + 1).expect("the number of rules is bounded")
        };
        let opening = match rule.kind {
            RuleKind::Closed => Opening::Closed,
            RuleKind::Unknown => Opening::Unknown,
            RuleKind::Open if is_whole_day(&rule) && !whole_days_are_meant => Opening::Unknown,
            RuleKind::Open => Opening::Open,
        };
        let mut spans: Vec<Span> = rule
            .time_selector
            .spans
            .iter()
            .flat_map(|span| minutes(span, opening, comment))
            .collect();
        // Later spans lie over earlier ones: an open end must not hide the hours that follow.
        spans.sort_by_key(|span| span.opening);
        Self {
            closes: rule.kind == RuleKind::Closed,
            days: rule.day_selector,
            holiday_and_weekday,
            operator: rule.operator,
            spans: spans.into(),
        }
    }
}

/// What one span of times says, in minutes.
fn minutes(span: &TimeSpan, opening: Opening, comment: u16) -> impl Iterator<Item = Span> + use<> {
    let fixed = |time: &Time| match time {
        Time::Fixed(time) => Some(time.mins_from_midnight()),
        Time::Variable(_) => None,
    };
    let part = move |start: u16, end: u16, opening| Span {
        start,
        end,
        opening,
        comment,
    };
    let (first, second) = match (fixed(&span.range.start), fixed(&span.range.end)) {
        // The end of `10:00+` is not known, nor whether the first hour is a promise.
        (Some(start), Some(_)) if span.open_end && fixed(&span.range.end) == Some(DAY_MINUTES) => {
            (part(start, DAY_MINUTES, Opening::Unknown), None)
        }
        (Some(start), Some(end)) => {
            let end = if start < end { end } else { end + DAY_MINUTES };
            let beyond =
                (span.open_end && end < DAY_MINUTES).then(|| part(end, DAY_MINUTES, Opening::Unknown));
            (part(start, end, opening), beyond)
        }
        // Dawn, sunrise, sunset and dusk are not computed.
        (start, end) => {
            let start = start.unwrap_or(0);
            let end = end.filter(|end| *end > start).unwrap_or(DAY_MINUTES);
            (part(start, end.max(start + 1), Opening::Unknown), None)
        }
    };
    std::iter::once(first).chain(second)
}

fn compose(rules: &[Rule], day: Date, holidays: &impl Holidays, plan: &mut Vec<Span>) {
    plan.clear();
    for rule in rules {
        if days::selects(&rule.days, rule.holiday_and_weekday, day, holidays) {
            plan::apply(plan, rule.operator, &rule.spans, rule.closes);
        }
    }
    plan::join(plan);
}

/// A day for which it is decided whether it is a holiday.
struct Decided {
    public: bool,
    school: bool,
}

impl Holidays for Decided {
    fn is_holiday(&self, kind: HolidayKind, _date: Date) -> bool {
        match kind {
            HolidayKind::Public => self.public,
            HolidayKind::School => self.school,
        }
    }
}

fn weekly(rules: &[Rule], by_public: bool, by_school: bool) -> Form {
    let choices = |matters: bool| if matters { &[false, true][..] } else { &[false][..] };
    let mut spans = Vec::new();
    let mut ends = Vec::new();
    let mut plan = Vec::new();
    for &school in choices(by_school) {
        for &public in choices(by_public) {
            for weekday in 0..7 {
                // Any week will do; this one starts on a Monday.
                let day = date(2024, 1, 1 + weekday);
                compose(rules, day, &Decided { public, school }, &mut plan);
                spans.extend_from_slice(&plan);
                ends.push(u16::try_from(spans.len()).expect("28 days of a bounded number of spans"));
            }
        }
    }
    Form::Weekly {
        spans: spans.into(),
        ends: ends.into(),
    }
}
