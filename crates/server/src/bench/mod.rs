//! The project's own measurements, on places made by chance from a seed: the same command gives anyone the same work.

pub mod clients;
pub mod generator;
pub mod import;
pub mod machine;
pub mod pages;
pub mod report;
pub mod search;

/// The day on which generated places live, whatever the day of the measurement: a Tuesday of school.
pub const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 3);

/// Ten in the morning of [`TODAY`] in mainland France: most places are open.
#[must_use]
pub fn now() -> jiff::Timestamp {
    "2026-11-03T09:00:00Z".parse().expect("an instant")
}
