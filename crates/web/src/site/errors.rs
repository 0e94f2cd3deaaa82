//! What a visitor sees when something does not go as expected. [`PageError`] is the only error that becomes an
//! answer:
//!
//! - `NotFound`: there is nothing at this address, or nothing that this visitor may know of;
//! - `Refused`: the rules do not allow it; the word says why;
//! - `DeadLink`: the link of a letter served already or is too old; the page leads to where another is asked for;
//! - `Invalid`: the request makes no sense as written (a page number, a position); the word says what to do.
//!   A form that is filled in wrongly is not an error: its page is shown again, with status 422;
//! - `Unreadable`: the address is right, but the body that came with it is none of ours;
//! - `TooMany`: this visitor, or somebody with the same address, tried too often; the page says when to try again;
//! - `Fault`: the machine's failure. It is logged once, here, and never shown. One is shown as what it is: the database is
//!   busy with a long change, such as an import, and the same request will be answered a little later.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Redirect, Response};
use tower_http::timeout::TimeoutLayer;

use super::frame::Visitor;
use super::journal::{RequestId, Route};
use super::samples::{Sample, Samples};
use super::{Frame, Site};
use crate::api::problem;

/// The longest that a page may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// Seconds after which it is worth asking again what could not be answered for the moment.
pub(crate) const RETRY_AFTER: HeaderValue = HeaderValue::from_static("15");

/// The outcome of a handler of pages.
pub type PageResult<T> = Result<T, PageError>;

/// Why there is no page to show.
#[derive(Debug)]
pub enum PageError {
    /// Nothing is here.
    NotFound,
    /// The rules refuse; the key of a word that says why.
    Refused(&'static str),
    /// A link that served already or is too old.
    DeadLink {
        /// Key of the word that says so.
        why: &'static str,
        /// Key of what the button that leads to signing in says.
        then: &'static str,
    },
    /// The request makes no sense as written; the key of a word that says what is wrong.
    Invalid(&'static str),
    /// What was sent, not where to, cannot be read; the key of a word that says what to do.
    Unreadable(&'static str),
    /// Too many tries; how many seconds to wait.
    TooMany {
        /// Until the next try.
        wait_s: u64,
    },
    /// Our failure.
    Fault(Fault),
}

impl PageError {
    /// The link of a letter for signing in.
    pub(crate) const DEAD_SIGN_IN_LINK: Self = Self::DeadLink {
        why: "sign-in-dead-link",
        then: "sign-in-another-link",
    };
    /// The link of an invitation.
    pub(crate) const DEAD_INVITATION: Self = Self::DeadLink {
        why: "invitation-dead-link",
        then: "sign-in-title",
    };
}

impl From<store::StoreError> for PageError {
    fn from(error: store::StoreError) -> Self {
        Self::Fault(Fault::new(error))
    }
}

/// A failure of the machine. Its inside goes to the journal, never to the visitor.
#[derive(Debug)]
pub struct Fault(Box<dyn Error + Send + Sync>);

impl Fault {
    /// Keeps the reason for the journal.
    pub fn new(reason: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(reason.into())
    }

    /// Whether all that is wrong is that another change has not ended yet.
    pub(crate) fn is_busy(&self) -> bool {
        let mut cause: Option<&(dyn Error + 'static)> = Some(&*self.0);
        while let Some(error) = cause {
            if matches!(error.downcast_ref(), Some(store::StoreError::Busy)) {
                return true;
            }
            cause = error.source();
        }
        false
    }

    /// The reason and what caused it, in one line.
    pub(crate) fn chain(&self) -> String {
        let mut text = self.0.to_string();
        let mut cause = self.0.source();
        while let Some(error) = cause {
            text.push_str(": ");
            text.push_str(&error.to_string());
            cause = error.source();
        }
        text
    }
}

impl From<Fault> for PageError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Refused(_) | Self::DeadLink { .. } => StatusCode::FORBIDDEN,
            Self::Invalid(_) => StatusCode::BAD_REQUEST,
            Self::Fault(fault) if fault.is_busy() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Unreadable(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        // The page itself needs the visitor's language: `dress` writes it on the way out.
        let mut response = status.into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        if let Self::TooMany { wait_s } = &self {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, (*wait_s).into());
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// The page that a visitor gets instead of the one asked for.
#[derive(Template)]
#[template(path = "errors/show.html")]
pub struct ShowError {
    frame: Frame,
    /// Key of the heading.
    title: &'static str,
    /// Key of the explanation.
    explanation: &'static str,
    /// What the button that leads to signing in says, where that is what helps.
    sign_in: Option<&'static str>,
    /// How many minutes to wait, where it was tried too often.
    wait_minutes: Option<u64>,
    /// The reference of a fault, to give on the phone.
    reference: Option<String>,
}

impl ShowError {
    fn of(frame: Frame, error: &PageError, id: &RequestId) -> Self {
        let (title, explanation) = match error {
            PageError::NotFound => ("errors-not-found-title", "errors-not-found"),
            PageError::Refused(why) => ("errors-refused-title", *why),
            PageError::DeadLink { why, .. } => ("errors-dead-link-title", *why),
            PageError::Invalid(what) => ("errors-invalid-title", *what),
            PageError::Fault(fault) if fault.is_busy() => ("errors-busy-title", "errors-busy"),
            PageError::Unreadable(what) => ("errors-unreadable-title", *what),
            PageError::TooMany { .. } => ("errors-tries-title", "errors-tries"),
            PageError::Fault(_) => ("errors-fault-title", "errors-fault"),
        };
        Self {
            frame,
            title,
            explanation,
            sign_in: match error {
                PageError::DeadLink { then, .. } => Some(*then),
                _ => None,
            },
            wait_minutes: match error {
                PageError::TooMany { wait_s } => Some(wait_s.div_ceil(60)),
                _ => None,
            },
            reference: matches!(error, PageError::Fault(fault) if !fault.is_busy()).then(|| id.to_string()),
        }
    }
}

impl Samples for ShowError {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let id = RequestId::sample();
        [
            ("not-found", PageError::NotFound),
            ("invalid", PageError::Invalid("errors-page-number")),
            ("unreadable", PageError::Unreadable("errors-unreadable")),
            ("refused", PageError::Refused("errors-refused")),
            ("dead-link", PageError::DEAD_SIGN_IN_LINK),
            ("tried-too-often", PageError::TooMany { wait_s: 61 }),
            ("busy", store::StoreError::Busy.into()),
            ("fault", PageError::Fault(Fault::new("a sample"))),
        ]
        .into_iter()
        .map(|(name, error)| Sample::new(name, Self::of(frame.clone(), &error, &id)))
        .collect()
    }
}

/// A limit on how long an answer may take.
pub(super) fn patience() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE)
}

/// An address that no page has: the same without its last slash when that is all that keeps it from being one.
pub(super) async fn elsewhere(uri: Uri) -> Response {
    match without_last_slash(&uri) {
        Some(address) => Redirect::permanent(&address).into_response(),
        None => PageError::NotFound.into_response(),
    }
}

/// `/en/?q=caf` is `/en?q=caf`. Only plain paths: `//elsewhere.example/` would lead to another site.
fn without_last_slash(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_suffix('/')?;
    let is_plain = path
        .strip_prefix('/')
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_alphanumeric()));
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    is_plain.then(|| format!("{path}{query}"))
}

/// Gives errors their page, whether they come from a handler or from the framework (a method that does not exist, a
/// body that is too long). Machines have their own form of errors, under `/api/`.
pub(super) async fn dress(State(site): State<Site>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let route = Route::of(&request);
    let has_body = request.method() == Method::POST;
    let visitor = request.extensions().get::<Arc<Visitor>>().cloned();
    let frame = || {
        let path = uri
            .path_and_query()
            .map_or("/", axum::http::uri::PathAndQuery::as_str);
        Frame::new(&site, path).seen_by(visitor.clone())
    };
    let headers = problem::is_for_machines(&uri).then(|| request.headers().clone());
    let id = request
        .extensions()
        .get::<RequestId>()
        .copied()
        .expect("the journal numbers every request before anything else");
    let response = next.run(request).await;
    if response.status().as_u16() < 400 {
        return response;
    }
    if let Some(headers) = headers {
        return problem::dress(&headers, &uri, response, &id, &route);
    }
    match response.extensions().get::<Arc<PageError>>().cloned() {
        Some(error) => {
            if let PageError::Fault(fault) = &*error {
                if fault.is_busy() {
                    tracing::warn!(request = %id, %route, "the database is busy with another change");
                } else {
                    tracing::error!(request = %id, %route, reason = fault.chain(), "fault");
                }
            }
            page(frame(), response, &error, &id)
        }
        None if is_dressed(&response) => response,
        None => {
            let error = match response.status() {
                StatusCode::NOT_FOUND => PageError::NotFound,
                StatusCode::METHOD_NOT_ALLOWED => PageError::Invalid("errors-method"),
                StatusCode::PAYLOAD_TOO_LARGE => PageError::Unreadable("errors-too-long"),
                StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => {
                    PageError::Unreadable("errors-unreadable")
                }
                StatusCode::BAD_REQUEST if has_body => PageError::Unreadable("errors-unreadable"),
                StatusCode::SERVICE_UNAVAILABLE => {
                    tracing::error!(request = %id, %route, "no answer in time");
                    PageError::Fault(Fault::new("no answer in time"))
                }
                status if status.is_server_error() => {
                    tracing::error!(request = %id, %route, %status, "fault");
                    PageError::Fault(Fault::new("an answer without a reason"))
                }
                _ => PageError::Invalid("errors-invalid"),
            };
            page(frame(), response, &error, &id)
        }
    }
}

/// Whether a handler already wrote a page, such as a form shown again.
fn is_dressed(response: &Response) -> bool {
    response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

/// The page of an error, with the status and the other headers of the answer it replaces.
fn page(frame: Frame, bare: Response, error: &PageError, id: &RequestId) -> Response {
    let shown = ShowError::of(frame, error, id).render();
    let (mut parts, _) = bare.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_TYPE);
    match shown {
        Ok(text) => (parts.status, parts.headers, Html(text)).into_response(),
        Err(reason) => {
            tracing::error!(request = %id, %reason, "the error page itself failed");
            parts.status.into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_database_is_told_from_a_fault_however_deep_it_stands() {
        #[derive(Debug, thiserror::Error)]
        #[error("the keys cannot be read")]
        struct Around(#[source] store::StoreError);
        for (error, status, retry) in [
            (PageError::from(store::StoreError::Busy), 503, Some("15")),
            (
                Fault::new(Around(store::StoreError::Busy)).into(),
                503,
                Some("15"),
            ),
            (PageError::from(store::StoreError::NoRow), 500, None),
            (Fault::new("anything else").into(), 500, None),
            (PageError::TooMany { wait_s: 61 }, 429, Some("61")),
        ] {
            let response = error.into_response();
            assert_eq!(response.status().as_u16(), status);
            let told = response.headers().get(header::RETRY_AFTER);
            assert_eq!(told.map(|told| told.to_str().unwrap()), retry);
        }
    }

    #[test]
    fn a_last_slash_leads_to_the_page_and_never_to_another_site() {
        for (asked, expected) in [
            ("/en/", Some("/en")),
            ("/en/?q=caf", Some("/en?q=caf")),
            ("/lieux/", Some("/lieux")),
            ("/", None),
            ("/nulle-part", None),
            ("//elsewhere.example/", None),
            ("/%2Felsewhere.example/", None),
        ] {
            let uri: Uri = asked.parse().unwrap();
            assert_eq!(without_last_slash(&uri).as_deref(), expected, "{asked}");
        }
    }
}
