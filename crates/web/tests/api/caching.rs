//! Asking again for nothing, from any site, and for the headers alone.

use store::testing::source;
use web::testing::TestSite;

use crate::{canton, get, many};

const ADDRESSES: [&str; 8] = [
    "/api/v1/places?q=mairie",
    "/api/v1/places.csv",
    "/api/v1/places.json?territory=39",
    "/api/v1/communes?q=lyon",
    "/api/v1/communes/69123",
    "/api/v1/vocabulary",
    "/api/v1/sources",
    "/api/v1/openapi.json",
];

#[tokio::test]
async fn an_answer_that_has_not_changed_is_not_sent_again() {
    let site = TestSite::with_places(&canton()).await;
    let id = get(&site, "/api/v1/places?q=mairie").await["places"][0]["id"].clone();
    let place = format!("/api/v1/places/{}", id.as_str().unwrap());
    for path in ADDRESSES.into_iter().chain([place.as_str()]) {
        let first = site.get(path).await;
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        assert!(
            first.header("cache-control").starts_with("public, max-age="),
            "{path}"
        );
        let strong = tag.trim_start_matches("W/").to_owned();
        for held in [tag.clone(), strong, "*".to_owned(), format!("\"autre\", {tag}")] {
            let again = site.ask("GET", path, &[("if-none-match", &held)]).await;
            assert_eq!(again.status, 304, "{path} with {held}");
            assert!(again.body.is_empty(), "{path}");
            assert_eq!(again.header("etag"), tag, "{path}");
        }
        let stale = site.ask("GET", path, &[("if-none-match", "\"autre\"")]).await;
        assert_eq!(stale.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_tag_changes_with_the_directory_and_with_the_question_but_not_with_the_language() {
    let site = TestSite::with_places(&many(3)).await;
    let tag = async |path: &str| site.get(path).await.header("etag").to_owned();
    let before = tag("/api/v1/places?q=lieu").await;
    assert_ne!(before, tag("/api/v1/places?q=lieux").await);
    assert_ne!(before, tag("/api/v1/places?q=lieu&limit=2").await);
    assert_eq!(before, tag("/api/v1/places?q=lieu&lang=en").await);
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source("essai"), &many(4), now)
        .await
        .unwrap();
    site.instance.refresh().await.unwrap();
    assert_ne!(before, tag("/api/v1/places?q=lieu").await);
}

#[tokio::test]
async fn any_site_may_read_and_none_may_do_more() {
    let site = TestSite::with_places(&canton()).await;
    let origin = ("origin", "https://ailleurs.example");
    for path in ADDRESSES
        .into_iter()
        .chain(["/api/v1/places?limit=0", "/api/v1/nulle-part"])
    {
        let answer = site.ask("GET", path, &[origin]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{path}");
    }
    let asked = site
        .ask(
            "OPTIONS",
            "/api/v1/places",
            &[
                origin,
                ("access-control-request-method", "GET"),
                ("access-control-request-headers", "if-none-match"),
            ],
        )
        .await;
    assert_eq!(asked.status, 200);
    assert_eq!(asked.header("access-control-allow-methods"), "GET,HEAD");
    assert!(
        asked
            .header("access-control-allow-headers")
            .contains("if-none-match")
    );
    for page in ["/", "/lieux", "/api"] {
        let answer = site.ask("GET", page, &[origin]).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{page}");
    }
}

#[tokio::test]
async fn headers_can_be_asked_for_alone() {
    let site = TestSite::with_places(&canton()).await;
    for path in ADDRESSES {
        let head = site.ask("HEAD", path, &[]).await;
        let whole = site.get(path).await;
        assert_eq!(head.status, 200, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in ["etag", "content-type", "cache-control", "content-disposition"] {
            assert_eq!(head.header(name), whole.header(name), "{path} {name}");
        }
    }
}
