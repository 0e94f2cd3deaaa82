//! `GET /api/v1/communes`: communes by what somebody types, and by code.

use axum::Json;
use axum::extract::{Path, RawQuery};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::territory::CommuneCode;
use reference::{Hints, Resolution, france};
use serde::Serialize;
use utoipa::ToSchema;

use crate::api::cache::Cache;
use crate::api::operation::{MOST_COMMUNES, SEARCH_COMMUNES, SHOW_COMMUNE};
use crate::api::problem::{Kind, Problem};
use crate::api::query::Query;
use crate::places::answer::LatLon;

/// The list of communes changes with the program only.
const A_DAY_S: u32 = 86_400;

/// Communes that what was typed may mean.
#[derive(Debug, Serialize, ToSchema)]
pub struct Communes {
    /// The code of the only commune that the whole text names, if there is one.
    resolved: Option<String>,
    /// The communes to offer, the likeliest first.
    communes: Vec<Commune>,
}

/// A commune, or a municipal arrondissement of Paris, Lyon or Marseille.
#[derive(Debug, Serialize, ToSchema)]
pub struct Commune {
    /// Its INSEE code.
    #[schema(example = "69123")]
    code: String,
    /// Its official name.
    name: String,
    /// The département or overseas collectivity.
    departement: Named,
    /// The région; overseas collectivities are in none.
    region: Option<Named>,
    /// The grouping of communes (EPCI), by SIREN number.
    epci: Option<Named>,
    /// The city of a municipal arrondissement.
    city: Option<String>,
    /// Its postcodes.
    postcodes: Vec<String>,
    /// Its inhabitants, where known.
    population: Option<u32>,
    /// Its town hall, else a point well inside.
    position: Option<LatLon>,
}

/// A territory by code and name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Named {
    /// Its code.
    code: String,
    /// Its name.
    name: String,
}

impl From<&reference::Commune> for Commune {
    fn from(commune: &reference::Commune) -> Self {
        let departement = france().departement(commune.departement);
        let region = commune.region.and_then(|code| france().region(code));
        let epci = france().epci_of(france().city_of(commune));
        Self {
            code: commune.code.to_string(),
            name: commune.name.to_string(),
            departement: Named {
                code: commune.departement.to_string(),
                name: departement.map_or_else(String::new, |known| known.name.to_string()),
            },
            region: region.map(|region| Named {
                code: region.code.to_string(),
                name: region.name.to_string(),
            }),
            epci: epci.map(|epci| Named {
                code: epci.siren.to_string(),
                name: epci.name.to_string(),
            }),
            city: commune.city.map(|city| city.to_string()),
            postcodes: commune.postcodes.iter().map(ToString::to_string).collect(),
            population: commune.population,
            position: commune.centre.map(LatLon::from),
        }
    }
}

/// Search communes.
#[utoipa::path(
    get, path = "/api/v1/communes", operation_id = "searchCommunes", tag = "reference",
    responses((status = 200, description = "Communes to offer", body = Communes))
)]
pub(crate) async fn search(RawQuery(raw): RawQuery, headers: HeaderMap) -> Result<Response, Problem> {
    let query = Query::read(raw.as_deref(), &SEARCH_COMMUNES)?;
    let typed = query.get("q").unwrap_or_default();
    let limit = query
        .get("limit")
        .and_then(|limit| limit.parse().ok())
        .unwrap_or(MOST_COMMUNES);
    let cache = Cache::of(&["communes", typed, &limit.to_string()], A_DAY_S);
    if let Some(unchanged) = cache.unchanged(&headers) {
        return Ok(unchanged);
    }
    let resolution = france().resolve(typed, Hints::default());
    let mut communes = france().complete(typed, limit);
    // A slip in the name completes to nothing, yet it may name one commune for sure.
    match &resolution {
        Resolution::Found(found) if !communes.iter().any(|known| known.code == found.commune.code) => {
            communes.insert(0, found.commune);
        }
        Resolution::Ambiguous(several) if communes.is_empty() => communes.extend(several),
        _ => {}
    }
    communes.truncate(limit);
    let answer = Communes {
        resolved: match &resolution {
            Resolution::Found(found) => Some(found.commune.code.to_string()),
            Resolution::Ambiguous(_) | Resolution::Unknown => None,
        },
        communes: communes.into_iter().map(Commune::from).collect(),
    };
    Ok(cache.mark(Json(answer).into_response()))
}

/// Show a commune.
#[utoipa::path(
    get, path = "/api/v1/communes/{code}", operation_id = "showCommune", tag = "reference",
    responses((status = 200, description = "The commune", body = Commune))
)]
pub(crate) async fn show(
    Path(code): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Query::read(raw.as_deref(), &SHOW_COMMUNE)?;
    let commune = CommuneCode::parse(&code)
        .ok()
        .and_then(|code| france().commune_now(code))
        .ok_or_else(|| Problem::with_parameter(Kind::NoSuchCommune, "code").value(&code))?;
    let cache = Cache::of(&["commune", commune.code.as_str()], A_DAY_S);
    Ok(cache
        .unchanged(&headers)
        .unwrap_or_else(|| cache.mark(Json(Commune::from(commune)).into_response())))
}
