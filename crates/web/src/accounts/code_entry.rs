//! Coming in by a code, when no letter can be received. Nobody learns here whether an address has an account, or codes.

use askama::Template;
use axum::extract::{Form, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::accounts::{EmailAddress, EnteredCode, OneTimeCode};
use domain::mail::SecurityEvent;
use domain::tries::{Attention, Try};
use serde::Deserialize;
use store::accounts;
use store::tries::{self, Tried};

use super::entering::open_door;
use super::form::{again, go, own, refusal};
use super::letters;
use super::tries::too_many;
use crate::instance::Instance;
use crate::site::client::From;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// `/connexion/code`
#[derive(Template)]
#[template(path = "accounts/code_entry.html")]
pub struct ShowCodeEntry {
    frame: Frame,
    email: String,
    is_shared: bool,
    /// Whether two codes in a row are asked for.
    asks_two: bool,
    /// What is wrong, as the key of a word.
    wrong: Option<&'static str>,
}

impl Samples for ShowCodeEntry {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |asks_two, wrong| Self {
            frame: frame.clone(),
            email: "jeanne@brume.example".to_owned(),
            is_shared: false,
            asks_two,
            wrong,
        };
        vec![
            Sample::new("usual", page(false, None)),
            Sample::new("wrong", page(false, Some("code-entry-wrong"))),
            Sample::new("two-codes", page(true, Some("code-entry-two"))),
        ]
    }
}

/// What the form carries.
#[derive(Deserialize)]
pub(super) struct Entry {
    #[serde(default)]
    email: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    shared: Option<String>,
}

/// `GET /connexion/code`
pub(super) async fn show(frame: Frame) -> PageResult<Response> {
    own(&ShowCodeEntry {
        frame,
        email: String::new(),
        is_shared: false,
        asks_two: false,
        wrong: None,
    })
}

/// `POST /connexion/code`
pub(super) async fn enter(
    State(instance): State<Instance>,
    frame: Frame,
    From(from): From,
    headers: HeaderMap,
    Form(sent): Form<Entry>,
) -> PageResult<Response> {
    let page = |asks_two, wrong| {
        again(&ShowCodeEntry {
            frame: frame.clone(),
            email: sent.email.clone(),
            is_shared: sent.shared.is_some(),
            asks_two,
            wrong: Some(wrong),
        })
    };
    let Ok(email) = EmailAddress::parse(&sent.email) else {
        return page(false, "sign-in-wrong-email");
    };
    let Ok(code) = EnteredCode::parse(&sent.code) else {
        return page(!sent.next.is_empty(), "code-entry-unreadable");
    };
    let next = match sent.next.trim() {
        "" => None,
        next => match OneTimeCode::parse(next) {
            Ok(next) => Some(next),
            Err(_) => return page(true, "code-entry-unreadable"),
        },
    };
    let (keys, now, mut random) = (instance.keys.get(), frame.now(), instance.random);
    let account = email.key();
    let tried = Tried {
        what: Try::EnterCode,
        from,
        on: Some(&account),
    };
    let mut tx = instance.db.write().await?;
    let counted = tries::count(&mut tx, keys.lookup(), tried, now).await?;
    let attention = counted.map_err(|refused| too_many(refused, now))?;
    // Kept before it is known whether the code is right: of many tried at once, each is counted.
    tx.commit().await?;
    let needs_two = attention == Attention::Wary && matches!(code, EnteredCode::OneTime(_));
    if needs_two && next.is_none() {
        return page(true, "code-entry-two");
    }
    let mut tx = instance.db.write().await?;
    let entered = accounts::enter_by_code(&mut tx, &keys, &email, (&code, next), attention, &mut random, now)
        .await
        .map_err(refusal)?;
    let Some(entered) = entered else {
        return page(needs_two, "code-entry-wrong");
    };
    tries::forgive(&mut tx, keys.lookup(), tried).await?;
    if entered.by_recovery_code {
        let member = accounts::member(&tx, &keys, entered.member)
            .await
            .map_err(refusal)?
            .ok_or(PageError::NotFound)?;
        let event = SecurityEvent::RecoveryCodeUsed;
        letters::security_notice(&mut tx, &instance, &frame, &member, event)
            .await
            .map_err(refusal)?;
    }
    let is_shared = sent.shared.is_some();
    let cookie = open_door(&mut tx, &instance, &frame, entered.member, is_shared, &headers).await?;
    tx.commit().await?;
    Ok((cookie, go(&frame, urls::ACCOUNT)).into_response())
}
