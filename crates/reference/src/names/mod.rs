//! Communes by name: as people write them, as they start to type them.
//!
//! Nothing is guessed silently: a match says how the name was recognised and whether postcode and département agree.

mod complete;
mod fold;
mod index;
mod namesakes;
mod resemblance;
mod resolution;
mod resolve;
mod written;

pub(crate) use index::NameIndex;
pub use namesakes::Namesake;
pub use resolution::{Agreement, Hints, Match, Resolution, Spelling};
