//! Tables: RFC 4180 with any separator, and a way out of an unclosed quotation mark, which the usual readers follow to
//! the end of the file.

use std::io::Read;

use super::input::Window;
use super::{FileNotes, MAX_ROW_BYTES, Options, Source, Step, broken};
use crate::cells::Cells;
use crate::column::Column;
use crate::decode::windows_1252;
use crate::likely::Sample;
use crate::refusal::Refusal;
use crate::row::Finding;
use crate::rule::Rule;
use crate::sniff::Encoding;

pub(super) struct Delimited<R> {
    window: Window<R>,
    delimiter: u8,
    columns: Vec<Option<(Column, u8)>>,
    record: Record,
    lines: Lines,
}

/// Which line of the file is being read, as an editor counts them: by line feeds, so that a table whose lines end with
/// carriage returns alone has one line.
struct Lines {
    /// Where the window begins.
    here: u64,
    /// Where the last record began.
    of_record: u64,
}

impl Lines {
    fn pass(&mut self, bytes: &[u8]) {
        self.here += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
    }
}

/// The cells of one line, unquoted.
#[derive(Default)]
struct Record {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Record {
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.bytes[start..*end])
    }
}

/// What parsing the window gave.
enum Parsed {
    /// A record of this many bytes.
    Record(usize),
    /// The window ends inside the record.
    Incomplete { in_quotes: bool },
}

impl<R: Read> Delimited<R> {
    pub fn open(
        input: R,
        delimiter: u8,
        notes: &mut FileNotes,
        options: &Options<'_>,
    ) -> Result<Self, Refusal> {
        let mut table = Self {
            window: Window::new(input),
            delimiter,
            columns: Vec::new(),
            record: Record::default(),
            lines: Lines {
                here: 1,
                of_record: 1,
            },
        };
        let found: Vec<String> = loop {
            match table.next_record()? {
                Some(Ok(())) => {
                    let cells = table.record.cells();
                    let texts: Vec<String> = cells.map(text_of).collect();
                    // Excel's way to name the separator.
                    let is_hint = matches!(texts.first(), Some(first) if first.to_ascii_lowercase().starts_with("sep="));
                    if !is_hint {
                        break texts;
                    }
                }
                Some(Err(Rule::QuoteUnclosed | Rule::RowTooLong)) => return Err(Refusal::HeaderTooLong),
                Some(Err(_)) => {}
                None => return Err(Refusal::Empty),
            }
        };
        table.columns = found.iter().map(|text| notes.add_heading(text)).collect();
        let missing = notes.missing_columns(options);
        if missing.is_empty() {
            return Ok(table);
        }
        Err(notes.refuse(missing, &table.sample(&found), options))
    }

    /// The first rows, for a file that is refused for its columns: what they hold helps to tell what the columns are.
    fn sample(&mut self, names: &[String]) -> Sample {
        let mut sample = Sample::of_columns(names);
        while !sample.is_full() {
            match self.next_record() {
                Ok(Some(Ok(()))) => {
                    sample.begin_row();
                    for (rank, cell) in self.record.cells().enumerate() {
                        sample.add_at(rank, &text_of(cell));
                    }
                }
                Ok(Some(Err(_bad_row))) => {}
                // The file is refused already: a fault behind its columns changes nothing.
                Ok(None) | Err(_) => break,
            }
        }
        sample
    }

    /// Reads the next line that is not blank into `self.record`; a line that cannot be read gives its rule, its
    /// beginning staying in `self.record`.
    fn next_record(&mut self) -> Result<Option<Result<(), Rule>>, Refusal> {
        loop {
            let skipped = self
                .window
                .bytes()
                .iter()
                .take_while(|b| matches!(b, b'\n' | b'\r'))
                .count();
            self.lines.pass(&self.window.bytes()[..skipped]);
            self.window.consume(skipped);
            if self.window.bytes().is_empty() {
                if self.window.has_ended() {
                    return Ok(None);
                }
                self.window.grow()?;
                continue;
            }
            self.lines.of_record = self.lines.here;
            let parsed = parse(
                self.window.bytes(),
                self.delimiter,
                self.window.has_ended(),
                &mut self.record,
            );
            match parsed {
                Parsed::Record(len) if len <= MAX_ROW_BYTES => {
                    self.lines.pass(&self.window.bytes()[..len]);
                    self.window.consume(len);
                    return Ok(Some(Ok(())));
                }
                Parsed::Incomplete { .. }
                    if !self.window.has_ended() && self.window.bytes().len() <= MAX_ROW_BYTES =>
                {
                    self.window.grow()?;
                }
                Parsed::Incomplete { in_quotes: true } => {
                    self.skip_line()?;
                    return Ok(Some(Err(Rule::QuoteUnclosed)));
                }
                Parsed::Incomplete { in_quotes: false } | Parsed::Record(_) => {
                    self.skip_line()?;
                    return Ok(Some(Err(Rule::RowTooLong)));
                }
            }
        }
    }

    /// Goes to the next line of the file, keeping the beginning of this one for the report.
    fn skip_line(&mut self) -> Result<(), Refusal> {
        self.record.ends.clear();
        self.record.bytes.clear();
        loop {
            let bytes = self.window.bytes();
            let end = bytes.iter().position(|b| *b == b'\n');
            let len = end.unwrap_or(bytes.len());
            let room = 400_usize.saturating_sub(self.record.bytes.len());
            self.record.bytes.extend_from_slice(&bytes[..len.min(room)]);
            self.window.consume(len);
            if end.is_some() || self.window.has_ended() {
                return Ok(());
            }
            self.window.grow()?;
        }
    }
}

impl<R: Read> Source for Delimited<R> {
    fn line(&self) -> Option<u64> {
        Some(self.lines.of_record)
    }

    fn advance(&mut self, cells: &mut Cells, notes: &mut FileNotes) -> Result<Step, Refusal> {
        loop {
            match self.next_record()? {
                None => return Ok(Step::End),
                Some(Err(rule)) => return Ok(broken(rule, &self.record.bytes)),
                // A line of separators alone is a blank line of a spreadsheet.
                Some(Ok(())) if self.record.bytes.iter().all(u8::is_ascii_whitespace) => {}
                Some(Ok(())) => break,
            }
        }
        let width = self.columns.len();
        if self
            .record
            .cells()
            .skip(width)
            .any(|cell| !cell.trim_ascii().is_empty())
        {
            return Ok(broken(Rule::TooManyCells, &self.record.bytes));
        }
        for (cell, column) in self.record.cells().zip(&self.columns) {
            let Some((column, rank)) = *column else { continue };
            match std::str::from_utf8(cell) {
                Ok(text) => cells.set(column, rank, text),
                Err(_) => {
                    cells.set(column, rank, &windows_1252(cell));
                    if notes.encoding == Encoding::Utf8 {
                        cells.mark_reread(column);
                    }
                }
            }
        }
        if self.record.ends.len() < width {
            let counts = format!("{} / {width}", self.record.ends.len());
            cells.add_finding(Finding::new(None, Rule::TooFewCells, &counts, None));
        }
        Ok(Step::Row)
    }
}

fn text_of(cell: &[u8]) -> String {
    std::str::from_utf8(cell).map_or_else(|_| windows_1252(cell), str::to_owned)
}

/// Reads one record from the beginning of `bytes`.
fn parse(bytes: &[u8], delimiter: u8, is_all: bool, record: &mut Record) -> Parsed {
    record.bytes.clear();
    record.ends.clear();
    let mut at = 0;
    loop {
        // At the beginning of a cell.
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            loop {
                let Some(len) = bytes[at..].iter().position(|b| *b == b'"') else {
                    return Parsed::Incomplete { in_quotes: true };
                };
                record.bytes.extend_from_slice(&bytes[at..at + len]);
                at += len + 1;
                match bytes.get(at) {
                    Some(b'"') => {
                        record.bytes.push(b'"');
                        at += 1;
                    }
                    // The next byte decides between an escaped quotation mark and the end of the cell.
                    None if !is_all => return Parsed::Incomplete { in_quotes: false },
                    _ => break,
                }
            }
        }
        let len = bytes[at..]
            .iter()
            .position(|b| *b == delimiter || *b == b'\n' || *b == b'\r');
        let Some(len) = len else {
            if !is_all {
                return Parsed::Incomplete { in_quotes: false };
            }
            record.bytes.extend_from_slice(&bytes[at..]);
            record.ends.push(record.bytes.len());
            return Parsed::Record(bytes.len());
        };
        record.bytes.extend_from_slice(&bytes[at..at + len]);
        record.ends.push(record.bytes.len());
        at += len + 1;
        if bytes[at - 1] != delimiter {
            return Parsed::Record(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells_of(line: &str) -> Vec<String> {
        let mut record = Record::default();
        match parse(line.as_bytes(), b';', true, &mut record) {
            Parsed::Record(_) => record
                .cells()
                .map(|cell| String::from_utf8_lossy(cell).into_owned())
                .collect(),
            Parsed::Incomplete { .. } => vec!["incomplete".to_owned()],
        }
    }

    #[test]
    fn cells_are_unquoted_as_rfc_4180_says() {
        for (line, cells) in [
            ("a;b\nc", vec!["a", "b"]),
            ("a;;\r\n", vec!["a", "", ""]),
            ("\"a;b\";\"c\"\"d\"\"\";\"e\nf\"", vec!["a;b", "c\"d\"", "e\nf"]),
            ("l\"Atelier\";x", vec!["l\"Atelier\"", "x"]),
            ("\"a\"b;c", vec!["ab", "c"]),
            ("\"\";\"\"", vec!["", ""]),
            ("\"open", vec!["incomplete"]),
        ] {
            assert_eq!(cells_of(line), cells, "{line}");
        }
    }
}
