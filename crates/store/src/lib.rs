//! The only crate that knows SQL: two engines, one text.
//!
//! A feature is a module: reads named after what they answer, and operations, each one change that makes sense to a
//! person. No HTTP, no rendering, no translated text, and no rule of its own: rules are in `domain`.

mod check;
mod error;
mod migrations;

pub mod accounts;
pub mod db;
pub(crate) mod dialect;
pub mod jobs;
pub mod journal;
pub mod keys;
pub mod outbox;
pub mod places;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tries;

pub use check::{Check, check, is_empty, row_counts};
pub use db::{Db, Engine, OpenError, Read, Reader, Tx};
pub use error::{StoreError, StoreResult};
pub use migrations::{AppliedMigration, MigrateError, SchemaState, migrate, schema_state};

#[cfg(test)]
mod tests;
