//! A backup: what a database holds at one instant, encrypted to a public key, in one file.
//!
//! The form is that of age (age-encryption.org/v1, C2SP), which other programs open too; inside, one line of JSON says
//! what follows, then comes a database of SQLite or an archive of `pg_dump`. The master key is not in it.

mod postgres;
mod sealing;

use crate::Outcome;
use crate::failure::Failure;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;

pub use postgres::Postgres;
pub use sealing::{Opening, Recipient, Sealing, identities, make_keys};

/// The first line inside a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub form: u32,
    /// The version of the program that made it.
    pub program: String,
    /// The engine: what follows is its own.
    pub engine: Engine,
    /// The form of the database.
    pub schema: u32,
    /// When it was made.
    pub made_at: Timestamp,
    /// How many rows each table had.
    pub rows: BTreeMap<String, u64>,
    /// Where the journal ended: number and digest.
    pub journal: (u64, String),
}

/// What a backup comes from, and goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Engine {
    /// A file.
    Sqlite,
    /// An archive.
    Postgres,
}

/// The form of backups that this version makes and reads.
pub const FORM: u32 = 1;
/// A longer first line is not ours.
const LONGEST_LINE_BYTES: u64 = 64 * 1024;

impl Manifest {
    /// Writes the first line.
    pub fn write(&self, to: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut *to, self)?;
        to.write_all(b"\n")
    }

    /// Reads the first line, and not a byte more.
    ///
    /// # Errors
    /// It is not one of ours, or of a newer form.
    pub fn read(from: &mut impl Read) -> Outcome<Self> {
        let mut line = Vec::new();
        let mut byte = [0];
        let mut limited = from.take(LONGEST_LINE_BYTES);
        loop {
            match limited
                .read(&mut byte)
                .map_err(|error| damaged(&error.to_string()))?
            {
                1 if byte[0] != b'\n' => line.push(byte[0]),
                1 => break,
                _ => return Err(damaged("its first line does not end")),
            }
        }
        let manifest: Self =
            serde_json::from_slice(&line).map_err(|_| damaged("it is not one that Parvis made"))?;
        if manifest.form != FORM {
            return Err(Failure::new(
                "newer-backup",
                format!(
                    "this backup has form {}, and this version reads form {FORM}",
                    manifest.form
                ),
            ));
        }
        Ok(manifest)
    }
}

/// A backup that cannot be read to its end.
pub fn damaged(reason: &str) -> Failure {
    Failure::new("damaged-backup", format!("this backup cannot be read: {reason}"))
        .hint("Nothing was put in place. Take another backup.")
}

/// A file of the backup that cannot be read or written.
pub fn file_failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new("backup-file", format!("{}: {error}", path.display()))
}
