//! The directory of places held in memory: a card for each place, the search index, who is open, what is on the map.
//!
//! There is no I/O here: places are brought by the caller, time is a parameter. A [`Directory`] never changes; a
//! change makes another one that shares most of it, and [`Current`] swaps it while readers go on.

mod build;
mod calendars;
mod card;
mod current;
mod directory;
mod facets;
mod fields;
mod locality;
mod open;
mod question;
mod reading;
mod territory;
mod town;

pub use build::Builder;
pub use calendars::calendar_of;
pub use card::Card;
pub use current::Current;
pub use directory::{Directory, TownInWords};
pub use facets::{ClosedValue, Facet};
pub use locality::{Locality, Named, Town};
pub use open::{CLOSED_FOR_LONG_DAYS, HoursRef};
pub use question::{
    Answer, Around, FacetTally, Found, MapFeature, Near, OpenWhen, Question, QuestionError, Sort,
};
pub use reading::{
    DayPart, Reading, Spoken, SpokenClosed, SpokenDay, SpokenDistance, SpokenPhone, SpokenTime, Weekdays,
    Wish, YearlyDay,
};
pub use search::{Bounds, Highlighter, Order, Point, Relaxed};
pub use territory::{CommuneTally, Territory, UnknownTerritory};
