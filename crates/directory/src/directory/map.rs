//! What a map shows of an answer: places, and clusters of them.

use std::sync::Arc;

use search::{Bounds, MapItem, Query};

use super::Directory;
use crate::question::{MapFeature, Question, QuestionError};

impl Directory {
    /// What to draw of the answer to a question in a part of the map, at a zoom of the web's maps (0 to 24).
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn map(
        &self,
        question: &Question<'_>,
        view: Bounds,
        zoom: u8,
    ) -> Result<Vec<MapFeature>, QuestionError> {
        let sets = self.sets(question);
        let mut query = self.query(question, &sets);
        let located = if question.words.is_empty() {
            None
        } else {
            let plain = self.index.search(&Query {
                limit: 0,
                facets: false,
                ..query.clone()
            })?;
            self.located(question, &plain)?
        };
        let elsewhere = located.as_ref().map(|located| located.question(question));
        let elsewhere = elsewhere.map(|question| (self.sets(&question), question));
        if let Some((sets, elsewhere)) = &elsewhere {
            query = self.query(elsewhere, sets);
        }
        let items = self.index.clusters(&query, view, zoom)?;
        let card = |key: &u64| Arc::clone(&self.cards[key]);
        Ok(items
            .into_iter()
            .map(|item| match item {
                MapItem::Document { key, .. } => MapFeature::Place(card(&key)),
                MapItem::Cluster {
                    count,
                    centre,
                    bounds,
                    keys,
                } => MapFeature::Cluster {
                    count,
                    centre,
                    bounds,
                    together: keys.iter().map(card).collect(),
                },
            })
            .collect())
    }
}
