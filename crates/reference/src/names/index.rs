//! The sorted table of every name that a commune bears or bore.

use std::ops::Range;

use super::fold::{key, without_article};
use crate::rows::Tables;

/// What a key is to its commune; the lower, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Rank {
    /// The official name.
    Official,
    /// The official name without its article.
    Bare,
    /// A former name.
    Former,
}

/// One name of one commune.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    start: u32,
    len: u8,
    pub rank: Rank,
    /// Where the commune stands in the table of communes.
    pub commune: u32,
    /// One bit a letter: names that differ by one edit differ by at most two bits.
    letters: u32,
}

/// Every name, sorted by key.
pub(crate) struct NameIndex {
    text: String,
    entries: Vec<Entry>,
    /// Indexes into `entries`, by commune.
    by_commune: Vec<u32>,
}

impl NameIndex {
    pub fn build(tables: &Tables) -> Self {
        let mut names: Vec<(String, Rank, u32)> = Vec::with_capacity(tables.communes.len() * 3 / 2);
        let mut add = |name: &str, rank: Rank, commune: u32| {
            let key = key(name);
            if let Some(bare) = without_article(&key) {
                names.push((
                    bare.to_owned(),
                    if rank == Rank::Former { rank } else { Rank::Bare },
                    commune,
                ));
            }
            names.push((key, rank, commune));
        };
        for (index, commune) in (0..).zip(&tables.communes) {
            add(&commune.name, Rank::Official, index);
        }
        for former in &tables.formers {
            let found = tables.communes.binary_search_by_key(&former.now, |c| c.code);
            let index = found.expect("a former commune is part of a commune of today");
            add(
                &former.name,
                Rank::Former,
                u32::try_from(index).expect("there are 35,000 communes"),
            );
        }
        names.sort_unstable();
        // The same name twice for one commune: the better rank stands first.
        names.dedup_by(|b, a| a.0 == b.0 && a.2 == b.2);

        let mut text = String::with_capacity(names.iter().map(|(key, ..)| key.len()).sum());
        let mut entries = Vec::with_capacity(names.len());
        for (key, rank, commune) in &names {
            entries.push(Entry {
                start: u32::try_from(text.len()).expect("names are a megabyte"),
                len: u8::try_from(key.len()).expect("no name has 255 letters"),
                rank: *rank,
                commune: *commune,
                letters: letters(key),
            });
            text.push_str(key);
        }
        let mut by_commune: Vec<u32> = (0..).take(entries.len()).collect();
        by_commune.sort_by_key(|at| entries[*at as usize].commune);
        Self {
            text,
            entries,
            by_commune,
        }
    }

    pub fn key(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        &self.text[start..start + usize::from(entry.len)]
    }

    /// The entries whose key is this.
    pub fn exactly(&self, key: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| self.key(entry) < key);
        let rest = &self.entries[start..];
        let count = rest.iter().take_while(|entry| self.key(entry) == key).count();
        &rest[..count]
    }

    /// The entries whose key starts so.
    pub fn starting_with(&self, prefix: &str) -> &[Entry] {
        let start = self.entries.partition_point(|entry| self.key(entry) < prefix);
        let rest = &self.entries[start..];
        &rest[..rest.partition_point(|entry| self.key(entry).starts_with(prefix))]
    }

    /// Every entry.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries of the communes in a stretch of the table of communes.
    pub fn of_communes(&self, communes: Range<u32>) -> impl Iterator<Item = &Entry> {
        let commune = |at: &u32| self.entries[*at as usize].commune;
        let start = self.by_commune.partition_point(|at| commune(at) < communes.start);
        let end = self.by_commune.partition_point(|at| commune(at) < communes.end);
        self.by_commune[start..end]
            .iter()
            .map(|at| &self.entries[*at as usize])
    }
}

/// A key being looked for among keys that may differ by one typing error.
pub(crate) struct Mistyped<'a> {
    key: &'a str,
    letters: u32,
}

impl<'a> Mistyped<'a> {
    pub fn new(key: &'a str) -> Self {
        Self {
            key,
            letters: letters(key),
        }
    }

    /// Whether the entry's key is one edit away.
    pub fn is_near(&self, index: &NameIndex, entry: &Entry) -> bool {
        usize::from(entry.len).abs_diff(self.key.len()) <= 1
            && (entry.letters ^ self.letters).count_ones() <= 2
            && one_edit_apart(self.key.as_bytes(), index.key(entry).as_bytes())
    }
}

fn letters(key: &str) -> u32 {
    key.bytes().fold(0, |mask, byte| {
        mask | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            _ => 1 << 26,
        }
    })
}

/// Whether one letter inserted, left out, replaced, or two neighbours swapped makes one text of the other.
fn one_edit_apart(a: &[u8], b: &[u8]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[same..], &long[same..]);
    match long.len() - short.len() {
        0 => match (short, long) {
            ([], _) => false,
            ([_, s @ ..], [_, l @ ..]) if s == l => true,
            ([s1, s2, s @ ..], [l1, l2, l @ ..]) => s1 == l2 && s2 == l1 && s == l,
            _ => false,
        },
        1 => short == &long[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_edit_is_one_edit() {
        for (a, b, near) in [
            ("lyon", "lyon", false),
            ("lyon", "lyons", true),
            ("lyon", "lyo", true),
            ("lyon", "lion", true),
            ("lyon", "lyno", true),
            ("lyon", "ylno", false),
            ("lyon", "paris", false),
            ("", "a", true),
        ] {
            assert_eq!(one_edit_apart(a.as_bytes(), b.as_bytes()), near, "{a} {b}");
            assert_eq!(one_edit_apart(b.as_bytes(), a.as_bytes()), near, "{b} {a}");
        }
    }
}
