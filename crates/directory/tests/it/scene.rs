//! The places that are asked about.

use directory::{Directory, Question};
use domain::hours::Hours;
use domain::places::{Fee, Place, PlaceName, Service, Typology};
use domain::territory::{CommuneCode, Position, Postcode};
use jiff::Timestamp;

pub(super) fn place(number: u64, name: &str, commune: (&str, &str, &str), at: Option<(f64, f64)>) -> Place {
    let (code, postcode, commune) = commune;
    let mut record = fixtures::record(&number.to_string());
    record.name = PlaceName::parse(name).unwrap();
    record.address.postcode = Postcode::parse(postcode).unwrap();
    record.address.commune = fixtures::line(commune);
    record.address.commune_code = Some(CommuneCode::parse(code).unwrap());
    record.position = at.map(|(latitude, longitude)| Position::new(latitude, longitude).unwrap());
    record.typologies = [Typology::BIB].into_iter().collect();
    fixtures::place(number, record)
}

pub(super) const LYON_3: (&str, &str, &str) = ("69383", "69003", "Lyon 3e Arrondissement");

pub(super) const LILLE: (&str, &str, &str) = ("59350", "59000", "LILLE");

pub(super) const SAINT_DENIS: (&str, &str, &str) = ("97411", "97400", "Saint-Denis");

pub(super) fn some_places() -> Vec<Place> {
    let mut lyon = place(1, "Médiathèque de la Part-Dieu", LYON_3, Some((45.760, 4.858)));
    lyon.record.services = [Service::AdministrativeHelp, Service::InternetAndComputers]
        .into_iter()
        .collect();
    lyon.record.fees = [Fee::Free].into_iter().collect();
    lyon.record.hours = Some(Hours::read("Mo-Fr 09:00-12:00").unwrap());
    let mut lille = place(
        2,
        "Espace public numérique de Wazemmes",
        LILLE,
        Some((50.624, 3.049)),
    );
    lille.record.services = [Service::EverydayTools].into_iter().collect();
    lille.record.hours = Some(Hours::read("sur rendez-vous").unwrap());
    let mut reunion = place(3, "Case numérique", SAINT_DENIS, Some((-20.879, 55.448)));
    reunion.record.hours = Some(Hours::read("Mo-Fr 09:00-12:00").unwrap());
    reunion.record.fees = [Fee::Paying].into_iter().collect();
    let nowhere = place(4, "Association sans position", LILLE, None);
    vec![lyon, lille, reunion, nowhere]
}

pub(super) fn at(instant: &str) -> Timestamp {
    instant.parse().unwrap()
}

pub(super) fn names(directory: &Directory, question: &Question<'_>) -> Vec<String> {
    let question = Question {
        limit: 20,
        ..question.clone()
    };
    let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
    assert_eq!(answer.total, answer.found.len());
    answer
        .found
        .iter()
        .map(|found| found.card.name.to_string())
        .collect()
}
