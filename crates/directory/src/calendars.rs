//! The calendar of places: local clock, public holidays, school holidays.

use domain::calendar::{Calendar, DateRange, HolidayTerritory, SchoolHolidays};
use domain::territory::DepartementCode;
use jiff::tz::TimeZone;
use reference::{france, time_zone, zone_of};

/// The calendar of the places of a département or overseas collectivity.
#[must_use]
pub fn calendar_of(departement: DepartementCode) -> Calendar {
    let school_holidays = france().school_holidays(zone_of(departement)).iter();
    let ranges = school_holidays.map(|(first, last)| DateRange {
        first: *first,
        last: *last,
    });
    let time_zone = TimeZone::get(time_zone(departement)).expect("the time zones of France are built in");
    Calendar::new(
        time_zone,
        HolidayTerritory::of(departement),
        SchoolHolidays::new(ranges),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_departement_has_a_clock() {
        for departement in france().departements() {
            assert!(calendar_of(departement.code).time_zone().iana_name().is_some());
        }
    }
}
