//! What was typed as a commune, as pages and answers say it. What it stands for is the business of the directory.

use std::sync::Arc;

use directory::{Directory, Locality, Named, Point, Town};
use domain::territory::{DepartementCode, Postcode};

use crate::map::AskedTown;

/// What was typed as a commune, understood.
#[derive(Debug, Clone, PartialEq)]
pub enum Commune {
    /// Nothing was typed.
    NotAsked,
    /// A commune: its name and its middle.
    Found {
        /// The name to show, with its département where others bear it.
        name: String,
        /// The name alone; none where all that is known is a postcode.
        town: Option<Arc<str>>,
        /// Where to start from; a few communes have no known position.
        centre: Option<Point>,
        /// Which addresses are of it.
        locality: Locality,
        /// The communes of the same name or postcode that were not taken, best first: name and département.
        others: Vec<(Arc<str>, DepartementCode)>,
        /// Whether no commune bears the very name, so that a typing error was supposed.
        is_corrected: bool,
    },
    /// No commune bears this name.
    UnknownName,
    /// No commune has this postcode.
    UnknownPostcode,
}

impl Commune {
    /// Understands what was typed: a name, a postcode, a commune that only the places know.
    #[must_use]
    pub fn read(typed: &str, directory: &Directory) -> Self {
        if typed.is_empty() {
            return Self::NotAsked;
        }
        match directory.named(typed) {
            Named::Town {
                taken,
                others,
                is_corrected,
            } => Self::found(taken, &others, is_corrected),
            Named::UnknownPostcode => Self::UnknownPostcode,
            Named::UnknownName => Self::UnknownName,
        }
    }

    /// What a map names of it, where its middle is known and it is more than a postcode.
    #[must_use]
    pub fn on_map(&self, typed: &str) -> Option<AskedTown> {
        let Self::Found { town, centre, .. } = self else {
            return None;
        };
        Some(AskedTown {
            name: town.as_deref()?.to_owned(),
            typed: typed.to_owned(),
            at: (*centre)?,
        })
    }

    fn found(taken: Town, others: &[Town], is_corrected: bool) -> Self {
        let name = match taken.departement {
            Some(departement) if !others.is_empty() => format!("{} ({departement})", taken.name),
            _ => taken.name.to_string(),
        };
        Self::Found {
            name,
            town: Postcode::parse(&taken.name).is_err().then_some(taken.name),
            centre: taken.centre,
            locality: taken.locality,
            others: others
                .iter()
                .filter_map(|other| Some((Arc::clone(&other.name), other.departement?)))
                .collect(),
            is_corrected,
        }
    }

    /// Whether something was typed that is no commune.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::UnknownName | Self::UnknownPostcode)
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Found { name, .. } => Some(name),
            Self::NotAsked | Self::UnknownName | Self::UnknownPostcode => None,
        }
    }

    /// Its middle, where it is known.
    #[must_use]
    pub fn centre(&self) -> Option<Point> {
        match self {
            Self::Found { centre, .. } => *centre,
            Self::NotAsked | Self::UnknownName | Self::UnknownPostcode => None,
        }
    }

    /// Which addresses are of it.
    #[must_use]
    pub fn locality(&self) -> Option<&Locality> {
        match self {
            Self::Found { locality, .. } => Some(locality),
            Self::NotAsked | Self::UnknownName | Self::UnknownPostcode => None,
        }
    }
}
