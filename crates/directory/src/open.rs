//! Opening hours shared by many places: each text is compiled once, each pair of text and calendar is asked once.

use std::collections::HashMap;
use std::sync::Arc;

use domain::calendar::Calendar;
use domain::hours::{OpenState, OsmHours, Timetable};
use domain::territory::DepartementCode;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::OpenWhen;

/// Which hours a place has, in [`HoursTable`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HoursRef(u32);

/// Every pair of hours and calendar that some place has. Entries are only ever added: a directory made from another
/// one by a few changes shares most of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct HoursTable {
    timetables: HashMap<Box<str>, Timetable>,
    calendars: HashMap<DepartementCode, (u16, Arc<Calendar>)>,
    by_pair: HashMap<(Box<str>, u16), HoursRef>,
    pairs: Vec<(Timetable, Arc<Calendar>)>,
}

impl HoursTable {
    /// The reference of these hours at a place of that département, when some place already has them.
    pub(crate) fn known(&self, hours: &OsmHours, departement: DepartementCode) -> Option<HoursRef> {
        let (number, _) = self.calendars.get(&departement)?;
        self.by_pair.get(&(hours.as_str().into(), *number)).copied()
    }

    /// The reference of these hours at a place of that département.
    pub(crate) fn intern(&mut self, hours: &OsmHours, departement: DepartementCode) -> HoursRef {
        let (number, calendar) = self.calendar(departement);
        let text: Box<str> = hours.as_str().into();
        if let Some(known) = self.by_pair.get(&(text.clone(), number)) {
            return *known;
        }
        let timetable = self
            .timetables
            .entry(text.clone())
            .or_insert_with(|| hours.timetable())
            .clone();
        let reference = HoursRef(u32::try_from(self.pairs.len()).expect("far fewer hours than places"));
        self.pairs.push((timetable, calendar));
        self.by_pair.insert((text, number), reference);
        reference
    }

    /// Two départements with the same clock and the same holidays share one calendar.
    fn calendar(&mut self, departement: DepartementCode) -> (u16, Arc<Calendar>) {
        if let Some(known) = self.calendars.get(&departement) {
            return known.clone();
        }
        let calendar = crate::calendars::calendar_of(departement);
        let same = self
            .calendars
            .values()
            .find(|(_, known)| **known == calendar)
            .cloned();
        let entry = same.unwrap_or_else(|| {
            let number = self
                .calendars
                .values()
                .map(|(number, _)| number + 1)
                .max()
                .unwrap_or(0);
            (number, Arc::new(calendar))
        });
        self.calendars.insert(departement, entry.clone());
        entry
    }

    /// Whether the place is open at that instant, and the next change.
    pub(crate) fn state_at(&self, hours: HoursRef, now: Timestamp) -> OpenState {
        let (timetable, calendar) = &self.pairs[hours.0 as usize];
        timetable.state_at(now, calendar)
    }

    /// For each pair, whether it is surely open then.
    pub(crate) fn open_pairs(&self, when: OpenWhen) -> OpenPairs {
        let is_open = |(timetable, calendar): &(Timetable, Arc<Calendar>)| match when {
            OpenWhen::At(instant) => timetable.is_open_at(instant, calendar),
            OpenWhen::AtLocal(time) => time
                .to_zoned(calendar.time_zone().clone())
                .is_ok_and(|time| timetable.is_open_at(time.timestamp(), calendar)),
            OpenWhen::On(day) => is_open_on(timetable, day, calendar),
            OpenWhen::DayAfter(now) => calendar
                .day_after(now)
                .is_some_and(|day| is_open_on(timetable, day, calendar)),
            OpenWhen::Unsaid => false,
        };
        OpenPairs(self.pairs.iter().map(is_open).collect())
    }

    pub(crate) fn time_zone(&self, hours: HoursRef) -> &jiff::tz::TimeZone {
        self.pairs[hours.0 as usize].1.time_zone()
    }

    /// The calendar of a département that some place with hours is in.
    pub(crate) fn calendar_in_use(&self, departement: DepartementCode) -> Option<Arc<Calendar>> {
        self.calendars
            .get(&departement)
            .map(|(_, calendar)| Arc::clone(calendar))
    }
}

/// Whether it is open at some moment of a day.
fn is_open_on(timetable: &Timetable, day: Date, calendar: &Calendar) -> bool {
    let midnight = |day: Date| {
        day.to_zoned(calendar.time_zone().clone())
            .map(|zoned| zoned.timestamp())
    };
    match (midnight(day), day.tomorrow().and_then(midnight)) {
        (Ok(from), Ok(to)) => timetable.is_open_during(from, to, calendar),
        _ => false,
    }
}

/// Which pairs are open at one instant.
pub(crate) struct OpenPairs(Vec<bool>);

impl OpenPairs {
    pub(crate) fn contains(&self, hours: HoursRef) -> bool {
        self.0[hours.0 as usize]
    }
}
