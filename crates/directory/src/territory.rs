//! A part of France by its code, and how many places its communes have.

use domain::territory::{CommuneCode, DepartementCode, RegionCode};
use reference::{Commune, CommuneKind, france};

use crate::Facet;
use crate::card::Card;
use crate::fields::commune_value;

/// A commune, a grouping of communes, a département or a région.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Territory {
    /// A commune; the city of Paris, Lyon or Marseille with its arrondissements.
    Commune(CommuneCode),
    /// A grouping of communes (EPCI), by SIREN number.
    Epci(u32),
    /// A département or overseas collectivity.
    Departement(DepartementCode),
    /// A région.
    Region(RegionCode),
}

/// The code names no territory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTerritory(pub String);

impl std::fmt::Display for UnknownTerritory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "no territory has the code {:?}: give a commune (75056), a grouping of communes (SIREN, nine digits), \
             a département (75) or a région (R11)",
            self.0
        )
    }
}

impl std::error::Error for UnknownTerritory {}

impl Territory {
    /// Reads a code. Two digits are a département; a région, whose codes look the same, is written `R84`
    /// (`REG-84` as the State's files write it is read too).
    ///
    /// # Errors
    /// The code has no such form, or the département or région does not exist. An unlisted commune code is accepted:
    /// a directory may know communes that the official list does not.
    pub fn parse(code: &str) -> Result<Self, UnknownTerritory> {
        let unknown = || UnknownTerritory(code.to_owned());
        let upper = code.trim().to_ascii_uppercase();
        let region = upper
            .strip_prefix("REG-")
            .or_else(|| upper.strip_prefix("REG"))
            .or_else(|| upper.strip_prefix('R'));
        if let Some(region) = region {
            let region = RegionCode::parse(region).map_err(|_| unknown())?;
            return france()
                .region(region)
                .map(|_| Self::Region(region))
                .ok_or_else(unknown);
        }
        if upper.len() == 9 && upper.bytes().all(|b| b.is_ascii_digit()) {
            return france()
                .epci(&upper)
                .and_then(|_| upper.parse().ok())
                .map(Self::Epci)
                .ok_or_else(unknown);
        }
        if let Ok(commune) = CommuneCode::parse(&upper) {
            return Ok(Self::Commune(
                france().commune_now(commune).map_or(commune, |now| now.code),
            ));
        }
        let departement = DepartementCode::parse(&upper).map_err(|_| unknown())?;
        france()
            .departement(departement)
            .map(|_| Self::Departement(departement))
            .ok_or_else(unknown)
    }

    /// The facet and the values that keep the places of this territory.
    pub(crate) fn filter(self) -> (Facet, Vec<u32>) {
        match self {
            Self::Commune(code) => {
                let parts = france()
                    .arrondissements_of(code)
                    .map(|part| commune_value(part.code));
                (
                    Facet::Commune,
                    std::iter::once(commune_value(code)).chain(parts).collect(),
                )
            }
            Self::Epci(siren) => (Facet::Epci, vec![siren]),
            Self::Departement(code) => (Facet::Departement, departement_value(code).into_iter().collect()),
            Self::Region(code) => (Facet::Region, region_value(code).into_iter().collect()),
        }
    }

    /// Whether a place with this address stands there.
    #[must_use]
    pub fn contains(self, commune: Option<CommuneCode>, departement: DepartementCode) -> bool {
        match self {
            Self::Commune(code) => commune.is_some_and(|commune| {
                commune == code
                    || france()
                        .commune(commune)
                        .is_some_and(|known| known.city == Some(code))
            }),
            Self::Epci(siren) => commune.is_some_and(|commune| epci_value(commune) == Some(siren)),
            Self::Departement(code) => departement == code,
            Self::Region(code) => {
                france().departement(departement).and_then(|known| known.region) == Some(code)
            }
        }
    }
}

pub(crate) fn departement_value(code: DepartementCode) -> Option<u32> {
    let rank = france()
        .departements()
        .binary_search_by_key(&code, |departement| departement.code)
        .ok()?;
    u32::try_from(rank).ok()
}

pub(crate) fn region_value(code: RegionCode) -> Option<u32> {
    let rank = france()
        .regions()
        .binary_search_by_key(&code, |region| region.code)
        .ok()?;
    u32::try_from(rank).ok()
}

/// The SIREN number of the grouping of a commune, or of the city of an arrondissement.
pub(crate) fn epci_value(commune: CommuneCode) -> Option<u32> {
    let commune = france().commune_now(commune)?;
    france().epci_of(france().city_of(commune))?.siren.parse().ok()
}

/// How many places a commune has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommuneTally {
    /// Its code, when it is known.
    pub code: Option<CommuneCode>,
    /// Its name.
    pub name: std::sync::Arc<str>,
    /// Number of places.
    pub places: usize,
}

/// The commune under which a place is counted: the city for an arrondissement.
pub(crate) fn counted_commune(card: &Card) -> (Option<CommuneCode>, std::sync::Arc<str>) {
    let known = card.commune_code.and_then(|code| france().commune_now(code));
    let city = known.map(|commune: &Commune| match commune.kind {
        CommuneKind::MunicipalArrondissement => france().city_of(commune),
        CommuneKind::Commune | CommuneKind::Overseas => commune,
    });
    match city {
        Some(city) => (Some(city.code), std::sync::Arc::from(&*city.name)),
        None => (card.commune_code, std::sync::Arc::clone(&card.commune)),
    }
}
