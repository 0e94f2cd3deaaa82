//! How a place of the demo is told: it says what matters, the rest is what most places of the canton do.

use domain::hours::{Hours, OsmHours};
use domain::places::{
    AccessMode, Address, Audience, Choices, Email, Fee, Itinerancy, Label, Line, Phone, Pivot, PlaceName,
    PlaceRecord, Programme, Prose, RecordId, Service, SpecificCare, SupportMode, Typology, Vocabulary,
    WebAddress,
};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::demo::canton::Commune;

/// Why nothing in this file can fail: the texts are ours, and the tests read every one of them.
const OURS: &str = "the demo is written by us and read by its tests";

/// A place that is being told.
pub struct Draft {
    record: PlaceRecord,
    home: &'static Commune,
    days_old: i32,
    hours: Option<&'static str>,
    works: Option<Works>,
}

/// A closure around the day of the demo.
struct Works {
    since_days: i32,
    for_days: i32,
    reason: &'static str,
}

impl Commune {
    /// A fixed, free place where one walks in or telephones and is helped by somebody, confirmed three weeks
    /// ago.
    pub(super) fn place(&'static self, id: &str, name: &str, street: &str) -> Draft {
        let mut draft = self.bare_place(id, name, street);
        draft.record.collected_by = Some(line("Communauté de communes du Val-de-Loubre"));
        draft
            .at(0.0, 0.0)
            .itinerancy([Itinerancy::Fixed])
            .fees([Fee::Free])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone])
            .helps_by([SupportMode::Individual])
    }

    /// A place of which nothing is known but what the schema requires, and the code of its commune.
    pub(super) fn bare_place(&'static self, id: &str, name: &str, street: &str) -> Draft {
        let record = PlaceRecord::new(
            RecordId::parse(id).expect(OURS),
            PlaceName::parse(name).expect(OURS),
            Address {
                street: line(street),
                complement: None,
                postcode: self.postcode(),
                commune: line(self.name()),
                // Every import finds it from the name and the postcode.
                commune_code: Some(self.code()),
            },
            Date::ZERO,
        );
        Draft {
            record,
            home: self,
            days_old: 21,
            hours: None,
            works: None,
        }
    }
}

/// One method for each field that takes several values of a closed list.
macro_rules! choices {
    ($($(#[$doc:meta])* $method:ident: $value:ident => $field:ident;)+) => {
        $($(#[$doc])* pub fn $method<const N: usize>(mut self, values: [$value; N]) -> Self {
            self.record.$field = chosen(values);
            self
        })+
    };
}

impl Draft {
    choices! {
        /// What kind of structure it is.
        kinds: Typology => typologies;
        /// What people can do there.
        services: Service => services;
        /// Whom it addresses in particular.
        audiences: Audience => audiences;
        /// What it can adapt to.
        cares_for: SpecificCare => care;
        /// What it costs, unless it is free.
        fees: Fee => fees;
        /// National programmes it takes part in.
        programmes: Programme => programmes;
        /// Training and labels.
        labels: Label => labels;
        /// How to come in contact, unless one walks in or telephones.
        reached_by: AccessMode => access_modes;
        /// How people are helped, unless it is one to one.
        helps_by: SupportMode => support_modes;
        /// Whether it moves, unless it is fixed.
        itinerancy: Itinerancy => itinerancy;
    }

    /// Where it is: metres east and north of the town hall.
    pub fn at(mut self, east_m: f64, north_m: f64) -> Self {
        self.record.position = Some(self.home.point(east_m, north_m));
        self
    }

    /// What to look for once in the street.
    pub fn complement(mut self, text: &str) -> Self {
        self.record.address.complement = Some(line(text));
        self
    }

    /// A number as people write it, `02 61 91 10 00`.
    pub fn phone(mut self, national: &str) -> Self {
        let digits: String = national.chars().filter(char::is_ascii_digit).collect();
        let international = format!("+33{}", digits.strip_prefix('0').expect(OURS));
        self.record.phone = Some(Phone::parse(&international).expect(OURS));
        self
    }

    /// One more address for letters.
    pub fn email(mut self, address: &str) -> Self {
        self.record.emails.push(Email::parse(address).expect(OURS));
        self
    }

    /// One more site.
    pub fn site(mut self, address: &str) -> Self {
        self.record.websites.push(web(address));
        self
    }

    /// When it is open, in the syntax of OpenStreetMap.
    pub fn hours(mut self, osm: &'static str) -> Self {
        self.hours = Some(osm);
        self
    }

    /// When it is open, in words that no machine may take for hours.
    pub fn hours_in_words(mut self, text: &str) -> Self {
        self.record.hours = Some(Hours::Note(Prose::parse(text).expect(OURS)));
        self
    }

    /// Closed around the day of the demo, whatever its hours say.
    pub fn closed_for_works(mut self, since_days: i32, for_days: i32, reason: &'static str) -> Self {
        self.works = Some(Works {
            since_days,
            for_days,
            reason,
        });
        self
    }

    /// What the card says, 280 characters at most.
    pub fn summary(mut self, text: &str) -> Self {
        self.record.summary = Some(line(text));
        self
    }

    /// What the page of the place says.
    pub fn description(mut self, text: &str) -> Self {
        self.record.description = Some(Prose::parse(text).expect(OURS));
        self
    }

    /// Who vouches for the entry, unless it is the community of communes.
    pub fn collected_by(mut self, who: &str) -> Self {
        self.record.collected_by = Some(line(who));
        self
    }

    /// Network or parent organisation.
    pub fn parent(mut self, name: &str) -> Self {
        self.record.parent = Some(line(name));
        self
    }

    /// Number in a public register.
    pub fn pivot(mut self, number: &str) -> Self {
        self.record.pivot = Some(Pivot::parse(number).expect(OURS));
        self
    }

    /// Age of the entry in days, unless it is three weeks.
    pub fn updated_days_ago(mut self, days: i32) -> Self {
        self.days_old = days;
        self
    }

    /// Labels of the canton's own.
    pub fn other_labels<const N: usize>(mut self, labels: [&str; N]) -> Self {
        self.record.other_labels = labels.map(line).into();
        self
    }

    /// Page on physical access.
    pub fn accessibility_page(mut self, address: &str) -> Self {
        self.record.accessibility_page = Some(web(address));
        self
    }

    /// Page for appointments.
    pub fn booking_page(mut self, address: &str) -> Self {
        self.record.booking_page = Some(web(address));
        self
    }

    /// The record, as its source would have given it on that day.
    pub fn record(self, today: Date) -> PlaceRecord {
        let Self {
            mut record,
            days_old,
            hours,
            works,
            ..
        } = self;
        record.updated_on = today.saturating_sub(days_old.days());
        if let Some(usual) = hours {
            let expression = match works {
                Some(works) => works.interrupt(usual, today),
                None => usual.to_owned(),
            };
            record.hours = Some(Hours::Osm(OsmHours::parse(&expression).expect(OURS)));
        }
        record
    }
}

impl Works {
    fn interrupt(&self, usual: &str, today: Date) -> String {
        let from = today.saturating_sub(self.since_days.days());
        let to = today.saturating_add(self.for_days.days());
        let (from, to) = (from.strftime("%Y %b %d"), to.strftime("%Y %b %d"));
        format!("{usual}; {from}-{to} off \"{}\"", self.reason)
    }
}

fn chosen<V: Vocabulary, const N: usize>(values: [V; N]) -> Choices<V> {
    values.into_iter().collect()
}

fn line(text: &str) -> Line {
    Line::parse(text).expect(OURS)
}

fn web(address: &str) -> WebAddress {
    WebAddress::parse(address).expect(OURS)
}
