//! Texts: markup, entities, control characters, doubly encoded letters and formulas removed; spaces tidied; length kept.

use std::borrow::Cow;

use domain::places::{Line, Prose};

use super::Draft;
use crate::column::Column;
use crate::decode::{undo_double_encoding, windows_1252};
use crate::fold::fold;
use crate::rule::Rule;

mod markup;

/// Words that stand for an empty cell. A lone `0`, `oui` or `aucun` says something in some column and is not here.
pub(super) fn is_placeholder(text: &str) -> bool {
    const SHORT_BYTES: usize = 20;
    if text.len() > SHORT_BYTES {
        return false;
    }
    // Errors of spreadsheets: #N/A, #REF!, #NOM?, #VALEUR!…
    if let Some(error) = text.strip_prefix('#') {
        return error.chars().all(|c| c.is_ascii_uppercase() || "/!?".contains(c)) && error.len() >= 3;
    }
    if !text.chars().any(char::is_alphanumeric) {
        return text.chars().all(|c| "-–—_/.?*|;,".contains(c));
    }
    if !text.chars().all(|c| c.is_alphanumeric() || "./_- ".contains(c)) {
        return false;
    }
    matches!(
        fold(text).as_str(),
        "null" | "none" | "nan" | "na" | "nc" | "nr" | "undefined" | "nonrenseigne" | "neant" | "sansobjet"
    )
}

/// What was done to a text.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cleaned {
    reread: bool,
    markup: bool,
    controls: bool,
    formula: bool,
    spaces: bool,
}

impl Cleaned {
    fn rules(self) -> impl Iterator<Item = Rule> {
        [
            (self.reread, Rule::CharactersReread),
            (self.markup, Rule::MarkupRemoved),
            (self.controls, Rule::ControlCharactersRemoved),
            (self.formula, Rule::FormulaNeutralised),
            (self.spaces, Rule::SpacesTidied),
        ]
        .into_iter()
        .filter_map(|(done, rule)| done.then_some(rule))
    }
}

/// A text that is certainly clean: the usual case, decided in one pass over its bytes.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let suspicious = |pair: &[u8]| match pair[0] {
        0..=31 | 127 | b'<' | b'&' | 0xC2 | 0xE2 | 0xEF => true,
        0xC3 => matches!(pair.get(1), Some(0x82 | 0x83 | 0xA2)),
        b' ' => pair.get(1) == Some(&b' '),
        _ => false,
    };
    !bytes.first().is_some_and(|b| b"=+-@".contains(b))
        && !(0..bytes.len()).any(|at| suspicious(&bytes[at..(at + 2).min(bytes.len())]))
}

/// Cleans a text. `breaks` keeps line breaks.
pub(super) fn clean(text: &str, breaks: bool) -> (Cow<'_, str>, Cleaned) {
    const PASSES: usize = 8;
    let text = text.trim();
    let mut done = Cleaned::default();
    if is_plain(text) {
        return (Cow::Borrowed(text), done);
    }
    let mut current = text.to_owned();
    // Each step may uncover work for another (a tag inside an entity, a formula inside a tag), so they are run until
    // nothing changes; what still changes after that is an attack and loses its signs.
    for pass in 0.. {
        let before = current.clone();
        if let Some(once) = undo_double_encoding(&current) {
            current = once;
            done.reread = true;
        }
        if let Some(bare) = markup::strip(&current) {
            current = bare;
            done.markup = true;
        }
        if let Some(visible) = without_controls(&current) {
            current = visible;
            done.controls = true;
        }
        let tidy = if breaks {
            tidy_prose(&current)
        } else {
            tidy_line(&current)
        };
        if let Some(tidy) = tidy {
            done.spaces |= tidy != current.trim();
            current = tidy;
        }
        while is_formula(&current) {
            current = current[1..].trim_start().to_owned();
            done.formula = true;
        }
        if current == before {
            break;
        }
        if pass >= PASSES {
            current.retain(|c| !"<&ÃÂâ=+-@".contains(c));
        }
    }
    (Cow::Owned(current), done)
}

/// Removes characters that nobody sees, and reads those of Windows-1252 that were taken for control characters.
fn without_controls(text: &str) -> Option<String> {
    let is_hidden = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
    };
    text.chars().any(is_hidden).then(|| {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match u8::try_from(u32::from(c)) {
                Ok(byte @ 0x80..=0x9f) => {
                    out.extend(windows_1252(&[byte]).chars().filter(|c| !c.is_control()));
                }
                _ if is_hidden(c) => {}
                _ => out.push(c),
            }
        }
        out
    })
}

fn tidy_line(text: &str) -> Option<String> {
    let is_tidy = !text.contains("  ")
        && !text.chars().any(|c| c.is_whitespace() && c != ' ')
        && text.trim().len() == text.len();
    (!is_tidy).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Line breaks become `\n`, at most two together; spaces at the ends of lines go, those inside become single.
fn tidy_prose(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    let unix = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}', '\u{85}'], "\n");
    for line in unix.split('\n') {
        let words = line.split([' ', '\t']).filter(|word| !word.is_empty());
        let start = out.len();
        for word in words {
            if out.len() > start {
                out.push(' ');
            }
            out.push_str(word);
        }
        let is_blank = out[start..].trim().is_empty();
        if is_blank {
            out.truncate(start);
            blank += 1;
        } else {
            blank = 0;
        }
        if blank <= 1 {
            out.push('\n');
        }
    }
    let out = out.trim();
    (out != text).then(|| out.to_owned())
}

/// Whether a spreadsheet may run the text. A name such as `@ctif` or `+ de numérique` only looks odd.
fn is_formula(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['=', '+', '-', '@']) else {
        return false;
    };
    if text.starts_with('=') {
        return true;
    }
    let word_len = rest
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'.')
        .count();
    rest.contains('|') || (word_len > 0 && rest.as_bytes().get(word_len) == Some(&b'('))
}

/// Cuts at a word so that at most `max` characters stay, the last being an ellipsis.
pub(super) fn cut(text: &str, max: usize) -> Option<String> {
    if text.len() <= max || text.chars().count() <= max {
        return None;
    }
    let (end, _) = text.char_indices().nth(max - 1).expect("counted above");
    let kept = &text[..end];
    // A text without spaces is cut where it must be.
    let at_word = kept
        .rfind(char::is_whitespace)
        .filter(|at| *at * 2 > end)
        .unwrap_or(end);
    let kept = kept[..at_word].trim_end_matches(|c: char| c.is_whitespace() || ",;:-–(".contains(c));
    Some(format!("{kept}…"))
}

fn cleaned(draft: &mut Draft<'_>, column: Column, text: &str, breaks: bool, max: usize) -> Option<String> {
    let (clean_text, done) = clean(text, breaks);
    // What is left of a formula or a tag may be a sign that stands for nothing, as `=*` is.
    if clean_text.is_empty() || is_placeholder(&clean_text) {
        if !text.trim().is_empty() {
            draft.found(column, Rule::TextUnusable, text, None);
        }
        return None;
    }
    for rule in done.rules() {
        draft.found(column, rule, text, Some(&clean_text));
    }
    if let Some(short) = cut(&clean_text, max) {
        draft.found(column, Rule::TextCut, &clean_text, Some(&short));
        return Some(short);
    }
    Some(clean_text.into_owned())
}

/// The text of a column on one line, without limit.
pub(super) fn one_line(draft: &mut Draft<'_>, column: Column) -> Option<String> {
    let text = draft.cell(column).to_owned();
    cleaned(draft, column, &text, false, usize::MAX)
}

/// The text of a column that the schema requires.
pub(super) fn required(draft: &mut Draft<'_>, column: Column, max: usize) -> Option<String> {
    let text = draft.cell(column).to_owned();
    let line = cleaned(draft, column, &text, false, max);
    if line.is_none() {
        draft.found(column, Rule::RequiredMissing, &text, None);
    }
    line
}

/// The text of an optional column of one line.
pub(super) fn line(draft: &mut Draft<'_>, column: Column) -> Option<Line> {
    let text = draft.cell(column).to_owned();
    as_line(draft, column, &text)
}

/// A text on one line.
pub(super) fn as_line(draft: &mut Draft<'_>, column: Column, text: &str) -> Option<Line> {
    cleaned(draft, column, text, false, Line::MAX_CHARS)
        .map(|text| Line::parse(&text).expect("cleaned, cut and not blank"))
}

/// A text of one or more lines.
pub(super) fn prose(draft: &mut Draft<'_>, column: Column, text: &str, max: usize) -> Option<Prose> {
    cleaned(draft, column, text, true, max)
        .map(|text| Prose::parse(&text).expect("cleaned, cut and not blank"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_lose_what_is_not_text() {
        for (dirty, clean_text) in [
            (" Médiathèque ", "Médiathèque"),
            (
                "M&eacute;diath&egrave;que &amp; ludothèque",
                "Médiathèque & ludothèque",
            ),
            ("<p>Accueil<br/>du public</p>", "Accueil du public"),
            ("&lt;p&gt;Accueil&lt;/p&gt;", "Accueil"),
            ("&amp;amp;lt;b&amp;gt;gras", "gras"),
            ("a < b & c", "a < b & c"),
            ("l\u{92}atelier\u{0}", "l’atelier"),
            ("zéro\u{200b}largeur\u{ad}", "zérolargeur"),
            ("Maison\u{a0}du\u{202f}lac  neuf", "Maison du lac neuf"),
            ("mÃ©diathÃ¨que", "médiathèque"),
            ("=HYPERLINK(\"x\")", "HYPERLINK(\"x\")"),
            ("+cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
            ("@ctif (association)", "@ctif (association)"),
            ("+ de numérique", "+ de numérique"),
            ("<script>alert(1)</script>Nom", "Nom"),
        ] {
            assert_eq!(clean(dirty, false).0, clean_text, "{dirty}");
        }
    }

    #[test]
    fn prose_keeps_its_paragraphs() {
        assert_eq!(
            clean("un\r\n\r\n\r\n deux <br>trois\t!", true).0,
            "un\n\ndeux\ntrois !"
        );
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut("un deux trois quatre", 14).as_deref(), Some("un deux…"));
        assert_eq!(cut("unmottrèslong", 5).as_deref(), Some("unmo…"));
        assert_eq!(cut("court", 5), None);
    }

    #[test]
    fn words_for_nothing_are_told_from_words() {
        for nothing in ["NULL", "#N/A", "#REF!", "-", "N/A", "n.c.", "Non renseigné", "/"] {
            assert!(is_placeholder(nothing), "{nothing}");
        }
        for something in ["#Lab", "Aucun", "0", "La Nef", "Nan Cy", "N°R"] {
            assert!(!is_placeholder(something), "{something}");
        }
    }

    proptest! {
        #[test]
        fn a_clean_text_stays_as_it_is(text in "[ -~\u{80}-\u{ff}&<>;=+@\n\t’Ã©]{0,60}", breaks: bool) {
            let once = clean(&text, breaks).0.into_owned();
            let (twice, done) = clean(&once, breaks);
            prop_assert_eq!(&*twice, &once);
            prop_assert_eq!(done, Cleaned::default());
        }
    }
}
