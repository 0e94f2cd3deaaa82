//! What each word of a query is worth in each document, as columns by slot. Columns are large and wanted at every
//! search, so each thread keeps a few; a set of documents says which cells are meaningful, and few cells are ever cleared.

use std::cell::RefCell;

use crate::bits::Bits;
use crate::segment::RUN;

/// A thread keeps at most this many columns…
const MOST_KEPT: usize = 8;

/// …of at most this many slots: larger ones cost less to make than to keep.
const LARGEST_KEPT: usize = 1 << 19;

thread_local! {
    static SPARE: RefCell<Vec<Column>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug, Default)]
struct Column {
    worth: Vec<u16>,
    entries: Vec<u32>,
}

/// Adds a list of slots, moved up by `offset`, to a set of documents.
pub(crate) fn gather(documents: &mut Bits, offset: u32, slots: &[u32]) {
    let mut gathering = documents.gather();
    for &slot in slots {
        gathering.insert(slot + offset);
    }
}

/// A column for each word of a query.
#[derive(Debug)]
pub(crate) struct Columns(Vec<Column>);

impl Columns {
    pub fn new(words: usize, slots: usize) -> Self {
        let mut columns = SPARE.take();
        let spare = columns.split_off(words.min(columns.len()));
        SPARE.replace(spare);
        columns.resize_with(words, Column::default);
        for column in &mut columns {
            if column.worth.len() < slots {
                // Whole runs, so that none needs looking after.
                let cells = slots.next_multiple_of(RUN);
                *column = Column {
                    worth: vec![0; cells],
                    entries: vec![0; cells],
                };
            }
        }
        Self(columns)
    }

    /// Makes a word worth nothing anywhere.
    pub fn clear(&mut self, rank: usize) {
        self.0[rank].worth.fill(0);
    }

    /// Notes what a word is worth (quality × impact) in a list of slots, moved up by `offset`, unless it is worth more
    /// already; `first` is the first entry of the list.
    #[expect(clippy::too_many_arguments, reason = "the innermost loop of every search")]
    pub fn note(
        &mut self,
        rank: usize,
        documents: &mut Bits,
        offset: u32,
        slots: &[u32],
        impacts: &[u8],
        quality: u16,
        first: u32,
    ) {
        let column = &mut self.0[rank];
        let bound = documents
            .bound()
            .min(column.worth.len())
            .min(column.entries.len());
        let (worths, entries) = (&mut column.worth[..bound], &mut column.entries[..bound]);
        let fresh = documents.is_empty();
        let mut gathering = documents.gather();
        if fresh {
            // The word itself, mostly: the longest list, without anything to compare with.
            for (entry, (&slot, &impact)) in (first..).zip(slots.iter().zip(impacts)) {
                let slot = slot + offset;
                gathering.insert(slot);
                worths[slot as usize] = quality * u16::from(impact);
                entries[slot as usize] = entry;
            }
            return;
        }
        for (entry, (&slot, &impact)) in (first..).zip(slots.iter().zip(impacts)) {
            let slot = slot + offset;
            let at = slot as usize;
            let worth = quality * u16::from(impact);
            if gathering.insert(slot) || worth > worths[at] {
                worths[at] = worth;
                entries[at] = entry;
            }
        }
    }

    /// What a word is worth, by slot.
    pub fn worths(&self, rank: usize) -> &[u16] {
        &self.0[rank].worth
    }

    /// The entries of a word, by slot.
    pub fn entries(&self, rank: usize) -> &[u32] {
        &self.0[rank].entries
    }

    /// What a word is worth in a document that has it.
    #[inline]
    pub fn worth(&self, rank: usize, slot: u32) -> u16 {
        self.0[rank].worth[slot as usize]
    }

    /// The entry of a word for a document that has it.
    pub fn entry(&self, rank: usize, slot: u32) -> u32 {
        self.0[rank].entries[slot as usize]
    }
}

impl Drop for Columns {
    fn drop(&mut self) {
        let mut columns = std::mem::take(&mut self.0);
        columns.retain(|column| column.worth.len() <= LARGEST_KEPT);
        // A thread that is ending has no spare columns any more: then these are simply freed.
        let _ = SPARE.try_with(|spare| {
            let mut spare = spare.borrow_mut();
            columns.truncate(MOST_KEPT.saturating_sub(spare.len()));
            spare.append(&mut columns);
        });
    }
}
