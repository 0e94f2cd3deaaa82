//! The same place for search engines, in the vocabulary of schema.org.

use domain::hours::{Day, Opening};
use domain::places::{Fee, Place};
use serde_json::{Map, Value, json};

use crate::site::{Frame, urls};

/// The JSON-LD of a place, safe to put inside a `script` element.
#[must_use]
pub fn place(frame: &Frame, place: &Place, week: Option<&[Day]>) -> String {
    let record = &place.record;
    let mut data = Map::new();
    let mut put = |name: &str, value: Value| {
        data.insert(name.to_owned(), value);
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!("CivicStructure"));
    let url = frame.absolute(&urls::place(&place.id));
    put("@id", json!(url));
    put("url", json!(url));
    put("name", json!(record.name.as_str()));
    if let Some(summary) = &record.summary {
        put("description", json!(summary.as_str()));
    }
    put(
        "address",
        json!({
            "@type": "PostalAddress",
            "streetAddress": record.address.street.as_str(),
            "postalCode": record.address.postcode.as_str(),
            "addressLocality": record.address.commune.as_str(),
            "addressCountry": "FR",
        }),
    );
    if let Some(position) = record.position {
        put(
            "geo",
            json!({
                "@type": "GeoCoordinates",
                "latitude": position.latitude(),
                "longitude": position.longitude(),
            }),
        );
    }
    if let Some(phone) = &record.phone {
        put("telephone", json!(phone.as_str()));
    }
    if let Some(email) = record.emails.first() {
        put("email", json!(email.as_str()));
    }
    if !record.websites.is_empty() {
        let sites: Vec<&str> = record.websites.iter().map(|site| site.as_str()).collect();
        put("sameAs", json!(sites));
    }
    if record.fees.contains(Fee::Free) && record.fees.len() == 1 {
        put("isAccessibleForFree", json!(true));
    }
    if let Some(week) = week {
        put("openingHoursSpecification", json!(opening_hours(week)));
    }
    // `</script>` inside a text would end the element: `<` never stands as itself in JSON-LD here.
    Value::Object(data).to_string().replace('<', "\\u003c")
}

/// Each opening of the week, with its own date: alternating weeks and holidays are then right.
fn opening_hours(week: &[Day]) -> Vec<Value> {
    let mut openings = Vec::new();
    for day in week {
        for interval in &day.intervals {
            if interval.opening != Opening::Open {
                continue;
            }
            openings.push(json!({
                "@type": "OpeningHoursSpecification",
                "opens": interval.start.time().strftime("%H:%M").to_string(),
                "closes": interval.end.time().strftime("%H:%M").to_string(),
                "validFrom": day.date.to_string(),
                "validThrough": day.date.to_string(),
            }));
        }
    }
    openings
}
