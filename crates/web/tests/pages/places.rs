//! Finding a place and reading its page, from the address to the words.

use axum::http::StatusCode;
use domain::hours::Hours;
use domain::places::{Fee, Line, PlaceName, PlaceRecord, Service};
use domain::territory::{CommuneCode, Position, Postcode};
use fixtures::record;
use scraper::{Html, Selector};
use serde_json::json;
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
async fn a_distance_tells_from_where_and_only_a_person_walks() {
    let site = TestSite::with_places(&two_places()).await;
    let distance = async |query: &str| {
        let answer = site.get(&format!("/lieux?{query}")).await;
        words(&answer, ".place-card__where strong")[0].replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(distance("commune=Vierzon").await, "à 80 m du centre de Vierzon");
    assert_eq!(
        distance("q=mairie+autour+de+Vierzon").await,
        "à 80 m du centre de Vierzon"
    );
    assert_eq!(
        distance("lat=47.222&lon=2.074").await,
        "à 380 m, environ 6 min à pied"
    );
}

#[tokio::test]
async fn a_list_far_from_everything_says_so() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=Brest").await;
    assert_eq!(names(&answer).len(), 2);
    let notice = words(&answer, ".notice").join(" ");
    assert!(notice.contains("de lieu à moins de 100 km de Brest"), "{notice}");
    let answer = site.get("/en/lieux?lat=48.39&lon=-4.49").await;
    let notice = words(&answer, ".notice").join(" ");
    assert!(notice.contains("no place within 100 km of you"), "{notice}");
    let answer = site.get("/lieux?commune=Vierzon").await;
    assert!(words(&answer, ".notice").is_empty());
}

#[tokio::test]
async fn places_without_hours_are_told_of_to_who_looks_for_open_ones() {
    let [library, mut town_hall] = two_places();
    town_hall.hours = None;
    let mut note = record("note");
    note.name = PlaceName::parse("Permanence du lavoir").unwrap();
    note.hours = Some(Hours::read("quand le drapeau est sorti").unwrap());
    let site = TestSite::with_places(&[library, town_hall, note]).await;
    let answer = site.get("/lieux?ouvert=maintenant&tri=nom").await;
    assert_eq!(names(&answer), ["Médiathèque des Prés-Fichaux"]);
    assert!(words(&answer, ".results__unsaid")[0].starts_with("2 lieux n’ont pas donné"));
    let counts = words(&answer, "[name=ouvert] ~ .choice__count");
    assert_eq!(counts, ["1", "0", "2"], "now, tomorrow, unknown");
    let page = Html::parse_document(answer.text());
    let link = page
        .select(&Selector::parse(".results__unsaid a").unwrap())
        .next()
        .unwrap()
        .attr("href")
        .unwrap()
        .to_owned();
    assert_eq!(link, "/lieux?ouvert=inconnu&tri=nom");
    let answer = site.get(&link).await;
    assert_eq!(names(&answer), ["Mairie de Vierzon", "Permanence du lavoir"]);
    assert!(words(&answer, ".results__unsaid").is_empty(), "they are all here");
    let answer = site.get("/lieux?ouvert=demain").await;
    assert_eq!(names(&answer), Vec::<String>::new());
    assert_eq!(words(&answer, ".empty .results__unsaid").len(), 1);
    assert_eq!(words(&answer, ".empty .button"), ["Voir les lieux sans horaires"]);
    // Near a commune, what is promised is what is found, although nothing that is open says how far to look.
    let answer = site.get("/lieux?ouvert=demain&commune=Vierzon").await;
    let counts = words(&answer, "[name=ouvert] ~ .choice__count");
    assert_eq!(counts, ["1", "0", "1"], "one place without hours has no position");
    let answer = site.get("/lieux?ouvert=inconnu&commune=Vierzon").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
}

#[tokio::test]
async fn a_day_that_is_chosen_comes_before_now() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get("/lieux?ouvert=maintenant&ouvert_le=2026-03-04T10:00")
        .await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    assert_eq!(
        words(&answer, "title")[0],
        words(&site.get("/lieux?ouvert_le=2026-03-04T10:00").await, "title")[0]
    );
    let page = Html::parse_document(answer.text());
    let chosen = Selector::parse("[name=ouvert][checked]").unwrap();
    let chosen: Vec<_> = page
        .select(&chosen)
        .filter_map(|input| input.attr("value"))
        .collect();
    assert_eq!(chosen, [""], "no other moment is chosen");
}

#[tokio::test]
async fn the_other_communes_of_a_name_are_links_that_keep_the_question() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get("/lieux?q=mediatheque&commune=Saint-Denis&service=demarches")
        .await;
    let page = Html::parse_document(answer.text());
    let links: Vec<(String, String)> = page
        .select(&Selector::parse(".namesakes a").unwrap())
        .map(|link| (link.text().collect(), link.attr("href").unwrap().to_owned()))
        .collect();
    assert!(links.len() >= 2, "{links:?}");
    let first = &words(&answer, "h1")[0];
    for (name, link) in links {
        assert!(
            link.contains("q=mediatheque&") && link.contains("service=demarches"),
            "{link}"
        );
        let answer = site.get(&link).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_ne!(&words(&answer, "h1")[0], first);
        let page = Html::parse_document(answer.text());
        let field = page.select(&Selector::parse("#commune").unwrap()).next().unwrap();
        assert_eq!(field.attr("value"), Some(name.as_str()));
        assert!(words(&answer, ".namesakes a").is_empty(), "{name} is one commune");
    }
}

#[tokio::test]
async fn addresses_that_mean_the_same_have_one_canonical_address() {
    let site = TestSite::with_places(&two_places()).await;
    let canonical = async |path: &str| {
        let answer = site.get(path).await;
        let page = Html::parse_document(answer.text());
        let link = Selector::parse("link[rel=canonical]").unwrap();
        page.select(&link)
            .next()
            .map(|link| link.attr("href").unwrap().to_owned())
    };
    let one = Some("https://parvis.example/lieux?commune=Vierzon&service=demarches".to_owned());
    for same in [
        "/lieux?service=demarches&commune=Vierzon",
        "/lieux?commune=Vierzon&utm_source=lettre&service=demarches&service=demarches",
        "/lieux?commune=Vierzon&service=demarches&carte=oui&q=&page=1",
    ] {
        assert_eq!(canonical(same).await, one, "{same}");
    }
    assert_eq!(
        canonical("/en/lieux?x=1").await.as_deref(),
        Some("https://parvis.example/en/lieux")
    );
}

#[tokio::test]
async fn clearing_the_filters_keeps_words_and_place() {
    let site = TestSite::with_places(&two_places()).await;
    for (asked, kept) in [
        (
            "q=mairie&commune=Vierzon&service=demarches&rayon=10",
            "/lieux?q=mairie&commune=Vierzon",
        ),
        (
            "lat=47.222&lon=2.074&ouvert=demain&departement=18",
            "/lieux?lat=47.222&lon=2.074&departement=18",
        ),
        ("ouvert=demain", "/lieux"),
    ] {
        let answer = site.get(&format!("/lieux?{asked}")).await;
        let page = Html::parse_document(answer.text());
        let link = page
            .select(&Selector::parse(".facets__clear").unwrap())
            .next()
            .unwrap();
        assert_eq!(link.attr("href"), Some(kept));
    }
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
    assert!(words(&answer, ".empty a").contains(&"Voir les lieux, ouverts ou non".to_owned()));
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
    assert_eq!(
        words(&answer, ".place__instead .place-card__name a"),
        ["Médiathèque des Prés-Fichaux"],
        "what is near it"
    );
    assert!(words(&answer, ".place__state").is_empty());
    assert_eq!(names(&site.get("/lieux").await), ["Médiathèque des Prés-Fichaux"]);
    assert!(
        !site.instance.refresh().await.unwrap(),
        "nothing more to take over"
    );
}

/// Places of several régions, so that each level leaves a choice.
fn scattered_places() -> Vec<PlaceRecord> {
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

#[tokio::test]
async fn a_level_with_a_single_child_is_passed() {
    let site = TestSite::with_places(&two_places()).await;
    for from in ["/territoires", "/territoires/regions/24"] {
        let answer = site.get(from).await;
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{from}");
        assert_eq!(answer.header("location"), "/territoires/departements/18");
    }
    let answer = site.get("/en/territoires").await;
    assert_eq!(answer.header("location"), "/en/territoires/departements/18");
    let answer = site.get("/territoires/departements/18").await;
    assert!(
        words(&answer, ".breadcrumb a").is_empty(),
        "nothing above it to go back to"
    );
    let [library, _] = two_places();
    let site = TestSite::with_places(&[library]).await;
    for from in ["", "/regions/24", "/departements/18"] {
        let answer = site.get(&format!("/territoires{from}")).await;
        assert_eq!(answer.header("location"), "/territoires/communes/18033", "{from}");
    }
    let site = TestSite::with_places(&scattered_places()).await;
    let answer = site.get("/territoires/communes/18033").await;
    let trail = words(&answer, ".breadcrumb a");
    assert_eq!(trail, ["France", "Centre-Val de Loire", "Cher"]);
    let answer = site.get("/territoires/regions/32").await;
    assert_eq!(answer.header("location"), "/territoires/communes/59350");
}

#[tokio::test]
async fn territories_lead_from_the_country_to_a_commune() {
    let site = TestSite::with_places(&scattered_places()).await;
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
    for nowhere in [
        "regions/99",
        "regions/R99",
        "regions/RR24",
        "regions/R",
        "departements/20",
        "communes/18999",
        "communes/x",
    ] {
        let answer = site.get(&format!("/territoires/{nowhere}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    for (prefix, code) in [("", "R24"), ("", "r24"), ("/en", "R24")] {
        let answer = site.get(&format!("{prefix}/territoires/regions/{code}")).await;
        assert_eq!(answer.status, StatusCode::PERMANENT_REDIRECT, "{prefix} {code}");
        assert_eq!(
            answer.header("location"),
            format!("{prefix}/territoires/regions/24")
        );
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

#[tokio::test]
async fn search_engines_read_the_same_place_with_the_hours_of_its_week() {
    let [mut library, _] = two_places();
    library.name = PlaceName::parse("Médiathèque </script><b>").unwrap();
    library.fees = [Fee::Free].into_iter().collect();
    library.hours = Some(Hours::read("Tu 09:00-18:00; We 13:30-24:00; Th \"sur rendez-vous\"").unwrap());
    let site = TestSite::with_places(&[library]).await;
    let id = site.instance.directory.get().ids()[0];
    let answer = site.get(&format!("/lieux/{id}")).await;
    let (_, data) = answer
        .text()
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let url = format!("{}/lieux/{id}", site.instance.site.settings.base_url);
    let open = |day: &str, opens: &str, closes: &str| {
        json!({
            "@type": "OpeningHoursSpecification", "opens": opens, "closes": closes,
            "validFrom": day, "validThrough": day,
        })
    };
    assert_eq!(
        data,
        json!({
            "@context": "https://schema.org",
            "@type": "CivicStructure",
            "@id": url,
            "url": url,
            "name": "Médiathèque </script><b>",
            "address": {
                "@type": "PostalAddress", "streetAddress": "2 quai des Tilleuls", "postalCode": "18000",
                "addressLocality": "Bourges", "addressCountry": "FR",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 47.088, "longitude": 2.393},
            "isAccessibleForFree": true,
            "openingHoursSpecification": [
                open("2026-03-03", "09:00", "18:00"), open("2026-03-04", "13:30", "00:00"),
            ],
        })
    );
}

#[tokio::test]
async fn a_long_address_makes_no_longer_page_and_too_many_choices_are_refused() {
    let site = TestSite::with_places(&two_places()).await;
    let plain = site.get("/lieux?service=demarches&q=carte").await.body.len();
    let zeros = "0".repeat(30_000);
    let letters = "a".repeat(50_000);
    for (query, spare) in [
        (vec!["service=demarches"; 100].join("&"), 5_000),
        (vec!["q=carte"; 100].join("&"), 5_000),
        (format!("commune={letters}"), 30_000),
        (format!("q={letters}"), 30_000),
        (format!("lat=47.{zeros}&lon=2.{zeros}"), 30_000),
        (format!("ouvert_le=2026-03-04T14:00:00.{zeros}"), 30_000),
        (format!("page=1{letters}"), 30_000),
        (format!("zone=1,2,3,{zeros}"), 30_000),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let begins = &query[..20];
        assert!(!answer.status.is_server_error(), "{begins}: {}", answer.status);
        // The link to the other language alone repeats the address as it came, with `&` written `&#38;`.
        let length = answer.body.len() - query.replace('&', "&#38;").len();
        assert!(
            length < plain + spare,
            "{begins}: {length} bytes, {plain} for a plain page"
        );
    }
    for path in ["/lieux", "/en/lieux", "/territoires/communes/18033"] {
        let query = vec!["service=demarches"; 101].join("&");
        let answer = site.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        let said = words(&answer, "main").join(" ");
        assert!(
            said.contains("trop de choses") || said.contains("too many things"),
            "{path}: {said}"
        );
    }
}
