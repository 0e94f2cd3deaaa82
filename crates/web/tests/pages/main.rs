//! Tests of the crate from outside: what browsers receive.

mod answers;
mod samples;
