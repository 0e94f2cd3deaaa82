//! Communes, départements, régions and calendars of France, built into the program.
//!
//! One compact file, made by `cargo xtask reference-data`, read on first use. Rules about public holidays are not
//! here but in `domain::calendar`; which communes a territory's directory covers is a setting, not reference data.

pub mod basemap;
pub mod calendar;
pub mod format;
pub mod outlines;
pub mod rows;

mod france;
mod names;
mod sources;

pub use basemap::BaseMap;
pub use calendar::{SchoolZone, time_zone, time_zone_of, zone_of};
pub use france::{France, france};
pub use names::{Agreement, Hints, Match, Namesake, Resolution, Spelling};
pub use outlines::{Border, Bounds, LonLat, Outline};
pub use rows::{Commune, CommuneKind, Departement, Epci, Former, Region, Zone};
pub use sources::{Source, sources};
