//! The only crate that knows SQL: two engines, one text.
