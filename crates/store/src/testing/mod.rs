//! Databases for tests: a fresh one for each test, on each engine. Enabled by the feature `testing`, for
//! dev-dependencies only.
//!
//! `TEST_POSTGRES_URL` names a server whose user may create databases; without it the tests start a temporary cluster
//! of their own. A named server keeps one template database, `parvis_template_…`, for the next run.
//! `PARVIS_TEST_ENGINES=sqlite` leaves PostgreSQL out, and says so.

pub(crate) mod cluster;
mod postgres;

use std::ops::Deref;

use jiff::Timestamp;

use domain::places::SourceName;

use crate::db::{Db, Engine};
use crate::places::Source;

/// What a test answers; `?` works on anything.
pub type TestResult = Result<(), Box<dyn std::error::Error>>;

/// A database of one test, gone with it.
pub struct TestDb {
    db: Db,
    url: String,
    // After `db`: connections are closed first.
    _place: Place,
}

#[expect(dead_code, reason = "both are held for what happens when they are dropped")]
enum Place {
    Folder(tempfile::TempDir),
    Database(postgres::TestDatabase),
}

impl TestDb {
    /// A database with the whole schema and no data.
    ///
    /// # Panics
    /// None can be had; the message says why.
    pub async fn new(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let test = Self::empty(engine).await;
                crate::migrate(&test.db, Timestamp::UNIX_EPOCH)
                    .await
                    .expect("the migrations apply");
                test
            }
            Engine::Postgres => Self::on_postgres(postgres::TestDatabase::migrated().await).await,
        }
    }

    /// A database without any table.
    ///
    /// # Panics
    /// None can be had; the message says why.
    pub async fn empty(engine: Engine) -> Self {
        match engine {
            Engine::Sqlite => {
                let folder = tempfile::Builder::new()
                    .prefix("parvis-test-")
                    .tempdir()
                    .expect("a temporary folder can be made");
                let url = format!("sqlite:{}", folder.path().join("test.db").display());
                Self {
                    db: Db::open(&url).await.expect("a new SQLite database opens"),
                    url,
                    _place: Place::Folder(folder),
                }
            }
            Engine::Postgres => Self::on_postgres(postgres::TestDatabase::empty().await).await,
        }
    }

    async fn on_postgres(database: postgres::TestDatabase) -> Self {
        let url = database.url().to_owned();
        Self {
            db: Db::open(&url).await.expect("a new PostgreSQL database opens"),
            url,
            _place: Place::Database(database),
        }
    }

    /// The address of this database, for a second program or a second [`Db`] on it.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        self.db.close();
    }
}

/// A source of which only the name is known.
///
/// # Panics
/// The name is not one.
#[must_use]
pub fn source(name: &str) -> Source {
    Source::named(SourceName::parse(name).expect("a source name"))
}

/// Midnight UTC of a day written `YYYY-MM-DD`.
///
/// # Panics
/// The text is not a day.
#[must_use]
pub fn day(text: &str) -> Timestamp {
    text.parse::<jiff::civil::Date>()
        .and_then(|date| date.to_zoned(jiff::tz::TimeZone::UTC))
        .expect("a day")
        .timestamp()
}

/// Whether tests run on this engine; says so when not.
#[expect(clippy::print_stderr, reason = "a test that does not run must be seen")]
#[must_use]
pub fn runs_on(engine: Engine) -> bool {
    let only_sqlite = std::env::var("PARVIS_TEST_ENGINES").is_ok_and(|engines| engines == "sqlite");
    let runs = !(only_sqlite && engine == Engine::Postgres);
    if !runs {
        eprintln!("SKIPPED on PostgreSQL: PARVIS_TEST_ENGINES=sqlite");
    }
    runs
}

/// Runs one test on one engine, in a runtime like the program's own.
///
/// # Panics
/// The test fails.
pub fn run(test: impl AsyncFnOnce() -> TestResult) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .expect("a runtime starts");
    if let Err(error) = runtime.block_on(test()) {
        panic!("{error}");
    }
}

/// Declares tests that run on SQLite and on PostgreSQL: `async fn name(db: TestDb) { … }` with the whole schema,
/// `(db: TestDb::empty)` without any table. The body may use `?`.
#[macro_export]
macro_rules! both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($db:ident: $test_db:ident $(:: $kind:ident)?) $body:block)+) => {
        $(
            $(#[$meta])*
            mod $name {
                use super::*;

                async fn story($db: $test_db) -> $crate::testing::TestResult {
                    $body
                    Ok(())
                }

                #[test]
                fn on_sqlite() {
                    $crate::testing::run(async || {
                        story($crate::both_engines!(@make Sqlite $($kind)?)).await
                    });
                }

                #[test]
                fn on_postgres() {
                    if $crate::testing::runs_on($crate::Engine::Postgres) {
                        $crate::testing::run(async || {
                            story($crate::both_engines!(@make Postgres $($kind)?)).await
                        });
                    }
                }
            }
        )+
    };
    (@make $engine:ident) => { $crate::testing::TestDb::new($crate::Engine::$engine).await };
    (@make $engine:ident $kind:ident) => { $crate::testing::TestDb::$kind($crate::Engine::$engine).await };
}
