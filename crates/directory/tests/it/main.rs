//! The directory answers questions about a few invented places.

#![expect(
    clippy::unwrap_used,
    reason = "tests are where unwrap belongs; clippy sees only #[test] functions"
)]

mod asking;
mod changing;
mod opening;
mod scene;
