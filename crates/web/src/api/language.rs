//! The language in which the API speaks to people: that of `lang`, else that of the caller's program, else French.
//! Answers themselves do not depend on it: only problems and the description of the API have words.

use axum::http::{HeaderMap, header};

use crate::site::Language;

/// The parameter of addresses.
pub const PARAMETER: &str = "lang";

/// The language that somebody asks for.
#[must_use]
pub fn asked(query: Option<&str>, headers: &HeaderMap) -> Language {
    let named = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(name, _)| name == PARAMETER)
        .find_map(|(_, value)| named(&value));
    named.or_else(|| accepted(headers)).unwrap_or(Language::French)
}

/// The language with this tag.
#[must_use]
pub fn named(tag: &str) -> Option<Language> {
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}

/// The language of ours that `Accept-Language` likes best (RFC 9110, section 12.5.4).
fn accepted(headers: &HeaderMap) -> Option<Language> {
    let text = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(f32, Language)> = None;
    for range in text.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(Some(1.0), |weight| weight.parse().ok())
            .unwrap_or(0.0);
        let language = tag.split('-').next().and_then(named);
        if let Some(language) = language
            && weight > 0.0
            && best.is_none_or(|(known, _)| weight > known)
        {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_speaks_before_the_program_and_french_before_nobody() {
        for (query, header, language) in [
            (None, "", Language::French),
            (None, "en-GB,en;q=0.9,fr;q=0.8", Language::English),
            (None, "de, fr;q=0.5, en;q=0.7", Language::English),
            (None, "en;q=0, de", Language::French),
            (None, "*", Language::French),
            (Some("lang=fr"), "en", Language::French),
            (Some("q=caf&lang=en"), "fr", Language::English),
            (Some("lang=de"), "en", Language::English),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, header.parse().unwrap());
            assert_eq!(asked(query, &headers), language, "{query:?} {header}");
        }
    }
}
