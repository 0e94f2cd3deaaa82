//! The thin layer itself, to the last branch, on both engines.

use crate::args;
use crate::db::{Engine, FromRow, Row, Value};
use crate::testing::{TestDb, day};
use crate::{Db, Read, StoreError, StoreResult, both_engines};

const TABLE: &str = "CREATE TABLE things (id {id}, flag {bool}, n {int}, x {real}, t TEXT, b {blob}, j {json}, \
                     k {key} UNIQUE) {strict};";
const INSERT: &str = "INSERT INTO things (flag, n, x, t, b, j, k) VALUES ($1, $2, $3, $4, $5, $6, $7)";

async fn with_table(db: &Db) -> StoreResult<()> {
    let mut tx = db.write().await?;
    tx.run_script(&crate::dialect::schema_words::render(TABLE, db.engine()))
        .await?;
    tx.commit().await
}

async fn add(db: &Db, key: &str) -> StoreResult<()> {
    let mut tx = db.write().await?;
    tx.execute("INSERT INTO things (k) VALUES ($1)", args![key])
        .await?;
    tx.commit().await
}

async fn count(db: &impl Read) -> i64 {
    db.query_one::<(i64,)>("SELECT COUNT(*) FROM things", &[])
        .await
        .unwrap()
        .0
}

#[derive(Debug, PartialEq)]
struct Thing {
    flag: bool,
    n: i64,
    x: f64,
    t: String,
    b: Vec<u8>,
    j: String,
}

impl FromRow for Thing {
    fn from_row(row: &Row<'_>) -> StoreResult<Self> {
        Ok(Self {
            flag: row.get("flag")?,
            n: row.get("n")?,
            x: row.get("x")?,
            t: row.get("t")?,
            b: row.get("b")?,
            j: row.get("j")?,
        })
    }
}

both_engines! {
    async fn values_come_back_as_they_went(db: TestDb::empty) {
        with_table(&db).await?;
        let things = [
            Thing { flag: true, n: i64::MIN, x: 0.1, t: "l’été 🌻".into(), b: vec![0, 255, 1], j: "{\"b\": 1,  \"a\":[]}".into() },
            Thing { flag: false, n: i64::MAX, x: -1.5e300, t: String::new(), b: vec![], j: "null".into() },
        ];
        let mut tx = db.write().await?;
        for thing in &things {
            tx.execute(INSERT, args![thing.flag, thing.n, thing.x, thing.t, thing.b, thing.j, thing.t]).await?;
        }
        tx.commit().await?;
        let back: Vec<Thing> = db.query("SELECT * FROM things ORDER BY id", &[]).await?;
        assert_eq!(back, things);
    }

    async fn what_is_absent_comes_back_absent(db: TestDb::empty) {
        with_table(&db).await?;
        let mut tx = db.write().await?;
        tx.execute(INSERT, &[const { Value::Null }; 7]).await?;
        type Absent = (Option<bool>, Option<i64>, Option<f64>, Option<String>, Option<Vec<u8>>, Option<String>);
        let row: Absent = tx.query_one("SELECT flag, n, x, t, b, j FROM things", &[]).await?;
        assert_eq!(row, (None, None, None, None, None, None));
    }

    async fn instants_and_days_keep_their_meaning(db: TestDb::empty) {
        with_table(&db).await?;
        let (instant, date) = (day("1969-07-20"), jiff::civil::date(2026, 2, 28));
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO things (n, t) VALUES ($1, $2)", args![instant, date]).await?;
        let back: (jiff::Timestamp, jiff::civil::Date) = tx.query_one("SELECT n, t FROM things", &[]).await?;
        assert_eq!(back, (instant, date));
    }

    async fn parameters_are_numbered_not_counted(db: TestDb::empty) {
        with_table(&db).await?;
        let sql = "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)";
        let row: (String, String, String) = db.query_one(sql, args!["first", "second"]).await?;
        assert_eq!(row, ("second".into(), "first".into(), "second".into()));
    }

    async fn a_wrong_number_of_arguments_is_a_fault(db: TestDb::empty) {
        with_table(&db).await?;
        for args in [args!["a"].to_vec(), args!["a", "b", "c"].to_vec()] {
            let fault = db.query_opt::<(String,)>("SELECT t FROM things WHERE t = $1 AND k = $2", &args).await;
            assert!(matches!(fault, Err(StoreError::Statement(_))), "{fault:?}");
        }
    }

    async fn a_text_is_not_a_number(db: TestDb::empty) {
        with_table(&db).await?;
        let mut tx = db.write().await?;
        let fault = tx.execute("INSERT INTO things (n) VALUES ($1)", args!["deux"]).await.unwrap_err();
        assert!(matches!(fault, StoreError::Statement(_)), "{fault:?}");
        assert!(!format!("{fault} {fault:?}").contains("deux"));
    }

    async fn a_column_that_is_missing_or_of_another_type_is_named(db: TestDb::empty) {
        with_table(&db).await?;
        add(&db, "k").await?;
        let mut problems = Vec::new();
        db.for_each("SELECT k, n FROM things", &[], |row| {
            problems.push(row.get::<String>("nowhere").unwrap_err().to_string());
            problems.push(row.get::<String>(9).unwrap_err().to_string());
            problems.push(row.get::<i64>("k").unwrap_err().to_string());
            problems.push(row.get::<i64>("n").unwrap_err().to_string());
            Ok(())
        }).await?;
        assert_eq!(problems, [
            "column nowhere of an answer: missing",
            "column 9 of an answer: missing",
            "column k of an answer: expected an integer, found text",
            "column n of an answer: expected an integer, found nothing",
        ]);
    }

    async fn a_row_that_must_exist_is_missed(db: TestDb::empty) {
        with_table(&db).await?;
        assert!(db.query_opt::<(i64,)>("SELECT id FROM things", &[]).await?.is_none());
        let fault = db.query_one::<(i64,)>("SELECT id FROM things", &[]).await;
        assert!(matches!(fault, Err(StoreError::NoRow)));
    }

    async fn a_change_is_seen_by_others_once_committed(db: TestDb::empty) {
        with_table(&db).await?;
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO things (n) VALUES ($1)", args![1_i64]).await?;
        assert_eq!((count(&tx).await, count(&*db).await), (1, 0));
        tx.commit().await?;
        assert_eq!(count(&*db).await, 1);
    }

    async fn a_change_dropped_never_happened(db: TestDb::empty) {
        with_table(&db).await?;
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO things (n) VALUES ($1)", args![1_i64]).await?;
        drop(tx);
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO things (n) VALUES ($1)", args![2_i64]).await?;
        tx.roll_back();
        // More often than there are connections: each one came back fit for use.
        for _ in 0..40 {
            drop(db.write().await?);
        }
        assert_eq!(count(&*db).await, 0);
    }

    async fn a_task_that_is_cancelled_leaves_nothing(db: TestDb::empty) {
        with_table(&db).await?;
        let owned = Db::clone(&db);
        let task = tokio::spawn(async move {
            let mut tx = owned.write().await.unwrap();
            tx.execute("INSERT INTO things (n) VALUES ($1)", args![1_i64]).await.unwrap();
            std::future::pending::<()>().await;
        });
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        task.abort();
        assert!(task.await.unwrap_err().is_cancelled());
        add(&db, "after").await?;
        assert_eq!(count(&*db).await, 1);
    }

    async fn half_a_change_cannot_be_committed(db: TestDb::empty) {
        with_table(&db).await?;
        let mut tx = db.write().await?;
        tx.execute("INSERT INTO things (k) VALUES ($1)", args!["once"]).await?;
        let fault = tx.execute("INSERT INTO things (k) VALUES ($1)", args!["once"]).await.unwrap_err();
        assert!(fault.is_duplicate());
        assert!(matches!(tx.execute("DELETE FROM things", &[]).await, Err(StoreError::AlreadyFailed)));
        assert!(matches!(tx.query::<(i64,)>("SELECT id FROM things", &[]).await, Err(StoreError::AlreadyFailed)));
        assert!(matches!(tx.commit().await, Err(StoreError::AlreadyFailed)));
        assert_eq!(count(&*db).await, 0);
    }

    async fn a_batch_tells_what_each_row_did(db: TestDb::empty) {
        with_table(&db).await?;
        let sql = "INSERT INTO things (k, n) VALUES ($1, $2) ON CONFLICT (k) DO NOTHING";
        let rows: Vec<Vec<Value>> = (0..1000_i64).map(|n| args![format!("{}", n % 600), n].to_vec()).collect();
        let mut tx = db.write().await?;
        let touched = tx.execute_many(sql, &rows).await?;
        assert!(touched[..600].iter().all(|n| *n == 1) && touched[600..].iter().all(|n| *n == 0));
        let returning = tx.execute("UPDATE things SET n = n + 1 WHERE n < $1 RETURNING id", args![10_i64]).await?;
        assert_eq!(returning, 10);
        let fault = tx.execute_many("INSERT INTO things (k) VALUES ($1)", &[args!["0"].to_vec(), args!["x"].to_vec()]).await;
        assert!(fault.unwrap_err().is_duplicate());
    }

    async fn a_visitor_may_stop_a_long_read(db: TestDb::empty) {
        with_table(&db).await?;
        for key in ["a", "b", "c"] {
            add(&db, key).await?;
        }
        let mut seen = Vec::new();
        let stopped = db.for_each("SELECT k FROM things ORDER BY k", &[], |row| {
            seen.push(row.get::<String>(0)?);
            if seen.len() == 2 { Err(StoreError::NoRow) } else { Ok(()) }
        }).await;
        assert!(matches!(stopped, Err(StoreError::NoRow)));
        assert_eq!(seen, ["a", "b"]);
        assert_eq!(count(&*db).await, 3);
    }

    async fn keys_are_sorted_by_their_bytes(db: TestDb::empty) {
        with_table(&db).await?;
        for key in ["b a", "ba", "é", "B", "a-b", "ab"] {
            add(&db, key).await?;
        }
        let keys: Vec<(String,)> = db.query("SELECT k FROM things ORDER BY k", &[]).await?;
        let keys: Vec<&str> = keys.iter().map(|(key,)| key.as_str()).collect();
        assert_eq!(keys, ["B", "a-b", "ab", "b a", "ba", "é"]);
    }

    async fn many_readers_and_writers_get_their_turn(db: TestDb::empty) {
        with_table(&db).await?;
        let tasks: Vec<_> = (0..64)
            .map(|n| {
                let db = Db::clone(&db);
                tokio::spawn(async move {
                    add(&db, &n.to_string()).await.unwrap();
                    let reader = db.read().await.unwrap();
                    count(&reader).await
                })
            })
            .collect();
        for task in tasks {
            assert!(task.await? >= 1);
        }
        assert_eq!(count(&*db).await, 64);
    }

    async fn a_broken_statement_is_a_fault_and_the_next_one_works(db: TestDb::empty) {
        with_table(&db).await?;
        for broken in ["SELECT nonsense FROM things", "SELECT FROM WHERE", "DELETE FROM nowhere"] {
            assert!(matches!(db.query::<(i64,)>(broken, &[]).await, Err(StoreError::Statement(_))));
        }
        assert_eq!(count(&*db).await, 0);
    }

    async fn a_statement_outlives_a_change_of_its_table(db: TestDb::empty) {
        with_table(&db).await?;
        add(&db, "k").await?;
        let read = "SELECT * FROM things";
        assert_eq!(db.query::<(i64,)>(read, &[]).await?.len(), 1);
        let mut tx = db.write().await?;
        tx.run_script("ALTER TABLE things ADD COLUMN more TEXT").await?;
        tx.commit().await?;
        // PostgreSQL refuses the old plan once; the layer then prepares anew.
        let mut answer = db.query::<(i64,)>(read, &[]).await;
        if answer.is_err() {
            answer = db.query::<(i64,)>(read, &[]).await;
        }
        assert_eq!(answer?.len(), 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_of_sqlite_cannot_write() {
    let db = TestDb::empty(Engine::Sqlite).await;
    with_table(&db).await.unwrap();
    let fault = db.query::<(i64,)>("DELETE FROM things RETURNING id", &[]).await;
    assert!(matches!(fault, Err(StoreError::Statement(_))));
}

#[tokio::test]
async fn sqlite_is_opened_for_what_people_entrust_to_it() {
    let db = TestDb::empty(Engine::Sqlite).await;
    let tx = db.write().await.unwrap();
    for (pragma, expected) in [("synchronous", 2), ("foreign_keys", 1), ("trusted_schema", 0)] {
        let (value,): (i64,) = tx.query_one(&format!("PRAGMA {pragma}"), &[]).await.unwrap();
        assert_eq!(value, expected, "{pragma}");
    }
    let (mode,): (String,) = tx.query_one("PRAGMA journal_mode", &[]).await.unwrap();
    assert_eq!(mode, "wal");
}

#[cfg(unix)]
#[tokio::test]
async fn a_new_database_is_readable_by_its_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/folder/parvis.db");
    let db = Db::open(&format!("sqlite:{}", path.display())).await.unwrap();
    with_table(&db).await.unwrap();
    for end in ["", "-wal", "-shm"] {
        let file = format!("{}{end}", path.display());
        assert_eq!(
            std::fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600,
            "{file}"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_plainly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "Ceci n’est pas une base de données. ".repeat(100)).unwrap();
    let refusal = Db::open(&format!("sqlite:{}", path.display()))
        .await
        .err()
        .unwrap();
    assert!(
        refusal
            .to_string()
            .ends_with("cannot be used: the file is not an SQLite database"),
        "{refusal}"
    );
    let refusal = Db::open(&format!("sqlite:{}", folder.path().display()))
        .await
        .err()
        .unwrap();
    assert!(refusal.to_string().contains("cannot be used"), "{refusal}");
}

#[tokio::test]
async fn a_server_that_is_not_there_is_a_plain_fault_without_the_password() {
    let refusal = Db::open("postgres://u:topsecret@127.0.0.1:1/none")
        .await
        .err()
        .unwrap();
    let text = format!("{refusal} {refusal:?}");
    assert!(text.contains("cannot be reached"), "{text}");
    assert!(!text.contains("topsecret"), "{text}");
}
