//! From bytes to rows, one at a time.

mod delimited;
mod input;
mod json;
mod object;
mod outline;

use std::io::{Cursor, Read};

use jiff::civil::Date;

use crate::cells::Cells;
use crate::column::Column;
use crate::communes::Communes;
use crate::decode::Utf16Reader;
use crate::likely::{Sample, likely_columns};
use crate::refusal::Refusal;
use crate::repair::Repairer;
use crate::row::{Finding, Outcome, Row};
use crate::rule::Rule;
use crate::sniff::{Encoding, Format, HEAD_BYTES, sniff};

/// Longest row that is read.
pub(crate) const MAX_ROW_BYTES: usize = 1024 * 1024;

/// What the caller knows and the file does not say.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The official list of communes.
    pub communes: &'a dyn Communes,
    /// The day the producer published the file. Where given, it stands in for a missing or unusable `date_maj`,
    /// with a finding; where not, such a row is rejected: nothing here invents a date.
    pub published_on: Option<Date>,
    /// Today, to notice dates in the future.
    pub today: Option<Date>,
}

/// Which generation of the schema the columns belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaVersion {
    /// v0.1.0 and v0.1.1: 15 services, `labels_nationaux`, `publics_accueillis`…
    V0,
    /// v1.0.0 to v1.0.2.
    V1,
}

/// What was found about the file as a whole.
#[derive(Debug, Clone)]
pub struct FileNotes {
    /// The format.
    pub format: Format,
    /// The encoding; Windows-1252 is worth telling the producer.
    pub encoding: Encoding,
    /// The generation of the schema.
    pub version: SchemaVersion,
    /// Columns of the file that the schema does not have, as written, the first 200.
    pub ignored_columns: Vec<String>,
    /// Columns of the schema that the file has.
    pub columns: Vec<Column>,
}

impl FileNotes {
    fn new(format: Format, encoding: Encoding) -> Self {
        Self {
            format,
            encoding,
            version: SchemaVersion::V1,
            ignored_columns: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Takes note of a header and says which column it is.
    fn add_heading(&mut self, text: &str) -> Option<(Column, u8)> {
        const IGNORED_MAX: usize = 200;
        let heading = crate::column::heading(text);
        if heading.old {
            self.version = SchemaVersion::V0;
        }
        match heading.column {
            Some(column) => {
                if !self.columns.contains(&column) {
                    self.columns.push(column);
                }
                let rank = if heading.exact { Cells::EXACT } else { Cells::ALIAS };
                Some((column, rank))
            }
            None => {
                if !text.trim().is_empty() && self.ignored_columns.len() < IGNORED_MAX {
                    self.ignored_columns.push(text.trim().to_owned());
                }
                None
            }
        }
    }

    /// The columns that are missing without which no row can become a place.
    fn missing_columns(&self, options: &Options<'_>) -> Vec<Column> {
        let required = Column::REQUIRED.iter().copied();
        required
            .filter(|column| !self.columns.contains(column))
            .filter(|column| *column != Column::UpdatedOn || options.published_on.is_none())
            .collect()
    }

    /// The refusal of a file without these columns, with what a few of its rows let guess.
    fn refuse(&self, missing: Vec<Column>, sample: &Sample, options: &Options<'_>) -> Refusal {
        Refusal::MissingColumns {
            missing,
            found: sample.names(),
            likely: likely_columns(sample, &self.columns, options.communes),
        }
    }
}

/// One step of a source of rows.
enum Step {
    /// The cells are filled.
    Row,
    /// There is a row, and it cannot be read.
    Broken(Finding),
    /// No more rows.
    End,
}

trait Source {
    fn advance(&mut self, cells: &mut Cells, notes: &mut FileNotes) -> Result<Step, Refusal>;

    /// The line on which the row given last begins, where lines mean something.
    fn line(&self) -> Option<u64> {
        None
    }
}

/// The rows of a file. After an error there are no more.
///
/// An error means that the file itself is at fault (cut short, no longer JSON, unreadable): the caller decides what
/// to do with the rows already given.
pub struct Rows<'a> {
    source: Box<dyn Source + 'a>,
    repairer: Repairer<'a>,
    cells: Cells,
    notes: FileNotes,
    count: u64,
    ended: bool,
}

/// Opens a file: tells its format and encoding, checks its columns, and gives its rows one after another.
///
/// # Errors
/// The file is refused as a whole; see [`Refusal`].
pub fn read<'a>(mut input: impl Read + 'a, options: Options<'a>) -> Result<Rows<'a>, Refusal> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    input.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let sniffed = sniff(&head)?;
    let bytes = Cursor::new(head.split_off(sniffed.bom_len)).chain(input);
    let bytes: Box<dyn Read + 'a> = match sniffed.encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => Box::new(Utf16Reader::new(bytes, sniffed.encoding)),
        Encoding::Utf8 | Encoding::Windows1252 => Box::new(bytes),
    };
    let mut notes = FileNotes::new(sniffed.format, sniffed.encoding);
    let source: Box<dyn Source + 'a> = match sniffed.format {
        Format::Csv { delimiter } => Box::new(delimited::Delimited::open(
            bytes, delimiter, &mut notes, &options,
        )?),
        Format::Json | Format::JsonLines | Format::GeoJson => {
            Box::new(json::Objects::open(bytes, &mut notes, &options)?)
        }
    };
    Ok(Rows {
        source,
        repairer: Repairer::new(options),
        cells: Cells::default(),
        notes,
        count: 0,
        ended: false,
    })
}

impl Rows<'_> {
    /// What is known of the file so far. For JSON, columns that appear late are added as rows come.
    #[must_use]
    pub fn notes(&self) -> &FileNotes {
        &self.notes
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        self.cells.clear();
        match self.source.advance(&mut self.cells, &mut self.notes) {
            Ok(Step::Row) => {
                self.count += 1;
                let line = self.source.line();
                Some(Ok(self.repairer.row(self.count, line, &self.cells)))
            }
            Ok(Step::Broken(finding)) => {
                self.count += 1;
                Some(Ok(Row {
                    number: self.count,
                    line: self.source.line(),
                    id: "".into(),
                    outcome: Outcome::Rejected,
                    findings: vec![finding],
                }))
            }
            Ok(Step::End) => {
                self.ended = true;
                (self.count == 0).then_some(Err(Refusal::NoRows))
            }
            Err(mut refusal) => {
                self.ended = true;
                match &mut refusal {
                    Refusal::Truncated { row } => *row = self.count + 1,
                    Refusal::MalformedJson { row, .. } => *row = self.count,
                    _ => {}
                }
                Some(Err(refusal))
            }
        }
    }
}

fn broken(rule: Rule, value: &[u8]) -> Step {
    const QUOTED_MAX_BYTES: usize = 300;
    let value = &value[..value.len().min(QUOTED_MAX_BYTES)];
    Step::Broken(Finding::new(None, rule, &String::from_utf8_lossy(value), None))
}
