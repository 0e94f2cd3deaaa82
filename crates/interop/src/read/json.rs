//! JSON: an array of objects (alone, under a key, or GeoJSON features) or one object per line, element by element.
//!
//! Only the outline is scanned here, so that one malformed element costs itself alone and a file of any size is read
//! in the memory of its largest element. Several such documents one after another, as pages of an answer that were
//! put in one file, are one list; whatever else follows the first array makes the file refused, because rows that
//! nobody read would be taken for rows that are gone.

use std::collections::{HashMap, VecDeque};
use std::io::Read;

use super::input::Window;
use super::object::{Headings, fill, sample_object};
use super::outline::{Scan, State, holds_rows, key_before, starts_value};
use super::{FileNotes, MAX_ROW_BYTES, Options, Source, Step, broken};
use crate::cells::Cells;
use crate::decode::windows_1252;
use crate::likely::Sample;
use crate::refusal::Refusal;
use crate::row::Finding;
use crate::rule::Rule;

mod pages;

/// How many elements are looked at to know the columns of the file.
const SAMPLE_ELEMENTS: usize = 100;
const SAMPLE_BYTES: usize = 1024 * 1024;

pub(super) struct Objects<R> {
    window: Window<R>,
    shape: Shape,
    sample: VecDeque<Element>,
    headings: Headings,
    /// Key of the array that holds the rows; `None` when it stands alone.
    key: Option<String>,
    /// Whether the array under way had an element.
    has_element: bool,
    /// Why the rows end after the sample.
    failure: Option<Refusal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Inside an array, after its `[`.
    Array,
    /// Objects one after another.
    Lines,
    /// After the last document.
    Ended,
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
            key: None,
            has_element: false,
            failure: None,
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

    /// Has in the window what comes after `at` and the spaces there, within reason.
    fn show_past_spaces(&mut self, at: usize) -> Result<(), Refusal> {
        loop {
            let after = &self.window.bytes()[at..];
            let is_shown = after.len() > MAX_ROW_BYTES || !after.iter().all(u8::is_ascii_whitespace);
            if is_shown || self.window.has_ended() {
                return Ok(());
            }
            self.window.grow()?;
        }
    }

    /// Looks into the first object for the array that holds the rows. When there is none, that object is itself a
    /// row, and others may follow.
    fn find_array(&mut self) -> Result<(), Refusal> {
        match self.take_value(Look::ForRows)? {
            Taken::Array { key } => {
                self.key = Some(key);
                self.shape = Shape::Array;
            }
            Taken::Element(element) => self.sample.push_back(element),
        }
        Ok(())
    }

    /// Takes one whole value, or stops inside an object just after the `[` of the array that is looked for.
    fn take_value(&mut self, look: Look<'_>) -> Result<Taken, Refusal> {
        let look_inside = look != Look::Nowhere;
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
                self.show_past_spaces(at)?;
                let (before, after) = self.window.bytes().split_at(at);
                let is_found = match look {
                    Look::ForRows => dropped.is_none() && holds_rows(before, after),
                    Look::For(key) => key_before(before) == key,
                    Look::Nowhere => false,
                };
                if is_found {
                    let key = key_before(before);
                    self.window.consume(at);
                    return Ok(Taken::Array { key });
                }
                // The same `[` must not stop the scan again.
                let Some(next) = self.window.bytes().get(at) else {
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
        while self.shape == Shape::Array {
            if self.peek()? == Some(b',') {
                self.window.consume(1);
            }
            if self.peek()? != Some(b']') {
                break;
            }
            self.window.consume(1);
            self.leave_array()?;
        }
        if self.shape == Shape::Ended {
            return Ok(None);
        }
        self.has_element = true;
        match self.peek()? {
            None if self.shape == Shape::Lines => Ok(None),
            None => Err(Refusal::Truncated { row: 0 }), // numbered by the caller
            Some(byte) if starts_value(byte) => match self.take_value(Look::Nowhere)? {
                Taken::Element(element) => Ok(Some(element)),
                Taken::Array { .. } => Err(Refusal::NotRecords),
            },
            Some(_) if self.shape == Shape::Lines => self.take_line().map(Some),
            Some(byte) => Err(unexpected(Some(byte))),
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
        while self.sample.len() < SAMPLE_ELEMENTS && bytes < SAMPLE_BYTES {
            match self.next_element() {
                Ok(Some(element)) => {
                    if let Element::Whole(text) = &element {
                        bytes += text.len();
                    }
                    self.sample.push_back(element);
                }
                Ok(None) => break,
                // The rows before the fault are given first.
                Err(refusal) => {
                    self.failure = Some(refusal);
                    break;
                }
            }
        }
        let (mut cells, mut objects, mut malformed) = (Cells::default(), 0, 0);
        for element in &self.sample {
            if let Element::Whole(text) = element
                && text.first() == Some(&b'{')
            {
                cells.clear();
                let reread = std::str::from_utf8(text).is_err().then(|| windows_1252(text));
                let text = reread.as_ref().map_or(&**text, |reread| reread.as_bytes());
                match fill(text, &mut self.headings, &mut cells, notes) {
                    Ok(()) => objects += 1,
                    Err(_) => malformed += 1,
                }
            }
        }
        let missing = notes.missing_columns(options);
        if objects > 0 && missing.is_empty() {
            return Ok(());
        }
        // A file that is broken is not asked for its columns: they may stand after the break.
        let rows = self.sample.len() as u64;
        Err(match self.failure.take() {
            Some(Refusal::Truncated { .. }) => Refusal::Truncated { row: rows + 1 },
            Some(Refusal::MalformedJson { found, .. }) => Refusal::MalformedJson { row: rows, found },
            Some(other) => other,
            None if objects > 0 => notes.refuse(missing, &self.columns_and_values(), options),
            None if malformed > 0 => Refusal::NoRowIsJson,
            None if self.sample.is_empty() => Refusal::NoRows,
            None => Refusal::NotRecords,
        })
    }

    /// What the first rows hold under each name, for a file that is refused for its columns.
    fn columns_and_values(&self) -> Sample {
        let mut columns = Sample::default();
        for element in &self.sample {
            let Element::Whole(text) = element else { continue };
            let text = std::str::from_utf8(text).map_or_else(|_| windows_1252(text), str::to_owned);
            columns.begin_row();
            // A row that cannot be read has nothing to say; the others have.
            let _is_malformed = sample_object(&text, &mut columns);
        }
        columns
    }
}

impl<R: Read> Source for Objects<R> {
    fn advance(&mut self, cells: &mut Cells, notes: &mut FileNotes) -> Result<Step, Refusal> {
        let element = match self.sample.pop_front() {
            Some(element) => Some(element),
            None => match self.failure.take() {
                Some(refusal) => return Err(refusal),
                None => self.next_element()?,
            },
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
    Array { key: String },
}

/// Which array inside an object is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look<'a> {
    Nowhere,
    /// The one that holds the rows, whatever its key.
    ForRows,
    /// The one under this key.
    For(&'a str),
}

/// What stands where it breaks the file; the caller says after which row.
fn unexpected(byte: Option<u8>) -> Refusal {
    let found = match byte {
        Some(byte) => format!("{:?}", char::from(byte)),
        None => "end".to_owned(),
    };
    Refusal::MalformedJson { row: 0, found }
}
