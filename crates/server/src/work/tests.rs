use super::*;
use crate::post::{Delivery, Parcel, Undelivered};
use domain::accounts::EmailAddress;
use domain::language::Language;
use domain::mail::{Cause, Letter, LetterId};
use fixtures::seeded;
use std::sync::Mutex;
use store::keys::Keyring;
use store::testing::TestDb;
use store::{Read, both_engines};
use vault::{KeyFile, MasterKey};

/// Remembers what it was given, and answers as it is told.
struct Told {
    answer: Result<(), Undelivered>,
    /// It never answers.
    hangs: bool,
    got: Arc<Mutex<Vec<LetterId>>>,
}

impl Postman for Told {
    fn deliver(&self, parcel: Parcel) -> Delivery<'_> {
        self.got.lock().unwrap().push(parcel.id);
        let answer = self.answer.clone();
        let hangs = self.hangs;
        Box::pin(async move {
            if hangs {
                std::future::pending::<()>().await;
            }
            // Long enough for another node to try the same one.
            tokio::time::sleep(Duration::from_millis(5)).await;
            answer
        })
    }
}

type Got = Arc<Mutex<Vec<LetterId>>>;

fn at(seconds: i64) -> Timestamp {
    store::testing::day("2026-03-02") + SignedDuration::from_secs(seconds)
}

fn key_file() -> KeyFile {
    KeyFile::of(MasterKey::generate(&mut seeded(1)))
}

/// A node of its own on the same database.
async fn node(url: &str, now: Timestamp, answer: Result<(), Undelivered>, got: &Got) -> Worker {
    let db = Db::open(url).await.unwrap();
    if !store::keys::exist(&db).await.unwrap() {
        let mut tx = db.write().await.unwrap();
        store::keys::found(&mut tx, &key_file(), &mut seeded(2), at(0))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    let keys = Keys::new(Keyring::open(&db, key_file()).await.unwrap());
    let postman = Told {
        answer,
        hangs: false,
        got: Arc::clone(got),
    };
    Worker {
        db,
        keys,
        settings: Settings::default(),
        clock: Clock::stopped_at(now),
        postman: Some(Arc::new(postman)),
    }
}

async fn post(worker: &Worker, count: u8) -> StoreResult<()> {
    let mut tx = worker.db.write().await?;
    for number in 0..count {
        let letter = Letter {
            to: EmailAddress::parse("jeanne@mairie.example").unwrap(),
            language: Language::French,
            template: web::mail::samples("https://parvis.example", at(0)).remove(3),
            cause: Cause::new("test", &number.to_string()).unwrap(),
        };
        outbox::post(&mut tx, &worker.keys.get(), letter, &mut random, at(0)).await?;
    }
    tx.commit().await
}

/// Does the next job, if one is due; answers whether there was one.
async fn work(worker: &Worker) -> StoreResult<bool> {
    match worker.claim_next().await? {
        Some(job) => {
            worker.do_job(job).await;
            Ok(true)
        }
        None => Ok(false),
    }
}

async fn states(worker: &Worker) -> StoreResult<Vec<(String, String)>> {
    worker
        .db
        .query(
            "SELECT l.state, j.state FROM letters l JOIN jobs j ON j.about = l.id",
            &[],
        )
        .await
}

fn pair(letter: &str, job: &str) -> Vec<(String, String)> {
    vec![(letter.to_owned(), job.to_owned())]
}

both_engines! {
    async fn a_letter_that_could_not_leave_leaves_later_under_the_same_identifier(db: TestDb) {
        let got = Got::default();
        let down = node(db.url(), at(0), Err(Undelivered::Later(Problem::of("unreachable"))), &got).await;
        post(&down, 1).await?;
        assert!(work(&down).await?);
        assert!(!work(&down).await?, "not at once");
        assert_eq!(states(&down).await?, pair("waiting", "open"));
        let up = node(db.url(), at(15), Ok(()), &got).await;
        assert!(work(&up).await?);
        assert!(!work(&up).await?);
        assert_eq!(states(&up).await?, pair("sent", "done"));
        let got = got.lock().unwrap().clone();
        assert_eq!(got.len(), 2);
        assert_eq!(got[0], got[1]);
    }

    async fn an_address_that_takes_no_mail_is_not_tried_again(db: TestDb) {
        let got = Got::default();
        let node = node(db.url(), at(0), Err(Undelivered::Refused(Problem::of("smtp-550-5.1.1"))), &got).await;
        post(&node, 1).await?;
        assert!(work(&node).await?);
        assert_eq!(states(&node).await?, pair("refused", "done"));
        let address = EmailAddress::parse("jeanne@mairie.example")?;
        assert!(outbox::refusal(&node.db, &node.keys.get(), &address).await?.is_some());
    }

    async fn two_nodes_send_each_letter_once(db: TestDb) {
        let got = Got::default();
        let nodes = [node(db.url(), at(0), Ok(()), &got).await, node(db.url(), at(0), Ok(()), &got).await];
        post(&nodes[0], 30).await?;
        let working = nodes.clone().map(Work::start);
        let all_ended = async {
            while jobs::standing(&nodes[0].db, JobKind::SendLetter).await.unwrap().open > 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), all_ended).await?;
        for work in working {
            work.stop(Duration::from_secs(10)).await;
        }
        let mut got = got.lock().unwrap().clone();
        assert_eq!(got.len(), 30);
        got.sort();
        got.dedup();
        assert_eq!(got.len(), 30);
    }

    async fn a_letter_that_was_cut_leaves_after_the_lease(db: TestDb) {
        let got = Got::default();
        let mut hanging = node(db.url(), at(0), Ok(()), &got).await;
        hanging.postman = Some(Arc::new(Told { answer: Ok(()), hangs: true, got: Arc::clone(&got) }));
        post(&hanging, 1).await?;
        let started = Work::start(hanging.clone());
        while got.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let stopping = std::time::Instant::now();
        started.stop(Duration::from_millis(200)).await;
        assert!(stopping.elapsed() < Duration::from_secs(5));
        let soon = node(db.url(), at(59), Ok(()), &got).await;
        assert!(!work(&soon).await?);
        let after = node(db.url(), at(60), Ok(()), &got).await;
        assert!(work(&after).await?);
        assert_eq!(states(&after).await?, pair("sent", "done"));
    }

    async fn without_a_mail_server_letters_wait(db: TestDb) {
        let got = Got::default();
        let alone = Worker { postman: None, ..node(db.url(), at(0), Ok(()), &got).await };
        post(&alone, 1).await?;
        assert!(!work(&alone).await?);
        assert_eq!(states(&alone).await?, pair("waiting", "open"));
    }

    async fn a_letter_of_another_key_is_given_up_in_the_end_and_not_lost(db: TestDb) {
        let got = Got::default();
        let node = node(db.url(), at(0), Ok(()), &got).await;
        post(&node, 1).await?;
        let mut tx = node.db.write().await?;
        tx.execute("UPDATE letters SET sealed = $1", store::args![vec![1_u8; 400]]).await?;
        tx.execute("UPDATE jobs SET tries = 23", &[]).await?;
        tx.commit().await?;
        assert!(work(&node).await?);
        assert_eq!(states(&node).await?, pair("waiting", "dead"));
        assert_eq!(jobs::stopped(&node.db, 1).await?[0].problem, Some(Problem::of("unreadable-letter")));
        assert!(got.lock().unwrap().is_empty());
    }
}
