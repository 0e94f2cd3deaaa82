//! Names of which one says more than the other: "Aix" and "Aix-en-Provence", "Meudon la Forêt" and "Meudon".

/// Words that say nothing alone about which commune is meant.
const COMMON_WORDS: [&str; 24] = [
    "saint", "sainte", "saints", "le", "la", "les", "l", "de", "du", "des", "d", "sur", "sous", "en", "et",
    "aux", "au", "a", "mont", "ville", "notre", "dame", "bourg", "grand",
];

/// Whether all words of one name stand in the other, and they share one that means something.
pub(super) fn shares_its_words(written: &str, name: &str) -> bool {
    let inside = |inner: &str, outer: &str| {
        inner
            .split(' ')
            .all(|word| outer.split(' ').any(|other| other == word))
    };
    let meaning = written
        .split(' ')
        .any(|word| !COMMON_WORDS.contains(&word) && name.split(' ').any(|other| other == word));
    meaning && (inside(written, name) || inside(name, written))
}

/// Whether one name is the beginning of the other, word by word.
pub(super) fn begins_like(written: &str, name: &str) -> bool {
    let begins = |start: &str, whole: &str| {
        whole
            .strip_prefix(start)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    (begins(written, name) || begins(name, written))
        && written
            .split(' ')
            .any(|word| !COMMON_WORDS.contains(&word) && name.split(' ').any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_resemble_each_other_by_words_that_mean_something() {
        assert!(shares_its_words("aix", "aix en provence"));
        assert!(shares_its_words("meudon la foret", "meudon"));
        assert!(shares_its_words("saint quentin", "marcillac saint quentin"));
        assert!(!shares_its_words("saint", "saint quentin"));
        assert!(!shares_its_words("saint quentin", "saint etienne"));
        assert!(begins_like("brive", "brive la gaillarde"));
        assert!(!begins_like("quentin", "saint quentin"));
        assert!(!begins_like("brive", "briver la gaillarde"));
    }
}
