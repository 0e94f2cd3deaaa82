//! When the town named in a question becomes the point to look from. How it is recognised is in [`crate::town`].

use search::{Query, Results};

use super::Directory;
use crate::SpokenDistance;
use crate::locality::{Locality, Named};
use crate::question::{Question, QuestionError};
use crate::town::{self, Located, Mention};

/// How many of the best places that words alone find have to be in the town they end with, for it to be where to look.
const BEST: usize = 5;

/// A town in the words of a question, to be looked around as if it had been typed as a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TownInWords {
    /// Its name or its postcode, as typed.
    pub name: String,
    /// The words that say it, as typed: "près de Lyon".
    pub phrase: String,
    /// The other words.
    pub rest: String,
}

impl Directory {
    /// The town that the words of a question look around, if any: one they ask to be near, a postcode, the one that they
    /// end with where most places found are in it or where words alone find nothing better. The place that the question
    /// has by itself does not count. Where the words allow a distance, the town behind it is where it is measured from;
    /// one that stands alone is so as well, and not only a word.
    ///
    /// # Errors
    /// Those of [`Self::search`].
    pub fn town_in(
        &self,
        question: &Question<'_>,
        distance: Option<&SpokenDistance>,
    ) -> Result<Option<TownInWords>, QuestionError> {
        let find = |name: &str| self.named_in_words(name);
        let of_postcode = |name: &str| match self.named(name) {
            Named::Town { taken, .. } if name.bytes().all(|byte| byte.is_ascii_digit()) => Some(taken),
            _ => find(name),
        };
        let said = |mention: Mention| TownInWords {
            name: mention.name,
            phrase: mention.phrase,
            rest: mention.rest,
        };
        let words = question.words;
        let with_article = |name: &str| self.named_with_article(name);
        let start = distance
            .and_then(|distance| distance.start_from_end)
            .and_then(|bytes| words.len().checked_sub(bytes))
            .filter(|start| words.is_char_boundary(*start));
        let measured = start.and_then(|start| {
            let names = town::Names {
                whole: &of_postcode,
                with_article: &with_article,
            };
            town::measured_from(words, start, names)
        });
        let names = town::Names {
            whole: &find,
            with_article: &with_article,
        };
        if let Some(mention) = measured
            .or_else(|| town::postcode(words, of_postcode))
            .or_else(|| town::asked_around(words, names))
        {
            return Ok(Some(said(mention)));
        }
        let Some(mention) = town::mentioned(words, find) else {
            return Ok(None);
        };
        let plain = Question {
            near: None,
            locality: None,
            is_town_read: false,
            offset: 0,
            limit: BEST,
            facets: false,
            open_counts: Vec::new(),
            ..question.clone()
        };
        let sets = self.sets(&plain);
        let results = self.index.search(&self.query(&plain, &sets))?;
        let in_town = {
            let is_there = mention.town.locality.holds();
            let hits = results.hits.iter();
            hits.filter(|hit| is_there(&self.cards[&hit.key])).count()
        };
        let is_whole = results.total > 0 && results.relaxed.is_none();
        if is_whole && (distance.is_some() || !mention.rest.is_empty()) && 2 * in_town > results.hits.len() {
            return Ok(Some(said(mention)));
        }
        if let Some(located) = self.located(&plain, &results)? {
            return Ok(Some(said(located.mention)));
        }
        // Nothing but the name of a town that is far from every place, and no slip of the hand: it is the town that is meant.
        let is_far_town = results.total == 0
            && results.suggestion.is_none()
            && mention.rest.is_empty()
            && !self.has_places(&mention.town.locality);
        Ok(is_far_town.then(|| said(mention)))
    }

    /// The town in the words as where to look: when they ask for it, or when they find nothing better without.
    pub(super) fn located(
        &self,
        question: &Question<'_>,
        results: &Results,
    ) -> Result<Option<Located>, QuestionError> {
        let is_placed =
            question.near.is_some() || question.locality.is_some() || question.territory.is_some();
        let is_placed = is_placed || question.is_town_read;
        if is_placed || question.words.is_empty() {
            return Ok(None);
        }
        let find = |name: &str| self.named_in_words(name);
        let names = town::Names {
            whole: &find,
            with_article: &|name: &str| self.named_with_article(name),
        };
        let asked = town::asked_around(question.words, names);
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
