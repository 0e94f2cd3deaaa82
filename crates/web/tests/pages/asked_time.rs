//! What a list says of the choices and of the time that were asked for, and what it offers when it is empty.

use domain::hours::Hours;
use scraper::{Html, Selector};
use web::testing::TestSite;

use super::scene::{names, two_places, words};

fn plain(texts: Vec<String>) -> Vec<String> {
    texts
        .into_iter()
        .map(|text| text.replace(['\u{a0}', '\u{202f}'], " "))
        .collect()
}

#[tokio::test]
async fn a_list_of_all_places_is_called_by_what_was_chosen() {
    let site = TestSite::with_places(&two_places()).await;
    for (path, title) in [
        ("/lieux", "Tous les lieux"),
        ("/lieux?ouvert=maintenant", "Lieux ouverts maintenant"),
        ("/lieux?ouvert=demain", "Lieux ouverts demain"),
        (
            "/lieux?ouvert=inconnu",
            "Lieux aux horaires inconnus ou à vérifier",
        ),
        ("/lieux?q=ouvert+samedi", "Lieux ouverts samedi"),
        (
            "/lieux?ouvert_le=2026-03-04T10:00",
            "Lieux ouverts le mercredi 4 mars, 10 h",
        ),
        ("/en/lieux?ouvert=maintenant", "Places open now"),
        ("/en/lieux?q=open+on+saturday", "Places open on Saturday"),
        (
            "/lieux?commune=Vierzon&ouvert=maintenant",
            "Lieux près de Vierzon",
        ),
    ] {
        let answer = site.get(path).await;
        assert_eq!(plain(words(&answer, "h1")), [title], "{path}");
        let window = &plain(words(&answer, "title"))[0];
        assert!(window.starts_with(title), "{path}: {window}");
    }
    let service = site.get("/lieux?service=demarches").await;
    let chosen = words(&service, "li:has([name=service][checked]) .choice__words");
    assert_eq!(words(&service, "h1"), chosen);
    let both = site.get("/lieux?service=demarches&ouvert=maintenant").await;
    let title = format!("Lieux ouverts maintenant ({})", chosen[0]);
    assert_eq!(words(&both, "h1"), [title]);
}

#[tokio::test]
async fn the_hours_of_the_day_asked_for_come_before_those_of_now() {
    let mut places = two_places();
    places[1].hours = Some(Hours::read("Sa 08:30-12:30").unwrap());
    let site = TestSite::with_places(&places).await;
    for (path, said) in [
        ("/lieux?q=ouvert+samedi", "Samedi 7 mars : 8 h 30 – 12 h 30"),
        (
            "/lieux?ouvert_le=2026-03-07T10:00",
            "Samedi 7 mars : 8 h 30 – 12 h 30",
        ),
        (
            "/en/lieux?q=open+on+saturday",
            "Saturday 7 March: 8:30 am to 12:30 pm",
        ),
    ] {
        let answer = site.get(path).await;
        assert_eq!(names(&answer), ["Mairie de Vierzon"], "{path}");
        assert_eq!(plain(words(&answer, ".place-card__now .badge")), [said], "{path}");
    }
    let now = site.get("/lieux?ouvert=maintenant").await;
    assert_eq!(
        plain(words(&now, ".place-card__now .badge")),
        ["Ouvert jusqu’à 18 h"]
    );
}

#[tokio::test]
async fn no_moment_is_ticked_while_the_words_say_one() {
    let site = TestSite::with_places(&two_places()).await;
    for (path, ticked) in [("/lieux", 1), ("/lieux?q=ouvert+mardi", 0)] {
        let answer = site.get(path).await;
        let page = Html::parse_document(answer.text());
        let any = Selector::parse("#ouvert-any[checked]").unwrap();
        assert_eq!(page.select(&any).count(), ticked, "{path}");
    }
}

#[tokio::test]
async fn whoever_finds_nothing_gets_the_number_and_the_doors_that_lead_somewhere() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=trottinette").await;
    assert!(names(&answer).is_empty());
    let page = Html::parse_document(answer.text());
    let links: Vec<String> = page
        .select(&Selector::parse(".empty a").unwrap())
        .filter_map(|link| link.attr("href").map(str::to_owned))
        .collect();
    assert!(links.contains(&"tel:+33199001234".to_owned()), "{links:?}");
    assert!(
        links.contains(&"/lieux?service=demarches".to_owned()),
        "{links:?}"
    );
    assert!(
        !links
            .iter()
            .any(|link| link.contains("insertion-professionnelle")),
        "{links:?}"
    );
}

#[tokio::test]
async fn the_home_page_has_only_doors_that_lead_to_places() {
    let site = TestSite::with_places(&two_places()).await;
    let home = site.get("/").await;
    assert_eq!(
        words(&home, ".door a"),
        ["Faire une démarche", "Choisir ma commune"]
    );
    let empty = TestSite::new().await.get("/").await;
    assert!(words(&empty, ".door").is_empty());
    assert!(empty.text().contains("Cet annuaire est encore vide"));
}
