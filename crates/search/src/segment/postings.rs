//! The list of a word: in which documents, how much it counts there, and where.
//!
//! One entry: slot difference and "several places" flag (varint), impact (1 byte), first place (2 bytes), then, if
//! several, their number (1 byte) and the others (2 bytes each). About 4.5 bytes in practice.

/// A place in a document: the text field in the upper four bits, the rank of the word in the field in the lower twelve.
pub(crate) type Place = u16;

/// Words beyond this rank in one field of one document are not indexed.
pub(crate) const MOST_WORDS: u16 = 4_090;

/// Places kept for one word in one document.
pub(crate) const MOST_PLACES: usize = 16;

pub(crate) fn place(field: u8, rank: u16) -> Place {
    u16::from(field) << 12 | rank
}

/// Where to read the places of an entry: directly, or in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlacesRef(u32);

const INLINE: u32 = 1 << 31;

impl PlacesRef {
    pub const NONE: Self = Self(u32::MAX);

    pub fn inline(place: Place) -> Self {
        Self(INLINE | u32::from(place))
    }

    /// The places, in order.
    pub fn places(self, data: &[u8]) -> impl Iterator<Item = Place> + Clone + '_ {
        let (first, list) = if self == Self::NONE {
            (None, &data[..0])
        } else if self.0 & INLINE != 0 {
            (Some(self.0 as u16), &data[..0])
        } else {
            let at = self.0 as usize;
            let others = usize::from(data[at + 2]);
            (
                Some(u16::from_le_bytes([data[at], data[at + 1]])),
                &data[at + 3..at + 3 + 2 * others],
            )
        };
        first.into_iter().chain(
            list.chunks_exact(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]])),
        )
    }
}

/// An entry of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting {
    pub slot: u32,
    pub impact: u8,
    pub places: PlacesRef,
}

/// Reads a list.
pub(crate) struct Postings<'a> {
    data: &'a [u8],
    at: usize,
    end: usize,
    slot: u32,
}

impl<'a> Postings<'a> {
    /// The list between two offsets of the data.
    pub fn new(data: &'a [u8], from: u32, to: u32) -> Self {
        Self {
            data: &data[..to as usize],
            at: from as usize,
            end: to as usize,
            slot: 0,
        }
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        if self.at >= self.end {
            return None;
        }
        let mut head = 0_u32;
        let mut shift = 0;
        loop {
            let byte = self.data[self.at];
            self.at += 1;
            head |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
            shift += 7;
        }
        self.slot += head >> 1;
        let impact = self.data[self.at];
        let places = if head & 1 == 0 {
            let place = u16::from_le_bytes([self.data[self.at + 1], self.data[self.at + 2]]);
            self.at += 3;
            PlacesRef::inline(place)
        } else {
            let places = PlacesRef(self.at as u32 + 1);
            self.at += 4 + 2 * usize::from(self.data[self.at + 3]);
            places
        };
        Some(Posting {
            slot: self.slot,
            impact,
            places,
        })
    }
}

/// Writes lists one after the other.
#[derive(Debug, Default)]
pub(crate) struct PostingsWriter {
    data: Vec<u8>,
    last_slot: u32,
}

impl PostingsWriter {
    /// Begins a list and tells where.
    pub fn begin(&mut self) -> u32 {
        self.last_slot = 0;
        debug_assert!(self.data.len() < INLINE as usize, "two gigabytes of postings");
        self.data.len() as u32
    }

    /// Adds an entry. Slots come in increasing order; there is at least one place and at most [`MOST_PLACES`].
    pub fn push(&mut self, slot: u32, impact: u8, places: &[Place]) {
        let mut head = (slot - self.last_slot) << 1 | u32::from(places.len() > 1);
        self.last_slot = slot;
        while head >= 0x80 {
            self.data.push(head as u8 | 0x80);
            head >>= 7;
        }
        self.data.push(head as u8);
        self.data.push(impact);
        self.data.extend_from_slice(&places[0].to_le_bytes());
        if places.len() > 1 {
            self.data.push((places.len() - 1) as u8);
            for place in &places[1..] {
                self.data.extend_from_slice(&place.to_le_bytes());
            }
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.data.shrink_to_fit();
        self.data
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_reads_back_as_written() {
        let entries: Vec<(u32, u8, Vec<Place>)> = vec![
            (0, 1, vec![place(0, 0)]),
            (1, 255, vec![place(3, 7), place(3, 9), place(15, 4_090)]),
            (70_000, 9, vec![place(1, 2)]),
            (70_001, 0, (0..MOST_PLACES as u16).collect()),
        ];
        let mut writer = PostingsWriter::default();
        writer.begin();
        writer.push(5, 5, &[5]);
        let from = writer.begin();
        for (slot, impact, places) in &entries {
            writer.push(*slot, *impact, places);
        }
        let data = writer.finish();
        let read: Vec<_> = Postings::new(&data, from, data.len() as u32)
            .map(|posting| {
                (
                    posting.slot,
                    posting.impact,
                    posting.places.places(&data).collect::<Vec<_>>(),
                )
            })
            .collect();
        assert_eq!(read, entries);
        assert_eq!(PlacesRef::NONE.places(&data).count(), 0);
    }
}
