//! Which documents a query keeps: words, place and allowed set first; then each filter on its own, so that counts can
//! leave one out.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::analysis::is_chatter;
use crate::bits::Bits;
use crate::geo::{Bounds, Point, Unit, chord2_stored, mercator, metres_to_chord2, morton, unit};
use crate::index::{Index, Inner};
use crate::matching::{Matches, matches};
use crate::query::{AllowSet, Query, QueryError};
use crate::schema::FacetField;
use crate::segment::Segment;
use crate::words::{Word, words};

/// What a query keeps.
pub(crate) struct Selection<'q> {
    pub words: Vec<Word<'q>>,
    /// What the words found; `None` without words.
    pub text: Option<Matches<'q>>,
    /// Documents kept before filters and the set allowed; `None` for all.
    base: Option<Bits>,
    /// Documents allowed; `None` for all.
    allowed: Option<&'q Bits>,
    /// Documents that pass each filtered field.
    pub filters: Vec<(FacetField, Bits)>,
}

impl<'q> Selection<'q> {
    /// Documents can be scored afterwards only if that is said beforehand.
    pub fn new(index: &'q Index, query: &Query<'q>, are_scored: bool) -> Result<Self, QueryError> {
        check(index, query)?;
        let inner = &*index.inner;
        let mut words = words(&inner.schema, query.text, query.prefix_last);
        let mut base: Option<Bits> = None;
        let mut keep = |bits: Bits| match &mut base {
            Some(base) => base.intersect(&bits),
            None => base = Some(bits),
        };
        let mut text = (!words.is_empty()).then(|| matches(index, query.text, &words, are_scored));
        // A single word of those that surround a need was looked for since it may be a name; where it is none, it says
        // nothing ("the", "bonjour").
        if let ([only], Some(found)) = (&*words, &text)
            && found.count == 0
            && is_chatter(&only.folded)
        {
            (words, text) = (Vec::new(), None);
        }
        if let Some(text) = &text {
            keep(text.documents.clone());
        }
        let circle = query.near.zip(query.radius_m).map(|(near, radius_m)| {
            let circle = Some((unit(near), metres_to_chord2(radius_m)));
            within(inner, &around(near, radius_m), circle)
        });
        match (circle, query.area) {
            (Some(mut circle), Some(area)) => {
                circle.unite(0, &area.bits);
                keep(circle);
            }
            (Some(circle), None) => keep(circle),
            (None, Some(area)) => keep(area.bits.clone()),
            (None, None) => {}
        }
        if let Some(bounds) = &query.bounds {
            keep(within(inner, bounds, None));
        }
        let mut by_field: BTreeMap<FacetField, Bits> = BTreeMap::new();
        for filter in &query.filters {
            let passing = by_field
                .entry(filter.field)
                .or_insert_with(|| Bits::new(inner.slots()));
            for part in &inner.parts {
                for &value in &filter.values {
                    let codes = inner.ranges[filter.field.rank()];
                    if let Some(set) = part.segment.facets.set(codes, value) {
                        passing.unite(part.offset, set);
                        continue;
                    }
                    for &slot in part.segment.facets.slots(filter.field, value) {
                        passing.insert(slot + part.offset);
                    }
                }
            }
        }
        Ok(Self {
            words,
            text,
            base,
            allowed: query.allow.map(|allow| &allow.bits),
            filters: by_field.into_iter().collect(),
        })
    }

    /// Documents kept by everything but the filter on one field.
    pub fn kept(&self, inner: &Inner, but: Option<FacetField>) -> Bits {
        let mut kept = inner.alive.clone();
        for bits in self.base.iter().chain(self.allowed).chain(self.filters_but(but)) {
            kept.intersect(bits);
        }
        kept
    }

    /// How many documents each set would keep in the place of the one allowed; `kept` are those that the latter keeps.
    pub fn in_sets(&self, inner: &Inner, sets: &[&AllowSet], kept: &Bits) -> Vec<usize> {
        let before;
        let before = if self.allowed.is_some() && !sets.is_empty() {
            let mut all = inner.alive.clone();
            for bits in self.base.iter().chain(self.filters_but(None)) {
                all.intersect(bits);
            }
            before = all;
            &before
        } else {
            kept
        };
        sets.iter().map(|set| before.len_common(0, &set.bits)).collect()
    }

    /// Whether every document is kept by everything but the filter on one field.
    pub fn keeps_all(&self, but: Option<FacetField>) -> bool {
        self.base.is_none() && self.allowed.is_none() && self.filters_but(but).next().is_none()
    }

    fn filters_but(&self, but: Option<FacetField>) -> impl Iterator<Item = &Bits> {
        self.filters
            .iter()
            .filter(move |&&(field, _)| Some(field) != but)
            .map(|(_, bits)| bits)
    }
}

fn check(index: &Index, query: &Query<'_>) -> Result<(), QueryError> {
    if query
        .filters
        .iter()
        .any(|filter| index.inner.schema.facet(filter.field).is_none())
    {
        return Err(QueryError::UnknownField);
    }
    if query.near.is_some_and(|near| !near.is_valid())
        || query
            .radius_m
            .is_some_and(|radius| !radius.is_finite() || radius < 0.0)
        || query.bounds.is_some_and(|bounds| !bounds.is_valid())
    {
        return Err(QueryError::Coordinates);
    }
    if query.near.is_none() && (query.radius_m.is_some() || query.order == crate::Order::Distance) {
        return Err(QueryError::PointMissing);
    }
    let is_stale = |set: &AllowSet| !Arc::ptr_eq(&set.index, &index.inner.identity);
    if query
        .allow
        .iter()
        .chain(&query.held_back)
        .chain(&query.area)
        .chain(query.counted_sets)
        .any(|set| is_stale(set))
    {
        return Err(QueryError::StaleAllowSet);
    }
    Ok(())
}

/// The slots of positions in a box and, if given, within a chord of a point.
fn within(inner: &Inner, bounds: &Bounds, circle: Option<(Unit, f64)>) -> Bits {
    let mut bits = Bits::new(inner.slots());
    for part in &inner.parts {
        let segment = &*part.segment;
        for (from, to) in runs(segment, bounds) {
            for slot in from..to {
                let inside = match circle {
                    Some((centre, chord2)) => chord2_stored(centre, segment.units[slot]) <= chord2,
                    None => bounds.contains(segment.points[slot].point()),
                };
                if inside {
                    bits.insert(slot as u32 + part.offset);
                }
            }
        }
    }
    bits
}

/// A box that holds every point within a distance of another.
fn around(centre: Point, radius_m: f64) -> Bounds {
    // A little more, so that rounding never cuts the edge off.
    let angle = (radius_m + 1.0) / crate::geo::EARTH_RADIUS_M;
    let (south, north) = (centre.lat - angle.to_degrees(), centre.lat + angle.to_degrees());
    if south <= -89.0 || north >= 89.0 || angle >= 1.5 {
        return Bounds {
            south: south.max(-90.0),
            north: north.min(90.0),
            ..Bounds::WORLD
        };
    }
    let ratio = angle.sin() / centre.lat.to_radians().cos();
    if ratio >= 1.0 {
        return Bounds {
            south,
            north,
            ..Bounds::WORLD
        };
    }
    let width = ratio.asin().to_degrees();
    let wrap = |lon: f64| (lon + 540.0).rem_euclid(360.0) - 180.0;
    Bounds {
        south,
        north,
        west: wrap(centre.lon - width),
        east: wrap(centre.lon + width),
    }
}

/// Runs of slots that hold every position of a box, and others around it.
fn runs(segment: &Segment, bounds: &Bounds) -> Vec<(usize, usize)> {
    let mut runs = Vec::new();
    for part in halves(bounds) {
        let (west, north) = mercator(Point::new(part.north, part.west));
        let (east, south) = mercator(Point::new(part.south, part.east));
        // Squares so large that the box touches at most five by five of them.
        let width = (east - west).max(south - north);
        let shift = (32 - (width / 4).leading_zeros()).min(31);
        for x in west >> shift..=east >> shift {
            for y in north >> shift..=south >> shift {
                let first = morton(x << shift, y << shift);
                let last = first | ((1_u64 << (2 * shift)) - 1);
                let from = segment.codes.partition_point(|&code| code < first);
                let to = from + segment.codes[from..].partition_point(|&code| code <= last);
                if from < to {
                    runs.push((from, to));
                }
            }
        }
    }
    runs
}

/// The box as one or two boxes that do not cross the 180th meridian.
pub(crate) fn halves(bounds: &Bounds) -> impl Iterator<Item = Bounds> + use<> {
    let crosses = bounds.west > bounds.east;
    let first = if crosses {
        Bounds {
            east: 180.0,
            ..*bounds
        }
    } else {
        *bounds
    };
    let second = crosses.then_some(Bounds {
        west: -180.0,
        ..*bounds
    });
    [Some(first), second].into_iter().flatten()
}
