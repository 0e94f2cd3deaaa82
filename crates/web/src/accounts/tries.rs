//! How often somebody may try to come in, asked of the database that all nodes share.

use domain::tries::{Network, TooMany, Try};
use jiff::Timestamp;
use store::StoreError;
use store::tries::{Tried, count, look};

use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};

/// The page that says when to try again.
pub(super) fn too_many(refused: TooMany, now: Timestamp) -> PageError {
    PageError::TooMany {
        wait_s: refused.wait_s(now),
    }
}

/// Refuses where the next try would be one too many. Counts nothing, and waits for no turn to write.
///
/// # Errors
/// When to try again; a fault.
pub(super) async fn must_be_left(instance: &Instance, tried: Tried<'_>, now: Timestamp) -> PageResult<()> {
    let keys = instance.keys.get();
    look(&instance.db, keys.lookup(), tried, now)
        .await?
        .map_err(|refused| too_many(refused, now))
}

/// Counts a try that has just failed and cannot be guessed anyway: where the database is busy, it goes uncounted.
pub(super) async fn note_failed_link(instance: &Instance, from: Network, now: Timestamp) {
    let tried = Tried {
        what: Try::OpenLink,
        from,
        on: None,
    };
    let counted = async {
        let mut tx = instance.db.write().await?;
        // One too many changes nothing: the next look refuses.
        if count(&mut tx, instance.keys.get().lookup(), tried, now)
            .await?
            .is_ok()
        {
            tx.commit().await?;
        }
        Ok(())
    };
    match counted.await {
        Ok(()) | Err(StoreError::Busy) => {}
        Err(error) => tracing::error!(%error, "a link that opened nothing could not be counted"),
    }
}
