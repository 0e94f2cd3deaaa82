//! The table of jobs: asked for in the transaction of their cause, claimed by one node at a time, told how they ended.
//!
//! Nodes are as many as they like. Each claim is a lease: whoever holds it tells how the job ended, or says in time that
//! it is still at it; when it falls silent, another takes the job over, and what the first one still has to say is not
//! heard. What a job does is not here.

mod dead;

use domain::jobs::{JobId, JobKind, Next, Problem};
use jiff::Timestamp;
use vault::{Random, drawn};

pub use dead::{Standing, StoppedJob, drop_dead, forget_ended, retry, standing, stopped};

use crate::args;
use crate::db::{Db, FromRow, Read, Row, Tx, statements};
use crate::dialect;
use crate::error::StoreResult;

statements! {
    ADD = "INSERT INTO jobs (id, kind, about, once, state, created_at, free_at, tries) \
        VALUES ($1, $2, $3, $4, 'open', $5, $6, 0) ON CONFLICT (kind, once) DO NOTHING";
    NEXT_FREE = "SELECT MIN(free_at) FROM jobs WHERE state = 'open' AND kind = $1";
    END = "UPDATE jobs SET state = $3, holder = NULL, ended_at = $4, problem = $5 \
        WHERE id = $1 AND holder = $2 AND state = 'open'";
    POSTPONE = "UPDATE jobs SET holder = NULL, free_at = $3, problem = $4 \
        WHERE id = $1 AND holder = $2 AND state = 'open'";
    PROLONG = "UPDATE jobs SET free_at = $3 WHERE id = $1 AND holder = $2 AND state = 'open'";
}

/// A job to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// What for.
    pub kind: JobKind,
    /// The identifier of what it is about.
    pub about: &'a str,
    /// Asked for again with the same word, it is the same job.
    pub once: &'a str,
    /// Not before.
    pub due_at: Timestamp,
}

/// A job that this node holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// Which one.
    pub id: JobId,
    /// What for.
    pub kind: JobKind,
    /// What it is about.
    pub about: String,
    /// How many times it was claimed, this one included.
    pub tries: u32,
    holder: String,
}

struct Taken(Claimed);

impl FromRow for Taken {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self(Claimed {
            id: row.get("id")?,
            kind: row.get("kind")?,
            about: row.get("about")?,
            tries: row.get("tries")?,
            holder: String::new(),
        }))
    }
}

/// What became of a job whose try failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AfterFailure {
    /// It is tried again from this moment on.
    Again(Timestamp),
    /// It was given up.
    Dead,
    /// The lease had ended: whoever took the job over decides.
    TakenOver,
}

/// Asks for a job; it will be done if and only if the transaction is kept. Answers whether it is a new one.
///
/// # Errors
/// A fault of the database.
pub async fn ask(
    tx: &mut Tx<'_>,
    job: NewJob<'_>,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> StoreResult<bool> {
    let id = JobId::from_random(drawn(random));
    let added = tx
        .execute(
            ADD,
            args![id, job.kind.code(), job.about, job.once, now, job.due_at],
        )
        .await?;
    Ok(added > 0)
}

/// When the next job of a kind may be claimed; `None` when there is none to come. Holds no lock.
///
/// # Errors
/// A fault of the database.
pub async fn next_free(db: &impl Read, kind: JobKind) -> StoreResult<Option<Timestamp>> {
    let (at,): (Option<Timestamp>,) = db.query_one(NEXT_FREE, args![kind.code()]).await?;
    Ok(at)
}

/// Claims the job of a kind that has waited longest, until the lease of its kind ends. One whose holders fell silent too
/// often is given up here: it may be what silences them.
///
/// # Errors
/// A fault of the database.
pub async fn claim(
    db: &Db,
    kind: JobKind,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> StoreResult<Option<Claimed>> {
    loop {
        let holder = data_encoding::HEXLOWER.encode(&drawn::<16>(random));
        let mut tx = db.write().await?;
        let lease_ends = now + kind.lease();
        let taken: Option<Taken> =
            dialect::job_claim::claim(&tx, args![holder, lease_ends, kind.code(), now]).await?;
        let Some(Taken(claimed)) = taken else {
            return Ok(None);
        };
        let claimed = Claimed { holder, ..claimed };
        let is_given_up = !kind.retry().allows(claimed.tries);
        if is_given_up {
            end(&mut tx, &claimed, "dead", Some(&Problem::of("fell-silent")), now).await?;
        }
        tx.commit().await?;
        if !is_given_up {
            return Ok(Some(claimed));
        }
    }
}

/// Says that this node is still at it. Answers whether it still holds the job; when not, it must stop.
///
/// # Errors
/// A fault of the database.
pub async fn prolong(db: &Db, job: &Claimed, now: Timestamp) -> StoreResult<bool> {
    let mut tx = db.write().await?;
    let held = tx
        .execute(PROLONG, args![job.id, job.holder, now + job.kind.lease()])
        .await?;
    tx.commit().await?;
    Ok(held > 0)
}

/// Says that a job is done, in the transaction of what it did. Answers whether this node still held it; when not, the
/// transaction must be given up.
///
/// # Errors
/// A fault of the database.
pub async fn done(tx: &mut Tx<'_>, job: &Claimed, now: Timestamp) -> StoreResult<bool> {
    end(tx, job, "done", None, now).await
}

/// Says that a try failed. `chance` is drawn: see [`domain::jobs::Retry::after`].
///
/// # Errors
/// A fault of the database.
pub async fn failed(
    tx: &mut Tx<'_>,
    job: &Claimed,
    problem: &Problem,
    chance: u16,
    now: Timestamp,
) -> StoreResult<AfterFailure> {
    let (outcome, held) = match job.kind.retry().after(job.tries, chance) {
        Next::Again(delay) => {
            let at = now + delay;
            let held = tx
                .execute(POSTPONE, args![job.id, job.holder, at, problem.as_str()])
                .await?;
            (AfterFailure::Again(at), held > 0)
        }
        Next::GiveUp => (
            AfterFailure::Dead,
            end(tx, job, "dead", Some(problem), now).await?,
        ),
    };
    Ok(if held { outcome } else { AfterFailure::TakenOver })
}

async fn end(
    tx: &mut Tx<'_>,
    job: &Claimed,
    state: &'static str,
    problem: Option<&Problem>,
    now: Timestamp,
) -> StoreResult<bool> {
    let problem = problem.map(Problem::as_str);
    Ok(tx
        .execute(END, args![job.id, job.holder, state, now, problem])
        .await?
        > 0)
}

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![
        ("src/jobs/mod.rs", STATEMENTS),
        ("src/jobs/dead.rs", dead::STATEMENTS),
    ]
}

#[cfg(test)]
mod tests;
