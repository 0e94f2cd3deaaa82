//! `GET /api/v1/vocabulary`: the closed lists of the schema, with the words that this site uses for their values.

use axum::Json;
use axum::extract::RawQuery;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use directory::Facet;
use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::cache::Cache;
use crate::api::operation::LIST_VOCABULARY;
use crate::api::problem::Problem;
use crate::api::query::Query;
use crate::site::words::Worded;
use crate::site::{Language, Words};

/// Lists change with the program only.
const AN_HOUR_S: u32 = 3_600;

/// The closed lists of the national schema.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lists {
    /// Each list.
    lists: Vec<ClosedList>,
}

/// A closed list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosedList {
    /// The field of the schema.
    #[schema(example = "services")]
    field: &'static str,
    /// The parameter that filters by it.
    #[schema(example = "service")]
    parameter: &'static str,
    /// Its values, in the order of the schema.
    values: Vec<ListedValue>,
}

/// A value of a closed list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedValue {
    /// Its name in addresses.
    code: &'static str,
    /// The official text.
    label: &'static str,
    /// How we call it in French.
    fr: String,
    /// How we call it in English.
    en: String,
}

fn list_of<V: Worded>(facet: Facet) -> ClosedList {
    let [french, english] = Language::ALL.map(Words::of);
    ClosedList {
        field: facet.field(),
        parameter: facet.code(),
        values: V::ALL
            .iter()
            .map(|value| ListedValue {
                code: value.code(),
                label: value.label(),
                fr: french.name_of(value).to_owned(),
                en: english.name_of(value).to_owned(),
            })
            .collect(),
    }
}

/// List the vocabulary.
#[utoipa::path(
    get, path = "/api/v1/vocabulary", operation_id = "listVocabulary", tag = "reference",
    responses((status = 200, description = "The closed lists", body = Lists))
)]
pub(crate) async fn list(RawQuery(raw): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    Query::read(raw.as_deref(), &LIST_VOCABULARY)?;
    let lists = Lists {
        lists: vec![
            list_of::<Service>(Facet::Service),
            list_of::<Audience>(Facet::Audience),
            list_of::<SpecificCare>(Facet::Care),
            list_of::<Fee>(Facet::Fee),
            list_of::<AccessMode>(Facet::AccessMode),
            list_of::<SupportMode>(Facet::SupportMode),
            list_of::<Itinerancy>(Facet::Itinerancy),
            list_of::<Programme>(Facet::Programme),
            list_of::<Label>(Facet::Label),
            list_of::<Typology>(Facet::Typology),
        ],
    };
    let text = serde_json::to_string(&lists).map_err(Problem::fault)?;
    let cache = Cache::of(&["vocabulary", &text], AN_HOUR_S);
    Ok(cache
        .unchanged(&headers)
        .unwrap_or_else(|| cache.mark(Json(lists).into_response())))
}
