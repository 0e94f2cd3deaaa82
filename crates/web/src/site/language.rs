//! The languages of the interface and how addresses name them: French at `/`, English under `/en`.

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// The reference: every text is written in French first.
    French,
    /// Under `/en`.
    English,
}

impl Language {
    /// Every language, the reference first.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// The BCP 47 tag, for `lang` and `hreflang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// What comes before the path of a page in this language.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::French => "",
            Self::English => "/en",
        }
    }

    /// The language in its own words.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    /// The other language, for the switch on each page.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::French => Self::English,
            Self::English => Self::French,
        }
    }

    /// Splits a path into its language and the rest, which always starts with `/`.
    #[must_use]
    pub fn split_path(path: &str) -> (Self, &str) {
        match path.strip_prefix("/en") {
            Some("") => (Self::English, "/"),
            Some(rest) if rest.starts_with('/') => (Self::English, rest),
            _ => (Self::French, path),
        }
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
            assert_eq!(Language::split_path(path), (language, rest), "{path}");
        }
    }
}
