//! From places to bytes, in the schema v1.0.2, one place at a time.

mod credit;
mod delimited;
mod file_name;
mod objects;
mod pieces;

use std::borrow::Cow;

use domain::hours::Hours;
use domain::places::{Choices, Label, Pivot, PlaceRecord, Vocabulary};

pub use credit::{Credit, Published, SourceCredit};
pub use delimited::{ExtraColumns, write_csv, write_schema_csv};
pub use file_name::schema_file_name;
pub use objects::{schema_object, write_geojson, write_json};
pub use pieces::{FileForm, Pieces};

use crate::column::Column;
use crate::repair::ETAPES_NUMERIQUES_IN_PATTERN;

/// The value of a field as the schema writes it: lists joined by `|`, empty where there is none. Columns of v0.1 are
/// always empty; hours that are no OpenStreetMap expression too, since the schema has no place for a note.
#[must_use]
pub fn value(record: &PlaceRecord, column: Column) -> Cow<'_, str> {
    let address = &record.address;
    match column {
        Column::Id => record.id.as_str().into(),
        Column::Pivot => record.pivot.as_ref().map_or(Pivot::UNKNOWN, Pivot::as_str).into(),
        Column::Name => record.name.as_str().into(),
        Column::Commune => address.commune.as_str().into(),
        Column::Postcode => address.postcode.as_str().into(),
        Column::CommuneCode => address
            .commune_code
            .as_ref()
            .map_or("", |code| code.as_str())
            .into(),
        Column::Street => address.street.as_str().into(),
        Column::Complement => optional(address.complement.as_ref()),
        Column::Latitude => record
            .position
            .map_or_else(String::new, |position| position.latitude().to_string())
            .into(),
        Column::Longitude => record
            .position
            .map_or_else(String::new, |position| position.longitude().to_string())
            .into(),
        Column::Typologies => record.typologies.joined_labels().into(),
        Column::Phone => record.phone.as_ref().map_or("", |phone| phone.as_str()).into(),
        Column::Emails => joined(record.emails.iter().map(domain::places::Email::as_str)),
        Column::Websites => joined(record.websites.iter().map(domain::places::WebAddress::as_str)),
        Column::Hours => match &record.hours {
            Some(Hours::Osm(hours)) => hours.as_str().into(),
            Some(Hours::Note(_)) | None => "".into(),
        },
        Column::Summary => optional(record.summary.as_ref()),
        Column::Description => optional(record.description.as_ref()),
        Column::CollectedBy => optional(record.collected_by.as_ref()),
        Column::Itinerancy => record.itinerancy.joined_labels().into(),
        Column::Parent => optional(record.parent.as_ref()),
        Column::UpdatedOn => record.updated_on.to_string().into(),
        Column::Services => record.services.joined_labels().into(),
        Column::Audiences => record.audiences.joined_labels().into(),
        Column::Care => record.care.joined_labels().into(),
        Column::Fees => record.fees.joined_labels().into(),
        Column::Programmes => record.programmes.joined_labels().into(),
        Column::Labels => record.labels.joined_labels().into(),
        Column::OtherLabels => joined(record.other_labels.iter().map(domain::places::Line::as_str)),
        Column::AccessModes => record.access_modes.joined_labels().into(),
        Column::SupportModes => record.support_modes.joined_labels().into(),
        Column::AccessibilityPage => optional(record.accessibility_page.as_ref().map(|page| page.as_str())),
        Column::BookingPage => optional(record.booking_page.as_ref().map(|page| page.as_str())),
        Column::OldAudiences
        | Column::OldFees
        | Column::OldLabels
        | Column::OldOtherLabels
        | Column::OldAccessibility => "".into(),
    }
}

/// As [`value`], with the one writing that the pattern of v1.0.2 wants and its documentation does not:
/// `Étapes numériques(La Poste)`.
fn schema_value(record: &PlaceRecord, column: Column) -> Cow<'_, str> {
    if column == Column::Labels && record.labels.contains(Label::EtapesNumeriques) {
        return pattern_labels(record.labels).into();
    }
    value(record, column)
}

fn pattern_labels(labels: Choices<Label>) -> String {
    let in_pattern = |label: Label| match label {
        Label::EtapesNumeriques => ETAPES_NUMERIQUES_IN_PATTERN,
        other => other.label(),
    };
    labels.iter().map(in_pattern).collect::<Vec<_>>().join("|")
}

fn optional<T: AsRef<str> + ?Sized>(text: Option<&T>) -> Cow<'_, str> {
    text.map_or("", AsRef::as_ref).into()
}

fn joined<'a>(values: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let mut values = values.peekable();
    let first = values.next().unwrap_or_default();
    if values.peek().is_none() {
        return first.into();
    }
    values
        .fold(first.to_owned(), |mut all, value| {
            all.push('|');
            all.push_str(value);
            all
        })
        .into()
}
