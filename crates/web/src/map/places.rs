//! Places on maps, as machines ask for them: the drawn map as a file, and what is in view of the movable one.

use axum::Router;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use directory::{Card, MapFeature};
use domain::places::PlaceId;
use search::{Bounds, Point};
use serde::Deserialize;
use serde_json::json;

use super::drawing::{Form, Size, Svg, file_policy, static_map};
use super::geojson::{Collection, Geometry};
use super::kept::Kept;
use super::marker::Marker;
use super::panel::SURROUNDINGS_M;
use super::view::View;
use crate::instance::Instance;
use crate::places::asked::Asked;
use crate::places::commune::Commune;
use crate::site::errors::{PageError, PageResult};
use crate::site::{Frame, urls};

/// Places on one drawing, at most: more than any page lists.
const MOST_PLACES: usize = 60;
/// More than anybody types.
const LONGEST_COMMUNE_BYTES: usize = 300;
/// A place that moves is drawn anew after this long.
const FOR_A_WHILE: &str = "public, max-age=300";

/// The addresses that exist in every language.
pub(crate) fn page_routes() -> Router<Instance> {
    Router::new()
        .route(urls::PLACES_MAP, get(list))
        .route(urls::PLACES_GEOJSON, get(in_view))
        .route("/lieux/{id}/carte.svg", get(place))
}

/// The marker of a place; `None` where its position is not known.
#[must_use]
pub fn marker(card: &Card, number: Option<usize>) -> Option<Marker> {
    let position = card.position?;
    Some(Marker {
        at: Point::new(position.latitude(), position.longitude()),
        number,
        name: card.name.to_string(),
        link: None,
    })
}

#[derive(Deserialize)]
struct Drawn {
    /// `1-ID.2-ID`: numbers and places.
    lieux: String,
    /// `W,S,E,N`
    vue: String,
    /// The commune that was typed, which is named first.
    #[serde(default)]
    commune: String,
}

/// `GET /lieux/carte.svg?lieux=1-ID.2-ID&vue=W,S,E,N&commune=Bourges`
async fn list(
    State(instance): State<Instance>,
    frame: Frame,
    Query(Drawn { lieux, vue, commune }): Query<Drawn>,
    asked: HeaderMap,
) -> PageResult<Response> {
    let bounds = View::parse_zone(&vue).map_err(|_| PageError::Invalid("map-bad-zone"))?;
    let directory = instance.directory.get();
    let mut markers = Vec::new();
    for member in lieux.split('.').filter(|member| !member.is_empty()) {
        let (number, id) = member
            .split_once('-')
            .and_then(|(number, id)| Some((number.parse().ok()?, PlaceId::parse(id).ok()?)))
            .ok_or(PageError::Invalid("map-bad-places"))?;
        if markers.len() == MOST_PLACES {
            return Err(PageError::Invalid("map-bad-places"));
        }
        // One that is gone since the page was made is left out.
        markers.extend(directory.card(id).and_then(|card| marker(card, Some(number))));
    }
    let town = if commune.len() <= LONGEST_COMMUNE_BYTES {
        Commune::read(&commune, &directory).on_map(&commune)
    } else {
        None
    };
    Ok(file(
        &static_map(
            &View::of(&bounds),
            &markers,
            town.as_ref(),
            Size::LIST,
            Form::File,
            frame.words(),
        ),
        &asked,
    ))
}

/// `GET /lieux/{id}/carte.svg`
async fn place(
    State(instance): State<Instance>,
    frame: Frame,
    Path(id): Path<String>,
    asked: HeaderMap,
) -> PageResult<Response> {
    let id = PlaceId::parse(&id).map_err(|_| PageError::NotFound)?;
    let directory = instance.directory.get();
    let marker = directory
        .card(id)
        .and_then(|card| marker(card, None))
        .ok_or(PageError::NotFound)?;
    let view = View::surroundings(marker.at, SURROUNDINGS_M);
    Ok(file(
        &static_map(&view, &[marker], None, Size::PLACE, Form::File, frame.words()),
        &asked,
    ))
}

fn file(map: &Svg, asked: &HeaderMap) -> Response {
    let mut answer = Kept::once("image/svg+xml", FOR_A_WHILE, map.as_str().to_owned()).answer(asked);
    answer.headers_mut().insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(file_policy()),
    );
    answer
}

/// What the movable map asks for besides the question.
#[derive(Deserialize)]
struct InView {
    /// `W,S,E,N`
    vue: String,
    /// 0 to 24, for tiles of 256 pixels.
    zoom: u8,
}

/// `GET /lieux/carte.geojson?…&vue=W,S,E,N&zoom=Z`: what answers the question of the address in this view, as places
/// with their page and groups of places.
async fn in_view(
    State(instance): State<Instance>,
    frame: Frame,
    RawQuery(query): RawQuery,
    Query(view): Query<InView>,
    headers: HeaderMap,
) -> PageResult<Response> {
    let directory = instance.directory.get();
    let asked = Asked::read(query.as_deref(), &directory, instance.site.clock.now())?;
    let question = asked.question(asked.radius_km.map(|km| f64::from(km) * 1_000.0));
    if view.zoom > 24 {
        return Err(PageError::Invalid("map-bad-zoom"));
    }
    let bounds = View::parse_zone(&view.vue).map_err(|_| PageError::Invalid("map-bad-zone"))?;
    let found = directory
        .map(&question, bounds, view.zoom)
        .map_err(|_| PageError::Invalid("map-bad-zone"))?;
    let mut collection = Collection::new();
    for feature in &found {
        match feature {
            MapFeature::Place(card) => push_place(&mut collection, card, &frame),
            MapFeature::Cluster {
                centre,
                count,
                bounds,
                together,
            } => {
                let label = frame.say("map-cluster", &[("count", &u64::from(*count))]);
                let unit = frame.say("map-cluster-unit", &[("count", &u64::from(*count))]);
                let mut properties =
                    json!({"count": count, "unit": unit, "label": label, "bounds": zone(bounds)});
                if !together.is_empty() {
                    // No zoom parts them: the list of this point does.
                    properties["together"] = View::surroundings(*centre, 30.0).zone().into();
                }
                collection.push(&properties, Geometry::Point([centre.lon, centre.lat]));
            }
        }
    }
    Ok(Kept::once(super::geojson::KIND, "no-cache", collection.finish()).answer(&headers))
}

fn push_place(collection: &mut Collection, card: &Card, frame: &Frame) {
    let Some(position) = card.position else {
        return;
    };
    collection.push(
        &json!({"id": card.id.as_str(), "name": card.name, "url": frame.url(urls::place(&card.id))}),
        Geometry::Point([position.longitude(), position.latitude()]),
    );
}

fn zone(bounds: &Bounds) -> String {
    View::of(bounds).wider(1.1).zone()
}
