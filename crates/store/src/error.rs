//! Faults of the machine: what the store answers when the database does not do its part.
//!
//! Refusals (a rule of the domain says no) are not here: each operation has its own type for them.
//! Nothing that a person entrusted to the database may appear in a message, since messages end up in logs.

use std::fmt;

/// The result of anything that talks to the database.
pub type StoreResult<T> = Result<T, StoreError>;

/// A fault of the database or of what it holds. Logged once, shown as a plain apology.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No connection, or not the turn to write, within the time allowed.
    #[error("the database is busy: no free connection, or another change still holds the lock")]
    Busy,
    /// The connection was lost or could not be made.
    #[error("the database cannot be reached: {0}")]
    Unreachable(#[source] Cause),
    /// What the engine has stored is not what it wrote: a failing disk, or a file that something else touched.
    #[error("the database is damaged: {0}; nothing more should be written to it, restore a backup")]
    Damaged(#[source] Cause),
    /// The engine refused a statement.
    #[error("the database refused a statement: {0}")]
    Statement(#[source] Cause),
    /// A column is missing from an answer, or holds another type than the code expects.
    #[error("column {column} of an answer: {problem}")]
    Column {
        /// Name or position of the column.
        column: String,
        /// What is wrong with it, without its value.
        problem: String,
    },
    /// A statement that always answers one row answered none.
    #[error("a row that must exist is missing")]
    NoRow,
    /// A stored value breaks a rule of the domain: written by another program, or by a newer version of this one.
    #[error("a stored {what} cannot be read back")]
    Unreadable {
        /// Which value, in the words of the schema.
        what: &'static str,
    },
    /// An earlier statement of the transaction failed: nothing of it may be kept.
    #[error("an earlier statement of this change failed, so the change cannot be kept")]
    AlreadyFailed,
}

impl StoreError {
    /// Whether a uniqueness rule of the schema refused the statement: somebody was faster, or a name is taken.
    #[must_use]
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Statement(cause) if cause.duplicate)
    }
}

/// What the engine said, without any value of the data.
///
/// PostgreSQL quotes values in the details of its errors, and in the messages of class 22 (« data exception »): those
/// are left out. SQLite quotes names only, since all values are bound.
pub struct Cause {
    text: String,
    duplicate: bool,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for Cause {}

impl Cause {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            duplicate: false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let code = error
            .sqlite_error()
            .map(|error| (error.code, error.extended_code));
        if matches!(
            code,
            Some((ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _))
        ) {
            return Self::Busy;
        }
        if matches!(code, Some((ErrorCode::DatabaseCorrupt, _))) {
            return Self::Damaged(Cause::new(error.to_string()));
        }
        let duplicate = matches!(
            code,
            Some((
                _,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                    | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID
            ))
        );
        Self::Statement(Cause {
            text: error.to_string(),
            duplicate,
        })
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(answer) = error.as_db_error() else {
            // Everything else is the wire: closed connections, broken frames, values of a wrong type. The library's
            // own words name types and positions, never values.
            return if error.is_closed() {
                Self::Unreachable(Cause::new("the connection was closed"))
            } else {
                let inner = std::error::Error::source(&error).map_or(String::new(), |e| format!(": {e}"));
                let text = error.to_string();
                let cause = Cause::new(if inner.is_empty() || text.ends_with(&inner) {
                    text
                } else {
                    text + &inner
                });
                if std::error::Error::source(&error).is_some_and(|e| e.is::<std::io::Error>()) {
                    Self::Unreachable(cause)
                } else {
                    Self::Statement(cause)
                }
            };
        };
        let code = answer.code().code();
        // Classes of SQLSTATE (PostgreSQL, appendix A): 08 connection, 57P shutdown, 53 resources, 55P03 lock timeout,
        // 40 serialisation and deadlock, 22 data exception, 23505 unique violation.
        if matches!(code, "55P03" | "40001" | "40P01" | "57014") {
            return Self::Busy;
        }
        let text = if code.starts_with("22") {
            format!("SQLSTATE {code}")
        } else {
            format!("{} (SQLSTATE {code})", answer.message())
        };
        if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") {
            return Self::Unreachable(Cause::new(text));
        }
        // XX001 data corrupted, XX002 index corrupted, 58P01 a file is missing.
        if matches!(code, "XX001" | "XX002" | "58P01") {
            return Self::Damaged(Cause::new(text));
        }
        Self::Statement(Cause {
            text,
            duplicate: code == "23505",
        })
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Timeout(_) => Self::Busy,
            deadpool_postgres::PoolError::Backend(error) => match Self::from(error) {
                Self::Statement(cause) => Self::Unreachable(cause),
                other => other,
            },
            other => Self::Unreachable(Cause::new(other.to_string())),
        }
    }
}
