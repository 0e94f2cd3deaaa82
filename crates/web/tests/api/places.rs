//! The search and the record of a place.

use std::collections::HashSet;

use fixtures::record;
use store::testing::source;
use web::testing::TestSite;

use crate::{canton, get, json, many};

#[tokio::test]
async fn a_search_answers_with_places_filters_and_where_it_started() {
    let site = TestSite::with_places(&canton()).await;
    let mut answer = get(&site, "/api/v1/places?lat=47.09&lon=5.49&tri=distance").await;
    assert!(answer["took_ms"].as_f64().unwrap() >= 0.0);
    answer["took_ms"] = 0.into();
    insta::assert_json_snapshot!(answer);
}

#[tokio::test]
async fn a_filter_is_named_by_its_code_or_by_its_official_text() {
    let site = TestSite::with_places(&canton()).await;
    for path in [
        "/api/v1/places?q=mairie",
        "/api/v1/places?frais=gratuit&q=Roseliere",
        "/api/v1/places?frais=Gratuit&q=Roseliere",
    ] {
        let answer = get(&site, path).await;
        assert_eq!(answer["places"][0]["name"], "Mairie de Roselière", "{path}");
    }
    let counted = get(&site, "/api/v1/places").await;
    assert_eq!(counted["facets"]["frais_a_charge"]["Gratuit"], 2);
    assert_eq!(counted["total"], 3);
}

#[tokio::test]
async fn what_words_ask_for_besides_a_need_is_applied_as_the_parameters_would_and_told() {
    let site = TestSite::with_places(&canton()).await;
    let mut said = get(&site, "/api/v1/places?q=mairie+ouvert+maintenant").await;
    let mut chosen = get(&site, "/api/v1/places?q=mairie&ouvert=maintenant").await;
    assert_eq!(said["read"]["words"], "mairie");
    for answer in [&mut said, &mut chosen] {
        answer["took_ms"] = 0.into();
        answer["read"] = 0.into();
    }
    assert_eq!(said, chosen);
    let answer = get(
        &site,
        "/api/v1/places?q=caf+ouvert+samdi+matin+sans+rdv+06+12+34+56+78",
    )
    .await;
    assert_eq!(
        answer["read"],
        serde_json::json!({
            "words": "caf",
            "time": "ouvert samdi matin",
            "walk_in": "sans rdv",
            "phone": "+33612345678",
            "town": null,
            "distance": null,
            "closed": null
        })
    );
    assert_eq!(get(&site, "/api/v1/places?q=help+me").await["no_need"], true);
}

#[tokio::test]
async fn pages_follow_one_another_without_gap_or_repetition() {
    let site = TestSite::with_places(&many(57)).await;
    let mut seen = HashSet::new();
    let mut path = "/api/v1/places?limit=10&q=lieu".to_owned();
    let mut pages = 0;
    loop {
        let answer = site.get(&path).await;
        assert_eq!(answer.status, 200);
        let document = json(&answer);
        assert_eq!(document["total"], 57);
        for place in document["places"].as_array().unwrap() {
            assert!(
                seen.insert(place["id"].as_str().unwrap().to_owned()),
                "given twice"
            );
        }
        pages += 1;
        let Some(next) = document["next"].as_str() else {
            assert_eq!(answer.header("link"), "");
            break;
        };
        let link = answer.header("link");
        assert!(link.contains(next) && link.ends_with("; rel=\"next\""), "{link}");
        let address = link.trim_start_matches('<').split('>').next().unwrap();
        path = address.strip_prefix("https://parvis.example").unwrap().to_owned();
    }
    assert_eq!((seen.len(), pages), (57, 6));
}

#[tokio::test]
async fn a_cursor_serves_its_own_question_and_the_directory_it_comes_from() {
    let site = TestSite::with_places(&many(30)).await;
    let first = get(&site, "/api/v1/places?limit=10&q=lieu").await;
    let next = first["next"].as_str().unwrap();

    let other = site.get(&format!("/api/v1/places?q=autre&cursor={next}")).await;
    assert_eq!(other.status, 400);
    assert_eq!(json(&other)["type"], "/api#cursor-of-another-question");
    let larger = get(&site, &format!("/api/v1/places?limit=20&cursor={next}&q=lieu")).await;
    assert_eq!(larger["places"].as_array().unwrap().len(), 20);
    assert_eq!(larger["next"], serde_json::Value::Null);

    let mut more = many(30);
    more.push(record("nouveau"));
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source("essai"), &more, now)
        .await
        .unwrap();
    assert!(site.instance.refresh().await.unwrap());
    let expired = site.get(&format!("/api/v1/places?q=lieu&cursor={next}")).await;
    assert_eq!(expired.status, 410);
    assert_eq!(json(&expired)["type"], "/api#cursor-expired");
}

#[tokio::test]
async fn a_place_tells_its_whole_record_its_source_and_its_week() {
    let site = TestSite::with_places(&canton()).await;
    let found = get(&site, "/api/v1/places?q=ecluse&limit=1").await;
    let id = found["places"][0]["id"].as_str().unwrap();
    let place = get(&site, &format!("/api/v1/places/{id}")).await;
    assert_eq!(place["record"].as_object().unwrap().len(), 32);
    insta::assert_json_snapshot!(place);
}

#[tokio::test]
async fn a_place_that_its_source_no_longer_publishes_is_gone_not_unknown() {
    let site = TestSite::with_places(&canton()).await;
    let found = get(&site, "/api/v1/places?q=ferme").await;
    let id = found["places"][0]["id"].as_str().unwrap();
    let now = site.instance.site.clock.now();
    store::places::import(&site.instance.db, &source("essai"), &canton()[..2], now)
        .await
        .unwrap();
    site.instance.refresh().await.unwrap();
    let gone = site.get(&format!("/api/v1/places/{id}?lang=en")).await;
    assert_eq!(gone.status, 410);
    let problem = json(&gone);
    assert_eq!(problem["type"], "/api#place-gone");
    assert!(problem["gone_since"].as_str().unwrap().starts_with("2026-03-03T"));
    for unknown in ["0000000000zz", "lieu", "0000000000zzz", "%00"] {
        let answer = site.get(&format!("/api/v1/places/{unknown}")).await;
        assert_eq!(answer.status, 404, "{unknown}");
        assert_eq!(json(&answer)["type"], "/api#no-such-place", "{unknown}");
    }
}

#[tokio::test]
async fn every_counted_value_can_be_sent_back_and_brings_its_count() {
    let site = TestSite::with_places(&canton()).await;
    let answer = get(&site, "/api/v1/places?limit=1").await;
    let mut sent = 0;
    for filter in answer["filters"].as_array().unwrap() {
        let (parameter, field) = (
            filter["parameter"].as_str().unwrap(),
            filter["field"].as_str().unwrap(),
        );
        for value in filter["values"].as_array().unwrap() {
            let (code, label) = (value["code"].as_str().unwrap(), value["label"].as_str().unwrap());
            assert_eq!(answer["facets"][field][label], value["count"], "{field} {label}");
            let narrowed = get(&site, &format!("/api/v1/places?limit=1&{parameter}={code}")).await;
            assert_eq!(narrowed["total"], value["count"], "{parameter}={code}");
            sent += 1;
        }
    }
    assert!(sent > 10, "{sent}");
}
