//! School holidays by zone and time zones by territory.
//!
//! Public holidays are rules and live in `domain::calendar`. School holidays are decreed for some years at a time:
//! outside the years known here, and for territories that set their own dates, nothing is said rather than guessed.

use domain::territory::{CommuneCode, DepartementCode};
use jiff::civil::Date;

use crate::format::{BadData, Reader, Writer};
use crate::france::France;

/// The section of school holidays.
pub const SECTION: &str = "school-holidays";

/// Schools that have the same holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchoolZone {
    /// Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers.
    A,
    /// Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg.
    B,
    /// Créteil, Montpellier, Paris, Toulouse, Versailles.
    C,
    /// Corsica, which adapts the national calendar.
    Corsica,
    /// An overseas territory, which sets its own.
    Overseas(DepartementCode),
}

/// The zone of a département (académies grouped by the decree of 17 April 2015, in force since 2016).
#[must_use]
pub fn zone_of(departement: DepartementCode) -> SchoolZone {
    match departement.as_str() {
        // Besançon; Bordeaux; Clermont-Ferrand; Dijon.
        "25" | "39" | "70" | "90" | "24" | "33" | "40" | "47" | "64" | "03" | "15" | "43" | "63" | "21"
        | "58" | "71" | "89" => SchoolZone::A,
        // Grenoble; Limoges; Lyon; Poitiers.
        "07" | "26" | "38" | "73" | "74" | "19" | "23" | "87" | "01" | "42" | "69" | "16" | "17" | "79"
        | "86" => SchoolZone::A,
        // Créteil; Montpellier; Paris; Toulouse; Versailles.
        "77" | "93" | "94" | "11" | "30" | "34" | "48" | "66" | "75" | "09" | "12" | "31" | "32" | "46"
        | "65" | "81" | "82" | "78" | "91" | "92" | "95" => SchoolZone::C,
        "2A" | "2B" => SchoolZone::Corsica,
        code if code.starts_with("97") || code.starts_with("98") => SchoolZone::Overseas(departement),
        _ => SchoolZone::B,
    }
}

/// The IANA time zone of a département or overseas collectivity. French Polynesia has three: see [`time_zone_of`].
#[must_use]
pub fn time_zone(departement: DepartementCode) -> &'static str {
    match departement.as_str() {
        "971" => "America/Guadeloupe",
        "972" => "America/Martinique",
        "973" => "America/Cayenne",
        "974" => "Indian/Reunion",
        "975" => "America/Miquelon",
        "976" => "Indian/Mayotte",
        "977" => "America/St_Barthelemy",
        "978" => "America/Marigot",
        "984" => "Indian/Kerguelen",
        "986" => "Pacific/Wallis",
        "987" => "Pacific/Tahiti",
        "988" => "Pacific/Noumea",
        // Clipperton, where nobody lives, keeps the time of its meridian.
        "989" => "Etc/GMT+7",
        _ => "Europe/Paris",
    }
}

/// The IANA time zone of a commune: that of its territory, except in the Marquesas and the Gambier islands.
#[must_use]
pub fn time_zone_of(commune: CommuneCode) -> &'static str {
    match commune.as_str() {
        // Gambier.
        "98719" => "Pacific/Gambier",
        // Fatu-Hiva, Hiva-Oa, Nuku-Hiva, Tahuata, Ua-Huka, Ua-Pou.
        "98718" | "98723" | "98731" | "98746" | "98756" | "98757" => "Pacific/Marquesas",
        _ => time_zone(commune.departement()),
    }
}

/// School holidays by zone: first and last day without school, both included, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SchoolHolidays {
    /// Zones A, B and C, then Corsica, then La Réunion.
    pub zones: [Vec<(Date, Date)>; 5],
}

/// Days are counted from here in the file.
const ORIGIN: Date = jiff::civil::date(2020, 1, 1);

impl SchoolHolidays {
    /// Packs the dates as days between each and the one before.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let w = &mut Writer::default();
        for zone in &self.zones {
            w.count(zone.len());
            let mut last = ORIGIN;
            for day in zone.iter().flat_map(|(first, last)| [*first, *last]) {
                w.int(i64::from((day - last).get_days()));
                last = day;
            }
        }
        std::mem::take(&mut w.bytes)
    }

    /// Unpacks what [`SchoolHolidays::encode`] packed.
    ///
    /// # Errors
    /// The bytes were not written by it.
    pub fn decode(bytes: &[u8]) -> Result<Self, BadData> {
        let r = &mut Reader::new(bytes);
        let mut holidays = Self::default();
        for zone in &mut holidays.zones {
            let mut here = ORIGIN;
            let mut day = |r: &mut Reader<'_>| {
                let days = jiff::Span::new()
                    .try_days(r.int()?)
                    .map_err(|_| BadData::Nonsense)?;
                here = here.checked_add(days).map_err(|_| BadData::Nonsense)?;
                Ok(here)
            };
            for _ in 0..r.count()? {
                zone.push((day(r)?, day(r)?));
            }
        }
        if r.is_at_end() {
            Ok(holidays)
        } else {
            Err(BadData::Nonsense)
        }
    }
}

impl France {
    /// The school holidays of a zone that are known: first and last day without school, both included, in order.
    /// Overseas, only those of La Réunion. See [`France::school_holidays_known`] before concluding from an absence.
    #[must_use]
    pub fn school_holidays(&self, zone: SchoolZone) -> &[(Date, Date)] {
        let zones = &self.all_school_holidays().zones;
        match zone {
            SchoolZone::A => &zones[0],
            SchoolZone::B => &zones[1],
            SchoolZone::C => &zones[2],
            SchoolZone::Corsica => &zones[3],
            SchoolZone::Overseas(departement) if departement.as_str() == "974" => &zones[4],
            SchoolZone::Overseas(_) => &[],
        }
    }

    /// The first and the last day for which it is known whether there is school, or `None` where nothing is known.
    #[must_use]
    pub fn school_holidays_known(&self, zone: SchoolZone) -> Option<(Date, Date)> {
        let holidays = self.school_holidays(zone);
        Some((holidays.first()?.0, holidays.last()?.1))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_survive_packing() {
        let holidays = SchoolHolidays {
            zones: [
                vec![
                    (date(2024, 10, 19), date(2024, 11, 3)),
                    (date(2024, 12, 21), date(2025, 1, 5)),
                ],
                vec![],
                vec![(date(2019, 1, 1), date(2019, 1, 1))],
                vec![],
                vec![],
            ],
        };
        assert_eq!(SchoolHolidays::decode(&holidays.encode()).unwrap(), holidays);
    }
}
