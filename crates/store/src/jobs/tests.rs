use domain::jobs::JobState;
use fixtures::seeded;
use jiff::SignedDuration;

use super::*;
use crate::both_engines;
use crate::testing::{TestDb, day};

const KIND: JobKind = JobKind::SendLetter;

fn at(seconds: i64) -> Timestamp {
    day("2026-03-02") + SignedDuration::from_secs(seconds)
}

fn lease() -> i64 {
    KIND.lease().as_secs()
}

/// Sixteen symbols of the alphabet of identifiers.
fn about(number: u32) -> String {
    format!("{number:016}")
}

async fn asked(db: &Db, number: u32, due_at: Timestamp) -> StoreResult<bool> {
    let mut tx = db.write().await?;
    let about = about(number);
    let job = NewJob {
        kind: KIND,
        about: &about,
        once: &about,
        due_at,
    };
    let is_new = ask(&mut tx, job, &mut seeded(u64::from(number) + 100), at(0)).await?;
    tx.commit().await?;
    Ok(is_new)
}

async fn claimed(db: &Db, seed: u64, now: Timestamp) -> StoreResult<Option<Claimed>> {
    claim(db, KIND, &mut seeded(seed), now).await
}

async fn told_failed(db: &Db, job: &Claimed, now: Timestamp) -> StoreResult<AfterFailure> {
    let mut tx = db.write().await?;
    let after = failed(&mut tx, job, &Problem::of("unreachable"), 0, now).await?;
    tx.commit().await?;
    Ok(after)
}

async fn told_done(db: &Db, job: &Claimed, now: Timestamp) -> StoreResult<bool> {
    let mut tx = db.write().await?;
    let held = done(&mut tx, job, now).await?;
    tx.commit().await?;
    Ok(held)
}

async fn state(db: &Db) -> StoreResult<(JobState, u32)> {
    db.query_one("SELECT state, tries FROM jobs", &[]).await
}

both_engines! {
    async fn a_job_is_asked_for_with_its_cause_and_once(db: TestDb) {
        let mut tx = db.write().await?;
        let job = NewJob { kind: KIND, about: "a", once: "a", due_at: at(0) };
        assert!(ask(&mut tx, job, &mut seeded(1), at(0)).await?);
        tx.roll_back();
        assert_eq!(next_free(&*db, KIND).await?, None);
        assert!(asked(&db, 1, at(5)).await?);
        assert!(!asked(&db, 1, at(9)).await?);
        assert_eq!(next_free(&*db, KIND).await?, Some(at(5)));
        assert!(claimed(&db, 1, at(4)).await?.is_none());
        assert_eq!(claimed(&db, 1, at(5)).await?.expect("it is due").about, about(1));
    }

    async fn the_one_that_waited_longest_comes_first(db: TestDb) {
        for (number, due) in [(1, 3), (2, 1), (3, 2)] {
            asked(&db, number, at(due)).await?;
        }
        let mut order = Vec::new();
        while let Some(job) = claimed(&db, order.len() as u64, at(10)).await? {
            order.push(job.about);
        }
        assert_eq!(order, [about(2), about(3), about(1)]);
    }

    async fn nodes_that_claim_at_once_never_get_the_same_job(db: TestDb) {
        for number in 0..40 {
            asked(&db, number, at(0)).await?;
        }
        let mut nodes = tokio::task::JoinSet::new();
        for node in 0..4_u64 {
            // A program of its own, with its own connections.
            let db = Db::open(db.url()).await?;
            nodes.spawn(async move {
                let mut got = Vec::new();
                while let Some(job) = claimed(&db, node * 1_000 + got.len() as u64, at(1)).await? {
                    got.push(job.about);
                }
                db.close();
                StoreResult::Ok(got)
            });
        }
        let mut all = Vec::new();
        while let Some(got) = nodes.join_next().await {
            all.extend(got??);
        }
        all.sort();
        assert_eq!(all, (0..40).map(about).collect::<Vec<_>>());
    }

    async fn a_silent_holder_loses_the_job_and_is_not_heard_afterwards(db: TestDb) {
        asked(&db, 1, at(0)).await?;
        let first = claimed(&db, 1, at(0)).await?.expect("it is due");
        assert!(claimed(&db, 2, at(lease() - 1)).await?.is_none());
        assert!(prolong(&db, &first, at(lease() - 1)).await?);
        assert!(claimed(&db, 2, at(lease())).await?.is_none());
        let second = claimed(&db, 2, at(2 * lease())).await?.expect("the lease ended");
        assert_eq!((second.tries, second.id), (2, first.id));
        assert!(!prolong(&db, &first, at(2 * lease())).await?);
        assert_eq!(told_failed(&db, &first, at(2 * lease())).await?, AfterFailure::TakenOver);
        assert!(!told_done(&db, &first, at(2 * lease())).await?);
        assert_eq!(state(&db).await?, (JobState::Open, 2));
        assert!(told_done(&db, &second, at(2 * lease())).await?);
        assert_eq!(state(&db).await?, (JobState::Done, 2));
        assert!(claimed(&db, 3, at(99 * lease())).await?.is_none());
    }

    async fn a_failed_job_comes_back_later_and_is_dead_in_the_end(db: TestDb) {
        asked(&db, 1, at(0)).await?;
        let (mut now, mut tries) = (at(0), 0);
        let ended = loop {
            let job = claimed(&db, tries, now).await?.expect("it is due");
            tries += 1;
            match told_failed(&db, &job, now).await? {
                AfterFailure::Again(later) => {
                    assert!(claimed(&db, 99, later - SignedDuration::from_millis(1)).await?.is_none());
                    now = later;
                }
                other => break other,
            }
        };
        assert_eq!((ended, tries), (AfterFailure::Dead, u64::from(KIND.retry().most_tries)));
        assert!(claimed(&db, 1, now + SignedDuration::from_hours(1_000)).await?.is_none());
        let dead = stopped(&*db, 10).await?;
        assert_eq!(dead.len(), 1);
        assert_eq!((&dead[0].problem, dead[0].ended_at), (&Some(Problem::of("unreachable")), now));
        let standing = standing(&*db, KIND).await?;
        assert_eq!((standing.open, standing.dead, standing.next_free), (0, 1, None));
    }

    async fn a_dead_job_is_retried_or_dropped_by_somebody(db: TestDb) {
        asked(&db, 1, at(0)).await?;
        let id = {
            let mut tx = db.write().await?;
            tx.execute("UPDATE jobs SET tries = 24", &[]).await?;
            tx.commit().await?;
            // Its holder fell silent each time: it is given up rather than claimed once more.
            assert!(claimed(&db, 1, at(1)).await?.is_none());
            let dead = stopped(&*db, 10).await?;
            assert_eq!(dead[0].problem, Some(Problem::of("fell-silent")));
            dead[0].id
        };
        let mut tx = db.write().await?;
        assert!(retry(&mut tx, id, at(2)).await?);
        assert!(!retry(&mut tx, id, at(2)).await?);
        assert!(!drop_dead(&mut tx, id, at(2)).await?);
        tx.commit().await?;
        assert_eq!(claimed(&db, 2, at(2)).await?.expect("it is open again").tries, 1);
        let mut tx = db.write().await?;
        tx.execute("UPDATE jobs SET state = 'dead', ended_at = 0", &[]).await?;
        assert!(drop_dead(&mut tx, id, at(3)).await?);
        tx.commit().await?;
        assert_eq!(stopped(&*db, 10).await?, []);
        assert_eq!(state(&db).await?.0, JobState::Dropped);
    }

    async fn what_ended_long_ago_is_forgotten_unless_it_was_given_up(db: TestDb) {
        for number in 0..3 {
            asked(&db, number, at(0)).await?;
        }
        let mut tx = db.write().await?;
        tx.execute("UPDATE jobs SET state = 'done', ended_at = $1 WHERE about = $2", args![at(1), about(0)]).await?;
        tx.execute("UPDATE jobs SET state = 'dead', ended_at = $1 WHERE about = $2", args![at(1), about(1)]).await?;
        assert_eq!(forget_ended(&mut tx, at(1)).await?, 0);
        assert_eq!(forget_ended(&mut tx, at(2)).await?, 1);
        tx.commit().await?;
        let left: Vec<(String,)> = db.query("SELECT about FROM jobs ORDER BY about", &[]).await?;
        assert_eq!(left, [(about(1),), (about(2),)]);
    }
}
