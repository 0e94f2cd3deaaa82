//! What surrounds every page: language, name of the instance, addresses of the same page elsewhere.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts, OriginalUri};
use axum::http::request::Parts;

use super::assets::{AssetUrl, Icon, asset_url};
use super::language::{Language, prefix, split_path};
use super::message::Argument;
use super::words::Words;
use super::{Settings, Site, Translated, format, typography, urls};

/// Somebody who is signed in, as every page shows her to herself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Her name.
    pub name: String,
    /// What her forms carry.
    pub form_token: String,
}

/// The frame of one answer. Handlers receive it as an argument and hand it to their page.
#[derive(Clone)]
pub struct Frame {
    site: Site,
    words: &'static Words,
    /// Path and query without the language.
    here: String,
    /// The one address of this page among all those that lead to it, without the language.
    canonical: String,
    /// Who looks at it, when she is signed in.
    visitor: Option<Arc<Visitor>>,
}

impl Frame {
    /// The frame of the page at this path (and query), which may start with a language.
    #[must_use]
    pub fn new(site: &Site, path_and_query: &str) -> Self {
        let (path, query) = match path_and_query.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (path_and_query, None),
        };
        let (language, path) = split_path(path);
        // `//host/…` would be read as another site by a browser that follows a link to it.
        let path = if path.starts_with("//") { urls::HOME } else { path };
        let here = match query {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        };
        // Whoever makes a link may add names to it: only those that a page understands make it another page.
        let page = query
            .and_then(|query| url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page"))
            .and_then(|(_, number)| number.parse::<u32>().ok())
            .filter(|number| *number > 1);
        let canonical = match page {
            Some(number) => format!("{path}?page={number}"),
            None => path.to_owned(),
        };
        Self {
            site: site.clone(),
            words: Words::of(language),
            here,
            canonical,
            visitor: None,
        }
    }

    /// The same frame as somebody sees it who is signed in: an answer with it is hers alone.
    #[must_use]
    pub fn seen_by(self, visitor: Option<Arc<Visitor>>) -> Self {
        Self { visitor, ..self }
    }

    /// Who looks at the page, when she is signed in.
    #[must_use]
    pub fn visitor(&self) -> Option<&Visitor> {
        self.visitor.as_deref()
    }

    /// The same frame for a page whose query means something: `path` is its one address, without the language.
    #[must_use]
    pub fn known_as(self, path: String) -> Self {
        Self {
            canonical: path,
            ..self
        }
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.site.clock.now()
    }

    /// The frame of another page of the same site, in the same language.
    #[cfg(any(test, feature = "testing"))]
    pub(crate) fn at(&self, path: &str) -> Self {
        Self {
            here: path.to_owned(),
            canonical: path.to_owned(),
            ..self.clone()
        }
    }

    /// The same page on an instance that nobody has configured, for samples.
    pub(crate) fn unconfigured(&self) -> Self {
        Self {
            site: Site::new(self.site.clock, Settings::default()),
            ..self.clone()
        }
    }

    /// The same page on an instance that sends no letters, for samples.
    pub(crate) fn without_mail(&self) -> Self {
        let settings = Settings {
            sends_mail: false,
            ..self.settings().clone()
        };
        Self {
            site: Site::new(self.site.clock, settings),
            ..self.clone()
        }
    }

    /// The language of the page.
    #[must_use]
    pub fn language(&self) -> Language {
        self.words.language()
    }

    /// The attribute of an element whose text comes from a source: sources write in French, whatever the page speaks
    /// (WCAG 2.2, 3.1.2).
    #[must_use]
    pub fn in_french(&self) -> &'static str {
        match self.language() {
            Language::French => "",
            Language::English => " lang=\"fr\"",
        }
    }

    /// The words of the page's language.
    #[must_use]
    pub fn words(&self) -> &'static Words {
        self.words
    }

    /// What the instance says of itself.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.site.settings
    }

    /// A text without variables.
    #[must_use]
    pub fn t<'a>(&self, key: &'a str) -> &'a str {
        self.words.get(key)
    }

    /// A text with values.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, &dyn Argument)]) -> String {
        self.words.say(key, values)
    }

    /// The address of a page in the language of this one.
    #[must_use]
    pub fn url(&self, path: impl AsRef<str>) -> String {
        localised(self.language(), path.as_ref())
    }

    /// The absolute address of a page in the language of this one.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.settings().base_url, self.url(path))
    }

    /// The address of an asset.
    #[must_use]
    pub fn asset(&self, name: &str) -> AssetUrl {
        asset_url(name)
    }

    /// An icon.
    #[must_use]
    pub fn icon(&self, name: &str) -> Icon {
        Icon::named(name)
    }

    /// Path and query of this page, without its language.
    #[must_use]
    pub fn here(&self) -> &str {
        &self.here
    }

    /// Whether this page is the one at a path: its link in a menu is marked.
    #[must_use]
    pub fn is_at(&self, path: &str) -> bool {
        self.here.split('?').next() == Some(path)
    }

    /// Whether this page is one of those under a path.
    #[must_use]
    pub fn is_below(&self, path: &str) -> bool {
        self.here
            .strip_prefix(path)
            .is_some_and(|rest| rest.starts_with('/'))
    }

    /// This page in the other language.
    #[must_use]
    pub fn switch(&self) -> Alternate {
        let language = self.language().other();
        Alternate {
            language,
            url: localised(language, &self.here),
        }
    }

    /// The absolute address that search engines should keep for this page.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.absolute(&self.canonical)
    }

    /// This page in every language, absolute.
    #[must_use]
    pub fn alternates(&self) -> [Alternate; 2] {
        Language::ALL.map(|language| Alternate {
            language,
            url: format!(
                "{}{}",
                self.settings().base_url,
                localised(language, &self.canonical)
            ),
        })
    }

    /// When somebody answers the phone.
    #[must_use]
    pub fn phone_hours(&self) -> Option<String> {
        self.own(&self.settings().phone_hours)
    }

    /// The sentence of welcome of this instance.
    #[must_use]
    pub fn welcome(&self) -> Option<String> {
        self.own(&self.settings().welcome)
    }

    /// What this instance says at the top of every page.
    #[must_use]
    pub fn notice(&self) -> Option<String> {
        self.own(&self.settings().notice)
    }

    /// A text of the instance, set as the language wants it.
    fn own(&self, text: &Translated) -> Option<String> {
        let text = text.in_language(self.language())?;
        Some(match self.language() {
            Language::French => typography::french(text),
            Language::English => typography::english(text),
        })
    }

    /// The territory that this instance serves.
    #[must_use]
    pub fn territory(&self) -> Option<&str> {
        self.settings().territory.in_language(self.language())
    }

    /// The phone number to talk to somebody: for a link, and for people.
    #[must_use]
    pub fn phone(&self) -> Option<(String, String)> {
        let phone = self.settings().phone.as_ref()?;
        Some((phone.as_str().to_owned(), format::phone(phone)))
    }
}

/// The same page in a language.
pub struct Alternate {
    /// Which one.
    pub language: Language,
    /// Where.
    pub url: String,
}

/// The address of a page in a language.
#[must_use]
pub fn localised(language: Language, path: &str) -> String {
    match (prefix(language), path) {
        ("", _) => path.to_owned(),
        (prefix, urls::HOME) => prefix.to_owned(),
        // The home page with a query: `/en?…`, which the router knows, rather than `/en/?…`.
        (prefix, _) if path.starts_with("/?") => format!("{prefix}{}", &path[1..]),
        (prefix, _) => format!("{prefix}{path}"),
    }
}

impl<S> FromRequestParts<S> for Frame
where
    Site: FromRef<S>,
    S: Sync,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        // Inside the English routes, the request has lost its prefix: the language stands in the original address.
        let uri = match parts.extensions.get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri,
            None => &parts.uri,
        };
        Ok(Self::new(
            &Site::from_ref(state),
            uri.path_and_query()
                .map_or("/", axum::http::uri::PathAndQuery::as_str),
        )
        .seen_by(parts.extensions.get::<Arc<Visitor>>().cloned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Clock;

    #[test]
    fn a_page_links_to_itself_in_the_other_language() {
        let site = Site::new(Clock::system(), Settings::default());
        for (here, switched) in [
            ("/", "/en"),
            ("/en", "/"),
            ("/lieux?q=caf&page=2", "/en/lieux?q=caf&page=2"),
            ("/en/lieux?q=caf", "/lieux?q=caf"),
            ("/?q=a", "/en?q=a"),
            ("/en//elsewhere.example", "/"),
        ] {
            assert_eq!(Frame::new(&site, here).switch().url, switched);
        }
    }

    #[test]
    fn what_others_add_to_a_link_makes_no_other_page() {
        let site = Site::new(Clock::system(), Settings::default());
        for (here, canonical) in [
            ("/a-propos?utm_source=lettre", "/a-propos"),
            ("/en/a-propos?fbclid=1", "/en/a-propos"),
            (
                "/territoires/communes/18033?page=2&x=y",
                "/territoires/communes/18033?page=2",
            ),
            (
                "/territoires/communes/18033?page=1",
                "/territoires/communes/18033",
            ),
            (
                "/territoires/communes/18033?page=-1",
                "/territoires/communes/18033",
            ),
        ] {
            let frame = Frame::new(&site, here);
            assert_eq!(frame.canonical(), format!("http://localhost:8080{canonical}"));
            let alternates = frame.alternates().map(|alternate| alternate.url);
            assert!(alternates.contains(&frame.canonical()), "{alternates:?}");
        }
        let found = Frame::new(&site, "/en/lieux?x=1&q=a").known_as("/lieux?q=a".to_owned());
        assert_eq!(found.canonical(), "http://localhost:8080/en/lieux?q=a");
    }
}
