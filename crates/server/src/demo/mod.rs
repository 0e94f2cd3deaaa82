//! The demo town: an invented canton, its communes and its places, so that a visitor sees the program full of
//! life.
//!
//! Nothing here is real, and nothing can be mistaken for real: telephone numbers come from the ranges that the
//! regulator keeps for fiction, web addresses end in `.example`. Loading and serving belong to the command
//! `demo`; this module only tells the story.

pub mod canton;
pub mod people;
pub mod places;

#[cfg(test)]
mod tests;

pub use self::canton::canton;
pub use self::places::{closed_places, places};
