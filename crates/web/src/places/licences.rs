//! Where a licence can be read, from what an operator wrote: its address, or the name of one that public data often has.

/// Names, folded to letters and digits, and where the licence stands.
const KNOWN: [(&[&str], &str); 4] = [
    (
        &[
            "licenceouverte20",
            "licenceouvertev20",
            "licenceouverte2",
            "licenceouverteetalab20",
            "licenceouverteopenlicence20",
            "openlicence20",
            "etalab20",
            "lov2",
        ],
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ),
    (
        &[
            "odbl",
            "odbl10",
            "odblv10",
            "opendatabaselicense10",
            "opendatabaselicense",
        ],
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    (
        &["cc0", "cc010", "cc0v10"],
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    (
        &["ccby40", "ccbyv40"],
        "https://creativecommons.org/licenses/by/4.0/",
    ),
];

/// The address of a licence, in ASCII and fit for a header; `None` where nobody knows.
#[must_use]
pub fn address_of(licence: &str) -> Option<String> {
    if let Ok(address) = url::Url::parse(licence.trim()) {
        let is_web = matches!(address.scheme(), "https" | "http");
        // Parsed and written again, an address is ASCII, without anything that could end its brackets.
        return is_web.then(|| address.as_str().replace('>', "%3E"));
    }
    let name: String = search::analysis::fold(licence)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    KNOWN
        .iter()
        .find(|(names, _)| names.contains(&name.as_str()))
        .map(|(_, address)| (*address).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_is_known_by_its_address_or_by_the_name_people_write() {
        let open = Some("https://www.etalab.gouv.fr/licence-ouverte-open-licence/");
        for (written, expected) in [
            ("Licence Ouverte 2.0", open),
            ("licence ouverte v2.0", open),
            ("Licence Ouverte / Open Licence 2.0", open),
            ("etalab-2.0", open),
            ("ODbL-1.0", Some("https://opendatacommons.org/licenses/odbl/1-0/")),
            (
                "CC0 1.0",
                Some("https://creativecommons.org/publicdomain/zero/1.0/"),
            ),
            ("CC BY 4.0", Some("https://creativecommons.org/licenses/by/4.0/")),
            (
                " https://licences.example/été>",
                Some("https://licences.example/%C3%A9t%C3%A9%3E"),
            ),
            ("javascript:alert(1)", None),
            ("Licence de la maison", None),
            ("CC BY-NC 4.0", None),
            ("", None),
        ] {
            assert_eq!(address_of(written).as_deref(), expected, "{written}");
        }
    }
}
