//! The demo town: an invented canton, its communes and its places, so that a visitor sees the program full of life.
//!
//! Nothing here is real, and nothing here can be mistaken for real: telephone numbers come from the ranges that the
//! regulator keeps for fiction, addresses of the web end in `.example`. Loading and serving belong to the command
//! `demo`; this module only tells the story.

mod canton;
mod places;

#[cfg(test)]
mod tests;

pub use canton::{Commune, DemoTown, Words, canton};
pub use places::places;
