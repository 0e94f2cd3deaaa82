//! `GET /lieux`, `GET /lieux/{id}` and the map of all places for search engines.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use directory::{Directory, OpenWhen, Question, QuestionError};
use domain::hours::{Day, Hours};
use domain::places::{Place, PlaceId};
use reference::france;

use super::asked::{Asked, BadQuestion, Commune};
use super::facets::{FacetGroup, FacetOption};
use super::invitations::invitations;
use super::listing;
use super::reach::Reach;
use super::results::{self, Around, Link, Order, Results, ShowResults};
use super::show::{Circumstances, ShowPlace};
use super::within::within;
use crate::instance::Instance;
use crate::map::ListMap;
use crate::site::errors::{PageError, PageResult};
use crate::site::html::html;
use crate::site::pagination::Pager;
use crate::site::sitemap::{self, Entry};
use crate::site::{Frame, format, urls};

/// How many places a page of results has.
pub const PER_PAGE: usize = 20;

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
) -> PageResult<Html<String>> {
    let directory = instance.directory.get();
    let asked = Asked::read(query.as_deref(), &directory, frame.now())?;
    html(&ShowResults::new(
        frame.clone(),
        answer(&directory, &asked, &frame)?,
    ))
}

fn answer(directory: &Directory, asked: &Asked, frame: &Frame) -> PageResult<Results> {
    let page = asked.page()?;
    let reach = Reach::of(directory, asked)?;
    let question = Question {
        offset: page.skip(PER_PAGE),
        limit: PER_PAGE,
        facets: true,
        ..asked.question(reach.radius_m())
    };
    let answer = directory.search(&question, frame.now())?;
    if answer.total > 0 && question.offset >= answer.total {
        return Err(PageError::Invalid("errors-page-number"));
    }
    let mut facets = vec![open_facet(directory, asked, &question, frame)?];
    facets.extend(listing::facets(&answer.facets, asked, frame));
    let all = asked.query(|_| true);
    let is_empty = answer.total == 0;
    Ok(Results {
        total: answer.total,
        map: ListMap::of_cards(
            frame,
            answer.found.iter().map(|found| &*found.card),
            &asked.query(|name| !matches!(name, "zone" | "carte")),
            asked.zone.as_ref(),
            asked.shows_map,
        ),
        cards: listing::cards(directory, &answer.found, frame, &asked.words),
        facets,
        pager: Pager::new(urls::PLACES, &all, page, answer.total, PER_PAGE),
        suggestion: answer.suggestion.map(|words| with_words(asked, &words)),
        notice: notice(asked, answer.relaxed.is_some() && !is_empty, frame),
        reach: if is_empty {
            None
        } else {
            said_reach(reach.found_km(), answer.around.as_ref(), frame)
        },
        invitations: if is_empty {
            invitations(directory, asked, frame)?
        } else {
            Vec::new()
        },
        export_query: asked.query(|name| name != "carte"),
        question: shown(asked, directory, frame),
    })
}

/// How far the list goes around what it starts from, when nobody chose it.
fn said_reach(reach_km: Option<u32>, around: Option<&directory::Around>, frame: &Frame) -> Option<String> {
    let length = |metres: f64| format::length(metres, frame.language());
    if let Some(around) = around {
        let values: [(&str, &dyn crate::site::message::Argument); 2] =
            [("commune", &around.name), ("length", &length(around.radius_m))];
        return Some(frame.say("results-reach-town", &values));
    }
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
        need: asked.words.clone(),
        commune: asked.commune_typed.clone(),
        around: match (&asked.commune, &asked.position) {
            (Commune::Found { name, .. }, _) => Around::Commune(name.clone()),
            (_, Some(position)) => Around::Position(position.lat, position.lon),
            (Commune::NotAsked | Commune::Unknown, None) => Around::Anywhere,
        },
        radius_km: asked.radius_km,
        open_at: asked.open_at_typed.clone(),
        order: match asked.sort {
            directory::Sort::Distance => Order::Distance,
            directory::Sort::Relevance | directory::Sort::Name => Order::Relevance,
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

/// "Open now" and "open tomorrow", each with what it would bring.
fn open_facet(
    directory: &Directory,
    asked: &Asked,
    question: &Question<'_>,
    frame: &Frame,
) -> Result<FacetGroup, QuestionError> {
    let paris = jiff::tz::TimeZone::get("Europe/Paris").expect("time zones are built in");
    let tomorrow = frame.now().to_zoned(paris).date().tomorrow();
    let choices = [
        ("maintenant", "facet-open-now", Some(OpenWhen::At(frame.now()))),
        ("demain", "facet-open-tomorrow", tomorrow.ok().map(OpenWhen::On)),
    ];
    let mut options = Vec::with_capacity(choices.len());
    for (value, label, when) in choices {
        let count = directory.count(&Question {
            open: when,
            ..question.clone()
        })?;
        options.push(FacetOption {
            value: value.to_owned(),
            label: frame.t(label).to_owned(),
            count: format::number(count as u64, frame.language()),
            is_chosen: asked.open_name == Some(value),
        });
    }
    Ok(FacetGroup {
        name: "ouvert",
        legend: "facet-open",
        options,
        is_unfolded: true,
    })
}

fn with_words(asked: &Asked, words: &str) -> Link {
    let rest = asked.query(|name| name != "q");
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", words);
    let separator = if rest.is_empty() { "" } else { "&" };
    Link {
        text: words.to_owned(),
        path: format!("{}?{}{separator}{rest}", urls::PLACES, query.finish()),
    }
}

/// What was not understood as it was asked.
fn notice(asked: &Asked, is_relaxed: bool, frame: &Frame) -> Option<String> {
    let mut sentences = Vec::new();
    match &asked.commune {
        Commune::Unknown => {
            sentences.push(frame.say("results-commune-unknown", &[("commune", &asked.commune_typed)]));
        }
        Commune::Found { name, others, .. } if !others.is_empty() => {
            let others: Vec<String> = others
                .iter()
                .take(4)
                .map(|(name, departement)| format!("{name} ({departement})"))
                .collect();
            sentences.push(frame.say(
                "results-commune-others",
                &[("commune", name), ("others", &others.join(", "))],
            ));
        }
        Commune::Found { .. } | Commune::NotAsked => {}
    }
    if is_relaxed {
        sentences.push(frame.t("results-relaxed").to_owned());
    }
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// `GET /lieux/{id}`
async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    Path(id): Path<String>,
) -> PageResult<Response> {
    let id = PlaceId::parse(&id).map_err(|_| PageError::NotFound)?;
    let reader = instance.db.read().await?;
    let stored = store::places::find(&reader, &id)
        .await?
        .ok_or(PageError::NotFound)?;
    let place = &stored.place;
    let directory = instance.directory.get();
    let calendar = directory.calendar(place.record.address.departement());
    let (mut state, mut week): (_, Option<[Day; 7]>) = (None, None);
    if let Some(Hours::Osm(hours)) = &place.record.hours {
        let timetable = hours.timetable();
        let today = frame.now().to_zoned(calendar.time_zone().clone()).date();
        state = Some(timetable.state_at(frame.now(), &calendar));
        week = Some(timetable.week(today, &calendar));
    }
    let circumstances = Circumstances {
        now: frame.now(),
        zone: calendar.time_zone().clone(),
        state,
        week: week.as_ref().map(<[Day; 7]>::as_slice),
        source: &stored.source.title,
        territories: territories(place),
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

/// Région, département and commune of a place, as links.
fn territories(place: &Place) -> Vec<Link> {
    let address = &place.record.address;
    let departement = france().departement(address.departement());
    let region = departement
        .and_then(|known| known.region)
        .and_then(|code| france().region(code));
    let link = |text: &str, path: String| Link {
        text: text.to_owned(),
        path,
    };
    let mut links = Vec::with_capacity(3);
    links.extend(region.map(|region| link(&region.name, urls::region(&region.code))));
    links.extend(departement.map(|known| link(&known.name, urls::departement(&known.code))));
    if let Some(code) = address.commune_code {
        let known = france()
            .commune_now(code)
            .map(|commune| france().city_of(commune));
        links.push(match known {
            Some(city) => link(&city.name, urls::commune(&city.code)),
            None => link(address.commune.as_str(), urls::commune(&code)),
        });
    }
    links
}

/// `GET /sitemaps/places/{part}`: parts are numbered from 1.
pub(crate) async fn sitemap(
    State(instance): State<Instance>,
    Path(part): Path<usize>,
) -> PageResult<Response> {
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
