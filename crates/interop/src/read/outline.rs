//! The outline of JSON: where a value ends, and which array holds the rows.
//!
//! What stands inside the values is not looked at here.

use crate::column::{Column, heading};

/// Whether a value of JSON can begin like this.
pub(super) fn starts_value(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

/// Whether the array that opens at the end of `before` holds the rows: objects, in something that is not itself a
/// row. An empty array does under the usual names.
pub(super) fn holds_rows(before: &[u8], after: &[u8]) -> bool {
    let known = String::from_utf8_lossy(before)
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|text| heading(text).column.is_some_and(|column| column != Column::Id))
        .count();
    match after.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'{') => known < 2,
        Some(b']') => ["data", "features", "results", "records", "lieux", "items"]
            .contains(&key_before(before).as_str()),
        _ => false,
    }
}

/// The key, as it is written, of the value that opens at the end of `before`; empty when none stands there.
pub(super) fn key_before(before: &[u8]) -> String {
    let text = String::from_utf8_lossy(before);
    let text = text.trim_end_matches(['[', ':', ' ', '\n', '\r', '\t']);
    let Some(text) = text.strip_suffix('"') else {
        return String::new();
    };
    let is_opening = |at: &usize| {
        let backslashes = text[..*at].bytes().rev().take_while(|b| *b == b'\\').count();
        backslashes % 2 == 0
    };
    let quotes = text.rmatch_indices('"').map(|(at, _)| at);
    let start = quotes.into_iter().find(is_opening).map_or(0, |at| at + 1);
    text[start..].to_owned()
}

/// Follows the nesting of one value.
#[derive(Default)]
pub(super) struct Scan {
    pub depth: usize,
    pub in_string: bool,
    escaped: bool,
    pub ended: bool,
    started: bool,
}

pub(super) enum State {
    Inside,
    EndedHere,
    EndedBefore,
}

impl Scan {
    pub fn step(&mut self, byte: u8) -> State {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
        } else {
            match byte {
                b'"' => self.in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => self.depth -= 1,
                b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n' if self.depth == 0 && self.started => {
                    self.ended = true;
                    return State::EndedBefore;
                }
                _ => {
                    self.started = true;
                    return State::Inside;
                }
            }
        }
        self.started = true;
        if self.depth == 0 && !self.in_string && matches!(byte, b'"' | b'}' | b']') {
            self.ended = true;
            return State::EndedHere;
        }
        State::Inside
    }

    pub fn is_scalar(&self) -> bool {
        self.started && self.depth == 0 && !self.in_string
    }
}
