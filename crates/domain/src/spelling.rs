//! The known name that a mistyped one was meant to be: for refusals that help. What people search for is another
//! matter, and that of the search index.

/// How much of a name is compared: longer ones are not slips of the hand.
const LONGEST_CHARS: usize = 64;

/// The nearest known name, when it is near enough to be meant: at most a third of its letters differ, and one letter
/// of a short name. Case does not count.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name: String = name
        .chars()
        .take(LONGEST_CHARS)
        .collect::<String>()
        .to_lowercase();
    known
        .into_iter()
        .map(|candidate| (strsim::levenshtein(&name, &candidate.to_lowercase()), candidate))
        .min_by_key(|(distance, _)| *distance)
        .filter(|(distance, candidate)| {
            let letters = candidate.chars().count();
            *distance < letters && *distance * 3 <= letters.max(3)
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_name_that_was_meant() {
        let settings = ["database", "listen", "log.format", "log.level"];
        let parameters = ["commune", "rayon", "ouvert", "limit", "q"];
        for (written, known, meant) in [
            ("databse", &settings[..], Some("database")),
            ("Listen", &settings, Some("listen")),
            ("log.lvl", &settings, Some("log.level")),
            ("log_format", &settings, Some("log.format")),
            ("colour", &settings, None),
            ("comune", &parameters, Some("commune")),
            ("communes", &parameters, Some("commune")),
            ("Rayon", &parameters, Some("rayon")),
            ("limite", &parameters, Some("limit")),
            ("utm_source", &parameters, None),
            ("x", &parameters, None),
            ("", &parameters, None),
        ] {
            assert_eq!(nearest(written, known.iter().copied()), meant, "{written}");
        }
    }

    #[test]
    fn a_name_without_end_is_compared_by_its_beginning() {
        assert_eq!(nearest(&"a".repeat(10_000_000), ["aaa"]), None);
    }
}
