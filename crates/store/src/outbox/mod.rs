//! Letters waiting to be sent: written in the transaction of their cause, sealed, erased once they have ended.
//!
//! Rendering and sending are not here. What is said of sending: a letter that a mail server answered about is never sent
//! again; when the program ends between that answer and its being noted, the letter is sent a second time under the same
//! identifier (at least once, as everywhere in mail).

mod digest;
mod sending;

use domain::accounts::EmailAddress;
use domain::jobs::JobKind;
use domain::mail::{Letter, LetterId, Template};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use vault::{Context, Random, drawn};

pub use digest::gather;
pub use sending::{Opened, Refusal, drop_letter, forget_letters, open, posted_since, refusal, refused, sent};

use crate::args;
use crate::db::{Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::jobs::{self, NewJob};
use crate::keys::Keyring;

statements! {
    ADD = "INSERT INTO letters (id, recipient, template, language, sealed, state, posted_at, ends_at, gathers) \
        VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7, $8)";
}

/// What became of a letter that was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It will be sent.
    New(LetterId),
    /// The same one was written before for the same cause.
    Already,
}

/// What is sealed of a letter.
#[derive(Serialize, Deserialize)]
struct Content {
    to: String,
    template: Template,
}

/// Writes a letter, which is sent if and only if the transaction is kept.
///
/// # Errors
/// A fault of the database.
pub async fn post(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    letter: Letter,
    random: &mut (impl Random + Send),
    now: Timestamp,
) -> StoreResult<Posted> {
    let recipient = recipient(keyring, &letter.to);
    let once = format!(
        "{}/{}/{}",
        letter.cause.as_str(),
        letter.template.code(),
        data_encoding::HEXLOWER.encode(&recipient[..8]),
    );
    let id = LetterId::from_random(drawn(random));
    let job = NewJob {
        kind: JobKind::SendLetter,
        about: id.as_str(),
        once: &once,
        due_at: now,
    };
    if !jobs::ask(tx, job, random, now).await? {
        return Ok(Posted::Already);
    }
    let content = Content {
        to: letter.to.as_str().to_owned(),
        template: letter.template,
    };
    let sealed = seal(keyring, id, &content, random)?;
    tx.execute(
        ADD,
        args![
            id,
            recipient,
            content.template.code(),
            letter.language.tag(),
            sealed,
            now,
            content.template.ends(now),
            None::<[u8; 32]>
        ],
    )
    .await?;
    Ok(Posted::New(id))
}

/// The digest that letters to an address are found by, however it is written.
fn recipient(keyring: &Keyring, address: &EmailAddress) -> [u8; 32] {
    keyring
        .lookup()
        .digest("recipient of a letter", address.key().as_bytes())
}

fn place(id: LetterId) -> Context {
    Context::of("letter").and(id.as_str())
}

fn seal(
    keyring: &Keyring,
    id: LetterId,
    content: &Content,
    random: &mut impl Random,
) -> StoreResult<Vec<u8>> {
    let text = serde_json::to_vec(content).map_err(|_| UNREADABLE)?;
    Ok(keyring.instance().seal(&place(id), &text, random))
}

fn unseal(keyring: &Keyring, id: LetterId, sealed: &[u8]) -> StoreResult<Content> {
    let text = keyring
        .instance()
        .open(&place(id), sealed)
        .map_err(|_| UNREADABLE)?;
    serde_json::from_slice(&text).map_err(|_| UNREADABLE)
}

const UNREADABLE: StoreError = StoreError::Unreadable { what: "letter" };

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![
        ("src/outbox/mod.rs", STATEMENTS),
        ("src/outbox/digest.rs", digest::STATEMENTS),
        ("src/outbox/sending.rs", sending::STATEMENTS),
    ]
}

#[cfg(test)]
mod tests;
