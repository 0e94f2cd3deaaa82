//! Every address of the site, without language: [`super::frame::Frame::url`] puts the language before it.

use domain::places::PlaceId;
use domain::territory::{CommuneCode, DepartementCode, RegionCode};

/// The home page.
pub const HOME: &str = "/";
/// The search for places.
pub const PLACES: &str = "/lieux";
/// The drawn map of a list of places, as a file.
pub const PLACES_MAP: &str = "/lieux/carte.svg";
/// The outlines of communes under the movable map.
pub const COMMUNES_JSON: &str = "/fond/communes.json";
/// What answers a question in the view of a movable map.
pub const PLACES_GEOJSON: &str = "/lieux/carte.geojson";
/// Régions, to browse the places.
pub const TERRITORIES: &str = "/territoires";
/// What this site is, its sources and their dates.
pub const ABOUT: &str = "/a-propos";
/// The accessibility statement.
pub const ACCESSIBILITY: &str = "/accessibilite";
/// Legal notices.
pub const LEGAL: &str = "/mentions-legales";
/// The list of all kinds of pages.
pub const SITE_MAP: &str = "/plan-du-site";
/// The letters that would have been sent, in the demonstration only.
pub const DEMO_MAIL: &str = "/demo/courrier";
/// The map of the site for search engines.
pub const SITEMAP_INDEX: &str = "/sitemap.xml";
/// How a browser may search here.
pub const OPENSEARCH: &str = "/opensearch.xml";
/// Where members sign in.
pub const SIGN_IN: &str = "/connexion";
/// One's own account.
pub const ACCOUNT: &str = "/compte";
/// Entering by a code.
pub const CODE_ENTRY: &str = "/connexion/code";
/// One's own codes.
pub const CODES: &str = "/compte/codes";
/// The people of one's organisation.
pub const TEAM: &str = "/equipe";
/// Who may see and do what, for everybody to read.
pub const WHO_SEES_WHAT: &str = "/qui-voit-quoi";
/// The description of the API, for people.
pub const API: &str = "/api";
/// The description of the API, for programs.
pub const API_DOCUMENT: &str = "/api/v1/openapi.json";
/// The search of places for programs.
pub const API_PLACES: &str = "/api/v1/places";
/// The sources and their terms.
pub const API_SOURCES: &str = "/api/v1/sources";
/// The places in the national schema, CSV.
pub const EXPORT_SCHEMA: &str = "/api/v1/places.csv";
/// The places as JSON, in the national schema.
pub const EXPORT_JSON: &str = "/api/v1/places.json";
/// The places as GeoJSON.
pub const EXPORT_GEOJSON: &str = "/api/v1/places.geojson";

/// Whether a text may become a link: a source must not be able to make one that runs something.
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// The list of places of a query, which may be empty.
#[must_use]
pub fn places_asked(query: &str) -> String {
    if query.is_empty() {
        PLACES.to_owned()
    } else {
        format!("{PLACES}?{query}")
    }
}

/// The page of a place.
#[must_use]
pub fn place(id: &PlaceId) -> String {
    [PLACES, "/", id.as_str()].concat()
}

/// A place as JSON.
#[must_use]
pub fn place_json(id: &PlaceId) -> String {
    [API_PLACES, "/", id.as_str()].concat()
}

/// The drawn map around a place, as a file.
#[must_use]
pub fn place_map(id: &PlaceId) -> String {
    [PLACES, "/", id.as_str(), "/carte.svg"].concat()
}

/// The départements of a région.
#[must_use]
pub fn region(code: &RegionCode) -> String {
    format!("{TERRITORIES}/regions/{code}")
}

/// The communes of a département that have a place.
#[must_use]
pub fn departement(code: &DepartementCode) -> String {
    format!("{TERRITORIES}/departements/{code}")
}

/// The places of a commune.
#[must_use]
pub fn commune(code: &CommuneCode) -> String {
    format!("{TERRITORIES}/communes/{code}")
}

/// The page behind a sign-in link.
#[must_use]
pub fn sign_in_link(token: &str) -> String {
    [SIGN_IN, "/", token].concat()
}

/// The page behind an invitation.
#[must_use]
pub fn invitation(token: &str) -> String {
    ["/invitation/", token].concat()
}
