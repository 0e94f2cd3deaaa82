//! What the job that sends a letter asks and says, and what is known of an address.

use domain::accounts::EmailAddress;
use domain::jobs::Problem;
use domain::language::Language;
use domain::mail::{LetterId, LetterState, Template, is_worth_sending};
use jiff::Timestamp;

use super::{UNREADABLE, recipient, unseal};
use crate::args;
use crate::db::{Db, FromRow, Read, Row, Tx, statements};
use crate::error::StoreResult;
use crate::jobs::{self, Claimed};
use crate::keys::Keyring;

statements! {
    // A digest that is being sent takes no more lines.
    OPEN = "UPDATE letters SET gathers = NULL WHERE id = $1 RETURNING language, sealed, ends_at, posted_at";
    END = "UPDATE letters SET state = $2, ended_at = $3, answer = $4, sealed = NULL, gathers = NULL \
        WHERE id = $1 AND state = 'waiting'";
    LAST_ANSWER = "SELECT state, ended_at, answer FROM letters \
        WHERE recipient = $1 AND state IN ('sent', 'refused') ORDER BY ended_at DESC, id LIMIT 1";
    POSTED_SINCE = "SELECT COUNT(*) FROM letters WHERE recipient = $1 AND posted_at >= $2";
    FORGET = "DELETE FROM letters WHERE state <> 'waiting' AND ended_at < $1";
}

/// A letter, open to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Which one.
    pub id: LetterId,
    /// Where it goes.
    pub to: EmailAddress,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub template: Template,
    /// When it was written.
    pub posted_at: Timestamp,
}

/// An address that a mail server refused for good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// When.
    pub at: Timestamp,
    /// What the server answered, as a word: `smtp-550-5.1.1`.
    pub answer: Option<Problem>,
}

struct Stored {
    language: Language,
    sealed: Option<Vec<u8>>,
    ends_at: Option<Timestamp>,
    posted_at: Timestamp,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self {
            language: row.get("language")?,
            sealed: row.get("sealed")?,
            ends_at: row.get("ends_at")?,
            posted_at: row.get("posted_at")?,
        })
    }
}

/// Opens the letter of a job. `None` when nothing is left to send: the job is done then. One that is no longer worth
/// sending ends here.
///
/// # Errors
/// A fault of the database; the letter does not open with these keys.
pub async fn open(db: &Db, keyring: &Keyring, job: &Claimed, now: Timestamp) -> StoreResult<Option<Opened>> {
    let id = LetterId::parse(&job.about).map_err(|_| UNREADABLE)?;
    let mut tx = db.write().await?;
    let stored: Option<Stored> = tx.query_opt(OPEN, args![id]).await?;
    let Some(Stored {
        language,
        sealed: Some(sealed),
        ends_at,
        posted_at,
    }) = stored
    else {
        jobs::done(&mut tx, job, now).await?;
        tx.commit().await?;
        return Ok(None);
    };
    if !is_worth_sending(ends_at, now) {
        end(&mut tx, id, LetterState::Expired, None, now).await?;
        jobs::done(&mut tx, job, now).await?;
        tx.commit().await?;
        return Ok(None);
    }
    let content = unseal(keyring, id, &sealed)?;
    tx.commit().await?;
    Ok(Some(Opened {
        id,
        to: EmailAddress::parse(&content.to).map_err(|_| UNREADABLE)?,
        language,
        template: content.template,
        posted_at,
    }))
}

/// Notes that a mail server took the letter over, and that the job is done. Answers whether this node still held the job;
/// when not, nothing is noted.
///
/// # Errors
/// A fault of the database: the letter will be sent again under the same identifier.
pub async fn sent(db: &Db, job: &Claimed, id: LetterId, now: Timestamp) -> StoreResult<bool> {
    conclude(db, job, id, (LetterState::Sent, None), now).await
}

/// Notes that a mail server refused the letter for good, and that the job is done: nobody tries that again.
///
/// # Errors
/// A fault of the database.
pub async fn refused(
    db: &Db,
    job: &Claimed,
    id: LetterId,
    answer: &Problem,
    now: Timestamp,
) -> StoreResult<bool> {
    conclude(db, job, id, (LetterState::Refused, Some(answer)), now).await
}

async fn conclude(
    db: &Db,
    job: &Claimed,
    id: LetterId,
    (state, answer): (LetterState, Option<&Problem>),
    now: Timestamp,
) -> StoreResult<bool> {
    let mut tx = db.write().await?;
    if !jobs::done(&mut tx, job, now).await? {
        tx.roll_back();
        return Ok(false);
    }
    end(&mut tx, id, state, answer, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Erases a letter that will not be sent.
///
/// # Errors
/// A fault of the database.
pub async fn drop_letter(tx: &mut Tx<'_>, id: LetterId, now: Timestamp) -> StoreResult<()> {
    end(tx, id, LetterState::Dropped, None, now).await
}

async fn end(
    tx: &mut Tx<'_>,
    id: LetterId,
    state: LetterState,
    answer: Option<&Problem>,
    now: Timestamp,
) -> StoreResult<()> {
    let answer = answer.map(Problem::as_str);
    tx.execute(END, args![id, state.code(), now, answer]).await?;
    Ok(())
}

/// Whether the last letter that a server answered about was refused: then this address takes no mail.
///
/// # Errors
/// A fault of the database.
pub async fn refusal(
    db: &impl Read,
    keyring: &Keyring,
    address: &EmailAddress,
) -> StoreResult<Option<Refusal>> {
    let last: Option<(LetterState, Timestamp, Option<Problem>)> = db
        .query_opt(LAST_ANSWER, args![recipient(keyring, address)])
        .await?;
    Ok(match last {
        Some((LetterState::Refused, at, answer)) => Some(Refusal { at, answer }),
        _ => None,
    })
}

/// How many letters were written to an address since a moment: whoever lets strangers ask for letters limits them by it.
///
/// # Errors
/// A fault of the database.
pub async fn posted_since(
    db: &impl Read,
    keyring: &Keyring,
    address: &EmailAddress,
    since: Timestamp,
) -> StoreResult<u64> {
    let (count,): (u64,) = db
        .query_one(POSTED_SINCE, args![recipient(keyring, address), since])
        .await?;
    Ok(count)
}

/// Forgets the letters that ended before this moment. Answers how many.
///
/// # Errors
/// A fault of the database.
pub async fn forget_letters(tx: &mut Tx<'_>, before: Timestamp) -> StoreResult<u64> {
    tx.execute(FORGET, args![before]).await
}
