//! The same place for search engines, in the vocabulary of schema.org.

use domain::hours::{Day, Opening};
use domain::places::{Email, Fee, Phone, Place, WebAddress};
use domain::territory::Position;
use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer};

use crate::site::{Frame, urls};

/// The JSON-LD of a place, safe to put inside a `script` element.
#[must_use]
pub fn place(frame: &Frame, place: &Place, week: Option<&[Day]>) -> String {
    let record = &place.record;
    let url = frame.absolute(&urls::place(&place.id));
    let structure = CivicStructure {
        context: "https://schema.org",
        kind: "CivicStructure",
        id: &url,
        url: &url,
        name: record.name.as_str(),
        description: record.summary.as_ref().map(|summary| summary.as_str()),
        address: PostalAddress {
            kind: "PostalAddress",
            street_address: record.address.street.as_str(),
            postal_code: record.address.postcode.as_str(),
            address_locality: record.address.commune.as_str(),
            address_country: "FR",
        },
        geo: record.position.as_ref().map(GeoCoordinates::of),
        telephone: record.phone.as_ref().map(Phone::as_str),
        email: record.emails.first().map(Email::as_str),
        same_as: record.websites.iter().map(WebAddress::as_str).collect(),
        is_accessible_for_free: (record.fees.contains(Fee::Free) && record.fees.len() == 1).then_some(true),
        opening_hours: week.map(opening_hours),
    };
    let text = serde_json::to_string(&structure).expect("texts and numbers can be written");
    // `</script>` inside a text would end the element: `<` never stands as itself in JSON-LD here.
    text.replace('<', "\\u003c")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CivicStructure<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: &'a str,
    url: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    address: PostalAddress<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<GeoCoordinates>,
    #[serde(skip_serializing_if = "Option::is_none")]
    telephone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_accessible_for_free: Option<bool>,
    #[serde(rename = "openingHoursSpecification", skip_serializing_if = "Option::is_none")]
    opening_hours: Option<Vec<OpeningHours>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PostalAddress<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    street_address: &'a str,
    postal_code: &'a str,
    address_locality: &'a str,
    address_country: &'static str,
}

#[derive(Serialize)]
struct GeoCoordinates {
    #[serde(rename = "@type")]
    kind: &'static str,
    latitude: f64,
    longitude: f64,
}

impl GeoCoordinates {
    fn of(position: &Position) -> Self {
        Self {
            kind: "GeoCoordinates",
            latitude: position.latitude(),
            longitude: position.longitude(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OpeningHours {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(serialize_with = "clock")]
    opens: DateTime,
    #[serde(serialize_with = "clock")]
    closes: DateTime,
    valid_from: Date,
    valid_through: Date,
}

/// Each opening of the week, with its own date: alternating weeks and holidays are then right.
fn opening_hours(week: &[Day]) -> Vec<OpeningHours> {
    let openings = week.iter().flat_map(|day| {
        day.intervals
            .iter()
            .filter(|interval| interval.opening == Opening::Open)
            .map(|interval| OpeningHours {
                kind: "OpeningHoursSpecification",
                opens: interval.start,
                closes: interval.end,
                valid_from: day.date,
                valid_through: day.date,
            })
    });
    openings.collect()
}

/// `09:30`.
fn clock<S: Serializer>(at: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{:02}:{:02}", at.hour(), at.minute()))
}
