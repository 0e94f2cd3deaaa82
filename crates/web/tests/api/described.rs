//! The description against what is described.

use std::collections::BTreeSet;

use serde_json::Value;
use web::api::operation::Operation;
use web::api::problem::Kind;
use web::site::{Language, Words};
use web::testing::TestSite;

use crate::{canton, get};

#[tokio::test]
async fn the_description_is_openapi_3_1_and_lists_every_operation() {
    let site = TestSite::new().await;
    let document = get(&site, "/api/v1/openapi.json?lang=en").await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut lines = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let parameters: Vec<_> = operation["parameters"]
                .as_array()
                .unwrap()
                .iter()
                .map(|parameter| parameter["name"].as_str().unwrap())
                .collect();
            let statuses: Vec<_> = operation["responses"]
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect();
            lines.push(format!(
                "{} {path} ({}): {} → {}",
                method.to_uppercase(),
                operation["operationId"].as_str().unwrap(),
                parameters.join(" "),
                statuses.join(" ")
            ));
        }
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[tokio::test]
async fn every_path_described_answers_and_every_reference_leads_somewhere() {
    let site = TestSite::with_places(&canton()).await;
    let document = get(&site, "/api/v1/openapi.json").await;
    let found = get(&site, "/api/v1/places?q=mairie").await;
    let id = found["places"][0]["id"].as_str().unwrap();
    let paths = document["paths"].as_object().unwrap();
    assert_eq!(paths.len(), Operation::all().len());
    for path in paths.keys() {
        let mut address = path.replace("{id}", id).replace("{code}", "69123");
        if path.ends_with("/communes") {
            address.push_str("?q=lyon");
        }
        get_any(&site, &address).await;
    }
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    assert!(references.contains("#/components/schemas/Problem"));
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

async fn get_any(site: &TestSite, path: &str) {
    assert_eq!(site.get(path).await.status, 200, "{path}");
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                references.insert(reference.clone());
            }
            members.values().for_each(|member| collect(member, references));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, references)),
        _ => {}
    }
}

#[tokio::test]
async fn answers_have_the_members_that_are_described() {
    let site = TestSite::with_places(&canton()).await;
    let document = get(&site, "/api/v1/openapi.json").await;
    let found = get(&site, "/api/v1/places?q=ecluse&lat=47&lon=5").await;
    let place = get(
        &site,
        &format!("/api/v1/places/{}", found["places"][0]["id"].as_str().unwrap()),
    )
    .await;
    let communes = get(&site, "/api/v1/communes?q=lyon").await;
    for (name, answer) in [
        ("Answer", &found),
        ("FoundPlace", &found["places"][0]),
        ("Around", &found["around"]),
        ("Place", &place),
        ("SchemaRecord", &place["record"]),
        ("WeekDay", &place["week"][0]),
        ("Communes", &communes),
        ("Commune", &communes["communes"][0]),
    ] {
        let described = &document["components"]["schemas"][name]["properties"];
        let described: BTreeSet<_> = described
            .as_object()
            .unwrap_or_else(|| panic!("{name} is not described"))
            .keys()
            .collect();
        let given: BTreeSet<_> = answer.as_object().unwrap().keys().collect();
        assert_eq!(given, described, "{name}");
    }
}

#[tokio::test]
async fn the_page_for_people_names_every_operation_and_explains_every_refusal() {
    let site = TestSite::new().await;
    for (path, lang) in [("/api", "fr"), ("/en/api", "en")] {
        let page = site.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        let text = page.text();
        assert!(text.contains(&format!("<html lang=\"{lang}\">")), "{path}");
        for operation in Operation::all() {
            assert!(
                text.contains(&format!("id=\"{}\"", operation.id)),
                "{path} {}",
                operation.id
            );
        }
        let explanation = Words::of(if lang == "fr" {
            Language::French
        } else {
            Language::English
        })
        .get("api-parameter-rayon");
        assert_eq!(text.matches(explanation).count(), 1, "{path}: said once");
        for kind in Kind::ALL {
            assert!(
                text.contains(&format!("id=\"{}\"", kind.slug())),
                "{path} {}",
                kind.slug()
            );
        }
    }
}
