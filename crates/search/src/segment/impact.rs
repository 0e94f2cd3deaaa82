//! How much a word counts in a document: BM25F, in one byte.

use super::postings::{Place, field_of};
use crate::schema::TextSettings;

/// How fast repeated words stop counting (the `k1` of BM25F: Robertson, Zaragoza and Taylor, "Simple BM25 extension to
/// multiple weighted fields", 2004), scaled to weights of 1 to 10.
const SATURATION: f32 = 4.0;

/// How much the length of a field matters (the `b` of BM25F).
const LENGTH_MATTERS: f32 = 0.6;

/// How much a word counts in a document, from the fields it is found in and their lengths in words: 1 to 255.
pub(super) fn impact(texts: &[TextSettings], lengths: &[u16], places: &[Place]) -> u8 {
    let weighted = places.iter().fold(0.0, |sum, &place| {
        let field = field_of(place);
        sum + weight(&texts[field], lengths[field])
    });
    saturated(weighted)
}

/// The least that a word of a text field of that length counts.
pub(crate) fn least_impact(text: &TextSettings, length: u16) -> u8 {
    saturated(weight(text, length))
}

fn weight(text: &TextSettings, length: u16) -> f32 {
    let length = f32::from(length) / text.usual_words;
    text.weight / (1.0 - LENGTH_MATTERS + LENGTH_MATTERS * length)
}

fn saturated(weighted: f32) -> u8 {
    (255.0 * weighted / (SATURATION + weighted))
        .round()
        .clamp(1.0, 255.0) as u8
}
