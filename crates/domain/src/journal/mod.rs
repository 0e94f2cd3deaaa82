//! The journal: what happened, who did it, to what — without content and without clear names.
//!
//! Each entry carries the digest of the one before it, so that none can be changed, left out or put in between unnoticed.
//! Writing entries is the store's matter, signing heads and making pseudonyms the vault's.

mod chain;
mod event;

pub use chain::{Broken, Digest, Head, Link, Verifier};
pub use event::{Event, Pseudonym, UnreadableEvent, Word, WordError};

#[cfg(test)]
mod tests;
