//! The journal: an entry for each thing that matters, written in the transaction of what it tells of.

use domain::journal::{Broken, Digest, Event, Head, Link, Pseudonym, Verifier};

use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};

statements! {
    // Takes the turn: another entry waits here until this transaction ends.
    NEXT = "UPDATE journal_head SET number = number + 1 WHERE only_row = 1 RETURNING number - 1, digest";
    START = "INSERT INTO journal_head (only_row, number, digest) VALUES (1, 0, $1) ON CONFLICT (only_row) DO NOTHING";
    CLOSE = "UPDATE journal_head SET digest = $1 WHERE only_row = 1";
    ADD = "INSERT INTO journal (number, event, digest, subject) VALUES ($1, $2, $3, $4)";
    HEAD = "SELECT number, digest FROM journal_head WHERE only_row = 1";
    ALL = "SELECT number, event, digest, subject FROM journal ORDER BY number";
    BEFORE = "SELECT number, event, digest FROM journal WHERE number < $1 ORDER BY number DESC LIMIT $2";
    ABOUT = "SELECT number, event, digest FROM journal WHERE subject = $1 ORDER BY number DESC LIMIT $2";
}

/// What verification found wrong.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The chain does not hold.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The remembered end of the chain is not where the chain ends.
    #[error(
        "the journal ends at entry {found}, but {remembered} entries were written: the last ones are missing"
    )]
    Cut {
        /// Entries that are there.
        found: u64,
        /// Entries that were written.
        remembered: u64,
    },
    /// An entry is filed under somebody it is not about.
    #[error("entry {number} is filed under another person than it is about")]
    Misfiled {
        /// Which entry.
        number: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

/// Writes an entry; it stays if and only if the transaction does. Entries of different transactions wait for each other,
/// so an operation writes its entries last.
///
/// # Errors
/// A fault of the database.
pub async fn record(tx: &mut Tx<'_>, event: Event) -> StoreResult<Link> {
    let head = match tx.query_opt(NEXT, &[]).await? {
        Some(StoredHead(head)) => head,
        None => {
            tx.execute(START, args![Head::empty().digest.0]).await?;
            let StoredHead(head) = tx.query_one(NEXT, &[]).await?;
            head
        }
    };
    let subject = event.subject.map(|subject| subject.0);
    let link = head.link(event);
    tx.execute(
        ADD,
        args![number(link.number), link.event.to_bytes(), link.digest.0, subject],
    )
    .await?;
    tx.execute(CLOSE, args![link.digest.0]).await?;
    Ok(link)
}

/// The end of the chain.
///
/// # Errors
/// A fault of the database.
pub async fn head(db: &impl Read) -> StoreResult<Head> {
    let stored: Option<StoredHead> = db.query_opt(HEAD, &[]).await?;
    Ok(stored.map_or_else(Head::empty, |stored| stored.0))
}

/// Walks along the whole chain, which must pass through each of `heads`, put aside earlier. Holds one entry at a time.
///
/// # Errors
/// The first place where it does not hold.
pub async fn verify(db: &impl Read, heads: Vec<Head>) -> Result<Head, VerifyError> {
    let mut verifier = Verifier::new(heads);
    let mut wrong = None;
    db.for_each(ALL, &[], |row| {
        if wrong.is_none() {
            wrong = next(&mut verifier, row)?.err();
        }
        Ok(())
    })
    .await?;
    if let Some(wrong) = wrong {
        return Err(wrong);
    }
    let end = verifier.finish()?;
    let remembered = head(db).await?;
    if end == remembered {
        Ok(end)
    } else if end.number < remembered.number {
        Err(VerifyError::Cut {
            found: end.number,
            remembered: remembered.number,
        })
    } else {
        Err(Broken::NotThrough {
            number: remembered.number,
        }
        .into())
    }
}

fn next(verifier: &mut Verifier, row: &Row<'_>) -> StoreResult<Result<(), VerifyError>> {
    let number: u64 = row.get(0)?;
    let event: &[u8] = row.get(1)?;
    if let Err(broken) = verifier.next(number, event, Digest(row.get(2)?)) {
        return Ok(Err(broken.into()));
    }
    let subject: Option<[u8; 16]> = row.get(3)?;
    let about = Event::from_bytes(event).map_err(|_| unreadable())?.subject;
    Ok(if about.map(|about| about.0) == subject {
        Ok(())
    } else {
        Err(VerifyError::Misfiled { number })
    })
}

/// The last entries before a number, newest first.
///
/// # Errors
/// A fault of the database.
pub async fn before(db: &impl Read, before: u64, limit: u32) -> StoreResult<Vec<Link>> {
    db.query(BEFORE, args![number(before), limit]).await
}

/// The last entries about one person, newest first: who looked at her file, and what was done.
///
/// # Errors
/// A fault of the database.
pub async fn about(db: &impl Read, subject: Pseudonym, limit: u32) -> StoreResult<Vec<Link>> {
    db.query(ABOUT, args![subject.0, limit]).await
}

struct StoredHead(Head);

impl FromRow for StoredHead {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self(Head {
            number: row.get(0)?,
            digest: Digest(row.get(1)?),
        }))
    }
}

impl FromRow for Link {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        let event: &[u8] = row.get(1)?;
        Ok(Self {
            number: row.get(0)?,
            event: Event::from_bytes(event).map_err(|_| unreadable())?,
            digest: Digest(row.get(2)?),
        })
    }
}

fn unreadable() -> StoreError {
    StoreError::Unreadable {
        what: "entry of the journal",
    }
}

/// As the engines store it. Fewer entries are ever written than an `i64` counts.
fn number(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
