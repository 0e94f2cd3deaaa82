//! From the country to a commune.

use axum::http::StatusCode;
use web::testing::TestSite;

use super::scene::{scattered_places, two_places, words};

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
