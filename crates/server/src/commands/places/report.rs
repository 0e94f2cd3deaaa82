//! `--report FILE`: everything that was repaired, left out or refused, one line each, for the people who keep the file.
//!
//! A table for spreadsheets: with a byte order mark, and no cell that a spreadsheet would run as a formula.

use super::target::{Sink, Target};
use crate::Outcome;
use interop::{Finding, Kind, Row};
use std::io::{BufWriter, Write};

const HEADER: [&str; 9] = [
    "row",
    "line",
    "id",
    "field",
    "outcome",
    "rule",
    "before",
    "after",
    "explanation",
];

/// A report under way. Its file appears when it is finished, whole or not at all.
pub struct Report {
    target: Target,
    table: csv::Writer<BufWriter<Sink>>,
}

impl Report {
    /// Starts a report that will be `target`.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn create(target: Target) -> Outcome<Self> {
        let mut out = BufWriter::new(target.open()?);
        out.write_all("\u{feff}".as_bytes())
            .map_err(|error| target.unwritable(&error))?;
        let mut table = csv::Writer::from_writer(out);
        table
            .write_record(HEADER)
            .map_err(|error| target.unwritable(&error))?;
        Ok(Self { target, table })
    }

    /// Adds what was found in a row.
    ///
    /// # Errors
    /// The disk is full, or worse.
    pub fn add(&mut self, row: &Row) -> Outcome {
        for finding in &row.findings {
            self.add_finding(row, finding)
                .map_err(|error| self.target.unwritable(&error))?;
        }
        Ok(())
    }

    fn add_finding(&mut self, row: &Row, finding: &Finding) -> csv::Result<()> {
        let number = row.number.to_string();
        let line = row.line.map(|line| line.to_string()).unwrap_or_default();
        let field = finding.field.map_or("", |field| field.name());
        let after = finding.after.as_deref().unwrap_or_default();
        let rule = finding.rule;
        let cells = [
            number.as_str(),
            line.as_str(),
            &*row.id,
            field,
            outcome(rule.kind()),
            rule.code(),
            &finding.value,
            after,
            rule.explanation(),
        ];
        for cell in cells {
            if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                self.table.write_field(format!("'{cell}"))?;
            } else {
                self.table.write_field(cell)?;
            }
        }
        self.table.write_record(None::<&[u8]>)
    }

    /// Puts the report in its place.
    ///
    /// # Errors
    /// The disk is full, or worse.
    pub fn finish(self) -> Outcome {
        let Self { target, table } = self;
        let file = table
            .into_inner()
            .map_err(|error| target.unwritable(error.error()))?;
        let file = file
            .into_inner()
            .map_err(|error| target.unwritable(error.error()))?;
        target.finish(file).map(|_is_replaced| ())
    }
}

fn outcome(kind: Kind) -> &'static str {
    match kind {
        Kind::Conversion => "converted",
        Kind::Note => "noted",
        Kind::Repair => "repaired",
        Kind::Loss => "left-out",
        Kind::Rejection => "rejected",
    }
}
