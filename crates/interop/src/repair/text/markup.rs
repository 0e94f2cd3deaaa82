//! HTML in a cell: tags go, entities become characters.

/// The text without tags and entities; `None` when it has none.
pub(super) fn strip(text: &str) -> Option<String> {
    if !text.contains(['<', '&']) {
        return None;
    }
    let bare = without_entities(&without_tags(text));
    (bare != text).then_some(bare)
}

fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        match tag(&rest[at..]) {
            Some((name, len)) => {
                rest = &rest[at + len..];
                if breaks_line(name) {
                    out.push('\n');
                }
                if (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style"))
                    && let Some(end) = rest.find("</")
                {
                    rest = &rest[end..];
                }
            }
            None => {
                out.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Name and length of the tag that begins here. `a < b` and `<jean@exemple.fr>` are no tags.
fn tag(text: &str) -> Option<(&str, usize)> {
    if text.starts_with("<!--") {
        return text.find("-->").map(|end| ("!", end + 3));
    }
    let inner = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    let name_len = inner.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let after = inner.as_bytes().get(name_len)?;
    let is_name = inner.as_bytes()[0].is_ascii_alphabetic()
        && matches!(after, b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r');
    if !is_name {
        return None;
    }
    text.find('>').map(|end| (&inner[..name_len], end + 1))
}

fn breaks_line(name: &str) -> bool {
    ["br", "p", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"]
        .iter()
        .any(|block| name.eq_ignore_ascii_case(block))
}

fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        // An ampersand escaped several times over is one ampersand.
        while let Some(less) = ["amp;", "#38;", "#x26;"]
            .iter()
            .find_map(|name| rest.strip_prefix(name))
        {
            rest = less;
        }
        match entity(rest) {
            Some((c, len)) => {
                out.push(c);
                rest = &rest[len..];
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out
}

/// The character that an entity names, its `&` being already read, and the length of the name with its `;`.
fn entity(text: &str) -> Option<(char, usize)> {
    const NAME_MAX_BYTES: usize = 10;
    let end = text.bytes().take(NAME_MAX_BYTES).position(|b| b == b';')?;
    let name = &text[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((c, end + 1))
}

/// The named entities of French texts.
const NAMED: &[(&str, char)] = &[
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("ocirc", 'ô'),
    ("ouml", 'ö'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("uuml", 'ü'),
    ("oelig", 'œ'),
    ("aelig", 'æ'),
    ("Eacute", 'É'),
    ("Egrave", 'È'),
    ("Ecirc", 'Ê'),
    ("Agrave", 'À'),
    ("Acirc", 'Â'),
    ("Ccedil", 'Ç'),
    ("Icirc", 'Î'),
    ("Ocirc", 'Ô'),
    ("OElig", 'Œ'),
    ("rsquo", '’'),
    ("lsquo", '‘'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("euro", '€'),
    ("deg", '°'),
    ("middot", '·'),
    ("bull", '•'),
    ("thinsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("copy", '©'),
    ("reg", '®'),
    ("sup2", '²'),
    ("frac12", '½'),
    ("times", '×'),
    ("shy", '\u{ad}'),
];
