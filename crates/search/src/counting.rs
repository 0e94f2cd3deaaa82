//! Counting facet values. A field's own filter is left out of its counts. The shorter way is taken each time: nothing to
//! count, the documents that match, or those that do not.

use crate::bits::Bits;
use crate::index::Inner;
use crate::query::FacetCounts;
use crate::schema::FacetField;
use crate::selection::Selection;

/// Counts the values of all fields; `kept` are the documents that pass everything, `total` their number.
pub(crate) fn count(inner: &Inner, selection: &Selection<'_>, kept: &Bits, total: usize) -> FacetCounts {
    let mut counts = count_all(inner, kept, total);
    for &(field, _) in &selection.filters {
        let (first, end) = inner.ranges[field.rank()];
        if first == end {
            continue;
        }
        let of_field = &mut counts[first as usize..end as usize];
        if selection.keeps_all(Some(field)) {
            of_field.copy_from_slice(&inner.totals[first as usize..end as usize]);
        } else {
            of_field.fill(0);
            count_field(
                inner,
                &selection.kept(inner, Some(field)),
                field,
                (first, end),
                of_field,
            );
        }
    }
    FacetCounts {
        counts,
        ranges: inner.ranges.clone(),
    }
}

fn count_all(inner: &Inner, kept: &Bits, total: usize) -> Vec<u32> {
    if total == inner.count {
        return inner.totals.clone();
    }
    let most = 2 * total > inner.count;
    let others;
    let smaller = if most {
        others = inner.alive.without(kept);
        &others
    } else {
        kept
    };
    let mut counts = vec![0; inner.totals.len()];
    for part in &inner.parts {
        part.segment
            .facets
            .count(smaller, part.offset, part.slots(), &mut counts);
    }
    if most {
        for (count, total) in counts.iter_mut().zip(&inner.totals) {
            *count = total - *count;
        }
    }
    counts
}

fn count_field(inner: &Inner, kept: &Bits, field: FacetField, codes: (u32, u32), counts: &mut [u32]) {
    let size = kept.len();
    for part in &inner.parts {
        let facets = &part.segment.facets;
        // Going through a document's values to find the field's costs about as much as ten tests of a bit.
        if size * 10 < facets.entries(field) {
            for slot in kept.iter_range(part.offset, part.offset + part.slots()) {
                for code in facets.codes(slot - part.offset) {
                    if let Some(count) = counts.get_mut(u32::from(code).wrapping_sub(codes.0) as usize) {
                        *count += 1;
                    }
                }
            }
        } else {
            for (value, slots) in facets.values(field) {
                let among = match facets.set(codes, value) {
                    Some(set) => kept.len_common(part.offset, set),
                    None => slots
                        .iter()
                        .filter(|&&slot| kept.contains(slot + part.offset))
                        .count(),
                };
                counts[value as usize] += among as u32;
            }
        }
    }
}
