//! Opening hours shared by many places: each text is compiled once, each pair of text and calendar is asked once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use domain::calendar::Calendar;
use domain::hours::{Day, OpenState, OsmHours, Timetable};
use domain::territory::DepartementCode;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::reading;
use crate::{OpenWhen, SpokenDay};

/// From how many days on, today among them, a place that does not open is closed for long: the season, a summer, works.
/// Three weeks, so that the holidays of the end of a year are not.
pub const CLOSED_FOR_LONG_DAYS: u16 = 21;

/// Which hours a place has, by which calendar: a number that means something in one version of a directory only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HoursRef(u32);

/// Every pair of hours and calendar that some place has. A directory made from another one by a few changes shares it;
/// pairs that no place has any more are let go from time to time: see [`Self::is_worth_sweeping`].
#[derive(Debug, Clone, Default)]
pub(crate) struct HoursTable {
    timetables: HashMap<OsmHours, Timetable>,
    calendars: HashMap<DepartementCode, (u16, Arc<Calendar>)>,
    by_pair: HashMap<(OsmHours, u16), HoursRef>,
    /// A slot without pair waits to be used again, so that the others keep their place.
    pairs: Vec<Option<(Timetable, Arc<Calendar>)>>,
    free: Vec<HoursRef>,
    /// How many pairs there were when those without place were last let go.
    swept_at: usize,
}

impl HoursTable {
    /// Unused pairs are looked for when there are this many more than after the last time, and a quarter more.
    const SWEEP_AFTER: usize = 64;

    /// The hours that have this text and their compiled form, when some place has them.
    pub(crate) fn get(&self, text: &str) -> Option<(&OsmHours, &Timetable)> {
        self.timetables.get_key_value(text)
    }

    /// Whether so many pairs came since the last time that some may have no place any more. Looking at every place for
    /// each change would cost more than the change.
    pub(crate) fn is_worth_sweeping(&self) -> bool {
        self.by_pair.len() > self.swept_at + self.swept_at / 4 + Self::SWEEP_AFTER
    }

    /// Lets go of the pairs that are not among those `in_use`.
    pub(crate) fn keep_only(&mut self, in_use: impl Iterator<Item = HoursRef>) {
        let mut is_used = vec![false; self.pairs.len()];
        for hours in in_use {
            is_used[hours.0 as usize] = true;
        }
        self.by_pair.retain(|_, hours| is_used[hours.0 as usize]);
        let texts: HashSet<&OsmHours> = self.by_pair.keys().map(|(hours, _)| hours).collect();
        self.timetables.retain(|hours, _| texts.contains(hours));
        for (slot, is_used) in (0..).zip(&is_used) {
            if !is_used && self.pairs[slot as usize].take().is_some() {
                self.free.push(HoursRef(slot));
            }
        }
        self.swept_at = self.by_pair.len();
    }

    /// The reference of these hours at a place of that département, when some place already has them.
    pub(crate) fn known(&self, hours: &OsmHours, departement: DepartementCode) -> Option<HoursRef> {
        let (number, _) = self.calendars.get(&departement)?;
        self.by_pair.get(&(hours.clone(), *number)).copied()
    }

    /// The reference of these hours at a place of that département.
    pub(crate) fn intern(&mut self, hours: &OsmHours, departement: DepartementCode) -> HoursRef {
        let (number, calendar) = self.calendar(departement);
        // The text that is kept already, where there is one: places share it.
        let known = self.timetables.get_key_value(hours);
        let pair = (known.map_or(hours, |(known, _)| known).clone(), number);
        if let Some(known) = self.by_pair.get(&pair) {
            return *known;
        }
        let timetable = self
            .timetables
            .entry(pair.0.clone())
            .or_insert_with(|| hours.timetable())
            .clone();
        let reference = self.free.pop().unwrap_or_else(|| {
            self.pairs.push(None);
            HoursRef(u32::try_from(self.pairs.len() - 1).expect("far fewer hours than places"))
        });
        self.pairs[reference.0 as usize] = Some((timetable, calendar));
        self.by_pair.insert(pair, reference);
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

    fn pair(&self, hours: HoursRef) -> &(Timetable, Arc<Calendar>) {
        let pair = self.pairs[hours.0 as usize].as_ref();
        pair.expect("the pair of a place that is there is kept")
    }

    /// Whether the place is open at that instant, and the next change.
    pub(crate) fn state_at(&self, hours: HoursRef, now: Timestamp) -> OpenState {
        let (timetable, calendar) = self.pair(hours);
        timetable.state_at(now, calendar)
    }

    /// The seven days from today, as the clock of the place counts them.
    pub(crate) fn week(&self, hours: HoursRef, now: Timestamp) -> [Day; 7] {
        let (timetable, calendar) = self.pair(hours);
        timetable.week(now.to_zoned(calendar.time_zone().clone()).date(), calendar)
    }

    /// The days that a question asks for by name or date, by the clock of the place; none for today, now and any day.
    pub(crate) fn days_asked(&self, hours: HoursRef, when: OpenWhen) -> Vec<Day> {
        let (timetable, calendar) = self.pair(hours);
        let dates = match when {
            OpenWhen::At(_) | OpenWhen::Unsaid => Vec::new(),
            OpenWhen::AtLocal(time) => vec![time.date()],
            OpenWhen::On(day) => vec![day],
            OpenWhen::DayAfter(now) => calendar.day_after(now).into_iter().collect(),
            OpenWhen::During { asked_at, day, part } => match day {
                SpokenDay::Today | SpokenDay::Soonest | SpokenDay::Any => Vec::new(),
                SpokenDay::Tomorrow
                | SpokenDay::Next(_)
                | SpokenDay::OneOf(_)
                | SpokenDay::On(_)
                | SpokenDay::Weekend => reading::dates(day, part, asked_at, calendar),
            },
        };
        let first = |date| {
            let [day, ..] = timetable.week(date, calendar);
            day
        };
        dates.into_iter().map(first).collect()
    }

    /// For each pair, whether it is surely open then.
    pub(crate) fn open_pairs(&self, when: OpenWhen) -> Pairs {
        let is_open = |(timetable, calendar): &(Timetable, Arc<Calendar>)| match when {
            OpenWhen::At(instant) => timetable.is_open_at(instant, calendar),
            OpenWhen::AtLocal(time) => time
                .to_zoned(calendar.time_zone().clone())
                .is_ok_and(|time| timetable.is_open_at(time.timestamp(), calendar)),
            OpenWhen::On(day) => is_open_on(timetable, day, calendar),
            OpenWhen::DayAfter(now) => calendar
                .day_after(now)
                .is_some_and(|day| is_open_on(timetable, day, calendar)),
            OpenWhen::During { asked_at, day, part } => reading::intervals(day, part, asked_at, calendar)
                .into_iter()
                .any(|(from, to)| timetable.is_open_during(from, to, calendar)),
            OpenWhen::Unsaid => false,
        };
        let pairs = self.pairs.iter();
        Pairs(pairs.map(|pair| pair.as_ref().is_some_and(is_open)).collect())
    }

    /// Whether the place stays closed from its today on for so long that it is of no use to who looks for help.
    pub(crate) fn is_closed_for_long(&self, hours: HoursRef, now: Timestamp) -> bool {
        is_closed_for_long(self.pair(hours), now)
    }

    /// For each pair, whether it stays closed for long.
    pub(crate) fn closed_for_long(&self, now: Timestamp) -> Pairs {
        let is_closed = |pair| is_closed_for_long(pair, now);
        let pairs = self.pairs.iter();
        Pairs(pairs.map(|pair| pair.as_ref().is_some_and(is_closed)).collect())
    }

    pub(crate) fn time_zone(&self, hours: HoursRef) -> &jiff::tz::TimeZone {
        self.pair(hours).1.time_zone()
    }

    /// The calendar of a département that some place with hours is in.
    pub(crate) fn calendar_in_use(&self, departement: DepartementCode) -> Option<Arc<Calendar>> {
        self.calendars
            .get(&departement)
            .map(|(_, calendar)| Arc::clone(calendar))
    }
}

fn is_closed_for_long((timetable, calendar): &(Timetable, Arc<Calendar>), now: Timestamp) -> bool {
    let today = now.to_zoned(calendar.time_zone().clone()).date();
    timetable.is_closed_throughout(today, CLOSED_FOR_LONG_DAYS, calendar)
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

/// Some of the pairs: those open at one instant, those closed for long.
pub(crate) struct Pairs(Vec<bool>);

impl Pairs {
    pub(crate) fn contains(&self, hours: HoursRef) -> bool {
        self.0[hours.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> OsmHours {
        OsmHours::parse(text).unwrap()
    }

    fn departement(code: &str) -> DepartementCode {
        DepartementCode::parse(code).unwrap()
    }

    #[test]
    fn hours_without_a_place_are_let_go_and_those_in_use_keep_their_place() {
        let mut table = HoursTable::default();
        let (mainland, reunion) = (departement("35"), departement("974"));
        let kept = table.intern(&hours("Mo-Fr 09:00-12:00"), mainland);
        let gone = table.intern(&hours("Sa 10:00-11:00"), mainland);
        let shared = table.intern(&hours("Mo-Fr 09:00-12:00"), reunion);
        table.keep_only([kept, shared].into_iter());
        assert_eq!(table.known(&hours("Mo-Fr 09:00-12:00"), mainland), Some(kept));
        assert_eq!(table.known(&hours("Mo-Fr 09:00-12:00"), reunion), Some(shared));
        assert_eq!(table.known(&hours("Sa 10:00-11:00"), mainland), None);
        assert!(table.get("Sa 10:00-11:00").is_none());
        let monday = "2026-03-02T09:00:00Z".parse().unwrap();
        assert!(table.state_at(kept, monday).is_open());
        assert!(!table.state_at(shared, monday).is_open(), "13:00 in La Réunion");
        let open = table.open_pairs(OpenWhen::At(monday));
        assert_eq!(
            [kept, gone, shared].map(|hours| open.contains(hours)),
            [true, false, false]
        );
        let new = table.intern(&hours("Su 10:00-11:00"), mainland);
        assert_eq!(new, gone, "the free slot is used again");
        assert_eq!(table.pairs.len(), 3);
    }

    #[test]
    fn the_table_stays_in_proportion_to_the_places_however_often_their_hours_change() {
        let mut table = HoursTable::default();
        for minute in 0..2_000 {
            let text = format!("Mo {:02}:{:02}-23:59", minute / 60 % 22, minute % 60);
            let text = format!("{text}; Tu {:02}:00-23:00", minute / 1_320);
            let now = table.intern(&hours(&text), departement("35"));
            if table.is_worth_sweeping() {
                table.keep_only(std::iter::once(now));
            }
            assert!(
                table.pairs.len() <= HoursTable::SWEEP_AFTER + 2,
                "{}",
                table.pairs.len()
            );
        }
    }
}
