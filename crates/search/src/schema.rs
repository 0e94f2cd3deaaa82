//! What documents are made of: text fields with weights, facet fields with their values.

use std::sync::Arc;

use crate::synonyms::Synonyms;

/// At most this many text fields: a field number takes four bits of a word's position.
pub const MOST_TEXT_FIELDS: usize = 16;

/// At most this many values over all counted facet fields: a value takes two bytes in each document.
pub const MOST_COUNTED_VALUES: usize = 65_536;

/// A text field of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextField(pub(crate) u8);

/// A facet field of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FacetField(pub(crate) u16);

impl FacetField {
    /// The rank of the field in its schema, from 0.
    pub fn rank(self) -> usize {
        usize::from(self.0)
    }
}

/// What a title that is just the query adds, unless another share is given.
const USUAL_WHOLE: f32 = 0.25;

/// How a text field counts.
#[derive(Debug, Clone)]
pub(crate) struct TextSettings {
    pub name: String,
    pub weight: f32,
    pub usual_words: f32,
    /// Rank among the fields whose whole content may be the query, if it is one.
    pub title: Option<u8>,
    /// What it adds where it is just the query, as a share of what all the words are worth.
    pub whole: f32,
}

/// How a facet field is kept.
#[derive(Debug, Clone)]
pub(crate) struct FacetSettings {
    pub name: String,
    /// First code of the field among all counted values and number of values; `None` where values are not counted.
    pub counted: Option<(u32, u32)>,
}

/// Why a schema is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// Two fields of one kind have the same name.
    #[error("two fields are named {0}")]
    SameName(String),
    /// More text fields than [`MOST_TEXT_FIELDS`].
    #[error("more than {MOST_TEXT_FIELDS} text fields")]
    TooManyTextFields,
    /// More counted values than [`MOST_COUNTED_VALUES`]: make the field with most values filter-only.
    #[error("more than {MOST_COUNTED_VALUES} counted facet values in all: make a field filter-only")]
    TooManyCountedValues,
    /// A weight, a usual length or a share that is not a positive number.
    #[error("the weight, the usual number of words and the share of {0} must be positive")]
    NotPositive(String),
}

/// The fields of an index. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Schema(Arc<Fields>);

#[derive(Debug)]
struct Fields {
    texts: Vec<TextSettings>,
    facets: Vec<FacetSettings>,
    counted_values: u32,
    titles: usize,
    synonyms: Synonyms,
}

/// Declares the fields of a [`Schema`].
#[derive(Debug, Clone, Default)]
pub struct SchemaBuilder {
    texts: Vec<TextSettings>,
    facets: Vec<(String, Option<u32>)>,
    synonyms: Synonyms,
}

impl SchemaBuilder {
    /// A text field. `weight` says how much a word found here counts beside other fields (1 to 10 is sensible);
    /// `usual_words` is the usual length of the field in words: a word counts less in a longer text, more in a shorter.
    ///
    /// The usual length is given rather than measured, so that a document's score does not depend on the history of
    /// the index.
    #[must_use]
    pub fn text(mut self, name: &str, weight: f32, usual_words: f32) -> Self {
        self.texts.push(TextSettings {
            name: name.to_owned(),
            weight,
            usual_words,
            title: None,
            whole: 0.0,
        });
        self
    }

    /// A text field that can be the whole query, such as a name: documents whose field is just that come first.
    #[must_use]
    pub fn title(self, name: &str, weight: f32, usual_words: f32) -> Self {
        self.title_worth(name, weight, usual_words, USUAL_WHOLE)
    }

    /// A title, and what it adds to the score where it is just the query: a share of what all the words are worth.
    pub fn title_worth(self, name: &str, weight: f32, usual_words: f32, whole: f32) -> Self {
        let mut schema = self.text(name, weight, usual_words);
        let rank = schema.texts.iter().filter(|text| text.title.is_some()).count() as u8;
        if let Some(text) = schema.texts.last_mut() {
            text.title = Some(rank);
            text.whole = whole;
        }
        schema
    }

    /// A facet field with values `0..values`, counted for every search.
    #[must_use]
    pub fn facet(mut self, name: &str, values: u32) -> Self {
        self.facets.push((name.to_owned(), Some(values)));
        self
    }

    /// A facet field whose values can be filtered on but are not counted. Any `u32` is a value.
    #[must_use]
    pub fn filter_only(mut self, name: &str) -> Self {
        self.facets.push((name.to_owned(), None));
        self
    }

    /// The words that mean the same. None unless given.
    #[must_use]
    pub fn synonyms(mut self, synonyms: Synonyms) -> Self {
        self.synonyms = synonyms;
        self
    }

    /// Checks the fields.
    ///
    /// # Errors
    /// See [`SchemaError`].
    pub fn finish(self) -> Result<Schema, SchemaError> {
        if self.texts.len() > MOST_TEXT_FIELDS {
            return Err(SchemaError::TooManyTextFields);
        }
        for text in &self.texts {
            let positive = |number: f32| number.is_finite() && number > 0.0;
            let is_share = text.whole.is_finite() && text.whole >= 0.0;
            if !positive(text.weight) || !positive(text.usual_words) || !is_share {
                return Err(SchemaError::NotPositive(text.name.clone()));
            }
        }
        twice(self.texts.iter().map(|text| &text.name))?;
        twice(self.facets.iter().map(|(name, _)| name))?;
        let mut codes = 0_u32;
        let mut facets = Vec::new();
        for (name, values) in self.facets {
            let counted = values.map(|values| (codes, values));
            codes = codes.saturating_add(values.unwrap_or(0));
            facets.push(FacetSettings { name, counted });
        }
        if codes as usize > MOST_COUNTED_VALUES || facets.len() > usize::from(u16::MAX) {
            return Err(SchemaError::TooManyCountedValues);
        }
        let titles = self.texts.iter().filter(|text| text.title.is_some()).count();
        let synonyms = self.synonyms;
        Ok(Schema(Arc::new(Fields {
            texts: self.texts,
            facets,
            counted_values: codes,
            titles,
            synonyms,
        })))
    }
}

fn twice<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), SchemaError> {
    let mut seen = std::collections::HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(SchemaError::SameName(name.clone()));
        }
    }
    Ok(())
}

impl Schema {
    /// Begins a schema.
    pub fn builder() -> SchemaBuilder {
        SchemaBuilder::default()
    }

    /// The text field of that name.
    pub fn text_field(&self, name: &str) -> Option<TextField> {
        self.0
            .texts
            .iter()
            .position(|text| text.name == name)
            .map(|at| TextField(at as u8))
    }

    /// The facet field of that name.
    pub fn facet_field(&self, name: &str) -> Option<FacetField> {
        self.0
            .facets
            .iter()
            .position(|facet| facet.name == name)
            .map(|at| FacetField(at as u16))
    }

    /// The facet fields, in the order they were declared, with their names.
    pub fn facet_fields(&self) -> impl Iterator<Item = (FacetField, &str)> {
        self.0
            .facets
            .iter()
            .enumerate()
            .map(|(at, facet)| (FacetField(at as u16), facet.name.as_str()))
    }

    /// The number of values of a counted facet field; `None` for a filter-only field.
    pub fn values(&self, field: FacetField) -> Option<u32> {
        self.facet(field)?.counted.map(|(_, values)| values)
    }

    pub(crate) fn texts(&self) -> &[TextSettings] {
        &self.0.texts
    }

    pub(crate) fn facets(&self) -> &[FacetSettings] {
        &self.0.facets
    }

    pub(crate) fn facet(&self, field: FacetField) -> Option<&FacetSettings> {
        self.0.facets.get(field.rank())
    }

    pub(crate) fn counted_values(&self) -> usize {
        self.0.counted_values as usize
    }

    pub(crate) fn titles(&self) -> usize {
        self.0.titles
    }

    pub(crate) fn synonym_table(&self) -> &Synonyms {
        &self.0.synonyms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_name() {
        let schema = Schema::builder()
            .title("name", 6.0, 4.0)
            .text("body", 1.0, 40.0)
            .facet("services", 9)
            .filter_only("commune")
            .finish()
            .unwrap();
        assert_eq!(schema.text_field("body"), Some(TextField(1)));
        let commune = schema.facet_field("commune").unwrap();
        assert_eq!(schema.values(commune), None);
        assert_eq!(schema.values(schema.facet_field("services").unwrap()), Some(9));
        assert_eq!(schema.facet_field("unknown"), None);
    }

    #[test]
    fn impossible_schemas_are_refused() {
        let refusal = |schema: SchemaBuilder| schema.finish().unwrap_err();
        assert_eq!(
            refusal(Schema::builder().facet("a", 2).facet("a", 3)),
            SchemaError::SameName("a".to_owned())
        );
        assert_eq!(
            refusal(Schema::builder().facet("a", 65_000).facet("b", 537)),
            SchemaError::TooManyCountedValues
        );
        assert_eq!(
            refusal(Schema::builder().text("a", f32::NAN, 2.0)),
            SchemaError::NotPositive("a".to_owned())
        );
        let many = (0..17).fold(Schema::builder(), |schema, at| {
            schema.text(&at.to_string(), 1.0, 1.0)
        });
        assert_eq!(refusal(many), SchemaError::TooManyTextFields);
    }
}
