//! Signed heads of the journal, put aside in a second file: whoever writes the journal anew would also have to forge them.
//!
//! The operator keeps copies of this file elsewhere; it holds nothing but numbers and digests.

use crate::Outcome;
use crate::commands::database;
use crate::failure::Failure;
use domain::journal::Head;
use jiff::Timestamp;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use store::Db;
use store::keys::Keyring;
use vault::SignedHead;
use web::instance::Keys;

/// How often the end of the journal is put aside.
pub const EVERY: Duration = Duration::from_secs(3_600);

/// What is needed to put heads aside.
#[derive(Clone)]
pub struct Aside {
    /// The file of heads.
    pub path: PathBuf,
    /// Where the journal is.
    pub db: Db,
    /// Whose key signs.
    pub keys: Keys,
}

impl Aside {
    /// Signs the end of the journal and adds it to the file, unless it is there already. Answers whether it was added.
    ///
    /// # Errors
    /// The file cannot be read or written, or holds something else; the database fails.
    pub async fn put(&self, now: Timestamp) -> Outcome<bool> {
        let head = store::journal::head(&self.db)
            .await
            .map_err(|error| database::fault(&error))?;
        let keys = self.keys.get();
        let last = read(&self.path, &keys)?.pop();
        if head.number == 0 || last.is_some_and(|last| last.number >= head.number) {
            return Ok(false);
        }
        let signed = keys.signing().sign(head, now.as_microsecond());
        append(&self.path, &format!("{}\n", signed.to_line())).map_err(|error| {
            let shown = self.path.display();
            Failure::new("heads-file", format!("{shown} cannot be written: {error}"))
        })?;
        Ok(true)
    }

    /// As [`Aside::put`], for a server that must go on whatever happens to this file.
    pub async fn put_or_log(&self, now: Timestamp) {
        if let Err(failure) = self.put(now).await {
            tracing::error!(
                reason = failure.message,
                "the end of the journal could not be put aside"
            );
        }
    }

    /// Puts heads aside, hour after hour, until the task is stopped.
    pub async fn keep(self, now: impl Fn() -> Timestamp) {
        let mut every = tokio::time::interval(EVERY);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            every.tick().await;
            self.put_or_log(now()).await;
        }
    }
}

/// Adds a whole line. What a power failure left of an earlier one ends first, so that it cannot run into this one.
fn append(path: &Path, line: &str) -> io::Result<()> {
    let mut file = fs::OpenOptions::new()
        .create(true)
        .read(true)
        .append(true)
        .open(path)?;
    let mut before = Vec::new();
    file.read_to_end(&mut before)?;
    let whole = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1);
    if whole < before.len() {
        file.set_len(u64::try_from(whole).expect("a length of a file in memory"))?;
    }
    file.write_all(line.as_bytes())?;
    file.sync_all()
}

/// The heads that were put aside, in order; none when there is no file.
///
/// # Errors
/// The file cannot be read, a line is not a head, or a signature does not hold.
pub fn read(path: &Path, keys: &Keyring) -> Outcome<Vec<Head>> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(Failure::new(
                "heads-file",
                format!("{shown} cannot be read: {error}"),
            ));
        }
    };
    // A line without its end was cut short by a power failure: it was never acknowledged.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let heads = (1..)
        .zip(whole.lines())
        .filter(|(_, line)| !line.trim().is_empty());
    heads
        .map(|(line, text)| {
            let wrong = |what: &str| Failure::new("heads-file", format!("{shown}, line {line}: {what}"));
            let signed =
                SignedHead::from_line(text).ok_or_else(|| wrong("this is not a head of the journal"))?;
            keys.signing()
                .verify(&signed)
                .map_err(|error| wrong(&error.to_string()))?;
            Ok(signed.head)
        })
        .collect()
}
