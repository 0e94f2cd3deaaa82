//! The home page: one question, and doors in plain words.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::Html;
use axum::routing::get;
use directory::{OpenWhen, Question, Sort};

use crate::instance::Instance;
use crate::places::card::PlaceCard;
use crate::places::listing;
use crate::site::errors::PageResult;
use crate::site::html::html;
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// How many of the places open now are named.
const OPEN_NOW_SHOWN: usize = 4;

/// One way in, for somebody who would not know what to type.
pub struct Door {
    icon: &'static str,
    title: &'static str,
    text: &'static str,
    path: &'static str,
}

/// The doors of this instance: only what it runs.
const DOORS: [Door; 6] = [
    Door {
        icon: "file-text",
        title: "home-door-procedure",
        text: "home-door-procedure-text",
        path: "/lieux?service=demarches",
    },
    Door {
        icon: "school",
        title: "home-door-learn",
        text: "home-door-learn-text",
        path: "/lieux?service=outils-du-quotidien",
    },
    Door {
        icon: "device-laptop",
        title: "home-door-equipment",
        text: "home-door-equipment-text",
        path: "/lieux?service=acces-internet&service=materiel-solidaire",
    },
    Door {
        icon: "briefcase",
        title: "home-door-work",
        text: "home-door-work-text",
        path: "/lieux?service=insertion-professionnelle",
    },
    Door {
        icon: "shield-check",
        title: "home-door-safety",
        text: "home-door-safety-text",
        path: "/lieux?service=securite",
    },
    Door {
        icon: "map-pin",
        title: "home-door-near",
        text: "home-door-near-text",
        path: urls::TERRITORIES,
    },
];

/// The home page.
#[derive(Template)]
#[template(path = "home/show.html")]
pub struct ShowHome {
    frame: Frame,
    doors: &'static [Door],
    /// Some places open now, or none to show.
    open_now: Vec<PlaceCard>,
}

impl ShowHome {
    /// The home page, with a few places that are open now.
    #[must_use]
    pub fn new(frame: Frame, open_now: Vec<PlaceCard>) -> Self {
        Self {
            frame,
            doors: &DOORS,
            open_now,
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl Samples for ShowHome {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![
            Sample::new(
                "usual",
                Self::new(frame.clone(), crate::places::invented::cards(frame)),
            ),
            Sample::new("unconfigured", Self::new(frame.unconfigured(), Vec::new())),
        ]
    }
}

pub(crate) fn routes() -> Router<Instance> {
    Router::new().route(urls::HOME, get(show))
}

/// `GET /`
async fn show(State(instance): State<Instance>, frame: Frame) -> PageResult<Html<String>> {
    let directory = instance.directory.get();
    // On a directory of a whole country the first places by name would mean nothing: "around me" is the way there.
    let is_local = directory.departements().len() == 1;
    let open_now = if is_local {
        let question = Question {
            open: Some(OpenWhen::At(frame.now())),
            sort: Sort::Name,
            limit: OPEN_NOW_SHOWN,
            ..Question::default()
        };
        listing::cards(
            &directory,
            &directory.search(&question, frame.now())?.found,
            &frame,
            "",
        )
    } else {
        Vec::new()
    };
    html(&ShowHome::new(frame, open_now))
}
