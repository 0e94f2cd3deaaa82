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

/// What people write around their need, what they want to do with a thing and that they cannot, folded, sorted: indexed
/// like any word, but left out of a question that says something else besides.
const CHATTER: &[&str] = &[
    "acheter",
    "aidez",
    "aimerais",
    "an",
    "and",
    "apprendre",
    "apprentissage",
    "arrive",
    "arrives",
    "aujourdhui",
    "avoir",
    "besoin",
    "better",
    "bloque",
    "bloquee",
    "bonjour",
    "bonsoir",
    "can",
    "cant",
    "cherche",
    "chercher",
    "chez",
    "comment",
    "comprend",
    "comprendre",
    "comprends",
    "connais",
    "creer",
    "debloquer",
    "demain",
    "demander",
    "difficulte",
    "difficultes",
    "do",
    "doesnt",
    "etre",
    "faire",
    "fais",
    "fait",
    "faut",
    "find",
    "for",
    "forgot",
    "forgotten",
    "galere",
    "get",
    "have",
    "hello",
    "help",
    "how",
    "i",
    "in",
    "installer",
    "is",
    "isnt",
    "jamais",
    "learn",
    "look",
    "looking",
    "lost",
    "maintenant",
    "mal",
    "merci",
    "mieux",
    "moi",
    "my",
    "near",
    "need",
    "nouveau",
    "nouvelle",
    "nul",
    "nulle",
    "obtenir",
    "of",
    "oublie",
    "oubliee",
    "ouvrir",
    "parvenir",
    "perdu",
    "perdue",
    "peut",
    "peux",
    "plait",
    "please",
    "pourrais",
    "pourrait",
    "pouvez",
    "pres",
    "proche",
    "proximite",
    "quel",
    "quelle",
    "quelles",
    "quels",
    "recherche",
    "recuperer",
    "refaire",
    "remplir",
    "renouveler",
    "renouvellement",
    "rien",
    "sais",
    "savoir",
    "search",
    "searching",
    "servir",
    "someone",
    "souhaite",
    "souhaiterais",
    "suis",
    "svp",
    "the",
    "there",
    "to",
    "trouve",
    "trouver",
    "understand",
    "utiliser",
    "vais",
    "veut",
    "veux",
    "voudrais",
    "vouloir",
    "want",
    "what",
    "where",
    "with",
    "wont",
    "your",
];

/// What any place offers or asks for, folded, sorted: beside a word that says what for, they may settle a tie but never
/// leave a place out ("aide impôts", "dossier retraite", "wifi gratuit").
const MINOR: &[&str] = &[
    "accompagne",
    "accompagnement",
    "accompagner",
    "adresse",
    "aide",
    "aider",
    "aides",
    "compte",
    "declaration",
    "declarer",
    "demande",
    "document",
    "documents",
    "dossier",
    "dossiers",
    "endroit",
    "gratuit",
    "gratuite",
    "gratuitement",
    "gratuites",
    "gratuits",
    "lieu",
    "ligne",
    "papier",
    "papiers",
    "probleme",
    "problemes",
];

/// Whether a folded word is French grammar (`de`, `les`, `pour`…).
pub fn is_stop_word(folded: &str) -> bool {
    STOP_WORDS.binary_search(&folded).is_ok()
}

/// Whether a folded word is one of those that surround a need without saying it (`cherche`, `comment`, `besoin`…).
pub fn is_chatter(folded: &str) -> bool {
    CHATTER.binary_search(&folded).is_ok()
}

/// Whether a folded word only qualifies a need said by others (`aide`, `refaire`, `gratuit`…).
pub fn is_minor(folded: &str) -> bool {
    MINOR.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_folded() {
        for table in [STOP_WORDS, CHATTER, MINOR] {
            assert!(table.is_sorted(), "{table:?}");
        }
        for word in STOP_WORDS.iter().chain(CHATTER).chain(MINOR) {
            assert_eq!(crate::analysis::fold(word), *word);
        }
    }

    #[test]
    fn grammar_is_told_from_meaning() {
        assert!(is_stop_word("les") && is_stop_word("d"));
        assert!(!is_stop_word("mairie") && !is_stop_word("sans"));
        assert!(is_chatter("cherche") && !is_chatter("aide"));
        assert!(is_minor("aide") && !is_minor("caf"));
    }
}
