//! Words that carry no meaning for finding: grammar (never indexed), and the politeness of a typed question.

/// Grammar words, folded, sorted. They are neither indexed nor searched.
const STOP_WORDS: &[&str] = &[
    "a", "afin", "ai", "ainsi", "alors", "as", "au", "aussi", "aux", "avec", "c", "car", "ce", "ceci",
    "cela", "celle", "celles", "celui", "ces", "cet", "cette", "ceux", "d", "dans", "de", "des", "dont",
    "du", "elle", "elles", "en", "es", "est", "et", "etc", "eux", "il", "ils", "j", "je", "l", "la", "le",
    "les", "leur", "leurs", "lui", "m", "ma", "mais", "me", "mes", "mon", "n", "ne", "ni", "nos", "notre",
    "nous", "on", "ont", "or", "ou", "par", "pas", "pour", "qu", "que", "qui", "quoi", "s", "sa", "se",
    "ses", "si", "son", "sont", "sur", "t", "ta", "te", "tes", "ton", "tu", "un", "une", "vos", "votre",
    "vous", "y",
];

/// What people write around their need, folded, sorted: indexed like any word, but left out of a question that says
/// something else besides.
const CHATTER: &[&str] = &[
    "aimerais",
    "arrive",
    "avoir",
    "besoin",
    "bonjour",
    "chercher",
    "cherche",
    "chez",
    "comment",
    "etre",
    "faire",
    "fait",
    "faut",
    "merci",
    "moi",
    "peut",
    "peux",
    "pouvez",
    "pres",
    "proche",
    "proximite",
    "quel",
    "quelle",
    "quels",
    "quelles",
    "recherche",
    "sais",
    "suis",
    "svp",
    "trouver",
    "trouve",
    "veut",
    "veux",
    "voudrais",
    "vouloir",
];

/// Whether a folded word is French grammar (`de`, `les`, `pour`…).
pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

/// Whether a folded word is one of those that surround a need without saying it (`cherche`, `comment`, `besoin`…).
pub fn is_chatter(folded: &str) -> bool {
    CHATTER.contains(&folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_folded() {
        assert!(STOP_WORDS.is_sorted());
        for word in STOP_WORDS.iter().chain(CHATTER) {
            assert_eq!(crate::analysis::fold(word), *word);
        }
    }

    #[test]
    fn grammar_is_told_from_meaning() {
        assert!(is_stop_word("les") && is_stop_word("d"));
        assert!(!is_stop_word("mairie") && !is_stop_word("sans"));
        assert!(is_chatter("cherche") && !is_chatter("aide"));
    }
}
