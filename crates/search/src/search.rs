//! Answering a query: choose, count, order, suggest.

use crate::counting;
use crate::index::Index;
use crate::matching::suggestion;
use crate::query::{Query, QueryError, Results};
use crate::ranking;
use crate::selection::Selection;

impl Index {
    /// Answers a query.
    ///
    /// # Errors
    /// See [`QueryError`]. Text never makes an error, whatever it is.
    pub fn search(&self, query: &Query<'_>) -> Result<Results, QueryError> {
        let inner = &*self.inner;
        let selection = Selection::new(self, query)?;
        let kept = selection.kept(inner, None);
        let total = kept.len();
        let facets = query
            .facets
            .then(|| counting::count(inner, &selection, &kept, total));
        let hits = ranking::page(inner, query, &selection, &kept, total);
        let suggestion = selection
            .text
            .as_ref()
            .and_then(|text| suggestion(self, query.text, &selection.words, text));
        let relaxed = selection.text.and_then(|text| text.relaxed);
        Ok(Results {
            total,
            hits,
            facets,
            suggestion,
            relaxed,
        })
    }
}
