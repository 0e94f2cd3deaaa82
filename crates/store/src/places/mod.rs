//! The directory of places: sources, what each of them says, the places shown.
//!
//! Today one source record makes one place. When several records make one place, the tables already say which
//! (`source_records.place_id`); public identifiers are never reused nor changed.

mod columns;
mod counts;
mod created;
mod findings;
mod identity;
mod import;
mod integrity;
mod mentions;
mod reads;
mod reassigned;
mod sources;
#[cfg(test)]
mod tests;

pub use columns::KnownHours;
pub use counts::ImportCounts;
pub use findings::{Finding, FindingOutcome, findings};
pub use import::{Added, Import, import};
pub(crate) use integrity::problems;
pub use reads::{
    DirectoryVersion, StoredPlace, all, by_record, changed_since, directory_version, find, find_knowing,
    of_ids, of_source,
};
pub use reassigned::Reassigned;
pub use sources::{ImportRun, Source, SourceState, last_run, source, sources};

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![
        ("src/places/created.rs", created::STATEMENTS),
        ("src/places/findings.rs", findings::STATEMENTS),
        ("src/places/import.rs", import::STATEMENTS),
        ("src/places/integrity.rs", integrity::STATEMENTS),
        ("src/places/reads.rs", reads::STATEMENTS),
        ("src/places/reassigned.rs", reassigned::STATEMENTS),
        ("src/places/sources.rs", sources::STATEMENTS),
    ]
}
