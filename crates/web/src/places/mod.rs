//! The directory as people see it: the list of results, the page of a place.
//!
//! `asked` reads a question from an address, `directory` answers it, views are plain values ready to be shown.

pub mod answer;
pub mod api;
pub mod ask;
pub mod asked;
pub mod card;
pub mod commune;
pub mod download;
pub(crate) mod emergency;
pub mod export;
pub mod facets;
pub mod foreign;
mod freshness;
mod geojson;
pub mod highlight;
pub mod invitations;
pub mod licences;
pub mod listing;
pub mod lists;
mod moments;
mod notice;
pub mod opening;
pub mod pages;
mod phrases;
pub mod reach;
pub mod record;
pub mod results;
pub mod said_hours;
mod short_week;
pub mod show;
pub mod sources;
pub mod structured;
pub mod vocabulary;
pub mod within;

#[cfg(any(test, feature = "testing"))]
pub mod invented;
