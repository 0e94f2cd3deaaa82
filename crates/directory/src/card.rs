//! What the directory keeps in memory of each place: enough for a line of results, nothing more.
//! The whole record stays in the database.

use std::sync::Arc;

use domain::hours::Hours;
use domain::places::{
    AccessMode, Audience, Choices, Fee, Itinerancy, Phone, Place, PlaceId, Service, SpecificCare,
    SupportMode, Typology,
};
use domain::territory::{CommuneCode, DepartementCode, Position, Postcode};

use crate::open::HoursRef;

/// One place as a result shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The permanent public id.
    pub id: PlaceId,
    /// Its name.
    pub name: Box<str>,
    /// Number and street.
    pub street: Box<str>,
    /// Postcode.
    pub postcode: Postcode,
    /// The commune's name.
    pub commune: Arc<str>,
    /// The commune's code, when the commune is known.
    pub commune_code: Option<CommuneCode>,
    /// The département, by commune when known, else by postcode.
    pub departement: DepartementCode,
    /// Where it is.
    pub position: Option<Position>,
    /// Its number.
    pub phone: Option<Phone>,
    /// What one can do there.
    pub services: Choices<Service>,
    /// Whom it addresses in particular.
    pub audiences: Choices<Audience>,
    /// What it can adapt to.
    pub care: Choices<SpecificCare>,
    /// What it costs.
    pub fees: Choices<Fee>,
    /// How to come in contact.
    pub access_modes: Choices<AccessMode>,
    /// How people are helped.
    pub support_modes: Choices<SupportMode>,
    /// Whether it moves.
    pub itinerancy: Choices<Itinerancy>,
    /// What kind of structure runs it.
    pub typologies: Choices<Typology>,
    /// Whether a page tells how accessible the building is.
    pub has_accessibility_page: bool,
    /// Whether its source gives hours that no machine can read.
    pub has_hours_note: bool,
    /// When it is open, if a machine can tell.
    pub(crate) hours: Option<HoursRef>,
    /// Tells what the index knows of it from what it knew before.
    pub(crate) digest: u64,
}

impl Card {
    /// The card of a place that stands in no directory: its commune as its source writes it, no hours.
    #[must_use]
    pub fn alone(place: &Place) -> Self {
        Self::new(place, place.record.address.commune.as_str().into(), None, 0)
    }

    /// Its hours, if a machine can read them: the same for places that are open at the same times by the same calendar.
    #[must_use]
    pub fn hours(&self) -> Option<HoursRef> {
        self.hours
    }

    pub(crate) fn new(place: &Place, commune: Arc<str>, hours: Option<HoursRef>, digest: u64) -> Self {
        let record = &place.record;
        Self {
            id: place.id,
            name: record.name.as_str().into(),
            street: record.address.street.as_str().into(),
            postcode: record.address.postcode,
            commune,
            commune_code: record.address.commune_code,
            departement: record.address.departement(),
            position: record.position,
            phone: record.phone.clone(),
            services: record.services,
            audiences: record.audiences,
            care: record.care,
            fees: record.fees,
            access_modes: record.access_modes,
            support_modes: record.support_modes,
            itinerancy: record.itinerancy,
            typologies: record.typologies,
            has_accessibility_page: record.accessibility_page.is_some(),
            has_hours_note: matches!(record.hours, Some(Hours::Note(_))),
            hours,
            digest,
        }
    }
}
