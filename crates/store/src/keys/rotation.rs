//! A new master key: each stored key is wrapped again, some at a time, while the program serves.
//!
//! Killed at any moment, it goes on where it stopped: the key file holds both master keys until nothing is wrapped by the
//! old one, and each stored key says which one wrapped it.

use vault::{KeyFile, NamedKey, Random};

use super::{CannotUnlock, Stored};
use crate::args;
use crate::db::{Read, Tx, statements};
use crate::error::StoreResult;

statements! {
    STALE = "SELECT container, master, wrapped FROM container_keys WHERE master <> $1 ORDER BY container LIMIT $2";
    LEFT = "SELECT COUNT(*) FROM container_keys WHERE master <> $1";
    // The row that whoever adds a key holds: none can be added with the old master key between the last look and the end.
    HOLD = "UPDATE container_keys SET master = master WHERE container = $1";
    REPLACE = "UPDATE container_keys SET master = $2, wrapped = $3 WHERE container = $1 AND master = $4";
}

/// How far a rotation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rewrapped {
    /// Keys wrapped again in this step.
    pub done: u64,
    /// Keys still wrapped by an older master key.
    pub left: u64,
}

/// Wraps up to `limit` keys again with the current master key of the file.
///
/// # Errors
/// A stored key does not open with any key of the file: nothing of this step is kept.
pub async fn rewrap_some(
    tx: &mut Tx<'_>,
    file: &KeyFile,
    limit: u32,
    random: &mut (impl Random + Send),
) -> Result<Rewrapped, CannotUnlock> {
    let current = file.current().id().to_string();
    tx.execute(HOLD, args![NamedKey::Instance.container()]).await?;
    let stale: Vec<Stored> = tx.query(STALE, args![current, limit]).await?;
    let mut done = 0;
    for stored in stale {
        let wrapped = stored.open(file)?.wrap(file.current(), &stored.container, random);
        done += tx
            .execute(
                REPLACE,
                args![
                    stored.container,
                    current,
                    wrapped.bytes,
                    stored.key.master.to_string()
                ],
            )
            .await?;
    }
    Ok(Rewrapped {
        done,
        left: left(tx, &current).await?,
    })
}

async fn left(db: &impl Read, current: &str) -> StoreResult<u64> {
    let (count,): (u64,) = db.query_one(LEFT, args![current]).await?;
    Ok(count)
}
