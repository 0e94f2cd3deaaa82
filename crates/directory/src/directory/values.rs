//! Values of facets by the names that addresses, files and people give them.

use reference::france;

use super::Directory;
use crate::question::QuestionError;
use crate::territory::{departement_value, region_value};
use crate::{Facet, Territory};

impl Directory {
    /// The value that a name stands for: a code of ours, an official text, a source, the code of a territory.
    ///
    /// # Errors
    /// The facet has no such value.
    pub fn value(&self, facet: Facet, name: &str) -> Result<u32, QuestionError> {
        let unknown = || QuestionError::UnknownValue {
            facet: facet.code(),
            value: name.to_owned(),
        };
        let rank = |rank: usize| u32::try_from(rank).expect("lists are short");
        let value = match facet {
            Facet::Source => self
                .sources
                .iter()
                .position(|source| source.as_str() == name)
                .map(rank),
            Facet::Region => name
                .trim_start_matches(['R', 'r'])
                .parse()
                .ok()
                .and_then(region_value),
            Facet::Departement => name.to_ascii_uppercase().parse().ok().and_then(departement_value),
            Facet::Epci | Facet::Commune => match (facet, Territory::parse(name)) {
                (Facet::Epci, Ok(territory @ Territory::Epci(_))) => territory.filter().1.first().copied(),
                (Facet::Commune, Ok(territory @ Territory::Commune(_))) if self.knows(territory) => {
                    territory.filter().1.first().copied()
                }
                _ => None,
            },
            _ => facet
                .closed_list()
                .and_then(|list| {
                    list.iter()
                        .position(|value| value.code == name || value.label == name)
                })
                .map(rank),
        };
        value.ok_or_else(unknown)
    }

    /// Whether a territory exists: a commune that the official list lacks does where a place says so.
    #[must_use]
    pub fn knows(&self, territory: Territory) -> bool {
        match territory {
            Territory::Commune(code) => {
                france().commune_now(code).is_some()
                    || self
                        .communes_of(code.departement())
                        .iter()
                        .any(|tally| tally.code == Some(code))
            }
            // Reading their codes has looked them up.
            Territory::Epci(_) | Territory::Departement(_) | Territory::Region(_) => true,
        }
    }

    /// The code of a value in addresses, and its text in machine answers (the official one where there is one).
    #[must_use]
    pub fn value_names(&self, facet: Facet, value: u32) -> Option<(String, String)> {
        let at = value as usize;
        let same = |code: &str| (code.to_owned(), code.to_owned());
        match facet {
            Facet::Source => self.sources.get(at).map(|source| same(source.as_str())),
            Facet::Region => france()
                .regions()
                .get(at)
                .map(|region| (region.code.to_string(), region.name.to_string())),
            Facet::Departement => france()
                .departements()
                .get(at)
                .map(|known| (known.code.to_string(), known.name.to_string())),
            Facet::Epci => Some(same(&value.to_string())),
            Facet::Commune => None,
            _ => facet
                .closed_list()?
                .get(at)
                .map(|value| (value.code.to_owned(), value.label.to_owned())),
        }
    }
}
