//! A place where people get help with digital life, as the national schema « lieux de médiation numérique » v1.0.2
//! describes it: 32 fields, each a type that cannot hold nonsense.
//!
//! Reading and repairing other writings belongs to `interop`; here a value is right or refused.

mod choices;
mod contact;
mod identity;
mod likeness;
mod losses;
mod name_key;
mod reassignment;
mod text;
mod vocabulary;

pub use choices::Choices;
pub use contact::{BadContact, Email, Phone, WebAddress};
pub(crate) use identity::siret_key_agrees;
pub use identity::{BadIdentity, Pivot, PlaceId, RecordId, SourceName};
pub use likeness::Likeness;
pub use losses::Losses;
pub use name_key::name_key;
pub use reassignment::Reassignments;
pub use text::{BadText, Line, PlaceName, Prose};
pub use vocabulary::{
    AccessMode, Audience, Fee, Itinerancy, Label, Programme, Service, SpecificCare, SupportMode, Typology,
    Vocabulary,
};

use crate::hours::Hours;
use crate::territory::{CommuneCode, DepartementCode, Position, Postcode};

/// The longest `presentation_resume` that the schema allows, in characters.
pub const SUMMARY_MAX_CHARS: usize = 280;

/// What one source says of one place: the 32 fields of the schema.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceRecord {
    /// `id`: the source's own identifier.
    pub id: RecordId,
    /// `pivot`: SIRET, RNA or RIDET; `None` for the schema's all-zero placeholder.
    pub pivot: Option<Pivot>,
    /// `nom`.
    pub name: PlaceName,
    /// `commune`, `code_postal`, `code_insee`, `adresse`, `complement_adresse`.
    pub address: Address,
    /// `latitude`, `longitude`.
    pub position: Option<Position>,
    /// `typologie`.
    pub typologies: Choices<Typology>,
    /// `telephone`.
    pub phone: Option<Phone>,
    /// `courriels`.
    pub emails: Vec<Email>,
    /// `site_web`.
    pub websites: Vec<WebAddress>,
    /// `horaires`: a valid OpenStreetMap expression, or a note for people that no machine may take for hours.
    pub hours: Option<Hours>,
    /// `presentation_resume`, at most [`SUMMARY_MAX_CHARS`].
    pub summary: Option<Line>,
    /// `presentation_detail`.
    pub description: Option<Prose>,
    /// `source`: who collected the entry (a text of the producer, not our [`SourceName`]).
    pub collected_by: Option<Line>,
    /// `itinerance`.
    pub itinerancy: Choices<Itinerancy>,
    /// `structure_parente`: network or parent organisation.
    pub parent: Option<Line>,
    /// `date_maj`: the day the entry was last true according to its producer.
    pub updated_on: jiff::civil::Date,
    /// `services`.
    pub services: Choices<Service>,
    /// `publics_specifiquement_adresses`.
    pub audiences: Choices<Audience>,
    /// `prise_en_charge_specifique`.
    pub care: Choices<SpecificCare>,
    /// `frais_a_charge`.
    pub fees: Choices<Fee>,
    /// `dispositif_programmes_nationaux`.
    pub programmes: Choices<Programme>,
    /// `formations_labels`.
    pub labels: Choices<Label>,
    /// `autres_formations_labels`: free words, in the source's order, without repetition.
    pub other_labels: Vec<Line>,
    /// `modalites_acces`.
    pub access_modes: Choices<AccessMode>,
    /// `modalites_accompagnement`.
    pub support_modes: Choices<SupportMode>,
    /// `fiche_acces_libre`: the page on physical access at acceslibre.beta.gouv.fr.
    pub accessibility_page: Option<WebAddress>,
    /// `prise_rdv`.
    pub booking_page: Option<WebAddress>,
}

impl PlaceRecord {
    /// A place of which only what the schema requires is known. Its `pivot` is required there too, but most sources
    /// write the placeholder.
    #[must_use]
    pub fn new(id: RecordId, name: PlaceName, address: Address, updated_on: jiff::civil::Date) -> Self {
        Self {
            id,
            pivot: None,
            name,
            address,
            position: None,
            typologies: Choices::none(),
            phone: None,
            emails: Vec::new(),
            websites: Vec::new(),
            hours: None,
            summary: None,
            description: None,
            collected_by: None,
            itinerancy: Choices::none(),
            parent: None,
            updated_on,
            services: Choices::none(),
            audiences: Choices::none(),
            care: Choices::none(),
            fees: Choices::none(),
            programmes: Choices::none(),
            labels: Choices::none(),
            other_labels: Vec::new(),
            access_modes: Choices::none(),
            support_modes: Choices::none(),
            accessibility_page: None,
            booking_page: None,
        }
    }
}

/// Where a place is, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// `adresse`: number, repetition index, kind and name of the street.
    pub street: Line,
    /// `complement_adresse`.
    pub complement: Option<Line>,
    /// `code_postal`.
    pub postcode: Postcode,
    /// `commune`, as the source writes it or as the official list does once resolved.
    pub commune: Line,
    /// `code_insee`.
    pub commune_code: Option<CommuneCode>,
}

impl Address {
    /// The département: by commune when known, else what the postcode suggests.
    #[must_use]
    pub fn departement(&self) -> DepartementCode {
        self.commune_code
            .map_or_else(|| self.postcode.likely_departement(), |code| code.departement())
    }
}

/// A place of the directory: what is shown, and where it comes from.
///
/// Today one place has one source record. Merging several records into one place is another feature; the public id
/// is already independent of any source so that links stay when it comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The permanent public identifier.
    pub id: PlaceId,
    /// The source that the record comes from.
    pub source: SourceName,
    /// What the source says.
    pub record: PlaceRecord,
    /// When its source stopped mentioning it, if it did: a place is marked gone, never deleted.
    pub gone_since: Option<jiff::Timestamp>,
}
