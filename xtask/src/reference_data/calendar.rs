//! School holidays: the three national zones from their package; Corsica and La Réunion from their own calendars.

use std::path::Path;

use jiff::civil::{Date, date};
use reference::calendar::SchoolHolidays;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Nothing earlier is kept.
const FIRST_YEAR_STARTS: Date = date(2024, 8, 1);

/// Corsica, as the académie publishes: first and last day without school.
const CORSICA: [(Date, Date); 12] = [
    (date(2024, 10, 19), date(2024, 11, 3)),
    (date(2024, 12, 21), date(2025, 1, 5)),
    (date(2025, 2, 15), date(2025, 3, 2)),
    (date(2025, 4, 12), date(2025, 4, 27)),
    (date(2025, 5, 30), date(2025, 6, 1)),
    (date(2025, 7, 5), date(2025, 9, 1)),
    (date(2025, 10, 18), date(2025, 11, 2)),
    (date(2025, 12, 20), date(2026, 1, 4)),
    (date(2026, 2, 14), date(2026, 3, 1)),
    (date(2026, 4, 11), date(2026, 4, 26)),
    (date(2026, 5, 14), date(2026, 5, 17)),
    (date(2026, 7, 4), date(2026, 8, 31)),
];

/// La Réunion, as the académie publishes; since 2026 with the long break of the southern summer to the end of January.
const REUNION: [(Date, Date); 12] = [
    (date(2024, 10, 12), date(2024, 10, 27)),
    (date(2024, 12, 20), date(2025, 1, 20)),
    (date(2025, 3, 1), date(2025, 3, 16)),
    (date(2025, 5, 3), date(2025, 5, 18)),
    (date(2025, 7, 5), date(2025, 8, 18)),
    (date(2025, 10, 11), date(2025, 10, 26)),
    (date(2025, 12, 20), date(2026, 1, 20)),
    (date(2026, 2, 28), date(2026, 3, 15)),
    (date(2026, 5, 2), date(2026, 5, 17)),
    (date(2026, 7, 4), date(2026, 8, 17)),
    (date(2026, 10, 10), date(2026, 10, 25)),
    (date(2026, 12, 19), date(2027, 1, 31)),
];

/// Reads the days without school of each zone and joins them.
pub fn school_holidays(package: &Path) -> Result<SchoolHolidays> {
    let mut zones: [Vec<(Date, Date)>; 3] = Default::default();
    let mut reader = csv::Reader::from_path(package.join("vacances_scolaires_france/data/data.csv"))?;
    for record in reader.records() {
        let record = record?;
        let day: Date = record.get(0).ok_or("a day without date")?.parse()?;
        if day < FIRST_YEAR_STARTS {
            continue;
        }
        for (zone, free) in zones.iter_mut().zip(record.iter().skip(1)) {
            match free {
                "True" => match zone.last_mut() {
                    Some((_, last)) if last.tomorrow()? == day => *last = day,
                    _ => zone.push((day, day)),
                },
                "False" => {}
                other => return Err(format!("{day}: neither True nor False: {other}").into()),
            }
        }
    }
    let [a, b, c] = zones;
    Ok(SchoolHolidays {
        zones: [a, b, c, CORSICA.to_vec(), REUNION.to_vec()],
    })
}
