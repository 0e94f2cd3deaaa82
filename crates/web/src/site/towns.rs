//! The name of a town inside a sentence: "près d'Arles", "au Havre". French joins it to the word before it; English
//! does not, so that there the same words give the name alone.

use super::language::Language;

/// After a word that asks for "de": "d’Arles", "du Havre", "des Trois-Lavoirs", "de La Rochelle"; in English "Arles".
#[must_use]
pub fn of_town(name: &str, language: Language) -> String {
    joined(name, language, "de ", "du ", "des ").unwrap_or_else(|| {
        if begins_with_a_vowel(name) {
            format!("d’{name}")
        } else {
            format!("de {name}")
        }
    })
}

/// Where something is: "à Arles", "au Havre", "aux Trois-Lavoirs"; in English "Arles".
#[must_use]
pub fn at_town(name: &str, language: Language) -> String {
    joined(name, language, "à ", "au ", "aux ").unwrap_or_else(|| format!("à {name}"))
}

/// What is the same for both words: English, and the articles that melt into them (those of feminine names do not).
fn joined(name: &str, language: Language, plain: &str, singular: &str, plural: &str) -> Option<String> {
    if language == Language::English {
        return Some(name.to_owned());
    }
    let has_article = |article: &str| {
        let (head, rest) = name.split_at_checked(article.len())?;
        (head.eq_ignore_ascii_case(article)).then_some(rest)
    };
    if let Some(rest) = has_article("Les ") {
        Some(format!("{plural}{rest}"))
    } else if let Some(rest) = has_article("Le ") {
        Some(format!("{singular}{rest}"))
    } else if has_article("La ").is_some() || has_article("L'").is_some() {
        Some(format!("{plain}{name}"))
    } else {
        None
    }
}

/// H is left out: most names that begin with it are said both ways, and "de Hyères" is understood by all.
fn begins_with_a_vowel(name: &str) -> bool {
    name.chars()
        .next()
        .is_some_and(|first| "AEIOUYÀÂÄÆÉÈÊËÎÏÔÖŒÙÛÜŸ".contains(first.to_uppercase().next().unwrap_or(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_is_joined_to_its_sentence_as_one_says_it() {
        for (name, of, at) in [
            ("Bourges", "de Bourges", "à Bourges"),
            ("Arles", "d’Arles", "à Arles"),
            (
                "Évry-Courcouronnes",
                "d’Évry-Courcouronnes",
                "à Évry-Courcouronnes",
            ),
            ("Œuilly", "d’Œuilly", "à Œuilly"),
            ("Yvetot", "d’Yvetot", "à Yvetot"),
            ("Le Havre", "du Havre", "au Havre"),
            ("LES ULIS", "des ULIS", "aux ULIS"),
            ("Les Trois-Lavoirs", "des Trois-Lavoirs", "aux Trois-Lavoirs"),
            ("La Rochelle", "de La Rochelle", "à La Rochelle"),
            ("L'Haÿ-les-Roses", "de L'Haÿ-les-Roses", "à L'Haÿ-les-Roses"),
            ("Lens", "de Lens", "à Lens"),
            ("Hyères", "de Hyères", "à Hyères"),
            ("Saint-Denis (974)", "de Saint-Denis (974)", "à Saint-Denis (974)"),
            ("", "de ", "à "),
        ] {
            assert_eq!(of_town(name, Language::French), of);
            assert_eq!(at_town(name, Language::French), at);
            assert_eq!(of_town(name, Language::English), name);
            assert_eq!(at_town(name, Language::English), name);
        }
    }
}
