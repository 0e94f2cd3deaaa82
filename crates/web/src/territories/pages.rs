//! `GET /territoires` and the pages under it: from région to commune.

use axum::Router;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use directory::{Directory, Near, Point, Question, Sort};
use domain::territory::{CommuneCode, DepartementCode, RegionCode};
use reference::france;

use super::{Child, Level, ShowTerritory, Territory};
use crate::instance::Instance;
use crate::places::asked::Asked;
use crate::places::listing;
use crate::places::pages::PER_PAGE;
use crate::places::results::Link;
use crate::site::errors::{PageError, PageResult};
use crate::site::html::html;
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
async fn country(State(instance): State<Instance>, frame: Frame) -> PageResult<Html<String>> {
    let directory = instance.directory.get();
    let mut children: Vec<Child> = france()
        .regions()
        .iter()
        .map(|region| Child {
            name: region.name.to_string(),
            code: None,
            path: urls::region(&region.code),
            places: france()
                .departements_of(region.code)
                .map(|known| directory.places_of(known.code))
                .sum(),
        })
        .collect();
    let collectivities = france()
        .departements()
        .iter()
        .filter(|known| known.region.is_none());
    children.extend(collectivities.map(|known| departement_child(known, &directory)));
    show(frame, territory(Level::Country, String::new(), children))
}

/// `GET /territoires/regions/{code}`
async fn region(
    State(instance): State<Instance>,
    frame: Frame,
    Path(code): Path<String>,
) -> PageResult<Html<String>> {
    let directory = instance.directory.get();
    let region = RegionCode::parse(&code)
        .ok()
        .and_then(|code| france().region(code))
        .ok_or(PageError::NotFound)?;
    let children = france()
        .departements_of(region.code)
        .map(|known| departement_child(known, &directory))
        .collect();
    let mut page = territory(Level::Region, region.name.to_string(), children);
    page.search = Some(format!("{}?region={code}", urls::PLACES));
    show(frame, page)
}

/// `GET /territoires/departements/{code}`
async fn departement(
    State(instance): State<Instance>,
    frame: Frame,
    Path(code): Path<String>,
) -> PageResult<Html<String>> {
    let directory = instance.directory.get();
    let known = DepartementCode::parse(&code)
        .ok()
        .and_then(|code| france().departement(code))
        .ok_or(PageError::NotFound)?;
    let children = directory
        .communes_of(known.code)
        .iter()
        .map(|commune| Child {
            name: commune.name.to_string(),
            code: None,
            path: commune
                .code
                .map_or_else(|| by_name(&commune.name, known.code), |code| urls::commune(&code)),
            places: commune.places,
        })
        .collect();
    let mut page = territory(Level::Departement, known.name.to_string(), children);
    page.above = above(Some(known.code), false);
    page.search = Some(format!("{}?departement={code}", urls::PLACES));
    show(frame, page)
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
    page.above = above(Some(departement), true);
    page.total = answer.total;
    page.cards = listing::cards(&directory, &answer.found, &frame, "");
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
        page.nearest = listing::cards(&directory, &nearest.found, &frame, "");
    }
    Ok(show(frame, page)?.into_response())
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

fn show(frame: Frame, territory: Territory) -> PageResult<Html<String>> {
    html(&ShowTerritory::new(frame, territory))
}

/// A territory made of others; those without places are left out.
fn territory(level: Level, name: String, mut children: Vec<Child>) -> Territory {
    children.retain(|child| child.places > 0);
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

fn departement_child(known: &reference::Departement, directory: &Directory) -> Child {
    Child {
        name: known.name.to_string(),
        code: Some(known.code.to_string()),
        path: urls::departement(&known.code),
        places: directory.places_of(known.code),
    }
}

/// The places of a commune whose code nobody gave.
fn by_name(name: &str, departement: DepartementCode) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query
        .append_pair("commune", name)
        .append_pair("departement", departement.as_str());
    format!("{}?{}", urls::PLACES, query.finish())
}

/// The région, and the département itself when the page is below it.
fn above(departement: Option<DepartementCode>, with_departement: bool) -> Vec<Link> {
    let known = departement.and_then(|code| france().departement(code));
    let region = known
        .and_then(|known| known.region)
        .and_then(|code| france().region(code));
    let mut links: Vec<Link> = region
        .map(|region| Link {
            text: region.name.to_string(),
            path: urls::region(&region.code),
        })
        .into_iter()
        .collect();
    if let Some(known) = known.filter(|_| with_departement) {
        links.push(Link {
            text: known.name.to_string(),
            path: urls::departement(&known.code),
        });
    }
    links
}
