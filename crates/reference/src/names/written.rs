//! Taking apart what stands in a commune field: the name, and what postal habits put around it.

use domain::territory::{DepartementCode, Postcode};

use super::fold::key;

/// A commune field taken apart.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// The key of the name without what is below.
    pub key: String,
    /// The key of the whole without parentheses and postal words, numbers kept ("Lyon 2" is no name, but "Fort 1" might be).
    pub ordinal: Option<u8>,
    /// A postcode in front or behind.
    pub postcode: Option<Postcode>,
    /// A département in parentheses or behind, by its code.
    pub departement: Option<DepartementCode>,
    /// The key of what stands in parentheses, or after a dash or comma.
    pub aside: Option<String>,
}

impl Written {
    pub fn read(text: &str) -> Self {
        let (main, aside) = split_aside(text);
        let mut written = Self {
            key: String::new(),
            ordinal: None,
            postcode: None,
            departement: None,
            aside: None,
        };
        let mut aside_key = aside.map(key).filter(|aside| !aside.is_empty());
        let main_key = key(main);
        let mut words: Vec<&str> = main_key.split(' ').filter(|word| !word.is_empty()).collect();

        // "Havre (Le)": the article goes back in front.
        if let Some(article @ ("l" | "le" | "la" | "les")) = aside_key.as_deref() {
            let whole = format!("{article} {main_key}");
            return Self {
                aside: None,
                ..Self::read(&whole)
            };
        }
        if let Some(found) = aside_key.as_deref().and_then(departement_code) {
            written.departement = Some(found);
            aside_key = None;
        }

        while let [first, rest @ ..] = words.as_slice() {
            let Some(postcode) = postcode(first) else { break };
            if rest.is_empty() {
                break;
            }
            written.postcode = Some(postcode);
            words = rest.to_vec();
        }
        if let Some(at) = words
            .iter()
            .position(|word| matches!(*word, "cedex" | "cdx" | "cedx"))
            .filter(|at| *at > 0)
        {
            // "PARIS CEDEX 15" numbers an arrondissement; elsewhere the number is the post's own.
            written.ordinal = words.get(at + 1).and_then(|word| ordinal(word));
            words.truncate(at);
        }
        if let [.., last] = words.as_slice()
            && words.len() > 1
        {
            if let Some(postcode) = postcode(last) {
                written.postcode = written.postcode.or(Some(postcode));
                words.pop();
            } else if *last == "france"
                && words.len() > 1
                && !words.ends_with(&["de", "france"])
                && !words.ends_with(&["en", "france"])
            {
                words.pop();
            }
        }
        while words.len() > 1
            && matches!(
                words.last(),
                Some(
                    &("arrondissement"
                        | "arrondissements"
                        | "arrdt"
                        | "ardt"
                        | "arr"
                        | "arrond"
                        | "eme"
                        | "er"
                        | "e")
                )
            )
            && (matches!(words[0], "paris" | "lyon" | "marseille"))
        {
            words.pop();
        }
        if let [city @ ("paris" | "lyon" | "marseille"), number] = words.as_slice()
            && let Some(number) = ordinal(number)
        {
            written.ordinal = Some(number);
            words = vec![city];
        }
        if words.len() > 1
            && let Some(code) = words.last().and_then(|last| departement_code(last))
        {
            written.departement = written.departement.or(Some(code));
            words.pop();
        }
        written.key = words.join(" ");
        written.aside = aside_key;
        written
    }
}

/// Splits "Saint-Denis (La Réunion)", "Carhaix, Finistère" and "Yutz / Basse-Yutz".
fn split_aside(text: &str) -> (&str, Option<&str>) {
    if let Some((main, rest)) = text.split_once('(')
        && !main.trim().is_empty()
    {
        return (main, Some(rest.trim_end().trim_end_matches(')')));
    }
    for separator in [",", ";", " - ", " – ", " — ", " / ", "|"] {
        if let Some((main, rest)) = text.split_once(separator)
            && !main.trim().is_empty()
        {
            return (main, Some(rest));
        }
    }
    (text, None)
}

fn postcode(word: &str) -> Option<Postcode> {
    Postcode::parse(word).ok()
}

fn departement_code(word: &str) -> Option<DepartementCode> {
    let upper = word.to_ascii_uppercase();
    DepartementCode::parse(&upper)
        .ok()
        .filter(|code| code.as_str() != "00")
}

/// "2", "02", "2e", "2eme", "1er", "2nd", "ii".
fn ordinal(word: &str) -> Option<u8> {
    const ROMAN: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi",
        "xvii", "xviii", "xix", "xx",
    ];
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (digits, suffix) = word.split_at(end);
    if digits.is_empty() {
        let roman = suffix
            .trim_end_matches("eme")
            .trim_end_matches("er")
            .trim_end_matches('e');
        return (1..).zip(ROMAN).find(|(_, r)| *r == roman).map(|(n, _)| n);
    }
    if !matches!(
        suffix,
        "" | "e" | "eme" | "ieme" | "em" | "er" | "ere" | "nd" | "nde" | "me"
    ) {
        return None;
    }
    digits.parse().ok().filter(|n| (1..=20).contains(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_habits_are_taken_off_the_name() {
        for (text, name, number, post, departement) in [
            ("AIX EN PROVENCE CEDEX 1", "aix en provence", Some(1), None, None),
            ("Lyon 2e", "lyon", Some(2), None, None),
            ("LYON 02", "lyon", Some(2), None, None),
            ("Paris 15ème arrondissement", "paris", Some(15), None, None),
            ("Paris 15 ème", "paris", Some(15), None, None),
            ("Marseille 1er", "marseille", Some(1), None, None),
            ("Paris XV", "paris", Some(15), None, None),
            ("69002 Lyon", "lyon", None, Some("69002"), None),
            ("Lyon 69002", "lyon", None, Some("69002"), None),
            ("Saint-Denis (93)", "saint denis", None, None, Some("93")),
            ("Bastia 2B", "bastia", None, None, Some("2B")),
            ("Havre (Le)", "le havre", None, None, None),
            ("75015", "75015", None, None, None),
            ("", "", None, None, None),
        ] {
            let written = Written::read(text);
            assert_eq!(written.key, name, "{text}");
            assert_eq!(written.ordinal, number, "{text}");
            assert_eq!(
                written.postcode,
                post.map(|p| Postcode::parse(p).unwrap()),
                "{text}"
            );
            assert_eq!(
                written.departement,
                departement.map(|d| DepartementCode::parse(d).unwrap()),
                "{text}"
            );
        }
    }
}
