//! JSON: an array of objects (alone, under a key, or GeoJSON features) or one object per line, element by element.
//!
//! Only the outline is scanned here, so that one malformed element costs itself alone and a file of any size is read
//! in the memory of its largest element.

use std::collections::{HashMap, VecDeque};
use std::io::Read;

use super::input::Window;
use super::object::{Headings, fill};
use super::{FileNotes, MAX_ROW_BYTES, Options, Source, Step, broken};
use crate::cells::Cells;
use crate::column::{Column, heading};
use crate::decode::windows_1252;
use crate::refusal::Refusal;
use crate::row::Finding;
use crate::rule::Rule;

/// How many elements are looked at to know the columns of the file.
const SAMPLE_ELEMENTS: usize = 100;
const SAMPLE_BYTES: usize = 1024 * 1024;

pub(super) struct Objects<R> {
    window: Window<R>,
    shape: Shape,
    sample: VecDeque<Element>,
    headings: Headings,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Inside an array, after its `[`.
    Array,
    /// Objects one after another.
    Lines,
}

enum Element {
    Whole(Vec<u8>),
    TooLong(Vec<u8>),
}

impl<R: Read> Objects<R> {
    pub fn open(input: R, notes: &mut FileNotes, options: &Options<'_>) -> Result<Self, Refusal> {
        let mut objects = Self {
            window: Window::new(input),
            shape: Shape::Lines,
            sample: VecDeque::new(),
            headings: HashMap::new(),
        };
        match objects.peek()? {
            Some(b'[') => {
                objects.window.consume(1);
                objects.shape = Shape::Array;
            }
            _ => objects.find_array()?,
        }
        objects.take_sample(notes, options)?;
        Ok(objects)
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Result<Option<u8>, Refusal> {
        loop {
            let spaces = self
                .window
                .bytes()
                .iter()
                .take_while(|b| b.is_ascii_whitespace())
                .count();
            self.window.consume(spaces);
            if let Some(byte) = self.window.bytes().first() {
                return Ok(Some(*byte));
            }
            if self.window.has_ended() {
                return Ok(None);
            }
            self.window.grow()?;
        }
    }

    /// Looks into the first object for the array that holds the rows. When there is none, that object is itself a
    /// row, and others may follow.
    fn find_array(&mut self) -> Result<(), Refusal> {
        let first = match self.take_value(true)? {
            Taken::Array => {
                self.shape = Shape::Array;
                return Ok(());
            }
            Taken::Element(element) => element,
        };
        self.sample.push_back(first);
        Ok(())
    }

    /// Takes one whole value. With `look_inside`, stops inside an object just after the `[` of an array of objects
    /// that stands under one of its keys.
    fn take_value(&mut self, look_inside: bool) -> Result<Taken, Refusal> {
        let mut scan = Scan::default();
        let mut at = 0;
        let mut dropped: Option<Vec<u8>> = None;
        loop {
            let bytes = self.window.bytes();
            while at < bytes.len() {
                let state = scan.step(bytes[at]);
                match state {
                    State::Inside => at += 1,
                    // A number or a word ends at the byte after it.
                    State::EndedBefore => break,
                    State::EndedHere => {
                        at += 1;
                        break;
                    }
                }
                if look_inside && scan.depth == 2 && bytes[at - 1] == b'[' && !scan.in_string {
                    break;
                }
            }
            let over = scan.ended || (self.window.has_ended() && scan.is_scalar());
            if look_inside
                && !scan.ended
                && scan.depth == 2
                && at > 0
                && bytes.get(at - 1) == Some(&b'[')
                && !scan.in_string
            {
                if at == bytes.len() && !self.window.has_ended() {
                    self.window.grow()?;
                    continue;
                }
                if dropped.is_none() && holds_rows(&bytes[..at], &bytes[at..]) {
                    self.window.consume(at);
                    return Ok(Taken::Array);
                }
                // The same `[` must not stop the scan again.
                let Some(next) = bytes.get(at) else {
                    return Err(Refusal::Truncated { row: 0 });
                };
                match scan.step(*next) {
                    State::Inside | State::EndedHere => at += 1,
                    State::EndedBefore => {}
                }
                continue;
            }
            if over {
                let element = match dropped.take() {
                    Some(beginning) => Element::TooLong(beginning),
                    None => Element::Whole(bytes[..at].to_vec()),
                };
                self.window.consume(at);
                return Ok(Taken::Element(element));
            }
            if self.window.has_ended() {
                return Err(Refusal::Truncated { row: 0 });
            }
            if at > MAX_ROW_BYTES {
                dropped.get_or_insert_with(|| bytes[..400].to_vec());
                self.window.consume(at);
                at = 0;
            }
            self.window.grow()?;
        }
    }

    fn next_element(&mut self) -> Result<Option<Element>, Refusal> {
        if self.shape == Shape::Array {
            match self.peek()? {
                Some(b']') => return Ok(None),
                Some(b',') => self.window.consume(1),
                _ => {}
            }
        }
        match self.peek()? {
            Some(b']') if self.shape == Shape::Array => Ok(None),
            None if self.shape == Shape::Lines => Ok(None),
            None => Err(Refusal::Truncated { row: 0 }), // numbered by the caller
            Some(byte) if starts_value(byte) => match self.take_value(false)? {
                Taken::Element(element) => Ok(Some(element)),
                Taken::Array => Err(Refusal::NotRecords),
            },
            Some(_) if self.shape == Shape::Lines => self.take_line().map(Some),
            Some(byte) => Err(Refusal::MalformedJson {
                row: 0,
                found: format!("{:?}", char::from(byte)),
            }),
        }
    }

    /// A line that does not begin like JSON is one bad row; the next line is another matter.
    fn take_line(&mut self) -> Result<Element, Refusal> {
        let mut line = Vec::new();
        loop {
            let bytes = self.window.bytes();
            let end = bytes.iter().position(|b| *b == b'\n');
            let len = end.unwrap_or(bytes.len());
            let room = MAX_ROW_BYTES.saturating_sub(line.len());
            line.extend_from_slice(&bytes[..len.min(room)]);
            self.window.consume(len);
            if end.is_some() || self.window.has_ended() {
                return Ok(Element::Whole(line));
            }
            self.window.grow()?;
        }
    }

    /// Reads the first elements ahead, to refuse a file that lacks a column before giving any row of it.
    fn take_sample(&mut self, notes: &mut FileNotes, options: &Options<'_>) -> Result<(), Refusal> {
        let mut bytes = 0;
        let mut failure = None;
        while self.sample.len() < SAMPLE_ELEMENTS && bytes < SAMPLE_BYTES {
            match self.next_element() {
                Ok(Some(element)) => {
                    if let Element::Whole(text) = &element {
                        bytes += text.len();
                    }
                    self.sample.push_back(element);
                }
                Ok(None) => break,
                // The rows before the fault are given first; the fault comes again when they are spent.
                Err(refusal) => {
                    failure = Some(refusal);
                    break;
                }
            }
        }
        let (mut cells, mut objects) = (Cells::default(), 0);
        for element in &self.sample {
            if let Element::Whole(text) = element {
                cells.clear();
                let is_object = text.first() == Some(&b'{');
                let filled = fill(text, &mut self.headings, &mut cells, notes).is_ok();
                objects += usize::from(is_object && filled);
            }
        }
        if objects == 0 {
            let rows = self.sample.len() as u64;
            return Err(match failure {
                Some(Refusal::Truncated { .. }) => Refusal::Truncated { row: rows + 1 },
                Some(Refusal::MalformedJson { found, .. }) => Refusal::MalformedJson { row: rows, found },
                Some(other) => other,
                None if self.sample.is_empty() => Refusal::NoRows,
                None => Refusal::NotRecords,
            });
        }
        let mut found: Vec<String> = self.headings.keys().cloned().collect();
        found.sort_unstable();
        notes.require_columns(found, options)
    }
}

impl<R: Read> Source for Objects<R> {
    fn advance(&mut self, cells: &mut Cells, notes: &mut FileNotes) -> Result<Step, Refusal> {
        let element = match self.sample.pop_front() {
            Some(element) => Some(element),
            None => self.next_element()?,
        };
        let text = match element {
            None => return Ok(Step::End),
            Some(Element::TooLong(beginning)) => return Ok(broken(Rule::RowTooLong, &beginning)),
            Some(Element::Whole(text)) => text,
        };
        if text.first() != Some(&b'{') {
            return Ok(broken(Rule::NotAnObject, &text));
        }
        if fill(&text, &mut self.headings, cells, notes).is_ok() {
            return Ok(Step::Row);
        }
        if std::str::from_utf8(&text).is_err() {
            cells.clear();
            let reread = windows_1252(&text);
            if fill(reread.as_bytes(), &mut self.headings, cells, notes).is_ok() {
                if notes.encoding == crate::sniff::Encoding::Utf8 {
                    cells.add_finding(Finding::new(None, Rule::CharactersReread, "", None));
                }
                return Ok(Step::Row);
            }
        }
        cells.clear();
        Ok(broken(Rule::MalformedJson, &text))
    }
}

enum Taken {
    Element(Element),
    Array,
}

fn starts_value(byte: u8) -> bool {
    matches!(byte, b'{' | b'[' | b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
}

/// Whether the array that opens at the end of `before` holds the rows: objects, in something that is not itself a
/// row. An empty array does under the usual names.
fn holds_rows(before: &[u8], after: &[u8]) -> bool {
    let known = String::from_utf8_lossy(before)
        .split('"')
        .skip(1)
        .step_by(2)
        .filter(|text| heading(text).column.is_some_and(|column| column != Column::Id))
        .count();
    match after.iter().find(|b| !b.is_ascii_whitespace()) {
        Some(b'{') => known < 2,
        Some(b']') => {
            let key = String::from_utf8_lossy(before);
            let key = key.trim_end_matches(['[', ':', ' ', '\n', '\r', '\t']);
            ["data", "features", "results", "records", "lieux", "items"]
                .iter()
                .any(|name| key.ends_with(&format!("\"{name}\"")))
        }
        _ => false,
    }
}

/// Follows the nesting of one value.
#[derive(Default)]
struct Scan {
    depth: usize,
    in_string: bool,
    escaped: bool,
    ended: bool,
    started: bool,
}

enum State {
    Inside,
    EndedHere,
    EndedBefore,
}

impl Scan {
    fn step(&mut self, byte: u8) -> State {
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

    fn is_scalar(&self) -> bool {
        self.started && self.depth == 0 && !self.in_string
    }
}
