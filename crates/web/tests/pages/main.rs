//! Tests of the crate from outside: what browsers receive.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

mod accounts;
mod answers;
mod asked_time;
mod codes;
mod contrast;
mod counts;
mod engines;
mod finding;
mod journal;
mod maps;
mod members;
mod places;
mod plain_words;
mod samples;
mod scene;
mod team;
mod territories;
mod tries;
mod understood;
mod wishes;
