//! What several of these tests start from, and how they read an answer.

use domain::hours::Hours;
use domain::places::{Line, PlaceName, PlaceRecord, Service};
use domain::territory::{CommuneCode, Position, Postcode};
use fixtures::record;
use scraper::{Html, Selector};
use web::testing::Answer;

/// A library in Bourges that is open on the Tuesday morning of the test site, and a town hall in Vierzon.
pub fn two_places() -> [PlaceRecord; 2] {
    let mut library = record("bib");
    library.name = PlaceName::parse("Médiathèque des Prés-Fichaux").unwrap();
    library.address.commune = Line::parse("Bourges").unwrap();
    library.address.commune_code = Some(CommuneCode::parse("18033").unwrap());
    library.address.postcode = Postcode::parse("18000").unwrap();
    library.position = Some(Position::new(47.088, 2.393).unwrap());
    library.hours = Some(Hours::read("Tu 09:00-18:00").unwrap());
    library.services = [Service::AdministrativeHelp].into_iter().collect();
    let mut town_hall = record("mairie");
    town_hall.name = PlaceName::parse("Mairie de Vierzon").unwrap();
    town_hall.address.commune = Line::parse("Vierzon").unwrap();
    town_hall.address.commune_code = Some(CommuneCode::parse("18279").unwrap());
    town_hall.address.postcode = Postcode::parse("18100").unwrap();
    town_hall.position = Some(Position::new(47.222, 2.069).unwrap());
    town_hall.hours = Some(Hours::read("We 09:00-12:00").unwrap());
    [library, town_hall]
}

pub fn words(answer: &Answer, selector: &str) -> Vec<String> {
    let page = Html::parse_document(answer.text());
    page.select(&Selector::parse(selector).unwrap())
        .map(|element| {
            element
                .text()
                .collect::<String>()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}

pub fn names(answer: &Answer) -> Vec<String> {
    words(answer, ".place-card__name a")
}

/// Places of several régions, so that each level leaves a choice.
pub fn scattered_places() -> Vec<PlaceRecord> {
    let mut places = two_places().to_vec();
    for (id, name, code, postcode, commune) in [
        ("blois", "Maison de Bégon", "41018", "41000", "Blois"),
        ("lille", "Maison Folie", "59350", "59000", "Lille"),
    ] {
        let mut place = record(id);
        place.name = PlaceName::parse(name).unwrap();
        place.address.commune = Line::parse(commune).unwrap();
        place.address.commune_code = Some(CommuneCode::parse(code).unwrap());
        place.address.postcode = Postcode::parse(postcode).unwrap();
        places.push(place);
    }
    places
}
