//! `GET /lieux`, `GET /lieux/{id}` and the map of all places for search engines.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use directory::{Directory, Facet, Near, Point, Question, QuestionError, Sort};
use domain::hours::Hours;
use domain::places::{Place, PlaceId, Service, Vocabulary};
use reference::france;

use super::asked::{Asked, BadQuestion};
use super::card::PlaceCard;
use super::commune::Commune;
use super::invitations::invitations;
use super::listing;
use super::moments::{Moments, opened, spoken, walk_in};
use super::notice::{Notice, Shortfall, emptiness, namesakes, need, notice, shortened};
use super::reach::Reach;
use super::results::{self, Around, Link, Order, Results, ShowResults};
use super::said_hours::SaidHours;
use super::show::{Circumstances, ShowPlace};
use super::within::within;
use crate::home::doors;
use crate::instance::Instance;
use crate::map::ListMap;
use crate::site::errors::{PageError, PageResult};
use crate::site::format::MeasuredFrom;
use crate::site::html::{found_unless, html};
use crate::site::pagination::Pager;
use crate::site::sitemap::{self, Entry};
use crate::site::{Frame, format, urls};
use crate::territories::inside::above;

/// How many places a page of results has.
pub const PER_PAGE: usize = 20;
/// How many places are named instead of one that is gone, and how far away they may be, in metres.
const INSTEAD_SHOWN: usize = 4;
const INSTEAD_WITHIN_M: f64 = 50_000.0;

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(urls::PLACES, get(index))
        .route(&format!("{}/{{id}}", urls::PLACES), get(show))
}

/// `GET /lieux`
async fn index(
    State(instance): State<Instance>,
    frame: Frame,
    RawQuery(query): RawQuery,
) -> PageResult<Response> {
    let directory = instance.directory.get();
    let asked = Asked::read(query.as_deref(), &directory, frame.now())?;
    let results = answer(&instance.said_hours, &directory, &asked, &frame)?;
    let page = ShowResults::new(frame.known_as(asked.canonical()), results);
    Ok((found_unless(page.is_beyond()), html(&page)?).into_response())
}

fn answer(
    said_hours: &SaidHours,
    directory: &Directory,
    asked: &Asked,
    frame: &Frame,
) -> PageResult<Results> {
    let page = asked.page()?;
    let reach = Reach::of(directory, asked)?;
    let question = Question {
        offset: page.skip(PER_PAGE),
        limit: PER_PAGE,
        facets: true,
        open_counts: Moments::whens(frame.now()).to_vec(),
        ..asked.question(reach.radius_m())
    };
    let answer = directory.search(&question, frame.now())?;
    let is_empty = answer.total == 0;
    let moments = Moments::of(&answer);
    let mut facets = vec![moments.facet(asked, frame)];
    facets.extend(listing::facets(&answer.facets, asked, frame));
    let all = asked.query(|_| true);
    let far = if reach.is_beyond(asked) && !is_empty {
        Some(Shortfall::of(directory, asked, Some(Reach::FARTHEST_M))?)
    } else {
        None
    };
    let Notice { text, instead } = notice(asked, &answer, far, frame);
    let emptiness = if is_empty {
        let shortfall = Shortfall::of(directory, asked, reach.radius_m())?;
        Some((shortfall, emptiness(asked, shortfall, reach.radius_m(), frame)))
    } else {
        None
    };
    let hides_open = emptiness
        .as_ref()
        .is_some_and(|(shortfall, _)| *shortfall != Shortfall::Choices);
    Ok(Results {
        total: answer.total,
        map: ListMap::of_cards(
            frame,
            answer.found.iter().map(|found| &*found.card),
            &asked.query(|name| !matches!(name, "zone" | "carte")),
            asked.zone.as_ref(),
            asked
                .commune
                .on_map(asked.town_in_words.as_deref().unwrap_or(&asked.commune_typed))
                .as_ref(),
            asked.shows_map,
        ),
        cards: listing::cards_on(
            said_hours,
            directory,
            &answer,
            asked.open,
            measured_from(asked),
            frame,
        ),
        unsaid: moments.unsaid(directory, asked, frame)?.filter(|_| !hides_open),
        facets,
        pager: Pager::new(urls::PLACES, &all, page, answer.total, PER_PAGE),
        // Another spelling is no answer to somebody in danger.
        suggestion: answer
            .suggestion
            .as_deref()
            .filter(|_| asked.reading.danger.is_none())
            .map(|words| with_words(asked, words)),
        danger: asked.reading.danger,
        notice: text,
        instead,
        emptiness: emptiness.map(|(_, said)| said),
        namesakes: namesakes(asked),
        reach: if is_empty {
            None
        } else {
            said_reach(reach.found_km(), frame)
        },
        invitations: if is_empty {
            invitations(directory, asked, reach, frame)?
        } else {
            Vec::new()
        },
        doors: if is_empty { doors(directory) } else { Vec::new() },
        export_query: export_query(asked),
        has_distances: asked.centre().is_some(),
        question: shown(asked, directory, frame),
    })
}

/// The question for programs, which are told of what a page leaves aside: a position beside a commune, a distance from
/// nowhere.
fn export_query(asked: &Asked) -> String {
    let has_commune = !asked.commune_typed.is_empty();
    let has_start = asked.centre().is_some() || has_commune;
    asked.query(|name| match name {
        "carte" => false,
        "lat" | "lon" => !has_commune,
        "rayon" => has_start,
        "tri" => asked.sort != Sort::Distance || has_start,
        _ => true,
    })
}

/// From where the distances of a list are measured: the commune of its field or of its words, the person.
fn measured_from(asked: &Asked) -> MeasuredFrom<'_> {
    match &asked.commune {
        Commune::Found {
            name,
            centre: Some(_),
            town,
            ..
        } => town
            .as_deref()
            .map_or(MeasuredFrom::Postcode(name), MeasuredFrom::Town),
        _ => MeasuredFrom::Person,
    }
}

/// How far the list goes around what it starts from, when nobody chose it.
fn said_reach(reach_km: Option<u32>, frame: &Frame) -> Option<String> {
    let length = |metres: f64| format::length(metres, frame.language());
    reach_km.map(|km| frame.say("results-reach", &[("length", &length(f64::from(km) * 1_000.0))]))
}

/// The question as the page shows it.
fn shown(asked: &Asked, directory: &Directory, frame: &Frame) -> results::Question {
    let is_field = |name: &str| {
        matches!(
            name,
            "q" | "commune" | "lat" | "lon" | "rayon" | "ouvert" | "ouvert_le" | "tri"
        )
    };
    results::Question {
        need: asked.need_typed.clone(),
        about: need(asked),
        spoken: spoken(asked, frame),
        opened: opened(asked, frame),
        walk_in: walk_in(asked, frame),
        distance: asked.spoken_radius_m().map(|radius_m| Link {
            text: frame.say(
                "results-distance",
                &[("length", &format::length(radius_m, frame.language()))],
            ),
            path: urls::places_asked(&asked.query_at_any_distance()),
        }),
        commune: asked.commune_typed.clone(),
        around: match (&asked.commune, &asked.position) {
            (Commune::Found { name, .. }, _) => Around::Commune(name.clone()),
            (_, Some(position)) => Around::Position(position.lat, position.lon),
            (Commune::NotAsked | Commune::UnknownName | Commune::UnknownPostcode, None) => Around::Anywhere,
        },
        radius_km: asked.radius_km,
        open_at: asked.open_at_typed.clone(),
        order: match asked.sort {
            Sort::Distance => Order::Distance,
            Sort::Relevance | Sort::Name => Order::Relevance,
        },
        within: within(asked, directory, frame),
        kept: asked
            .pairs
            .iter()
            .filter(|(name, _)| !is_field(name) && !listing::is_shown(name))
            .cloned()
            .collect(),
    }
}

fn with_words(asked: &Asked, words: &str) -> Link {
    // What else was asked for stays.
    let words = &asked.reading.typed_with(words);
    Link {
        text: shortened(words),
        path: Asked::again_with("q", words, &asked.query(|name| name != "q")),
    }
}

/// `GET /lieux/{id}`
async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    Path(id): Path<String>,
) -> PageResult<Response> {
    let id = PlaceId::parse(&id).map_err(|_| PageError::NotFound)?;
    let directory = instance.directory.get();
    let stored = store::places::find_knowing(&instance.db, &id, &|text| directory.known_hours(text))
        .await?
        .ok_or(PageError::NotFound)?;
    let place = &stored.place;
    let calendar = directory.calendar(place.record.address.departement());
    let timetable = match &place.record.hours {
        Some(Hours::Osm(hours)) => Some(directory.timetable(hours)),
        Some(Hours::Note(_)) | None => None,
    };
    let circumstances = Circumstances {
        now: frame.now(),
        calendar: &calendar,
        timetable: timetable.as_ref(),
        source: &stored.source.title,
        source_address: stored.source.url.as_deref(),
        territories: territories(&directory, &frame, place),
        instead: instead(&instance.said_hours, &directory, &frame, place)?,
    };
    let page = html(&ShowPlace::new(frame, place, &circumstances))?;
    // The page stays, so that a link never breaks; search engines are told to forget it.
    let status = if place.gone_since.is_some() {
        StatusCode::GONE
    } else {
        StatusCode::OK
    };
    Ok((status, page).into_response())
}

/// The places nearest to one that its source no longer mentions, of those that have one of its services where some are
/// near; none for one that is still there.
fn instead(
    said_hours: &SaidHours,
    directory: &Directory,
    frame: &Frame,
    place: &Place,
) -> Result<Vec<PlaceCard>, QuestionError> {
    let centre = || {
        let commune = france().commune_now(place.record.address.commune_code?)?;
        commune.centre
    };
    let Some(position) = place.gone_since.and(place.record.position.or_else(centre)) else {
        return Ok(Vec::new());
    };
    let question = Question {
        near: Some(Near {
            point: Point::new(position.latitude(), position.longitude()),
            radius_m: Some(INSTEAD_WITHIN_M),
        }),
        sort: Sort::Distance,
        limit: INSTEAD_SHOWN,
        ..Question::default()
    };
    // Who came for a service needs a place that has one of the same; where none is near, any place that may know more.
    let rank = |service: Service| u32::try_from(service.rank()).expect("closed lists are short");
    let services = place.record.services.iter().map(rank).collect();
    let alike = Question {
        filters: vec![(Facet::Service, services)],
        ..question.clone()
    };
    let mut nearest = directory.search(&alike, frame.now())?;
    if nearest.found.is_empty() {
        nearest = directory.search(&question, frame.now())?;
    }
    Ok(listing::cards(
        said_hours,
        directory,
        &nearest,
        MeasuredFrom::Point,
        frame,
    ))
}

/// The territories of a place, from the widest that leaves a choice to its commune, as links.
fn territories(directory: &Directory, frame: &Frame, place: &Place) -> Vec<Link> {
    let address = &place.record.address;
    let mut links = above(directory, frame, address.departement(), true);
    if let Some(code) = address.commune_code {
        let known = france()
            .commune_now(code)
            .map(|commune| france().city_of(commune));
        let (text, path) = match known {
            Some(city) => (city.name.to_string(), urls::commune(&city.code)),
            None => (address.commune.to_string(), urls::commune(&code)),
        };
        links.push(Link { text, path });
    }
    links
}

/// `GET /sitemaps/places/{part}`: parts are numbered from 1.
pub(crate) async fn sitemap(
    State(instance): State<Instance>,
    Path(part): Path<String>,
) -> PageResult<Response> {
    let part: usize = part.parse().map_err(|_| PageError::NotFound)?;
    let mut ids = instance.directory.get().ids();
    let parts = ids.len().div_ceil(sitemap::PLACES_IN_PART);
    if !(1..=parts).contains(&part) {
        return Err(PageError::NotFound);
    }
    ids.drain(..(part - 1) * sitemap::PLACES_IN_PART);
    ids.truncate(sitemap::PLACES_IN_PART);
    let entries = ids.into_iter().map(|id| Entry {
        path: urls::place(&id),
        changed_on: None,
    });
    Ok(sitemap::list(&instance.site, entries))
}

impl From<QuestionError> for PageError {
    fn from(error: QuestionError) -> Self {
        match error {
            QuestionError::Coordinates => BadQuestion::Position.into(),
            QuestionError::UnknownFacet(_) | QuestionError::UnknownValue { .. } => {
                Self::Invalid("errors-filter")
            }
        }
    }
}
