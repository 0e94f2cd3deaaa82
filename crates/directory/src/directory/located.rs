//! When the town named in a question becomes the point to look from. How it is recognised is in [`crate::town`].

use domain::territory::CommuneCode;
use reference::{Commune, france};
use search::{AllowSet, Query, Results};

use super::Directory;
use crate::question::{Question, QuestionError};
use crate::town::{self, Located};

impl Directory {
    /// The town in the words as where to look: when they ask for it, or when they find nothing better without.
    pub(super) fn located(
        &self,
        question: &Question<'_>,
        open: Option<&AllowSet>,
        results: &Results,
    ) -> Result<Option<Located>, QuestionError> {
        if question.near.is_some() || question.territory.is_some() || question.words.is_empty() {
            return Ok(None);
        }
        let prefers = |commune: &Commune| self.communes.contains_key(&commune.departement);
        let asked = town::asked_around(question.words, prefers);
        let short = results.total == 0 || results.relaxed.is_some();
        let doubtful = results.suggestion.is_some() || results.total < town::FEW;
        if asked.is_none() && !short && !doubtful {
            return Ok(None);
        }
        let Some(town) = asked.or_else(|| {
            // A town without places may be found in streets of that name, or taken for a typing error.
            town::mentioned(question.words, prefers).filter(|town| {
                let only = results.suggestion.is_some() || town.rest.is_empty();
                short || (only && !self.has_places(town.code))
            })
        }) else {
            return Ok(None);
        };
        for radius_m in town::AROUND_M {
            let located = Located {
                town: town.clone(),
                radius_m,
            };
            let question = located.question(question);
            let query = Query {
                limit: 0,
                facets: false,
                ..self.query(&question, open)
            };
            let results = self.index.search(&query)?;
            if results.total > 0 && results.relaxed.is_none() {
                return Ok(Some(located));
            }
        }
        Ok(None)
    }

    fn has_places(&self, commune: CommuneCode) -> bool {
        // Arrondissements are counted with their city.
        let city = france()
            .commune(commune)
            .map(|known| france().city_of(known).code);
        let mut tallies = self.communes.values().flat_map(|communes| communes.iter());
        tallies.any(|tally| tally.code == Some(commune) || (tally.code.is_some() && tally.code == city))
    }
}
