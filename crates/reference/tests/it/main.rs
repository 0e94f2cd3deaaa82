//! The reference data against the published lists, and names against what people really wrote.
#![expect(
    clippy::print_stdout,
    reason = "what is not recognised is printed, to be read with --no-capture"
)]

mod calendar;
mod names;
mod outlines;
mod published_lists;
mod real_pairs;
mod samples;
