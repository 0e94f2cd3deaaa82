//! Files of places.

use axum::body::Body;
use axum::http::Request;
use domain::places::PlaceRecord;
use fixtures::record;
use http_body_util::BodyExt;
use store::testing::source;
use tower::ServiceExt;
use web::testing::TestSite;

use crate::{canton, json, many};

/// The records in the order of the file, which is that of the question.
fn in_order(mut records: Vec<PlaceRecord>) -> Vec<PlaceRecord> {
    records.sort_by_key(|record| record.name.to_string());
    records
}

#[tokio::test]
async fn a_file_in_pieces_has_the_bytes_of_a_whole_one() {
    // More than two pieces, the last one not full.
    let records = many(450);
    let site = TestSite::with_places(&records).await;
    let sorted = in_order(records);
    let mut whole = [Vec::new(), Vec::new(), Vec::new()];
    interop::write_schema_csv(&mut whole[0], &sorted).unwrap();
    interop::write_json(&mut whole[1], &sorted).unwrap();
    interop::write_geojson(&mut whole[2], &[], &sorted).unwrap();
    for ((end, kind), whole) in [
        ("csv", "text/csv; charset=utf-8; header=present"),
        ("json", "application/json"),
        ("geojson", "application/geo+json"),
    ]
    .into_iter()
    .zip(whole)
    {
        let answer = site.get(&format!("/api/v1/places.{end}?tri=nom")).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.text(), String::from_utf8(whole).unwrap(), "{end}");
        assert_eq!(
            answer.header("content-disposition"),
            format!(
                "attachment; filename=\"2026-03-03_00000000000000_lieux-de-mediation-numerique_le-val-de-brume.{end}\""
            )
        );
        assert!(
            answer
                .header("link")
                .contains("/api/v1/sources>; rel=\"describedby\"")
        );
        assert!(answer.header("last-modified").ends_with(" GMT"));
    }
}

#[tokio::test]
async fn an_odd_licence_hides_no_other() {
    let site = TestSite::new().await;
    let now = site.instance.site.clock.now();
    for (name, licence) in [
        ("une", "https://licences.example/ouverte"),
        ("deux", "https://licences.example/été>;x=\""),
        ("trois", "Licence Ouverte 2.0"),
        ("quatre", "javascript:alert(1)"),
        ("cinq", "https://licences.example/ouverte "),
    ] {
        let source = store::places::Source {
            licence: Some(licence.to_owned()),
            ..source(name)
        };
        store::places::import(&site.instance.db, &source, &[record(name)], now)
            .await
            .unwrap();
    }
    let answer = site.get("/api/v1/places.csv").await;
    let links: Vec<&str> = answer
        .headers
        .get_all("link")
        .iter()
        .map(|link| link.to_str().unwrap())
        .collect();
    assert_eq!(
        links,
        [
            "<https://parvis.example/api/v1/sources>; rel=\"describedby\"",
            "<https://licences.example/%C3%A9t%C3%A9%3E;x=%22>; rel=\"license\"",
            "<https://licences.example/ouverte>; rel=\"license\"",
            "<https://www.etalab.gouv.fr/licence-ouverte-open-licence/>; rel=\"license\"",
        ]
    );
}

/// What stands in memory at a time is one piece, whatever the length of the file: no piece has more than 200 places,
/// and none is made before the one before it was taken (the body is a stream that is pulled).
#[tokio::test]
async fn a_long_file_goes_out_in_small_pieces() {
    let site = TestSite::with_places(&many(1_001)).await;
    let request = Request::get("/api/v1/places.csv").body(Body::empty()).unwrap();
    let mut body = site.router().oneshot(request).await.unwrap().into_body();
    let mut lines = Vec::new();
    while let Some(frame) = body.frame().await {
        let piece = frame.unwrap().into_data().unwrap();
        lines.push(piece.iter().filter(|byte| **byte == b'\n').count());
    }
    assert!(lines.len() >= 6, "{lines:?}");
    assert!(lines.iter().all(|count| *count <= 201), "{lines:?}");
    assert_eq!(lines.iter().sum::<usize>(), 1_002);
}

#[tokio::test]
async fn a_file_holds_the_places_of_its_question_only() {
    let site = TestSite::with_places(&canton()).await;
    for (query, names) in [
        ("?q=possibles", vec!["Ferme des Possibles"]),
        ("?territory=59", vec![]),
        ("?frais=payant", vec!["Médiathèque de l’Écluse"]),
    ] {
        let answer = site.get(&format!("/api/v1/places.json{query}")).await;
        let found: Vec<_> = json(&answer)
            .as_array()
            .unwrap()
            .iter()
            .map(|place| place["nom"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, names, "{query}");
    }
}

#[tokio::test]
async fn identifiers_are_the_sources_own_when_there_is_one_source_and_public_otherwise() {
    let site = TestSite::with_places(&canton()).await;
    let now = site.instance.site.clock.now();
    let ids = async |query: &str| -> Vec<String> {
        let answer = site.get(&format!("/api/v1/places.json{query}")).await;
        let mut ids: Vec<_> = json(&answer)
            .as_array()
            .unwrap()
            .iter()
            .map(|place| place["id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids("").await, ["ecluse-0", "ferme-2", "mairie-1"]);
    let other = [record("ailleurs-1")];
    store::places::import(&site.instance.db, &source("voisins"), &other, now)
        .await
        .unwrap();
    site.instance.refresh().await.unwrap();
    let public: Vec<String> = site
        .instance
        .directory
        .get()
        .ids()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(ids("").await, public);
    assert_eq!(ids("?source=voisins").await, ["ailleurs-1"]);
    assert_eq!(ids("?source=voisins&source=essai").await, public);
}

#[tokio::test]
async fn who_wants_a_file_while_too_many_are_being_sent_is_asked_to_come_back() {
    let site = TestSite::with_places(&canton()).await;
    let begun = async |number: usize| {
        // Each another question, so that no list is shared.
        let address = format!("/api/v1/places.csv?rayon={}&lat=46&lon=3", number + 1);
        let request = Request::get(address).body(Body::empty()).unwrap();
        site.router().oneshot(request).await.unwrap()
    };
    let mut unread = Vec::new();
    for number in 0..web::places::lists::MOST_AT_A_TIME {
        let response = begun(number).await;
        assert_eq!(response.status(), 200, "{number}");
        unread.push(response);
    }
    let refused = site.get("/api/v1/places.json").await;
    assert_eq!(refused.status, 503);
    assert_eq!(refused.headers["retry-after"], "15");
    assert_eq!(refused.headers["content-type"], "application/problem+json");
    assert_eq!(json(&refused)["type"], "/api#too-many-downloads");
    assert_eq!(json(&refused).get("reference"), None, "nothing is broken");
    assert_eq!(
        site.get("/api/v1/places").await.status,
        200,
        "all else is answered"
    );
    unread.pop();
    assert_eq!(
        site.get("/api/v1/places.json").await.status,
        200,
        "one reader is gone"
    );
    drop(unread);
}

#[tokio::test]
async fn a_file_without_places_is_still_a_file() {
    let site = TestSite::new().await;
    assert_eq!(site.get("/api/v1/places.json").await.text(), "[\n]\n");
    assert_eq!(
        json(&site.get("/api/v1/places.geojson").await)["features"],
        serde_json::json!([])
    );
    assert_eq!(site.get("/api/v1/places.csv").await.text().lines().count(), 1);
}

#[tokio::test]
async fn licence_and_attribution_go_with_each_place_and_at_the_head_of_a_collection() {
    use domain::places::SourceName;
    use store::places::Source;
    let site = TestSite::with_places(&canton()).await;
    let now = site.instance.site.clock.now();
    let neighbours = Source {
        title: "Les voisins".to_owned(),
        licence: Some("Licence Ouverte 2.0".to_owned()),
        attribution: Some("Pays voisin, 2026".to_owned()),
        ..Source::named(SourceName::parse("voisins").unwrap())
    };
    store::places::import(&site.instance.db, &neighbours, &[record("ailleurs-1")], now)
        .await
        .unwrap();
    site.instance.refresh().await.unwrap();
    let credit = serde_json::json!(
        [{"title": "Les voisins", "licence": "Licence Ouverte 2.0", "attribution": "Pays voisin, 2026"}]
    );

    let collection = json(&site.get("/api/v1/places.geojson").await);
    assert_eq!(collection["metadata"]["sources"], credit);
    let credited: Vec<_> = collection["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|place| place["properties"]["attribution"] == "Pays voisin, 2026")
        .collect();
    assert_eq!(credited.len(), 1, "one place of four is theirs");
    let own = json(&site.get("/api/v1/places.geojson?source=essai").await);
    assert_eq!(
        own.get("metadata"),
        None,
        "nothing is known of the terms of the others"
    );
    let theirs = json(&site.get("/api/v1/places.json?source=voisins").await);
    assert_eq!(theirs[0]["licence"], "Licence Ouverte 2.0");
    // The file of the schema has its 32 columns and no other.
    let answer = site.get("/api/v1/places.csv?source=voisins").await;
    let table = answer.text();
    assert_eq!(table.lines().next().unwrap().split(',').count(), 32);
    assert!(!table.contains("Licence Ouverte"));
}
