//! What people ask of an index, in an invented town.

mod lists;
mod town;
mod words;
