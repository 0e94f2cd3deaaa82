//! Loose comparison of names and values: letters and digits only, without case or accents.

/// Appends the folded form of `text`: lower case, without accents, letters and digits only.
/// `Étapes numériques (La Poste)` and `etapes_numeriques(LA POSTE)` fold alike.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            fold_char(c, out);
        }
    }
}

/// The folded form of `text`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

fn fold_char(c: char, out: &mut String) {
    for lower in c.to_lowercase() {
        let plain = match lower {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => "o",
            'ù' | 'ú' | 'û' | 'ü' => "u",
            'ý' | 'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            other => {
                // A combining accent (decomposed text from a Mac) is not alphanumeric and falls away.
                if other.is_alphanumeric() {
                    out.push(other);
                }
                continue;
            }
        };
        out.push_str(plain);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_punctuation_do_not_count() {
        for loose in [
            "ETAPES NUMERIQUES (LA POSTE)",
            "étapes_numériques(La Poste)",
            "E\u{301}tapes nume\u{301}riques « La Poste »",
        ] {
            assert_eq!(fold(loose), "etapesnumeriqueslaposte", "{loose}");
        }
        assert_eq!(fold("Œuvre n°\u{a0}2"), "oeuvren2");
    }
}
