//! One row of an answer, read by column name or, where speed counts, by position.

use jiff::{Timestamp, civil::Date};

use crate::error::{StoreError, StoreResult};

/// One row of an answer, as long as the engine holds it.
pub struct Row<'a>(Source<'a>);

enum Source<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

/// A cell, not yet of a Rust type of our own.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    /// Absent.
    Null,
    /// PostgreSQL's boolean.
    Bool(bool),
    /// An integer; a boolean in SQLite.
    Int(i64),
    /// Double precision.
    Real(f64),
    /// Text.
    Text(&'a str),
    /// Bytes.
    Blob(&'a [u8]),
}

/// A type made from a whole row.
pub trait FromRow: Sized {
    /// Reads the row.
    ///
    /// # Errors
    /// A column is missing or holds something else.
    fn from_row(row: &Row<'_>) -> StoreResult<Self>;
}

/// A type made from one cell.
pub trait FromCell<'a>: Sized {
    /// What the code expects, for the message when it finds something else.
    const EXPECTED: &'static str;

    /// Reads the cell; `None` when it holds something else.
    fn from_cell(cell: Cell<'a>) -> Option<Self>;
}

/// A column, by name or by position.
pub trait Column: Copy {
    /// The position in this row.
    ///
    /// # Errors
    /// The answer has no such column.
    fn position(self, row: &Row<'_>) -> StoreResult<usize>;
    /// For messages.
    fn label(self) -> String;
}

impl Column for usize {
    fn position(self, _row: &Row<'_>) -> StoreResult<usize> {
        Ok(self)
    }
    fn label(self) -> String {
        self.to_string()
    }
}

impl Column for &str {
    fn position(self, row: &Row<'_>) -> StoreResult<usize> {
        let position = match row.0 {
            Source::Sqlite(row) => row.as_ref().column_index(self).ok(),
            Source::Postgres(row) => row.columns().iter().position(|column| column.name() == self),
        };
        position.ok_or_else(|| wrong(self.to_owned(), "missing".to_owned()))
    }
    fn label(self) -> String {
        self.to_owned()
    }
}

fn wrong(column: String, problem: String) -> StoreError {
    StoreError::Column { column, problem }
}

impl<'a> Row<'a> {
    pub(super) fn sqlite(row: &'a rusqlite::Row<'a>) -> Self {
        Self(Source::Sqlite(row))
    }

    pub(super) fn postgres(row: &'a tokio_postgres::Row) -> Self {
        Self(Source::Postgres(row))
    }

    /// The value of a column.
    ///
    /// # Errors
    /// No such column, or it holds another type.
    pub fn get<T: FromCell<'a>>(&self, column: impl Column) -> StoreResult<T> {
        let position = column.position(self)?;
        let cell = self
            .cell(position)
            .map_err(|problem| wrong(column.label(), problem))?;
        T::from_cell(cell).ok_or_else(|| {
            let found = match cell {
                Cell::Null => "nothing",
                Cell::Bool(_) => "a boolean",
                Cell::Int(_) => "an integer",
                Cell::Real(_) => "a real number",
                Cell::Text(_) => "text",
                Cell::Blob(_) => "bytes",
            };
            wrong(column.label(), format!("expected {}, found {found}", T::EXPECTED))
        })
    }

    fn cell(&self, position: usize) -> Result<Cell<'a>, String> {
        match self.0 {
            Source::Sqlite(row) => {
                use rusqlite::types::ValueRef;
                Ok(match row.get_ref(position).map_err(|_| "missing".to_owned())? {
                    ValueRef::Null => Cell::Null,
                    ValueRef::Integer(value) => Cell::Int(value),
                    ValueRef::Real(value) => Cell::Real(value),
                    ValueRef::Text(bytes) => Cell::Text(
                        std::str::from_utf8(bytes).map_err(|_| "text that is not UTF-8".to_owned())?,
                    ),
                    ValueRef::Blob(bytes) => Cell::Blob(bytes),
                })
            }
            Source::Postgres(row) => {
                if position >= row.len() {
                    return Err("missing".to_owned());
                }
                row.try_get(position).map_err(|_| {
                    format!(
                        "type {} is not one that both engines know",
                        row.columns()[position].type_()
                    )
                })
            }
        }
    }
}

impl<'a> tokio_postgres::types::FromSql<'a> for Cell<'a> {
    fn from_sql(
        kind: &tokio_postgres::types::Type,
        raw: &'a [u8],
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        use tokio_postgres::types::Type;
        Ok(match *kind {
            Type::BOOL => Self::Bool(bool::from_sql(kind, raw)?),
            Type::INT8 => Self::Int(i64::from_sql(kind, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(kind, raw)?.into()),
            Type::INT2 => Self::Int(i16::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Self::Real(f64::from_sql(kind, raw)?),
            Type::FLOAT4 => Self::Real(f32::from_sql(kind, raw)?.into()),
            Type::BYTEA => Self::Blob(raw),
            _ => Self::Text(std::str::from_utf8(raw)?),
        })
    }

    fn from_sql_null(
        _: &tokio_postgres::types::Type,
    ) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self::Null)
    }

    fn accepts(kind: &tokio_postgres::types::Type) -> bool {
        use tokio_postgres::types::Type;
        matches!(
            *kind,
            Type::BOOL
                | Type::INT8
                | Type::INT4
                | Type::INT2
                | Type::FLOAT8
                | Type::FLOAT4
                | Type::BYTEA
                | Type::TEXT
                | Type::VARCHAR
                | Type::BPCHAR
                | Type::NAME
                | Type::CHAR
                | Type::JSON
                | Type::UNKNOWN
        )
    }
}

macro_rules! from_cell {
    ($($type:ty, $expected:literal: $($cell:pat => $value:expr),+;)+) => {
        $(impl<'a> FromCell<'a> for $type {
            const EXPECTED: &'static str = $expected;
            fn from_cell(cell: Cell<'a>) -> Option<Self> {
                match cell {
                    $($cell => $value,)+
                    _ => None,
                }
            }
        })+
    };
}

from_cell! {
    bool, "a boolean": Cell::Bool(value) => Some(value), Cell::Int(0) => Some(false), Cell::Int(1) => Some(true);
    i64, "an integer": Cell::Int(value) => Some(value);
    u64, "a count": Cell::Int(value) => u64::try_from(value).ok();
    u32, "a small count": Cell::Int(value) => u32::try_from(value).ok();
    f64, "a real number": Cell::Real(value) => Some(value);
    &'a str, "text": Cell::Text(value) => Some(value);
    String, "text": Cell::Text(value) => Some(value.to_owned());
    &'a [u8], "bytes": Cell::Blob(value) => Some(value);
    Vec<u8>, "bytes": Cell::Blob(value) => Some(value.to_vec());
    [u8; 16], "sixteen bytes": Cell::Blob(value) => value.try_into().ok();
    [u8; 32], "a SHA-256 digest": Cell::Blob(value) => value.try_into().ok();
    Timestamp, "an instant": Cell::Int(value) => Timestamp::from_microsecond(value).ok();
    Date, "a civil date": Cell::Text(value) => value.parse().ok();
    domain::accounts::MemberId, "the identifier of a member": Cell::Text(value) => Self::parse(value).ok();
    domain::accounts::OrganisationId, "the identifier of an organisation": Cell::Text(value) => Self::parse(value).ok();
    domain::accounts::InvitationId, "the identifier of an invitation": Cell::Text(value) => Self::parse(value).ok();
    domain::accounts::SessionId, "the identifier of a session": Cell::Text(value) => Self::parse(value).ok();
    domain::accounts::Role, "a role": Cell::Text(value) => Self::parse(value).ok();
    domain::places::PlaceId, "the identifier of a place": Cell::Text(value) => Self::parse(value).ok();
    domain::jobs::JobId, "the identifier of a job": Cell::Text(value) => Self::parse(value).ok();
    domain::jobs::JobKind, "a kind of job": Cell::Text(value) => Self::from_code(value);
    domain::jobs::JobState, "the state of a job": Cell::Text(value) => Self::from_code(value);
    domain::jobs::Problem, "the name of a problem": Cell::Text(value) => Self::new(value).ok();
    domain::mail::LetterId, "the identifier of a letter": Cell::Text(value) => Self::parse(value).ok();
    domain::mail::LetterState, "the state of a letter": Cell::Text(value) => Self::from_code(value);
    domain::language::Language, "the language of a letter": Cell::Text(value) => Self::from_tag(value);
    domain::places::SourceName, "the name of a source": Cell::Text(value) => Self::parse(value).ok();
    domain::places::RecordId, "the identifier of a record": Cell::Text(value) => Self::parse(value).ok();
}

impl<'a> FromCell<'a> for Cell<'a> {
    const EXPECTED: &'static str = "anything";
    fn from_cell(cell: Self) -> Option<Self> {
        Some(cell)
    }
}

impl<'a, T: FromCell<'a>> FromCell<'a> for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    fn from_cell(cell: Cell<'a>) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::from_cell(other).map(Some),
        }
    }
}

macro_rules! from_row_for_tuples {
    ($(($($name:ident $position:tt),+))+) => {
        $(impl<$($name: for<'a> FromCell<'a>),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> StoreResult<Self> {
                Ok(($(row.get($position)?,)+))
            }
        })+
    };
}

from_row_for_tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}
