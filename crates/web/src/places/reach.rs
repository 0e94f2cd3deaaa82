//! How far around a commune or a position a list goes when nobody chose a radius: the same for the page, the API and
//! the files.

use directory::{Directory, QuestionError};

use super::asked::{Asked, LARGEST_RADIUS_KM};

/// How far around a commune people are first sent, in kilometres: on foot or by bus, then further.
const REACHES_KM: [u32; 4] = [10, 20, 50, FARTHEST_KM];
/// Farther than this, a place is no longer near in any sense.
const FARTHEST_KM: u32 = 100;
/// From this many places on, there is no need to look further.
const ENOUGH: usize = 5;

/// How far a list goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everywhere.
    Unlimited,
    /// As far as somebody chose, in kilometres.
    Chosen(u32),
    /// As far as the words say, in metres.
    Said(u32),
    /// As far as it takes to find enough places, in kilometres.
    Found(u32),
}

impl Reach {
    /// The longest reach, in metres: beyond it the nearest places are no longer near, and that is said.
    pub const FARTHEST_M: f64 = FARTHEST_KM as f64 * 1_000.0;

    /// Whether a list around somewhere had to go farther than any reach.
    #[must_use]
    pub fn is_beyond(self, asked: &Asked) -> bool {
        self == Self::Unlimited && asked.centre().is_some() && asked.zone.is_none()
    }

    /// The reach of a question: the chosen radius, else the smallest that brings enough places, else everywhere. What is
    /// ticked beside a count does not matter here: the count was taken within the reach, and has to come true.
    ///
    /// # Errors
    /// The directory cannot answer the question.
    pub fn of(directory: &Directory, asked: &Asked) -> Result<Self, QuestionError> {
        if asked.centre().is_none() {
            return Ok(Self::Unlimited);
        }
        if let Some(km) = asked.radius_km {
            return Ok(Self::Chosen(km));
        }
        if let Some(radius_m) = asked.spoken_radius_m() {
            return Ok(Self::Said(radius_m.round() as u32));
        }
        if asked.zone.is_some() {
            return Ok(Self::Unlimited);
        }
        let plain = asked.unticked();
        if let Some(distance_m) = directory.distance_of(&plain.question(None), ENOUGH)? {
            let mut reaches = REACHES_KM.into_iter().map(Self::Found);
            if let Some(reach) = reaches.find(|reach| reach.radius_m() >= Some(distance_m)) {
                return Ok(reach);
            }
        }
        // Where even the longest reach does not bring enough, it is kept as long as it brings one.
        let farthest = Self::Found(FARTHEST_KM);
        if directory.count(&plain.question(farthest.radius_m()))? > 0 {
            return Ok(farthest);
        }
        Ok(Self::Unlimited)
    }

    /// The radii that somebody may choose instead of this one, in kilometres, the nearest first: those beyond it that a
    /// list takes by itself, then the largest.
    pub fn wider_km(self) -> impl Iterator<Item = u32> {
        let known = match self {
            Self::Chosen(km) | Self::Found(km) => km,
            Self::Said(metres) => metres / 1_000,
            Self::Unlimited => u32::MAX,
        };
        REACHES_KM
            .into_iter()
            .chain([LARGEST_RADIUS_KM])
            .filter(move |km| *km > known)
    }

    /// The reach that nobody chose, to be said to people.
    #[must_use]
    pub fn found_km(self) -> Option<u32> {
        match self {
            Self::Found(km) => Some(km),
            Self::Unlimited | Self::Chosen(_) | Self::Said(_) => None,
        }
    }

    /// The radius in metres.
    #[must_use]
    pub fn radius_m(self) -> Option<f64> {
        match self {
            Self::Unlimited => None,
            Self::Said(metres) => Some(f64::from(metres)),
            Self::Chosen(km) | Self::Found(km) => Some(f64::from(km) * 1_000.0),
        }
    }
}
