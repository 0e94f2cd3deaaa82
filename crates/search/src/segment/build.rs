//! From documents to a segment: words are numbered as they come, then everything is laid out in one pass.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::expressions::Expressions;
use super::impact::impact;
use super::postings::{MOST_PLACES, MOST_WORDS, Place, Postings, PostingsWriter, place};
use super::vocabulary::Spellings;
use super::{Columns, FacetLists, Segment, Vocabulary};
use crate::analysis::{fold, for_each_token, is_stop_word};
use crate::document::{Document, DocumentError};
use crate::geo::{Point, Stored, StoredUnit, mercator, morton, store_unit, unit};
use crate::schema::Schema;

struct Entry {
    key: u64,
    position: Option<(u64, Stored, StoredUnit)>,
    name: String,
    first_token: u32,
    last_token: u32,
    replaced: bool,
}

/// Documents on their way into a segment.
pub(crate) struct Pending {
    schema: Schema,
    entries: Vec<Entry>,
    by_key: HashMap<u64, usize>,
    numbers: HashMap<Box<str>, u32>,
    spellings: Spellings,
    tokens: Vec<(u32, Place)>,
    /// Words of each text field of each entry.
    lengths: Vec<u16>,
    facets: Vec<(u16, u32, u32)>,
    expressions: Expressions,
}

impl Pending {
    pub fn new(schema: Schema) -> Self {
        Self {
            expressions: Expressions::new(&schema),
            schema,
            entries: Vec::new(),
            by_key: HashMap::new(),
            numbers: HashMap::new(),
            spellings: Spellings::default(),
            tokens: Vec::new(),
            lengths: Vec::new(),
            facets: Vec::new(),
        }
    }

    /// Adds a document, in place of the one with the same key if there is one.
    pub fn add(&mut self, document: &Document) -> Result<(), DocumentError> {
        self.check(document)?;
        let entry = self.entries.len();
        if let Some(earlier) = self.by_key.insert(document.key, entry) {
            self.entries[earlier].replaced = true;
        }
        let first_token = self.tokens.len() as u32;
        let fields = self.schema.texts().len();
        let mut next_rank = vec![0_u16; fields];
        let lengths_from = self.lengths.len();
        self.lengths.resize(lengths_from + fields, 0);
        for (field, text) in &document.texts {
            let at = usize::from(field.0);
            let mut rank = next_rank[at];
            let from = self.tokens.len();
            for_each_token(text, |folded, range| {
                if is_stop_word(folded) {
                    return ControlFlow::Continue(());
                }
                if rank >= MOST_WORDS {
                    return ControlFlow::Break(());
                }
                let number = match self.numbers.get(folded) {
                    Some(&number) => number,
                    None => {
                        let number = self.numbers.len() as u32;
                        self.numbers.insert(folded.into(), number);
                        self.expressions.meet(folded);
                        number
                    }
                };
                self.spellings.note(number, &text[range]);
                self.tokens.push((number, place(field.0, rank)));
                self.lengths[lengths_from + at] += 1;
                rank += 1;
                ControlFlow::Continue(())
            });
            self.add_expressions(from);
            // The last word of a value and the first of the next are not neighbours.
            next_rank[at] = rank.saturating_add(1).min(MOST_WORDS);
        }
        for &(field, value) in &document.facets {
            self.facets.push((field.0, value, entry as u32));
        }
        self.entries.push(Entry {
            key: document.key,
            position: document.position.map(place_on_map),
            name: fold(&document.sort_key),
            first_token,
            last_token: self.tokens.len() as u32,
            replaced: false,
        });
        Ok(())
    }

    /// Adds the expressions of the synonym table found among the tokens from `from` on, as if they were words standing
    /// where the expression begins.
    fn add_expressions(&mut self, from: usize) {
        let end = self.tokens.len();
        for at in from..end {
            let place = self.tokens[at].1;
            for found in self.expressions.beginning_with(&self.tokens[at..end]) {
                let name = &self.expressions.names[found];
                let number = match self.numbers.get(name.as_str()) {
                    Some(&number) => number,
                    None => {
                        let number = self.numbers.len() as u32;
                        self.numbers.insert(name.as_str().into(), number);
                        self.expressions.stems.push(0);
                        number
                    }
                };
                self.tokens.push((number, place));
            }
        }
    }

    fn check(&self, document: &Document) -> Result<(), DocumentError> {
        let key = document.key;
        if document
            .texts
            .iter()
            .any(|(field, _)| usize::from(field.0) >= self.schema.texts().len())
        {
            return Err(DocumentError::UnknownTextField { key });
        }
        for &(field, value) in &document.facets {
            let settings = self
                .schema
                .facet(field)
                .ok_or(DocumentError::UnknownFacetField { key })?;
            if settings.counted.is_some_and(|(_, values)| value >= values) {
                return Err(DocumentError::UnknownValue {
                    key,
                    field: settings.name.clone(),
                    value,
                });
            }
        }
        match document.position {
            Some(point) if !point.is_valid() => Err(DocumentError::Position { key }),
            _ => Ok(()),
        }
    }

    pub fn finish(mut self) -> Segment {
        let mut order: Vec<u32> = (0..self.entries.len() as u32)
            .filter(|&at| !self.entries[at as usize].replaced)
            .collect();
        order.sort_unstable_by_key(|&at| {
            let entry = &self.entries[at as usize];
            (
                entry.position.is_none(),
                entry.position.map(|(code, ..)| code),
                entry.key,
            )
        });
        let mut slots = vec![u32::MAX; self.entries.len()];
        for (slot, &entry) in order.iter().enumerate() {
            slots[entry as usize] = slot as u32;
        }

        let fields = self.schema.texts().len();
        let mut columns = Columns::default();
        for &at in &order {
            let entry = &self.entries[at as usize];
            let lengths = &self.lengths[at as usize * fields..(at as usize + 1) * fields];
            let titles = self.schema.texts().iter().zip(lengths);
            let titles = titles
                .filter(|(text, _)| text.title.is_some())
                .map(|(_, &length)| length.min(255) as u8);
            columns.push(entry.key, &entry.name, titles);
            if let Some((code, point, unit)) = entry.position {
                columns.codes.push(code);
                columns.points.push(point);
                columns.units.push(unit);
            }
        }

        self.facets.retain_mut(|(_, _, at)| {
            *at = slots[*at as usize];
            *at != u32::MAX
        });
        let facets = FacetLists::new(&self.schema, order.len(), std::mem::take(&mut self.facets));
        let (vocabulary, postings) = self.lists(&order);
        columns.into_segment(self.schema.titles(), vocabulary, postings, facets)
    }

    /// Sorts the words and writes their lists.
    fn lists(&self, order: &[u32]) -> (Vocabulary, Postings) {
        let mut words: Vec<(&str, u32)> = self
            .numbers
            .iter()
            .map(|(word, &number)| (&**word, number))
            .collect();
        words.sort_unstable();
        let mut ranks = vec![0_u32; words.len()];
        for (rank, &(_, number)) in words.iter().enumerate() {
            ranks[number as usize] = rank as u32;
        }
        let vocabulary = Vocabulary::new(
            words
                .iter()
                .map(|&(word, number)| (word, self.spellings.usual(number).unwrap_or(word))),
        );

        // Counting sort by word; going through documents in slot order leaves each list in slot order.
        let mut starts = vec![0_u32; words.len() + 1];
        for &entry in order {
            for &(number, _) in self.tokens_of(entry) {
                starts[ranks[number as usize] as usize + 1] += 1;
            }
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut occurrences = vec![(0_u32, 0 as Place); starts[words.len()] as usize];
        for (slot, &entry) in order.iter().enumerate() {
            for &(number, place) in self.tokens_of(entry) {
                let at = &mut next[ranks[number as usize] as usize];
                occurrences[*at as usize] = (slot as u32, place);
                *at += 1;
            }
        }

        let mut writer = PostingsWriter::with_capacity(words.len(), occurrences.len());
        let mut places: Vec<Place> = Vec::new();
        let texts = self.schema.texts();
        for word in 0..words.len() {
            writer.begin();
            let list = &occurrences[starts[word] as usize..starts[word + 1] as usize];
            for run in list.chunk_by(|one, other| one.0 == other.0) {
                let slot = run[0].0;
                places.clear();
                places.extend(run.iter().map(|&(_, place)| place));
                let lengths = &self.lengths[order[slot as usize] as usize * texts.len()..];
                let impact = impact(texts, lengths, &places);
                places.sort_unstable();
                places.truncate(MOST_PLACES);
                writer.push(slot, impact, &places);
            }
        }
        (vocabulary, writer.finish(order.len()))
    }

    fn tokens_of(&self, entry: u32) -> &[(u32, Place)] {
        let entry = &self.entries[entry as usize];
        &self.tokens[entry.first_token as usize..entry.last_token as usize]
    }
}

fn place_on_map(point: Point) -> (u64, Stored, StoredUnit) {
    let stored = Stored::new(point);
    let point = stored.point();
    let (x, y) = mercator(point);
    (morton(x, y), stored, store_unit(unit(point)))
}
