//! `GET /api/v1/places.csv`, `.json`, `.geojson`: the places that answer a question, in the national schema.
//!
//! A file is sent while it is read: the directory says which places (twelve bytes each, shared by those who ask for the
//! same), then the database gives a few at a time, only as fast as the caller takes them, and no connection to the
//! database is held while waiting for the caller. So many files are sent at a time; who comes then is asked to come back.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use directory::{Facet, Territory};
use domain::calendar::day_in;
use domain::places::PlaceId;
use futures_util::stream;
use interop::{FileForm, Pieces, SourceCredit, schema_file_name};
use reference::france;
use store::places::SourceState;
use store::{Db, StoreError};

use super::ask::Asking;
use super::export::{Ids, Leaving, credits};
use super::licences;
use super::lists::Turn;
use crate::api::cache::Cache;
use crate::api::operation::{DOWNLOAD_GEOJSON, DOWNLOAD_JSON, DOWNLOAD_SCHEMA, Operation};
use crate::api::problem::{Kind, Problem};
use crate::api::query::Query;
use crate::instance::Instance;
use crate::site::urls;

/// How many places are in memory at a time: for someone who stops reading, too.
const PLACES_AT_A_TIME: usize = 20;
/// How long a file need not be asked for again.
const FIVE_MINUTES_S: u32 = 300;

/// Download places, CSV of the national schema.
#[utoipa::path(
    get, path = "/api/v1/places.csv", operation_id = "downloadPlacesSchema", tag = "files",
    responses((status = 200, description = "The file of the schema v1.0.2", body = String, content_type = "text/csv"))
)]
pub(crate) async fn schema(
    State(instance): State<Instance>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    send(
        &instance,
        raw.as_deref(),
        &headers,
        FileForm::SchemaCsv,
        &DOWNLOAD_SCHEMA,
    )
    .await
}

/// Download places, JSON.
#[utoipa::path(
    get, path = "/api/v1/places.json", operation_id = "downloadPlacesJson", tag = "files",
    responses((status = 200, description = "An array of places", body = Vec<super::record::FileRecord>))
)]
pub(crate) async fn json(
    State(instance): State<Instance>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    send(
        &instance,
        raw.as_deref(),
        &headers,
        FileForm::Json,
        &DOWNLOAD_JSON,
    )
    .await
}

/// Download places, GeoJSON.
#[utoipa::path(
    get, path = "/api/v1/places.geojson", operation_id = "downloadPlacesGeojson", tag = "files",
    responses((
        status = 200, description = "A FeatureCollection of points (RFC 7946)",
        body = super::geojson::FeatureCollection, content_type = "application/geo+json"
    ))
)]
pub(crate) async fn geojson(
    State(instance): State<Instance>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    send(
        &instance,
        raw.as_deref(),
        &headers,
        FileForm::Geojson,
        &DOWNLOAD_GEOJSON,
    )
    .await
}

async fn send(
    instance: &Instance,
    raw: Option<&str>,
    headers: &HeaderMap,
    form: FileForm,
    operation: &Operation,
) -> Result<Response, Problem> {
    let query = Query::read(raw, operation)?;
    let directory = instance.directory.get();
    let now = instance.site.clock.now();
    let asking = Asking::read(raw, &query, operation, &directory, now)?;
    let known = store::places::sources(&instance.db).await?;

    let version = directory.version().to_string();
    // Only a question about opening hours has another answer the next minute.
    let minute = asking.asked.open.map_or(0, |_| now.as_second() / 60).to_string();
    let pairs: Vec<String> = query
        .pairs()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let mut parts = vec![operation.id, version.as_str(), minute.as_str()];
    parts.extend(pairs.iter().map(String::as_str));
    let last_import = known
        .iter()
        .filter_map(|source| source.last_run.as_ref())
        .map(|run| run.finished)
        .max();
    let cache = Cache::of(&parts, FIVE_MINUTES_S).changed(last_import);
    if let Some(unchanged) = cache.unchanged(headers) {
        return Ok(unchanged);
    }

    let turn = instance
        .lists
        .turn()
        .ok_or_else(|| Problem::new(Kind::TooManyDownloads))?;
    let ids = instance
        .lists
        .shared(&parts[1..].join("\n"), || directory.matching(&asking.question()))?;
    let source = Ids::only_source(&known, chosen_source(&asking));
    let body = Sending {
        db: instance.db.clone(),
        list: ids,
        _turn: turn,
        sent: 0,
        pieces: Some(Pieces::new(form)),
        ids: if source.is_some() {
            Ids::Source
        } else {
            Ids::Public
        },
        credits: Some(credits(&known, source)),
    };
    let mut response = Body::from_stream(body.stream()).into_response();
    let given = response.headers_mut();
    given.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(form)));
    let name = file_name(instance, &asking, form);
    let disposition = format!("attachment; filename=\"{name}\"");
    given.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_str(&disposition).expect("a name of letters, digits and hyphens"),
    );
    credit(given, &instance.site.settings.base_url, &known);
    Ok(cache.mark(response))
}

/// The only source asked for.
fn chosen_source(asking: &Asking) -> Option<&str> {
    let mut chosen = asking
        .asked
        .pairs
        .iter()
        .filter(|(name, _)| name == Facet::Source.code());
    match (chosen.next(), chosen.next()) {
        (Some((_, name)), None) => Some(name),
        _ => None,
    }
}

fn media_type(form: FileForm) -> &'static str {
    match form {
        FileForm::SchemaCsv => "text/csv; charset=utf-8; header=present",
        FileForm::Json => "application/json",
        FileForm::Geojson => "application/geo+json",
    }
}

/// The name that the schema gives to published files, with the ending of the form.
fn file_name(instance: &Instance, asking: &Asking, form: FileForm) -> String {
    let site = &instance.site;
    let today = day_in(&site.settings.time_zone, site.clock.now());
    let named = asking.territory.and_then(name_of);
    let served = instance.site.settings.territory.french.as_deref();
    let territory = named.as_deref().or(served).unwrap_or_default();
    let name = schema_file_name(today, None, territory);
    match form {
        FileForm::SchemaCsv => name,
        FileForm::Json => name.replace(".csv", ".json"),
        FileForm::Geojson => name.replace(".csv", ".geojson"),
    }
}

fn name_of(territory: Territory) -> Option<String> {
    match territory {
        Territory::Commune(code) => france().commune_now(code).map(|commune| commune.name.to_string()),
        Territory::Epci(siren) => france()
            .epci(&siren.to_string())
            .map(|epci| epci.name.to_string()),
        Territory::Departement(code) => france().departement(code).map(|known| known.name.to_string()),
        Territory::Region(code) => france().region(code).map(|region| region.name.to_string()),
    }
}

/// Where licences and attributions stand, and the licences that have an address (RFC 8288; `license`: RFC 4946).
fn credit(headers: &mut HeaderMap, base_url: &str, known: &[SourceState]) {
    let mut links = vec![format!("<{base_url}{}>; rel=\"describedby\"", urls::API_SOURCES)];
    let mut licences: Vec<String> = known
        .iter()
        .filter_map(|known| licences::address_of(known.source.licence.as_deref()?))
        .collect();
    licences.sort_unstable();
    licences.dedup();
    links.extend(
        licences
            .iter()
            .map(|licence| format!("<{licence}>; rel=\"license\"")),
    );
    for link in links {
        // One header each: what one source says must not hide what the others say.
        match HeaderValue::from_str(&link) {
            Ok(value) => {
                headers.append(header::LINK, value);
            }
            Err(_) => tracing::warn!(%link, "a licence cannot be told in a header"),
        }
    }
}

/// A file on its way to somebody.
struct Sending {
    db: Db,
    list: Arc<[PlaceId]>,
    /// Until the file was sent, or its reader is gone.
    _turn: Turn,
    /// How many of them were sent.
    sent: usize,
    /// `None` once the end was given.
    pieces: Option<Pieces>,
    ids: Ids,
    /// For the head of the file; `None` once it was given.
    credits: Option<Vec<SourceCredit>>,
}

impl Sending {
    fn stream(self) -> impl futures_util::Stream<Item = Result<Bytes, StoreError>> {
        stream::try_unfold(self, |mut sending| async move {
            let piece = sending.next_piece().await.inspect_err(|error| {
                // The answer has begun: all that can be done is to break it off, so that nobody takes it for whole.
                tracing::error!(%error, "a file of places was broken off");
            })?;
            Ok(piece.map(|piece| (Bytes::from(piece), sending)))
        })
    }

    async fn next_piece(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(pieces) = &mut self.pieces else {
            return Ok(None);
        };
        let mut piece = Vec::new();
        if let Some(credits) = self.credits.take() {
            piece = pieces.start(&credits);
        }
        let left = &self.list[self.sent..];
        let next = &left[..left.len().min(PLACES_AT_A_TIME)];
        let stored = store::places::of_ids(&self.db, next).await?;
        self.sent += next.len();
        let leaving: Vec<Leaving> = stored
            .into_iter()
            .filter(|stored| stored.place.gone_since.is_none())
            .map(|stored| self.ids.leaving(stored))
            .collect();
        piece.extend(pieces.places(&leaving));
        if self.sent == self.list.len()
            && let Some(pieces) = self.pieces.take()
        {
            piece.extend(pieces.end());
        }
        Ok(Some(piece))
    }
}
