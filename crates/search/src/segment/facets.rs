//! Facet values both ways: the slots of each value, to filter; the counted values of each slot, to count. Values that many
//! slots have are kept as sets as well: a set is counted 64 slots at a time.

use crate::bits::Bits;
use crate::schema::{FacetField, Schema};

/// The slots of every value of one field.
#[derive(Debug, Default)]
struct Lists {
    values: Vec<u32>,
    starts: Vec<u32>,
    slots: Vec<u32>,
}

/// A value that at least one slot in this many has is common.
const COMMON: usize = 32;

/// Codes of values of each slot.
#[derive(Debug, Default)]
struct Codes {
    codes: Vec<u16>,
    /// Where each slot's begin, and the end of the last.
    starts: Vec<u32>,
}

impl Codes {
    /// From (slot, code), at most once each, in any order.
    fn new(slots: usize, entries: &[(u32, u16)]) -> Self {
        let mut starts = vec![0_u32; slots + 1];
        for &(slot, _) in entries {
            starts[slot as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut codes = vec![0_u16; entries.len()];
        for &(slot, code) in entries {
            let at = &mut next[slot as usize];
            codes[*at as usize] = code;
            *at += 1;
        }
        Self { codes, starts }
    }

    #[inline]
    fn of(&self, slot: u32) -> &[u16] {
        let at = slot as usize;
        &self.codes[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn heap_bytes(&self) -> usize {
        self.codes.capacity() * 2 + self.starts.capacity() * 4
    }
}

/// The facet values of a segment.
#[derive(Debug, Default)]
pub(crate) struct FacetLists {
    fields: Vec<Lists>,
    /// Counted values of each slot, apart from the common ones.
    rare: Codes,
    /// Common counted values of each slot.
    common: Codes,
    /// Common counted values by code, with the slots that have them.
    sets: Vec<(u16, Bits)>,
}

impl FacetLists {
    /// From (field, value, slot) in any order, repeated or not.
    pub fn new(schema: &Schema, slots: usize, mut entries: Vec<(u16, u32, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut fields: Vec<Lists> = Vec::new();
        let mut rest = entries.as_slice();
        let (mut rare, mut common, mut sets) = (Vec::new(), Vec::new(), Vec::new());
        for (rank, settings) in schema.facets().iter().enumerate() {
            let end = rest.partition_point(|&(field, ..)| usize::from(field) <= rank);
            let (of_field, others) = rest.split_at(end);
            rest = others;
            let mut lists = Lists::default();
            for of_value in of_field.chunk_by(|one, other| one.1 == other.1) {
                let value = of_value[0].1;
                lists.values.push(value);
                lists.starts.push(lists.slots.len() as u32);
                lists.slots.extend(of_value.iter().map(|&(.., slot)| slot));
                let Some((first, _)) = settings.counted else {
                    continue;
                };
                let code = (first + value) as u16;
                let codes = of_value.iter().map(|&(.., slot)| (slot, code));
                if of_value.len() * COMMON < slots {
                    rare.extend(codes);
                } else {
                    common.extend(codes);
                    let mut set = Bits::new(slots);
                    of_value.iter().for_each(|&(.., slot)| set.insert(slot));
                    sets.push((code, set));
                }
            }
            lists.starts.push(lists.slots.len() as u32);
            lists.values.shrink_to_fit();
            lists.starts.shrink_to_fit();
            lists.slots.shrink_to_fit();
            fields.push(lists);
        }
        sets.shrink_to_fit();
        Self {
            fields,
            rare: Codes::new(slots, &rare),
            common: Codes::new(slots, &common),
            sets,
        }
    }

    /// The codes of the counted values of a slot.
    #[inline]
    pub fn codes(&self, slot: u32) -> impl Iterator<Item = u16> {
        self.rare.of(slot).iter().chain(self.common.of(slot)).copied()
    }

    /// The set of the slots that have a value of a counted field, if it is a common one; `codes` are the first code of
    /// the field and the end.
    pub fn set(&self, codes: (u32, u32), value: u32) -> Option<&Bits> {
        let code = codes.0.checked_add(value).filter(|&code| code < codes.1)?;
        let at = self
            .sets
            .binary_search_by_key(&code, |&(code, _)| u32::from(code));
        at.ok().map(|at| &self.sets[at].1)
    }

    /// The slots that have a value.
    pub fn slots(&self, field: FacetField, value: u32) -> &[u32] {
        let lists = &self.fields[field.rank()];
        match lists.values.binary_search(&value) {
            Ok(at) => &lists.slots[lists.starts[at] as usize..lists.starts[at + 1] as usize],
            Err(_) => &[],
        }
    }

    /// The number of (slot, value) pairs of a field.
    pub fn entries(&self, field: FacetField) -> usize {
        self.fields[field.rank()].slots.len()
    }

    /// The values of a field with their slots.
    pub fn values(&self, field: FacetField) -> impl Iterator<Item = (u32, &[u32])> {
        let lists = &self.fields[field.rank()];
        lists
            .values
            .iter()
            .zip(lists.starts.windows(2))
            .map(|(&value, ends)| (value, &lists.slots[ends[0] as usize..ends[1] as usize]))
    }

    /// Adds the values of every slot of the set (moved down by `offset`) to `counts`.
    pub fn count(&self, set: &Bits, offset: u32, slots: u32, counts: &mut [u32]) {
        let count_each = |codes: &Codes, counts: &mut [u32]| {
            for slot in set.iter_range(offset, offset + slots) {
                for &code in codes.of(slot - offset) {
                    counts[usize::from(code)] += 1;
                }
            }
        };
        count_each(&self.rare, counts);
        // Counting one value of one slot costs about as much as counting 64 slots of one value.
        let size = set.len_range(offset, offset + slots);
        let words = (slots as usize).div_ceil(64);
        if size * self.common.codes.len() < self.sets.len() * words * slots as usize {
            count_each(&self.common, counts);
        } else {
            for (code, having) in &self.sets {
                counts[usize::from(*code)] += set.len_common(offset, having) as u32;
            }
        }
    }

    /// All entries as (field, value, slot).
    pub fn all(&self) -> impl Iterator<Item = (u16, u32, u32)> + '_ {
        (0..self.fields.len() as u16).flat_map(move |field| {
            self.values(FacetField(field))
                .flat_map(move |(value, slots)| slots.iter().map(move |&slot| (field, value, slot)))
        })
    }

    pub fn heap_bytes(&self) -> usize {
        let of_fields: usize = self
            .fields
            .iter()
            .map(|lists| (lists.values.capacity() + lists.starts.capacity() + lists.slots.capacity()) * 4)
            .sum();
        let of_sets: usize = self.sets.iter().map(|(_, set)| set.heap_bytes()).sum();
        of_fields + of_sets + self.rare.heap_bytes() + self.common.heap_bytes()
    }
}
