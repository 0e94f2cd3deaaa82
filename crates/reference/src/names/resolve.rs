//! From what stands in a commune field to a commune, or to a choice of several, or to nothing.

use std::ops::Range;

use domain::territory::{CommuneCode, DepartementCode, Postcode};

use super::fold::{key, without_article};
use super::index::{Entry, Mistyped, Rank};
use super::resemblance::{begins_like, shares_its_words};
use super::resolution::{Agreement, Candidates, Hints, Match, Resolution, Spelling};
use super::written::Written;
use crate::france::France;
use crate::rows::{Commune, CommuneKind};

/// Shorter keys are one typing error away from too many names.
const SHORTEST_MISTYPED: usize = 5;

/// Shorter keys are not taken for a mistyped name of the département when the postcode is that of another commune.
const SHORTEST_ELSEWHERE: usize = 9;

impl France {
    /// Finds the commune that a text names: "St Etienne", "AIX EN PROVENCE CEDEX 1", "Lyon 2e", "69002 Lyon",
    /// "Havre (Le)", a former commune; as a last resort a name with one typing error.
    #[must_use]
    pub fn resolve(&self, text: &str, hints: Hints) -> Resolution<'_> {
        // Longer than any name with its address: not a commune field.
        const LONGEST: usize = 200;
        if text.len() > LONGEST {
            return Resolution::Unknown;
        }
        let written = Written::read(text);
        if written.key.is_empty() {
            return Resolution::Unknown;
        }
        let mut search = Search {
            france: self,
            postcode: hints.postcode.or(written.postcode),
            departement: hints.departement.or(written.departement),
        };
        if let (None, Some(aside)) = (search.departement, &written.aside) {
            search.departement = self.departement_named(aside);
        }
        search.run(&written, text)
    }

    /// What a text names when it is a whole name and nothing else, however it is written ("st etienne", "Lyon 2e").
    /// Quick, and blind to typing errors: for telling the town in a longer text.
    #[must_use]
    pub fn named(&self, text: &str) -> Resolution<'_> {
        const LONGEST: usize = 60;
        if text.len() > LONGEST {
            return Resolution::Unknown;
        }
        let written = Written::read(text);
        let search = Search {
            france: self,
            postcode: None,
            departement: None,
        };
        if written.key.is_empty() || written.aside.is_some() || written.postcode.is_some() {
            return Resolution::Unknown;
        }
        let arrondissement = search.arrondissement(&written);
        arrondissement
            .or_else(|| search.exactly(&written.key).agreeing())
            .unwrap_or(Resolution::Unknown)
    }

    fn departement_named(&self, name: &str) -> Option<DepartementCode> {
        let mut named = self.departements().iter().filter(|row| {
            let own = key(&row.name);
            own == name || without_article(&own) == Some(name)
        });
        named.next().map(|row| row.code)
    }
}

struct Search<'a> {
    france: &'a France,
    postcode: Option<Postcode>,
    departement: Option<DepartementCode>,
}

impl<'a> Search<'a> {
    fn run(&self, written: &Written, text: &str) -> Resolution<'a> {
        if let Some(found) = self.arrondissement(written) {
            return found;
        }
        let whole = written.aside.is_some().then(|| key(text));
        let exact = self.exactly(&written.key);
        if let Some(found) = exact.agreeing() {
            return found;
        }
        if let Some(found) = whole.and_then(|whole| self.exactly(&whole).agreeing()) {
            return found;
        }
        if let Some(found) = written
            .aside
            .as_deref()
            .and_then(|aside| self.exactly(aside).agreeing())
        {
            return found;
        }
        // "Le Pommereuil" for Pommereuil: an article too many, which only the postcode can excuse.
        let bare = without_article(&written.key).map(|bare| self.exactly(bare));
        if let Some(found) = bare.and_then(|found| found.with_postcode()) {
            return found;
        }
        for prefix in [
            "ville de ",
            "commune de ",
            "mairie de ",
            "ville d ",
            "commune d ",
            "mairie d ",
        ] {
            let named = written
                .key
                .strip_prefix(prefix)
                .and_then(|rest| self.exactly(rest).agreeing());
            if let Some(found) = named {
                return found;
            }
        }
        if let Some(found) = self.near_the_hints(&written.key) {
            return found;
        }
        if let Some(found) = exact.contradicted() {
            return found;
        }
        if self.postcode.is_none() && self.departement.is_none() && written.key.len() >= SHORTEST_MISTYPED {
            return self.mistyped_anywhere(&written.key);
        }
        Resolution::Unknown
    }

    /// "Lyon 2e", "PARIS CEDEX 15".
    fn arrondissement(&self, written: &Written) -> Option<Resolution<'a>> {
        let number = written.ordinal?;
        let (base, last) = match written.key.as_str() {
            "paris" => (75_100, 20),
            "lyon" => (69_380, 9),
            "marseille" => (13_200, 16),
            _ => return None,
        };
        if number > last {
            return None;
        }
        let code = CommuneCode::parse(&(base + u32::from(number)).to_string()).ok()?;
        let commune = self.france.commune(code)?;
        Some(Resolution::Found(Match {
            commune,
            spelling: Spelling::Official,
            agreement: self.agreement(commune),
            namesakes: 0,
        }))
    }

    fn exactly(&self, key: &str) -> Candidates<'a> {
        self.candidates(self.france.names().exactly(key).iter(), None)
    }

    /// Names that resemble the key among the communes that the hints point to.
    fn near_the_hints(&self, key: &str) -> Option<Resolution<'a>> {
        let names = self.france.names();
        if let Some(postcode) = self.postcode {
            let pool = || {
                self.france
                    .indexes_with_postcode(postcode)
                    .iter()
                    .flat_map(|(_, commune)| names.of_communes(*commune..commune + 1))
            };
            let found = self.mistyped(key, pool()).or_else(|| {
                self.only(
                    pool().filter(|e| shares_its_words(key, names.key(e))),
                    Spelling::Shortened,
                )
            });
            if found.is_some() {
                return found;
            }
        }
        // A postcode in use speaks against the rest of its département: then only a long name is near enough.
        let in_use = self
            .postcode
            .is_some_and(|postcode| !self.france.indexes_with_postcode(postcode).is_empty());
        if in_use && key.len() < SHORTEST_ELSEWHERE {
            return None;
        }
        let departements = self.departements();
        let pool = || {
            let ranges = departements.iter().filter_map(|d| self.france.range_of(*d));
            ranges.flat_map(|range: Range<u32>| names.of_communes(range))
        };
        let found = self.mistyped(key, pool());
        if found.is_some() || in_use {
            return found;
        }
        self.only(
            pool().filter(|e| begins_like(key, names.key(e))),
            Spelling::Shortened,
        )
    }

    fn mistyped<'e>(&self, key: &str, pool: impl Iterator<Item = &'e Entry>) -> Option<Resolution<'a>> {
        if key.len() < SHORTEST_MISTYPED - 1 {
            return None;
        }
        let mistyped = Mistyped::new(key);
        self.only(
            pool.filter(|entry| mistyped.is_near(self.france.names(), entry)),
            Spelling::Mistyped,
        )
    }

    fn mistyped_anywhere(&self, key: &str) -> Resolution<'a> {
        let names = self.france.names();
        let mistyped = Mistyped::new(key);
        let near = names
            .entries()
            .iter()
            .filter(|entry| mistyped.is_near(names, entry));
        self.candidates(near, Some(Spelling::Mistyped))
            .agreeing()
            .unwrap_or(Resolution::Unknown)
    }

    /// The resolution when one commune is left; a resemblance never gives a choice.
    fn only<'e>(&self, pool: impl Iterator<Item = &'e Entry>, spelling: Spelling) -> Option<Resolution<'a>> {
        match self.candidates(pool, Some(spelling)).agreeing() {
            Some(Resolution::Found(found)) => Some(Resolution::Found(found)),
            _ => None,
        }
    }

    fn candidates<'e>(
        &self,
        pool: impl Iterator<Item = &'e Entry>,
        spelling: Option<Spelling>,
    ) -> Candidates<'a> {
        let communes = self.france.communes();
        let mut found: Vec<_> = pool
            .map(|entry| {
                let commune = &communes[entry.commune as usize];
                let by_rank = match entry.rank {
                    Rank::Official | Rank::Bare => Spelling::Official,
                    Rank::Former => Spelling::Former,
                };
                let found = Match {
                    commune,
                    spelling: spelling.unwrap_or(by_rank),
                    agreement: self.agreement(commune),
                    namesakes: 0,
                };
                (found, entry.rank)
            })
            .collect();
        found.sort_by_key(|(m, rank)| (m.agreement, *rank, std::cmp::Reverse(m.commune.population)));
        Candidates(found)
    }

    fn agreement(&self, commune: &Commune) -> Agreement {
        if self
            .postcode
            .is_some_and(|postcode| commune.postcodes.contains(&postcode))
        {
            Agreement::Postcode
        } else if self.postcode.is_none() && self.departement.is_none() {
            Agreement::Unchecked
        } else if self.departements().contains(&commune.departement) {
            Agreement::Departement
        } else {
            Agreement::Contradicted
        }
    }

    /// The départements that the hints allow.
    fn departements(&self) -> Vec<DepartementCode> {
        let mut departements = Vec::with_capacity(3);
        departements.extend(self.departement);
        if let Some(postcode) = self.postcode {
            if postcode.as_str().starts_with("20") {
                departements
                    .extend(["2A", "2B"].map(|code| DepartementCode::parse(code).expect("Corsica's codes")));
            } else {
                departements.push(postcode.likely_departement());
            }
        }
        departements
    }
}

/// Communes that nobody lives in are not offered.
pub(super) fn is_offered(commune: &Commune) -> bool {
    commune.kind != CommuneKind::Overseas || !commune.postcodes.is_empty()
}
