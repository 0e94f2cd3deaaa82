//! The job that sends a letter.

use super::Worker;
use crate::post::{Parcel, Undelivered};
use domain::jobs::Problem;
use std::time::Duration;
use store::jobs::Claimed;
use store::{StoreError, StoreResult, outbox};
use web::mail::render;

/// How many times an answer is noted before it is given up, a second apart: what is not noted is sent again.
const INSIST: u32 = 10;

/// Notes an answer in spite of a database that is busy for a moment.
async fn insist<F: Future<Output = StoreResult<bool>>>(note: impl Fn() -> F) -> StoreResult<bool> {
    for _ in 1..INSIST {
        match note().await {
            Err(error) => tracing::warn!(%error, "an answer could not be noted; trying again"),
            noted => return noted,
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    note().await
}

impl Worker {
    /// Opens the letter, hands it over and notes the answer. The inner error is why this try failed.
    pub(super) async fn send_letter(&self, job: &Claimed) -> StoreResult<Result<(), Problem>> {
        let Some(postman) = &self.postman else {
            return Ok(Err(Problem::of("no-mail-server")));
        };
        let opened = match outbox::open(&self.db, &self.keys.get(), job, self.clock.now()).await {
            Ok(Some(opened)) => opened,
            Ok(None) => return Ok(Ok(())),
            Err(StoreError::Unreadable { .. }) => return Ok(Err(Problem::of("unreadable-letter"))),
            Err(error) => return Err(error),
        };
        let parcel = Parcel {
            id: opened.id,
            text: render(&self.settings, opened.language, &opened.template),
            to: opened.to,
            language: opened.language,
            at: self.clock.now(),
        };
        let answer = postman.deliver(parcel).await;
        let now = self.clock.now();
        let is_noted = match answer {
            Ok(()) => {
                let note = || outbox::sent(&self.db, job, opened.id, now);
                insist(note).await?
            }
            Err(Undelivered::Refused(answer)) => {
                tracing::info!(letter = %opened.id, %answer, "an address takes no mail");
                let note = || outbox::refused(&self.db, job, opened.id, &answer, now);
                insist(note).await?
            }
            Err(Undelivered::Later(problem)) => return Ok(Err(problem)),
        };
        if !is_noted {
            tracing::warn!(letter = %opened.id, "another node took this letter over: it may arrive twice");
        }
        Ok(Ok(()))
    }
}
