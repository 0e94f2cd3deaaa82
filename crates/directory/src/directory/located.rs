//! When the town named in a question becomes the point to look from. How it is recognised is in [`crate::town`].

use search::{Query, Results};

use super::Directory;
use crate::locality::Locality;
use crate::question::{Question, QuestionError};
use crate::town::{self, Located};

impl Directory {
    /// The town in the words as where to look: when they ask for it, or when they find nothing better without.
    pub(super) fn located(
        &self,
        question: &Question<'_>,
        results: &Results,
    ) -> Result<Option<Located>, QuestionError> {
        let is_placed =
            question.near.is_some() || question.locality.is_some() || question.territory.is_some();
        if is_placed || question.words.is_empty() {
            return Ok(None);
        }
        let find = |name: &str| self.named_in_words(name);
        let asked = town::asked_around(question.words, find);
        let is_asked = asked.is_some();
        let short = results.total == 0 || results.relaxed.is_some();
        let doubtful = results.suggestion.is_some() || results.total < town::FEW;
        if asked.is_none() && !short && !doubtful {
            return Ok(None);
        }
        let Some(mention) = asked.or_else(|| {
            // A town without places may be found in streets of that name, or taken for a typing error.
            town::mentioned(question.words, find).filter(|mention| {
                let only = results.suggestion.is_some() || mention.rest.is_empty();
                short || (only && !self.has_places(&mention.town.locality))
            })
        }) else {
            return Ok(None);
        };
        // Words that find something may name a need as well as a town far away ("cours"): only a near one is taken then.
        let radii = if is_asked || short {
            &town::AROUND_M[..]
        } else {
            &town::AROUND_M[..1]
        };
        for &radius_m in radii {
            let located = Located {
                mention: mention.clone(),
                radius_m,
            };
            let question = located.question(question);
            let sets = self.sets(&question);
            let query = Query {
                limit: 0,
                facets: false,
                ..self.query(&question, &sets)
            };
            let results = self.index.search(&query)?;
            if results.total > 0 && results.relaxed.is_none() {
                return Ok(Some(located));
            }
        }
        Ok(None)
    }

    fn has_places(&self, locality: &Locality) -> bool {
        match locality {
            Locality::Commune(code) => self.is_served(*code),
            // Only places name these.
            Locality::Postcode(_) | Locality::Named(_) => true,
        }
    }
}
