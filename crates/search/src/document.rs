//! What is put into an index. The index keeps what finding needs and gives back keys, never the texts.

use crate::geo::Point;
use crate::schema::{FacetField, TextField};

/// A document to index.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its stable identity: results give it back, changes name it, and it settles every tie.
    pub key: u64,
    /// Its texts. A field may come several times: words of different values are not neighbours.
    pub texts: Vec<(TextField, String)>,
    /// Its facet values. A field may come several times.
    pub facets: Vec<(FacetField, u32)>,
    /// Where it stands, if anywhere.
    pub position: Option<Point>,
    /// What it is sorted by in name order; accents and case do not count.
    pub sort_key: String,
}

impl Document {
    /// A document with nothing but its key.
    pub fn new(key: u64) -> Self {
        Self {
            key,
            texts: Vec::new(),
            facets: Vec::new(),
            position: None,
            sort_key: String::new(),
        }
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, field: TextField, text: impl Into<String>) -> Self {
        self.texts.push((field, text.into()));
        self
    }

    /// Adds a facet value.
    #[must_use]
    pub fn facet(mut self, field: FacetField, value: u32) -> Self {
        self.facets.push((field, value));
        self
    }

    /// Places it.
    #[must_use]
    pub fn at(mut self, lat: f64, lon: f64) -> Self {
        self.position = Some(Point::new(lat, lon));
        self
    }

    /// Says what it is sorted by.
    #[must_use]
    pub fn sorted_by(mut self, name: impl Into<String>) -> Self {
        self.sort_key = name.into();
        self
    }
}

/// Why a document is refused. The index is as if it had never been offered.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DocumentError {
    /// A text field that the schema does not have.
    #[error("document {key}: a text field that is not in the schema")]
    UnknownTextField {
        /// The document.
        key: u64,
    },
    /// A facet field that the schema does not have.
    #[error("document {key}: a facet field that is not in the schema")]
    UnknownFacetField {
        /// The document.
        key: u64,
    },
    /// A value beyond those declared for its field.
    #[error("document {key}: the value {value} is beyond those declared for {field}")]
    UnknownValue {
        /// The document.
        key: u64,
        /// The name of the facet field.
        field: String,
        /// The value.
        value: u32,
    },
    /// Coordinates out of range or not numbers.
    #[error("document {key}: the position is not on Earth")]
    Position {
        /// The document.
        key: u64,
    },
}
