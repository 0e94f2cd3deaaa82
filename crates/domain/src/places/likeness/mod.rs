//! Whether two records under one identifier are one place. Names are compared in [`names`].

mod names;

use self::names::{Names, STREET, is_slip, town, words};
use super::PlaceRecord;
use crate::territory::{CommuneCode, DepartementCode, Position, Postcode};

/// What a place is recognised by when its source says something else of it than before.
#[derive(Debug, Clone, PartialEq)]
pub struct Likeness {
    /// `nom`.
    pub name: String,
    /// `commune`, as written.
    pub commune: String,
    /// `code_postal`.
    pub postcode: Postcode,
    /// `code_insee`.
    pub commune_code: Option<CommuneCode>,
    /// `adresse`.
    pub street: String,
    /// `latitude`, `longitude`.
    pub position: Option<Position>,
    /// Phone number and e-mail addresses: those of the place more often than those of an organisation, which `pivot` and
    /// the web site are.
    pub contacts: Vec<String>,
}

/// Two points nearer than this are in the same town, whatever the communes are called: a border, a merger.
const SAME_TOWN_M: f64 = 2_000.0;
/// Two points nearer than this are the same door.
const SAME_DOOR_M: f64 = 200.0;

impl Likeness {
    /// What a record says of it.
    #[must_use]
    pub fn of(record: &PlaceRecord) -> Self {
        let address = &record.address;
        let phone = record.phone.iter().map(|phone| phone.as_str().to_owned());
        let emails = record.emails.iter().map(|email| email.as_str().to_owned());
        Self {
            name: record.name.as_str().to_owned(),
            commune: address.commune.as_str().to_owned(),
            postcode: address.postcode,
            commune_code: address.commune_code,
            street: address.street.as_str().to_owned(),
            position: record.position,
            contacts: phone.chain(emails).collect(),
        }
    }

    /// Whether `now` is another place than this one, although both bear one identifier: its name is another, beyond a
    /// rewording, and so is its town, or else everything by which it could still be recognised.
    ///
    /// A name that says nothing but a trade (« Mairie ») is no proof in another département.
    #[must_use]
    pub fn is_another(&self, now: &Self) -> bool {
        let is_same_town = self.is_same_town(now);
        match Names::compare((&self.name, &self.commune), (&now.name, &now.commune)) {
            Names::Alike => false,
            Names::AlikeByTrade => !is_same_town && self.departement() != now.departement(),
            Names::Different => !is_same_town || !self.has_in_common(now),
        }
    }

    fn departement(&self) -> DepartementCode {
        match self.commune_code {
            Some(code) => code.departement(),
            None => self.postcode.likely_departement(),
        }
    }

    fn is_same_town(&self, now: &Self) -> bool {
        let same_code = self.commune_code.is_some() && self.commune_code == now.commune_code;
        let same_name = self.departement() == now.departement() && town(&self.commune) == town(&now.commune);
        same_code || same_name || self.postcode == now.postcode || self.is_within(now, SAME_TOWN_M)
    }

    /// Whether something of the door or of the contacts is left. In doubt it is.
    fn has_in_common(&self, now: &Self) -> bool {
        let (street, now_street) = (words(&self.street, STREET), words(&now.street, STREET));
        street.is_empty()
            || now_street.is_empty()
            || street
                .iter()
                .any(|word| now_street.iter().any(|other| is_slip(word, other)))
            || self.is_within(now, SAME_DOOR_M)
            || self.contacts.iter().any(|contact| now.contacts.contains(contact))
    }

    fn is_within(&self, now: &Self, metres: f64) -> bool {
        match (self.position, now.position) {
            (Some(one), Some(other)) => one.distance_m(&other) <= metres,
            _ => false,
        }
    }
}

impl std::fmt::Display for Likeness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.name, self.commune)
    }
}

#[cfg(test)]
mod tests;
