//! Pages kept ready for a minute.
//!
//! A public page depends on its address, its language, the minute and the state of the directory, and on nothing of
//! its visitor: the second one who asks within the minute gets what was made for the first, compressed as it was. Hours
//! are given in minutes, so that "open until 6 pm" is never late. A request that carries a cookie or an authorisation
//! is never answered from here, and what is made for it is never kept.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;

use crate::instance::Instance;

/// All kept pages together, in bytes. When they are more, all are let go: a minute later they would be anyway.
const ALL_BYTES: usize = 4 * 1024 * 1024;
/// A larger page is not kept.
const ONE_BYTES: usize = 256 * 1024;
/// A longer address is not worth a place.
const LONGEST_KEY_BYTES: usize = 800;

/// The minute, and the version of the directory.
type Moment = (i64, i64);

/// The pages kept.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    moment: Moment,
    bytes: usize,
    pages: HashMap<Box<str>, Page>,
}

#[derive(Clone)]
struct Page {
    headers: HeaderMap,
    body: Bytes,
}

impl Page {
    fn answer(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.headers_mut() = self.headers;
        response
    }
}

impl Shelf {
    fn get(&self, key: &str, moment: Moment) -> Option<Page> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.moment == moment {
            kept.pages.get(key).cloned()
        } else {
            None
        }
    }

    fn put(&self, key: Box<str>, page: Page, moment: Moment) {
        // Headers are a few hundred bytes, and count as much as the rest.
        let size = key.len() + page.body.len() + 1_024;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if moment < kept.moment {
            return;
        }
        if kept.moment != moment || kept.bytes + size > ALL_BYTES {
            *kept = Kept {
                moment,
                ..Kept::default()
            };
        }
        if kept.pages.insert(key, page).is_none() {
            kept.bytes += size;
        }
    }
}

/// The slot of the shelf where the answer to a request stands, or will.
pub(super) struct Slot<'i> {
    shelf: &'i Shelf,
    key: Box<str>,
    moment: Moment,
}

impl<'i> Slot<'i> {
    /// The slot of a request; `None` when it is not a plain visit.
    pub(super) fn of(request: &Request, instance: &'i Instance) -> Option<Self> {
        Some(Self {
            shelf: &instance.shelf,
            key: key(request)?,
            moment: (
                instance.site.clock.now().as_second().div_euclid(60),
                instance.directory.get().version(),
            ),
        })
    }

    /// The page that stands there.
    pub(super) fn page(&self) -> Option<Response> {
        self.shelf.get(&self.key, self.moment).map(Page::answer)
    }

    /// Keeps an answer, if it is a page that others may have.
    pub(super) async fn keep(self, response: Response) -> Response {
        let is_page = response.status() == StatusCode::OK
            && response
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
            && !response.headers().contains_key(header::SET_COOKIE);
        if !is_page {
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(body) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
            // Pages are made in memory and cannot break off; if one did, the visitor sees what a broken line would show.
            return Response::from_parts(parts, Body::empty());
        };
        if body.len() <= ONE_BYTES {
            let page = Page {
                headers: parts.headers.clone(),
                body: body.clone(),
            };
            self.shelf.put(self.key, page, self.moment);
        }
        Response::from_parts(parts, Body::from(body))
    }
}

/// Under which name the answer may be kept; `None` when the request is not a plain visit.
fn key(request: &Request) -> Option<Box<str>> {
    let headers = request.headers();
    let is_plain = request.method() == Method::GET
        && [header::COOKIE, header::AUTHORIZATION, header::RANGE]
            .iter()
            .all(|name| !headers.contains_key(name));
    if !is_plain {
        return None;
    }
    let encodings = headers
        .get(header::ACCEPT_ENCODING)
        .map_or(Some(""), |value| value.to_str().ok())?;
    let languages = headers
        .get(header::ACCEPT_LANGUAGE)
        .map_or(Some(""), |value| value.to_str().ok())?;
    let address = request.uri().path_and_query()?.as_str();
    let key = [encodings, "\n", languages, "\n", address].concat();
    (key.len() <= LONGEST_KEY_BYTES).then(|| key.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: usize) -> Page {
        Page {
            headers: HeaderMap::new(),
            body: Bytes::from(vec![0; bytes]),
        }
    }

    #[test]
    fn a_page_is_kept_for_its_minute_and_its_directory_only() {
        let shelf = Shelf::default();
        shelf.put("/".into(), page(10), (7, 1));
        assert!(shelf.get("/", (7, 1)).is_some());
        assert!(shelf.get("/", (8, 1)).is_none(), "another minute");
        assert!(shelf.get("/", (7, 2)).is_none(), "another directory");
    }

    #[test]
    fn the_shelf_never_holds_more_than_its_measure() {
        let shelf = Shelf::default();
        for number in 0..100 {
            shelf.put(number.to_string().into(), page(ONE_BYTES), (1, 1));
            assert!(shelf.0.lock().unwrap().bytes <= ALL_BYTES);
        }
        assert!(shelf.get("99", (1, 1)).is_some());
    }

    #[test]
    fn what_a_known_visitor_asks_is_neither_kept_nor_answered_from_the_shelf() {
        let request =
            |name: header::HeaderName| Request::get("/").header(name, "x").body(Body::empty()).unwrap();
        assert!(key(&request(header::COOKIE)).is_none());
        assert!(key(&request(header::AUTHORIZATION)).is_none());
        assert!(key(&request(header::ACCEPT)).is_some());
        assert!(key(&Request::post("/").body(Body::empty()).unwrap()).is_none());
    }
}
