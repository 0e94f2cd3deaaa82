//! What is made of a question: the commune that is meant, places that no distance finds, answers that are far away.

use axum::http::StatusCode;
use domain::places::{PlaceName, PlaceRecord};
use domain::territory::{CommuneCode, Position, Postcode};
use fixtures::{line, record};
use scraper::{Html, Selector};
use web::testing::{Answer, TestSite};

use super::scene::{names, two_places, words};

/// A place at an address, located or not.
pub(super) fn place_in(
    id: &str,
    name: &str,
    commune: (&str, &str, &str),
    at: Option<(f64, f64)>,
) -> PlaceRecord {
    let (code, postcode, town) = commune;
    let mut place = record(id);
    place.name = PlaceName::parse(name).unwrap();
    place.address.commune = line(town);
    place.address.commune_code = (!code.is_empty()).then(|| CommuneCode::parse(code).unwrap());
    place.address.postcode = Postcode::parse(postcode).unwrap();
    place.position = at.map(|(latitude, longitude)| Position::new(latitude, longitude).unwrap());
    place
}

pub(super) const VIERZON: (&str, &str, &str) = ("18279", "18100", "Vierzon");

pub(super) const LILLE: (&str, &str, &str) = ("59350", "59000", "Lille");

/// A commune that exists on no list.
pub(super) const MOULINVERT: (&str, &str, &str) = ("18990", "18999", "Moulinvert-sur-Loubre");

pub(super) fn links(answer: &Answer, selector: &str) -> Vec<(String, String)> {
    Html::parse_document(answer.text())
        .select(&Selector::parse(selector).unwrap())
        .map(|link| {
            (
                link.text()
                    .collect::<String>()
                    .replace(['\u{a0}', '\u{202f}'], " "),
                link.attr("href").unwrap().to_owned(),
            )
        })
        .collect()
}

pub(super) fn said(answer: &Answer, selector: &str) -> String {
    words(answer, selector)
        .join(" ")
        .replace(['\u{a0}', '\u{202f}'], " ")
}

#[tokio::test]
async fn a_place_without_a_position_is_found_in_its_commune_after_the_others() {
    let mut places = two_places().to_vec();
    places.push(place_in("sans", "Atelier du Canal", VIERZON, None));
    // Its source gave no code: its name and its département tell.
    places.push(place_in(
        "nu",
        "Guichet du Faubourg",
        ("", "18100", "VIERZON"),
        None,
    ));
    places.push(place_in("loin", "Guichet du Nord", LILLE, None));
    let site = TestSite::with_places(&places).await;
    for query in [
        "commune=Vierzon",
        "commune=18100",
        "commune=Vierzon&rayon=2",
        "q=pr%C3%A8s+de+Vierzon",
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let found = names(&answer);
        assert_eq!(found[0], "Mairie de Vierzon", "{query}");
        for name in ["Atelier du Canal", "Guichet du Faubourg"] {
            assert!(found.contains(&name.to_owned()), "{query}: {found:?}");
        }
        assert!(!found.contains(&"Guichet du Nord".to_owned()), "{query}");
        let distances = words(&answer, ".place-card__where strong");
        assert_eq!(
            distances.last().unwrap(),
            "Sans position sur la carte",
            "{query}: {distances:?}"
        );
    }
    // With a need, and in a territory.
    let answer = site.get("/lieux?q=atelier&commune=Vierzon").await;
    assert_eq!(names(&answer), ["Atelier du Canal"]);
    let answer = site.get("/lieux?insee=18279").await;
    assert!(names(&answer).contains(&"Atelier du Canal".to_owned()));
    // A town that has nothing else is not far from its own places.
    let answer = site.get("/lieux?commune=Lille").await;
    assert_eq!(names(&answer), ["Guichet du Nord"]);
    assert_eq!(said(&answer, ".notice"), "");
    // A town that nobody can locate keeps to its own places as well.
    let site = TestSite::with_places(&[
        place_in("a", "Atelier du Canal", MOULINVERT, None),
        place_in("b", "Guichet du Nord", LILLE, None),
    ])
    .await;
    let answer = site.get("/lieux?commune=Moulinvert-sur-Loubre").await;
    assert_eq!(names(&answer), ["Atelier du Canal"]);
}

#[tokio::test]
async fn of_namesakes_the_nearest_to_the_places_is_taken_and_the_others_are_offered() {
    let site = TestSite::with_places(&[place_in("a", "Maison Folie", LILLE, Some((50.63, 3.05)))]).await;
    for (typed, taken, offered) in [
        (
            "Saint-Denis",
            "Lieux près de Saint-Denis (93)",
            "Saint-Denis (974)",
        ),
        ("Aix", "Lieux près d’Aix-en-Pévèle (59)", "Aix (19)"),
    ] {
        let answer = site.get(&format!("/lieux?commune={typed}")).await;
        assert_eq!(words(&answer, "h1"), [taken]);
        let namesakes = links(&answer, ".namesakes a");
        assert!(namesakes.iter().any(|(name, _)| name == offered), "{namesakes:?}");
    }
    // Where the places are decides, not where most people live.
    let site = TestSite::with_places(&[place_in(
        "a",
        "Case des Cannes",
        ("97411", "97400", "Saint-Denis"),
        Some((-20.88, 55.45)),
    )])
    .await;
    let answer = site.get("/lieux?commune=Saint-Denis").await;
    assert_eq!(words(&answer, "h1"), ["Lieux près de Saint-Denis (974)"]);
    assert_eq!(names(&answer), ["Case des Cannes"]);
    // A longer name is taken where it alone is near; those of the very name are the first of the others.
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=Saint-Denis").await;
    assert_eq!(words(&answer, "h1"), ["Lieux près de Saint-Denis-de-Palin (18)"]);
    let namesakes = links(&answer, ".namesakes a");
    assert_eq!(namesakes[0].0, "Saint-Denis (974)");
    // The others by size, wherever they are; a former name is never before an official one.
    assert_eq!(namesakes[1].0, "Saint-Denis (93)");
    assert!(
        namesakes
            .iter()
            .all(|(name, _)| !name.starts_with("Champdeniers")),
        "{namesakes:?}"
    );
    // The beginning of a name is enough where it is the one of the country.
    let answer = site.get("/lieux?commune=Brive").await;
    assert_eq!(words(&answer, "h1"), ["Lieux près de Brive-la-Gaillarde"]);
}

#[tokio::test]
async fn a_commune_that_only_places_know_forgives_typing_errors_and_says_so() {
    let site =
        TestSite::with_places(&[place_in("a", "Atelier du Canal", MOULINVERT, Some((47.0, 2.4)))]).await;
    for typed in [
        "Moulinvert-sur-Loubr",
        "moulinver sur loubre",
        "Moulinvret-sur-Loubre",
    ] {
        let answer = site
            .get(&format!("/lieux?commune={typed}").replace(' ', "+"))
            .await;
        assert_eq!(
            words(&answer, "h1"),
            ["Lieux près de Moulinvert-sur-Loubre"],
            "{typed}"
        );
        let notice = said(&answer, ".notice");
        assert!(
            notice.contains(&format!(
                "pas de commune « {typed} ». Nous avons pris Moulinvert-sur-Loubre"
            )),
            "{notice}"
        );
    }
    let answer = site.get("/lieux?commune=Moulinvert-sur-Loubre").await;
    assert_eq!(said(&answer, ".notice"), "");
    // In words as well: somebody who asks near it is understood.
    let answer = site
        .get("/lieux?q=atelier+pr%C3%A8s+de+Moulinvert-sur-Loubre")
        .await;
    assert_eq!(
        words(&answer, "h1"),
        ["Lieux pour « atelier » près de Moulinvert-sur-Loubre"]
    );
    assert_eq!(names(&answer), ["Atelier du Canal"]);
}

#[tokio::test]
async fn a_name_or_a_postcode_that_nobody_has_is_said_as_what_it_is() {
    let site = TestSite::with_places(&two_places()).await;
    for (typed, sentence) in [
        ("99999", "pas de commune avec le code postal 99999"),
        ("123456", "pas de commune avec le code postal 123456"),
        ("Trifouillis", "pas de commune « Trifouillis »"),
        ("Reimes", "pas de commune « Reimes ». Nous avons pris Reims"),
    ] {
        let answer = site.get(&format!("/lieux?commune={typed}")).await;
        let notice = said(&answer, ".notice");
        assert!(notice.contains(sentence), "{typed}: {notice}");
    }
}

#[tokio::test]
async fn why_an_answer_is_far_or_empty_is_said_as_it_is() {
    let [library, mut town_hall] = two_places();
    town_hall.fees = [domain::places::Fee::Free].into_iter().collect();
    let far = place_in("loin", "Conservatoire de vannerie", LILLE, Some((50.63, 3.05)));
    let site = TestSite::with_places(&[library, town_hall, far]).await;
    // The list goes farther than any reach, each time for another reason.
    for (query, sentence, link) in [
        (
            "commune=Brest",
            "Nous ne connaissons pas de lieu à moins de 100 km de Brest",
            "",
        ),
        (
            "q=vannerie&commune=Vierzon",
            "rien trouvé pour « vannerie » à moins de 100 km de Vierzon",
            "/lieux?commune=Vierzon",
        ),
        (
            "ouvert_le=2026-03-04T10:00&commune=Lille",
            "Aucun lieu à moins de 100 km de Lille ne répond à tous vos choix",
            "/lieux?commune=Lille",
        ),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let notice = said(&answer, ".notice");
        assert!(notice.contains(sentence), "{query}: {notice}");
        let offered = links(&answer, ".notice a");
        if link.is_empty() {
            assert_eq!(offered, [], "{query}");
        } else {
            assert_eq!(offered[0].1, link, "{query}");
            assert!(!names(&site.get(link).await).is_empty());
        }
    }
    // The list is empty.
    for (query, title, link) in [
        (
            "q=xylophone",
            "Nous n’avons rien trouvé pour « xylophone »",
            "/lieux",
        ),
        (
            "q=xylophone&commune=Vierzon",
            "Nous n’avons rien trouvé pour « xylophone »",
            "/lieux?commune=Vierzon",
        ),
        (
            "q=vannerie&commune=Vierzon&rayon=10",
            "Nous n’avons rien trouvé pour « vannerie » à moins de 10 km de Vierzon",
            "/lieux?q=vannerie&commune=Vierzon",
        ),
        (
            "q=vannerie&frais=gratuit",
            "Aucun lieu ne répond à tous vos choix",
            "/lieux?q=vannerie",
        ),
        (
            "commune=Lille&frais=gratuit",
            "Aucun lieu à moins de 100 km de Lille ne répond à tous vos choix",
            "/lieux?rayon=500&commune=Lille&frais=gratuit",
        ),
        (
            "commune=Brest&rayon=5",
            "Nous ne connaissons pas de lieu à moins de 5 km de Brest",
            "/lieux?commune=Brest",
        ),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(said(&answer, ".empty h2"), title, "{query}");
        let offered = links(&answer, ".empty a");
        assert!(
            offered.iter().any(|(_, path)| path == link),
            "{query}: {offered:?}"
        );
        // The number, and the door to a list of towns, are no lists of places.
        let lists = offered.iter().filter(|(_, path)| path.starts_with("/lieux"));
        for (_, path) in lists {
            assert!(!names(&site.get(path).await).is_empty(), "{path} is a dead end");
        }
    }
    let answer = site.get("/en/lieux?q=vannerie&lat=47.22&lon=2.07").await;
    assert!(said(&answer, ".notice").contains("nothing for “vannerie” within 100 km of you"));
}

#[tokio::test]
async fn titles_name_the_choices_and_stay_short() {
    let site = TestSite::with_places(&two_places()).await;
    let title = async |query: &str| {
        let answer = site.get(&format!("/lieux?{query}")).await;
        said(&answer, "title")
    };
    assert!(
        title("ouvert=maintenant")
            .await
            .starts_with("Lieux ouverts maintenant")
    );
    assert!(
        title("q=mairie&commune=Vierzon&ouvert=demain")
            .await
            .starts_with("Lieux pour « mairie » près de Vierzon (Ouvert demain)")
    );
    let long = "refaire+ma+carte+grise+".repeat(12);
    let answer = site.get(&format!("/lieux?q={long}")).await;
    for selector in ["h1", "title"] {
        assert!(
            said(&answer, selector).chars().count() < 130,
            "{}",
            said(&answer, selector)
        );
    }
    assert!(
        answer
            .text()
            .contains(&format!("value=\"{}\"", long.replace('+', " ").trim()))
    );
}

#[tokio::test]
async fn the_nearest_come_first_only_where_something_is_near() {
    let site = TestSite::with_places(&two_places()).await;
    for (query, is_offered) in [
        ("q=mairie", false),
        ("", false),
        ("commune=Vierzon", true),
        ("lat=47.2&lon=2.1", true),
        ("q=mairie+autour+de+Vierzon", true),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let offered = words(&answer, "#order option[value=distance]");
        assert_eq!(!offered.is_empty(), is_offered, "{query}");
    }
}

#[tokio::test]
async fn a_date_that_replaces_another_choice_is_told() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get("/lieux?ouvert=maintenant&ouvert_le=2026-03-04T10:00")
        .await;
    assert!(said(&answer, ".notice").contains("un jour et une heure"));
    let answer = site.get("/lieux?ouvert_le=2026-03-04T10:00").await;
    assert_eq!(said(&answer, ".notice"), "");
}

#[tokio::test]
async fn signs_and_words_of_programs_suggest_nothing_silly() {
    let site = TestSite::with_places(&two_places()).await;
    for typed in [",", ";", "%27%3B--", "drop+table", "%22", "1=1", "null"] {
        let answer = site.get(&format!("/lieux?q={typed}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{typed}");
        assert_eq!(said(&answer, ".results__suggestion"), "", "{typed}");
    }
}

#[tokio::test]
async fn a_name_that_the_address_gets_wrong_is_said_and_those_of_other_sites_are_not() {
    let site = TestSite::with_places(&two_places()).await;
    for query in ["services=zzz", "q=mairie&comune=Lyon", "code_postal=18000"] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}");
        let name = query.rsplit('&').next().unwrap().split('=').next().unwrap();
        let notice = said(&answer, ".notice");
        assert!(
            notice.contains(&format!("parle de « {name} »")),
            "{query}: {notice}"
        );
    }
    for query in [
        "utm_source=lettre&fbclid=1",
        "gclid=x&mtm_campaign=y&pk_kwd=z&ref=w",
        "_ga=1",
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert_eq!(said(&answer, ".notice"), "", "{query}");
    }
}

#[tokio::test]
async fn what_is_not_read_of_a_long_text_is_said() {
    let site = TestSite::with_places(&two_places()).await;
    for (length, is_said) in [(300, false), (10_000, true)] {
        let answer = site.get(&format!("/lieux?q={}", "a".repeat(length))).await;
        assert_eq!(answer.status, StatusCode::OK);
        let notice = said(&answer, ".notice");
        assert_eq!(
            notice.contains("300 premiers caractères"),
            is_said,
            "{length}: {notice}"
        );
    }
}

#[tokio::test]
async fn a_zone_the_wrong_way_round_is_refused() {
    let site = TestSite::with_places(&two_places()).await;
    for zone in ["5,45,4,46", "4,46,5,45"] {
        let answer = site.get(&format!("/lieux?zone={zone}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{zone}");
    }
}

#[tokio::test]
async fn the_files_of_a_list_are_not_refused_for_what_its_page_leaves_aside() {
    let site = TestSite::with_places(&two_places()).await;
    for query in [
        "commune=Vierzon&lat=47.2&lon=2.06",
        "rayon=10",
        "tri=distance",
        "q=mairie&tri=distance&rayon=5",
        "q=mairie+pr%C3%A8s+de+Vierzon&tri=distance",
        "services=zzz&q=mairie",
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let files: Vec<_> = links(&answer, "a[href*='/api/v1/places.']");
        assert!(files.len() >= 2, "{query}: {files:?}");
        for (_, path) in files {
            assert_eq!(site.get(&path).await.status, StatusCode::OK, "{path}");
        }
    }
}

#[tokio::test]
async fn a_town_far_from_every_place_is_said_to_be_far_in_either_field() {
    let site = TestSite::with_places(&two_places()).await;
    for query in ["q=Brest", "commune=Brest", "q=%C3%A0+Brest"] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert!(
            said(&answer, ".notice").contains("Nous ne connaissons pas de lieu à moins de 100 km de Brest"),
            "{query}: {}",
            said(&answer, ".notice")
        );
        assert_eq!(names(&answer).len(), 2, "{query}: the nearest come all the same");
    }
}
