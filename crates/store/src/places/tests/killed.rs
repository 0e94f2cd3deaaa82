//! `kill -9` in the middle of an import: the database is as before.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::*;
use crate::both_engines;
use crate::places::{Import, import};
use crate::testing::{TestDb, day, source};
use fixtures::{full_record, record};

const URL: &str = "PARVIS_TEST_KILLED_IMPORT";
const HALF_WAY: &str = "half way";

both_engines! {
    async fn an_import_killed_half_way_leaves_the_database_as_it_was(db: TestDb) {
        import(&db, &source("hub"), &[record("a"), record("b")], day("2026-03-01")).await?;
        let before = everything(&*db).await;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--exact", "places::tests::killed::half_an_import", "--ignored", "--nocapture"])
            .env(URL, db.url())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let said = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .any(|line| line.contains(HALF_WAY));
        assert!(said, "the child imports");
        child.kill()?;
        child.wait()?;

        assert_eq!(everything(&*db).await, before);
        assert_eq!(crate::check(&db).await?.problems, Vec::<String>::new());
        // Nothing holds the turn, and the import can be done again.
        let counts = import(&db, &source("hub"), &[record("a"), full_record("b")], day("2026-04-01")).await?;
        assert_eq!((counts.unchanged, counts.updated), (1, 1));
    }
}

/// Not a test by itself: the process that is killed.
#[tokio::test]
#[ignore = "run by the test above, in a process of its own"]
#[expect(clippy::print_stdout, reason = "it tells its parent when to kill it")]
async fn half_an_import() {
    let Ok(url) = std::env::var(URL) else { return };
    let db = Db::open(&url).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let mut import = Import::begin(&mut tx, &source("hub"), day("2026-04-01"))
        .await
        .unwrap();
    for n in 0..2_000 {
        import.add(n, &full_record(&format!("{n}"))).await.unwrap();
    }
    println!("{HALF_WAY}");
    std::future::pending::<()>().await;
}
