//! The index: one base segment, one small segment of later changes, and which of their documents are alive.
//! An index never changes; changing makes another that shares the base. It is cheap to clone and to read from anywhere.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::bits::Bits;
use crate::document::{Document, DocumentError};
use crate::geo::Point;
use crate::query::AllowSet;
use crate::schema::Schema;
use crate::segment::{Pending, Segment, merge};

/// Changes are folded into the base when they reach this many documents…
const FEW_CHANGES: usize = 1_000;

/// …or this part of the base, whichever is more.
const SHARE_OF_CHANGES: usize = 8;

/// An immutable index of documents. Cloning shares everything.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Debug)]
pub(crate) struct Inner {
    pub schema: Schema,
    pub parts: Vec<Part>,
    /// Every slot that holds a current document.
    pub alive: Bits,
    pub count: usize,
    /// How many living documents have each counted facet value.
    pub totals: Vec<u32>,
    /// First code and end of each facet field.
    pub ranges: Arc<[(u32, u32)]>,
    /// Tells this version from others.
    pub identity: Arc<()>,
}

/// A segment within an index: its slots are moved up by `offset`, a multiple of 64.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub segment: Arc<Segment>,
    pub offset: u32,
    /// Whether all its documents are alive.
    pub whole: bool,
}

impl Part {
    pub fn slots(&self) -> u32 {
        self.segment.len() as u32
    }
}

/// Builds an index from nothing.
pub struct Builder {
    schema: Schema,
    pending: Pending,
}

impl Builder {
    /// An index with these fields and no documents yet.
    pub fn new(schema: Schema) -> Self {
        Self {
            pending: Pending::new(schema.clone()),
            schema,
        }
    }

    /// Adds a document. It replaces one of the same key added earlier.
    ///
    /// # Errors
    /// See [`DocumentError`]; a refused document leaves no trace.
    pub fn add(&mut self, document: &Document) -> Result<(), DocumentError> {
        self.pending.add(document)
    }

    /// The index of all documents added.
    pub fn finish(self) -> Index {
        Index::from_segment(self.schema, self.pending.finish())
    }
}

impl Index {
    /// Builds an index of documents.
    ///
    /// # Errors
    /// The first document refused, see [`DocumentError`]. Use [`Builder`] to go on without refused documents.
    pub fn build(
        schema: Schema,
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<Self, DocumentError> {
        let mut builder = Builder::new(schema);
        for document in documents {
            builder.add(&document)?;
        }
        Ok(builder.finish())
    }

    /// The index after putting `upserts` (new, or in place of those with the same keys; the last of equal keys stands)
    /// and taking `removals` away (unknown keys do no harm; a key in both is put). This index stays as it is.
    ///
    /// The cost grows with the number of recent changes, not with the index, except when the changes have become many
    /// and are folded into the base.
    ///
    /// # Errors
    /// The first document refused, see [`DocumentError`]; then nothing is changed.
    pub fn with_changes(
        &self,
        upserts: impl IntoIterator<Item = Document>,
        removals: &[u64],
    ) -> Result<Self, DocumentError> {
        self.changed(upserts, removals, FEW_CHANGES)
    }

    /// As [`Self::with_changes`], folding changes into the base from `few` on.
    pub(crate) fn changed(
        &self,
        upserts: impl IntoIterator<Item = Document>,
        removals: &[u64],
        few: usize,
    ) -> Result<Self, DocumentError> {
        let mut pending = Pending::new(self.inner.schema.clone());
        for document in upserts {
            pending.add(&document)?;
        }
        let fresh = pending.finish();
        let mut alive = self.inner.alive.clone();
        let mut died_in_base = false;
        for &key in removals.iter().chain(&fresh.keys) {
            if let Some((part, slot)) = self.locate(key) {
                alive.remove(slot);
                died_in_base |= part == 0;
            }
        }
        let schema = &self.inner.schema;
        let everything = Bits::full(fresh.len());
        let [base, later @ ..] = self.inner.parts.as_slice() else {
            return Ok(Self::from_segment(schema.clone(), fresh));
        };
        let changes = match later.first() {
            Some(later) => {
                let living = alive.slice(later.offset, later.segment.len());
                merge(schema, (&later.segment, &living), (&fresh, &everything))
            }
            None => fresh,
        };
        let living = alive.slice(0, base.segment.len());
        let dead = base.segment.len() - living.len();
        if changes.len() + dead > few.max(base.segment.len() / SHARE_OF_CHANGES) {
            let everything = Bits::full(changes.len());
            let merged = merge(schema, (&base.segment, &living), (&changes, &everything));
            return Ok(Self::from_segment(schema.clone(), merged));
        }
        let base = Part {
            whole: base.whole && !died_in_base,
            ..base.clone()
        };
        Ok(Self::from_parts(schema.clone(), base, living, changes))
    }

    fn locate(&self, key: u64) -> Option<(usize, u32)> {
        self.inner.parts.iter().enumerate().find_map(|(number, part)| {
            let slot = part.segment.slot_of(key)? + part.offset;
            self.inner.alive.contains(slot).then_some((number, slot))
        })
    }

    fn from_segment(schema: Schema, base: Segment) -> Self {
        let living = Bits::full(base.len());
        let base = Part {
            segment: Arc::new(base),
            offset: 0,
            whole: true,
        };
        Self::from_parts(schema, base, living, Segment::default())
    }

    fn from_parts(schema: Schema, base: Part, mut alive: Bits, changes: Segment) -> Self {
        let mut parts = vec![base];
        if changes.len() > 0 {
            let offset = (parts[0].segment.len().next_multiple_of(64)) as u32;
            alive.append(&Bits::full(changes.len()));
            parts.push(Part {
                segment: Arc::new(changes),
                offset,
                whole: true,
            });
        }
        let mut totals = vec![0; schema.counted_values()];
        for part in &parts {
            part.segment
                .facets
                .count(&alive, part.offset, part.slots(), &mut totals);
        }
        let ranges = schema
            .facets()
            .iter()
            .map(|facet| {
                facet
                    .counted
                    .map_or((0, 0), |(first, values)| (first, first + values))
            })
            .collect();
        let count = alive.len();
        let identity = Arc::new(());
        Self {
            inner: Arc::new(Inner {
                schema,
                parts,
                alive,
                count,
                totals,
                ranges,
                identity,
            }),
        }
    }

    /// The number of documents.
    pub fn len(&self) -> usize {
        self.inner.count
    }

    /// Whether there are no documents.
    pub fn is_empty(&self) -> bool {
        self.inner.count == 0
    }

    /// The fields.
    pub fn schema(&self) -> &Schema {
        &self.inner.schema
    }

    /// Whether a document has this key.
    pub fn contains(&self, key: u64) -> bool {
        self.locate(key).is_some()
    }

    /// The keys of all documents, in no promised order.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        self.inner.alive.iter().map(|slot| self.inner.key(slot))
    }

    /// The set of documents for which `allowed` says yes, to search within. It belongs to this version of the index.
    pub fn allow(&self, mut allowed: impl FnMut(u64) -> bool) -> AllowSet {
        let mut bits = Bits::new(self.inner.slots());
        for slot in self
            .inner
            .alive
            .iter()
            .filter(|&slot| allowed(self.inner.key(slot)))
        {
            bits.insert(slot);
        }
        AllowSet {
            bits,
            index: self.inner.identity.clone(),
        }
    }

    /// The set of the documents that have these keys; keys of no document are left out. It belongs to this version of the
    /// index.
    pub fn set_of(&self, keys: impl IntoIterator<Item = u64>) -> AllowSet {
        let mut bits = Bits::new(self.inner.slots());
        for key in keys {
            for part in &self.inner.parts {
                if let Some(slot) = part.segment.slot_of(key)
                    && self.inner.alive.contains(slot + part.offset)
                {
                    bits.insert(slot + part.offset);
                }
            }
        }
        AllowSet {
            bits,
            index: self.inner.identity.clone(),
        }
    }

    /// The heap memory of the index in bytes, parts shared with other versions included.
    pub fn heap_bytes(&self) -> usize {
        let parts: usize = self
            .inner
            .parts
            .iter()
            .map(|part| part.segment.heap_bytes())
            .sum();
        parts + self.inner.alive.heap_bytes() + self.inner.totals.capacity() * 4
    }
}

impl Inner {
    /// The bound of all slots.
    pub fn slots(&self) -> usize {
        self.parts
            .last()
            .map_or(0, |part| part.offset as usize + part.segment.len())
    }

    /// The part of a slot, and the slot within it.
    #[inline]
    pub fn part_of(&self, slot: u32) -> (&Part, u32) {
        let part = match self.parts.get(1) {
            Some(changes) if slot >= changes.offset => changes,
            _ => &self.parts[0],
        };
        (part, slot - part.offset)
    }

    pub fn key(&self, slot: u32) -> u64 {
        let (part, slot) = self.part_of(slot);
        part.segment.keys[slot as usize]
    }

    /// The order of two slots by name.
    #[inline]
    pub fn by_name(&self, one: u32, other: u32) -> Ordering {
        let ((of_one, one), (of_other, other)) = (self.part_of(one), self.part_of(other));
        let (names, others) = (&of_one.segment.names, &of_other.segment.names);
        if of_one.offset == of_other.offset {
            names.rank(one).cmp(&names.rank(other))
        } else {
            names.of(one).cmp(others.of(other))
        }
    }

    pub fn point(&self, slot: u32) -> Option<Point> {
        let (part, slot) = self.part_of(slot);
        part.segment
            .points
            .get(slot as usize)
            .map(|stored| stored.point())
    }
}
