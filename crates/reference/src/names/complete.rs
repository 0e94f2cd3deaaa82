//! Offering communes while a name or a postcode is being typed.

use std::cmp::Reverse;
use std::collections::HashSet;

use domain::territory::DepartementCode;

use super::fold::key;
use super::index::{Entry, Rank};
use super::resolve::is_offered;
use crate::france::France;
use crate::rows::Commune;

/// What the names of territories may begin with, as keys have it.
const ARTICLES: [&str; 4] = ["la ", "le ", "les ", "l "];

impl France {
    /// At most `count` communes whose name (or postcode) starts as typed, the whole name first, then the largest.
    /// Where these are too few, communes with a later word that starts so, then former names. Where there is none, the
    /// last words may be those of a département or a région ("Saint-Denis Réunion", "Vienne 38").
    #[must_use]
    pub fn complete(&self, typed: &str, count: usize) -> Vec<&Commune> {
        let typed = typed.trim();
        if count == 0 || typed.is_empty() || typed.len() > 100 {
            return Vec::new();
        }
        let mut chosen = Chosen {
            france: self,
            count,
            seen: HashSet::new(),
            communes: Vec::new(),
        };
        if typed.len() >= 2 && typed.len() <= 5 && typed.bytes().all(|b| b.is_ascii_digit()) {
            chosen.add(
                self.indexes_with_postcode_prefix(typed)
                    .iter()
                    .map(|(_, index)| (false, *index))
                    .collect(),
            );
            return chosen.communes;
        }
        let whole = key(typed);
        if whole.is_empty() {
            return Vec::new();
        }
        // "St" may become "Strasbourg" as well as "Saint-Denis": the last word is also taken as it stands.
        let last = typed
            .rsplit(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let start = key(&typed[..typed.len() - last.len()]);
        let unspelled = format!("{start} {}", last.to_lowercase());
        let mut prefixes = vec![whole.as_str()];
        let unspelled = unspelled.trim();
        if unspelled != whole && unspelled.is_ascii() {
            prefixes.push(unspelled);
        }
        let names = self.names();
        let starting = |ranks: &[Rank]| {
            let mut found = Vec::new();
            for prefix in &prefixes {
                let entries = names
                    .starting_with(prefix)
                    .iter()
                    .filter(|e| ranks.contains(&e.rank));
                found.extend(entries.map(|e: &Entry| (names.key(e) == *prefix, e.commune)));
            }
            found
        };
        chosen.add(starting(&[Rank::Official, Rank::Bare]));
        if !chosen.is_full() && whole.len() >= 3 {
            let word = format!(" {whole}");
            let official = names.entries().iter().filter(|e| e.rank == Rank::Official);
            chosen.add(
                official
                    .filter(|e| names.key(e).contains(&word))
                    .map(|e| (false, e.commune))
                    .collect(),
            );
        }
        if !chosen.is_full() {
            chosen.add(starting(&[Rank::Former]));
        }
        if chosen.communes.is_empty() {
            return self.complete_within(&whole, count);
        }
        chosen.communes
    }

    /// The communes of a name (its key) that ends with the territory which they are in.
    fn complete_within(&self, whole: &str, count: usize) -> Vec<&Commune> {
        let spaces = whole.match_indices(' ').map(|(at, _)| at);
        for at in spaces {
            let (name, territory) = (&whole[..at], &whole[at + 1..]);
            let within = self.departements_called(territory);
            if within.is_empty() {
                continue;
            }
            let mut communes = self.complete(name, self.communes().len());
            communes.retain(|commune| within.contains(&commune.departement));
            communes.truncate(count);
            return communes;
        }
        Vec::new()
    }

    /// The départements of a territory by its key or its code, with or without its article.
    fn departements_called(&self, territory: &str) -> Vec<DepartementCode> {
        let is_called = |name: &str| {
            let name = key(name);
            let bare = ARTICLES.iter().find_map(|article| name.strip_prefix(article));
            name == territory || bare == Some(territory)
        };
        let departements = self.departements().iter();
        departements
            .filter(|departement| {
                let region = departement.region.and_then(|code| self.region(code));
                departement.code.as_str().eq_ignore_ascii_case(territory)
                    || is_called(&departement.name)
                    || region.is_some_and(|region| is_called(&region.name))
            })
            .map(|departement| departement.code)
            .collect()
    }
}

struct Chosen<'a> {
    france: &'a France,
    count: usize,
    seen: HashSet<u32>,
    communes: Vec<&'a Commune>,
}

impl Chosen<'_> {
    fn is_full(&self) -> bool {
        self.communes.len() >= self.count
    }

    /// Takes the best of the found, each with whether it is exactly what was typed.
    fn add(&mut self, mut found: Vec<(bool, u32)>) {
        let communes = self.france.communes();
        found.sort_by_key(|(whole, index)| {
            let commune = &communes[*index as usize];
            // An arrondissement never comes before its city.
            (
                Reverse(*whole),
                commune.city.is_some(),
                Reverse(commune.population),
                *index,
            )
        });
        for (_, index) in found {
            if self.is_full() {
                return;
            }
            let commune = &communes[index as usize];
            if is_offered(commune) && self.seen.insert(index) {
                self.communes.push(commune);
            }
        }
    }
}
