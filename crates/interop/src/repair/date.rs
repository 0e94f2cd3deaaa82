//! `date_maj`: read day first, as in France, or refused. Never a date that the source did not mean.

use jiff::civil::Date;

use super::Draft;
use crate::column::Column;
use crate::fold::fold;
use crate::rule::Rule;

/// Years before the first such files, and too far ahead for any: a slip of the keyboard.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2100;

/// Days since 1899-12-30 that a spreadsheet shows for 2000-01-01 and 2099-12-31.
const SERIALS: std::ops::RangeInclusive<i64> = 36_526..=73_050;

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// Reads the date of update. What cannot be read is replaced by the day of publication where the caller gave one.
pub(super) fn updated_on(draft: &mut Draft<'_>) -> Option<Date> {
    let text = draft.cell(Column::UpdatedOn).to_owned();
    match read(&text) {
        Ok((date, rule)) => {
            if let Some(rule) = rule {
                draft.found(Column::UpdatedOn, rule, &text, Some(&date.to_string()));
            }
            // A day ahead is another time zone.
            let is_ahead = |today: Date| today.tomorrow().is_ok_and(|tomorrow| date > tomorrow);
            if draft.options.today.is_some_and(is_ahead) {
                draft.found(Column::UpdatedOn, Rule::DateInFuture, &text, None);
            }
            Some(date)
        }
        Err(rule) => match draft.options.published_on {
            Some(date) => {
                draft.found(
                    Column::UpdatedOn,
                    Rule::DateFilled,
                    &text,
                    Some(&date.to_string()),
                );
                Some(date)
            }
            None => {
                draft.found(Column::UpdatedOn, rule, &text, None);
                None
            }
        },
    }
}

/// Whether a text is a date as people and programs write it; a bare number may be anything.
pub(crate) fn is_date(text: &str) -> bool {
    !text.bytes().all(|b| b.is_ascii_digit()) && read(text).is_ok()
}

fn read(text: &str) -> Result<(Date, Option<Rule>), Rule> {
    // What some programs write for a date they could not read.
    if text.is_empty() || text.starts_with("1970-01-01") || text.starts_with("01/01/1970") {
        return Err(Rule::DateMissing);
    }
    // `2022-05-04T10:00:00Z`, `2022-05-04 10:00`, `15/01/24 à 10h`: the day is what counts.
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => {
            let date = calendar(number(year)?, number(month)?, number(day)?)?;
            let written = date.to_string();
            Ok((date, (written != text).then_some(Rule::DateRewritten)))
        }
        [day, month, year] if year.len() == 4 => Ok((
            calendar(number(year)?, number(month)?, number(day)?)?,
            Some(Rule::DateRewritten),
        )),
        [day, month, year] if year.len() == 2 => Ok((
            calendar(2000 + number(year)?, number(month)?, number(day)?)?,
            Some(Rule::DateInterpreted),
        )),
        [month, year] if year.len() == 4 && month.len() <= 2 => month_only(number(year)?, number(month)?),
        [year, month] if year.len() == 4 && month.len() <= 2 => month_only(number(year)?, number(month)?),
        [compact] if compact.len() == 8 && compact.bytes().all(|b| b.is_ascii_digit()) && day == text => {
            let date = calendar(
                number(&compact[..4])?,
                number(&compact[4..6])?,
                number(&compact[6..])?,
            )?;
            Ok((date, Some(Rule::DateRewritten)))
        }
        [serial] if serial.len() == 5 && day == text => {
            let days = serial.parse().map_err(|_| Rule::DateUnreadable)?;
            if !SERIALS.contains(&days) {
                return Err(Rule::DateUnreadable);
            }
            let date = jiff::civil::date(1899, 12, 30).saturating_add(jiff::Span::new().days(days));
            Ok((date, Some(Rule::DateInterpreted)))
        }
        _ => in_words(text),
    }
}

/// `4 mai 2022`, `mercredi 1er juin 2022`, `avril 2023`.
fn in_words(text: &str) -> Result<(Date, Option<Rule>), Rule> {
    let words: Vec<String> = text.split_whitespace().map(fold).collect();
    let month_at = words
        .iter()
        .position(|word| MONTHS.contains(&word.as_str()))
        .ok_or(Rule::DateUnreadable)?;
    let month = MONTHS
        .iter()
        .position(|month| *month == words[month_at])
        .expect("just found") as i16
        + 1;
    let year = words
        .get(month_at + 1)
        .filter(|year| year.len() == 4)
        .ok_or(Rule::DateUnreadable)?;
    let year = number(year)?;
    match month_at.checked_sub(1).map(|at| words[at].trim_end_matches("er")) {
        None => month_only(year, month),
        Some(day) => Ok((calendar(year, month, number(day)?)?, Some(Rule::DateRewritten))),
    }
}

fn month_only(year: i16, month: i16) -> Result<(Date, Option<Rule>), Rule> {
    Ok((calendar(year, month, 1)?, Some(Rule::DateMonthOnly)))
}

fn number(text: &str) -> Result<i16, Rule> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Rule::DateUnreadable);
    }
    text.parse().map_err(|_| Rule::DateUnreadable)
}

fn calendar(year: i16, month: i16, day: i16) -> Result<Date, Rule> {
    let (month, day) = (i8::try_from(month), i8::try_from(day));
    let (Ok(month), Ok(day)) = (month, day) else {
        return Err(Rule::DateImpossible);
    };
    let date = Date::new(year, month, day).map_err(|_| Rule::DateImpossible)?;
    if YEARS.contains(&year) {
        Ok(date)
    } else {
        Err(Rule::DateOutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_day_first_or_refused() {
        for (text, read_as, rule) in [
            ("2024-04-02", "2024-04-02", None),
            (
                "2022-05-04T23:30:00.000Z",
                "2022-05-04",
                Some(Rule::DateRewritten),
            ),
            ("2022-05-04 10:00", "2022-05-04", Some(Rule::DateRewritten)),
            ("2022/5/4", "2022-05-04", Some(Rule::DateRewritten)),
            ("5/4/2022", "2022-04-05", Some(Rule::DateRewritten)),
            ("15/01/24", "2024-01-15", Some(Rule::DateInterpreted)),
            ("05.04.2022", "2022-04-05", Some(Rule::DateRewritten)),
            ("20220405", "2022-04-05", Some(Rule::DateRewritten)),
            ("44685", "2022-05-04", Some(Rule::DateInterpreted)),
            ("4 mai 2022", "2022-05-04", Some(Rule::DateRewritten)),
            ("Mercredi 1er août 2022", "2022-08-01", Some(Rule::DateRewritten)),
            ("04/2023", "2023-04-01", Some(Rule::DateMonthOnly)),
            ("avril 2023", "2023-04-01", Some(Rule::DateMonthOnly)),
        ] {
            assert_eq!(read(text), Ok((read_as.parse().unwrap(), rule)), "{text}");
        }
    }

    #[test]
    fn a_false_date_is_never_made() {
        for (text, rule) in [
            ("", Rule::DateMissing),
            ("1970-01-01", Rule::DateMissing),
            ("1970-01-01T00:00:00Z", Rule::DateMissing),
            ("31/02/2024", Rule::DateImpossible),
            ("2023-02-29", Rule::DateImpossible),
            ("12/25/2023", Rule::DateImpossible),
            ("0022-05-04", Rule::DateOutOfRange),
            ("9999-12-31", Rule::DateOutOfRange),
            ("31/12/2101", Rule::DateOutOfRange),
            ("1989-12-31", Rule::DateOutOfRange),
            ("9999-02-30", Rule::DateImpossible),
            ("13/2023", Rule::DateImpossible),
            ("2023", Rule::DateUnreadable),
            ("hier", Rule::DateUnreadable),
            ("printemps 2023", Rule::DateUnreadable),
            ("5-4", Rule::DateUnreadable),
            ("1668470400000", Rule::DateUnreadable),
            ("-2022-05-04", Rule::DateUnreadable),
            ("2022-05-é4", Rule::DateUnreadable),
        ] {
            assert_eq!(read(text), Err(rule), "{text}");
        }
    }
}
