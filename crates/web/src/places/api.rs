//! `GET /api/v1/places`: the search of the page of results, for programs.

use std::time::Instant;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use directory::Question;

use super::answer::{AnswerDocument, Around};
use super::ask::Asking;
use crate::api::cache::Cache;
use crate::api::cursor::{self, Cursor, QuestionDigest};
use crate::api::operation::{SEARCH_PLACES, USUAL_PLACES};
use crate::api::problem::Problem;
use crate::api::query::Query;
use crate::instance::Instance;
use crate::site::urls;

/// What is open changes with the minute.
const A_MINUTE_S: u32 = 60;

/// Search places.
#[utoipa::path(
    get, path = "/api/v1/places", operation_id = "searchPlaces", tag = "places",
    responses((status = 200, description = "A page of places", body = AnswerDocument))
)]
pub(crate) async fn search(
    State(instance): State<Instance>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let query = Query::read(raw.as_deref(), &SEARCH_PLACES)?;
    let directory = instance.directory.get();
    let now = instance.site.clock.now();
    let cursor = query.get(cursor::PARAMETER).map(Cursor::read).transpose()?;
    let question: Vec<_> = query
        .pairs()
        .filter(|(name, _)| !is_of_paging(name))
        .cloned()
        .collect();
    let digest = QuestionDigest::of(&question);
    if let Some(cursor) = &cursor {
        cursor.check(digest, directory.version())?;
    }
    let asked_at = cursor.map_or(now, |cursor| cursor.asked_at);
    let asking = Asking::read(raw.as_deref(), &query, &SEARCH_PLACES, &directory, asked_at)?;

    let minute = (now.as_second() / i64::from(A_MINUTE_S)).to_string();
    let version = directory.version().to_string();
    let pairs: Vec<String> = query
        .pairs()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mut parts = vec!["places", version.as_str(), minute.as_str()];
    parts.extend(pairs.iter().map(String::as_str));
    let cache = Cache::of(&parts, A_MINUTE_S);
    if let Some(unchanged) = cache.unchanged(&headers) {
        return Ok(unchanged);
    }

    let limit = query
        .get("limit")
        .and_then(|limit| limit.parse().ok())
        .unwrap_or(USUAL_PLACES);
    let offset = cursor.map_or(0, |cursor| cursor.offset);
    let start = Instant::now();
    let answer = directory.search(
        &Question {
            offset: offset as usize,
            limit,
            facets: true,
            asked_at: Some(asked_at),
            ..asking.question()
        },
        now,
    )?;
    let took_ms = start.elapsed().as_secs_f64() * 1_000.0;
    let given = offset as usize + answer.found.len();
    let is_last = answer.found.is_empty() || given >= answer.total;
    let next = u32::try_from(given).ok().filter(|_| !is_last).map(|offset| {
        let next = Cursor {
            offset,
            version: directory.version(),
            asked_at,
            question: digest,
        };
        next.write()
    });
    let base_url = &instance.site.settings.base_url;
    let link = next.as_ref().map(|next| next_link(base_url, &query, next));
    let around = Around::of(&asking.asked, asking.reach.radius_m());
    let body = AnswerDocument::new(&directory, &answer, took_ms, base_url)
        .around(around)
        .read(&asking.asked.reading)
        .next(next);
    let mut response = Json(body).into_response();
    if let Some(link) = link {
        response.headers_mut().insert(header::LINK, link);
    }
    Ok(cache.mark(response))
}

fn is_of_paging(name: &str) -> bool {
    matches!(name, "limit" | cursor::PARAMETER)
}

/// The address of the next page (RFC 8288).
fn next_link(base_url: &str, query: &Query, next: &str) -> HeaderValue {
    let mut address = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in query.pairs().filter(|(name, _)| name != cursor::PARAMETER) {
        address.append_pair(name, value);
    }
    address.append_pair(cursor::PARAMETER, next);
    let link = format!(
        "<{base_url}{}?{}>; rel=\"next\"",
        urls::API_PLACES,
        address.finish()
    );
    HeaderValue::from_str(&link).expect("an address whose parameters are escaped")
}
