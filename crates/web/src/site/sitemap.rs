//! The map of the site for search engines (sitemaps.org, protocol 0.9): an index, the fixed pages, and lists of any
//! length written as they are sent.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::instance::Instance;

use super::frame::localised;
use super::robots::xml;
use super::{Language, Site, urls};

/// One page of the map: its path without language, and the day it last changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Path without language.
    pub path: String,
    /// When its content last changed, if known.
    pub changed_on: Option<jiff::civil::Date>,
}

/// The parts that are always there. Places come in as many parts as they need.
const PARTS: [&str; 2] = ["/sitemaps/pages.xml", "/sitemaps/territories.xml"];
/// How many entries are written at a time.
const AT_A_TIME: usize = 500;
/// How many places a part has: the protocol allows 50,000 addresses in a file, and each place has one in each language.
pub const PLACES_IN_PART: usize = 20_000;

/// `GET /sitemap.xml`
pub(super) async fn index(State(instance): State<Instance>) -> Response {
    let base = xml(&instance.site.settings.base_url);
    let parts_of_places = instance.directory.get().len().div_ceil(PLACES_IN_PART);
    let places = (1..=parts_of_places).map(|part| format!("/sitemaps/places/{part}"));
    let parts: String = PARTS
        .iter()
        .map(ToString::to_string)
        .chain(places)
        .map(|part| format!("<sitemap><loc>{base}{part}</loc></sitemap>\n"))
        .collect();
    answer(Body::from(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{parts}</sitemapindex>\n"
    )))
}

/// `GET /sitemaps/pages.xml`
pub(super) async fn pages(State(site): State<Site>) -> Response {
    let entries = [
        urls::HOME,
        urls::PLACES,
        urls::TERRITORIES,
        urls::ABOUT,
        urls::ACCESSIBILITY,
        urls::LEGAL,
        urls::SITE_MAP,
    ]
    .map(|path| Entry {
        path: path.to_owned(),
        changed_on: None,
    });
    list(&site, entries.into_iter())
}

/// A list of pages in every language, sent as it is written: 25,000 places never stand in memory at once.
pub fn list(site: &Site, entries: impl Iterator<Item = Entry> + Send + 'static) -> Response {
    let base = xml(&site.settings.base_url);
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
                <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
    let mut entries = entries.peekable();
    let mut pieces = Some(head.to_owned());
    let stream = stream::iter(std::iter::from_fn(move || {
        let mut piece = pieces.take()?;
        for entry in entries.by_ref().take(AT_A_TIME) {
            write_entry(&mut piece, &base, &entry);
        }
        if entries.peek().is_some() {
            pieces = Some(String::new());
        } else {
            piece.push_str("</urlset>\n");
        }
        Some(Ok::<_, std::convert::Infallible>(Bytes::from(piece)))
    }));
    answer(Body::from_stream(stream))
}

fn write_entry(out: &mut String, base: &str, entry: &Entry) {
    let url = |language| format!("{base}{}", xml(&localised(language, &entry.path)));
    let alternates: String = Language::ALL
        .map(|language| {
            format!(
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>",
                language.tag(),
                url(language)
            )
        })
        .concat();
    let changed = entry
        .changed_on
        .map(|day| format!("<lastmod>{day}</lastmod>"))
        .unwrap_or_default();
    for language in Language::ALL {
        out.push_str(&format!(
            "<url><loc>{}</loc>{changed}{alternates}</url>\n",
            url(language)
        ));
    }
}

fn answer(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "application/xml; charset=utf-8")], body).into_response()
}
