//! Tests that concern the whole crate.

mod layer;
mod schema;
mod statements;
