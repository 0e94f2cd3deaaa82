//! `site_web`, `prise_rdv`, `fiche_acces_libre`: web addresses, the case of their paths kept.

use domain::places::WebAddress;

use super::Draft;
use crate::column::Column;
use crate::rule::Rule;

/// Reads every address of `site_web`.
pub(super) fn websites(draft: &mut Draft<'_>) -> Vec<WebAddress> {
    let cell = draft.cell(Column::Websites).to_owned();
    addresses(draft, Column::Websites, &cell)
}

/// Reads a field that holds one address.
pub(super) fn page(draft: &mut Draft<'_>, column: Column) -> Option<WebAddress> {
    let cell = draft.cell(column).to_owned();
    first(draft, column, &cell)
}

/// `fiche_acces_libre`, called `accessibilite` in v0.1.
pub(super) fn accessibility_page(draft: &mut Draft<'_>) -> Option<WebAddress> {
    let page = page(draft, Column::AccessibilityPage);
    let old = draft.cell(Column::OldAccessibility).to_owned();
    if page.is_some() || old.is_empty() {
        return page;
    }
    let page = first(draft, Column::OldAccessibility, &old)?;
    draft.found(
        Column::OldAccessibility,
        Rule::ConvertedFromV0,
        &old,
        Some(page.as_str()),
    );
    Some(page)
}

fn first(draft: &mut Draft<'_>, column: Column, cell: &str) -> Option<WebAddress> {
    let mut all = addresses(draft, column, cell).into_iter();
    let first = all.next()?;
    for other in all {
        draft.found(
            column,
            Rule::OtherUrlsDropped,
            other.as_str(),
            Some(first.as_str()),
        );
    }
    Some(first)
}

fn addresses(draft: &mut Draft<'_>, column: Column, cell: &str) -> Vec<WebAddress> {
    let mut addresses: Vec<WebAddress> = Vec::new();
    for item in draft.values(column, split(cell)) {
        let Some((address, rule)) = address(item) else {
            draft.found(column, Rule::UrlDropped, item, None);
            continue;
        };
        if addresses.contains(&address) {
            draft.found(column, Rule::RepeatedValue, item, None);
            continue;
        }
        if let Some(rule) = rule {
            draft.found(column, rule, item, Some(address.as_str()));
        }
        addresses.push(address);
    }
    addresses
}

/// Addresses may hold commas and semicolons: these separate only where another address begins after them.
fn split(cell: &str) -> Vec<&str> {
    let mut items = Vec::new();
    for word in cell.split(|c: char| c == '|' || c.is_whitespace()) {
        let mut rest = word;
        let mut from = 0;
        while let Some(at) = rest[from..].find([',', ';']).map(|at| at + from) {
            let after = &rest[at + 1..];
            if after.is_empty() || begins_address(after) {
                items.push(&rest[..at]);
                rest = after;
                from = 0;
            } else {
                from = at + 1;
            }
        }
        items.push(rest);
    }
    items.retain(|item| item.chars().any(char::is_alphanumeric));
    items
}

fn begins_address(text: &str) -> bool {
    let head = text.get(..4).unwrap_or_default();
    head.eq_ignore_ascii_case("http") || head.eq_ignore_ascii_case("www.")
}

/// The address, and the rule when it had to be changed.
fn address(text: &str) -> Option<(WebAddress, Option<Rule>)> {
    if !text.contains(['(', ')'])
        && let Ok(address) = WebAddress::parse(text)
        && has_one_scheme(text)
    {
        return Some((address, None));
    }
    let text = text.trim_matches(|c: char| "<>\"'«»,;".contains(c));
    let (scheme, rest, rule) = scheme(text);
    let mut encoded = String::with_capacity(text.len() + 8);
    encoded.push_str(scheme);
    for c in rest.chars() {
        match c {
            '\\' => encoded.push('/'),
            '(' => encoded.push_str("%28"),
            ')' => encoded.push_str("%29"),
            '"' => encoded.push_str("%22"),
            '<' => encoded.push_str("%3C"),
            '>' => encoded.push_str("%3E"),
            '^' => encoded.push_str("%5E"),
            '`' => encoded.push_str("%60"),
            '{' => encoded.push_str("%7B"),
            '}' => encoded.push_str("%7D"),
            // Invisible characters that come with a copied address.
            c if c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}') => {}
            c => encoded.push(c),
        }
    }
    // The host must be one that a browser accepts, and have a top level made of letters.
    let host = url::Url::parse(&encoded).ok()?;
    let top = host
        .domain()?
        .trim_end_matches('.')
        .rsplit('.')
        .next()?
        .to_owned();
    if top.len() < 2 || !top.starts_with(|c: char| c.is_alphabetic()) {
        return None;
    }
    WebAddress::parse(&encoded)
        .ok()
        .map(|address| (address, Some(rule)))
}

/// `https://http://…` is an address that was pasted after a prefix already there.
fn has_one_scheme(text: &str) -> bool {
    let after = text.split_once("://").map_or("", |(_, after)| after);
    !begins_with_scheme(after)
}

fn begins_with_scheme(text: &str) -> bool {
    ["http:", "https:", "http//", "https//"].iter().any(|scheme| {
        text.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    })
}

/// The scheme that a text means and what follows it: `HTTP:/`, `htpps://`, `https//`, `www.` alone, twice over.
fn scheme(text: &str) -> (&'static str, &str, Rule) {
    let mut rest = text;
    let mut scheme = None;
    while let Some((head, after)) = split_scheme(rest) {
        let secure = head.to_ascii_lowercase().contains('s');
        // The last one is next to the host and the one that works.
        scheme = Some(if secure { "https://" } else { "http://" });
        rest = after;
    }
    match scheme {
        Some(scheme) => (scheme, rest, Rule::UrlTidied),
        None => ("http://", rest.trim_start_matches('/'), Rule::UrlSchemeAdded),
    }
}

/// A beginning that looks like `http` or `https`, rightly or wrongly spelt, and what follows its `:` and slashes.
fn split_scheme(text: &str) -> Option<(&str, &str)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let head = &text[..letters];
    let lower = head.to_ascii_lowercase();
    let looks_like =
        (3..=7).contains(&letters) && lower.starts_with('h') && lower.bytes().all(|b| b"htps".contains(&b));
    if !looks_like {
        return None;
    }
    let after = text[letters..].trim_start_matches([':', '/', ';']);
    (after.len() < text.len() - letters).then_some((head, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_put_right() {
        for (text, right) in [
            ("https://www.Ville.fr/A,b?c=d", "https://www.Ville.fr/A,b?c=d"),
            ("www.ville.fr/Page", "http://www.ville.fr/Page"),
            ("ville.fr", "http://ville.fr"),
            ("HTTPS://ville.fr/", "https://ville.fr/"),
            ("https:/ville.fr", "https://ville.fr"),
            ("htpps://ville.fr", "https://ville.fr"),
            ("http//ville.fr", "http://ville.fr"),
            ("https://http://ville.fr", "http://ville.fr"),
            ("https://ville.fr/page(1)", "https://ville.fr/page%281%29"),
            ("https://mairie-é.fr/été", "https://mairie-é.fr/été"),
            ("//ville.fr", "http://ville.fr"),
        ] {
            let (address, _) = address(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(address.as_str(), right, "{text}");
        }
        for wrong in [
            "javascript:alert(1)",
            "voir",
            "contact@ville.fr",
            "http://",
            "1.5",
            "http://localhost",
        ] {
            assert_eq!(address(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_comma_inside_an_address_separates_nothing() {
        assert_eq!(
            split("https://a.fr/x,y;z,https://b.fr;www.c.fr, d.fr"),
            ["https://a.fr/x,y;z", "https://b.fr", "www.c.fr", "d.fr"]
        );
        assert_eq!(split("https://a.fr/ - | ;"), ["https://a.fr/"]);
    }

    #[test]
    fn an_address_put_right_needs_no_second_time() {
        for text in ["www.ville.fr/(a)", "htp:/x.fr/{b}", "HTTP://é.fr/^`\\"] {
            let (once, _) = address(text).unwrap();
            assert_eq!(address(once.as_str()), Some((once.clone(), None)), "{text}");
        }
    }
}
