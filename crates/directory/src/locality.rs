//! A commune that somebody named: where it is, and which places are in it by what they say of their address. The latter
//! matters for places without a position, which no distance finds.

use std::sync::Arc;

use domain::territory::{CommuneCode, DepartementCode, Postcode};
use reference::{Commune, france};
use search::Point;

use crate::card::Card;

/// Which addresses are of a commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Locality {
    /// Those with its code, or the code of one of its arrondissements; of those without any code, those with its name.
    Commune(CommuneCode),
    /// Those with a postcode.
    Postcode(Postcode),
    /// Those with its name, where no code is known.
    Named(Arc<str>),
}

impl Locality {
    /// Whether the address of a place is there: what is the same for all places is looked up once.
    pub(crate) fn holds(&self) -> impl Fn(&Card) -> bool {
        let known = match self {
            Self::Commune(code) => france().commune(*code),
            Self::Postcode(_) | Self::Named(_) => None,
        };
        let codes: Vec<CommuneCode> = match self {
            Self::Commune(code) => {
                let parts = france().arrondissements_of(*code).map(|part| part.code);
                std::iter::once(*code).chain(parts).collect()
            }
            Self::Postcode(_) | Self::Named(_) => Vec::new(),
        };
        move |card| match (self, card.commune_code) {
            (Self::Commune(_), Some(code)) => codes.contains(&code),
            (Self::Commune(_), None) => known.is_some_and(|known| {
                known.departement == card.departement && is_same_name(&known.name, &card.commune)
            }),
            (Self::Postcode(postcode), _) => card.postcode == *postcode,
            (Self::Named(name), _) => is_same_name(name, &card.commune),
        }
    }
}

fn is_same_name(one: &str, other: &str) -> bool {
    one == other || search::analysis::fold(one) == search::analysis::fold(other)
}

/// A commune, or what a postcode is of, as a directory knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Town {
    /// Its name; the postcode itself where nothing else is known.
    pub name: Arc<str>,
    /// Its département, where it is one of the official list.
    pub departement: Option<DepartementCode>,
    /// Its middle: by the official list, else the mean of its places; none where nobody knows.
    pub centre: Option<Point>,
    /// Which places are in it.
    pub locality: Locality,
}

impl Town {
    pub(crate) fn of(commune: &Commune) -> Self {
        Self {
            name: Arc::from(&*commune.name),
            departement: Some(commune.departement),
            centre: commune
                .centre
                .map(|centre| Point::new(centre.latitude(), centre.longitude())),
            locality: Locality::Commune(commune.code),
        }
    }
}

/// What a name or a postcode stands for in a directory.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// A commune.
    Town {
        /// The one that is taken: of namesakes, the nearest to the places of the directory, else the largest.
        taken: Town,
        /// The others of the name or postcode, best first.
        others: Vec<Town>,
        /// Whether nothing bears the very name, so that a typing error was supposed.
        is_corrected: bool,
    },
    /// No commune has this postcode.
    UnknownPostcode,
    /// No commune bears this name, nor one much like it.
    UnknownName,
}
