//! What this site is, and where each piece of information comes from.

use askama::Template;
use axum::extract::State;
use domain::calendar::day_in;
use jiff::civil::{Date, date};

use crate::instance::Instance;
use crate::places::licences;
use crate::site::errors::PageResult;
use crate::site::html::{Page, html};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// A source of places, as the directory knows it.
pub struct PlacesSource {
    /// Its name in this instance.
    pub name: String,
    /// How many places of the directory come from it.
    pub places: usize,
    /// The day it was last read.
    pub read_on: Option<Date>,
    /// The licence of its data, when it is known.
    pub licence: Option<String>,
    /// How its licence wants it credited.
    pub attribution: Option<String>,
    /// Where it is published.
    pub address: Option<String>,
}

impl PlacesSource {
    /// Where the licence can be read, when that is known.
    fn licence_address(&self) -> Option<String> {
        licences::address_of(self.licence.as_deref()?)
    }

    fn web_address(&self) -> Option<&str> {
        self.address
            .as_deref()
            .filter(|address| urls::is_web_address(address))
    }
}

/// A public data set built into the program.
pub struct ReferenceSource {
    /// Its title, by its producer.
    pub title: String,
    /// Where it is published.
    pub address: Option<String>,
    /// Its licence.
    pub licence: String,
    /// Its version or date, as its producer writes it.
    pub version: String,
}

/// `/a-propos`
#[derive(Template)]
#[template(path = "notices/about.html")]
pub struct ShowAbout {
    frame: Frame,
    places: Vec<PlacesSource>,
    reference: Vec<ReferenceSource>,
}

impl ShowAbout {
    /// The page with the sources of this instance.
    #[must_use]
    pub fn new(frame: Frame, places: Vec<PlacesSource>, reference: Vec<ReferenceSource>) -> Self {
        Self {
            frame,
            places,
            reference,
        }
    }

    fn day(&self, date: &Date) -> String {
        format::full_date(*date, self.frame.words())
    }

    fn count(&self, places: &usize) -> String {
        format::number(*places as u64, self.frame.language())
    }
}

impl Samples for ShowAbout {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let places = vec![
            PlacesSource {
                name: "val-de-brume".to_owned(),
                places: 1_204,
                read_on: Some(date(2026, 3, 1)),
                licence: Some("Licence Ouverte 2.0".to_owned()),
                attribution: Some("Pays du Val-de-Brume, mars 2026".to_owned()),
                address: Some("https://donnees.example/val-de-brume".to_owned()),
            },
            PlacesSource {
                name: "reseau-des-mediatheques".to_owned(),
                places: 38,
                read_on: None,
                licence: None,
                attribution: None,
                address: None,
            },
            PlacesSource {
                name: "boites-a-livres".to_owned(),
                places: 2,
                read_on: None,
                licence: Some("https://licences.example/ouverte".to_owned()),
                attribution: None,
                address: Some("javascript:alert(1)".to_owned()),
            },
        ];
        let reference = vec![ReferenceSource {
            title: "Code officiel géographique".to_owned(),
            address: Some("https://donnees.example/cog".to_owned()),
            licence: "Licence Ouverte 2.0".to_owned(),
            version: "2026".to_owned(),
        }];
        vec![
            Sample::new("usual", Self::new(frame.clone(), places, reference)),
            Sample::new("empty", Self::new(frame.clone(), Vec::new(), Vec::new())),
        ]
    }
}

/// `GET /a-propos`
pub(super) async fn show(State(instance): State<Instance>, frame: Frame) -> PageResult<Page> {
    let reader = instance.db.read().await?;
    let time_zone = &instance.site.settings.time_zone;
    let places = store::places::sources(&reader)
        .await?
        .into_iter()
        .map(|state| PlacesSource {
            name: state.source.title,
            licence: state.source.licence,
            attribution: state.source.attribution,
            address: state.source.url,
            places: usize::try_from(state.records).unwrap_or(usize::MAX),
            read_on: state.last_run.map(|run| day_in(time_zone, run.finished)),
        });
    let reference = reference::sources().iter().map(|source| ReferenceSource {
        title: format!("{} ({})", source.name, source.producer),
        address: Some(source.licence_url.to_owned()),
        licence: source.licence.to_owned(),
        version: source.state.to_owned(),
    });
    html(&ShowAbout::new(frame, places.collect(), reference.collect()))
}
