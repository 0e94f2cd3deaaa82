//! Two segments into one, without the documents they came from: the result is what building from the documents would
//! have given.

use super::postings::{Postings, PostingsWriter};
use super::{Columns, FacetLists, Segment, Vocabulary};
use crate::bits::Bits;
use crate::schema::Schema;

/// A segment and its slots that are still alive.
pub(crate) type Living<'a> = (&'a Segment, &'a Bits);

/// Merges the living documents of two segments, which have no key in common.
pub(crate) fn merge(schema: &Schema, one: Living<'_>, other: Living<'_>) -> Segment {
    let sources = [one, other];
    let mut slots = sources.map(|(segment, _)| vec![u32::MAX; segment.len()]);
    let mut columns = Columns::default();
    let mut order: Vec<(usize, u32)> = Vec::new();
    for (source, (_, alive)) in sources.iter().enumerate() {
        order.extend(alive.iter().map(|slot| (source, slot)));
    }
    // Both runs are sorted already: the stable sort merges them in linear time.
    order.sort_by_key(|&(source, slot)| {
        let segment = sources[source].0;
        let code = segment.codes.get(slot as usize).copied();
        (code.is_none(), code, segment.keys[slot as usize])
    });
    for (slot, &(source, old)) in order.iter().enumerate() {
        slots[source][old as usize] = slot as u32;
        let segment = sources[source].0;
        let titles = (0..segment.titles).map(|title| segment.title_words(old, title as u8));
        columns.push(segment.keys[old as usize], segment.names.of(old), titles);
        if let Some(&code) = segment.codes.get(old as usize) {
            columns.codes.push(code);
            columns.points.push(segment.points[old as usize]);
            columns.units.push(segment.units[old as usize]);
        }
    }

    let mut facets = Vec::new();
    for (source, (segment, _)) in sources.iter().enumerate() {
        let moved = segment
            .facets
            .all()
            .map(|(field, value, old)| (field, value, slots[source][old as usize]));
        facets.extend(moved.filter(|&(.., slot)| slot != u32::MAX));
    }
    let facets = FacetLists::new(schema, order.len(), facets);
    let (vocabulary, postings) = merge_lists(&sources, &slots, order.len());
    columns.into_segment(schema.titles(), vocabulary, postings, facets)
}

/// The lists of `count` documents, whose new slots are given by old ones.
fn merge_lists(sources: &[Living<'_>; 2], slots: &[Vec<u32>; 2], count: usize) -> (Vocabulary, Postings) {
    let words = [sources[0].0.vocabulary.len(), sources[1].0.vocabulary.len()];
    let word = |source: usize, at: u32| sources[source].0.vocabulary.word(at);
    let mut at = [0, 0];
    let mut kept: Vec<(&str, &str)> = Vec::new();
    let mut writer = PostingsWriter::default();
    // New slot and old entry of the current word, from each source.
    let mut lists: [Vec<(u32, u32)>; 2] = [Vec::new(), Vec::new()];
    while at[0] < words[0] || at[1] < words[1] {
        let first = [0, 1]
            .into_iter()
            .filter(|&source| at[source] < words[source])
            .map(|source| word(source, at[source]));
        let Some(current) = first.min() else { break };
        let mut spelling = current;
        let mut most = 0;
        for source in [0, 1] {
            lists[source].clear();
            if at[source] < words[source] && word(source, at[source]) == current {
                let segment = sources[source].0;
                let entries = segment.postings.entries(at[source]);
                lists[source].extend(entries.filter_map(|entry| {
                    let slot = slots[source][segment.postings.slot(entry) as usize];
                    (slot != u32::MAX).then_some((slot, entry))
                }));
                if lists[source].len() > most {
                    most = lists[source].len();
                    spelling = segment.vocabulary.spelling(at[source]);
                }
                at[source] += 1;
            }
        }
        if most == 0 {
            continue;
        }
        kept.push((current, spelling));
        writer.begin();
        let mut next = [0, 0];
        loop {
            let slot_at = |source: usize| {
                lists[source]
                    .get(next[source])
                    .map_or(u32::MAX, |&(slot, _)| slot)
            };
            let source = usize::from(slot_at(1) < slot_at(0));
            let Some(&(slot, entry)) = lists[source].get(next[source]) else {
                break;
            };
            next[source] += 1;
            let postings = &sources[source].0.postings;
            writer.push(slot, postings.impact(entry), postings.places(entry));
        }
    }
    (Vocabulary::new(kept.into_iter()), writer.finish(count))
}
