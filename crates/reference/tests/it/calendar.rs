//! School holidays and time zones.

use domain::territory::{CommuneCode, DepartementCode};
use jiff::civil::date;
use jiff::tz::TimeZone;
use reference::{CommuneKind, SchoolZone, france, time_zone, time_zone_of, zone_of};

fn departement(code: &str) -> DepartementCode {
    code.parse().expect("a département")
}

#[test]
fn each_zone_has_the_departements_of_its_academies() {
    let count = |zone| {
        france()
            .departements()
            .iter()
            .filter(|d| zone_of(d.code) == zone)
            .count()
    };
    assert_eq!(count(SchoolZone::A), 32);
    assert_eq!(count(SchoolZone::B), 41);
    assert_eq!(count(SchoolZone::C), 21);
    assert_eq!(count(SchoolZone::Corsica), 2);
    for (code, zone) in [
        ("38", SchoolZone::A),
        ("33", SchoolZone::A),
        ("14", SchoolZone::B),
        ("59", SchoolZone::B),
        ("75", SchoolZone::C),
        ("34", SchoolZone::C),
        ("2B", SchoolZone::Corsica),
        ("974", SchoolZone::Overseas(departement("974"))),
    ] {
        assert_eq!(zone_of(departement(code)), zone, "{code}");
    }
}

#[test]
fn school_holidays_are_those_of_the_published_calendars() {
    for (zone, first, last) in [
        (SchoolZone::A, date(2024, 10, 19), date(2024, 11, 3)),
        (SchoolZone::A, date(2025, 2, 22), date(2025, 3, 9)),
        (SchoolZone::B, date(2025, 2, 8), date(2025, 2, 23)),
        (SchoolZone::C, date(2025, 2, 15), date(2025, 3, 2)),
        (SchoolZone::B, date(2026, 2, 14), date(2026, 3, 1)),
        (SchoolZone::C, date(2026, 4, 18), date(2026, 5, 3)),
        (SchoolZone::A, date(2026, 12, 19), date(2027, 1, 3)),
        (SchoolZone::Corsica, date(2026, 2, 14), date(2026, 3, 1)),
        (
            SchoolZone::Overseas(departement("974")),
            date(2026, 12, 19),
            date(2027, 1, 31),
        ),
    ] {
        assert!(
            france().school_holidays(zone).contains(&(first, last)),
            "{zone:?} {first}"
        );
    }
}

#[test]
fn school_holidays_are_in_order_and_apart() {
    for zone in [
        SchoolZone::A,
        SchoolZone::B,
        SchoolZone::C,
        SchoolZone::Corsica,
        zone_of(departement("974")),
    ] {
        let holidays = france().school_holidays(zone);
        assert!(holidays.len() >= 12);
        assert!(
            holidays
                .iter()
                .all(|(first, last)| first <= last && (*last - *first).get_days() < 70),
            "{zone:?}"
        );
        assert!(
            holidays
                .windows(2)
                .all(|pair| pair[0].1.tomorrow().unwrap() < pair[1].0),
            "{zone:?}"
        );
    }
    assert!(france().school_holidays(zone_of(departement("988"))).is_empty());
    assert_eq!(france().school_holidays_known(zone_of(departement("988"))), None);
}

#[test]
fn every_territory_has_a_time_zone_that_exists() {
    for departement in france().departements() {
        let name = time_zone(departement.code);
        if departement.zone == reference::Zone::Metropolitan {
            assert_eq!(name, "Europe/Paris");
        } else {
            assert_ne!(name, "Europe/Paris", "{}", departement.name);
        }
        assert!(TimeZone::get(name).is_ok(), "{name}");
    }
    for (name, zone) in [
        ("Hiva-Oa", "Pacific/Marquesas"),
        ("Nuku-Hiva", "Pacific/Marquesas"),
        ("Tahuata", "Pacific/Marquesas"),
        ("Fatu-Hiva", "Pacific/Marquesas"),
        ("Ua-Huka", "Pacific/Marquesas"),
        ("Ua-Pou", "Pacific/Marquesas"),
        ("Gambier", "Pacific/Gambier"),
        ("Papeete", "Pacific/Tahiti"),
    ] {
        let commune = france()
            .communes()
            .iter()
            .find(|c| c.kind == CommuneKind::Overseas && *c.name == *name);
        assert_eq!(
            time_zone_of(commune.unwrap_or_else(|| panic!("no {name}")).code),
            zone,
            "{name}"
        );
    }
    assert_eq!(
        time_zone_of("97411".parse::<CommuneCode>().unwrap()),
        "Indian/Reunion"
    );
}
