//! The router from outside: status, headers, languages, error pages.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;
use tower::ServiceExt;
use web::testing::TestSite;

use super::scene::words;

async fn get(path: &str) -> Response {
    ask("GET", path, &[]).await
}

async fn ask(method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let site = TestSite::new().await;
    site.router()
        .oneshot(request.body(Body::empty()).unwrap())
        .await
        .unwrap()
}

async fn text(answer: Response) -> String {
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn every_page_answers_in_both_languages() {
    for path in [
        "",
        "/a-propos",
        "/accessibilite",
        "/mentions-legales",
        "/plan-du-site",
    ] {
        for (prefix, lang) in [("", "fr"), ("/en", "en")] {
            let path = format!("{prefix}{path}");
            let path = if path.is_empty() { "/" } else { &path };
            let answer = get(path).await;
            assert_eq!(answer.status(), StatusCode::OK, "{path}");
            assert!(
                text(answer).await.contains(&format!("<html lang=\"{lang}\">")),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn an_address_that_does_not_exist_gets_a_page_that_helps() {
    for (path, said) in [
        ("/nulle-part", "Cette page n’existe pas"),
        ("/en/nowhere", "This page does not exist"),
        ("/assets/absent.css", "Cette page n’existe pas"),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        let page = text(answer).await;
        assert!(page.contains(said), "{path}");
        assert!(page.contains("name=\"q\""), "{path} offers no search");
    }
}

#[tokio::test]
async fn a_method_that_a_page_does_not_know_is_explained() {
    let answer = ask("POST", "/a-propos", &[]).await;
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert!(text(answer).await.contains("ne reçoit rien"));
}

#[tokio::test]
async fn every_answer_is_guarded() {
    for path in ["/", "/en", "/nulle-part", "/robots.txt", "/favicon.svg"] {
        let answer = get(path).await;
        for (name, part) in [
            ("content-security-policy", "default-src 'none'"),
            ("content-security-policy", "frame-ancestors 'none'"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "same-origin"),
            ("permissions-policy", "geolocation=(self)"),
            ("strict-transport-security", "max-age="),
            ("x-request-id", "-"),
        ] {
            let value = answer.headers().get(name).map(|value| value.to_str().unwrap());
            assert!(
                value.is_some_and(|value| value.contains(part)),
                "{path}: {name} is {value:?}"
            );
        }
        let policy = answer.headers()["content-security-policy"].to_str().unwrap();
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[tokio::test]
async fn head_says_what_get_would() {
    let answer = ask("HEAD", "/", &[]).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
    assert_eq!(text(answer).await, "");
}

#[tokio::test]
async fn pages_are_compressed_when_the_browser_can_read_it() {
    let plain = text(get("/").await).await.len();
    let answer = ask("GET", "/", &[("accept-encoding", "br")]).await;
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
    let sent = answer.into_body().collect().await.unwrap().to_bytes().len();
    assert!(sent * 2 < plain, "{sent} of {plain} bytes");
}

#[tokio::test]
async fn the_home_page_and_its_files_stay_within_their_budget() {
    let page = text(get("/").await).await;
    let document = scraper::Html::parse_document(&page);
    let files = scraper::Selector::parse("link[rel=stylesheet], link[rel=icon], script[src]").unwrap();
    let mut addresses: Vec<String> = document
        .select(&files)
        .map(|file| file.attr("href").or(file.attr("src")).unwrap().to_owned())
        .collect();
    let sheet = text(
        get(&addresses
            .iter()
            .find(|address| address.ends_with(".css"))
            .unwrap()
            .clone())
        .await,
    )
    .await;
    addresses.extend(
        sheet
            .match_indices("url(")
            .map(|(at, _)| sheet[at + 4..].split(')').next().unwrap().to_owned())
            // Drawings that are part of the sheet ask nothing more.
            .filter(|address| !address.starts_with("\"data:")),
    );
    addresses.sort();
    addresses.dedup();
    assert!(addresses.len() < 8, "the page itself and {addresses:?}");
    let (mut fonts, mut others) = (0, 0);
    for address in addresses.iter().map(String::as_str).chain(["/"]) {
        let answer = ask("GET", address, &[("accept-encoding", "br, gzip")]).await;
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        let sent = answer.into_body().collect().await.unwrap().to_bytes().len();
        *(if address.ends_with("woff2") {
            &mut fonts
        } else {
            &mut others
        }) += sent;
    }
    assert!(
        fonts <= 26_000 && others <= 45_000,
        "fonts {fonts}, others {others}"
    );
}

#[tokio::test]
async fn programs_find_what_they_look_for() {
    for (path, kind, part) in [
        (
            "/robots.txt",
            "text/plain; charset=utf-8",
            "Sitemap: https://parvis.example/sitemap.xml",
        ),
        (
            "/sitemap.xml",
            "application/xml; charset=utf-8",
            "/sitemaps/pages.xml",
        ),
        (
            "/sitemaps/pages.xml",
            "application/xml; charset=utf-8",
            "https://parvis.example/en/a-propos",
        ),
        (
            "/opensearch.xml",
            "application/opensearchdescription+xml",
            "{searchTerms}",
        ),
    ] {
        let answer = get(path).await;
        assert_eq!(answer.headers()[header::CONTENT_TYPE], kind, "{path}");
        assert!(text(answer).await.contains(part), "{path}");
    }
}

#[tokio::test]
async fn assets_are_kept_for_ever_and_pages_are_checked_each_time() {
    let page = get("/").await;
    assert_eq!(page.headers()[header::CACHE_CONTROL], "no-cache");
    let page = text(page).await;
    let sheet = page.split('"').find(|piece| piece.ends_with(".css")).unwrap();
    assert!(
        get(sheet).await.headers()[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_not_blamed_on_the_address() {
    let site = TestSite::new().await;
    let own = [("host", "parvis.example"), ("origin", "https://parvis.example")];
    let json = [own[0], own[1], ("content-type", "application/json")];
    let long = "a".repeat(3_000_000);
    for (status, answer) in [
        (415, site.ask("POST", "/connexion", &json).await),
        (413, site.submit("/connexion", &[("email", &long)], "").await),
    ] {
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text());
        let title = words(&answer, "h1").join(" ");
        assert_eq!(
            title.replace('’', "'"),
            "Ce que vous avez envoyé n'a pas pu être lu",
            "{status}"
        );
    }
}
