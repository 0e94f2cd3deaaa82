//! What people ask of the directory, and what it answers.

use domain::hours::OpenState;
use domain::places::Phone;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use search::{Bounds, Highlighter, Point, QueryError, Relaxed};
use std::sync::Arc;

use crate::{Card, DayPart, Facet, Locality, SpokenDay, SpokenTime, Territory};

/// A point to start from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// Where.
    pub point: Point,
    /// Only places within this distance, in metres.
    pub radius_m: Option<f64>,
}

/// When a place has to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OpenWhen {
    /// At an instant, the same for all places: now.
    At(Timestamp),
    /// At a time by each place's own clock: tomorrow at two o'clock.
    AtLocal(DateTime),
    /// At some moment of a day, by each place's own clock.
    On(Date),
    /// At some moment of the day after that of an instant, by each place's own clock: tomorrow.
    DayAfter(Timestamp),
    /// At some moment of a time that was said in words at an instant, by each place's own clock: on Saturday morning.
    During {
        /// When it was said.
        asked_at: Timestamp,
        /// Which day.
        day: SpokenDay,
        /// Which part of it.
        part: DayPart,
    },
    /// Never said: places whose hours no machine can read, so that somebody has to ask them.
    Unsaid,
}

impl OpenWhen {
    /// A time that was said at an instant.
    #[must_use]
    pub fn said(time: SpokenTime, asked_at: Timestamp) -> Self {
        match time {
            SpokenTime::Now => Self::At(asked_at),
            SpokenTime::During(day, part) => Self::During { asked_at, day, part },
        }
    }

    /// The same for the whole minute: hours are given in minutes, so that one answer serves all who ask meanwhile.
    pub(crate) fn to_the_minute(self) -> Self {
        let minute = |instant: Timestamp| {
            let seconds = instant.as_second();
            Timestamp::from_second(seconds - seconds.rem_euclid(60)).unwrap_or(instant)
        };
        match self {
            Self::At(instant) => Self::At(minute(instant)),
            Self::DayAfter(instant) => Self::DayAfter(minute(instant)),
            Self::During { asked_at, day, part } => Self::During {
                asked_at: minute(asked_at),
                day,
                part,
            },
            other => other,
        }
    }
}

/// Which places come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What fits the words best, then what is near; without words, nearest first where there is a point, else by name.
    #[default]
    Relevance,
    /// Nearest first. Without a point this is the order of relevance.
    Distance,
    /// By name.
    Name,
}

/// What somebody asks.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// The words.
    pub words: &'a str,
    /// Whether the last word may be unfinished.
    pub typing: bool,
    /// Chosen values, by code or official text: any value of one facet, and every facet.
    pub filters: Vec<(Facet, Vec<u32>)>,
    /// Only places of this territory.
    pub territory: Option<Territory>,
    /// Only places surely open then, or only those that never said.
    pub open: Option<OpenWhen>,
    /// Only places where one may come without an appointment, unless the filters choose how to come in contact.
    pub is_walk_in: bool,
    /// Only places that have this phone number.
    pub phone: Option<Phone>,
    /// Where the person is.
    pub near: Option<Near>,
    /// The commune that `near` is the middle of: its places without a position are within any radius. Without a point,
    /// the commune alone.
    pub locality: Option<Locality>,
    /// Whether a town in the words was looked for already ([`crate::Directory::town_in`]): they are only words then.
    pub is_town_read: bool,
    /// Only places in this box.
    pub bounds: Option<Bounds>,
    /// Which come first.
    pub sort: Sort,
    /// When its first page was asked for, where the answer must go on in the same order; else now.
    pub asked_at: Option<Timestamp>,
    /// How many to skip.
    pub offset: usize,
    /// How many to give at most.
    pub limit: usize,
    /// Whether to count the values of facets.
    pub facets: bool,
    /// Moments to count besides: how many places would answer if they had to be open then, and not at [`Self::open`].
    pub open_counts: Vec<OpenWhen>,
}

/// Why a question cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    /// A position, a radius or a box that is not on the earth.
    #[error("the position, the radius or the box is out of range")]
    Coordinates,
    /// A facet that the directory does not have.
    #[error("no filter has the name {0:?}")]
    UnknownFacet(String),
    /// A value that the facet does not have.
    #[error("the filter {facet:?} has no value {value:?}")]
    UnknownValue {
        /// The facet.
        facet: &'static str,
        /// The value.
        value: String,
    },
}

impl From<QueryError> for QuestionError {
    /// Fields and sets are made by the directory itself, so that only coordinates can be wrong.
    fn from(_: QueryError) -> Self {
        Self::Coordinates
    }
}

/// What the directory answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// How many places there are, all pages together.
    pub total: usize,
    /// The places of this page.
    pub found: Vec<Found>,
    /// How many places each value would bring; empty unless asked for.
    pub facets: Vec<FacetTally>,
    /// For each of [`Question::open_counts`], how many places would answer.
    pub open_counts: Vec<usize>,
    /// Finds what the places were found by in their texts.
    pub highlighter: Highlighter,
    /// The words corrected, when some are unknown and close ones exist.
    pub suggestion: Option<String>,
    /// Whether the words have neither a letter nor a digit: nothing could be read in them ("!!!", a drawing), and they
    /// leave no place out.
    pub is_unreadable: bool,
    /// Whether all the words only surround a need that none of them says ("help me", "bonjour à tous"): they leave no
    /// place out either.
    pub says_no_need: bool,
    /// Set when no place has all the words.
    pub relaxed: Option<Relaxed>,
    /// Set when a town in the words was taken for where to look, and distances are from its centre.
    pub around: Option<Around>,
}

/// A town in the words that became the point to start from.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Its name.
    pub name: Arc<str>,
    /// Its middle.
    pub centre: Point,
    /// How far around it places were looked for, in metres.
    pub radius_m: f64,
}

/// A place of an answer.
#[derive(Debug, Clone)]
pub struct Found {
    /// The place.
    pub card: Arc<Card>,
    /// How well it fits the words: comparable within one answer only.
    pub score: f32,
    /// How far it is, in metres.
    pub distance_m: Option<f64>,
    /// Whether it is open now; `None` when its source gives no hours that a machine can read.
    pub open: Option<OpenState>,
}

/// The values of a facet with their counts: only values that some place has, or that were chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetTally {
    /// The facet.
    pub facet: Facet,
    /// Value, and how many places it would bring.
    pub counts: Vec<(u32, u32)>,
}

/// Something to draw on a map.
#[derive(Debug, Clone)]
pub enum MapFeature {
    /// One place.
    Place(Arc<Card>),
    /// Several places close to one another.
    Cluster {
        /// The middle of them.
        centre: Point,
        /// How many.
        count: u32,
        /// Around all of them.
        bounds: Bounds,
        /// The first of them, when all stand at one point, which no zoom can part.
        together: Vec<Arc<Card>>,
    },
}
