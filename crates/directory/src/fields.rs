//! What the index is made of: which words of a place are searched, with which weight, and which values it has.

use std::hash::{BuildHasher, RandomState};

use domain::places::{AccessMode, Phone, Place, PlaceId, Typology, Vocabulary};
use domain::territory::{CommuneCode, DepartementCode};
use reference::france;
use search::analysis::tokens;
use search::{Document, FacetField, Filter, Schema, Synonyms, TextField};

use crate::Facet;
use crate::facets::ranks;
use crate::reading::number_of;
use crate::territory::{departement_value, epci_value, region_value};

/// At most this many sources have their own value: the directory refuses none, but later ones are not counted apart.
pub(crate) const MOST_SOURCES: u32 = 200;

/// The fields of the index.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    name: TextField,
    kind: TextField,
    commune: TextField,
    services: TextField,
    street: TextField,
    labels: TextField,
    description: TextField,
    facets: Vec<FacetField>,
    phone: FacetField,
    walk_in: FacetField,
    digests: RandomState,
}

impl Fields {
    pub fn new() -> Self {
        let count = |rank: usize| u32::try_from(rank).expect("lists are short");
        let mut schema = Schema::builder()
            .title("name", 6.0, 4.0)
            // As much as it takes for places of "Saint-Denis" to come before those of "Saint-Denis-en-Val" whose names
            // repeat it.
            .title_worth("commune", 4.0, 2.0, 1.2)
            .text("kind", 4.0, 4.0)
            .text("services", 2.5, 14.0)
            .text("labels", 2.0, 4.0)
            .text("street", 1.5, 4.0)
            .text("description", 1.0, 40.0)
            .synonyms(Synonyms::french());
        for facet in Facet::ALL {
            schema = match (facet, facet.closed_list()) {
                (_, Some(values)) => schema.facet(facet.code(), count(values.len())),
                (Facet::Source, _) => schema.facet(facet.code(), MOST_SOURCES),
                (Facet::Region, _) => schema.facet(facet.code(), count(france().regions().len())),
                (Facet::Departement, _) => schema.facet(facet.code(), count(france().departements().len())),
                (_, None) => schema.filter_only(facet.code()),
            };
        }
        let schema = schema
            .filter_only("telephone")
            .filter_only("sans_rendez_vous")
            .finish()
            .expect("names are distinct and weights positive");
        let text = |name| schema.text_field(name).expect("declared above");
        Self {
            name: text("name"),
            kind: text("kind"),
            commune: text("commune"),
            services: text("services"),
            street: text("street"),
            labels: text("labels"),
            description: text("description"),
            facets: Facet::ALL
                .iter()
                .map(|facet| schema.facet_field(facet.code()).expect("declared above"))
                .collect(),
            phone: schema.facet_field("telephone").expect("declared above"),
            walk_in: schema.facet_field("sans_rendez_vous").expect("declared above"),
            schema,
            digests: RandomState::new(),
        }
    }

    pub fn facet(&self, facet: Facet) -> FacetField {
        self.facets[facet as usize]
    }

    /// Keeps places that have a phone number.
    pub fn with_phone(&self, phone: &Phone) -> Filter {
        Filter::any_of(self.phone, [number_of(phone)])
    }

    /// Leaves out places that have to be written to or called first.
    pub fn without_appointment(&self) -> Filter {
        Filter::any_of(self.walk_in, [0])
    }

    /// What the index learns of a place.
    pub fn document(&self, place: &Place, commune: &str, source: Option<u32>) -> Document {
        let record = &place.record;
        let address = &record.address;
        let departement = address.departement();
        let mut document = Document::new(place.id.to_bits())
            .text(self.name, record.name.as_str())
            .text(self.commune, commune)
            .sorted_by(in_lists(record.name.as_str()));
        // What the source writes may be a former name or an arrondissement: people look for both.
        if fold_words(address.commune.as_str()) != fold_words(commune) {
            document = document.text(self.commune, address.commune.as_str());
        }
        document = document.text(self.street, format!("{} {}", address.street, address.postcode));
        if let Some(number) = arrondissement(commune) {
            document = document.text(self.street, format!("{number} {number}ème"));
        }
        if let Some(complement) = &address.complement {
            document = document.text(self.street, complement.as_str());
        }
        if let Some(known) = france().departement(departement) {
            document = document.text(self.street, &*known.name);
        }
        for typology in record.typologies.iter() {
            document = document.text(self.kind, words_of(typology));
        }
        for service in record.services.iter() {
            document = document.text(self.services, service.label());
        }
        let care = record.care.iter().map(Vocabulary::label);
        let programmes = record.programmes.iter().map(Vocabulary::label);
        let labels = record.labels.iter().map(Vocabulary::label);
        let audiences = record.audiences.iter().map(Vocabulary::label);
        let fees = record.fees.iter().map(Vocabulary::label);
        for label in care.chain(programmes).chain(labels).chain(audiences).chain(fees) {
            document = document.text(self.labels, label);
        }
        for label in &record.other_labels {
            document = document.text(self.labels, label.as_str());
        }
        let texts = [
            record.summary.as_ref().map(|t| t.as_str()),
            record.description.as_ref().map(|t| t.as_str()),
        ];
        for text in texts
            .into_iter()
            .flatten()
            .chain(record.parent.as_ref().map(|parent| parent.as_str()))
        {
            document = document.text(self.description, text);
        }
        if let Some(position) = record.position {
            document = document.at(position.latitude(), position.longitude());
        }
        self.values(document, place, departement, source)
    }

    /// The same for two documents that the index cannot tell apart, among those of one directory and what is made of it.
    /// Of others, with a probability of 2⁻⁶⁴: nobody can aim at it, for the key is drawn anew with each start.
    pub fn digest(&self, document: &Document) -> u64 {
        let Document {
            key,
            texts,
            facets,
            position,
            sort_key,
        } = document;
        let degrees = position.map(|point| (point.lat.to_bits(), point.lon.to_bits()));
        self.digests.hash_one((key, texts, facets, degrees, sort_key))
    }

    fn values(
        &self,
        mut document: Document,
        place: &Place,
        departement: DepartementCode,
        source: Option<u32>,
    ) -> Document {
        let record = &place.record;
        let mut add = |facet: Facet, values: &mut dyn Iterator<Item = u32>| {
            document
                .facets
                .extend(values.map(|value| (self.facet(facet), value)));
        };
        add(Facet::Service, &mut ranks(record.services));
        add(Facet::Audience, &mut ranks(record.audiences));
        add(Facet::Care, &mut ranks(record.care));
        add(Facet::Fee, &mut ranks(record.fees));
        add(Facet::AccessMode, &mut ranks(record.access_modes));
        add(Facet::SupportMode, &mut ranks(record.support_modes));
        add(Facet::Programme, &mut ranks(record.programmes));
        add(Facet::Label, &mut ranks(record.labels));
        add(Facet::Typology, &mut ranks(record.typologies));
        add(Facet::Itinerancy, &mut ranks(record.itinerancy));
        add(
            Facet::Accessibility,
            &mut record.accessibility_page.iter().map(|_| 0),
        );
        add(Facet::Booking, &mut record.booking_page.iter().map(|_| 0));
        add(Facet::Source, &mut source.into_iter());
        add(
            Facet::Departement,
            &mut departement_value(departement).into_iter(),
        );
        let region = france().departement(departement).and_then(|known| known.region);
        add(Facet::Region, &mut region.and_then(region_value).into_iter());
        let commune = record.address.commune_code;
        add(Facet::Epci, &mut commune.and_then(epci_value).into_iter());
        add(Facet::Commune, &mut commune.map(commune_value).into_iter());
        if let Some(phone) = &record.phone {
            document.facets.push((self.phone, number_of(phone)));
        }
        // Most sources say nothing of it: who says nothing does not ask for an appointment.
        if record.access_modes.is_empty() || record.access_modes.contains(AccessMode::WalkIn) {
            document.facets.push((self.walk_in, 0));
        }
        document
    }
}

/// What a list in the order of names sorts a place by. A rank or a SIRET where a name should be would open every list: it
/// comes after all that has a letter.
fn in_lists(name: &str) -> String {
    const AFTER_LETTERS: char = char::MAX;
    let is_number = !name.chars().any(char::is_alphabetic);
    is_number
        .then_some(AFTER_LETTERS)
        .into_iter()
        .chain(name.chars())
        .collect()
}

/// The number of a commune code in the index: five characters in base 36 fit in 26 bits.
pub(crate) fn commune_value(code: CommuneCode) -> u32 {
    code.as_str().chars().fold(0, |sum, symbol| {
        sum * 36 + symbol.to_digit(36).expect("codes are alphanumeric")
    })
}

/// The number of an arrondissement, which people write in other ways than its official name ("Lyon 3e Arrondissement").
fn arrondissement(commune: &str) -> Option<&str> {
    let ordinal = commune.strip_suffix(" Arrondissement")?.rsplit(' ').next()?;
    Some(ordinal.trim_end_matches(char::is_alphabetic)).filter(|number| !number.is_empty())
}

/// A name as its words alone: "SAINT DENIS" is "Saint-Denis".
fn fold_words(name: &str) -> Vec<String> {
    tokens(name).into_iter().map(|token| token.folded).collect()
}

/// The key of a place in the index.
pub(crate) fn key(id: PlaceId) -> u64 {
    id.to_bits()
}

/// What people call the kinds of structures that they look for by name. Codes not listed are searched as they are.
fn words_of(typology: Typology) -> &'static str {
    match typology {
        Typology::ASSO => "association",
        Typology::BIB => "bibliothèque médiathèque",
        Typology::CAF => "CAF",
        Typology::CAP_EMPLOI => "Cap emploi",
        Typology::CC => "communauté de communes",
        Typology::CCAS => "CCAS",
        Typology::CD | Typology::DEPT => "conseil départemental",
        Typology::CIAS => "CIAS",
        Typology::CPAM => "CPAM",
        Typology::CS | Typology::CSC => "centre social",
        Typology::E2C => "école de la deuxième chance",
        Typology::EPCI => "intercommunalité",
        Typology::EPN => "espace public numérique",
        Typology::EVS => "espace de vie sociale",
        Typology::FABLAB => "fablab",
        Typology::FT => "France Travail",
        Typology::LA_POSTE => "La Poste",
        Typology::MDE => "maison de l'emploi",
        Typology::MDPH | Typology::MDH => "maison départementale des personnes handicapées",
        Typology::MDS => "maison des solidarités",
        Typology::MJC => "maison des jeunes et de la culture",
        Typology::ML => "mission locale",
        Typology::MQ => "maison de quartier",
        Typology::MSA => "MSA",
        Typology::MSAP | Typology::RFS => "France services",
        Typology::MUNI => "mairie",
        Typology::OF => "organisme de formation",
        Typology::PAD => "point d'accès au droit",
        Typology::PI | Typology::PIJ_BIJ => "point information jeunesse",
        Typology::PIMMS => "PIMMS médiation",
        Typology::PREF => "préfecture",
        Typology::RELAIS_LECTURE => "relais lecture bibliothèque",
        Typology::RESSOURCERIE => "ressourcerie recyclerie",
        Typology::TIERS_LIEUX => "tiers-lieu",
        Typology::UDAF => "UDAF union des associations familiales",
        other => other.code(),
    }
}
