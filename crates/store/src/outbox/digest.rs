//! One letter rather than ten: what waits for somebody is added to the digest that has not left yet.

use domain::accounts::EmailAddress;
use domain::jobs::JobKind;
use domain::language::Language;
use domain::mail::{DigestLine, LetterId, Link, Template};
use jiff::Timestamp;
use vault::{Random, drawn};

use super::{ADD, Content, recipient, seal, unseal};
use crate::args;
use crate::db::{Read, Tx, statements};
use crate::error::{StoreError, StoreResult};
use crate::jobs::{self, NewJob};
use crate::keys::Keyring;

statements! {
    // Also the lock: another transaction that adds a line waits here.
    GATHERING = "UPDATE letters SET gathers = gathers WHERE gathers = $1 RETURNING id, sealed";
    RESEAL = "UPDATE letters SET sealed = $2 WHERE id = $1 AND state = 'waiting'";
}

/// Adds a line to the digest that waits for somebody, or starts one, which leaves at `due_at`. The language and the link
/// are those of the first line.
///
/// # Errors
/// A fault of the database. A duplicate ([`StoreError::is_duplicate`]) when another transaction started the same digest
/// at the same moment: the operation has to be done again.
pub async fn gather(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    (to, language): (&EmailAddress, Language),
    line: DigestLine,
    link: &Link,
    (due_at, now): (Timestamp, Timestamp),
    random: &mut (impl Random + Send),
) -> StoreResult<()> {
    let recipient = recipient(keyring, to);
    let waiting: Option<(LetterId, Vec<u8>)> = tx.query_opt(GATHERING, args![recipient]).await?;
    if let Some((id, sealed)) = waiting {
        let mut content = unseal(keyring, id, &sealed)?;
        let Template::Digest { lines, .. } = &mut content.template else {
            return Err(StoreError::Unreadable { what: "digest" });
        };
        line.add_to(lines);
        let sealed = seal(keyring, id, &content, random)?;
        tx.execute(RESEAL, args![id, sealed]).await?;
        return Ok(());
    }
    let id = LetterId::from_random(drawn(random));
    let content = Content {
        to: to.as_str().to_owned(),
        template: Template::Digest {
            lines: vec![line],
            link: link.clone(),
        },
    };
    let sealed = seal(keyring, id, &content, random)?;
    let code = content.template.code();
    tx.execute(
        ADD,
        args![
            id,
            recipient,
            code,
            language.tag(),
            sealed,
            now,
            None::<Timestamp>,
            recipient
        ],
    )
    .await?;
    let job = NewJob {
        kind: JobKind::SendLetter,
        about: id.as_str(),
        once: id.as_str(),
        due_at,
    };
    jobs::ask(tx, job, random, now).await?;
    Ok(())
}
