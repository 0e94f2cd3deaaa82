//! The jobs of this node: looks for those that are due, does some at a time, and stops without leaving one half done.
//!
//! What a job may mean for others (leases, retries, the dead) is in `domain::jobs` and `store::jobs`.

mod letters;

use crate::keys::random;
use crate::post::Postman;
use domain::jobs::{JobKind, Problem};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use store::jobs::{self, AfterFailure, Claimed};
use store::{Db, StoreResult, outbox, tries};
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use web::instance::Keys;
use web::site::{Clock, Settings};

/// How often a node looks whether something is due. Somebody may be waiting for a letter in front of a page.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How many jobs a node does at once: a slow mail server must not hold up what another letter is awaited for.
const AT_ONCE: usize = 4;
/// How often what is over is forgotten: often, because what is kept of somebody's address must not outlive its hour by much.
const FORGET_EVERY: Duration = Duration::from_secs(600);
/// How long ended jobs and letters are remembered, without their content.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What the jobs of a node need.
#[derive(Clone)]
pub struct Worker {
    /// Where jobs are.
    pub db: Db,
    /// What opens letters.
    pub keys: Keys,
    /// What letters say of the instance.
    pub settings: Settings,
    /// Tells the time.
    pub clock: Clock,
    /// Who takes letters over; without anybody, they wait.
    pub postman: Option<Arc<dyn Postman>>,
}

/// A node at work.
pub struct Work {
    stop: watch::Sender<bool>,
    working: JoinHandle<()>,
}

impl Work {
    /// Starts looking for jobs.
    pub fn start(worker: Worker) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self {
            stop,
            working: tokio::spawn(worker.keep_on(stopped)),
        }
    }

    /// Takes no more jobs and lets those under way end. What is cut is taken over once its lease has ended.
    pub async fn stop(self, within: Duration) {
        self.stop.send_replace(true);
        let abort = self.working.abort_handle();
        if tokio::time::timeout(within, self.working).await.is_err() {
            abort.abort();
            tracing::warn!("jobs under way were cut; they are done again later");
        }
    }
}

impl Worker {
    async fn keep_on(self, mut stop: watch::Receiver<bool>) {
        let mut under_way = JoinSet::new();
        let mut look = tokio::time::interval(LOOK_EVERY);
        look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut forget = tokio::time::interval(FORGET_EVERY);
        forget.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                _asked = stop.changed() => break,
                Some(ended) = under_way.join_next() => note_panic(ended),
                _ = look.tick() => {}
                _ = forget.tick() => note_fault(self.forget_old().await, "forget what ended"),
            }
            while under_way.len() < AT_ONCE {
                match self.claim_next().await {
                    Ok(Some(job)) => {
                        let worker = self.clone();
                        under_way.spawn(async move { worker.do_job(job).await });
                    }
                    Ok(None) => break,
                    Err(error) => {
                        note_fault(Err(error), "look for jobs");
                        break;
                    }
                }
            }
        }
        while let Some(ended) = under_way.join_next().await {
            note_panic(ended);
        }
    }

    /// Claims a job that this node is able to do.
    async fn claim_next(&self) -> StoreResult<Option<Claimed>> {
        let now = self.clock.now();
        for kind in JobKind::ALL {
            let is_able = match kind {
                JobKind::SendLetter => self.postman.is_some(),
            };
            // Asked first, because claiming takes the turn to write.
            if !is_able || jobs::next_free(&self.db, kind).await?.is_none_or(|at| at > now) {
                continue;
            }
            if let Some(job) = jobs::claim(&self.db, kind, &mut random, now).await? {
                return Ok(Some(job));
            }
        }
        Ok(None)
    }

    /// Does a job while its lease is prolonged; when it cannot be any more, another node has taken the job over.
    async fn do_job(&self, job: Claimed) {
        let every = Duration::try_from(job.kind.lease() / 3).expect("leases are positive");
        let mut prolong = tokio::time::interval_at(tokio::time::Instant::now() + every, every);
        let mut doing = std::pin::pin!(self.attempt(&job));
        loop {
            tokio::select! {
                done = &mut doing => return note_fault(done, "note how a job ended"),
                _ = prolong.tick() => match jobs::prolong(&self.db, &job, self.clock.now()).await {
                    Ok(true) => {}
                    Ok(false) => return tracing::warn!(job = %job.id, "another node took a job over"),
                    // The lease still runs for a while: the next time may go better.
                    Err(error) => note_fault(Err(error), "prolong a lease"),
                },
            }
        }
    }

    async fn attempt(&self, job: &Claimed) -> StoreResult<()> {
        let attempted = match job.kind {
            JobKind::SendLetter => self.send_letter(job).await?,
        };
        match attempted {
            Ok(()) => Ok(()),
            Err(problem) => self.failed(job, &problem).await,
        }
    }

    async fn failed(&self, job: &Claimed, problem: &Problem) -> StoreResult<()> {
        let mut chance = [0; 2];
        random(&mut chance);
        let mut tx = self.db.write().await?;
        let now = self.clock.now();
        let after = jobs::failed(&mut tx, job, problem, u16::from_le_bytes(chance), now).await?;
        tx.commit().await?;
        let (id, kind, tries) = (job.id, job.kind.code(), job.tries);
        match after {
            AfterFailure::Again(at) => {
                tracing::warn!(job = %id, kind, tries, %problem, %at, "a job failed and is tried again");
            }
            AfterFailure::Dead => {
                tracing::error!(job = %id, kind, tries, %problem, "a job was given up: `parvis jobs` lists it");
            }
            AfterFailure::TakenOver => tracing::warn!(job = %id, kind, "another node took a job over"),
        }
        Ok(())
    }

    async fn forget_old(&self) -> StoreResult<()> {
        let before: Timestamp = self.clock.now() - REMEMBERED;
        let mut tx = self.db.write().await?;
        jobs::forget_ended(&mut tx, before).await?;
        outbox::forget_letters(&mut tx, before).await?;
        tx.commit().await?;
        let mut tx = self.db.write().await?;
        tries::forget(&mut tx, self.clock.now()).await?;
        tx.commit().await
    }
}

fn note_fault(outcome: StoreResult<()>, doing: &'static str) {
    if let Err(error) = outcome {
        tracing::warn!(%error, doing, "a job could not be looked after; it is done again later");
    }
}

fn note_panic(ended: Result<(), tokio::task::JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a job broke; it is done again later");
    }
}

#[cfg(test)]
mod tests;
