//! Communes, départements, régions and calendars of France, built into the program.
//!
//! One compact file, made by `cargo xtask reference-data`, read on first use. Rules about public holidays are not
//! here but in `domain::calendar`; which communes a territory's directory covers is a setting, not reference data.

pub mod format;
pub mod rows;

mod france;
mod names;

pub use france::{France, france};
pub use names::{Agreement, Hints, Match, Resolution, Spelling};
pub use rows::{Commune, CommuneKind, Departement, Epci, Former, Region, Zone};
