//! `courriels`: the addresses of a cell, each alone.

use domain::places::Email;

use super::{Draft, LIST_MAX};
use crate::column::Column;
use crate::rule::Rule;

/// Reads every address; what holds none is said and left out.
pub(super) fn emails(draft: &mut Draft<'_>) -> Vec<Email> {
    let cell = draft.cell(Column::Emails).to_owned();
    let mut emails: Vec<Email> = Vec::new();
    let items = cell
        .split(['|', ';', ',', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty());
    for item in draft.values(Column::Emails, items) {
        let mut found_here = 0;
        let obfuscated = without_disguise(item);
        let room = LIST_MAX.saturating_sub(emails.len());
        for word in obfuscated.split_whitespace().take(room) {
            let Some(email) = address(word) else { continue };
            found_here += 1;
            if emails.contains(&email) {
                draft.found(Column::Emails, Rule::RepeatedValue, item, None);
                continue;
            }
            if email.as_str() != item {
                draft.found(Column::Emails, Rule::EmailTidied, item, Some(email.as_str()));
            }
            emails.push(email);
        }
        if found_here == 0 {
            draft.found(Column::Emails, Rule::EmailDropped, item, None);
        }
    }
    emails
}

/// `contact (at) ville.fr`, `contact @ ville.fr`.
fn without_disguise(text: &str) -> String {
    let mut text = text.replace(['\u{200b}', '\u{feff}', '\u{ad}'], "");
    for at in [" (at) ", "(at)", " [at] ", "[at]", " arobase ", " @ ", " @", "@ "] {
        text = text.replace(at, "@");
    }
    text
}

fn address(word: &str) -> Option<Email> {
    if let Ok(email) = Email::parse(word)
        && !word.ends_with('.')
    {
        return Some(email);
    }
    let bare = word
        .trim_matches(|c: char| "<>()[]\"«»:/".contains(c))
        .trim_end_matches(['.', '\'']);
    let bare = match bare.get(..7) {
        Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => &bare[7..],
        _ => bare,
    };
    // `Accueil<contact@ville.fr>`, `mail:contact@ville.fr`.
    let bare = bare.rsplit(['<', ':']).next().unwrap_or(bare);
    Email::parse(bare).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_freed_from_what_surrounds_them() {
        for (text, email) in [
            ("Accueil <contact@ville.fr>", "contact@ville.fr"),
            ("mailto:Contact@Ville.fr", "Contact@Ville.fr"),
            ("contact@ville.fr.", "contact@ville.fr"),
            ("contact (at) ville.fr", "contact@ville.fr"),
            ("contact@mairie-é.fr", "contact@mairie-é.fr"),
            ("(contact@ville.fr)", "contact@ville.fr"),
        ] {
            let plain = without_disguise(text);
            let found: Vec<_> = plain.split_whitespace().filter_map(address).collect();
            assert_eq!(
                found.iter().map(Email::as_str).collect::<Vec<_>>(),
                [email],
                "{text}"
            );
        }
        assert_eq!(address("ville.fr"), None);
    }
}
