//! Facet values both ways: the slots of each value, to filter; the counted values of each slot, to count.

use crate::bits::Bits;
use crate::schema::{FacetField, Schema};

/// The slots of every value of one field.
#[derive(Debug, Default)]
struct Lists {
    values: Vec<u32>,
    starts: Vec<u32>,
    slots: Vec<u32>,
}

/// The facet values of a segment.
#[derive(Debug, Default)]
pub(crate) struct FacetLists {
    fields: Vec<Lists>,
    /// Codes of the counted values of each slot, increasing, and where each slot's begin.
    codes: Vec<u16>,
    code_starts: Vec<u32>,
}

impl FacetLists {
    /// From (field, value, slot) in any order, repeated or not.
    pub fn new(schema: &Schema, slots: usize, mut entries: Vec<(u16, u32, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let mut fields: Vec<Lists> = Vec::new();
        let mut rest = entries.as_slice();
        let mut code_starts = vec![0_u32; slots + 1];
        for (rank, settings) in schema.facets().iter().enumerate() {
            let end = rest.partition_point(|&(field, ..)| usize::from(field) <= rank);
            let (of_field, others) = rest.split_at(end);
            rest = others;
            let mut lists = Lists::default();
            for &(_, value, slot) in of_field {
                if lists.values.last() != Some(&value) {
                    lists.values.push(value);
                    lists.starts.push(lists.slots.len() as u32);
                }
                lists.slots.push(slot);
                if settings.counted.is_some() {
                    code_starts[slot as usize + 1] += 1;
                }
            }
            lists.starts.push(lists.slots.len() as u32);
            lists.values.shrink_to_fit();
            lists.starts.shrink_to_fit();
            lists.slots.shrink_to_fit();
            fields.push(lists);
        }
        for at in 1..code_starts.len() {
            code_starts[at] += code_starts[at - 1];
        }
        let mut next = code_starts.clone();
        let mut codes = vec![0_u16; code_starts[slots] as usize];
        for &(field, value, slot) in &entries {
            if let Some((first, _)) = schema.facets()[usize::from(field)].counted {
                let at = &mut next[slot as usize];
                codes[*at as usize] = (first + value) as u16;
                *at += 1;
            }
        }
        Self {
            fields,
            codes,
            code_starts,
        }
    }

    /// The codes of the counted values of a slot, increasing.
    #[inline]
    pub fn codes(&self, slot: u32) -> &[u16] {
        let at = slot as usize;
        &self.codes[self.code_starts[at] as usize..self.code_starts[at + 1] as usize]
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
        for slot in set.iter_range(offset, offset + slots) {
            for &code in self.codes(slot - offset) {
                counts[usize::from(code)] += 1;
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
        of_fields + self.codes.capacity() * 2 + self.code_starts.capacity() * 4
    }
}
