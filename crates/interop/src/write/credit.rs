//! Who gave a place and on which terms: the open licences ask that it travels with the data.

use domain::places::PlaceRecord;
use serde::Serialize;

/// The terms of the source of a place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Credit<'a> {
    /// The licence of its data, as text or as an address.
    pub licence: Option<&'a str>,
    /// How its licence wants it credited.
    pub attribution: Option<&'a str>,
}

/// A source credited for a whole file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceCredit {
    /// Its name for people.
    pub title: String,
    /// The licence of its data, as text or as an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// How its licence wants it credited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attribution: Option<String>,
    /// Where it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A place on its way to a file: what it says, and whose word it is.
pub trait Published {
    /// The fields of the schema.
    fn record(&self) -> &PlaceRecord;

    /// The terms of its source; nothing where they are not known.
    fn credit(&self) -> Credit<'_> {
        Credit::default()
    }
}

impl Published for PlaceRecord {
    fn record(&self) -> &PlaceRecord {
        self
    }
}

impl<P: Published + ?Sized> Published for &P {
    fn record(&self) -> &PlaceRecord {
        (**self).record()
    }

    fn credit(&self) -> Credit<'_> {
        (**self).credit()
    }
}
