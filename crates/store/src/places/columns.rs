//! A place record as columns, and back, without loss.
//!
//! Lists of closed vocabularies are their codes joined by `|`; free lists are joined by line breaks, which none of
//! their elements can hold; an empty list is an empty text.

use std::collections::HashMap;

use domain::hours::{Hours, OsmHours};
use domain::places::{
    Address, Choices, Email, Line, Phone, Pivot, PlaceName, PlaceRecord, Prose, RecordId, Vocabulary,
    WebAddress, name_key,
};
use domain::territory::{CommuneCode, Position, Postcode};

use crate::db::{FromCell, Row, ToValue, Value};
use crate::error::{StoreError, StoreResult};

/// How many columns a record takes.
pub(super) const COUNT: usize = 34;

/// The columns of a record, each after `$prefix`, in the order of [`to_values`].
macro_rules! record_columns {
    ($prefix:literal) => {
        concat!(
            $prefix,
            "pivot, ",
            $prefix,
            "name, ",
            $prefix,
            "name_key, ",
            $prefix,
            "commune, ",
            $prefix,
            "postcode, ",
            $prefix,
            "commune_code, ",
            $prefix,
            "departement, ",
            $prefix,
            "street, ",
            $prefix,
            "complement, ",
            $prefix,
            "latitude, ",
            $prefix,
            "longitude, ",
            $prefix,
            "typologies, ",
            $prefix,
            "phone, ",
            $prefix,
            "emails, ",
            $prefix,
            "websites, ",
            $prefix,
            "hours_osm, ",
            $prefix,
            "hours_note, ",
            $prefix,
            "summary, ",
            $prefix,
            "description, ",
            $prefix,
            "collected_by, ",
            $prefix,
            "itinerancy, ",
            $prefix,
            "parent, ",
            $prefix,
            "updated_on, ",
            $prefix,
            "services, ",
            $prefix,
            "audiences, ",
            $prefix,
            "care, ",
            $prefix,
            "fees, ",
            $prefix,
            "programmes, ",
            $prefix,
            "labels, ",
            $prefix,
            "other_labels, ",
            $prefix,
            "access_modes, ",
            $prefix,
            "support_modes, ",
            $prefix,
            "accessibility_page, ",
            $prefix,
            "booking_page"
        )
    };
}

pub(super) use record_columns;

/// The values of the columns. The record's own identifier is not among them: it belongs to its source.
pub(super) fn to_values(record: &PlaceRecord) -> Vec<Value> {
    let address = &record.address;
    let optional = |text: Option<&str>| text.to_value();
    let (osm, note) = match &record.hours {
        Some(Hours::Osm(hours)) => (Some(hours.as_str()), None),
        Some(Hours::Note(note)) => (None, Some(note.as_str())),
        None => (None, None),
    };
    let mut values = Vec::with_capacity(COUNT + 4);
    values.extend([
        optional(record.pivot.as_ref().map(Pivot::as_str)),
        record.name.as_str().to_value(),
        name_key(record.name.as_str()).to_value(),
        address.commune.as_str().to_value(),
        address.postcode.to_value(),
        address.commune_code.to_value(),
        address.departement().to_value(),
        address.street.as_str().to_value(),
        optional(address.complement.as_ref().map(Line::as_str)),
        record.position.map(|position| position.latitude()).to_value(),
        record.position.map(|position| position.longitude()).to_value(),
        codes(record.typologies),
        optional(record.phone.as_ref().map(Phone::as_str)),
        lines(&record.emails, Email::as_str),
        lines(&record.websites, WebAddress::as_str),
        optional(osm),
        optional(note),
        optional(record.summary.as_ref().map(Line::as_str)),
        optional(record.description.as_ref().map(Prose::as_str)),
        optional(record.collected_by.as_ref().map(Line::as_str)),
        codes(record.itinerancy),
        optional(record.parent.as_ref().map(Line::as_str)),
        record.updated_on.to_value(),
        codes(record.services),
        codes(record.audiences),
        codes(record.care),
        codes(record.fees),
        codes(record.programmes),
        codes(record.labels),
        lines(&record.other_labels, Line::as_str),
        codes(record.access_modes),
        codes(record.support_modes),
        optional(record.accessibility_page.as_ref().map(WebAddress::as_str)),
        optional(record.booking_page.as_ref().map(WebAddress::as_str)),
    ]);
    values
}

fn codes<V: Vocabulary>(choices: Choices<V>) -> Value {
    let mut joined = String::new();
    for value in choices.iter() {
        if !joined.is_empty() {
            joined.push('|');
        }
        joined.push_str(value.code());
    }
    Value::Text(joined)
}

fn lines<T>(items: &[T], text: fn(&T) -> &str) -> Value {
    let mut joined = String::new();
    for item in items {
        if !joined.is_empty() {
            joined.push('\n');
        }
        joined.push_str(text(item));
    }
    Value::Text(joined)
}

/// Finds hours that were read before, by their text.
pub type KnownHours<'k> = &'k (dyn Fn(&str) -> Option<OsmHours> + Sync);

/// Reads records back. It remembers the hours it has read: places share them, and reading them is half of the work.
#[derive(Default)]
pub(super) struct RecordReader<'k> {
    hours: HashMap<Box<str>, Hours>,
    known: Option<KnownHours<'k>>,
}

impl<'k> RecordReader<'k> {
    /// One that asks somebody else first.
    pub(super) fn knowing(known: KnownHours<'k>) -> Self {
        Self {
            known: Some(known),
            ..Self::default()
        }
    }

    /// Reads the record whose columns start at `first`.
    pub(super) fn read(&mut self, row: &Row<'_>, id: RecordId, first: usize) -> StoreResult<PlaceRecord> {
        let mut cells = Cells { row, next: first };
        let pivot = cells.optional("pivot", Pivot::parse)?;
        let name = cells.required("name", PlaceName::parse)?;
        cells.next += 1; // name_key follows from the name.
        let commune = cells.required("commune", Line::parse)?;
        let postcode = cells.required("postcode", Postcode::parse)?;
        let commune_code = cells.optional("commune_code", CommuneCode::parse)?;
        cells.next += 1; // departement follows from the two codes.
        let street = cells.required("street", Line::parse)?;
        let complement = cells.optional("complement", Line::parse)?;
        let position = match (cells.get::<Option<f64>>()?, cells.get::<Option<f64>>()?) {
            (Some(latitude), Some(longitude)) => {
                Some(Position::new(latitude, longitude).map_err(|_| unreadable("position"))?)
            }
            _ => None,
        };
        Ok(PlaceRecord {
            id,
            pivot,
            name,
            address: Address {
                street,
                complement,
                postcode,
                commune,
                commune_code,
            },
            position,
            typologies: cells.choices("typologies")?,
            phone: cells.optional("phone", Phone::parse)?,
            emails: cells.list("emails", Email::parse)?,
            websites: cells.list("websites", WebAddress::parse)?,
            hours: self.hours(&mut cells)?,
            summary: cells.optional("summary", Line::parse)?,
            description: cells.optional("description", Prose::parse)?,
            collected_by: cells.optional("collected_by", Line::parse)?,
            itinerancy: cells.choices("itinerancy")?,
            parent: cells.optional("parent", Line::parse)?,
            updated_on: cells.get()?,
            services: cells.choices("services")?,
            audiences: cells.choices("audiences")?,
            care: cells.choices("care")?,
            fees: cells.choices("fees")?,
            programmes: cells.choices("programmes")?,
            labels: cells.choices("labels")?,
            other_labels: cells.list("other_labels", Line::parse)?,
            access_modes: cells.choices("access_modes")?,
            support_modes: cells.choices("support_modes")?,
            accessibility_page: cells.optional("accessibility_page", WebAddress::parse)?,
            booking_page: cells.optional("booking_page", WebAddress::parse)?,
        })
    }

    fn hours(&mut self, cells: &mut Cells<'_, '_>) -> StoreResult<Option<Hours>> {
        let (osm, note) = (cells.get::<Option<&str>>()?, cells.get::<Option<&str>>()?);
        if let Some(note) = note {
            let note = Prose::parse(note).map_err(|_| unreadable("hours_note"))?;
            return Ok(Some(Hours::Note(note)));
        }
        let Some(osm) = osm else { return Ok(None) };
        if let Some(known) = self.known.and_then(|known| known(osm)) {
            return Ok(Some(Hours::Osm(known)));
        }
        if let Some(known) = self.hours.get(osm) {
            return Ok(Some(known.clone()));
        }
        // An expression that this version understands no longer becomes a note: it never counts as open by mistake.
        let hours = Hours::read(osm).map_err(|_| unreadable("hours_osm"))?;
        self.hours.insert(osm.into(), hours.clone());
        Ok(Some(hours))
    }
}

fn unreadable(what: &'static str) -> StoreError {
    StoreError::Unreadable { what }
}

struct Cells<'r, 'a> {
    row: &'r Row<'a>,
    next: usize,
}

impl<'a> Cells<'_, 'a> {
    fn get<T: FromCell<'a>>(&mut self) -> StoreResult<T> {
        let position = self.next;
        self.next += 1;
        self.row.get(position)
    }

    fn required<T, E>(&mut self, what: &'static str, parse: fn(&str) -> Result<T, E>) -> StoreResult<T> {
        parse(self.get()?).map_err(|_| unreadable(what))
    }

    fn optional<T, E>(
        &mut self,
        what: &'static str,
        parse: fn(&str) -> Result<T, E>,
    ) -> StoreResult<Option<T>> {
        self.get::<Option<&str>>()?
            .map(|text| parse(text).map_err(|_| unreadable(what)))
            .transpose()
    }

    fn choices<V: Vocabulary>(&mut self, what: &'static str) -> StoreResult<Choices<V>> {
        let joined: &str = self.get()?;
        joined
            .split('|')
            .filter(|code| !code.is_empty())
            .map(|code| V::from_code(code).ok_or_else(|| unreadable(what)))
            .collect()
    }

    fn list<T, E>(&mut self, what: &'static str, parse: fn(&str) -> Result<T, E>) -> StoreResult<Vec<T>> {
        let joined: &str = self.get()?;
        if joined.is_empty() {
            return Ok(Vec::new());
        }
        joined
            .split('\n')
            .map(|text| parse(text).map_err(|_| unreadable(what)))
            .collect()
    }
}
