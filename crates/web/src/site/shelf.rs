//! Pages kept ready for a minute.
//!
//! A public page depends on its address, its language, the minute and the state of the directory, and on nothing of
//! its visitor: the third one who asks within the minute gets what was made for the second, compressed as it was. What
//! only one asks for is not kept, so that a robot that walks through all pages does not take the room of those that
//! many want. Hours are given in minutes, so that "open until 6 pm" is never late. A request that carries a cookie or an
//! authorisation is never answered from here, and what is made for it is never kept.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use http_body_util::BodyExt;

use crate::instance::Instance;

/// All kept pages together, in bytes. When they would be more, those go first that nobody asked for lately.
const ALL_BYTES: usize = 4 * 1024 * 1024;
/// A larger page is not kept.
const ONE_BYTES: usize = 256 * 1024;
/// A longer address is not worth a place.
const LONGEST_KEY_BYTES: usize = 800;
/// The pages asked for once that are remembered; when they are more, all are forgotten.
const MOST_ASKED_ONCE: usize = 20_000;

/// The minute, and the edition of the directory.
type Moment = (i64, u64);

/// The pages kept.
#[derive(Default)]
pub struct Shelf(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    moment: Moment,
    bytes: usize,
    pages: HashMap<Arc<str>, Standing>,
    /// The names of the pages, the next to go first.
    row: VecDeque<Arc<str>>,
    /// Digests of what was asked for. Two pages of one digest would only be kept a visit too early.
    asked: HashSet<u64>,
    digests: RandomState,
}

impl Kept {
    /// Nothing yet, for this moment.
    fn at(moment: Moment) -> Self {
        Self {
            moment,
            ..Self::default()
        }
    }

    /// Lets pages go until there is room for this many bytes. A page that was asked for since its turn last came stays
    /// for another one: the home page outlives what a few people read a minute ago.
    fn make_room(&mut self, bytes: usize) {
        while self.bytes + bytes > ALL_BYTES
            && let Some(name) = self.row.pop_front()
        {
            match self.pages.get_mut(&name) {
                Some(standing) if standing.is_asked_for => {
                    standing.is_asked_for = false;
                    self.row.push_back(name);
                }
                _ => self.take_away(&name),
            }
        }
    }

    fn take_away(&mut self, name: &str) {
        if let Some(gone) = self.pages.remove(name) {
            self.bytes -= gone.bytes;
        }
    }
}

/// A page on the shelf.
struct Standing {
    page: Page,
    /// What it takes.
    bytes: usize,
    /// Whether it was asked for since it was put there, or since its turn to go last came.
    is_asked_for: bool,
}

/// What the shelf says of a page.
enum Found {
    /// It stands there.
    Page(Page),
    /// It was asked for before: it is worth keeping.
    Wanted,
    /// Nobody asked for it within the minute.
    New,
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
    fn get(&self, key: &str, moment: Moment) -> Found {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Another moment, and not only a later one: a clock that was set back must not leave the shelf empty until then.
        if kept.moment != moment {
            *kept = Kept::at(moment);
        }
        if let Some(standing) = kept.pages.get_mut(key) {
            standing.is_asked_for = true;
            return Found::Page(standing.page.clone());
        }
        if kept.asked.len() >= MOST_ASKED_ONCE {
            kept.asked.clear();
        }
        let digest = kept.digests.hash_one(key);
        if kept.asked.insert(digest) {
            Found::New
        } else {
            Found::Wanted
        }
    }

    fn put(&self, key: Box<str>, page: Page, moment: Moment) {
        // Headers are a few hundred bytes, and count as much as the rest.
        let bytes = key.len() + page.body.len() + 1_024;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Made in a moment that is over.
        if moment < kept.moment {
            return;
        }
        if kept.moment != moment {
            *kept = Kept::at(moment);
        }
        // Two may have asked at the same time: the second finds it there already.
        if kept.pages.contains_key(&*key) {
            return;
        }
        kept.make_room(bytes);
        let name: Arc<str> = key.into();
        let standing = Standing {
            page,
            bytes,
            is_asked_for: false,
        };
        kept.bytes += bytes;
        kept.row.push_back(Arc::clone(&name));
        kept.pages.insert(name, standing);
    }
}

/// What the shelf is for a request.
pub(super) enum Slot<'i> {
    /// The answer stands there.
    Ready(Response),
    /// The answer is worth keeping here.
    Free(Free<'i>),
    /// The answer is for this visitor, or for nobody else yet.
    None,
}

impl<'i> Slot<'i> {
    /// What the shelf is for this request.
    pub(super) fn of(request: &Request, instance: &'i Instance) -> Self {
        let Some(key) = key(request) else {
            return Self::None;
        };
        let moment = (
            instance.site.clock.now().as_second().div_euclid(60),
            instance.directory.get().edition(),
        );
        let shelf = &instance.shelf;
        match shelf.get(&key, moment) {
            Found::Page(page) => Self::Ready(page.answer()),
            Found::Wanted => Self::Free(Free { shelf, key, moment }),
            Found::New => Self::None,
        }
    }
}

/// A place on the shelf for one answer.
pub(super) struct Free<'i> {
    shelf: &'i Shelf,
    key: Box<str>,
    moment: Moment,
}

impl Free<'_> {
    /// Keeps an answer, if it is a page that others may have.
    pub(super) async fn keep(self, response: Response) -> Response {
        let is_page = response.status() == StatusCode::OK
            && response
                .headers()
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
            && !response.headers().contains_key(header::SET_COOKIE)
            // What a page says of itself: behind a link that opens once stands another page a moment later.
            && response
                .headers()
                .get(header::CACHE_CONTROL)
                .is_none_or(|asked| asked != "no-store");
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
///
/// The language of a page stands in its address. What answers in the language that a browser asks for, the API, is no
/// page and never kept.
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
    let address = request.uri().path_and_query()?.as_str();
    let key = [encodings, "\n", address].concat();
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

    fn stands(shelf: &Shelf, key: &str, moment: Moment) -> bool {
        matches!(shelf.get(key, moment), Found::Page(_))
    }

    #[test]
    fn a_page_is_kept_for_its_minute_and_its_directory_only() {
        let shelf = Shelf::default();
        shelf.put("/".into(), page(10), (7, 1));
        assert!(stands(&shelf, "/", (7, 1)));
        assert!(!stands(&shelf, "/", (7, 2)), "another directory");
        shelf.put("/".into(), page(10), (7, 2));
        assert!(stands(&shelf, "/", (7, 2)));
        assert!(!stands(&shelf, "/", (8, 2)), "another minute");
        assert!(
            !stands(&shelf, "/", (7, 2)),
            "a late visitor of the minute before"
        );
    }

    #[test]
    fn a_page_is_worth_keeping_from_the_second_visit_within_the_minute() {
        let shelf = Shelf::default();
        assert!(matches!(shelf.get("/", (7, 1)), Found::New));
        assert!(matches!(shelf.get("/lieux", (7, 1)), Found::New));
        assert!(matches!(shelf.get("/", (7, 1)), Found::Wanted));
        assert!(matches!(shelf.get("/", (8, 1)), Found::New), "another minute");
    }

    #[test]
    fn a_robot_that_asks_for_every_page_once_takes_no_room_and_little_memory() {
        let shelf = Shelf::default();
        shelf.put("/".into(), page(10), (7, 1));
        for number in 0..3 * MOST_ASKED_ONCE {
            let found = shelf.get(&format!("/lieux/{number}"), (7, 1));
            assert!(matches!(found, Found::New), "{number}");
        }
        assert!(stands(&shelf, "/", (7, 1)));
        assert!(shelf.0.lock().unwrap().asked.len() <= MOST_ASKED_ONCE);
    }

    #[test]
    fn the_shelf_never_holds_more_than_its_measure() {
        let shelf = Shelf::default();
        for number in 0..100 {
            shelf.put(number.to_string().into(), page(ONE_BYTES), (1, 1));
            let kept = shelf.0.lock().unwrap();
            assert!(kept.bytes <= ALL_BYTES);
            let counted: usize = kept.pages.values().map(|standing| standing.bytes).sum();
            assert_eq!((kept.bytes, kept.row.len()), (counted, kept.pages.len()));
        }
        assert!(stands(&shelf, "99", (1, 1)));
        assert!(stands(&shelf, "90", (1, 1)), "room for many is left to them");
        assert!(!stands(&shelf, "0", (1, 1)));
    }

    #[test]
    fn a_page_that_many_ask_for_outlives_those_that_nobody_asks_for_again() {
        let shelf = Shelf::default();
        shelf.put("/".into(), page(10), (1, 1));
        for number in 0..100 {
            assert!(stands(&shelf, "/", (1, 1)), "{number}");
            shelf.put(number.to_string().into(), page(ONE_BYTES), (1, 1));
        }
        for number in 100..200 {
            shelf.put(number.to_string().into(), page(ONE_BYTES), (1, 1));
        }
        assert!(!stands(&shelf, "/", (1, 1)), "nobody asked for it any more");
    }

    #[test]
    fn a_page_made_twice_at_the_same_time_takes_the_room_of_one() {
        let shelf = Shelf::default();
        for _ in 0..100 {
            shelf.put("/".into(), page(ONE_BYTES), (1, 1));
        }
        let kept = shelf.0.lock().unwrap();
        assert_eq!((kept.pages.len(), kept.row.len()), (1, 1));
        assert!(kept.bytes < 2 * ONE_BYTES);
    }

    #[test]
    fn what_a_browser_says_of_languages_makes_no_other_page() {
        let asking = |languages: &str| {
            let request = Request::get("/lieux").header(header::ACCEPT_LANGUAGE, languages);
            key(&request.body(Body::empty()).unwrap()).unwrap()
        };
        assert_eq!(asking("fr-FR,fr;q=0.9"), asking("en"));
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
