//! The lists of all words: in which documents, how much the word counts there, and where.
//!
//! Flat columns rather than compressed lists: a common word is in most documents, and reading its list must cost little
//! more than the memory it passes through. About nine bytes an entry.

use super::RUN as RUN_OF_SLOTS;
use crate::bits::Bits;

/// A place in a document: text field (4 bits), rank of the word in the field (11 bits).
pub(crate) type Place = u16;

/// Words beyond this rank in one field of one document are not indexed.
pub(crate) const MOST_WORDS: u16 = 2_040;

/// Places kept for one word in one document.
pub(crate) const MOST_PLACES: usize = 16;

const RANK_BITS: u32 = 11;

/// Entries of one run. The places of an entry begin less than `RUN * MOST_PLACES` after those of its run, which fits in
/// a byte.
const RUN: usize = 16;

pub(crate) fn place(field: u8, rank: u16) -> Place {
    u16::from(field) << RANK_BITS | rank
}

pub(crate) fn field_of(place: Place) -> usize {
    usize::from(place >> RANK_BITS)
}

pub(crate) fn rank_of(place: Place) -> u16 {
    place & ((1 << RANK_BITS) - 1)
}

/// The lists of a vocabulary, one after the other. An entry is known by its number over all lists.
#[derive(Debug, Default)]
pub(crate) struct Postings {
    /// First entry of each word, and the end of the last.
    starts: Vec<u32>,
    slots: Vec<u32>,
    impacts: Vec<u8>,
    /// The places of all entries.
    places: Vec<Place>,
    /// Where the places of each run of entries begin.
    run_starts: Vec<u32>,
    /// How far after those of its run the places of each entry begin.
    after_run: Vec<u8>,
    /// The text fields in which each word is found somewhere, a bit for each.
    fields: Vec<u16>,
    /// The words of many slots, in order, and their lists laid out by slot.
    dense: Vec<(u32, Dense)>,
}

/// The list of a word.
#[derive(Debug, PartialEq)]
pub(crate) struct List<'a> {
    /// Its slots, increasing.
    pub slots: &'a [u32],
    /// What it counts in each.
    pub impacts: &'a [u8],
    /// The number of its first entry.
    pub first: u32,
    /// The text fields in which it is found somewhere, a bit for each.
    pub fields: u16,
    /// The same by slot, where slots are many, and what stands for any entry of the list.
    pub dense: Option<(u32, &'a Dense)>,
}

/// A list that has one slot in this many at least is laid out by slot as well: it is then noted 64 slots at a time.
const DENSE: usize = 2;

/// Segments with fewer slots, such as those of a change, are noted slot by slot: there is nothing to win. Tests draw small
/// ones, and must not pass beside what large ones do.
const LEAST_DENSE_SLOTS: usize = if cfg!(test) { 1 } else { 256 };

/// What numbers that stand for any entry of a dense list begin from; the rest of them is the rank of the list.
const ANY_ENTRY: u32 = 1 << 31;

/// A list by slot.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Dense {
    pub set: Bits,
    /// What the word counts by run of slots; 0 where it is not.
    pub impacts: Vec<[u8; RUN_OF_SLOTS]>,
    /// The first entry of each run of slots, counted from that of the list.
    ranks: Vec<u32>,
    first: u32,
}

impl Dense {
    fn new(first: u32, slots: usize, list: &[u32], impacts: &[u8]) -> Self {
        let runs = slots.div_ceil(RUN_OF_SLOTS);
        let mut dense = Self {
            set: Bits::new(slots),
            impacts: vec![[0; RUN_OF_SLOTS]; runs],
            ranks: Vec::with_capacity(runs),
            first,
        };
        for (&slot, &impact) in list.iter().zip(impacts) {
            dense.set.insert(slot);
            dense.impacts.as_flattened_mut()[slot as usize] = impact;
        }
        let mut rank = 0;
        for word in dense.set.words() {
            dense.ranks.push(rank);
            rank += word.count_ones();
        }
        dense
    }

    /// The entry of a slot of the list.
    fn entry(&self, slot: u32) -> u32 {
        let (run, at) = (slot as usize / RUN_OF_SLOTS, slot as usize % RUN_OF_SLOTS);
        let before = self.set.words()[run] & ((1 << at) - 1);
        self.first + self.ranks[run] + before.count_ones()
    }

    fn heap_bytes(&self) -> usize {
        self.set.heap_bytes() + self.impacts.capacity() * RUN_OF_SLOTS + self.ranks.capacity() * 4
    }
}

impl Postings {
    /// The entries of a word.
    pub fn entries(&self, word: u32) -> std::ops::Range<u32> {
        self.starts[word as usize]..self.starts[word as usize + 1]
    }

    /// The list of a word.
    pub fn list(&self, word: u32) -> List<'_> {
        let entries = self.entries(word);
        let range = entries.start as usize..entries.end as usize;
        let dense = self.dense.binary_search_by_key(&word, |(word, _)| *word);
        List {
            slots: &self.slots[range.clone()],
            impacts: &self.impacts[range],
            first: entries.start,
            fields: self.fields[word as usize],
            dense: dense.ok().map(|at| (ANY_ENTRY | at as u32, &self.dense[at].1)),
        }
    }

    /// The entry that a number stands for at a slot.
    #[inline]
    pub fn entry(&self, number: u32, slot: u32) -> u32 {
        if number & ANY_ENTRY == 0 {
            return number;
        }
        self.dense[(number ^ ANY_ENTRY) as usize].1.entry(slot)
    }

    pub fn slot(&self, entry: u32) -> u32 {
        self.slots[entry as usize]
    }

    pub fn impact(&self, entry: u32) -> u8 {
        self.impacts[entry as usize]
    }

    /// The places of an entry, in order.
    #[inline]
    pub fn places(&self, entry: u32) -> &[Place] {
        let end = match entry as usize + 1 {
            end if end < self.slots.len() => self.places_start(end),
            _ => self.places.len(),
        };
        &self.places[self.places_start(entry as usize)..end]
    }

    #[inline]
    fn places_start(&self, entry: usize) -> usize {
        self.run_starts[entry / RUN] as usize + usize::from(self.after_run[entry])
    }

    pub fn heap_bytes(&self) -> usize {
        (self.starts.capacity() + self.slots.capacity() + self.run_starts.capacity()) * 4
            + self.impacts.capacity()
            + self.after_run.capacity()
            + self.places.capacity() * 2
            + self.fields.capacity() * 2
            + self.dense.capacity() * size_of::<(u32, Dense)>()
            + self
                .dense
                .iter()
                .map(|(_, dense)| dense.heap_bytes())
                .sum::<usize>()
    }
}

/// Whether one of some places is right before one of others. Fields do not touch: no place has the highest rank.
#[inline]
pub(crate) fn right_before(places: &[Place], others: &[Place]) -> bool {
    places.iter().any(|&place| {
        others
            .iter()
            .fold(false, |found, &other| found | (other == place + 1))
    })
}

/// Writes the lists of words in order.
#[derive(Debug, Default)]
pub(crate) struct PostingsWriter(Postings);

impl PostingsWriter {
    pub fn with_capacity(words: usize, entries: usize) -> Self {
        Self(Postings {
            starts: Vec::with_capacity(words + 1),
            slots: Vec::with_capacity(entries),
            impacts: Vec::with_capacity(entries),
            places: Vec::with_capacity(entries),
            run_starts: Vec::with_capacity(entries / RUN + 1),
            after_run: Vec::with_capacity(entries),
            fields: Vec::with_capacity(words),
            dense: Vec::new(),
        })
    }

    /// Begins the list of the next word.
    pub fn begin(&mut self) {
        self.0.starts.push(self.0.slots.len() as u32);
        self.0.fields.push(0);
    }

    /// Adds an entry. Slots come in increasing order; there are one to [`MOST_PLACES`] places.
    pub fn push(&mut self, slot: u32, impact: u8, places: &[Place]) {
        let lists = &mut self.0;
        if lists.slots.len().is_multiple_of(RUN) {
            lists.run_starts.push(lists.places.len() as u32);
        }
        let run_start = lists.run_starts.last().map_or(0, |&start| start as usize);
        if let Some(fields) = lists.fields.last_mut() {
            *fields |= places
                .iter()
                .fold(0, |fields, &place| fields | 1 << field_of(place));
        }
        lists.after_run.push((lists.places.len() - run_start) as u8);
        lists.slots.push(slot);
        lists.impacts.push(impact);
        lists.places.extend_from_slice(places);
    }

    /// The lists of so many slots.
    pub fn finish(mut self, slots: usize) -> Postings {
        self.0.starts.push(self.0.slots.len() as u32);
        let lists = &mut self.0;
        for (word, ends) in (0..).zip(lists.starts.windows(2)) {
            let range = ends[0] as usize..ends[1] as usize;
            if slots >= LEAST_DENSE_SLOTS && range.len() * DENSE >= slots {
                let (list, impacts) = (&lists.slots[range.clone()], &lists.impacts[range]);
                lists
                    .dense
                    .push((word, Dense::new(ends[0], slots, list, impacts)));
            }
        }
        lists.dense.shrink_to_fit();
        lists.fields.shrink_to_fit();
        lists.starts.shrink_to_fit();
        lists.slots.shrink_to_fit();
        lists.impacts.shrink_to_fit();
        lists.places.shrink_to_fit();
        lists.run_starts.shrink_to_fit();
        lists.after_run.shrink_to_fit();
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_by_slot_says_what_the_list_says() {
        let slots: Vec<u32> = (0..300).filter(|slot| slot % 7 != 3).collect();
        let mut writer = PostingsWriter::default();
        writer.begin();
        writer.push(299, 1, &[place(0, 0)]);
        writer.begin();
        for &slot in &slots {
            writer.push(slot, (slot % 250) as u8 + 1, &[place(0, slot as u16)]);
        }
        let lists = writer.finish(300);
        assert_eq!(lists.list(0).dense, None);
        let (any_entry, dense) = lists.list(1).dense.expect("most slots have the word");
        for (entry, &slot) in lists.entries(1).zip(&slots) {
            assert_eq!(lists.entry(any_entry, slot), entry);
            assert_eq!(lists.entry(entry, slot), entry);
            assert_eq!(dense.impacts.as_flattened()[slot as usize], lists.impact(entry));
        }
        let cells = dense.impacts.as_flattened().iter();
        assert_eq!(cells.filter(|&&impact| impact > 0).count(), slots.len());
        assert_eq!(dense.set.iter().collect::<Vec<_>>(), slots);
    }

    #[test]
    fn lists_read_back_as_written() {
        let entries: Vec<(u32, u8, Vec<Place>)> = (0..200_u32)
            .map(|number| {
                let places = (0..=(number % MOST_PLACES as u32) as u16)
                    .map(|rank| place((number % 16) as u8, rank * 7))
                    .collect();
                (number * number, number as u8, places)
            })
            .collect();
        let mut writer = PostingsWriter::default();
        writer.begin();
        writer.push(5, 5, &[place(15, MOST_WORDS), place(15, MOST_WORDS + 1)]);
        writer.begin();
        writer.begin();
        for (slot, impact, places) in &entries {
            writer.push(*slot, *impact, places);
        }
        let lists = writer.finish(1 << 16);
        assert!(lists.entries(1).is_empty());
        let list = List {
            slots: &[5],
            impacts: &[5],
            first: 0,
            fields: 1 << 15,
            dense: None,
        };
        assert_eq!(lists.list(0), list);
        let places_of = |entry| lists.places(entry).to_vec();
        for (entry, expected) in lists.entries(2).zip(&entries) {
            assert_eq!(
                (lists.slot(entry), lists.impact(entry), places_of(entry)),
                *expected
            );
        }
        let places = places_of(0);
        assert!(right_before(lists.places(0), lists.places(0)));
        let once = lists.entries(2).start;
        assert!(!right_before(lists.places(once), lists.places(once)));
        assert_eq!(places, [place(15, MOST_WORDS), place(15, MOST_WORDS + 1)]);
        assert_eq!((field_of(places[0]), rank_of(places[1])), (15, MOST_WORDS + 1));
    }
}
