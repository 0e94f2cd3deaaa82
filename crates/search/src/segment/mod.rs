//! A segment: an immutable set of documents laid out for reading. Slots follow the Morton order of the positions, so
//! that neighbours on the ground are neighbours in memory and every square of the map is one run of slots.
//! Which of its documents are still alive is the index's business, not the segment's.

mod blocks;
mod build;
mod expressions;
mod facets;
pub(crate) mod impact;
pub(crate) mod letters;
mod merge;
mod names;
pub(crate) mod postings;
mod regions;
mod vocabulary;

pub(crate) use blocks::{Blocks, Summary};
pub(crate) use build::Pending;
pub(crate) use facets::FacetLists;
pub(crate) use merge::merge;
pub(crate) use postings::{Dense, List};
pub(crate) use vocabulary::Vocabulary;

use crate::geo::{Stored, StoredUnit};
use names::Names;
use postings::Postings;
use regions::Regions;

/// Slots are looked at in runs of this many, those of one word of a set.
pub(crate) const RUN: usize = 64;

/// A set of documents.
#[derive(Debug, Default)]
pub(crate) struct Segment {
    /// Key of each slot.
    pub keys: Vec<u64>,
    /// Slots in the order of their keys.
    by_key: Vec<u32>,
    /// Positions: of the first slots, in Morton order. The slots after them have none.
    pub points: Vec<Stored>,
    pub units: Vec<StoredUnit>,
    pub codes: Vec<u64>,
    pub blocks: Blocks,
    pub regions: Regions,
    /// What slots are sorted by in name order.
    pub names: Names,
    /// Number of words of the first title field of each slot, then of the next title field.
    title_words: Vec<u8>,
    titles: usize,
    pub vocabulary: Vocabulary,
    pub postings: Postings,
    pub facets: FacetLists,
}

impl Segment {
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn slot_of(&self, key: u64) -> Option<u32> {
        self.by_key
            .binary_search_by_key(&key, |&slot| self.keys[slot as usize])
            .ok()
            .map(|at| self.by_key[at])
    }

    /// The number of words of a title field, 255 for more.
    pub fn title_words(&self, slot: u32, title: u8) -> u8 {
        self.title_words[usize::from(title) * self.len() + slot as usize]
    }

    /// Whether a title field has so many words.
    #[inline]
    pub fn has_title_of(&self, slot: u32, words: u8) -> bool {
        (0..self.titles).any(|title| self.title_words(slot, title as u8) == words)
    }

    /// The numbers of words of each title field, of slot after slot.
    pub fn titles(&self) -> impl Iterator<Item = &[u8]> {
        self.title_words.chunks(self.len().max(1))
    }

    pub fn heap_bytes(&self) -> usize {
        self.keys.capacity() * 8
            + self.by_key.capacity() * 4
            + self.points.capacity() * 8
            + self.units.capacity() * 12
            + self.codes.capacity() * 8
            + self.names.heap_bytes()
            + self.title_words.capacity()
            + self.vocabulary.heap_bytes()
            + self.postings.heap_bytes()
            + self.facets.heap_bytes()
            + self.blocks.heap_bytes()
            + self.regions.heap_bytes()
    }
}

/// What a segment keeps of each document apart from words and facets, collected slot by slot.
#[derive(Default)]
struct Columns {
    keys: Vec<u64>,
    points: Vec<Stored>,
    units: Vec<StoredUnit>,
    codes: Vec<u64>,
    names: String,
    name_starts: Vec<u32>,
    title_words: Vec<u8>,
}

impl Columns {
    fn push(&mut self, key: u64, name: &str, title_words: impl Iterator<Item = u8>) {
        self.keys.push(key);
        self.name_starts.push(self.names.len() as u32);
        self.names.push_str(name);
        self.title_words.extend(title_words);
    }

    fn into_segment(
        mut self,
        titles: usize,
        vocabulary: Vocabulary,
        postings: Postings,
        facets: FacetLists,
    ) -> Segment {
        let mut by_key: Vec<u32> = (0..self.keys.len() as u32).collect();
        by_key.sort_unstable_by_key(|&slot| self.keys[slot as usize]);
        self.keys.shrink_to_fit();
        self.points.shrink_to_fit();
        self.units.shrink_to_fit();
        self.codes.shrink_to_fit();
        Segment {
            blocks: Blocks::new(&self.codes),
            regions: Regions::new(&self.units),
            keys: self.keys,
            by_key,
            points: self.points,
            units: self.units,
            codes: self.codes,
            names: Names::new(self.names, self.name_starts),
            title_words: (0..titles)
                .flat_map(|title| self.title_words.iter().skip(title).step_by(titles))
                .copied()
                .collect(),
            titles,
            vocabulary,
            postings,
            facets,
        }
    }
}
