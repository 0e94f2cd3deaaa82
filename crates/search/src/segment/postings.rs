//! The lists of all words: in which documents, how much the word counts there, and where.
//!
//! Flat columns rather than compressed lists: a common word is in most documents, and reading its list must cost little
//! more than the memory it passes through. About nine bytes an entry.

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
        })
    }

    /// Begins the list of the next word.
    pub fn begin(&mut self) {
        self.0.starts.push(self.0.slots.len() as u32);
    }

    /// Adds an entry. Slots come in increasing order; there are one to [`MOST_PLACES`] places.
    pub fn push(&mut self, slot: u32, impact: u8, places: &[Place]) {
        let lists = &mut self.0;
        if lists.slots.len().is_multiple_of(RUN) {
            lists.run_starts.push(lists.places.len() as u32);
        }
        let run_start = lists.run_starts.last().map_or(0, |&start| start as usize);
        lists.after_run.push((lists.places.len() - run_start) as u8);
        lists.slots.push(slot);
        lists.impacts.push(impact);
        lists.places.extend_from_slice(places);
    }

    pub fn finish(mut self) -> Postings {
        self.begin();
        let lists = &mut self.0;
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
        let lists = writer.finish();
        assert!(lists.entries(1).is_empty());
        assert_eq!(lists.list(0), (&[5_u32][..], &[5_u8][..]));
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
