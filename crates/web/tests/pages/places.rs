//! Finding a place and reading its page, from the address to the words.

use axum::http::StatusCode;
use domain::hours::Hours;
use domain::places::{Line, PlaceName, PlaceRecord, Service};
use domain::territory::{CommuneCode, Position, Postcode};
use scraper::{Html, Selector};
use store::testing::record;
use web::testing::{Answer, TestSite};

/// A library in Bourges that is open on the Tuesday morning of the test site, and a town hall in Vierzon.
fn two_places() -> [PlaceRecord; 2] {
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

fn words(answer: &Answer, selector: &str) -> Vec<String> {
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

fn names(answer: &Answer) -> Vec<String> {
    words(answer, ".place-card__name a")
}

#[tokio::test]
async fn words_without_accents_find_a_place_and_mark_what_matched() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=mediatheques").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(names(&answer), ["Médiathèque des Prés-Fichaux"]);
    assert_eq!(words(&answer, "mark"), ["Médiathèque"]);
}

#[tokio::test]
async fn a_commune_puts_its_places_first_and_says_how_far_the_list_goes() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=vierzon").await;
    assert_eq!(names(&answer)[0], "Mairie de Vierzon");
    assert_eq!(words(&answer, "h1"), ["Lieux près de Vierzon"]);
    let answer = site.get("/lieux?commune=18100&rayon=2").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
}

#[tokio::test]
async fn only_what_is_open_is_shown_to_who_asks_for_it() {
    let site = TestSite::with_places(&two_places()).await;
    assert_eq!(
        names(&site.get("/lieux?ouvert=maintenant").await),
        ["Médiathèque des Prés-Fichaux"]
    );
    assert_eq!(
        names(&site.get("/lieux?ouvert=demain").await),
        ["Mairie de Vierzon"]
    );
    assert_eq!(
        names(&site.get("/lieux?ouvert_le=2026-03-03T17:30").await),
        ["Médiathèque des Prés-Fichaux"]
    );
}

#[tokio::test]
async fn a_list_that_is_empty_invites_to_go_on() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=mediatheque&ouvert=demain").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(words(&answer, ".empty a").contains(&"Voir les lieux ouverts à un autre moment".to_owned()));
    let answer = site.get("/lieux?q=mediateque").await;
    assert_eq!(
        names(&answer),
        ["Médiathèque des Prés-Fichaux"],
        "a typing error is forgiven"
    );
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused_in_words() {
    let site = TestSite::with_places(&two_places()).await;
    for (query, said) in [
        ("page=-1", "numéro de page"),
        ("page=0", "numéro de page"),
        ("service=cuisine", "filtre qui n’existe pas"),
        ("lat=95&lon=2", "position"),
        ("lat=45", "position"),
        ("lat=abc&lon=2", "position"),
        ("lat=NaN&lon=2", "position"),
        ("lat=47&lon=2&rayon=-3", "distance"),
        ("zone=1,2,3", "zone"),
        ("ouvert=hier", "jour"),
        ("ouvert_le=31/02/2026", "jour"),
        ("tri=couleur", "ordre"),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(
            answer.text().contains(said),
            "{query}: {}",
            words(&answer, "main").join(" ")
        );
    }
}

#[tokio::test]
async fn a_very_long_question_is_answered() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get(&format!("/lieux?q={}", "mediatheque+".repeat(800)))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_commune_that_nobody_knows_is_said_and_kept_in_its_field() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=Trifouillis").await;
    assert!(answer.text().contains("Nous ne connaissons pas de commune"));
    assert!(answer.text().contains("value=\"Trifouillis\""));
}

#[tokio::test]
async fn a_filter_chosen_elsewhere_is_kept_by_the_form() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?departement=18").await;
    assert_eq!(names(&answer).len(), 2);
    assert!(
        answer
            .text()
            .contains("type=\"hidden\" name=\"departement\" value=\"18\"")
    );
}

#[tokio::test]
async fn every_place_has_its_page_in_both_languages() {
    let site = TestSite::with_places(&two_places()).await;
    for id in site.instance.directory.get().ids() {
        for prefix in ["", "/en"] {
            let answer = site.get(&format!("{prefix}/lieux/{id}")).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(!words(&answer, "h1")[0].is_empty());
        }
    }
    for nowhere in ["000000000000", "x", "..%2F", "0000000000000"] {
        assert_eq!(
            site.get(&format!("/lieux/{nowhere}")).await.status,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

#[tokio::test]
async fn a_place_that_its_source_forgot_keeps_its_page_and_leaves_the_list() {
    let site = TestSite::with_places(&two_places()).await;
    let gone = site.instance.directory.get().ids();
    let source = store::testing::source("essai");
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source, &two_places()[..1], now)
        .await
        .unwrap();
    assert!(site.instance.refresh().await.unwrap());
    let left = site.instance.directory.get().ids();
    let gone: Vec<_> = gone.into_iter().filter(|id| !left.contains(id)).collect();
    let answer = site.get(&format!("/lieux/{}", gone[0])).await;
    assert_eq!(answer.status, StatusCode::GONE);
    assert_eq!(words(&answer, "h1"), ["Mairie de Vierzon"]);
    assert_eq!(names(&site.get("/lieux").await), ["Médiathèque des Prés-Fichaux"]);
    assert!(
        !site.instance.refresh().await.unwrap(),
        "nothing more to take over"
    );
}

#[tokio::test]
async fn territories_lead_from_the_country_to_a_commune() {
    let site = TestSite::with_places(&two_places()).await;
    for (path, said) in [
        ("/territoires", "Centre-Val de Loire"),
        ("/territoires/regions/24", "Cher"),
        ("/territoires/departements/18", "Vierzon"),
        ("/territoires/communes/18033", "Médiathèque des Prés-Fichaux"),
        ("/territoires/communes/18011", "Les lieux les plus proches"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(words(&answer, "main").join(" ").contains(said), "{path}");
    }
    for nowhere in ["regions/99", "departements/20", "communes/18999", "communes/x"] {
        let answer = site.get(&format!("/territoires/{nowhere}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let answer = site.get("/territoires/communes/75101").await;
    assert_eq!(answer.header("location"), "/territoires/communes/75056");
}

#[tokio::test]
async fn search_engines_are_told_of_every_place_and_territory() {
    let site = TestSite::with_places(&two_places()).await;
    let index = site.get("/sitemap.xml").await;
    for part in ["pages.xml", "territories.xml", "places/1"] {
        assert!(index.text().contains(&format!("/sitemaps/{part}")), "{part}");
    }
    assert_eq!(
        site.get("/sitemaps/places/1")
            .await
            .text()
            .matches("<url>")
            .count(),
        4
    );
    assert_eq!(site.get("/sitemaps/places/2").await.status, StatusCode::NOT_FOUND);
    assert!(
        site.get("/sitemaps/territories.xml")
            .await
            .text()
            .contains("/territoires/communes/18033")
    );
}
