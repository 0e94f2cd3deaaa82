//! The page of a place, and of one that its source forgot.

use axum::http::StatusCode;
use domain::hours::Hours;
use domain::places::{PlaceName, Prose, Service};
use fixtures::record;
use web::testing::TestSite;

use super::scene::{names, two_places, words};

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
    assert!(words(&answer, ".place__state, .week, .place__week, .actions").is_empty());
    assert!(!answer.text().contains("openingHoursSpecification"));
    let notice = &words(&answer, ".place__head .notice")[0].replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        notice.starts_with("Ce lieu n’est plus dans l’annuaire depuis le"),
        "{notice}"
    );
    assert!(words(&answer, "title")[0].contains("(plus dans l’annuaire)"));
    assert_eq!(names(&site.get("/lieux").await), ["Médiathèque des Prés-Fichaux"]);
    assert!(
        !site.instance.refresh().await.unwrap(),
        "nothing more to take over"
    );
}

#[tokio::test]
async fn in_place_of_one_that_is_gone_come_the_nearest_with_the_same_services() {
    let [library, mut town_hall] = two_places();
    town_hall.services = library.services;
    // Nearer to the town hall than the library, for something else.
    let mut workshop = record("atelier");
    workshop.name = PlaceName::parse("Atelier du Canal").unwrap();
    workshop.position = town_hall.position;
    workshop.services = [Service::Parenting].into_iter().collect();
    let left = [library, workshop];
    let site = TestSite::with_places(&[&left[..], std::slice::from_ref(&town_hall)].concat()).await;
    let before = site.instance.directory.get().ids();
    let source = store::testing::source("essai");
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source, &left, now)
        .await
        .unwrap();
    assert!(site.instance.refresh().await.unwrap());
    let after = site.instance.directory.get().ids();
    let gone = before.into_iter().find(|id| !after.contains(id)).unwrap();
    let answer = site.get(&format!("/lieux/{gone}")).await;
    assert_eq!(
        words(&answer, ".place__instead .place-card__name a"),
        ["Médiathèque des Prés-Fichaux"]
    );
}

#[tokio::test]
async fn no_page_of_a_directory_is_shown_for_another_of_the_same_version() {
    let site = TestSite::with_places(&two_places()).await;
    for _ in 0..3 {
        assert_eq!(names(&site.get("/lieux").await).len(), 2);
    }
    // The database was put back to an earlier state within the minute, and came to the same version another way.
    let version = site.instance.directory.get().version();
    let place = fixtures::place(1, record("autre"));
    let other = directory::Directory::build([place], version);
    site.instance.directory.replace(other);
    assert_eq!(names(&site.get("/lieux").await).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_import_is_seen_as_a_whole_or_not_at_all() {
    const PLACES: usize = 2_500;
    let site = TestSite::with_places(&two_places()).await;
    let many: Vec<_> = (0..PLACES).map(|number| record(&format!("p{number}"))).collect();
    let source = store::testing::source("essai");
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source, &many, now)
        .await
        .unwrap();
    let directory = site.instance.directory.clone();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let seen = scope.spawn(|| {
            let mut seen = std::collections::BTreeSet::new();
            while !done.load(std::sync::atomic::Ordering::Acquire) {
                seen.insert(directory.get().len());
                std::thread::yield_now();
            }
            seen.insert(directory.get().len());
            seen
        });
        let refreshed = tokio::task::block_in_place(|| {
            tokio::runtime::Handle::current().block_on(site.instance.refresh())
        });
        done.store(true, std::sync::atomic::Ordering::Release);
        assert!(refreshed.unwrap());
        assert_eq!(Vec::from_iter(seen.join().unwrap()), [2, PLACES]);
    });
}

#[tokio::test]
async fn hours_come_before_everything_that_can_wait() {
    let site = TestSite::with_places(&two_places()).await;
    for id in site.instance.directory.get().ids() {
        let answer = site.get(&format!("/lieux/{id}")).await;
        let page = answer.text();
        let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("no {part}"));
        let order = [
            "<h1",
            "place__state",
            "place__where",
            "class=\"actions\"",
            "id=\"week\"",
            "id=\"services\"",
        ];
        assert!(order.map(at).is_sorted(), "{:?}", order.map(at));
    }
}

#[tokio::test]
async fn hours_that_cannot_be_read_are_quoted_as_received_and_never_called_open() {
    let mut odd = record("odd");
    odd.name = PlaceName::parse("Permanence du lavoir").unwrap();
    odd.hours = Some(Hours::read("Mo 25:00-26:00").unwrap());
    let site = TestSite::with_places(&[odd]).await;
    let answer = site.get("/lieux").await;
    assert_eq!(words(&answer, ".place-card .badge"), ["Horaires à vérifier"]);
    let id = site.instance.directory.get().ids()[0];
    let answer = site.get(&format!("/lieux/{id}")).await;
    assert_eq!(words(&answer, ".place__state .badge"), ["Horaires à vérifier"]);
    let note = words(&answer, ".hours-note")[0].replace('\u{a0}', " ");
    assert_eq!(note, "Horaires à vérifier, tels que reçus : Mo 25:00-26:00");
}

#[tokio::test]
async fn what_nobody_said_of_whom_a_place_welcomes_is_not_made_up() {
    let site = TestSite::with_places(&two_places()).await;
    let id = site.instance.directory.get().ids()[0];
    for (prefix, said) in [("", "Non précisé"), ("/en", "Not specified")] {
        let answer = site.get(&format!("{prefix}/lieux/{id}")).await;
        let welcome = words(&answer, "[aria-labelledby=welcome] p").join(" ");
        assert!(welcome.starts_with(said), "{welcome}");
    }
}

#[tokio::test]
async fn what_a_source_writes_in_french_says_so_on_english_pages() {
    let mut place = record("told");
    place.description = Some(Prose::parse("Poussez la porte.\nLe café est offert.").unwrap());
    let site = TestSite::with_places(&[place]).await;
    let id = site.instance.directory.get().ids()[0];
    let answer = site.get(&format!("/en/lieux/{id}")).await;
    for part in ["h1", "address", "[aria-labelledby=description] p"] {
        let texts = words(&answer, part);
        assert_eq!(words(&answer, &format!("{part}[lang=fr]")), texts, "{part}");
        assert!(!texts.is_empty(), "{part}");
    }
    assert!(words(&site.get(&format!("/lieux/{id}")).await, "main [lang]").is_empty());
    let answer = site.get("/en/lieux").await;
    assert_eq!(words(&answer, ".place-card__name a[lang=fr]").len(), 1);
}
