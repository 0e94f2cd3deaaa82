//! Jobs that were given up, how all of them stand, and forgetting those that ended.

use domain::jobs::{JobId, JobKind, Problem};
use domain::mail::LetterId;
use jiff::Timestamp;

use crate::args;
use crate::db::{FromRow, Read, Row, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::outbox;

statements! {
    STOPPED = "SELECT id, kind, tries, problem, created_at, ended_at FROM jobs WHERE state = 'dead' \
        ORDER BY ended_at DESC, id LIMIT $1";
    RETRY = "UPDATE jobs SET state = 'open', free_at = $2, tries = 0, ended_at = NULL WHERE id = $1 AND state = 'dead'";
    DROP = "UPDATE jobs SET state = 'dropped', ended_at = $2 WHERE id = $1 AND state = 'dead' RETURNING kind, about";
    FORGET = "DELETE FROM jobs WHERE state IN ('done', 'dropped') AND ended_at < $1";
    STANDING = "SELECT COUNT(*) FILTER (WHERE state = 'open'), COUNT(*) FILTER (WHERE state = 'dead'), \
        MIN(free_at) FILTER (WHERE state = 'open') FROM jobs WHERE kind = $1";
}

/// A job that was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoppedJob {
    /// Which one.
    pub id: JobId,
    /// What for.
    pub kind: JobKind,
    /// How many times it was tried.
    pub tries: u32,
    /// What went wrong last.
    pub problem: Option<Problem>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it was given up.
    pub ended_at: Timestamp,
}

impl FromRow for StoppedJob {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            tries: row.get("tries")?,
            problem: row.get("problem")?,
            created_at: row.get("created_at")?,
            ended_at: row.get("ended_at")?,
        })
    }
}

/// How the jobs of a kind stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// To be done, now or later, or being done.
    pub open: u64,
    /// Given up.
    pub dead: u64,
    /// Since when the one that has waited longest could have been claimed; in the future when none waits.
    pub next_free: Option<Timestamp>,
}

/// The jobs that were given up, the last one first.
///
/// # Errors
/// A fault of the database.
pub async fn stopped(db: &impl Read, limit: u32) -> StoreResult<Vec<StoppedJob>> {
    db.query(STOPPED, args![limit]).await
}

/// Has a job that was given up tried again, from the first try on. Answers whether there was one.
///
/// # Errors
/// A fault of the database.
pub async fn retry(tx: &mut Tx<'_>, id: JobId, now: Timestamp) -> StoreResult<bool> {
    Ok(tx.execute(RETRY, args![id, now]).await? > 0)
}

/// Drops a job that was given up, and erases what it was about where that served nothing else. Answers whether there was
/// one.
///
/// # Errors
/// A fault of the database.
pub async fn drop_dead(tx: &mut Tx<'_>, id: JobId, now: Timestamp) -> StoreResult<bool> {
    let dropped: Option<(JobKind, String)> = tx.query_opt(DROP, args![id, now]).await?;
    match dropped {
        None => Ok(false),
        Some((JobKind::SendLetter, about)) => {
            let letter = LetterId::parse(&about).map_err(|_| StoreError::Unreadable {
                what: "identifier of a letter",
            })?;
            outbox::drop_letter(tx, letter, now).await?;
            Ok(true)
        }
    }
}

/// Forgets the jobs that ended before this moment, except those that were given up. Answers how many.
///
/// # Errors
/// A fault of the database.
pub async fn forget_ended(tx: &mut Tx<'_>, before: Timestamp) -> StoreResult<u64> {
    tx.execute(FORGET, args![before]).await
}

/// How the jobs of a kind stand.
///
/// # Errors
/// A fault of the database.
pub async fn standing(db: &impl Read, kind: JobKind) -> StoreResult<Standing> {
    let (open, dead, next_free) = db.query_one(STANDING, args![kind.code()]).await?;
    Ok(Standing {
        open,
        dead,
        next_free,
    })
}
