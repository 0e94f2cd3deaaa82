//! A question that was read, written as an address again: for links, for files, and the one address among those that mean
//! the same.

use directory::Wish;

use super::Asked;
use crate::site::urls;

impl Asked {
    /// The address of the same question at any time, without its page and without the names for which `keep` says no:
    /// what its words say of a time is left out as well.
    #[must_use]
    pub fn query_at_any_time(&self, keep: impl Fn(&str) -> bool) -> String {
        let is_time = |name: &str| matches!(name, "ouvert" | "ouvert_le");
        self.query_with_need(&self.reading.typed_without(Wish::Time), |name| {
            keep(name) && !is_time(name)
        })
    }

    /// The address of the same question without the words that ask to come without an appointment, and without its page.
    #[must_use]
    pub fn query_with_any_access(&self) -> String {
        self.query_with_need(&self.reading.typed_without(Wish::WalkIn), |_| true)
    }

    /// The address of the same question without the words that say how far, and without its page.
    #[must_use]
    pub fn query_at_any_distance(&self) -> String {
        self.query_with_need(&self.reading.typed_without(Wish::Distance), |name| {
            name != "rayon"
        })
    }

    /// The address of all places around where the question starts: the commune of its field or of its words, the position.
    #[must_use]
    pub fn query_of_start(&self) -> String {
        match &self.town_in_words {
            Some(town) => url::form_urlencoded::Serializer::new(String::new())
                .append_pair("commune", town)
                .finish(),
            None => self.query(|name| matches!(name, "commune" | "lat" | "lon")),
        }
    }

    /// The address of the same question in another commune, without a box or a page.
    #[must_use]
    pub fn in_commune(&self, name: &str) -> String {
        let need = self.reading.typed_without(Wish::Town);
        let rest = self.query_with_need(&need, |name| !matches!(name, "commune" | "lat" | "lon" | "zone"));
        Self::again_with("commune", name, &rest)
    }

    /// The address of the same question with another text for the need, without its page and without the names for which
    /// `keep` says no.
    fn query_with_need(&self, need: &str, keep: impl Fn(&str) -> bool) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs.iter().filter(|(name, _)| keep(name)) {
            match name.as_str() {
                "q" if need.is_empty() => {}
                "q" => drop(query.append_pair(name, need)),
                _ => drop(query.append_pair(name, value)),
            }
        }
        query.finish()
    }

    /// The address of the same question with one more answer, `rest` being what is kept of it.
    #[must_use]
    pub fn again_with(name: &str, value: &str, rest: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair(name, value);
        let separator = if rest.is_empty() { "" } else { "&" };
        format!("{}?{}{separator}{rest}", urls::PLACES, query.finish())
    }

    /// The one address of this question among all those that mean the same: names in order, each pair once.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut pairs: Vec<_> = self.pairs.iter().filter(|(name, _)| name != "carte").collect();
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.is_empty() {
            return urls::PLACES.to_owned();
        }
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.into_iter().map(|(name, value)| (name, value)));
        format!("{}?{}", urls::PLACES, query.finish())
    }

    /// The address of the same question, without its page and without the names for which `keep` says no.
    #[must_use]
    pub fn query(&self, keep: impl Fn(&str) -> bool) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs.iter().filter(|(name, _)| keep(name)) {
            query.append_pair(name, value);
        }
        query.finish()
    }
}
