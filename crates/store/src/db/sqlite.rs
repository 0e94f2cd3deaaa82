//! SQLite: one connection that writes, several that read, in WAL mode. Nothing is asynchronous in the engine, so short
//! reads run where they are asked for, and what may wait for the disk leaves the asynchronous threads alone.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::open::OpenError;
use super::row::Row;
use super::value::Value;
use super::{Pace, Visit};
use crate::error::{Cause, StoreError, StoreResult};

/// How long a writer waits for its turn. The longest change is an import; a page's own time limit is shorter.
const WRITE_PATIENCE: Duration = Duration::from_secs(60);
/// How long the engine itself waits for a lock held by another process.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Statements kept prepared by each connection.
const CACHED_STATEMENTS: usize = 256;
/// `-1 × KiB` of pages kept by a connection.
const CACHE_SIZE: i64 = -8_192;
/// After a checkpoint the log shrinks to this, so that one large import does not occupy the disk for ever.
const LOG_SIZE_LIMIT_BYTES: i64 = 32 << 20;

pub(super) struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    write_turn: Semaphore,
    idle_readers: Mutex<Vec<Connection>>,
    reader_turns: Semaphore,
}

impl Sqlite {
    pub(super) fn open(path: &Path) -> Result<Self, OpenError> {
        let refused = |reason: String| OpenError::SqliteFile {
            path: path.to_owned(),
            reason,
        };
        prepare_file(path).map_err(|error| refused(error.to_string()))?;
        let writer = connect(path, Role::Writer).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                refused(format!("it is damaged ({error}); restore a backup"))
            }
            Some(rusqlite::ErrorCode::NotADatabase) => {
                refused("the file is not an SQLite database".to_owned())
            }
            _ => refused(error.to_string()),
        })?;
        let readers = std::thread::available_parallelism().map_or(4, |cores| cores.get().clamp(4, 16));
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            write_turn: Semaphore::new(1),
            idle_readers: Mutex::new(Vec::with_capacity(readers)),
            reader_turns: Semaphore::new(readers),
        })
    }

    pub(super) async fn reader(&self) -> StoreResult<Reader<'_>> {
        let turn = self
            .reader_turns
            .acquire()
            .await
            .expect("the semaphore is never closed");
        let idle = lock(&self.idle_readers).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.path, Role::Reader)?,
        };
        Ok(Reader {
            pool: self,
            connection: Some(Mutex::new(connection)),
            _turn: turn,
        })
    }

    pub(super) async fn begin(&self) -> StoreResult<SqliteTx<'_>> {
        let turn = tokio::time::timeout(WRITE_PATIENCE, self.write_turn.acquire())
            .await
            .map_err(|_| StoreError::Busy)?
            .expect("the semaphore is never closed");
        may_wait(|| lock(&self.writer).execute_batch("BEGIN IMMEDIATE"))?;
        Ok(SqliteTx {
            connection: &self.writer,
            open: true,
            _turn: turn,
        })
    }
}

/// A connection lent for reading; it goes back when dropped.
pub(super) struct Reader<'a> {
    pool: &'a Sqlite,
    connection: Option<Mutex<Connection>>,
    _turn: SemaphorePermit<'a>,
}

impl Reader<'_> {
    pub(super) fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        pace: Pace,
        visit: &mut Visit<'_>,
    ) -> StoreResult<()> {
        let connection = self.connection.as_ref().expect("taken on drop only");
        at_pace(pace, || {
            let connection = lock(connection);
            let read = each_row(&connection, sql, args, visit);
            if matches!(pace, Pace::Long) {
                // Whoever goes through the whole directory leaves as many pages of it as a connection may keep, which
                // pages of the site hardly ask for again.
                if let Err(error) = connection.execute_batch("PRAGMA shrink_memory") {
                    tracing::warn!(%error, "a connection keeps the pages that it read");
                }
            }
            read
        })
    }
}

#[cfg(test)]
impl Reader<'_> {
    pub(super) fn prepare(&self, sql: &str) -> StoreResult<()> {
        let connection = self.connection.as_ref().expect("taken on drop only");
        lock(connection).prepare(sql)?;
        Ok(())
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            let connection = connection.into_inner().unwrap_or_else(PoisonError::into_inner);
            lock(&self.pool.idle_readers).push(connection);
        }
    }
}

/// The writer's turn, inside `BEGIN IMMEDIATE`. Dropped without commit, it rolls back.
pub(super) struct SqliteTx<'a> {
    connection: &'a Mutex<Connection>,
    open: bool,
    _turn: SemaphorePermit<'a>,
}

impl SqliteTx<'_> {
    pub(super) fn each_row(
        &self,
        sql: &str,
        args: &[Value],
        pace: Pace,
        visit: &mut Visit<'_>,
    ) -> StoreResult<()> {
        at_pace(pace, || each_row(&lock(self.connection), sql, args, visit))
    }

    pub(super) fn execute(&self, sql: &str, args: &[Value]) -> StoreResult<u64> {
        may_wait(|| execute(&lock(self.connection), sql, args))
    }

    pub(super) fn execute_many(&self, sql: &str, rows: &[Vec<Value>]) -> StoreResult<Vec<u64>> {
        may_wait(|| {
            let connection = lock(self.connection);
            rows.iter().map(|args| execute(&connection, sql, args)).collect()
        })
    }

    pub(super) fn run_script(&self, script: &str) -> StoreResult<()> {
        may_wait(|| Ok(lock(self.connection).execute_batch(script)?))
    }

    pub(super) fn commit(mut self) -> StoreResult<()> {
        may_wait(|| lock(self.connection).execute_batch("COMMIT"))?;
        self.open = false;
        Ok(())
    }
}

impl Drop for SqliteTx<'_> {
    fn drop(&mut self) {
        let connection = lock(self.connection);
        // SQLite itself may have rolled back (full disk, I/O error): then there is nothing left to undo.
        if self.open
            && !connection.is_autocommit()
            && let Err(error) = connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a change could not be rolled back");
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // A visitor that panicked left the connection itself sound: its statement was reset on unwinding.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn at_pace<T>(pace: Pace, work: impl FnOnce() -> T) -> T {
    match pace {
        Pace::Short => work(),
        Pace::Long => may_wait(work),
    }
}

/// Runs work that may wait for the disk or for a lock, while the other tasks of this thread move elsewhere.
fn may_wait<T>(work: impl FnOnce() -> T) -> T {
    use tokio::runtime::{Handle, RuntimeFlavor};
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

fn each_row(connection: &Connection, sql: &str, args: &[Value], visit: &mut Visit<'_>) -> StoreResult<()> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        visit(&Row::sqlite(row))?;
    }
    Ok(())
}

fn execute(connection: &Connection, sql: &str, args: &[Value]) -> StoreResult<u64> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let changed = if statement.column_count() > 0 {
        // `RETURNING` without a reader: step through so that every row is written.
        let mut rows = statement.raw_query();
        let mut changed = 0;
        while rows.next()?.is_some() {
            changed += 1;
        }
        changed
    } else {
        statement.raw_execute()?
    };
    Ok(changed as u64)
}

/// Binds `args` to `$1`, `$2`… which are names to SQLite, numbered in the order of their first use.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, args: &[Value]) -> StoreResult<()> {
    let mut highest = 0;
    for index in 1..=statement.parameter_count() {
        let number = statement
            .parameter_name(index)
            .and_then(|name| name.strip_prefix('$'))
            .and_then(|number| number.parse::<usize>().ok())
            .filter(|number| *number > 0)
            .ok_or_else(|| StoreError::Statement(Cause::new("parameters are written $1, $2…")))?;
        highest = highest.max(number);
        if let Some(value) = args.get(number - 1) {
            statement.raw_bind_parameter(index, value)?;
        }
    }
    if highest == args.len() {
        Ok(())
    } else {
        Err(StoreError::Statement(Cause::new(format!(
            "the statement has {highest} parameters and was given {}",
            args.len()
        ))))
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        use rusqlite::types::{ToSqlOutput, ValueRef};
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Bool(value) => ValueRef::Integer((*value).into()),
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Real(value) => ValueRef::Real(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Blob(value) => ValueRef::Blob(value),
        }))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Writer,
    Reader,
}

/// Writes what a database holds at one instant into a new file, while others read and write it. Pages that hold nothing
/// any more, and with them what was erased, do not go along. Source: sqlite.org/lang_vacuum.html, "VACUUM INTO".
///
/// # Errors
/// The database cannot be read, or the file be written; it may be there in part.
pub fn copy_sqlite(from: &Path, to: &Path) -> StoreResult<()> {
    let connection = Connection::open_with_flags(
        from,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    let to = to
        .to_str()
        .ok_or_else(|| StoreError::Unreachable(Cause::new("the name of the copy is not UTF-8")))?;
    connection.execute("VACUUM INTO $1", [to])?;
    Ok(())
}

fn connect(path: &Path, role: Role) -> rusqlite::Result<Connection> {
    // No mutex inside SQLite: a connection is used by one thread at a time, behind ours.
    let connection = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(CACHED_STATEMENTS);
    if role == Role::Writer {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN),
                Some("this file system does not allow the write-ahead log that Parvis needs".to_owned()),
            ));
        }
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "cache_size", CACHE_SIZE)?;
    connection.pragma_update(None, "journal_size_limit", LOG_SIZE_LIMIT_BYTES)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    if role == Role::Reader {
        connection.pragma_update(None, "query_only", true)?;
    }
    Ok(connection)
}

/// Makes the folder and the file, readable by their owner only: the database holds what people entrusted to it.
fn prepare_file(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}
