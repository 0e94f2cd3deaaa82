//! The invented places themselves: the usual one, one that says everything, one that says almost nothing.

use domain::hours::Hours;
use domain::places::{
    AccessMode, Address, Audience, Choices, Email, Fee, Itinerancy, Label, Phone, Place, PlaceId, PlaceName,
    PlaceRecord, Programme, Prose, RecordId, Service, SourceName, SpecificCare, SupportMode, Typology,
    Vocabulary, WebAddress,
};
use domain::territory::{Position, Postcode};
use fixtures::line;
use jiff::civil::date;

/// A place that gives almost nothing.
fn bare() -> PlaceRecord {
    PlaceRecord::new(
        RecordId::parse("brume-7").expect("a sound identifier"),
        PlaceName::parse("Mairie de Saint-Aubin-des-Joncs").expect("a sound name"),
        Address {
            street: line("Le bourg"),
            complement: None,
            postcode: Postcode::parse("00310").expect("five digits"),
            commune: line("Saint-Aubin-des-Joncs"),
            commune_code: None,
        },
        date(2023, 11, 6),
    )
}

/// The usual library.
pub(super) fn usual() -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse("brume-1").expect("a sound identifier"),
        name: PlaceName::parse("Médiathèque de l'Étang").expect("a sound name"),
        address: Address {
            street: line("12 rue du Lavoir"),
            complement: Some(line("Au premier étage, ascenseur")),
            postcode: Postcode::parse("00300").expect("five digits"),
            commune: line("Brume"),
            commune_code: None,
        },
        position: Some(Position::new(46.21, 3.12).expect("on earth")),
        typologies: [Typology::BIB].into_iter().collect(),
        phone: Some(Phone::parse("+33199001212").expect("a number kept for fiction")),
        emails: vec![Email::parse("etang@brume.example").expect("an address kept for examples")],
        websites: vec![WebAddress::parse("https://www.brume.example/mediatheque").expect("an example")],
        hours: Some(
            Hours::read("Tu-Sa 09:30-12:30,14:00-18:00; We 09:30-18:00; PH off").expect("sound hours"),
        ),
        summary: Some(line(
            "Des ordinateurs en libre accès, une imprimante, et quelqu'un pour vous aider le mardi et le samedi.",
        )),
        updated_on: date(2026, 1, 19),
        services: [
            Service::AdministrativeHelp,
            Service::EverydayTools,
            Service::InternetAndComputers,
            Service::SafeUse,
        ]
        .into_iter()
        .collect(),
        fees: [Fee::Free].into_iter().collect(),
        care: [SpecificCare::Illiteracy].into_iter().collect(),
        programmes: [Programme::DigitalAdvisers].into_iter().collect(),
        access_modes: [AccessMode::WalkIn, AccessMode::Phone].into_iter().collect(),
        support_modes: [
            SupportMode::OnYourOwn,
            SupportMode::Individual,
            SupportMode::Workshop,
        ]
        .into_iter()
        .collect(),
        ..bare()
    }
}

/// A place with every field, each as long as it gets.
fn complete() -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse("brume-2").expect("a sound identifier"),
        name: PlaceName::parse("Maison France Services itinérante du Haut-Val-de-Brume & des Trois-Vallées")
            .expect("a sound name"),
        position: Some(Position::new(46.24, 3.08).expect("on earth")),
        typologies: [Typology::RFS, Typology::ENM, Typology::CCAS].into_iter().collect(),
        emails: vec![
            Email::parse("accueil.itinerant@haut-val-de-brume.example").expect("an example"),
            Email::parse("rendez-vous@haut-val-de-brume.example").expect("an example"),
        ],
        websites: vec![
            WebAddress::parse("https://haut-val-de-brume.example").expect("an example"),
            WebAddress::parse("https://www.trois-vallees.example/bus?a=1&b=2").expect("an example"),
        ],
        hours: Some(
            Hours::read("Mo 14:00-17:00; Tu 09:00-12:00,14:00-19:30; We 09:00-17:00 \"sur la place du marché\"; Fr 08:30-12:00")
                .expect("sound hours"),
        ),
        description: Some(
            Prose::parse(
                "Le bus s'arrête dans onze villages.\nDeux personnes vous reçoivent, avec ou sans rendez-vous. <Venez> avec vos papiers.",
            )
            .expect("sound prose"),
        ),
        collected_by: Some(line("Communauté de communes du Val-de-Brume")),
        itinerancy: [Itinerancy::Mobile, Itinerancy::Fixed].into_iter().collect(),
        parent: Some(line("Réseau des maisons du Val")),
        services: Service::ALL.iter().copied().collect(),
        audiences: Audience::ALL.iter().copied().collect(),
        care: SpecificCare::ALL.iter().copied().collect(),
        fees: [Fee::Free, Fee::FreeOnCondition].into_iter().collect(),
        programmes: Programme::ALL.iter().copied().take(4).collect(),
        labels: Label::ALL.iter().copied().take(3).collect(),
        other_labels: vec![line("Quartier d'été")],
        access_modes: AccessMode::ALL.iter().copied().filter(|mode| *mode != AccessMode::NoPublic).collect(),
        support_modes: SupportMode::ALL.iter().copied().collect(),
        accessibility_page: Some(WebAddress::parse("https://acceslibre.example/app/00-brume/").expect("an example")),
        booking_page: Some(WebAddress::parse("https://rendez-vous.example/brume").expect("an example")),
        ..usual()
    }
}

pub(super) fn place(bits: u64, record: PlaceRecord) -> Place {
    Place {
        id: PlaceId::from_bits(bits),
        source: SourceName::parse("val-de-brume").expect("a sound name"),
        record,
        gone_since: None,
    }
}

pub(super) fn places() -> Vec<Place> {
    vec![
        place(0x0123_4567_89ab_cdef, usual()),
        place(0x0fed_cba9_8765_4321, complete()),
        place(7, bare()),
        place(
            8,
            PlaceRecord {
                name: PlaceName::parse("Fablab La Bobine").expect("a sound name"),
                typologies: [Typology::FABLAB].into_iter().collect(),
                hours: Some(Hours::read("Th,Fr 17:00-22:00").expect("sound hours")),
                fees: [Fee::Paying].into_iter().collect(),
                audiences: [Audience::YoungPeople, Audience::FamiliesAndChildren]
                    .into_iter()
                    .collect(),
                services: [Service::LeisureAndCreation].into_iter().collect(),
                care: Choices::none(),
                ..usual()
            },
        ),
    ]
}
