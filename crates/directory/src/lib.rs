//! The directory of places held in memory: cards, search index, open states, clusters. No I/O.
