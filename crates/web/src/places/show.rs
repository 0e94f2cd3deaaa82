//! The page of a place.

use askama::Template;
use domain::calendar::Calendar;
use domain::hours::{Day, Hours, Timetable};
use domain::places::{Fee, Itinerancy, Place, PlaceRecord};
use jiff::Timestamp;
use jiff::civil::Date;

use super::card::{PlaceCard, address_line};
use super::freshness::Freshness;
use super::opening::{OpenBadge, WeekTable};
use super::phrases;
use super::results::Link;
use super::structured;
use crate::map::PlaceMap;
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::words::Worded;
use crate::site::{Frame, Words, format, urls};

/// What the page needs to know besides the place itself.
pub struct Circumstances<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// The clock and the holidays of the place.
    pub calendar: &'a Calendar,
    /// When it is open, where hours are known.
    pub timetable: Option<&'a Timetable>,
    /// The source, as it is named in public.
    pub source: &'a str,
    /// Where the source is published.
    pub source_address: Option<&'a str>,
    /// Région, département and commune, from the widest, as links.
    pub territories: Vec<Link>,
    /// Where to go instead, nearest first, when its source no longer mentions it.
    pub instead: Vec<PlaceCard>,
}

/// `/lieux/{id}`
#[derive(Template)]
#[template(path = "places/show.html")]
pub struct ShowPlace {
    frame: Frame,
    name: String,
    kind: Option<String>,
    summary: Option<String>,
    badge: OpenBadge,
    today: Option<String>,
    week: Option<WeekTable>,
    hours_note: Option<String>,
    call: Option<(String, String)>,
    directions: String,
    /// `geo:` address, for the map application of a phone.
    geo: Option<String>,
    map: Option<PlaceMap>,
    booking: Option<String>,
    street: String,
    complement: Option<String>,
    town: String,
    emails: Vec<String>,
    /// Address and host.
    websites: Vec<(String, String)>,
    services: Vec<Service>,
    support: Vec<&'static str>,
    audiences: Vec<&'static str>,
    care: Vec<&'static str>,
    fee: Option<&'static str>,
    fee_detail: Option<&'static str>,
    access: Vec<&'static str>,
    accessibility_page: Option<String>,
    itinerancy: Vec<&'static str>,
    programmes: Vec<&'static str>,
    /// Those of the national list.
    labels: Vec<&'static str>,
    /// Others, as their source names them.
    other_labels: Vec<String>,
    parent: Option<String>,
    description: Vec<String>,
    freshness: Freshness,
    source: String,
    /// Where the source can be reached, when it is on the web.
    source_address: Option<String>,
    collected_by: Option<String>,
    /// Since when it is no longer in the directory.
    gone: Option<String>,
    report: Option<String>,
    territories: Vec<Link>,
    instead: Vec<PlaceCard>,
    structured: String,
    json: String,
    printed_on: String,
}

/// A service: its name and what it is for.
struct Service {
    name: &'static str,
    purpose: &'static str,
}

fn names<V: Worded>(values: impl Iterator<Item = V>, words: &'static Words) -> Vec<&'static str> {
    values.map(|value| words.name_of(&value)).collect()
}

impl ShowPlace {
    /// The page of a place as it stands now.
    #[must_use]
    pub fn new(frame: Frame, place: &Place, circumstances: &Circumstances<'_>) -> Self {
        let words = frame.words();
        let record = &place.record;
        let (now, calendar) = (circumstances.now, circumstances.calendar);
        let zone = calendar.time_zone();
        let today = now.to_zoned(zone.clone()).date();
        let is_gone = place.gone_since.is_some();
        // Nobody vouches any more for the hours of a place that is gone: they are shown to nobody, search engines included.
        let timetable = circumstances.timetable.filter(|_| !is_gone);
        let state = timetable.map(|timetable| timetable.state_at(now, calendar));
        let days = timetable.map(|timetable| timetable.week(today, calendar));
        let days = days.as_ref().map(<[Day; 7]>::as_slice);
        let week = days.map(|days| WeekTable::new(days, today, words));
        let path = urls::place(&place.id);
        let name = record.name.to_string();
        Self {
            kind: first_kind(record, words),
            summary: record.summary.as_ref().map(ToString::to_string),
            badge: match &record.hours {
                Some(Hours::Note(_)) => OpenBadge::to_check(words),
                Some(Hours::Osm(_)) | None => {
                    let is_closed_for_long = || {
                        let days = directory::CLOSED_FOR_LONG_DAYS;
                        timetable
                            .is_some_and(|timetable| timetable.is_closed_throughout(today, days, calendar))
                    };
                    OpenBadge::of(state.as_ref(), is_closed_for_long, now, zone, words)
                }
            },
            today: week.as_ref().and_then(|week| week.today(words)),
            week,
            hours_note: match &record.hours {
                Some(Hours::Note(note)) if !is_gone => Some(note.to_string()),
                Some(Hours::Note(_) | Hours::Osm(_)) | None => None,
            },
            call: record
                .phone
                .as_ref()
                .map(|phone| (phone.as_str().to_owned(), format::phone(phone))),
            directions: directions(record),
            geo: record.position.map(|position| {
                let (latitude, longitude) = (position.latitude(), position.longitude());
                format!("geo:{latitude},{longitude}?q={latitude},{longitude}")
            }),
            // A map shows places that are there.
            map: record.position.filter(|_| !is_gone).map(|position| {
                let at = directory::Point::new(position.latitude(), position.longitude());
                PlaceMap::new(&frame, &place.id, &name, at)
            }),
            booking: record.booking_page.as_ref().map(|page| page.as_str().to_owned()),
            street: record.address.street.to_string(),
            complement: record.address.complement.as_ref().map(ToString::to_string),
            town: format!("{} {}", record.address.postcode, record.address.commune),
            emails: record
                .emails
                .iter()
                .map(|email| email.as_str().to_owned())
                .collect(),
            websites: record
                .websites
                .iter()
                .map(|site| (site.as_str().to_owned(), site.host().to_owned()))
                .collect(),
            services: record
                .services
                .iter()
                .map(|service| Service {
                    name: words.name_of(&service),
                    purpose: words.purpose_of(&service),
                })
                .collect(),
            support: names(record.support_modes.iter(), words),
            audiences: names(record.audiences.iter(), words),
            care: names(record.care.iter(), words),
            fee: phrases::fee(record.fees, words),
            fee_detail: record
                .fees
                .contains(Fee::FreeOnCondition)
                .then_some("places-fee-condition"),
            access: names(record.access_modes.iter(), words),
            accessibility_page: record
                .accessibility_page
                .as_ref()
                .map(|page| page.as_str().to_owned()),
            itinerancy: names(
                record
                    .itinerancy
                    .iter()
                    .filter(|itinerancy| *itinerancy == Itinerancy::Mobile),
                words,
            ),
            programmes: names(record.programmes.iter(), words),
            labels: names(record.labels.iter(), words),
            other_labels: record.other_labels.iter().map(ToString::to_string).collect(),
            parent: record.parent.as_ref().map(ToString::to_string),
            description: paragraphs(record),
            freshness: Freshness::new(record.updated_on, today, words),
            source: circumstances.source.to_owned(),
            source_address: circumstances
                .source_address
                .filter(|address| urls::is_web_address(address))
                .map(str::to_owned),
            collected_by: record.collected_by.as_ref().map(ToString::to_string),
            gone: place.gone_since.map(|since| {
                let day = format::full_date(since.to_zoned(zone.clone()).date(), words);
                words.say("places-gone", &[("date", &day)])
            }),
            report: report(&frame, &name, &path),
            territories: circumstances.territories.clone(),
            instead: circumstances.instead.clone(),
            structured: structured::place(&frame, place, days),
            json: urls::place_json(&place.id),
            printed_on: printed_on(&frame, today, &path),
            name,
            frame,
        }
    }

    /// Whether it belongs to a programme or bears a label.
    fn has_programmes(&self) -> bool {
        !(self.programmes.is_empty() && self.labels.is_empty() && self.other_labels.is_empty())
    }

    /// Whether there is anything to say of how to reach it besides its address and its number.
    fn has_contact(&self) -> bool {
        !(self.emails.is_empty()
            && self.websites.is_empty()
            && self.access.is_empty()
            && self.itinerancy.is_empty()
            && self.accessibility_page.is_none())
    }
}

fn first_kind(record: &PlaceRecord, words: &Words) -> Option<String> {
    let kinds: Vec<&str> = record
        .typologies
        .iter()
        .map(|typology| words.name_of(&typology))
        .collect();
    (!kinds.is_empty()).then(|| kinds.join(" · "))
}

/// The way there on OpenStreetMap: by position, else by address.
fn directions(record: &PlaceRecord) -> String {
    match record.position {
        Some(position) => format!(
            "https://www.openstreetmap.org/directions?to={}%2C{}",
            position.latitude(),
            position.longitude()
        ),
        None => {
            let mut search = url::form_urlencoded::Serializer::new(String::new());
            search.append_pair("query", &address_line(record));
            format!("https://www.openstreetmap.org/search?{}", search.finish())
        }
    }
}

/// A letter to the instance about this place, ready to be completed.
fn report(frame: &Frame, name: &str, path: &str) -> Option<String> {
    let contact = frame.settings().contact.as_ref()?;
    let subject = frame.say("places-report-subject", &[("name", &name)]);
    let url = frame.absolute(path);
    let body = frame.say("places-report-body", &[("url", &url)]);
    Some(format!(
        "mailto:{}?subject={}&body={}",
        contact.as_str(),
        mail_text(&subject),
        mail_text(&body)
    ))
}

/// Text inside a `mailto:` address (RFC 6068): everything but letters, digits and a few signs is escaped, spaces too.
fn mail_text(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut written = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                written.push(char::from(byte));
            }
            _ => written.extend([
                '%',
                char::from(HEX[usize::from(byte >> 4)]),
                char::from(HEX[usize::from(byte & 15)]),
            ]),
        }
    }
    written
}

fn paragraphs(record: &PlaceRecord) -> Vec<String> {
    record
        .description
        .iter()
        .flat_map(|description| description.as_str().split('\n'))
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

fn printed_on(frame: &Frame, today: Date, path: &str) -> String {
    let date = format::full_date(today, frame.words());
    let url = frame.absolute(path);
    frame.say("places-printed", &[("date", &date), ("url", &url)])
}

#[cfg(any(test, feature = "testing"))]
impl Samples for ShowPlace {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        super::invented::shown_places(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs and links about a mistake, of the sample that has this name.
    fn report(name: &str) -> String {
        let frame = Frame::new(&crate::gallery::site(), "/");
        let sample = ShowPlace::samples(&frame)
            .into_iter()
            .find(|sample| sample.name == name)
            .expect("a sample of this name");
        let page = sample.page.render().unwrap();
        let (_, report) = page.split_once("id=\"report\"").unwrap();
        report.split_once("</section>").unwrap().0.to_owned()
    }

    #[test]
    fn whoever_runs_the_site_there_is_a_way_to_report_a_mistake() {
        let configured = report("usual");
        assert!(configured.contains("href=\"mailto:") && configured.contains("?subject=Erreur"));
        assert!(configured.contains("href=\"tel:"), "{configured}");
        let unconfigured = report("unconfigured");
        for way in [
            "href=\"tel:+33199001212\"",
            "href=\"https://annuaire.example/lieux\"",
            "http://localhost:8080/lieux/",
        ] {
            assert!(unconfigured.contains(way), "{way}: {unconfigured}");
        }
    }

    #[test]
    fn a_letter_keeps_its_accents_and_cannot_add_a_recipient() {
        assert_eq!(mail_text("Été & co\n"), "%C3%89t%C3%A9%20%26%20co%0A");
    }
}
