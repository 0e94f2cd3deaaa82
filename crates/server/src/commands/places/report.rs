//! `--report FILE`: everything that was repaired, left out or refused, one line each, for the people who keep the file.
//!
//! A table for spreadsheets: with a byte order mark, and no cell that a spreadsheet would run as a formula.

use crate::Outcome;
use crate::failure::Failure;
use interop::{Finding, Kind, Row};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

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
    path: PathBuf,
    table: csv::Writer<BufWriter<NamedTempFile>>,
}

impl Report {
    /// Starts a report that will be `path`.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn create(path: &Path) -> Outcome<Self> {
        let mut out = BufWriter::new(new_file_beside(path)?);
        out.write_all("\u{feff}".as_bytes())
            .map_err(|error| unwritable(path, &error))?;
        let mut table = csv::Writer::from_writer(out);
        table
            .write_record(HEADER)
            .map_err(|error| unwritable(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            table,
        })
    }

    /// Adds what was found in a row.
    ///
    /// # Errors
    /// The disk is full, or worse.
    pub fn add(&mut self, row: &Row) -> Outcome {
        for finding in &row.findings {
            self.add_finding(row, finding)
                .map_err(|error| unwritable(&self.path, &error))?;
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
        let Self { path, table } = self;
        let file = table
            .into_inner()
            .map_err(|error| unwritable(&path, error.error()))?;
        let file = file
            .into_inner()
            .map_err(|error| unwritable(&path, error.error()))?;
        put_in_place(file, &path).map(|_| ())
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

/// A new file in the folder of `path`, with the rights that any new file has.
///
/// # Errors
/// The folder does not exist or cannot be written.
pub fn new_file_beside(path: &Path) -> Outcome<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    tempfile::Builder::new()
        .prefix(".parvis-")
        .permissions(std::fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
        .map_err(|error| unwritable(path, &error))
}

/// Makes a finished file appear under its name, in the place of the one before if there was one; answers whether there
/// was.
///
/// # Errors
/// The disk is full, or the name is that of a folder.
pub fn put_in_place(file: NamedTempFile, path: &Path) -> Outcome<bool> {
    let is_replaced = path.symlink_metadata().is_ok();
    file.as_file()
        .sync_all()
        .map_err(|error| unwritable(path, &error))?;
    file.persist(path)
        .map_err(|error| unwritable(path, &error.error))?;
    Ok(is_replaced)
}

/// A file cannot be written.
pub fn unwritable(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::new(
        "unwritable",
        format!("{} cannot be written: {error}", path.display()),
    )
}
