//! Records with defaults: a test states only what matters to it.

use domain::hours::{Hours, OsmHours};
use domain::places::{
    AccessMode, Address, Audience, Choices, Email, Fee, Itinerancy, Label, Line, Phone, Pivot, PlaceName,
    PlaceRecord, Programme, Prose, RecordId, Service, SourceName, SpecificCare, SupportMode, Typology,
    Vocabulary, WebAddress,
};
use domain::territory::{CommuneCode, Position, Postcode};

use crate::places::Source;

/// A source of which only the name is known.
///
/// # Panics
/// The name is not one.
#[must_use]
pub fn source(name: &str) -> Source {
    Source::named(SourceName::parse(name).expect("a source name"))
}

/// A place of which a source says only what the schema requires.
///
/// # Panics
/// The identifier is not one.
#[must_use]
pub fn record(id: &str) -> PlaceRecord {
    let line = |text: &str| Line::parse(text).expect("a line");
    PlaceRecord {
        id: RecordId::parse(id).expect("a record identifier"),
        pivot: None,
        name: PlaceName::parse("Médiathèque de l’Écluse").expect("a name"),
        address: Address {
            street: line("2 quai des Tilleuls"),
            complement: None,
            postcode: Postcode::parse("39100").expect("a postcode"),
            commune: line("Valserine-les-Bains"),
            commune_code: None,
        },
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
        updated_on: jiff::civil::date(2026, 3, 1),
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

/// A place of which a source says everything that the schema has a field for.
///
/// # Panics
/// The identifier is not one.
#[must_use]
pub fn full_record(id: &str) -> PlaceRecord {
    fn every<V: Vocabulary>() -> Choices<V> {
        V::ALL.iter().copied().collect()
    }
    let line = |text: &str| Line::parse(text).expect("a line");
    let web = |text: &str| WebAddress::parse(text).expect("a web address");
    PlaceRecord {
        pivot: Some(Pivot::parse("43493312300029").expect("a pivot")),
        address: Address {
            complement: Some(line("Bâtiment B, 1er étage")),
            commune_code: Some(CommuneCode::parse("39198").expect("a commune code")),
            ..record(id).address
        },
        position: Some(Position::new(47.092_1, 5.489_7).expect("a position")),
        typologies: every::<Typology>(),
        phone: Some(Phone::parse("+33384000000").expect("a phone number")),
        emails: ["contact@ecluse.example.org", "accueil@ecluse.example.org"]
            .map(|text| Email::parse(text).expect("an address"))
            .to_vec(),
        websites: vec![
            web("https://ecluse.example.org/"),
            web("https://example.org/A?b=c,d"),
        ],
        hours: Some(Hours::Osm(
            OsmHours::parse("Mo-Fr 09:00-12:00,14:00-17:00; PH off").expect("hours"),
        )),
        summary: Some(line("Un lieu pour apprendre, à son rythme.")),
        description: Some(Prose::parse("Au bord de l’eau.\n\nOn y vient sans rendez-vous.").expect("a text")),
        collected_by: Some(line("Le hub d’essai")),
        itinerancy: every::<Itinerancy>(),
        parent: Some(line("Réseau des écluses")),
        services: every::<Service>(),
        audiences: every::<Audience>(),
        care: every::<SpecificCare>(),
        fees: every::<Fee>(),
        programmes: every::<Programme>(),
        labels: every::<Label>(),
        other_labels: vec![line("QPV"), line("FRR"), line("a | b, c ; d")],
        access_modes: every::<AccessMode>(),
        support_modes: every::<SupportMode>(),
        accessibility_page: Some(web("https://acceslibre.beta.gouv.fr/app/39/")),
        booking_page: Some(web("https://rdv.example.org/ecluse")),
        ..record(id)
    }
}
