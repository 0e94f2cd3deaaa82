//! An answer of the directory for machines: the document of the API and of `parvis places search --json`.

use std::collections::BTreeMap;

use directory::{Answer, Directory, FacetTally, Found};
use domain::hours::OpenState;
use serde::Serialize;

/// What answers a question.
#[derive(Debug, Serialize)]
pub struct AnswerDocument {
    /// How many places there are, all pages together.
    pub total: usize,
    /// How long the search took, in milliseconds.
    pub took_ms: f64,
    /// The places of this page.
    pub places: Vec<FoundPlace>,
    /// How many places each value would bring: by the schema's name of the field, then by the schema's own text.
    pub facets: BTreeMap<&'static str, BTreeMap<String, u32>>,
    /// The words corrected, when some are unknown and close ones exist.
    pub suggestion: Option<String>,
}

/// A place of an answer.
#[derive(Debug, Serialize)]
pub struct FoundPlace {
    /// The permanent public identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// How far it is, in metres; null without a point to start from or without a position.
    pub distance_m: Option<f64>,
    /// Whether it is surely open now; null when nothing that a machine can read says so.
    pub open: Option<bool>,
    /// How well it fits the words: comparable within one answer only.
    pub score: f32,
}

impl AnswerDocument {
    /// Makes the document of an answer that took so many milliseconds.
    #[must_use]
    pub fn new(directory: &Directory, answer: &Answer, took_ms: f64) -> Self {
        Self {
            total: answer.total,
            took_ms: (took_ms * 1_000.0).round() / 1_000.0,
            places: answer.found.iter().map(FoundPlace::new).collect(),
            facets: answer
                .facets
                .iter()
                .map(|tally| (tally.facet.field(), named(directory, tally)))
                .collect(),
            suggestion: answer.suggestion.clone(),
        }
    }
}

impl FoundPlace {
    fn new(found: &Found) -> Self {
        Self {
            id: found.card.id.to_string(),
            name: found.card.name.to_string(),
            commune: found.card.commune.to_string(),
            distance_m: found.distance_m.map(f64::round),
            open: found.open.as_ref().and_then(|state| match state {
                OpenState::Open { .. } => Some(true),
                OpenState::Closed { .. } => Some(false),
                OpenState::Unknown { .. } => None,
            }),
            score: found.score,
        }
    }
}

fn named(directory: &Directory, tally: &FacetTally) -> BTreeMap<String, u32> {
    tally
        .counts
        .iter()
        .filter_map(|(value, count)| Some((directory.value_names(tally.facet, *value)?.1, *count)))
        .collect()
}
