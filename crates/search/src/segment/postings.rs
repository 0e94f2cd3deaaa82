//! The lists of all words: in which documents, how much the word counts there, and where.
//!
//! Flat columns rather than compressed lists: a common word is in most documents, and reading its list must cost little
//! more than the memory it passes through. About eight bytes an entry.

/// A place in a document: text field (4 bits), rank of the word in the field (11 bits). The top bit is free.
pub(crate) type Place = u16;

/// Words beyond this rank in one field of one document are not indexed.
pub(crate) const MOST_WORDS: u16 = 2_040;

/// Places kept for one word in one document.
pub(crate) const MOST_PLACES: usize = 16;

const RANK_BITS: u32 = 11;
const FLAG: Place = 1 << 15;

/// Entries between two known offsets in the column of further places.
const STRIDE: usize = 8;

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
    /// First place of each entry; flagged if there are others.
    places: Vec<Place>,
    /// The other places, in the order of the entries; the last of each entry is flagged.
    others: Vec<Place>,
    /// Where the other places of every eighth entry begin.
    others_starts: Vec<u32>,
}

impl Postings {
    /// The entries of a word.
    pub fn entries(&self, word: u32) -> std::ops::Range<u32> {
        self.starts[word as usize]..self.starts[word as usize + 1]
    }

    /// The slots of a word, increasing, and what it counts in each.
    pub fn list(&self, word: u32) -> (&[u32], &[u8]) {
        let entries = self.entries(word);
        let range = entries.start as usize..entries.end as usize;
        (&self.slots[range.clone()], &self.impacts[range])
    }

    pub fn slot(&self, entry: u32) -> u32 {
        self.slots[entry as usize]
    }

    pub fn impact(&self, entry: u32) -> u8 {
        self.impacts[entry as usize]
    }

    /// The places of an entry, in order.
    pub fn places(&self, entry: u32) -> Places<'_> {
        let at = entry as usize;
        let first = self.places[at];
        if first & FLAG == 0 {
            return Places { first, others: &[] };
        }
        let mut from = self.others_starts[at / STRIDE] as usize;
        for &earlier in &self.places[at / STRIDE * STRIDE..at] {
            if earlier & FLAG != 0 {
                from += self.others[from..]
                    .iter()
                    .position(|other| other & FLAG != 0)
                    .map_or(0, |last| last + 1);
            }
        }
        Places {
            first: first & !FLAG,
            others: &self.others[from..],
        }
    }

    pub fn heap_bytes(&self) -> usize {
        (self.starts.capacity() + self.slots.capacity() + self.others_starts.capacity()) * 4
            + self.impacts.capacity()
            + (self.places.capacity() + self.others.capacity()) * 2
    }
}

/// The places of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places<'a> {
    first: Place,
    /// The others and what comes behind them; empty if there are none.
    others: &'a [Place],
}

impl Places<'_> {
    pub fn iter(self) -> impl Iterator<Item = Place> {
        let count = match self.others {
            [] => 0,
            others => others
                .iter()
                .position(|other| other & FLAG != 0)
                .map_or(0, |last| last + 1),
        };
        std::iter::once(self.first).chain(self.others.iter().take(count).map(|other| other & !FLAG))
    }

    /// Whether one of these is right before one of the others.
    pub fn right_before(self, after: Self) -> bool {
        if self.others.is_empty() && after.others.is_empty() {
            return self.first + 1 == after.first;
        }
        self.iter()
            .any(|place| after.iter().any(|next| next == place + 1))
    }
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
            others: Vec::new(),
            others_starts: Vec::with_capacity(entries / STRIDE + 1),
        })
    }

    /// Begins the list of the next word.
    pub fn begin(&mut self) {
        self.0.starts.push(self.0.slots.len() as u32);
    }

    /// Adds an entry. Slots come in increasing order; there is at least one place.
    pub fn push(&mut self, slot: u32, impact: u8, places: &[Place]) {
        let lists = &mut self.0;
        if lists.slots.len().is_multiple_of(STRIDE) {
            lists.others_starts.push(lists.others.len() as u32);
        }
        lists.slots.push(slot);
        lists.impacts.push(impact);
        match places {
            [only] => lists.places.push(*only),
            [first, others @ .., last] => {
                lists.places.push(first | FLAG);
                lists.others.extend_from_slice(others);
                lists.others.push(last | FLAG);
            }
            [] => lists.places.push(0),
        }
    }

    pub fn finish(mut self) -> Postings {
        self.begin();
        let lists = &mut self.0;
        lists.starts.shrink_to_fit();
        lists.slots.shrink_to_fit();
        lists.impacts.shrink_to_fit();
        lists.places.shrink_to_fit();
        lists.others.shrink_to_fit();
        lists.others_starts.shrink_to_fit();
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_back_as_written() {
        let entries: Vec<(u32, u8, Vec<Place>)> = (0..200_u32)
            .map(|number| {
                let places = (0..=(number % 5) as u16)
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
        let lists = writer.finish();
        assert!(lists.entries(1).is_empty());
        assert_eq!(lists.list(0), (&[5_u32][..], &[5_u8][..]));
        let places_of = |entry| lists.places(entry).iter().collect::<Vec<_>>();
        for (entry, expected) in lists.entries(2).zip(&entries) {
            assert_eq!(
                (lists.slot(entry), lists.impact(entry), places_of(entry)),
                *expected
            );
        }
        let places = places_of(0);
        assert!(lists.places(0).right_before(lists.places(0)));
        let once = lists.entries(2).start;
        assert!(!lists.places(once).right_before(lists.places(once)));
        assert_eq!(places, [place(15, MOST_WORDS), place(15, MOST_WORDS + 1)]);
        assert_eq!((field_of(places[0]), rank_of(places[1])), (15, MOST_WORDS + 1));
    }
}
