//! Errors of the API: RFC 9457 problem details. Under `/api/` every error is one, also those of the framework.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::language;
use crate::site::errors::{Fault, PageError, RETRY_AFTER};
use crate::site::{Language, RequestId, Route, Words, urls};

/// The media type of RFC 9457.
pub const MEDIA_TYPE: &str = "application/problem+json";
/// The longest part of a value that a problem repeats, in characters.
const QUOTED_MAX_CHARS: usize = 100;

macro_rules! kinds {
    ($($(#[$doc:meta])+ $kind:ident = $slug:literal $status:ident $title:literal $detail:literal;)+) => {
        /// The kinds of problems. Their slugs never change their meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])+ $kind,)+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind,)+];

            /// The name after `#` in `type`.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$kind => $slug,)+ }
            }

            /// The status that goes with it.
            #[must_use]
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$kind => StatusCode::$status,)+ }
            }

            /// The key of its title.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Self::$kind => $title,)+ }
            }

            const fn detail(self) -> &'static str {
                match self { $(Self::$kind => $detail,)+ }
            }
        }
    };
}

kinds! {
    /// A parameter has a name that means nothing here.
    UnknownParameter = "unknown-parameter" BAD_REQUEST "api-unknown-parameter-title" "api-unknown-parameter";
    /// A parameter is given several times where one value is expected.
    RepeatedParameter = "repeated-parameter" BAD_REQUEST "api-repeated-parameter-title" "api-repeated-parameter";
    /// There are more parameters than a question needs.
    TooManyParameters = "too-many-parameters" BAD_REQUEST "api-too-many-parameters-title" "api-too-many-parameters";
    /// A parameter is missing.
    MissingParameter = "missing-parameter" BAD_REQUEST "api-missing-parameter-title" "api-missing-parameter";
    /// Two parameters that exclude one another.
    ConflictingParameters = "conflicting-parameters" BAD_REQUEST "api-conflicting-title" "api-conflicting";
    /// A value is not understood.
    InvalidValue = "invalid-value" BAD_REQUEST "api-invalid-value-title" "api-invalid-value";
    /// No commune bears the name, or has the postcode, that the question starts from.
    UnknownCommune = "unknown-commune" BAD_REQUEST "api-unknown-commune-title" "api-unknown-commune";
    /// The cursor comes from the answer to another question.
    CursorOfAnotherQuestion = "cursor-of-another-question" BAD_REQUEST "api-cursor-other-title" "api-cursor-other";
    /// The directory has changed since the first page.
    CursorExpired = "cursor-expired" GONE "api-cursor-expired-title" "api-cursor-expired";
    /// Nothing has this address.
    NoSuchAddress = "no-such-address" NOT_FOUND "api-no-such-address-title" "api-no-such-address";
    /// No place has this identifier.
    NoSuchPlace = "no-such-place" NOT_FOUND "api-no-such-place-title" "api-no-such-place";
    /// The place is no longer published by its source.
    PlaceGone = "place-gone" GONE "api-place-gone-title" "api-place-gone";
    /// No commune has this code.
    NoSuchCommune = "no-such-commune" NOT_FOUND "api-no-such-commune-title" "api-no-such-commune";
    /// The API is for reading.
    MethodNotAllowed = "method-not-allowed" METHOD_NOT_ALLOWED "api-method-title" "api-method";
    /// The request cannot be read at all.
    BadRequest = "bad-request" BAD_REQUEST "api-bad-request-title" "api-bad-request";
    /// The answer takes too long.
    TooSlow = "too-slow" SERVICE_UNAVAILABLE "api-too-slow-title" "api-too-slow";
    /// The database is busy with another change.
    Busy = "busy" SERVICE_UNAVAILABLE "api-busy-title" "api-busy";
    /// As many files are being sent as the instance sends at a time.
    TooManyDownloads = "too-many-downloads" SERVICE_UNAVAILABLE "api-too-many-downloads-title" "api-too-many-downloads";
    /// A failure of ours.
    Fault = "fault" INTERNAL_SERVER_ERROR "api-fault-title" "api-fault";
}

impl Kind {
    /// Whether the same request will be answered a little later, without anything being broken.
    const fn is_for_the_moment(self) -> bool {
        matches!(self, Self::Busy | Self::TooManyDownloads)
    }
}

/// Why the API does not answer. It becomes a document on its way out, in the language of the caller.
#[derive(Debug)]
pub struct Problem(Box<About>);

#[derive(Debug)]
struct About {
    kind: Kind,
    parameter: Option<String>,
    value: Option<String>,
    nearest: Option<&'static str>,
    /// The key of what the parameter expects.
    expects: Option<&'static str>,
    gone_since: Option<jiff::Timestamp>,
    fault: Option<Fault>,
}

impl Problem {
    /// A problem of this kind about nothing in particular.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self(Box::new(About {
            kind,
            parameter: None,
            value: None,
            nearest: None,
            expects: None,
            gone_since: None,
            fault: None,
        }))
    }

    /// A problem with a parameter.
    #[must_use]
    pub fn with_parameter(kind: Kind, parameter: &str) -> Self {
        let mut problem = Self::new(kind);
        problem.0.parameter = Some(shortened(parameter));
        problem
    }

    /// Repeats the value.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        self.0.value = Some(shortened(value));
        self
    }

    /// Names what was probably meant.
    #[must_use]
    pub fn nearest(mut self, nearest: Option<&'static str>) -> Self {
        self.0.nearest = nearest;
        self
    }

    /// Says what the parameter expects, by the key of its description.
    #[must_use]
    pub fn expects(mut self, key: &'static str) -> Self {
        self.0.expects = Some(key);
        self
    }

    /// A place that its source no longer publishes.
    #[must_use]
    pub fn gone(since: jiff::Timestamp) -> Self {
        let mut problem = Self::new(Kind::PlaceGone);
        problem.0.gone_since = Some(since);
        problem
    }

    /// A failure of ours.
    #[must_use]
    pub fn fault(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let fault = Fault::new(reason);
        let mut problem = Self::new(if fault.is_busy() { Kind::Busy } else { Kind::Fault });
        problem.0.fault = Some(fault);
        problem
    }
}

impl About {
    fn detail(&self, words: &Words) -> String {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let (parameter, value) = (text(&self.parameter), text(&self.value));
        let mut detail = words.say(
            self.kind.detail(),
            &[("parameter", &parameter), ("value", &value)],
        );
        if let Some(expects) = self.expects {
            detail.push(' ');
            detail.push_str(&words.say(expects, &[]));
        }
        if let Some(nearest) = self.nearest {
            detail.push(' ');
            detail.push_str(&words.say("api-nearest", &[("name", &nearest)]));
        }
        detail
    }

    fn document(&self, language: Language, id: &RequestId) -> ProblemDocument {
        let words = Words::of(language);
        ProblemDocument {
            kind: format!("{}#{}", urls::API, self.kind.slug()),
            title: words.get(self.kind.title()).to_owned(),
            status: self.kind.status().as_u16(),
            detail: self.detail(words),
            parameter: self.parameter.clone(),
            value: self.value.clone(),
            nearest: self.nearest,
            gone_since: self.gone_since.map(|since| since.to_string()),
            reference: (self.kind.status().is_server_error() && !self.kind.is_for_the_moment())
                .then(|| id.to_string()),
        }
    }
}

impl From<store::StoreError> for Problem {
    fn from(error: store::StoreError) -> Self {
        Self::fault(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.0.kind.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// What went wrong (RFC 9457). More members may be added.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemDocument {
    /// The kind of problem: a stable address, whose text for people stands on the page that it leads to.
    #[serde(rename = "type")]
    #[schema(example = "/api#invalid-value")]
    kind: String,
    /// The kind of problem in words.
    title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong this time, in the language asked for.
    detail: String,
    /// The parameter that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    parameter: Option<String>,
    /// Its value, shortened to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// The known name that was probably meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<&'static str>,
    /// Since when the place is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    gone_since: Option<String>,
    /// The number under which a failure is found in the journal of this instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

/// What the movable map reads, in any language.
const MAP_FILES: [&str; 2] = [urls::PLACES_GEOJSON, urls::COMMUNES_JSON];

/// Whether errors at this address are for machines.
pub(crate) fn is_for_machines(uri: &Uri) -> bool {
    let path = uri.path();
    path.starts_with("/api/") || MAP_FILES.iter().any(|file| path.ends_with(file))
}

/// Writes the document of an error, with the status and the other headers of the bare answer.
pub(crate) fn dress(
    headers: &HeaderMap,
    uri: &Uri,
    bare: Response,
    id: &RequestId,
    route: &Route,
) -> Response {
    let problem = bare.extensions().get::<Arc<Problem>>().cloned();
    let problem = problem.unwrap_or_else(|| Arc::new(of_the_framework(&bare)));
    let problem = &problem.0;
    if problem.kind.is_for_the_moment() {
        tracing::warn!(request = %id, %route, reason = problem.kind.slug(), "not answered for the moment");
    } else if problem.kind.status().is_server_error() {
        let reason = problem.fault.as_ref().map_or_else(
            || {
                let error = bare.extensions().get::<Arc<PageError>>();
                error.map_or_else(|| problem.kind.slug().to_owned(), |error| format!("{error:?}"))
            },
            Fault::chain,
        );
        tracing::error!(request = %id, %route, reason, "fault");
    }
    let language = language::asked(uri.query(), headers);
    let document = problem.document(language, id);
    let text = serde_json::to_vec(&document).expect("texts and numbers become JSON");
    let (mut parts, _) = bare.into_parts();
    let status = problem.kind.status();
    let headers = &mut parts.headers;
    for name in [header::CONTENT_LENGTH, header::ETAG, header::LAST_MODIFIED] {
        headers.remove(name);
    }
    for (name, value) in [
        (header::CONTENT_TYPE, MEDIA_TYPE),
        (header::CONTENT_LANGUAGE, language.tag()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if problem.kind.is_for_the_moment() {
        headers.insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    (status, parts.headers, text).into_response()
}

/// What an error that no handler of ours made is about.
fn of_the_framework(bare: &Response) -> Problem {
    match bare.extensions().get::<Arc<PageError>>().map(|error| &**error) {
        Some(PageError::Fault(fault)) if fault.is_busy() => return Problem::new(Kind::Busy),
        Some(PageError::Invalid(what)) => return Problem::new(Kind::BadRequest).expects(what),
        _ => {}
    }
    Problem::new(match bare.status() {
        StatusCode::NOT_FOUND => Kind::NoSuchAddress,
        StatusCode::METHOD_NOT_ALLOWED => Kind::MethodNotAllowed,
        StatusCode::SERVICE_UNAVAILABLE => Kind::TooSlow,
        status if status.is_server_error() => Kind::Fault,
        _ => Kind::BadRequest,
    })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(QUOTED_MAX_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
