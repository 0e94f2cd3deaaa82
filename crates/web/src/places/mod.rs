//! The directory as people see it: the list of results, the page of a place.
//!
//! These are views: plain values ready to be shown, made from the types of `domain`. Searching is `directory`'s work.

pub mod asked;
pub mod card;
pub mod facets;
pub mod freshness;
pub mod highlight;
pub mod opening;
pub mod results;
pub mod show;
pub mod structured;

#[cfg(any(test, feature = "testing"))]
pub mod invented;
