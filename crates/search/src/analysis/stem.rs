//! The stem of a folded French word: what plural, feminine and conjugated forms share.

use rust_stemmers::Algorithm;

/// So many bytes a stem always shares with its word: Snowball takes no ending away before the first vowel that follows
/// the first letter.
pub(crate) const STABLE_BYTES: usize = 2;

/// The Snowball French stemmer, adapted to words whose accents are already gone.
pub struct Stemmer(rust_stemmers::Stemmer);

impl Default for Stemmer {
    fn default() -> Self {
        Self(rust_stemmers::Stemmer::create(Algorithm::French))
    }
}

impl Stemmer {
    /// The stem of a folded word. Words with digits and words of three letters or fewer are their own stem.
    ///
    /// Snowball expects accents and recognises endings by them (`-ée`, `-ité`). Visitors leave them out, so both sides
    /// are stemmed without: the feminine of participles, which would be missed, is put back to the masculine first.
    pub fn stem(&self, folded: &str) -> String {
        if folded.len() <= 3 || !folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return folded.to_owned();
        }
        let masculine = match folded.strip_suffix("ees").or_else(|| folded.strip_suffix("ee")) {
            Some(root) if root.len() >= 4 => format!("{root}e"),
            _ => folded.to_owned(),
        };
        // Snowball writes in capitals the vowels it takes for consonants.
        let mut stem = self.0.stem(&masculine).to_ascii_lowercase();
        // What is left of `café` must not be the acronym CAF: a short stem is not the short word spelled alike.
        if stem.len() <= 3 {
            stem.push('-');
        }
        stem
    }
}

/// The stem of a folded word. Where many words are stemmed, keep a [`Stemmer`].
pub fn stem(folded: &str) -> String {
    Stemmer::default().stem(folded)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let stemmer = Stemmer::default();
        for forms in [
            &["numerique", "numeriques"][..],
            &["mediatheque", "mediatheques"],
            &["atelier", "ateliers"],
            &["ordinateur", "ordinateurs"],
            &["gratuit", "gratuite", "gratuits", "gratuites"],
            &["accompagnement", "accompagner", "accompagnements", "accompagne"],
            &["habilite", "habilitee", "habilitees", "habilites"],
            &["imprimer", "imprime", "imprimee", "imprimees"],
            &["social", "sociaux", "sociale", "sociales"],
            &["mediateur", "mediateurs"],
            &["formation", "formations"],
            &["municipal", "municipaux", "municipale"],
            &["impot", "impots"],
            &["aide", "aider", "aides"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| stemmer.stem(form)).collect();
            assert!(
                stems.windows(2).all(|pair| pair[0] == pair[1]),
                "{forms:?} → {stems:?}"
            );
        }
    }

    #[test]
    fn different_words_keep_different_stems() {
        for (one, other) in [
            ("mairie", "mari"),
            ("port", "porte"),
            ("poste", "post"),
            ("lieu", "lieue"),
        ] {
            assert_ne!(one, other);
        }
        assert_ne!(stem("emploi"), stem("employe"));
        assert_ne!(stem("carte"), stem("carton"));
        assert_ne!(stem("imprimante"), stem("impression"));
        assert_ne!(stem("cafe"), stem("caf"));
    }

    proptest! {
        #[test]
        fn a_stem_begins_as_its_word(word in "[a-z]{1,14}", vowels in "[aeiouy]{1,5}", end in "(|ees?|ant|er|eux|ement|ite|iqu?e|y|yer)") {
            let stemmer = Stemmer::default();
            for word in [word.clone(), format!("{vowels}{word}"), format!("{word}{end}"), format!("{vowels}{end}")] {
                let stem = stemmer.stem(&word);
                let shared = STABLE_BYTES.min(word.len());
                prop_assert_eq!(&stem.as_bytes()[..shared], &word.as_bytes()[..shared], "{} → {}", word, stem);
            }
        }
    }

    #[test]
    fn numbers_and_short_words_are_their_own_stem() {
        for word in ["59000", "13e", "rsa", "cv", "помощь"] {
            assert_eq!(stem(word), word);
        }
    }
}
