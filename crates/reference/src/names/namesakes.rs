//! Every commune that a bare name may stand for, so that whoever knows where it was typed can choose among them.
//! Typing errors, postcodes and départements beside the name are not here: see `resolve`.

use std::cmp::Reverse;

use super::index::Rank;
use super::resemblance::begins_like;
use super::resolution::Spelling;
use super::resolve::is_offered;
use super::written::Written;
use crate::france::France;
use crate::rows::Commune;

/// Shorter beginnings stand for too many names.
const SHORTEST_BEGINNING: usize = 3;

/// A commune that a name may stand for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Namesake<'a> {
    /// The commune.
    pub commune: &'a Commune,
    /// Official or former where this is a whole name of it, shortened where its name only begins so.
    pub spelling: Spelling,
}

impl France {
    /// The communes that bear or bore this name, official names first, then the largest; then those whose name goes on
    /// after it ("Aix": Aix-en-Provence), the largest first. `None` for a text that says more than a name, as a
    /// postcode, a département or the number of an arrondissement: [`Self::resolve`] reads it.
    #[must_use]
    pub fn namesakes(&self, text: &str) -> Option<Vec<Namesake<'_>>> {
        const LONGEST: usize = 60;
        if text.len() > LONGEST {
            return None;
        }
        let written = Written::read(text);
        let says_more = written.ordinal.is_some()
            || written.postcode.is_some()
            || written.departement.is_some()
            || written.aside.is_some();
        if written.key.is_empty() || says_more {
            return None;
        }
        let names = self.names();
        let mut found: Vec<(Rank, Namesake<'_>)> = Vec::new();
        let namesake = |entry: &super::index::Entry, spelling| Namesake {
            commune: &self.communes()[entry.commune as usize],
            spelling,
        };
        for entry in names.exactly(&written.key) {
            let spelling = match entry.rank {
                Rank::Official | Rank::Bare => Spelling::Official,
                Rank::Former => Spelling::Former,
            };
            found.push((entry.rank, namesake(entry, spelling)));
        }
        found.sort_by_key(|(rank, namesake)| (*rank, Reverse(namesake.commune.population)));
        let mut longer = Vec::new();
        if written.key.len() >= SHORTEST_BEGINNING {
            let goes_on = names.starting_with(&format!("{} ", written.key)).iter();
            longer.extend(
                goes_on
                    .filter(|entry| entry.rank != Rank::Former && begins_like(&written.key, names.key(entry)))
                    .map(|entry| namesake(entry, Spelling::Shortened))
                    .filter(|namesake| namesake.commune.city.is_none() && is_offered(namesake.commune)),
            );
            longer.sort_by_key(|namesake| Reverse(namesake.commune.population));
        }
        let mut namesakes: Vec<Namesake<'_>> = Vec::new();
        for namesake in found.into_iter().map(|(_, namesake)| namesake).chain(longer) {
            if namesakes
                .iter()
                .all(|known| known.commune.code != namesake.commune.code)
            {
                namesakes.push(namesake);
            }
        }
        Some(namesakes)
    }
}

#[cfg(test)]
mod tests {
    use crate::france;

    fn named(text: &str) -> Option<Vec<String>> {
        let all = france().namesakes(text)?;
        Some(
            all.iter()
                .take(3)
                .map(|one| format!("{} {}", one.commune.name, one.commune.departement))
                .collect(),
        )
    }

    #[test]
    fn whole_names_come_before_names_that_go_on() {
        for (text, expected) in [
            ("aix", &["Aix 19", "Aix-en-Pévèle 59", "Aix-en-Provence 13"][..]),
            ("Valence", &["Valence 26", "Valence 82", "Valence 16"]),
            ("brive", &["Brive-la-Gaillarde 19"]),
            ("Havre", &["Le Havre 76"]),
            ("saint", &["Le Saint 56"]),
            ("Trifouillis", &[]),
        ] {
            assert_eq!(named(text).unwrap(), expected, "{text}");
        }
    }

    #[test]
    fn a_text_that_says_more_than_a_name_is_left_to_be_resolved() {
        for text in ["Saint-Denis (93)", "69002 Lyon", "Lyon 2e", "Bastia 2B", ""] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
