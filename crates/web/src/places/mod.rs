//! The directory as people see it: the list of results, the page of a place.
//!
//! `asked` reads a question from an address, `directory` answers it, views are plain values ready to be shown.

pub mod answer;
pub mod asked;
pub mod card;
pub mod facets;
pub mod freshness;
pub mod highlight;
pub mod listing;
pub mod opening;
pub mod pages;
pub mod results;
pub mod show;
pub mod structured;

#[cfg(any(test, feature = "testing"))]
pub mod invented;
