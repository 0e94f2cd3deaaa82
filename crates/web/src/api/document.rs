//! The description of the API, OpenAPI 3.1: addresses and answers as utoipa reads them from the handlers, parameters
//! from the table of operations, words from the locales.

use std::sync::LazyLock;

use axum::extract::RawQuery;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::path::{self, ParameterIn};
use utoipa::openapi::{Content, Info, OpenApi, Paths, Ref, RefOr, Required, Response as Described};
use utoipa::{PartialSchema, ToSchema};

use super::cache::Cache;
use super::language;
use super::operation::{Operation, Parameter};
use super::problem::{MEDIA_TYPE, ProblemDocument};
use crate::site::{Language, Words};

/// The version of the answers, not of the program: it rises when something is added.
const VERSION: &str = "1.0.0";
/// The problems that every operation can have.
const EVERYWHERE: [u16; 4] = [400, 405, 500, 503];
const AN_HOUR_S: u32 = 3_600;

/// A description without any operation.
pub(super) fn empty() -> OpenApi {
    OpenApi::new(Info::new("Parvis", VERSION), Paths::new())
}

/// The description in a language.
#[must_use]
pub fn in_language(language: Language) -> OpenApi {
    let words = Words::of(language);
    let (_, mut document) = super::described();
    document.info.title = words.get("api-title").to_owned();
    document.info.description = Some(words.get("api-intro").to_owned());
    let components = document.components.get_or_insert_default();
    components
        .schemas
        .insert("Problem".to_owned(), ProblemDocument::schema());
    for item in document.paths.paths.values_mut() {
        if let Some(described) = &mut item.get {
            let id = described.operation_id.as_deref().unwrap_or_default();
            let operation = Operation::all().into_iter().find(|known| known.id == id);
            complete(
                described,
                operation.expect("each handler has its operation"),
                words,
            );
        }
    }
    document
}

/// Adds to an operation what its handler does not say.
fn complete(described: &mut path::Operation, operation: &Operation, words: &Words) {
    described.summary = Some(words.get(operation.summary).to_owned());
    described.description = Some(words.get(operation.description).to_owned());
    let in_path = operation
        .in_path
        .iter()
        .map(|parameter| parameter_of(parameter, ParameterIn::Path, words));
    let query: Vec<Parameter> = operation.query().collect();
    let query = query
        .iter()
        .map(|parameter| parameter_of(parameter, ParameterIn::Query, words));
    described.parameters = Some(in_path.chain(query).map(RefOr::T).collect());
    let responses = &mut described.responses.responses;
    responses.insert(
        "304".to_owned(),
        RefOr::T(Described::new(words.get("api-unchanged"))),
    );
    for status in EVERYWHERE.iter().chain(operation.problems) {
        let mut problem = Described::new(words.get("api-problem"));
        let schema = RefOr::Ref(Ref::from_schema_name(ProblemDocument::name()));
        problem
            .content
            .insert(MEDIA_TYPE.to_owned(), RefOr::T(Content::new(Some(schema))));
        responses.insert(status.to_string(), RefOr::T(problem));
    }
}

fn parameter_of(parameter: &Parameter, place: ParameterIn, words: &Words) -> path::Parameter {
    let mut described = path::Parameter::new(parameter.name);
    described.parameter_in = place;
    described.required = if parameter.is_required {
        Required::True
    } else {
        Required::False
    };
    described.description = Some(words.get(parameter.description).to_owned());
    described.schema = Some(RefOr::T(parameter.schema()));
    described
}

static TEXTS: LazyLock<[String; 2]> = LazyLock::new(|| {
    Language::ALL.map(|language| {
        in_language(language)
            .to_pretty_json()
            .expect("a description becomes JSON")
    })
});

/// `GET /api/v1/openapi.json`
pub(super) async fn show(RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let language = language::asked(query.as_deref(), &headers);
    let text = match language {
        Language::French => &TEXTS[0],
        Language::English => &TEXTS[1],
    };
    let cache = Cache::of(&["openapi", text], AN_HOUR_S);
    let varies = [
        (header::VARY, "accept-language"),
        (header::CONTENT_LANGUAGE, language.tag()),
    ];
    if let Some(unchanged) = cache.unchanged(&headers) {
        return (varies, unchanged).into_response();
    }
    let kind = [(
        header::CONTENT_TYPE,
        "application/vnd.oai.openapi+json;version=3.1",
    )];
    cache.mark((varies, kind, text.as_str()).into_response())
}
