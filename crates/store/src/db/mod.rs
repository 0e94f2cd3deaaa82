//! The thin layer over two engines: one SQL text, typed values, reads and transactions.
//!
//! It knows no table and builds no SQL. What the engines do differently is not hidden here but has its address in
//! `dialect`.

mod open;
mod postgres;
mod row;
mod sqlite;
mod statements;
mod tls;
mod value;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use open::OpenError;
pub use row::{Cell, Column, FromCell, FromRow, Row};
pub use sqlite::copy_sqlite;
pub(crate) use statements::statements;
pub use value::{ToValue, Value};

use crate::error::{StoreError, StoreResult};

/// What is done with each row of an answer.
type Visit<'v> = dyn FnMut(&Row<'_>) -> StoreResult<()> + Send + 'v;

/// How long a read takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pace {
    /// Under a millisecond on SQLite: it runs on the asynchronous thread.
    Short,
    /// A table and more: it leaves the asynchronous thread alone.
    Long,
}

/// Which engine is behind a [`Db`]. Only `dialect` asks, and people who run the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite, inside the program.
    Sqlite,
    /// PostgreSQL, by the network.
    Postgres,
}

/// An open database. Cloning shares it.
#[derive(Clone)]
pub struct Db(Inner);

#[derive(Clone)]
enum Inner {
    Sqlite(Arc<sqlite::Sqlite>),
    Postgres(deadpool_postgres::Pool),
}

impl Db {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…`. The schema is not touched: see [`crate::migrate`].
    ///
    /// # Errors
    /// A plain reason for the operator.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        Ok(Self(match open::Address::parse(url)? {
            open::Address::Sqlite(path) => Inner::Sqlite(Arc::new(sqlite::Sqlite::open(&path)?)),
            open::Address::Postgres(config, wanted) => {
                Inner::Postgres(postgres::open(*config, wanted).await?)
            }
        }))
    }

    /// Which engine this is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match &self.0 {
            Inner::Sqlite(_) => Engine::Sqlite,
            Inner::Postgres(_) => Engine::Postgres,
        }
    }

    /// Lends a connection for reading, for pages that ask several questions. For one question, the [`Db`] itself is
    /// a [`Read`].
    ///
    /// # Errors
    /// No connection.
    pub async fn read(&self) -> StoreResult<Reader<'_>> {
        Ok(Reader(match &self.0 {
            Inner::Sqlite(sqlite) => ReaderOf::Sqlite(sqlite.reader().await?),
            Inner::Postgres(pool) => ReaderOf::Postgres(postgres::client(pool).await?),
        }))
    }

    /// Starts a change. Dropped without [`Tx::commit`], it never happened.
    ///
    /// # Errors
    /// No connection, or another change still holds the lock (SQLite has one writer at a time).
    pub async fn write(&self) -> StoreResult<Tx<'_>> {
        let inner = match &self.0 {
            Inner::Sqlite(sqlite) => TxOf::Sqlite(sqlite.begin().await?),
            Inner::Postgres(pool) => TxOf::Postgres(postgres::PostgresTx::begin(pool).await?),
        };
        Ok(Tx {
            inner,
            failed: AtomicBool::new(false),
        })
    }

    /// Lets the engine read a statement without running it.
    #[cfg(test)]
    pub(crate) async fn prepare(&self, sql: &str) -> StoreResult<()> {
        match self.read().await?.0 {
            ReaderOf::Sqlite(reader) => reader.prepare(sql),
            ReaderOf::Postgres(client) => Ok(client.prepare(sql).await.map(|_| ())?),
        }
    }

    /// Closes the connections to the server; those lent end with their use. SQLite closes with its last user.
    pub fn close(&self) {
        if let Inner::Postgres(pool) = &self.0 {
            pool.close();
        }
    }
}

/// Whatever can answer questions: a [`Db`], a [`Reader`], or a [`Tx`] that sees its own changes.
pub trait Read: Sync {
    /// Shows each row of the answer to `visit`. The other methods are made of it.
    #[doc(hidden)]
    fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        long: bool,
        visit: &mut (dyn FnMut(&Row<'_>) -> StoreResult<()> + Send),
    ) -> impl Future<Output = StoreResult<()>> + Send;

    /// Which engine answers; for `dialect` alone.
    #[doc(hidden)]
    fn engine(&self) -> Engine;

    /// All rows of a short answer (under a millisecond on SQLite).
    ///
    /// # Errors
    /// A fault of the database, or of what it holds.
    fn query<T: FromRow + Send>(
        &self,
        sql: &str,
        args: &[Value],
    ) -> impl Future<Output = StoreResult<Vec<T>>> + Send {
        async move {
            let mut all = Vec::new();
            self.each_row(sql, args, false, &mut |row| {
                all.push(T::from_row(row)?);
                Ok(())
            })
            .await?;
            Ok(all)
        }
    }

    /// The first row of a short answer, if there is one.
    ///
    /// # Errors
    /// A fault of the database, or of what it holds.
    fn query_opt<T: FromRow + Send>(
        &self,
        sql: &str,
        args: &[Value],
    ) -> impl Future<Output = StoreResult<Option<T>>> + Send {
        async move {
            let mut first = None;
            self.each_row(sql, args, false, &mut |row| {
                if first.is_none() {
                    first = Some(T::from_row(row)?);
                }
                Ok(())
            })
            .await?;
            Ok(first)
        }
    }

    /// The first row of a short answer that always has one.
    ///
    /// # Errors
    /// A fault of the database, or of what it holds; no row.
    fn query_one<T: FromRow + Send>(
        &self,
        sql: &str,
        args: &[Value],
    ) -> impl Future<Output = StoreResult<T>> + Send {
        async move { self.query_opt(sql, args).await?.ok_or(StoreError::NoRow) }
    }

    /// Shows each row of a long answer to `visit`, without keeping them, away from the asynchronous threads.
    ///
    /// # Errors
    /// A fault of the database, or what `visit` answers.
    fn for_each(
        &self,
        sql: &str,
        args: &[Value],
        visit: impl FnMut(&Row<'_>) -> StoreResult<()> + Send,
    ) -> impl Future<Output = StoreResult<()>> + Send {
        async move {
            let mut visit = visit;
            self.each_row(sql, args, true, &mut visit).await
        }
    }
}

/// A connection lent for reading.
pub struct Reader<'a>(ReaderOf<'a>);

enum ReaderOf<'a> {
    Sqlite(sqlite::Reader<'a>),
    Postgres(deadpool_postgres::Client),
}

impl Read for Reader<'_> {
    async fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        long: bool,
        visit: &mut (dyn FnMut(&Row<'_>) -> StoreResult<()> + Send),
    ) -> StoreResult<()> {
        match &self.0 {
            ReaderOf::Sqlite(reader) => reader.each_row(sql, args, pace(long), visit),
            ReaderOf::Postgres(client) => postgres::each_row(client, sql, args, visit).await,
        }
    }

    fn engine(&self) -> Engine {
        match &self.0 {
            ReaderOf::Sqlite(_) => Engine::Sqlite,
            ReaderOf::Postgres(_) => Engine::Postgres,
        }
    }
}

impl Read for Db {
    async fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        long: bool,
        visit: &mut (dyn FnMut(&Row<'_>) -> StoreResult<()> + Send),
    ) -> StoreResult<()> {
        self.read().await?.each_row(sql, args, long, visit).await
    }

    fn engine(&self) -> Engine {
        Self::engine(self)
    }
}

fn pace(long: bool) -> Pace {
    if long { Pace::Long } else { Pace::Short }
}

/// A change under way: everything it does is kept by [`Tx::commit`], or nothing.
pub struct Tx<'a> {
    inner: TxOf<'a>,
    /// A statement failed. PostgreSQL then refuses the rest and answers `COMMIT` with a silent rollback, SQLite would
    /// keep the half that worked: here both refuse.
    failed: AtomicBool,
}

enum TxOf<'a> {
    Sqlite(sqlite::SqliteTx<'a>),
    Postgres(postgres::PostgresTx),
}

impl Tx<'_> {
    /// Runs a statement; answers how many rows it touched.
    ///
    /// # Errors
    /// A fault of the database; the change can then only be dropped.
    pub async fn execute(&mut self, sql: &str, args: &[Value]) -> StoreResult<u64> {
        self.refuse_if_failed()?;
        let answer = match &self.inner {
            TxOf::Sqlite(tx) => tx.execute(sql, args),
            TxOf::Postgres(tx) => postgres::execute(tx.client(), sql, args).await,
        };
        self.noting_failure(answer)
    }

    /// Runs one statement for each set of arguments, without a round trip a row; answers how many rows each touched.
    ///
    /// # Errors
    /// A fault of the database; the change can then only be dropped.
    pub async fn execute_many(&mut self, sql: &str, rows: &[Vec<Value>]) -> StoreResult<Vec<u64>> {
        self.refuse_if_failed()?;
        let answer = match &self.inner {
            TxOf::Sqlite(tx) => tx.execute_many(sql, rows),
            TxOf::Postgres(tx) => postgres::execute_many(tx.client(), sql, rows).await,
        };
        self.noting_failure(answer)
    }

    /// Runs a script of several statements without parameters: migrations alone need it.
    pub(crate) async fn run_script(&mut self, script: &str) -> StoreResult<()> {
        self.refuse_if_failed()?;
        let answer = match &self.inner {
            TxOf::Sqlite(tx) => tx.run_script(script),
            TxOf::Postgres(tx) => postgres::run_script(tx.client(), script).await,
        };
        self.noting_failure(answer)
    }

    /// Keeps the change: when this returns, it survives a power cut.
    ///
    /// # Errors
    /// An earlier statement failed, or the engine could not write: nothing is kept.
    pub async fn commit(self) -> StoreResult<()> {
        self.refuse_if_failed()?;
        match self.inner {
            TxOf::Sqlite(tx) => tx.commit(),
            TxOf::Postgres(tx) => tx.commit().await,
        }
    }

    /// Gives the change up. Dropping it does the same.
    pub fn roll_back(self) {}

    fn refuse_if_failed(&self) -> StoreResult<()> {
        if self.failed.load(Ordering::Relaxed) {
            Err(StoreError::AlreadyFailed)
        } else {
            Ok(())
        }
    }

    fn noting_failure<T>(&self, answer: StoreResult<T>) -> StoreResult<T> {
        if answer.is_err() {
            self.failed.store(true, Ordering::Relaxed);
        }
        answer
    }
}

impl Read for Tx<'_> {
    async fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        long: bool,
        visit: &mut (dyn FnMut(&Row<'_>) -> StoreResult<()> + Send),
    ) -> StoreResult<()> {
        self.refuse_if_failed()?;
        let answer = match &self.inner {
            TxOf::Sqlite(tx) => tx.each_row(sql, args, pace(long), visit),
            TxOf::Postgres(tx) => postgres::each_row(tx.client(), sql, args, visit).await,
        };
        self.noting_failure(answer)
    }

    fn engine(&self) -> Engine {
        match &self.inner {
            TxOf::Sqlite(_) => Engine::Sqlite,
            TxOf::Postgres(_) => Engine::Postgres,
        }
    }
}
