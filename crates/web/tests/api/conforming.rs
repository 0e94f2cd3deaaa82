//! Every answer against the description. Whatever is asked, even nonsense, the status, the media type and the body are
//! among those described, and nothing fails: what a client generated from the description is promised.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use serde_json::{Map, Value, json};
use web::api::operation::Operation;
use web::testing::{Answer, TestSite};

use crate::{canton, get, json};

/// What people and programs put where something else is expected.
const NONSENSE: [&str; 14] = [
    "",
    "%20",
    "-1",
    "0",
    "1",
    "99999999999999999999",
    "1e400",
    "NaN",
    "%00",
    "%FF%FE",
    "%F0%9F%98%80",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3E",
    "'%20OR%201=1%20--",
];

/// Questions that bring each part of an answer about places.
const QUESTIONS: [&str; 8] = [
    "q=mairie",
    "q=mairei",
    "q=zzzzzz",
    "lat=47&lon=5.4&rayon=50&tri=distance",
    "zone=4,46,6,48",
    "ouvert=maintenant&tri=nom",
    "ouvert_le=2026-03-04T10:00&frais=gratuit",
    "commune=Lyon",
];

/// The description, ready to be held against answers.
struct Description {
    document: Value,
    /// By path, status and media type; made when first needed.
    validators: BTreeMap<[String; 3], Validator>,
    /// The statuses that each path has answered with.
    seen: BTreeMap<String, BTreeSet<String>>,
}

impl Description {
    async fn of(site: &TestSite) -> Self {
        let mut document = get(site, "/api/v1/openapi.json").await;
        let schemas = document["components"]["schemas"].as_object_mut().unwrap();
        // Closed where they are referred to: a part of another object has to stay open.
        schemas.values_mut().for_each(|schema| close(schema, true));
        for item in document["paths"].as_object_mut().unwrap().values_mut() {
            for response in item["get"]["responses"].as_object_mut().unwrap().values_mut() {
                if let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) {
                    content
                        .values_mut()
                        .for_each(|media| close(&mut media["schema"], false));
                }
            }
        }
        Self {
            document,
            validators: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    /// The path of an operation, as in the description.
    fn path_of(&self, operation: &Operation) -> String {
        let paths = self.document["paths"].as_object().unwrap();
        let found = paths
            .iter()
            .find(|(_, item)| item["get"]["operationId"] == operation.id);
        found
            .unwrap_or_else(|| panic!("{} is not described", operation.id))
            .0
            .clone()
    }

    /// Asks for an address of this path, and holds the answer against the description.
    async fn ask(
        &mut self,
        site: &TestSite,
        path: &str,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
    ) {
        let answer = site.ask(method, address, headers).await;
        let about = format!("{method} {}", address.chars().take(120).collect::<String>());
        let status = answer.status.as_u16().to_string();
        assert!(
            answer.status.as_u16() < 500,
            "{about}: {status} {}",
            answer.text()
        );
        let responses = &self.document["paths"][path]["get"]["responses"];
        let described = responses
            .get(&status)
            .unwrap_or_else(|| panic!("{about}: {status} is not described\n{}", answer.text()));
        let media = answer
            .header("content-type")
            .split(';')
            .next()
            .unwrap()
            .to_owned();
        match described.get("content").and_then(Value::as_object) {
            None => assert!(
                answer.body.is_empty(),
                "{about}: {status} has a body that is not described"
            ),
            Some(content) => {
                let schema = content.get(&media).unwrap_or_else(|| {
                    panic!("{about}: {status} is {media}, described are {:?}", content.keys())
                });
                let key = [path.to_owned(), status.clone(), media.clone()];
                let validator = self
                    .validators
                    .entry(key)
                    .or_insert_with(|| validator(&schema["schema"], &self.document["components"]));
                conforms(validator, &answer, &media, &about);
            }
        }
        self.seen.entry(path.to_owned()).or_default().insert(status);
    }
}

/// Lets an object have no other members than those described.
fn close(schema: &mut Value, is_part: bool) {
    match schema {
        Value::Object(members) => {
            let is_object = members.contains_key("properties")
                || members.contains_key("allOf")
                || members.contains_key("$ref");
            for (name, member) in members.iter_mut() {
                match (name.as_str(), member) {
                    // Names of members, not words of the schema language.
                    ("properties", Value::Object(properties)) => {
                        properties
                            .values_mut()
                            .for_each(|property| close(property, false));
                    }
                    ("allOf", Value::Array(parts)) => parts.iter_mut().for_each(|part| close(part, true)),
                    ("example" | "default" | "enum", _) => {}
                    (_, member) => close(member, false),
                }
            }
            // A part may not forbid what another part describes.
            if is_object && !is_part {
                members.insert("unevaluatedProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| close(item, is_part)),
        _ => {}
    }
}

fn validator(schema: &Value, components: &Value) -> Validator {
    let mut whole: Map<String, Value> = schema.as_object().expect("a schema is an object").clone();
    whole.insert("components".to_owned(), components.clone());
    jsonschema::draft202012::options()
        .should_validate_formats(true)
        .build(&Value::Object(whole))
        .unwrap_or_else(|error| panic!("{schema} is no JSON Schema: {error}"))
}

fn conforms(validator: &Validator, answer: &Answer, media: &str, about: &str) {
    let body = if media.ends_with("json") {
        json(answer)
    } else {
        Value::String(answer.text().to_owned())
    };
    let faults: Vec<_> = validator
        .iter_errors(&body)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{about}: {}\n{body:#}", faults.join("\n"));
}

#[tokio::test]
async fn no_answer_differs_from_its_description() {
    let site = TestSite::with_places(&canton()).await;
    let mut description = Description::of(&site).await;
    let id = get(&site, "/api/v1/places?q=ecluse").await["places"][0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let long = "a".repeat(10_000);
    for operation in Operation::all() {
        let path = description.path_of(operation);
        let whole = |id: &str| path.replace("{id}", id).replace("{code}", id);
        // What answers: every identifier that stands there, the example with and without its question.
        let base = match operation.in_path {
            Some(part) if part.name == "id" => whole(&id),
            Some(part) => whole(part.example),
            None => path.clone(),
        };
        let example = operation.example.split_once('?').map_or("", |(_, query)| query);
        let required: Vec<_> = operation
            .query()
            .filter(|parameter| parameter.is_required)
            .map(|parameter| format!("{}={}", parameter.name, parameter.example.replace(' ', "+")))
            .collect();
        let required = required.join("&");
        let sound = format!("{base}?{required}");
        for language in ["fr", "en"] {
            description
                .ask(&site, &path, "GET", &format!("{sound}&lang={language}"), &[])
                .await;
        }
        description
            .ask(&site, &path, "GET", &format!("{base}?{example}"), &[])
            .await;
        description.ask(&site, &path, "GET", &base, &[]).await;
        description
            .ask(&site, &path, "GET", &format!("{sound}&nobody=knows"), &[])
            .await;
        description.ask(&site, &path, "POST", &sound, &[]).await;
        let etag = site.get(&sound).await.header("etag").to_owned();
        description
            .ask(&site, &path, "GET", &sound, &[("if-none-match", &etag)])
            .await;
        if operation.parameter("tri").is_some() {
            for question in QUESTIONS {
                description
                    .ask(&site, &path, "GET", &format!("{base}?{question}"), &[])
                    .await;
            }
        }
        for parameter in operation.query() {
            let name = parameter.name;
            for value in NONSENSE
                .into_iter()
                .chain([&*long, &parameter.example.replace(' ', "+")])
            {
                let others = if required.starts_with(&format!("{name}=")) {
                    ""
                } else {
                    &required
                };
                description
                    .ask(
                        &site,
                        &path,
                        "GET",
                        &format!("{base}?{others}&{name}={value}"),
                        &[],
                    )
                    .await;
                description
                    .ask(
                        &site,
                        &path,
                        "GET",
                        &format!("{base}?{name}={value}&{name}={value}"),
                        &[],
                    )
                    .await;
            }
        }
        if operation.in_path.is_some() {
            for value in NONSENSE
                .into_iter()
                .filter(|value| !value.is_empty())
                .chain([&*long])
            {
                description.ask(&site, &path, "GET", &whole(value), &[]).await;
            }
        }
        let reached = &description.seen[&path];
        for status in ["200", "304", "400", "405"] {
            assert!(
                reached.contains(status),
                "nothing asked of {path} was answered with {status}"
            );
        }
    }
    // Nothing here can make a place vanish or a cursor expire: their own tests do.
    let described: Vec<_> = Operation::all()
        .into_iter()
        .filter(|operation| operation.problems.contains(&404))
        .map(|operation| description.path_of(operation))
        .collect();
    assert_eq!(described.len(), 2);
    for path in described {
        assert!(description.seen[&path].contains("404"), "{path}");
    }
}

/// A description that accepts anything would prove nothing.
#[tokio::test]
async fn an_answer_with_one_member_more_or_less_would_be_found() {
    let site = TestSite::with_places(&canton()).await;
    let description = Description::of(&site).await;
    let schema = json!({"$ref": "#/components/schemas/Answer", "unevaluatedProperties": false});
    let validator = validator(&schema, &description.document["components"]);
    let answer = get(&site, "/api/v1/places?q=mairie&lat=47&lon=5").await;
    assert!(validator.is_valid(&answer));
    let mut more = answer.clone();
    more["places"][0]["secret"] = json!(1);
    assert!(!validator.is_valid(&more));
    let mut less = answer.clone();
    less["places"][0].as_object_mut().unwrap().remove("id").unwrap();
    assert!(!validator.is_valid(&less));
    let mut other = answer;
    other["places"][0]["name"] = json!(7);
    assert!(!validator.is_valid(&other));
}

/// The router says nothing of what it serves but in its debug form; a change of that form makes this test fail loudly.
#[tokio::test]
async fn every_route_of_the_api_is_described_and_the_reverse() {
    let site = TestSite::new().await;
    let document = get(&site, "/api/v1/openapi.json").await;
    let described: BTreeSet<_> = document["paths"].as_object().unwrap().keys().cloned().collect();
    let router = format!("{:?}", site.router());
    let served: BTreeSet<_> = router
        .split('"')
        .filter(|part| part.starts_with("/api/v"))
        .filter(|path| *path != "/api/v1/openapi.json")
        .map(str::to_owned)
        .collect();
    assert_eq!(served, described);
    assert_eq!(described.len(), Operation::all().len());
}

/// Takes away what is said for people: words may change every day, what programs rely on may not.
fn without_prose(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|name, member| {
                !(matches!(name.as_str(), "description" | "summary" | "title") && member.is_string())
            });
            members.values_mut().for_each(without_prose);
        }
        Value::Array(items) => items.iter_mut().for_each(without_prose),
        _ => {}
    }
}

#[tokio::test]
async fn what_programs_rely_on_changes_on_purpose_only() {
    let site = TestSite::new().await;
    let mut document = get(&site, "/api/v1/openapi.json").await;
    document["info"]["version"] = json!("[version]");
    without_prose(&mut document);
    insta::assert_json_snapshot!(document);
}
