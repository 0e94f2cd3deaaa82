//! Public holidays of France and of its overseas territories, as rules from the law.
//!
//! Days that are only customary are left out: Good Friday, mid-Lent and Victor Schœlcher's day in the Antilles, the
//! Muslim feasts in Mayotte. So is the past: today's rules are applied to every year, with the two exceptions below.

use jiff::civil::{Date, date};

use crate::territory::DepartementCode;

/// Where one law on public holidays is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolidayTerritory {
    /// The eleven days of the Code du travail (article L3133-1); Saint-Pierre-et-Miquelon has no other.
    National,
    /// Bas-Rhin, Haut-Rhin, Moselle (article L3134-13): Good Friday and 26 December besides.
    ///
    /// The law gives Good Friday to communes that have a Protestant church or one shared by two confessions. There is
    /// no public list of them, so the three départements are taken whole.
    AlsaceMoselle,
    /// 27 May (article L3422-2, decree 83-1003 of 23 November 1983, as for the four next).
    Guadeloupe,
    /// 22 May.
    Martinique,
    /// 10 June.
    Guyane,
    /// 20 December.
    LaReunion,
    /// 27 April.
    Mayotte,
    /// 9 October.
    SaintBarthelemy,
    /// 28 May since 2018, with Guadeloupe on the 27th before.
    SaintMartin,
    /// 28 April and 29 July.
    WallisAndFutuna,
    /// 5 March, Good Friday, and 20 November, which took the place of 29 June in 2025.
    FrenchPolynesia,
    /// 24 September.
    NewCaledonia,
}

/// What is celebrated. Its name for people is written elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublicHoliday {
    /// 1 January.
    NewYear,
    /// 5 March, French Polynesia.
    ArrivalOfTheGospel,
    /// Two days before Easter.
    GoodFriday,
    /// The day after Easter.
    EasterMonday,
    /// 28 April, Wallis and Futuna.
    SaintPeterChanel,
    /// 1 May.
    LabourDay,
    /// 8 May.
    Victory1945,
    /// 39 days after Easter.
    Ascension,
    /// 50 days after Easter.
    WhitMonday,
    /// A date of its own in each territory that knew slavery.
    AbolitionOfSlavery,
    /// 29 June, French Polynesia, until 2024.
    AutonomyDay,
    /// 14 July.
    NationalDay,
    /// 29 July, Wallis and Futuna.
    TerritoryDay,
    /// 15 August.
    Assumption,
    /// 24 September, New Caledonia.
    CitizenshipDay,
    /// 1 November.
    AllSaints,
    /// 11 November.
    Armistice1918,
    /// 20 November, French Polynesia, from 2025: the rising of the Pleiades.
    Matarii,
    /// 25 December.
    Christmas,
    /// 26 December, Alsace and Moselle.
    SaintStephen,
}

impl PublicHoliday {
    /// A name for machines and for keys of translations: `easter-monday`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NewYear => "new-year",
            Self::ArrivalOfTheGospel => "arrival-of-the-gospel",
            Self::GoodFriday => "good-friday",
            Self::EasterMonday => "easter-monday",
            Self::SaintPeterChanel => "saint-peter-chanel",
            Self::LabourDay => "labour-day",
            Self::Victory1945 => "victory-1945",
            Self::Ascension => "ascension",
            Self::WhitMonday => "whit-monday",
            Self::AbolitionOfSlavery => "abolition-of-slavery",
            Self::AutonomyDay => "autonomy-day",
            Self::NationalDay => "national-day",
            Self::TerritoryDay => "territory-day",
            Self::Assumption => "assumption",
            Self::CitizenshipDay => "citizenship-day",
            Self::AllSaints => "all-saints",
            Self::Armistice1918 => "armistice-1918",
            Self::Matarii => "matarii",
            Self::Christmas => "christmas",
            Self::SaintStephen => "saint-stephen",
        }
    }
}

impl HolidayTerritory {
    /// Every territory.
    pub const ALL: [Self; 12] = [
        Self::National,
        Self::AlsaceMoselle,
        Self::Guadeloupe,
        Self::Martinique,
        Self::Guyane,
        Self::LaReunion,
        Self::Mayotte,
        Self::SaintBarthelemy,
        Self::SaintMartin,
        Self::WallisAndFutuna,
        Self::FrenchPolynesia,
        Self::NewCaledonia,
    ];

    /// The law in force in a département or an overseas collectivity.
    #[must_use]
    pub fn of(departement: DepartementCode) -> Self {
        match departement.as_str() {
            "57" | "67" | "68" => Self::AlsaceMoselle,
            "971" => Self::Guadeloupe,
            "972" => Self::Martinique,
            "973" => Self::Guyane,
            "974" => Self::LaReunion,
            "976" => Self::Mayotte,
            "977" => Self::SaintBarthelemy,
            "978" => Self::SaintMartin,
            "986" => Self::WallisAndFutuna,
            "987" => Self::FrenchPolynesia,
            "988" => Self::NewCaledonia,
            _ => Self::National,
        }
    }

    /// The public holiday of a day. Where two meet (Ascension on 1 or 8 May), the one with a fixed date.
    #[must_use]
    pub fn public_holiday(self, day: Date) -> Option<PublicHoliday> {
        self.on_fixed_date(day).or_else(|| self.around_easter(day))
    }

    fn on_fixed_date(self, day: Date) -> Option<PublicHoliday> {
        use PublicHoliday as H;
        let national = match (day.month(), day.day()) {
            (1, 1) => Some(H::NewYear),
            (5, 1) => Some(H::LabourDay),
            (5, 8) => Some(H::Victory1945),
            (7, 14) => Some(H::NationalDay),
            (8, 15) => Some(H::Assumption),
            (11, 1) => Some(H::AllSaints),
            (11, 11) => Some(H::Armistice1918),
            (12, 25) => Some(H::Christmas),
            _ => None,
        };
        national.or_else(|| match (self, day.month(), day.day()) {
            (Self::AlsaceMoselle, 12, 26) => Some(H::SaintStephen),
            (Self::Guadeloupe, 5, 27)
            | (Self::Martinique, 5, 22)
            | (Self::Guyane, 6, 10)
            | (Self::LaReunion, 12, 20)
            | (Self::Mayotte, 4, 27)
            | (Self::SaintBarthelemy, 10, 9) => Some(H::AbolitionOfSlavery),
            (Self::SaintMartin, 5, 28) if day.year() >= 2018 => Some(H::AbolitionOfSlavery),
            (Self::SaintMartin, 5, 27) if day.year() < 2018 => Some(H::AbolitionOfSlavery),
            (Self::WallisAndFutuna, 4, 28) => Some(H::SaintPeterChanel),
            (Self::WallisAndFutuna, 7, 29) => Some(H::TerritoryDay),
            (Self::FrenchPolynesia, 3, 5) => Some(H::ArrivalOfTheGospel),
            (Self::FrenchPolynesia, 6, 29) if day.year() < 2025 => Some(H::AutonomyDay),
            (Self::FrenchPolynesia, 11, 20) if day.year() >= 2025 => Some(H::Matarii),
            (Self::NewCaledonia, 9, 24) => Some(H::CitizenshipDay),
            _ => None,
        })
    }

    fn around_easter(self, day: Date) -> Option<PublicHoliday> {
        // Good Friday is never before 20 March, nor Whit Monday after 14 June.
        if !(3..=6).contains(&day.month()) {
            return None;
        }
        let easter = easter(day.year());
        match i32::from(day.day_of_year()) - i32::from(easter.day_of_year()) {
            -2 if matches!(self, Self::AlsaceMoselle | Self::FrenchPolynesia) => {
                Some(PublicHoliday::GoodFriday)
            }
            1 => Some(PublicHoliday::EasterMonday),
            39 => Some(PublicHoliday::Ascension),
            50 => Some(PublicHoliday::WhitMonday),
            _ => None,
        }
    }
}

/// Easter Sunday in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher (J. Meeus, *Astronomical
/// Algorithms*, chapter 8).
#[must_use]
pub fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let golden = y.rem_euclid(19);
    let (century, in_century) = (y.div_euclid(100), y.rem_euclid(100));
    let (leap_centuries, century_rest) = (century / 4, century % 4);
    let moon_shift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - leap_centuries - moon_shift + 15).rem_euclid(30);
    let (leaps, leap_rest) = (in_century / 4, in_century % 4);
    let to_sunday = (32 + 2 * century_rest + 2 * leaps - epact - leap_rest).rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let days = epact + to_sunday - 7 * late + 114;
    let month = i8::try_from(days / 31).expect("Easter is in March or April");
    let day = i8::try_from(days % 31 + 1).expect("a day of a month is at most 31");
    date(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use HolidayTerritory as T;
    use PublicHoliday as H;

    /// Published dates of Easter, among them the earliest and the latest that exist.
    #[test]
    fn easter_falls_on_its_published_dates() {
        for day in [
            date(1818, 3, 22),
            date(1943, 4, 25),
            date(1954, 4, 18),
            date(1981, 4, 19),
            date(2000, 4, 23),
            date(2008, 3, 23),
            date(2024, 3, 31),
            date(2025, 4, 20),
            date(2026, 4, 5),
            date(2027, 3, 28),
            date(2038, 4, 25),
            date(2049, 4, 18),
            date(2076, 4, 19),
            date(2285, 3, 22),
        ] {
            assert_eq!(easter(day.year()), day);
        }
    }

    #[test]
    fn each_territory_has_its_days_of_2026() {
        let days = |territory: T| -> Vec<String> {
            date(2026, 1, 1)
                .series(jiff::ToSpan::days(1))
                .take(365)
                .filter(|day| territory.public_holiday(*day).is_some())
                .map(|day| day.strftime("%m-%d").to_string())
                .collect()
        };
        let national = [
            "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25",
        ];
        assert_eq!(days(T::National), national);
        for (territory, own) in [
            (T::AlsaceMoselle, &["04-03", "12-26"][..]),
            (T::Guadeloupe, &["05-27"]),
            (T::Martinique, &["05-22"]),
            (T::Guyane, &["06-10"]),
            (T::LaReunion, &["12-20"]),
            (T::Mayotte, &["04-27"]),
            (T::SaintBarthelemy, &["10-09"]),
            (T::SaintMartin, &["05-28"]),
            (T::WallisAndFutuna, &["04-28", "07-29"]),
            (T::FrenchPolynesia, &["03-05", "04-03", "11-20"]),
            (T::NewCaledonia, &["09-24"]),
        ] {
            let mut expected: Vec<&str> = national.iter().chain(own).copied().collect();
            expected.sort_unstable();
            assert_eq!(days(territory), expected, "{territory:?}");
        }
    }

    #[test]
    fn the_law_has_changed_in_two_places() {
        for (territory, day, holiday) in [
            (T::SaintMartin, date(2017, 5, 27), Some(H::AbolitionOfSlavery)),
            (T::SaintMartin, date(2018, 5, 27), None),
            (T::SaintMartin, date(2018, 5, 28), Some(H::AbolitionOfSlavery)),
            (T::FrenchPolynesia, date(2024, 6, 29), Some(H::AutonomyDay)),
            (T::FrenchPolynesia, date(2024, 11, 20), None),
            (T::FrenchPolynesia, date(2025, 6, 29), None),
            (T::FrenchPolynesia, date(2025, 11, 20), Some(H::Matarii)),
        ] {
            assert_eq!(territory.public_holiday(day), holiday, "{territory:?} {day}");
        }
    }

    #[test]
    fn when_ascension_meets_labour_day_the_fixed_date_is_named() {
        assert_eq!(T::National.public_holiday(date(2008, 5, 1)), Some(H::LabourDay));
    }

    #[test]
    fn the_departement_says_which_law_is_in_force() {
        for (code, territory) in [
            ("75", T::National),
            ("54", T::National),
            ("57", T::AlsaceMoselle),
            ("67", T::AlsaceMoselle),
            ("68", T::AlsaceMoselle),
            ("2A", T::National),
            ("974", T::LaReunion),
            ("975", T::National),
            ("978", T::SaintMartin),
            ("987", T::FrenchPolynesia),
        ] {
            assert_eq!(T::of(DepartementCode::parse(code).unwrap()), territory, "{code}");
        }
    }

    /// The dates that the opening-hours library ships for France, an independent list.
    #[test]
    fn the_national_days_are_those_of_an_independent_list() {
        let known = opening_hours::localization::Country::FR.holidays();
        let known: Vec<Date> = known
            .get_public()
            .iter()
            .map(|day| day.to_string().parse().expect("both write ISO 8601"))
            .filter(|day: &Date| (2000..2100).contains(&day.year()))
            .collect();
        let (first, last) = (known[0].first_of_year(), known[known.len() - 1].last_of_year());
        assert!(
            last.year() - first.year() >= 50,
            "the list covers {first} to {last}"
        );
        let ours: Vec<Date> = first
            .series(jiff::ToSpan::days(1))
            .take_while(|day| *day <= last)
            .filter(|day| T::National.public_holiday(*day).is_some())
            .collect();
        assert_eq!(ours, known);
    }
}
