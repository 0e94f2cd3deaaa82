//! French typography for the words of the interface: spaces that must not break, apostrophes, guillemets.
//!
//! It is applied once, when the words are loaded, and never to what people wrote: their text is shown as it is.

/// Narrow no-break space, before `;`, `!`, `?` and in numbers.
pub const NARROW: char = '\u{202f}';
/// No-break space, before `:`, inside guillemets, and between a number and its unit.
pub const NO_BREAK: char = '\u{a0}';

/// Applies the rules of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*.
#[must_use]
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let written = match (c, chars.peek()) {
            (' ', Some(';' | '!' | '?')) => NARROW,
            (' ', Some(':' | '»' | '%' | '€')) => NO_BREAK,
            (' ', _) if before == Some('«') => NO_BREAK,
            ('\'', _) => '’',
            _ => c,
        };
        out.push(written);
        before = Some(written);
    }
    out
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
