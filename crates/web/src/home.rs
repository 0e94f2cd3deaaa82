//! The home page: one question, and doors in plain words.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::routing::get;
use directory::{Directory, OpenWhen, Question, QuestionError, Sort};
use domain::places::{Service, Vocabulary};

use crate::instance::Instance;
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
    /// It leads to the places with one of these services; the door without any, to the territories.
    services: &'static [Service],
}

impl Door {
    /// Where it leads.
    pub(crate) fn path(&self) -> String {
        if self.services.is_empty() {
            return urls::TERRITORIES.to_owned();
        }
        let services: Vec<String> = self
            .services
            .iter()
            .map(|service| format!("service={}", service.code()))
            .collect();
        format!("{}?{}", urls::PLACES, services.join("&"))
    }
}

/// All doors; an instance shows those that lead to a place of its own.
const DOORS: [Door; 6] = [
    Door {
        icon: "file-text",
        title: "home-door-procedure",
        text: "home-door-procedure-text",
        services: &[Service::AdministrativeHelp],
    },
    Door {
        icon: "school",
        title: "home-door-learn",
        text: "home-door-learn-text",
        services: &[Service::EverydayTools],
    },
    Door {
        icon: "device-laptop",
        title: "home-door-equipment",
        text: "home-door-equipment-text",
        services: &[Service::InternetAndComputers, Service::AffordableEquipment],
    },
    Door {
        icon: "briefcase",
        title: "home-door-work",
        text: "home-door-work-text",
        services: &[Service::WorkIntegration],
    },
    Door {
        icon: "shield-check",
        title: "home-door-safety",
        text: "home-door-safety-text",
        services: &[Service::SafeUse],
    },
    Door {
        icon: "map-pin",
        title: "home-door-near",
        text: "home-door-near-text",
        services: &[],
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
    let doors = doors(&directory);
    html(&ShowHome::new(frame, doors, open_now))
}

/// The doors behind which there is a place: another would only disappoint.
pub(crate) fn doors(directory: &Directory) -> Vec<&'static Door> {
    let leads = |door: &&Door| match door.services {
        [] => !directory.is_empty(),
        services => services.iter().any(|service| directory.offers(*service)),
    };
    DOORS.iter().filter(leads).collect()
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
