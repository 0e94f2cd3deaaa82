//! What each word of a query is worth in each document, as columns by slot. Columns are large and wanted at every
//! search, so each thread keeps a few; a set of documents says which cells are meaningful, and few cells are ever cleared.

use std::cell::RefCell;

use crate::bits::{Bits, ones};
use crate::segment::{Dense, List, RUN};

/// A thread keeps at most this many columns…
const MOST_KEPT: usize = 8;

/// …of at most this many slots: larger ones cost less to make than to keep.
const LARGEST_KEPT: usize = 1 << 19;

thread_local! {
    static SPARE: RefCell<Vec<Column>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug, Default)]
struct Column {
    worth: Vec<[u16; RUN]>,
    entries: Vec<[u32; RUN]>,
    /// Whether cells of no document are known to be worth nothing: those that a column had before mean nothing.
    is_clear: bool,
}

/// Adds a list, moved up by `offset`, to a set of documents.
pub(crate) fn gather(documents: &mut Bits, offset: u32, list: &List<'_>) {
    if let Some((_, dense)) = list.dense {
        documents.unite(offset, &dense.set);
        return;
    }
    let mut gathering = documents.gather();
    for &slot in list.slots {
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
        // Whole runs, so that none needs looking after.
        let runs = slots.div_ceil(RUN);
        for column in &mut columns {
            if column.worth.len() < runs {
                *column = Column {
                    worth: vec![[0; RUN]; runs],
                    entries: vec![[0; RUN]; runs],
                    is_clear: false,
                };
            }
            column.is_clear = false;
        }
        Self(columns)
    }

    /// Makes a word worth nothing anywhere.
    pub fn clear(&mut self, rank: usize) {
        self.0[rank].worth.as_flattened_mut().fill(0);
        self.0[rank].is_clear = true;
    }

    /// Notes what a word is worth (quality × impact) in a list, moved up by `offset`, unless it is worth more there
    /// already.
    pub fn note(&mut self, rank: usize, documents: &mut Bits, offset: u32, list: &List<'_>, quality: u16) {
        let column = &mut self.0[rank];
        if let Some((any_entry, dense)) = list.dense {
            column.clear_but(documents);
            column.note_dense(offset, any_entry, dense, quality);
            documents.unite(offset, &dense.set);
            return;
        }
        // The word itself, mostly: the longest list, without anything to compare with.
        let is_fresh = documents.is_empty();
        let (worths, entries) = (column.worth.as_flattened_mut(), column.entries.as_flattened_mut());
        let bound = documents.bound().min(worths.len()).min(entries.len());
        let (worths, entries) = (&mut worths[..bound], &mut entries[..bound]);
        let mut gathering = documents.gather();
        let cells = (list.first..).zip(list.slots.iter().zip(list.impacts));
        if is_fresh {
            for (entry, (&slot, &impact)) in cells {
                let slot = slot + offset;
                gathering.insert(slot);
                worths[slot as usize] = quality * u16::from(impact);
                entries[slot as usize] = entry;
            }
            return;
        }
        for (entry, (&slot, &impact)) in cells {
            let slot = slot + offset;
            let at = slot as usize;
            let worth = quality * u16::from(impact);
            if gathering.insert(slot) || worth > worths[at] {
                worths[at] = worth;
                entries[at] = entry;
            }
        }
    }

    /// What a word is worth, by run of slots.
    pub fn worths(&self, rank: usize) -> &[[u16; RUN]] {
        &self.0[rank].worth
    }

    /// The entries of a word, by run of slots; lists by slot have one number for all of theirs.
    pub fn entries(&self, rank: usize) -> &[[u32; RUN]] {
        &self.0[rank].entries
    }

    /// What a word is worth in a document that has it.
    #[inline]
    pub fn worth(&self, rank: usize, slot: u32) -> u16 {
        self.0[rank].worth[slot as usize / RUN][slot as usize % RUN]
    }

    /// The entry of a word for a document that has it; one number stands for all of a list by slot.
    #[inline]
    pub fn entry(&self, rank: usize, slot: u32) -> u32 {
        self.0[rank].entries[slot as usize / RUN][slot as usize % RUN]
    }
}

impl Column {
    /// Makes cells of other documents than these worth nothing.
    fn clear_but(&mut self, documents: &Bits) {
        if self.is_clear {
            return;
        }
        self.is_clear = true;
        for (worths, &known) in self.worth.iter_mut().zip(documents.words()) {
            if known == 0 {
                *worths = [0; RUN];
            } else {
                ones(!known).for_each(|at| worths[at as usize] = 0);
            }
        }
    }

    /// Notes a list by slot, run by run and without asking what is in each: jumps that nobody can foresee would cost more.
    fn note_dense(&mut self, offset: u32, any_entry: u32, list: &Dense, quality: u16) {
        let first_run = offset as usize / RUN;
        let runs = self.worth[first_run..]
            .iter_mut()
            .zip(&mut self.entries[first_run..]);
        for ((worths, entries), here) in runs.zip(&list.impacts) {
            let here = here.map(|impact| quality * u16::from(impact));
            // As numbers, so that it is done for several cells at once.
            for (entry, (here, worth)) in entries.iter_mut().zip(here.iter().zip(&*worths)) {
                let is_more = 0_u32.wrapping_sub(u32::from(here > worth));
                *entry = any_entry & is_more | *entry & !is_more;
            }
            for (worth, here) in worths.iter_mut().zip(here) {
                *worth = here.max(*worth);
            }
        }
    }
}

impl Drop for Columns {
    fn drop(&mut self) {
        let mut columns = std::mem::take(&mut self.0);
        columns.retain(|column| column.worth.len() <= LARGEST_KEPT / RUN);
        // A thread that is ending has no spare columns any more: then these are simply freed.
        let _ = SPARE.try_with(|spare| {
            let mut spare = spare.borrow_mut();
            columns.truncate(MOST_KEPT.saturating_sub(spare.len()));
            spare.append(&mut columns);
        });
    }
}
