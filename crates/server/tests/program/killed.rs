//! `kill -9` at several moments of an import, on both engines: the directory is as it was, and the next import works.

use super::harness::Instance;
use super::invented::{LILLE, RENNES, file, import, numbers};
use rand::{Rng, SeedableRng, rngs::SmallRng};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use store::testing::TestDb;
use store::{Db, Engine, Read, both_engines};

const ROWS: u32 = 40_000;
const KILLS: u32 = 3;
/// What an import of that many rows has certainly not written when it is a fifth through: SQLite's log keeps its length
/// from one kill to the next, so the last may come three times as late, and an import writes some 11 MB in all.
const LATEST_BYTES: u64 = 2 << 20;
const PATIENCE: Duration = Duration::from_secs(60);

/// How many bytes of the change under way have reached the disk: the sign that rows are being written.
async fn written_bytes(db: &Db, url: &str) -> u64 {
    match db.engine() {
        Engine::Sqlite => {
            let log = PathBuf::from(format!("{}-wal", url.strip_prefix("sqlite:").unwrap()));
            log.metadata().map_or(0, |facts| facts.len())
        }
        // The size of a table is no part of any transaction: it grows while another one writes.
        Engine::Postgres => {
            let (size,): (i64,) = db
                .query_one("SELECT pg_relation_size('places')", &[])
                .await
                .unwrap();
            u64::try_from(size).unwrap()
        }
    }
}

#[expect(
    clippy::print_stdout,
    reason = "whoever sees the test fail wants the same moments again"
)]
fn moments() -> SmallRng {
    let drawn = || std::hash::BuildHasher::hash_one(&std::hash::RandomState::new(), "moments");
    let seed = match std::env::var("PARVIS_TEST_SEED") {
        Ok(seed) => seed.parse().expect("PARVIS_TEST_SEED is a number"),
        Err(_) => drawn(),
    };
    println!("PARVIS_TEST_SEED={seed}");
    SmallRng::seed_from_u64(seed)
}

both_engines! {
    async fn an_import_that_is_killed_leaves_the_directory_as_it_was(db: TestDb) {
        let instance = Instance::new();
        let database = ["--database", db.url()];
        let lieux = file(&instance, "lieux.csv", &[LILLE, RENNES]);
        assert_eq!(import(&instance, &lieux, &database).code, 0);
        let export = || instance.run(&["places", "export", "--database", db.url()]).out;
        let before = export();
        let rows: Vec<[String; 6]> = (0..ROWS)
            .map(|row| {
                let [_, _, commune, postcode, code, day] = LILLE.map(str::to_owned);
                [format!("k-{row}"), format!("Lieu {row}"), commune, postcode, code, day]
            })
            .collect();
        let rows: Vec<[&str; 6]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
        let many = file(&instance, "many.csv", &rows);
        let arguments = ["places", "import", many.to_str().unwrap(), "--source", "lieux", "--database", db.url()];

        let mut moments = moments();
        for _ in 0..KILLS {
            let start = Instant::now();
            let until = written_bytes(&db, db.url()).await + moments.random_range(1..LATEST_BYTES);
            let mut child = instance.command(&arguments).spawn()?;
            while written_bytes(&db, db.url()).await < until {
                assert!(child.try_wait()?.is_none(), "the import ended before it had written {until} bytes");
                assert!(start.elapsed() < PATIENCE, "no sign of {until} bytes being written");
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            assert!(child.try_wait()?.is_none(), "the import ended before it was killed at {until} bytes");
            child.kill()?;
            child.wait()?;
            assert_eq!(export(), before, "killed at {until} bytes");
            let check = instance.run(&["check", "--json", "--database", db.url()]);
            assert_eq!(check.code, 0, "{check:?}");
        }
        // Nothing holds the turn: the same import can be done, and is done whole.
        let mut again = database.to_vec();
        again.extend(["--source", "lieux"]);
        let rows = u64::from(ROWS);
        let said = import(&instance, &many, &again);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(numbers(&said.json()), [rows, rows, 0, rows, 0, 0, 2]);
    }
}
