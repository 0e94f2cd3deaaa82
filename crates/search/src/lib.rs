//! The in-memory index: words, facets, geography. No I/O.
