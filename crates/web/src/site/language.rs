//! How addresses name a language: French at `/`, English under `/en`.

pub use domain::language::Language;

/// What comes before the path of a page in this language.
#[must_use]
pub const fn prefix(language: Language) -> &'static str {
    match language {
        Language::French => "",
        Language::English => "/en",
    }
}

/// Splits a path into its language and the rest, which always starts with `/`.
#[must_use]
pub fn split_path(path: &str) -> (Language, &str) {
    match path.strip_prefix("/en") {
        Some("") => (Language::English, "/"),
        Some(rest) if rest.starts_with('/') => (Language::English, rest),
        _ => (Language::French, path),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_segment_of_a_path_tells_the_language() {
        for (path, language, rest) in [
            ("/", Language::French, "/"),
            ("/lieux", Language::French, "/lieux"),
            ("/en", Language::English, "/"),
            ("/en/", Language::English, "/"),
            ("/en/lieux", Language::English, "/lieux"),
            ("/entraide", Language::French, "/entraide"),
        ] {
            assert_eq!(split_path(path), (language, rest), "{path}");
        }
    }
}
