//! What is refused, and how.

use web::testing::TestSite;

use crate::{canton, json};

#[tokio::test]
async fn what_cannot_be_answered_is_refused_by_name() {
    let site = TestSite::with_places(&canton()).await;
    let long = "a".repeat(10_000);
    let long = format!("q={long}");
    let many = vec!["service=demarches"; 101].join("&");
    for (query, kind, parameter, nearest) in [
        ("comune=Lyon", "unknown-parameter", "comune", Some("commune")),
        ("page=2", "unknown-parameter", "page", None),
        ("utm_source=x", "unknown-parameter", "utm_source", None),
        ("q=a&q=b", "repeated-parameter", "q", None),
        ("limit=0", "invalid-value", "limit", None),
        ("limit=101", "invalid-value", "limit", None),
        ("limit=-1", "invalid-value", "limit", None),
        ("limit=dix", "invalid-value", "limit", None),
        ("cursor=abc", "invalid-value", "cursor", None),
        ("cursor=%F0%9F%98%80", "invalid-value", "cursor", None),
        ("lat=48", "missing-parameter", "lon", None),
        ("lon=2", "missing-parameter", "lat", None),
        ("lat=91&lon=2", "invalid-value", "lat", None),
        ("lat=NaN&lon=2", "invalid-value", "lat", None),
        ("lat=48&lon=inf", "invalid-value", "lon", None),
        ("rayon=0", "invalid-value", "rayon", None),
        ("rayon=1.5", "invalid-value", "rayon", None),
        ("zone=1,2,3", "invalid-value", "zone", None),
        ("zone=5,5,1,1", "invalid-value", "zone", None),
        ("ouvert=hier", "invalid-value", "ouvert", None),
        ("ouvert_le=demain", "invalid-value", "ouvert_le", None),
        ("tri=hasard", "invalid-value", "tri", None),
        ("frais=beaucoup", "invalid-value", "frais", None),
        ("departement=999", "invalid-value", "departement", None),
        ("territory=atlantide", "invalid-value", "territory", None),
        ("commune=Atlantide-les-Flots", "unknown-commune", "commune", None),
        ("zone=5,1,1,5", "invalid-value", "zone", None),
        ("commune=Lyon&lat=48&lon=2", "conflicting-parameters", "lat", None),
        ("rayon=10", "missing-parameter", "commune", None),
        ("q=caf&rayon=10", "missing-parameter", "commune", None),
        ("tri=distance", "missing-parameter", "commune", None),
        ("q=caf&tri=distance", "missing-parameter", "commune", None),
        ("territory=01999", "invalid-value", "territory", None),
        ("insee=01999", "invalid-value", "insee", None),
        ("q=%ff", "invalid-value", "q", None),
        ("commune=Orl%e9ans", "invalid-value", "commune", None),
        ("lang=de", "invalid-value", "lang", None),
        (&long, "invalid-value", "q", None),
        (&many, "too-many-parameters", "", None),
    ] {
        let answer = site.get(&format!("/api/v1/places?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{query}"
        );
        let problem = json(&answer);
        assert_eq!(problem["type"], format!("/api#{kind}"), "{query}");
        assert_eq!(problem["status"], 400, "{query}");
        let named = problem["parameter"].as_str().unwrap_or_default();
        assert_eq!(named, parameter, "{query}");
        assert_eq!(problem["nearest"].as_str(), nearest, "{query}");
        assert!(answer.body.len() < 2_000, "{query}");
    }
}

#[tokio::test]
async fn files_refuse_what_the_search_refuses_and_pages() {
    let site = TestSite::with_places(&canton()).await;
    for query in [
        "limit=10",
        "cursor=abc",
        "frais=beaucoup",
        "territory=0",
        "territory=01999",
        "insee=01999",
        "rayon=5",
        "q=%ff",
        "lat=1",
    ] {
        for end in ["csv", "json", "geojson"] {
            let answer = site.get(&format!("/api/v1/places.{end}?{query}")).await;
            assert_eq!(answer.status, 400, "{end} {query}");
            assert_eq!(answer.header("content-disposition"), "", "{end} {query}");
        }
    }
}

#[tokio::test]
async fn a_refusal_speaks_the_language_asked_for() {
    let site = TestSite::new().await;
    for (path, header, title) in [
        ("/api/v1/places?limit=0", "", "Valeur non comprise"),
        ("/api/v1/places?limit=0", "en-GB,en;q=0.9", "Value not understood"),
        ("/api/v1/places?limit=0&lang=en", "fr", "Value not understood"),
        ("/api/v1/nulle-part", "en", "Unknown address"),
        ("/api/v2/places", "fr", "Adresse inconnue"),
    ] {
        let answer = site.ask("GET", path, &[("accept-language", header)]).await;
        assert_eq!(json(&answer)["title"], title, "{path} {header}");
        assert!(answer.header("vary").contains("accept-language"), "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let english = site.get("/api/v1/places?limit=0&lang=en").await;
    insta::assert_json_snapshot!(json(&english), @r#"
    {
      "type": "/api#invalid-value",
      "title": "Value not understood",
      "status": 400,
      "detail": "The value “0” of the parameter “limit” is not understood. Number of places per page, 1 to 100; 20 when not given.",
      "parameter": "limit",
      "value": "0"
    }
    "#);
}

#[tokio::test]
async fn the_api_receives_nothing() {
    let site = TestSite::new().await;
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let answer = site.ask(method, "/api/v1/places", &[]).await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(json(&answer)["type"], "/api#method-not-allowed", "{method}");
        assert!(answer.header("allow").contains("GET"), "{method}");
    }
}

#[tokio::test]
async fn a_failure_tells_its_number_and_nothing_of_its_inside() {
    let site = TestSite::with_places(&canton()).await;
    let mut change = site.instance.db.write().await.unwrap();
    change.execute("DROP TABLE import_runs", &[]).await.unwrap();
    change.commit().await.unwrap();
    let answer = site.get("/api/v1/sources?lang=en").await;
    assert_eq!(answer.status, 500);
    let problem = json(&answer);
    assert_eq!(problem["type"], "/api#fault");
    assert_eq!(problem["reference"], answer.header("x-request-id"));
    assert!(!answer.text().contains("import_runs"), "{}", answer.text());
}

#[tokio::test]
async fn files_of_the_map_refuse_as_the_api_does() {
    let site = TestSite::with_places(&canton()).await;
    for (path, detail) in [
        ("/lieux/carte.geojson", ""),
        ("/lieux/carte.geojson?vue=1,2,3&zoom=5", "ouest,sud,est,nord"),
        ("/lieux/carte.geojson?vue=1,45,2,46&zoom=99", "0 à 24"),
        (
            "/lieux/carte.geojson?vue=1,45,2,46&zoom=5&frais=beaucoup",
            "un choix qui n’existe pas",
        ),
        ("/fond/communes.json", ""),
        ("/fond/communes.json?zone=5,45,4,46", "ouest,sud,est,nord"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert_eq!(
            answer.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        let problem = json(&answer);
        assert_eq!(problem["type"], "/api#bad-request", "{path}");
        assert!(
            problem["detail"].as_str().unwrap().contains(detail),
            "{path}: {problem}"
        );
    }
}
