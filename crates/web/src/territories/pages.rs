//! `GET /territoires` and the pages under it: from région to commune.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use directory::{Directory, Near, Point, Question, Sort};
use domain::territory::{CommuneCode, DepartementCode, RegionCode};
use reference::france;

use super::inside::{Inside, above, country_link};
use super::{Child, Level, ShowTerritory, Territory};
use crate::instance::Instance;
use crate::places::asked::Asked;
use crate::places::listing;
use crate::places::pages::PER_PAGE;
use crate::site::errors::{PageError, PageResult};
use crate::site::format::MeasuredFrom;
use crate::site::html::{found_unless, html};
use crate::site::pagination::Pager;
use crate::site::sitemap::{self, Entry};
use crate::site::{Frame, urls};

/// How many places are named beside a commune that has none.
const NEAREST: usize = 5;

pub(crate) fn routes() -> Router<Instance> {
    Router::new()
        .route(urls::TERRITORIES, get(country))
        .route(&format!("{}/regions/{{code}}", urls::TERRITORIES), get(region))
        .route(
            &format!("{}/departements/{{code}}", urls::TERRITORIES),
            get(departement),
        )
        .route(&format!("{}/communes/{{code}}", urls::TERRITORIES), get(commune))
}

/// `GET /territoires`: the régions, and the overseas collectivities, which are in none.
async fn country(State(instance): State<Instance>, frame: Frame) -> PageResult<Response> {
    let directory = instance.directory.get();
    show(frame, &directory, Inside::Country, String::new())
}

/// `GET /territoires/regions/{code}`. `R84`, as the API and many files write it, leads to `84`.
async fn region(
    State(instance): State<Instance>,
    frame: Frame,
    Path(code): Path<String>,
) -> PageResult<Response> {
    let directory = instance.directory.get();
    let digits = code.strip_prefix(['R', 'r']).unwrap_or(&code);
    let region = RegionCode::parse(digits)
        .ok()
        .and_then(|code| france().region(code))
        .ok_or(PageError::NotFound)?;
    if region.code.as_str() != code {
        return Ok(Redirect::permanent(&frame.url(urls::region(&region.code))).into_response());
    }
    show(
        frame,
        &directory,
        Inside::Region(region.code),
        region.name.to_string(),
    )
}

/// `GET /territoires/departements/{code}`
async fn departement(
    State(instance): State<Instance>,
    frame: Frame,
    Path(code): Path<String>,
) -> PageResult<Response> {
    let directory = instance.directory.get();
    let known = DepartementCode::parse(&code)
        .ok()
        .and_then(|code| france().departement(code))
        .ok_or(PageError::NotFound)?;
    show(
        frame,
        &directory,
        Inside::Departement(known.code),
        known.name.to_string(),
    )
}

/// The page of a territory made of others; where there is only one to choose, what is inside that one.
fn show(frame: Frame, directory: &Directory, inside: Inside, name: String) -> PageResult<Response> {
    if let Some(path) = inside.only_way(directory) {
        return Ok(Redirect::temporary(&frame.url(path)).into_response());
    }
    let children: Vec<Child> = inside
        .children(directory)
        .into_iter()
        .map(|(_, child)| child)
        .collect();
    let (level, above, search) = match inside {
        Inside::Country => (Level::Country, Vec::new(), None),
        Inside::Region(code) => (
            Level::Region,
            country_link(directory, &frame),
            Some(format!("{}?region={code}", urls::PLACES)),
        ),
        Inside::Departement(code) => (
            Level::Departement,
            above(directory, &frame, code, false),
            Some(format!("{}?departement={code}", urls::PLACES)),
        ),
    };
    let territory = Territory {
        above,
        search,
        ..territory(level, name, children)
    };
    Ok(html(&ShowTerritory::new(frame, territory))?.into_response())
}

/// `GET /territoires/communes/{code}`. A former code or an arrondissement leads to the commune of today.
async fn commune(
    State(instance): State<Instance>,
    frame: Frame,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
) -> PageResult<Response> {
    let directory = instance.directory.get();
    let code = CommuneCode::parse(&code).map_err(|_| PageError::NotFound)?;
    let known = france()
        .commune_now(code)
        .map(|commune| france().city_of(commune));
    if let Some(city) = known.filter(|city| city.code != code) {
        return Ok(Redirect::permanent(&frame.url(urls::commune(&city.code))).into_response());
    }
    let departement = known.map_or_else(|| code.departement(), |commune| commune.departement);
    let tally = directory
        .communes_of(departement)
        .iter()
        .find(|tally| tally.code == Some(code));
    let name = match (known, tally) {
        (Some(commune), _) => commune.name.to_string(),
        (None, Some(tally)) => tally.name.to_string(),
        (None, None) => return Err(PageError::NotFound),
    };
    let asked = Asked::read(query.as_deref(), &directory, frame.now())?;
    let number = asked.page()?;
    let question = Question {
        territory: Some(directory::Territory::Commune(code)),
        sort: Sort::Name,
        offset: number.skip(PER_PAGE),
        limit: PER_PAGE,
        ..Question::default()
    };
    let answer = directory.search(&question, frame.now())?;
    let mut page = territory(Level::Commune, name, Vec::new());
    page.above = above(&directory, &frame, departement, true);
    page.total = answer.total;
    page.cards = listing::cards(
        &instance.said_hours,
        &directory,
        &answer,
        MeasuredFrom::Point,
        &frame,
    );
    page.pager = Pager::new(&urls::commune(&code), "", number, answer.total, PER_PAGE);
    page.search = (answer.total > 0).then(|| format!("{}?insee={code}", urls::PLACES));
    if let (0, Some(centre)) = (answer.total, known.and_then(|commune| commune.centre)) {
        let near = Near {
            point: Point::new(centre.latitude(), centre.longitude()),
            radius_m: None,
        };
        let question = Question {
            near: Some(near),
            sort: Sort::Distance,
            limit: NEAREST,
            ..Question::default()
        };
        let nearest = directory.search(&question, frame.now())?;
        let from = MeasuredFrom::Town(&page.name);
        page.nearest = listing::cards(&instance.said_hours, &directory, &nearest, from, &frame);
    }
    let page = ShowTerritory::new(frame, page);
    Ok((found_unless(page.is_beyond()), html(&page)?).into_response())
}

/// `GET /sitemaps/territories.xml`: the territories that have places.
pub(crate) async fn sitemap(State(instance): State<Instance>) -> Response {
    let directory = instance.directory.get();
    let mut paths = Vec::new();
    for code in directory.departements() {
        paths.push(urls::departement(&code));
        paths.extend(
            directory
                .communes_of(code)
                .iter()
                .filter_map(|tally| tally.code)
                .map(|code| urls::commune(&code)),
        );
    }
    sitemap::list(
        &instance.site,
        paths.into_iter().map(|path| Entry {
            path,
            changed_on: None,
        }),
    )
}

/// A territory made of others, or of places.
fn territory(level: Level, name: String, children: Vec<Child>) -> Territory {
    Territory {
        level,
        name,
        above: Vec::new(),
        total: children.iter().map(|child| child.places).sum(),
        children,
        cards: Vec::new(),
        pager: None,
        nearest: Vec::new(),
        search: None,
    }
}
