//! Browsing the places from région to commune, for people who would rather point than type.

pub mod api;
pub(crate) mod inside;
#[cfg(any(test, feature = "testing"))]
mod invented;
pub mod pages;

use askama::Template;

use crate::places::card::PlaceCard;
use crate::places::results::Link;
use crate::site::Frame;
use crate::site::pagination::Pager;
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::towns::at_town;

/// A level of the administrative map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// All régions.
    Country,
    /// The départements of a région.
    Region,
    /// The communes of a département.
    Departement,
    /// The places of a commune.
    Commune,
}

/// A territory inside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Child {
    /// Its name.
    pub name: String,
    /// Its code, where people use it: départements.
    pub code: Option<String>,
    /// Its page, without language.
    pub path: String,
    /// How many places it has.
    pub places: usize,
}

/// The communes of a département that start with the same letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The letter; empty when the list is too short to be cut.
    pub letter: String,
    /// The territories.
    pub children: Vec<Child>,
}

/// `/territoires` and the pages under it.
#[derive(Template)]
#[template(path = "territories/show.html")]
pub struct ShowTerritory {
    frame: Frame,
    territory: Territory,
}

/// What a territory's page shows.
pub struct Territory {
    /// Its level.
    pub level: Level,
    /// Its official name; not used for the country.
    pub name: String,
    /// The territories that contain it, from the widest.
    pub above: Vec<Link>,
    /// How many places it has in all.
    pub total: usize,
    /// The territories inside it, by name; those without places are left out.
    pub children: Vec<Child>,
    /// The places themselves, in a commune.
    pub cards: Vec<PlaceCard>,
    /// The other pages of the places.
    pub pager: Option<Pager>,
    /// The nearest places, for a commune that has none.
    pub nearest: Vec<PlaceCard>,
    /// The search restricted to this territory, without language.
    pub search: Option<String>,
}

impl ShowTerritory {
    /// From this many names on, a list is cut by first letter.
    const CUT_FROM: usize = 30;

    /// The page of a territory.
    #[must_use]
    pub fn new(frame: Frame, territory: Territory) -> Self {
        Self { frame, territory }
    }

    /// Whether the page asked for comes after the last one.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.territory.pager.as_ref().is_some_and(Pager::is_beyond)
    }

    fn title(&self) -> String {
        let name = &self.territory.name;
        match self.territory.level {
            Level::Country => self.frame.t("territories-title").to_owned(),
            Level::Region | Level::Departement => self.frame.say("territories-title-wide", &[("name", name)]),
            Level::Commune => {
                let at_town = at_town(name, self.frame.language());
                self.frame
                    .say("territories-title-commune", &[("at_town", &at_town)])
            }
        }
    }

    fn count(&self) -> String {
        self.frame
            .say("results-count", &[("count", &self.territory.total)])
    }

    fn children_title(&self) -> &str {
        self.frame.t(match self.territory.level {
            Level::Country => "territories-regions",
            Level::Region => "territories-departements",
            Level::Departement | Level::Commune => "territories-communes",
        })
    }

    fn child_count(&self, child: &Child) -> String {
        self.frame.say("results-count", &[("count", &child.places)])
    }

    /// The children, by first letter where they are many.
    fn letters(&self) -> Vec<Letter> {
        let children = &self.territory.children;
        if children.len() < Self::CUT_FROM {
            return vec![Letter {
                letter: String::new(),
                children: children.clone(),
            }];
        }
        let mut letters: Vec<Letter> = Vec::new();
        for child in children {
            let letter = first_letter(&child.name);
            match letters.last_mut() {
                Some(last) if last.letter == letter => last.children.push(child.clone()),
                _ => letters.push(Letter {
                    letter,
                    children: vec![child.clone()],
                }),
            }
        }
        letters
    }
}

/// The letter under which a name is looked for: accents and ligatures are set apart by nobody.
fn first_letter(name: &str) -> String {
    let first = name.chars().next().unwrap_or(' ');
    match first {
        'À' | 'Â' => "A".to_owned(),
        'É' | 'È' | 'Ê' | 'Ë' => "E".to_owned(),
        'Î' | 'Ï' => "I".to_owned(),
        'Ô' | 'Œ' => "O".to_owned(),
        'Ç' => "C".to_owned(),
        other => other.to_uppercase().to_string(),
    }
}

#[cfg(any(test, feature = "testing"))]
impl Samples for ShowTerritory {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        invented::territories(frame)
            .into_iter()
            .map(|(name, territory)| Sample::new(name, Self::new(frame.clone(), territory)))
            .collect()
    }
}
