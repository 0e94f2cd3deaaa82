//! `GET /api/v1/sources`: where the places come from, and on which terms they may be used.

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::places::{Source, SourceState};
use utoipa::ToSchema;

use crate::api::cache::Cache;
use crate::api::operation::LIST_SOURCES;
use crate::api::problem::Problem;
use crate::api::query::Query;
use crate::instance::Instance;

const A_MINUTE_S: u32 = 60;

/// The sources of an instance.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sources {
    /// Sources of places.
    places: Vec<PlacesSource>,
    /// Public data built into the program: communes, outlines, holidays.
    reference: Vec<ReferenceSource>,
}

/// A source of places.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlacesSource {
    /// The source, named and credited.
    #[serde(flatten)]
    source: CreditedSource,
    /// How many places come from it now.
    places: u64,
    /// How many it once had and no longer mentions.
    gone: u64,
    /// When it was last read.
    last_run: Option<Run>,
}

/// A source, named and credited.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreditedSource {
    /// Its name in this instance: a value of the parameter `source`.
    name: String,
    /// Its name for people.
    title: String,
    /// The licence of its data, when it is known.
    licence: Option<String>,
    /// How its licence wants it credited.
    attribution: Option<String>,
    /// Where it is published.
    url: Option<String>,
}

/// A reading of a source.
#[derive(Debug, Serialize, ToSchema)]
pub struct Run {
    /// When it started.
    #[schema(format = DateTime)]
    started: String,
    /// When its last row was in.
    #[schema(format = DateTime)]
    finished: String,
}

/// A public data set built into the program.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReferenceSource {
    /// What was taken from it, in French.
    name: &'static str,
    /// Who publishes it.
    producer: &'static str,
    /// Its licence.
    licence: &'static str,
    /// Where the licence can be read.
    licence_url: &'static str,
    /// The mention that the licence asks for, in French.
    attribution: &'static str,
    /// The year of a list, the version of a set, in French.
    state: &'static str,
}

impl From<&Source> for CreditedSource {
    fn from(source: &Source) -> Self {
        Self {
            name: source.name.to_string(),
            title: source.title.clone(),
            licence: source.licence.clone(),
            attribution: source.attribution.clone(),
            url: source.url.clone(),
        }
    }
}

impl From<SourceState> for PlacesSource {
    fn from(state: SourceState) -> Self {
        Self {
            source: CreditedSource::from(&state.source),
            places: state.records,
            gone: state.gone,
            last_run: state.last_run.map(|run| Run {
                started: run.started.to_string(),
                finished: run.finished.to_string(),
            }),
        }
    }
}

/// List the sources.
#[utoipa::path(
    get, path = "/api/v1/sources", operation_id = "listSources", tag = "reference",
    responses((status = 200, description = "The sources", body = Sources))
)]
pub(crate) async fn list(
    State(instance): State<Instance>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Query::read(raw.as_deref(), &LIST_SOURCES)?;
    let known = store::places::sources(&instance.db).await?;
    let sources = Sources {
        places: known.into_iter().map(PlacesSource::from).collect(),
        reference: reference::sources()
            .iter()
            .map(|source| ReferenceSource {
                name: source.name,
                producer: source.producer,
                licence: source.licence,
                licence_url: source.licence_url,
                attribution: source.attribution,
                state: source.state,
            })
            .collect(),
    };
    let text = serde_json::to_string(&sources).map_err(Problem::fault)?;
    let cache = Cache::of(&["sources", &text], A_MINUTE_S);
    Ok(cache
        .unchanged(&headers)
        .unwrap_or_else(|| cache.mark(Json(sources).into_response())))
}
