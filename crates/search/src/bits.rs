//! A set of slots as one bit each. Slots are dense and few (a bit for each document), so plain words beat compressed sets.

/// A set of small integers below a fixed bound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// The empty set of integers below `bound`, rounded up to a multiple of 64.
    pub fn new(bound: usize) -> Self {
        Self {
            words: vec![0; bound.div_ceil(64)],
        }
    }

    /// All integers below `bound`.
    pub fn full(bound: usize) -> Self {
        let mut bits = Self {
            words: vec![u64::MAX; bound.div_ceil(64)],
        };
        if !bound.is_multiple_of(64)
            && let Some(last) = bits.words.last_mut()
        {
            *last = (1 << (bound % 64)) - 1;
        }
        bits
    }

    #[inline]
    pub fn contains(&self, at: u32) -> bool {
        self.words
            .get(at as usize / 64)
            .is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    #[inline]
    pub fn insert(&mut self, at: u32) {
        self.words[at as usize / 64] |= 1 << (at % 64);
    }

    /// To insert many members, best in increasing order.
    pub fn gather(&mut self) -> Gathering<'_> {
        Gathering {
            at: 0,
            word: self.words.first().copied().unwrap_or(0),
            words: &mut self.words,
        }
    }

    /// The (rounded) bound of its members.
    pub fn bound(&self) -> usize {
        self.words.len() * 64
    }

    pub fn remove(&mut self, at: u32) {
        self.words[at as usize / 64] &= !(1 << (at % 64));
    }

    pub fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Those of `self` that are not in `other`.
    pub fn without(&self, other: &Self) -> Self {
        Self {
            words: self
                .words
                .iter()
                .zip(&other.words)
                .map(|(word, other)| word & !other)
                .collect(),
        }
    }

    /// Appends the set `other`, its members moved up by the (rounded) bound of `self`.
    pub fn append(&mut self, other: &Self) {
        self.words.extend_from_slice(&other.words);
    }

    /// The part of the set from `from` (a multiple of 64), `count` integers long, moved down to 0.
    pub fn slice(&self, from: u32, count: usize) -> Self {
        let first = from as usize / 64;
        Self {
            words: self.words[first..first + count.div_ceil(64)].to_vec(),
        }
    }

    /// The set as words of 64 bits.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    pub fn len(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// The number of members from `from`, a multiple of 64, to below `to`, another or the bound of the set.
    pub fn len_range(&self, from: u32, to: u32) -> usize {
        let words = from as usize / 64..(to.div_ceil(64) as usize).min(self.words.len());
        self.words.get(words).map_or(0, |words| {
            words.iter().map(|word| word.count_ones() as usize).sum()
        })
    }

    /// How many members are also in the set `other` moved up by `offset`, a multiple of 64.
    pub fn len_common(&self, offset: u32, other: &Self) -> usize {
        let words = self.words.iter().skip(offset as usize / 64);
        let both = words.zip(&other.words).map(|(word, other)| word & other);
        both.map(|word| word.count_ones() as usize).sum()
    }

    /// Adds the members of the set `other` moved up by `offset`, a multiple of 64.
    pub fn unite(&mut self, offset: u32, other: &Self) {
        let words = self.words.iter_mut().skip(offset as usize / 64);
        words.zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// Members in increasing order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_range(0, (self.words.len() * 64) as u32)
    }

    /// Members from `from` (included) to `to` (excluded), in increasing order.
    pub fn iter_range(&self, from: u32, to: u32) -> impl Iterator<Item = u32> + '_ {
        let first = (from / 64) as usize;
        let last = (to.div_ceil(64) as usize).min(self.words.len());
        (first..last.max(first)).flat_map(move |at| {
            let mut word = self.words[at];
            let base = at as u32 * 64;
            if base < from {
                word &= u64::MAX << (from - base);
            }
            if base + 64 > to {
                word &= u64::MAX >> (base + 64 - to);
            }
            ones(word).map(move |bit| base + bit)
        })
    }

    pub fn heap_bytes(&self) -> usize {
        self.words.capacity() * 8
    }
}

/// Members on their way into a set. The word they go to is kept at hand: to write it and read it again for each member
/// takes several times as long.
pub(crate) struct Gathering<'a> {
    words: &'a mut [u64],
    at: usize,
    word: u64,
}

impl Gathering<'_> {
    /// Inserts, and says whether it was not there.
    #[inline]
    pub fn insert(&mut self, member: u32) -> bool {
        let at = member as usize / 64;
        if at != self.at {
            self.words[self.at] = self.word;
            (self.at, self.word) = (at, self.words[at]);
        }
        let bit = 1 << (member % 64);
        let new = self.word & bit == 0;
        self.word |= bit;
        new
    }
}

impl Drop for Gathering<'_> {
    fn drop(&mut self) {
        if let Some(word) = self.words.get_mut(self.at) {
            *word = self.word;
        }
    }
}

/// The bits set in a word, lowest first.
#[inline]
pub(crate) fn ones(mut word: u64) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (word != 0).then(|| {
            let bit = word.trailing_zeros();
            word &= word - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_yields_its_members_only() {
        let mut bits = Bits::new(300);
        for member in [0, 63, 64, 65, 128, 200, 299] {
            bits.insert(member);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 65, 128, 200, 299]);
        assert_eq!(bits.iter_range(63, 128).collect::<Vec<_>>(), [63, 64, 65]);
        assert_eq!(bits.iter_range(64, 64).count(), 0);
        assert_eq!(bits.iter_range(129, 300).collect::<Vec<_>>(), [200, 299]);
        assert_eq!(Bits::full(130).len(), 130);
        assert_eq!((bits.len_range(64, 192), bits.len_range(0, 300)), (3, 7));
    }

    #[test]
    fn sets_moved_up_are_counted_and_united() {
        let mut bits = Bits::new(300);
        for member in [1, 64, 66, 130] {
            bits.insert(member);
        }
        let mut other = Bits::new(100);
        for member in [0, 1, 66] {
            other.insert(member);
        }
        assert_eq!((bits.len_common(0, &other), bits.len_common(64, &other)), (2, 2));
        bits.unite(64, &other);
        assert_eq!(bits.iter().collect::<Vec<_>>(), [1, 64, 65, 66, 130]);
    }
}
