//! An in-memory index: French words, facets, geography. Generic (it knows documents, not places), pure, deterministic.
//! Reading or writing anything outside memory, and the documents' texts themselves, are deliberately not here.
//!
//! Words are found whatever their accents, case, plural or feminine, by synonyms given as data, by their beginning, and
//! with typing errors where nothing else is found. Facets are counted, maps clustered, words highlighted. An [`Index`]
//! never changes: [`Index::with_changes`] makes another one cheaply, so readers never wait.
//!
//! ```
//! use search::{Document, Filter, Index, Point, Query, Schema, Synonyms};
//!
//! let schema = Schema::builder()
//!     .title("name", 6.0, 4.0)
//!     .text("description", 1.0, 40.0)
//!     .facet("access", 3)
//!     .synonyms(Synonyms::french())
//!     .finish()?;
//! let (name, access) = (schema.text_field("name").unwrap(), schema.facet_field("access").unwrap());
//! let index = Index::build(schema, [
//!     Document::new(1).text(name, "Médiathèque des Tilleuls").facet(access, 0).at(50.63, 3.06).sorted_by("Médiathèque"),
//!     Document::new(2).text(name, "Mairie de Valrose").facet(access, 2).at(50.69, 3.17).sorted_by("Mairie"),
//! ])?;
//!
//! let results = index.search(&Query {
//!     text: "bibliotheque",
//!     near: Some(Point::new(50.6, 3.0)),
//!     filters: vec![Filter::any_of(access, [0, 1])],
//!     facets: true,
//!     ..Query::default()
//! })?;
//! assert_eq!(results.hits[0].key, 1);
//! assert_eq!(results.facets.unwrap().get(access, 0), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod analysis;
mod best;
mod bits;
mod clusters;
mod columns;
mod counting;
mod document;
mod expansion;
mod geo;
mod highlight;
mod index;
mod lexicon;
mod matching;
mod query;
mod ranking;
mod schema;
mod scoring;
mod search;
mod segment;
mod selection;
mod synonyms;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod words;

#[cfg(test)]
mod properties;

pub use clusters::MapItem;
pub use document::{Document, DocumentError};
pub use geo::{Bounds, EARTH_RADIUS_M, Point};
pub use highlight::Highlighter;
pub use index::{Builder, Index};
pub use query::{AllowSet, FacetCounts, Filter, HELD_BACK, Hit, Order, Query, QueryError, Relaxed, Results};
pub use schema::{
    FacetField, MOST_COUNTED_VALUES, MOST_TEXT_FIELDS, Schema, SchemaBuilder, SchemaError, TextField,
};
pub use synonyms::{Synonyms, SynonymsError};
