//! Making a directory: from all places, or from another directory and what changed since.
//!
//! A change costs what it touches: what is large and stays (hours, counts of other départements, cards and documents that
//! say the same as before) is shared. Most sources send all their places every day, and of most of them a new date only.

use std::collections::{BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock};

use domain::hours::Hours;
use domain::places::{Place, SourceName};
use domain::territory::{CommuneCode, DepartementCode};
use reference::france;
use search::{Document, Index};

use crate::Directory;
use crate::card::Card;
use crate::fields::{Fields, MOST_SOURCES, key};
use crate::open::HoursTable;
use crate::territory::{CommuneTally, counted_commune};

/// Why the index never refuses a place.
const FITS: &str = "positions are checked by the domain, values and fields come from the schema of the index";

/// The communes of each département that have places, by name.
pub(crate) type Tallies = HashMap<DepartementCode, Arc<[CommuneTally]>>;

impl Directory {
    /// Starts a directory that places are added to one by one, so that they need not be in memory together.
    #[must_use]
    pub fn builder() -> Builder {
        let work = Work {
            fields: Fields::new(),
            hours: Arc::default(),
            sources: Vec::new(),
            commune_names: HashMap::new(),
        };
        Builder {
            index: search::Builder::new(work.fields.schema.clone()),
            work,
            cards: HashMap::new(),
        }
    }

    /// Builds the directory of these places; those that are gone are left out.
    #[must_use]
    pub fn build(places: impl IntoIterator<Item = Place>, version: i64) -> Self {
        let mut builder = Self::builder();
        for place in places {
            builder.add(&place);
        }
        builder.finish(version)
    }

    /// The directory after some places changed, appeared, or went away.
    #[must_use]
    pub fn with_changes(&self, places: impl IntoIterator<Item = Place>, version: i64) -> Self {
        let mut work = Work {
            fields: self.fields.clone(),
            hours: Arc::clone(&self.hours),
            sources: self.sources.clone(),
            commune_names: HashMap::new(),
        };
        let mut cards = self.cards.clone();
        let (mut documents, mut removed) = (Vec::new(), Vec::new());
        let mut touched = BTreeSet::new();
        for place in places {
            let key = key(place.id);
            if place.gone_since.is_some() {
                removed.push(key);
                touched.extend(cards.remove(&key).map(|card| card.departement));
                continue;
            }
            let (document, card) = work.take_in(&place);
            let before = cards.get(&key);
            if before.is_some_and(|before| **before == card) {
                continue;
            }
            touched.insert(card.departement);
            touched.extend(before.map(|card| card.departement));
            if before.is_none_or(|before| before.digest != card.digest) {
                documents.push(document);
            }
            cards.insert(key, Arc::new(card));
        }
        if work.hours.is_worth_sweeping() {
            let in_use = cards.values().filter_map(|card| card.hours);
            Arc::make_mut(&mut work.hours).keep_only(in_use);
        }
        let index = if documents.is_empty() && removed.is_empty() {
            self.index.clone()
        } else {
            self.index.with_changes(documents, &removed).expect(FITS)
        };
        let mut communes = self.communes.clone();
        for departement in &touched {
            communes.remove(departement);
        }
        communes.extend(tally(
            cards.values().filter(|card| touched.contains(&card.departement)),
        ));
        work.finish(index, cards, communes, version)
    }
}

/// How many directories this program made.
static EDITIONS: AtomicU64 = AtomicU64::new(0);

/// A directory being built.
pub struct Builder {
    work: Work,
    index: search::Builder,
    cards: HashMap<u64, Arc<Card>>,
}

impl Builder {
    /// Adds a place, unless it is gone.
    pub fn add(&mut self, place: &Place) {
        if place.gone_since.is_none() {
            let (document, card) = self.work.take_in(place);
            self.index.add(&document).expect(FITS);
            self.cards.insert(document.key, Arc::new(card));
        }
    }

    /// The directory of all places added. `version` is the number that the store gave to their state.
    #[must_use]
    pub fn finish(self, version: i64) -> Directory {
        let communes = tally(self.cards.values());
        self.work
            .finish(self.index.finish(), self.cards, communes, version)
    }
}

/// What is needed to take in a place.
struct Work {
    fields: Fields,
    hours: Arc<HoursTable>,
    sources: Vec<SourceName>,
    commune_names: HashMap<Box<str>, Arc<str>>,
}

impl Work {
    fn take_in(&mut self, place: &Place) -> (Document, Card) {
        let address = &place.record.address;
        let departement = address.departement();
        let known = address.commune_code.and_then(|code| france().commune_now(code));
        let commune = self.commune_name(known.map_or(address.commune.as_str(), |commune| &commune.name));
        let hours = match &place.record.hours {
            Some(Hours::Osm(hours)) => Some(
                self.hours
                    .known(hours, departement)
                    .unwrap_or_else(|| Arc::make_mut(&mut self.hours).intern(hours, departement)),
            ),
            Some(Hours::Note(_)) | None => None,
        };
        let source = self.source(&place.source);
        let document = self.fields.document(place, &commune, source);
        let digest = self.fields.digest(&document);
        (document, Card::new(place, commune, hours, digest))
    }

    fn commune_name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.commune_names.get(name) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = name.into();
        self.commune_names.insert(name.into(), Arc::clone(&shared));
        shared
    }

    fn source(&mut self, name: &SourceName) -> Option<u32> {
        let known = self.sources.iter().position(|known| known == name);
        let at = known.unwrap_or_else(|| {
            self.sources.push(name.clone());
            self.sources.len() - 1
        });
        u32::try_from(at).ok().filter(|at| *at < MOST_SOURCES)
    }

    fn finish(
        self,
        index: Index,
        cards: HashMap<u64, Arc<Card>>,
        communes: Tallies,
        version: i64,
    ) -> Directory {
        Directory {
            communes,
            fields: self.fields,
            index,
            cards,
            hours: self.hours,
            sources: self.sources,
            open_sets: Mutex::default(),
            closed_for_long: Mutex::default(),
            unlisted: OnceLock::new(),
            unplaced: OnceLock::new(),
            offered: OnceLock::new(),
            version,
            edition: EDITIONS.fetch_add(1, Ordering::Relaxed),
        }
    }
}

/// How many places each commune has, by département, then by name.
fn tally<'a>(cards: impl Iterator<Item = &'a Arc<Card>>) -> Tallies {
    let mut counts: HashMap<(DepartementCode, Option<CommuneCode>, Arc<str>), usize> = HashMap::new();
    for card in cards {
        let (code, name) = counted_commune(card);
        *counts.entry((card.departement, code, name)).or_default() += 1;
    }
    let mut by_departement: HashMap<DepartementCode, Vec<CommuneTally>> = HashMap::new();
    for ((departement, code, name), places) in counts {
        by_departement
            .entry(departement)
            .or_default()
            .push(CommuneTally { code, name, places });
    }
    by_departement
        .into_iter()
        .map(|(departement, mut communes)| {
            communes.sort_by_cached_key(|commune| (search::analysis::fold(&commune.name), commune.code));
            (departement, communes.into())
        })
        .collect()
}
