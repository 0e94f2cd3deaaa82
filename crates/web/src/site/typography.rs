//! French typography for the words of the interface: spaces that must not break, apostrophes, guillemets.
//!
//! It is applied once, when the words are loaded, and never to what people wrote: their text is shown as it is.

use super::language::Language;

/// Narrow no-break space, before `;`, `!`, `?` and in numbers.
pub const NARROW: char = '\u{202f}';
/// No-break space, before `:`, inside guillemets, and between a number and its unit.
pub const NO_BREAK: char = '\u{a0}';

/// Applies the rules of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*.
#[must_use]
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars();
    let mut before = None;
    while let Some(c) = chars.next() {
        let written = match (c, chars.clone().next()) {
            (' ', Some(';' | '!' | '?')) => NARROW,
            (' ', Some(':' | '»' | '%' | '€')) => NO_BREAK,
            (' ', _) if before == Some('«') => NO_BREAK,
            // A number stays with its unit: 9 h, 800 m, 10 min.
            (' ', Some('h' | 'm' | 'k'))
                if before.is_some_and(|b| b.is_ascii_digit()) && unit_follows(&chars) =>
            {
                NO_BREAK
            }
            ('\'', _) => '’',
            _ => c,
        };
        out.push(written);
        before = Some(written);
    }
    out
}

/// What parts the members of a list that have commas of their own.
#[must_use]
pub fn semicolon(language: Language) -> &'static str {
    match language {
        Language::French => "\u{202f}; ",
        Language::English => "; ",
    }
}

/// Whether what follows is a unit and nothing more of a word.
fn unit_follows(chars: &std::str::Chars<'_>) -> bool {
    let word: String = chars.clone().take_while(|c| c.is_alphanumeric()).collect();
    matches!(word.as_str(), "h" | "m" | "min" | "km")
}

/// English needs only its apostrophes.
#[must_use]
pub fn english(text: &str) -> String {
    text.replace('\'', "’")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_never_start_a_line() {
        for (typed, set) in [
            ("Où aller ?", "Où aller\u{202f}?"),
            ("Frais : 3 €", "Frais\u{a0}: 3\u{a0}€"),
            ("« l'atelier »", "«\u{a0}l’atelier\u{a0}»"),
            ("de 9 h à 17 h", "de 9\u{a0}h à 17\u{a0}h"),
            ("2 heures", "2 heures"),
            ("Rien à changer.", "Rien à changer."),
        ] {
            assert_eq!(french(typed), set);
        }
    }

    #[test]
    fn a_text_already_set_is_left_alone() {
        let set = french("« Où ? »");
        assert_eq!(french(&set), set);
    }
}
