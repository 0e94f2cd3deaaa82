//! Answering a query: choose, count, order, suggest.

use crate::counting;
use crate::highlight::Highlighter;
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
        Ok(self.answer(query)?.0)
    }

    /// Answers a query, and shows what it was found by.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn search_and_mark(&self, query: &Query<'_>) -> Result<(Results, Highlighter), QueryError> {
        let (results, selection) = self.answer(query)?;
        let highlighter = Highlighter::new(self, &selection.words, selection.text.as_ref());
        Ok((results, highlighter))
    }

    fn answer<'q>(&'q self, query: &Query<'q>) -> Result<(Results, Selection<'q>), QueryError> {
        let inner = &*self.inner;
        let selection = Selection::new(self, query, query.limit > 0)?;
        let kept = selection.kept(inner, None);
        let total = kept.len();
        let facets = query
            .facets
            .then(|| counting::count(inner, &selection, &kept, total));
        let in_sets = selection.in_sets(inner, query.counted_sets, &kept);
        let hits = ranking::page(inner, query, &selection, &kept, total);
        let says_nothing = selection.words.is_empty() && query.text.contains(char::is_alphanumeric);
        let suggestion = selection
            .text
            .as_ref()
            .and_then(|text| suggestion(self, query.text, &selection.words, text));
        let relaxed = selection.text.as_ref().and_then(|text| text.relaxed.clone());
        let results = Results {
            total,
            hits,
            facets,
            in_sets,
            suggestion,
            relaxed,
            says_nothing,
        };
        Ok((results, selection))
    }
}
