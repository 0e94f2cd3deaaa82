//! How places leave the directory: under which identifiers, and with whose credit. The same for files made by the API and
//! by the command line.

use std::borrow::Borrow;
use std::sync::Arc;

use domain::places::{PlaceId, PlaceRecord, RecordId};
use interop::{Credit, Published, SourceCredit};
use store::places::{Source, SourceState, StoredPlace};

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

    /// A place as it stands in the file.
    ///
    /// # Panics
    /// Never: a public identifier can be one of a record.
    #[must_use]
    pub fn leaving(self, stored: StoredPlace) -> Leaving {
        let mut record = stored.place.record;
        if self == Self::Public {
            record.id = RecordId::parse(stored.place.id.as_str())
                .expect("a public identifier has visible characters only");
        }
        Leaving {
            record,
            public_id: stored.place.id,
            source: stored.source,
        }
    }
}

/// A place on its way to a file.
pub struct Leaving {
    /// What it says, under the identifier that the file has.
    pub record: PlaceRecord,
    /// Its permanent identifier.
    pub public_id: PlaceId,
    /// Whose word it is.
    pub source: Arc<Source>,
}

impl Borrow<PlaceRecord> for Leaving {
    fn borrow(&self) -> &PlaceRecord {
        &self.record
    }
}

impl Published for Leaving {
    fn record(&self) -> &PlaceRecord {
        &self.record
    }

    fn credit(&self) -> Credit<'_> {
        Credit {
            licence: self.source.licence.as_deref(),
            attribution: self.source.attribution.as_deref(),
        }
    }
}

/// The sources to credit at the head of a file: the only one of its places, or all; those that told their licence or
/// how to credit them.
#[must_use]
pub fn credits(known: &[SourceState], only: Option<&SourceState>) -> Vec<SourceCredit> {
    known
        .iter()
        .map(|state| &state.source)
        .filter(|source| only.is_none_or(|only| only.source.name == source.name))
        .filter(|source| source.licence.is_some() || source.attribution.is_some())
        .map(|source| SourceCredit {
            title: source.title.clone(),
            licence: source.licence.clone(),
            attribution: source.attribution.clone(),
            url: source.url.clone(),
        })
        .collect()
}
