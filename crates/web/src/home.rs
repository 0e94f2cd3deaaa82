//! The home page: one question, and doors in plain words.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use directory::{Directory, OpenWhen, Question, QuestionError, Sort};
use jiff::Timestamp;

use crate::instance::Instance;
use crate::places::asked::Asked;
use crate::places::card::PlaceCard;
use crate::places::listing;
use crate::site::errors::PageResult;
use crate::site::format::MeasuredFrom;
use crate::site::html::{Page, html};
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// How many of the places open now are named.
const OPEN_NOW_SHOWN: usize = 4;

/// One way in, for somebody who would not know what to type.
pub struct Door {
    pub(crate) icon: &'static str,
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
    pub(crate) path: &'static str,
}

/// All doors; an instance shows those that lead to a place of its own.
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
    doors: Vec<&'static Door>,
    open_now: OpenNow,
}

/// What the home page says of what is open.
pub enum OpenNow {
    /// Nothing: on a directory of a whole country the first places by name would be nowhere near.
    Unsaid,
    /// There is no place at all: how to begin.
    Empty,
    /// Some places open now.
    Some(Vec<PlaceCard>),
    /// None is open; how many are tomorrow.
    Tomorrow(usize),
}

impl ShowHome {
    /// The home page, with the doors that lead somewhere and what is open now.
    #[must_use]
    pub fn new(frame: Frame, doors: Vec<&'static Door>, open_now: OpenNow) -> Self {
        Self {
            frame,
            doors,
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
                Self::new(
                    frame.clone(),
                    DOORS.iter().collect(),
                    OpenNow::Some(crate::places::invented::cards(frame)),
                ),
            ),
            Sample::new("empty", Self::new(frame.clone(), Vec::new(), OpenNow::Empty)),
            Sample::new(
                "at-night",
                Self::new(frame.clone(), DOORS.iter().collect(), OpenNow::Tomorrow(12)),
            ),
            Sample::new(
                "unconfigured",
                Self::new(frame.unconfigured(), DOORS.iter().collect(), OpenNow::Unsaid),
            ),
        ]
    }
}

pub(crate) fn routes() -> Router<Instance> {
    Router::new().route(urls::HOME, get(show))
}

/// `GET /`
async fn show(State(instance): State<Instance>, frame: Frame) -> PageResult<Page> {
    let directory = instance.directory.get();
    let open_now = open_now(&instance, &directory, &frame)?;
    let doors = doors(&directory, frame.now())?;
    html(&ShowHome::new(frame, doors, open_now))
}

/// The doors behind which there is a place: another would only disappoint.
///
/// # Errors
/// Those of [`Directory::count`].
pub(crate) fn doors(directory: &Directory, now: Timestamp) -> PageResult<Vec<&'static Door>> {
    let mut leading = Vec::new();
    for door in &DOORS {
        let query = door.path.split_once('?').map(|(_, query)| query);
        let asked = Asked::read(query, directory, now)?;
        if directory.count(&asked.question(None))? > 0 {
            leading.push(door);
        }
    }
    Ok(leading)
}

fn open_now(instance: &Instance, directory: &Directory, frame: &Frame) -> Result<OpenNow, QuestionError> {
    if directory.is_empty() {
        return Ok(OpenNow::Empty);
    }
    // "Around me" is the way there on a directory of a whole country.
    if directory.departements().len() != 1 {
        return Ok(OpenNow::Unsaid);
    }
    let open = |when| Question {
        open: Some(when),
        sort: Sort::Name,
        limit: OPEN_NOW_SHOWN,
        ..Question::default()
    };
    let answer = directory.search(&open(OpenWhen::At(frame.now())), frame.now())?;
    if !answer.found.is_empty() {
        let cards = listing::cards(
            &instance.said_hours,
            directory,
            &answer,
            MeasuredFrom::Point,
            frame,
        );
        return Ok(OpenNow::Some(cards));
    }
    Ok(match directory.count(&open(OpenWhen::DayAfter(frame.now())))? {
        0 => OpenNow::Unsaid,
        count => OpenNow::Tomorrow(count),
    })
}
