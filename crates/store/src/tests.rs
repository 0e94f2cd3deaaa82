//! Tests that concern the whole crate.

mod encryption;
mod layer;
mod schema;
mod statements;
