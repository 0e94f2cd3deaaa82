//! Under which identifiers places leave the directory: the same for files made by the API and by the command line.

use domain::places::{PlaceRecord, RecordId};
use store::places::{SourceState, StoredPlace};

/// Which identifiers a file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// Those of the source, all places having the same.
    Source,
    /// The permanent public ones.
    Public,
}

impl Ids {
    /// The source of all places of a file, when there is only one: the chosen one, or the only one of the instance.
    #[must_use]
    pub fn only_source<'a>(known: &'a [SourceState], chosen: Option<&str>) -> Option<&'a SourceState> {
        match (chosen, known) {
            (Some(name), _) => known.iter().find(|known| known.source.name.as_str() == name),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }

    /// The record of a place as it stands in the file.
    ///
    /// # Panics
    /// Never: a public identifier can be one of a record.
    #[must_use]
    pub fn record(self, stored: StoredPlace) -> PlaceRecord {
        let mut record = stored.place.record;
        if self == Self::Public {
            record.id = RecordId::parse(stored.place.id.as_str())
                .expect("a public identifier has visible characters only");
        }
        record
    }
}
