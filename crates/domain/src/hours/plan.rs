//! What the rules of an expression make of one day.

use opening_hours_syntax::rules::RuleOperator;

/// Whether people are let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Opening {
    /// Closed.
    Closed,
    /// It depends: by appointment, `unknown`, times that are not given.
    Unknown,
    /// Open.
    Open,
}

/// The minutes of a day, and of the night that follows: `22:00-02:00` is 1320..1560 of the day it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: u16,
    pub(super) end: u16,
    pub(super) opening: Opening,
    /// One more than the place of the comment in the timetable's list; zero for none.
    pub(super) comment: u16,
}

pub(super) const DAY_MINUTES: u16 = 24 * 60;

/// Applies one rule that selects the day to what the rules before it have made of the day.
///
/// The order and the meaning of `;`, `,` and `||` are those of the OpenStreetMap specification: a rule replaces those
/// before it, `off` only cuts out of them, `,` adds, and `||` fills what is neither open nor unknown.
pub(super) fn apply(plan: &mut Vec<Span>, operator: RuleOperator, spans: &[Span], closes: bool) {
    match operator {
        RuleOperator::Normal if !closes => {
            plan.clear();
            for span in spans {
                overlay(plan, *span);
            }
        }
        RuleOperator::Normal | RuleOperator::Additional => {
            for span in spans {
                overlay(plan, *span);
            }
        }
        RuleOperator::Fallback => {
            let mut filled: Vec<Span> = Vec::new();
            for span in spans {
                overlay(&mut filled, *span);
            }
            for span in plan.iter().filter(|span| span.opening != Opening::Closed) {
                overlay(&mut filled, *span);
            }
            *plan = filled;
        }
    }
}

/// Puts a span over the others. A closed one without comment only cuts, and for the whole day cuts the night too.
fn overlay(plan: &mut Vec<Span>, top: Span) {
    let cuts_all = top.opening == Opening::Closed && top.start == 0 && top.end == DAY_MINUTES;
    let end = if cuts_all { 2 * DAY_MINUTES } else { top.end };
    let mut at = 0;
    while at < plan.len() {
        let under = plan[at];
        if under.end <= top.start || end <= under.start {
            at += 1;
            continue;
        }
        plan.remove(at);
        if end < under.end {
            plan.insert(at, Span { start: end, ..under });
        }
        if under.start < top.start {
            plan.insert(
                at,
                Span {
                    end: top.start,
                    ..under
                },
            );
            at += 1;
        }
        if end < under.end {
            at += 1;
        }
    }
    if top.opening == Opening::Closed && top.comment == 0 {
        return;
    }
    let place = plan.partition_point(|span| span.start < top.start);
    plan.insert(place, top);
}

/// Joins neighbours that say the same.
pub(super) fn join(plan: &mut Vec<Span>) {
    plan.dedup_by(|next, kept| {
        let same = kept.end == next.start && kept.opening == next.opening && kept.comment == next.comment;
        if same {
            kept.end = next.end;
        }
        same
    });
}
