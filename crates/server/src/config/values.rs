//! How the text of a setting becomes its value, or why it does not.

use domain::places::Phone;
use jiff::tz::TimeZone;

/// Longest text of a setting that pages show.
const TEXT_MAX_CHARS: usize = 500;

pub(super) fn required(text: &str) -> Result<String, String> {
    optional(text)?.ok_or_else(|| "may not be empty".to_owned())
}

/// An empty text means that nothing is said.
pub(super) fn optional(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    if text.chars().count() > TEXT_MAX_CHARS {
        return Err(format!("is longer than {TEXT_MAX_CHARS} characters"));
    }
    if text.chars().any(|c| c.is_control() && c != '\n') {
        return Err("holds characters that cannot be shown".into());
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

pub(super) fn parsed<T, E>(
    text: &str,
    expected: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<Option<T>, String> {
    match text.trim() {
        "" => Ok(None),
        text => parse(text)
            .map(Some)
            .map_err(|_| format!("{text:?} is not {expected}")),
    }
}

/// A number as people dial it where the site is. Those of six and eight digits exist in a few territories, which their time
/// zone names.
pub(super) fn phone(text: &str, time_zone: &TimeZone) -> Result<Phone, String> {
    let postcode = match time_zone.iana_name() {
        Some("Pacific/Noumea") => "98800",
        Some("Pacific/Tahiti" | "Pacific/Marquesas" | "Pacific/Gambier") => "98700",
        Some("Pacific/Wallis") => "98600",
        Some("America/Miquelon") => "97500",
        _ => "",
    };
    interop::phone_as_people_write_it(text, postcode)
        .ok_or_else(|| format!("{text:?} is not a phone number, like 01 98 76 54 32 or +33198765432"))
}

pub(super) fn public_url(text: &str) -> Result<String, String> {
    let refusal = || format!("{text:?} is not an address like https://lieux.example.fr, without a path");
    let url = url::Url::parse(text).map_err(|_| refusal())?;
    let plain = matches!(url.scheme(), "http" | "https")
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none();
    if plain {
        // As browsers write it: small letters, the international form of accented names, no port where it is the usual.
        Ok(url.origin().ascii_serialization())
    } else {
        Err(refusal())
    }
}

pub(super) fn shown(text: Option<&str>) -> String {
    text.unwrap_or_default().to_owned()
}

pub(super) fn choose<T: Copy>(choices: &[(&'static str, T)], text: &str) -> Result<T, String> {
    choices
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, value)| *value)
        .ok_or_else(|| {
            let words: Vec<_> = choices.iter().map(|(word, _)| *word).collect();
            format!("{text:?} is none of: {}", words.join(", "))
        })
}

pub(super) fn word<T: PartialEq + Copy>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices
        .iter()
        .find(|(_, known)| *known == value)
        .expect("every value has its word")
        .0
}
