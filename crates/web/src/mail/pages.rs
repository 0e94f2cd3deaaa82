//! `/demo/courrier`: the letters that would have been sent. Mounted in the demonstration only, because whoever reads a
//! letter can open its door.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;

use super::{Kept, KeptMail, render, samples};
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::html::{Page, html};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// `/demo/courrier`
#[derive(Template)]
#[template(path = "mail/kept.html")]
pub struct ShowKeptMail {
    frame: Frame,
    letters: Vec<Kept>,
}

impl ShowKeptMail {
    fn count(&self) -> String {
        self.frame
            .say("mail-demo-count", &[("count", &self.letters.len())])
    }

    fn moment(&self, letter: &Kept) -> String {
        let here = letter.at.to_zoned(self.frame.settings().time_zone.clone());
        format::moment(here.datetime(), self.frame.words())
    }

    fn page_of(&self, letter: &Kept) -> String {
        self.frame.url(format!("{}/{}", urls::DEMO_MAIL, letter.number))
    }
}

impl Samples for ShowKeptMail {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let kept = KeptMail::default();
        let language = frame.language();
        let to = || domain::accounts::EmailAddress::parse("lea@canton.example").expect("an address");
        for letter in samples(&frame.settings().base_url, frame.now()) {
            kept.keep(
                to(),
                language,
                render(frame.settings(), language, &letter),
                frame.now(),
            );
        }
        let page = |letters| Self {
            frame: frame.clone(),
            letters,
        };
        vec![
            Sample::new("usual", page(kept.all())),
            Sample::new("empty", page(Vec::new())),
        ]
    }
}

/// The pages; the addresses do not exist where letters are sent.
pub(crate) fn routes(instance: &Instance) -> Router<Instance> {
    if instance.kept_mail.is_none() {
        return Router::new();
    }
    Router::new()
        .route(urls::DEMO_MAIL, get(list))
        .route("/demo/courrier/{number}", get(show))
}

/// `GET /demo/courrier`
async fn list(State(instance): State<Instance>, frame: Frame) -> PageResult<Response> {
    let letters = instance.kept_mail.as_ref().map(KeptMail::all).unwrap_or_default();
    let page: Page = html(&ShowKeptMail { frame, letters })?;
    Ok(([(header::CACHE_CONTROL, "no-store")], page).into_response())
}

/// `GET /demo/courrier/{number}`: a letter as mail programs show it, with its own styles and nothing else.
async fn show(State(instance): State<Instance>, Path(number): Path<String>) -> PageResult<Response> {
    let number: u64 = number.parse().map_err(|_| PageError::NotFound)?;
    let letter = instance
        .kept_mail
        .as_ref()
        .and_then(|kept| kept.find(number))
        .ok_or(PageError::NotFound)?;
    let policy = HeaderValue::from_static(
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Html(letter.text.html)).into_response())
}
