//! Communes, vocabulary, sources.

use web::testing::TestSite;

use crate::{canton, get, json};

#[tokio::test]
async fn a_commune_is_found_by_its_beginning_its_postcode_or_with_a_slip() {
    let site = TestSite::new().await;
    for (query, first, resolved) in [
        ("q=marseil", "Marseille", None),
        ("q=35000", "Rennes", None),
        ("q=Lyon", "Lyon", Some("69123")),
        ("q=Villeurbane", "Villeurbanne", Some("69266")),
    ] {
        let answer = get(&site, &format!("/api/v1/communes?{query}")).await;
        assert_eq!(answer["communes"][0]["name"], first, "{query}");
        if resolved.is_some() {
            assert_eq!(answer["resolved"].as_str(), resolved, "{query}");
        }
    }
    let few = get(&site, "/api/v1/communes?q=saint&limit=3").await;
    assert_eq!(few["communes"].as_array().unwrap().len(), 3);
    let usual = get(&site, "/api/v1/communes?q=saint").await;
    assert_eq!(usual["communes"].as_array().unwrap().len(), 20);
    assert_eq!(
        get(&site, "/api/v1/communes?q=xyzzyqwk").await["communes"],
        serde_json::json!([])
    );
}

#[tokio::test]
async fn communes_refuse_an_empty_question_and_an_unknown_code() {
    let site = TestSite::new().await;
    for (path, status, kind) in [
        ("/api/v1/communes", 400, "missing-parameter"),
        ("/api/v1/communes?q=", 400, "missing-parameter"),
        ("/api/v1/communes?q=lyon&limit=21", 400, "invalid-value"),
        ("/api/v1/communes/99999", 404, "no-such-commune"),
        ("/api/v1/communes/lyon", 404, "no-such-commune"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(json(&answer)["type"], format!("/api#{kind}"), "{path}");
    }
    let lyon = get(&site, "/api/v1/communes/69123").await;
    assert_eq!(lyon["name"], "Lyon");
    assert_eq!(lyon["departement"]["code"], "69");
    assert_eq!(lyon["region"]["name"], "Auvergne-Rhône-Alpes");
}

#[tokio::test]
async fn every_value_of_every_closed_list_has_a_code_a_text_and_words() {
    let site = TestSite::new().await;
    let vocabulary = get(&site, "/api/v1/vocabulary").await;
    let lists = vocabulary["lists"].as_array().unwrap();
    let fields: Vec<_> = lists.iter().map(|list| list["field"].as_str().unwrap()).collect();
    assert_eq!(
        fields,
        [
            "services",
            "publics_specifiquement_adresses",
            "prise_en_charge_specifique",
            "frais_a_charge",
            "modalites_acces",
            "modalites_accompagnement",
            "itinerance",
            "dispositif_programmes_nationaux",
            "formations_labels",
            "typologie",
        ]
    );
    for list in lists {
        let facet = directory::Facet::from_name(list["field"].as_str().unwrap()).unwrap();
        assert_eq!(list["parameter"], facet.code());
        let values = list["values"].as_array().unwrap();
        assert_eq!(values.len(), facet.closed_list().unwrap().len());
        for value in values {
            for member in ["code", "label", "fr", "en"] {
                assert_ne!(value[member].as_str().unwrap(), "", "{value}");
            }
        }
    }
}

#[tokio::test]
async fn sources_are_named_and_credited() {
    let site = TestSite::with_places(&canton()).await;
    let mut sources = get(&site, "/api/v1/sources").await;
    assert!(!sources["reference"].as_array().unwrap().is_empty());
    sources["reference"] = serde_json::Value::Null;
    insta::assert_json_snapshot!(sources);
}
