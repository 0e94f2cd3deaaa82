//! The page of a place, and of one that its source forgot.

use axum::http::StatusCode;
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
    assert!(words(&answer, ".place__state").is_empty());
    assert_eq!(names(&site.get("/lieux").await), ["Médiathèque des Prés-Fichaux"]);
    assert!(
        !site.instance.refresh().await.unwrap(),
        "nothing more to take over"
    );
}
