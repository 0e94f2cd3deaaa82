use domain::jobs::Problem;
use domain::language::Language;
use domain::mail::{Cause, DigestLine, DigestSubject, LetterState, Link};
use fixtures::seeded;
use jiff::SignedDuration;
use vault::{KeyFile, MasterKey};

use super::*;
use crate::both_engines;
use crate::db::{Db, Read};
use crate::jobs::Claimed;
use crate::testing::{TestDb, day};

const ADDRESS: &str = "jeanne@mairie.example";
const SECRET: &str = "https://parvis.example/connexion?jeton=AAAABBBBCCCC";

fn at(seconds: i64) -> Timestamp {
    day("2026-03-02") + SignedDuration::from_secs(seconds)
}

async fn keyring(db: &Db) -> Keyring {
    let file = KeyFile::of(MasterKey::generate(&mut seeded(1)));
    if !crate::keys::exist(db).await.unwrap() {
        let mut tx = db.write().await.unwrap();
        crate::keys::found(&mut tx, &file, &mut seeded(2), at(0))
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }
    Keyring::open(db, file).await.unwrap()
}

fn address() -> EmailAddress {
    EmailAddress::parse(ADDRESS).unwrap()
}

fn sign_in(cause: &str) -> Letter {
    Letter {
        to: address(),
        language: Language::French,
        template: Template::SignInLink {
            link: Link::parse(SECRET).unwrap(),
            minutes: 15,
        },
        cause: Cause::new("sign-in", cause).unwrap(),
    }
}

fn notice(cause: &str) -> Letter {
    Letter {
        template: Template::SecurityNotice {
            event: domain::mail::SecurityEvent::PasskeyAdded,
            at: at(0),
            link: Link::parse("https://parvis.example/compte").unwrap(),
        },
        ..sign_in(cause)
    }
}

async fn posted(db: &Db, letter: Letter, seed: u64) -> StoreResult<Posted> {
    let keyring = keyring(db).await;
    let mut tx = db.write().await?;
    let posted = post(&mut tx, &keyring, letter, &mut seeded(seed), at(0)).await?;
    tx.commit().await?;
    Ok(posted)
}

async fn claimed(db: &Db, seed: u64, now: Timestamp) -> StoreResult<Option<Claimed>> {
    jobs::claim(db, JobKind::SendLetter, &mut seeded(seed), now).await
}

async fn due(db: &Db, seed: u64, now: Timestamp) -> Claimed {
    claimed(db, seed, now).await.unwrap().expect("a letter is due")
}

async fn states(db: &Db) -> StoreResult<Vec<(LetterState, Option<Vec<u8>>)>> {
    db.query("SELECT state, sealed FROM letters ORDER BY posted_at, id", &[])
        .await
}

both_engines! {
    async fn a_letter_opens_for_its_job_and_stands_in_clear_nowhere(db: TestDb) {
        posted(&db, sign_in("a1"), 5).await?;
        let keyring = keyring(&db).await;
        let (sealed, recipient, once): (Vec<u8>, Vec<u8>, String) = db.query_one(
            "SELECT l.sealed, l.recipient, j.once FROM letters l JOIN jobs j ON j.about = l.id", &[]).await?;
        for secret in [ADDRESS, "jeanne", "AAAABBBBCCCC"] {
            for kept in [&sealed, &recipient, once.as_bytes()] {
                assert!(!kept.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()), "{secret}");
            }
        }
        let job = due(&db, 1, at(1)).await;
        let opened = open(&db, &keyring, &job, at(1)).await?.expect("it waits");
        assert_eq!((opened.to.as_str(), opened.language), (ADDRESS, Language::French));
        assert_eq!(opened.template, sign_in("a1").template);
        // Moved to another letter, the same bytes do not open.
        let other = LetterId::from_random([9; 10]);
        assert!(unseal(&keyring, other, &sealed).is_err());
    }

    async fn a_letter_goes_with_its_cause_and_once(db: TestDb) {
        let keyring = keyring(&db).await;
        let mut tx = db.write().await?;
        post(&mut tx, &keyring, sign_in("a1"), &mut seeded(5), at(0)).await?;
        tx.roll_back();
        assert!(claimed(&db, 1, at(1)).await?.is_none());
        assert!(matches!(posted(&db, sign_in("a1"), 5).await?, Posted::New(_)));
        assert_eq!(posted(&db, sign_in("a1"), 6).await?, Posted::Already);
        let to = EmailAddress::parse("paul@mairie.example")?;
        assert!(matches!(posted(&db, Letter { to, ..sign_in("a1") }, 7).await?, Posted::New(_)));
        assert!(matches!(posted(&db, notice("a1"), 8).await?, Posted::New(_)));
        assert_eq!(posted_since(&*db, &keyring, &address(), at(0)).await?, 2);
        assert_eq!(posted_since(&*db, &keyring, &address(), at(1)).await?, 0);
    }

    async fn a_crash_before_the_answer_sends_again_and_one_after_it_does_not(db: TestDb) {
        posted(&db, notice("a1"), 5).await?;
        let keyring = keyring(&db).await;
        let first = due(&db, 1, at(0)).await;
        let id = open(&db, &keyring, &first, at(0)).await?.expect("it waits").id;
        // The first node ends here; the second one knows nothing of it but the lease.
        let second_node = Db::open(db.url()).await?;
        assert!(claimed(&second_node, 2, at(59)).await?.is_none());
        let second = due(&second_node, 2, at(60)).await;
        let again = open(&second_node, &keyring, &second, at(60)).await?.expect("it still waits");
        assert_eq!(again.id, id, "the same identifier, by which mail programs know a copy");
        assert!(sent(&second_node, &second, id, at(61)).await?);
        second_node.close();
        // The first one comes back late: it is not heard, and nothing is left to send.
        assert!(!sent(&db, &first, id, at(62)).await?);
        assert!(!refused(&db, &first, id, &Problem::of("smtp-550"), at(62)).await?);
        assert_eq!(states(&db).await?, [(LetterState::Sent, None)]);
        assert!(claimed(&db, 3, at(100_000)).await?.is_none());
    }

    async fn a_letter_of_which_the_door_has_closed_is_not_sent(db: TestDb) {
        posted(&db, sign_in("a1"), 5).await?;
        let keyring = keyring(&db).await;
        let job = due(&db, 1, at(900)).await;
        assert_eq!(open(&db, &keyring, &job, at(900)).await?, None);
        assert_eq!(states(&db).await?, [(LetterState::Expired, None)]);
        assert!(claimed(&db, 2, at(100_000)).await?.is_none());
    }

    async fn an_address_that_takes_no_mail_is_known_until_it_takes_some(db: TestDb) {
        let keyring = keyring(&db).await;
        assert_eq!(refusal(&*db, &keyring, &address()).await?, None);
        for (rank, cause) in ["a1", "a2"].into_iter().enumerate() {
            posted(&db, notice(cause), 10 + rank as u64).await?;
        }
        let job = due(&db, 1, at(1)).await;
        let id = open(&db, &keyring, &job, at(1)).await?.expect("it waits").id;
        assert!(refused(&db, &job, id, &Problem::of("smtp-550-5.1.1"), at(1)).await?);
        let known = refusal(&*db, &keyring, &EmailAddress::parse("JEANNE@Mairie.example")?).await?;
        assert_eq!(known, Some(Refusal { at: at(1), answer: Some(Problem::of("smtp-550-5.1.1")) }));
        let job = due(&db, 2, at(2)).await;
        let id = open(&db, &keyring, &job, at(2)).await?.expect("it waits").id;
        assert!(sent(&db, &job, id, at(2)).await?);
        assert_eq!(refusal(&*db, &keyring, &address()).await?, None);
        let mut tx = db.write().await?;
        assert_eq!(forget_letters(&mut tx, at(2)).await?, 1);
        tx.commit().await?;
    }

    async fn what_waits_for_somebody_makes_one_letter(db: TestDb) {
        let keyring = keyring(&db).await;
        let link = Link::parse("https://parvis.example/a-faire")?;
        let gathered = async |count: u32, seed: u64| -> StoreResult<()> {
            let mut tx = db.write().await?;
            let line = DigestLine { subject: DigestSubject::Messages, count };
            let times = (at(3_600), at(0));
            gather(&mut tx, &keyring, (&address(), Language::French), line, &link, times, &mut seeded(seed)).await?;
            tx.commit().await
        };
        gathered(1, 21).await?;
        gathered(2, 22).await?;
        assert!(claimed(&db, 1, at(3_599)).await?.is_none());
        let job = due(&db, 1, at(3_600)).await;
        let opened = open(&db, &keyring, &job, at(3_600)).await?.expect("it waits");
        let Template::Digest { lines, .. } = opened.template else { panic!("a digest") };
        assert_eq!(lines, [DigestLine { subject: DigestSubject::Messages, count: 3 }]);
        // It is on its way: what comes now waits for the next one.
        gathered(4, 23).await?;
        assert!(sent(&db, &job, opened.id, at(3_600)).await?);
        let next = due(&db, 2, at(3_600)).await;
        let opened = open(&db, &keyring, &next, at(3_600)).await?.expect("it waits");
        let Template::Digest { lines, .. } = opened.template else { panic!("a digest") };
        assert_eq!(lines, [DigestLine { subject: DigestSubject::Messages, count: 4 }]);
    }

    async fn a_dropped_letter_is_erased(db: TestDb) {
        posted(&db, notice("a1"), 5).await?;
        let mut tx = db.write().await?;
        tx.execute("UPDATE jobs SET state = 'dead', ended_at = 0", &[]).await?;
        tx.commit().await?;
        let id = jobs::stopped(&*db, 1).await?[0].id;
        let mut tx = db.write().await?;
        assert!(jobs::drop_dead(&mut tx, id, at(1)).await?);
        tx.commit().await?;
        assert_eq!(states(&db).await?, [(LetterState::Dropped, None)]);
    }
}
