//! What a mediator, a town hall or a re-user of the data would recognise: places, territories, opening hours.
//!
//! Plain functions over plain values. There is no I/O here, no clock, no randomness, no SQL, no HTML and no
//! translated text: time and identity are parameters, and a rule that cannot be kept is a refusal the caller handles.

pub mod access;
pub mod accounts;
mod base32;
pub mod calendar;
pub mod emergency;
pub mod hours;
mod identifier;
pub mod jobs;
pub mod journal;
pub mod language;
pub mod mail;
pub mod places;
pub mod receipts;
pub mod spelling;
pub mod territory;
pub mod tries;
