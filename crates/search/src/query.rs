//! What is asked of an index, and what it answers.

use crate::bits::Bits;
use crate::geo::{Bounds, Point};
use crate::schema::FacetField;
use std::sync::Arc;

/// What a document held back scores, as a share of what its words are worth: at the very point it comes after one that
/// matches as well anywhere, and a much better match still comes first.
pub const HELD_BACK: f32 = 0.3;

/// A search. `Query::default()` asks for everything; set what matters.
#[derive(Debug, Clone)]
pub struct Query<'a> {
    /// What somebody typed. Empty asks for every document. Words beyond the first 32 are ignored.
    pub text: &'a str,
    /// Whether the last word may be unfinished, as while typing.
    pub prefix_last: bool,
    /// Facet values to have: any of those of one filter, and every filter.
    pub filters: Vec<Filter>,
    /// Only documents of this set, made by [`crate::Index::allow`] of the same index.
    pub allow: Option<&'a AllowSet>,
    /// Documents that are of less use though they match: with words, by relevance, they score [`HELD_BACK`] of the rest.
    pub held_back: Option<&'a AllowSet>,
    /// Where the person is: gives distances, and order among equals.
    pub near: Option<Point>,
    /// Only documents within this distance of `near`, in metres.
    pub radius_m: Option<f64>,
    /// Documents that lie in the area asked for whatever their position, if they have one: kept besides those within the
    /// radius, or alone where no radius is given.
    pub area: Option<&'a AllowSet>,
    /// Only documents in this box.
    pub bounds: Option<Bounds>,
    /// Which come first.
    pub order: Order,
    /// How many to skip.
    pub offset: usize,
    /// How many to give back at most.
    pub limit: usize,
    /// Whether to count facet values.
    pub facets: bool,
    /// Sets to count besides: of how many documents each would leave if it stood in the place of `allow`.
    pub counted_sets: &'a [&'a AllowSet],
}

impl Default for Query<'_> {
    fn default() -> Self {
        Self {
            text: "",
            prefix_last: false,
            filters: Vec::new(),
            allow: None,
            held_back: None,
            near: None,
            radius_m: None,
            area: None,
            bounds: None,
            order: Order::Relevance,
            offset: 0,
            limit: 20,
            facets: false,
            counted_sets: &[],
        }
    }
}

/// The values of one facet field to choose from. Several filters on one field are one choice among all their values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// The field.
    pub field: FacetField,
    /// The values; a document with any of them passes. None at all lets nothing pass.
    pub values: Vec<u32>,
}

impl Filter {
    /// Documents with any of these values.
    pub fn any_of(field: FacetField, values: impl Into<Vec<u32>>) -> Self {
        Self {
            field,
            values: values.into(),
        }
    }
}

/// Which documents come first. Whatever the order, the key settles the last ties, so that pages never overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Best match first, gently nearer first where a point is given; without words, nearest first, or by name.
    #[default]
    Relevance,
    /// Nearest first; documents without a position last.
    Distance,
    /// By [`crate::Document::sort_key`].
    Name,
}

/// A set of documents of one index, for conditions the index knows nothing about (open at this moment…).
#[derive(Debug, Clone)]
pub struct AllowSet {
    pub(crate) bits: Bits,
    pub(crate) index: Arc<()>,
}

impl AllowSet {
    /// The number of documents allowed.
    pub fn len(&self) -> usize {
        self.bits.len()
    }

    /// Whether nothing is allowed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Why a search is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// A filter on a field the index does not have.
    #[error("a filter on a field that the index does not have")]
    UnknownField,
    /// A radius or the distance order without a point.
    #[error("a radius or the order by distance needs a point")]
    PointMissing,
    /// Coordinates or a radius out of range or not numbers.
    #[error("coordinates or radius out of range")]
    Coordinates,
    /// An allow set made by another version of the index.
    #[error("the set of allowed documents was made for another version of the index")]
    StaleAllowSet,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    /// How many documents match, all pages together.
    pub total: usize,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Counts of facet values, if asked for.
    pub facets: Option<FacetCounts>,
    /// For each of [`Query::counted_sets`], how many documents of it match, whatever [`Query::allow`] is.
    pub in_sets: Vec<usize>,
    /// The query with its unknown words corrected, if words of the index are close: "did you mean".
    pub suggestion: Option<String>,
    /// Set when no document has all the words and those with most of them are given instead.
    pub relaxed: Option<Relaxed>,
    /// Whether the text has words and none of them says what to look for: every document is given then.
    pub says_nothing: bool,
}

/// One document of an answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The key of the document.
    pub key: u64,
    /// How well it matches: comparable within one answer only. 0 without words.
    pub score: f32,
    /// How far it is from the point of the query, in metres.
    pub distance_m: Option<f64>,
}

/// How an answer fell short of all the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxed {
    /// How many of the words every result has.
    pub matched: usize,
    /// How many words were looked for.
    pub of: usize,
    /// The words, as typed, that no document has.
    pub unknown: Vec<String>,
}

/// How many matching documents have each facet value. A field's counts leave its own filter out, so that they say what
/// choosing another value as well would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    pub(crate) counts: Vec<u32>,
    /// First code and end of each field, empty for filter-only fields.
    pub(crate) ranges: Arc<[(u32, u32)]>,
}

impl FacetCounts {
    /// The counts of a field, by value. Empty for a filter-only field.
    pub fn of(&self, field: FacetField) -> &[u32] {
        match self.ranges.get(field.rank()) {
            Some(&(first, end)) => &self.counts[first as usize..end as usize],
            None => &[],
        }
    }

    /// The count of one value; 0 where it is not counted.
    pub fn get(&self, field: FacetField, value: u32) -> u32 {
        self.of(field).get(value as usize).copied().unwrap_or(0)
    }
}
