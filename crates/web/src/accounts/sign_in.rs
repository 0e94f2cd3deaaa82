//! Signing in by a link sent to one's address. Nobody learns here whether an address has an account.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::accounts::{EmailAddress, LinkKind};
use domain::tries::{Network, Try};
use serde::Deserialize;
use store::StoreError;
use store::accounts::{self, AccountError};
use store::tries::{self, Tried};
use vault::LinkToken;

use super::entering::open_door;
use super::form::{again, go, own, refusal};
use super::letters;
use super::tries::{must_be_left, note_failed_link};
use crate::instance::Instance;
use crate::site::client::From;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// How often a link is tried to be made, and how long between two tries.
const TRIES: u32 = 6;
const BETWEEN_TRIES: Duration = Duration::from_secs(5);

/// `/connexion`
#[derive(Template)]
#[template(path = "accounts/sign_in.html")]
pub struct ShowSignIn {
    frame: Frame,
    email: String,
    state: Asked,
}

/// How far somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// She has not asked yet.
    NotYet,
    /// What she typed is no address.
    Wrong,
    /// If the address is known, a link is on its way.
    Sent,
}

/// `/connexion/{token}`
#[derive(Template)]
#[template(path = "accounts/link.html")]
pub struct ShowLink {
    frame: Frame,
}

impl Samples for ShowSignIn {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |email: &str, state| Self {
            frame: frame.clone(),
            email: email.to_owned(),
            state,
        };
        vec![
            Sample::new("usual", page("", Asked::NotYet)),
            Sample::new("refused", page("jeanne", Asked::Wrong)),
            Sample::new("sent", page("jeanne@brume.example", Asked::Sent)),
            Sample::new(
                "without-mail",
                Self {
                    frame: frame.without_mail(),
                    email: String::new(),
                    state: Asked::NotYet,
                },
            ),
        ]
    }
}

impl Samples for ShowLink {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        vec![Sample::new("usual", Self { frame: frame.clone() })]
    }
}

impl ShowSignIn {
    fn minutes(&self) -> u64 {
        LinkKind::SignIn.lasts().as_mins().unsigned_abs()
    }
}

/// What the form carries.
#[derive(Deserialize)]
pub(super) struct Address {
    #[serde(default)]
    email: String,
}

/// What the button carries.
#[derive(Deserialize)]
pub(super) struct Device {
    #[serde(default)]
    shared: Option<String>,
}

/// `GET /connexion`
pub(super) async fn ask(frame: Frame) -> PageResult<Response> {
    own(&ShowSignIn {
        frame,
        email: String::new(),
        state: Asked::NotYet,
    })
}

/// Seconds until it is worth asking again for a link when too many are being made.
const WAIT_FOR_A_TURN_S: u64 = 60;

/// To be sent a link, as it is counted.
fn asking(from: Network, account: &str) -> Tried<'_> {
    Tried {
        what: Try::AskLink,
        from,
        on: Some(account),
    }
}

/// `POST /connexion`
pub(super) async fn send(
    State(instance): State<Instance>,
    frame: Frame,
    From(from): From,
    Form(asked): Form<Address>,
) -> PageResult<Response> {
    let Ok(email) = EmailAddress::parse(&asked.email) else {
        return again(&ShowSignIn {
            frame,
            email: asked.email,
            state: Asked::Wrong,
        });
    };
    if !frame.settings().sends_mail {
        // A link that nobody receives would wait, and be dead when letters begin to leave.
        return own(&ShowSignIn {
            frame,
            email: asked.email,
            state: Asked::NotYet,
        });
    }
    must_be_left(&instance, asking(from, &email.key()), frame.now()).await?;
    // Answered before the address is looked up: how long it takes tells nothing about it either.
    let Ok(turn) = Arc::clone(&instance.link_makers).try_acquire_owned() else {
        return Err(PageError::TooMany {
            wait_s: WAIT_FOR_A_TURN_S,
        });
    };
    let (instance, background) = (instance.clone(), frame.clone());
    tokio::spawn(async move {
        match make_patiently(&instance, &background, from, &email).await {
            Ok(()) | Err(AccountError::Gone | AccountError::JustSent) => {}
            Err(error) => tracing::error!(%error, "a sign-in link could not be made"),
        }
        drop(turn);
    });
    own(&ShowSignIn {
        frame,
        email: asked.email,
        state: Asked::Sent,
    })
}

/// An import may hold the turn to write for a while: the one who waits for her link has been told that it comes.
async fn make_patiently(
    instance: &Instance,
    frame: &Frame,
    from: Network,
    email: &EmailAddress,
) -> accounts::AccountResult<()> {
    for _ in 1..TRIES {
        match make_and_post(instance, frame, from, email).await {
            Err(AccountError::Fault(StoreError::Busy)) => tokio::time::sleep(BETWEEN_TRIES).await,
            other => return other,
        }
    }
    make_and_post(instance, frame, from, email).await
}

async fn make_and_post(
    instance: &Instance,
    frame: &Frame,
    from: Network,
    email: &EmailAddress,
) -> accounts::AccountResult<()> {
    let keys = instance.keys.get();
    let now = frame.now();
    let mut tx = instance.db.write().await?;
    let counted = tries::count(&mut tx, keys.lookup(), asking(from, &email.key()), now).await?;
    if counted.is_err() {
        // Many were asked for at once, each before the others were counted.
        return Ok(());
    }
    tx.commit().await?;
    // Most strangers' addresses are nobody's: finding that out takes no turn to write.
    let member = accounts::member_by_email(&instance.db, &keys, email)
        .await?
        .ok_or(AccountError::Gone)?;
    let mut tx = instance.db.write().await?;
    let mut random = instance.random;
    let token = accounts::make_link(&mut tx, member, &mut random, now).await?;
    letters::sign_in_link(&mut tx, instance, &keys, frame, email.clone(), &token).await?;
    tx.commit().await?;
    Ok(())
}

/// `GET /connexion/{token}`: programs that look at links before people do use nothing up.
pub(super) async fn show_link(
    State(instance): State<Instance>,
    frame: Frame,
    Path(token): Path<String>,
) -> PageResult<Response> {
    let dead = PageError::DEAD_SIGN_IN_LINK;
    let Some(token) = LinkToken::parse(&token) else {
        return Err(dead);
    };
    if !accounts::link_opens(&instance.db, token.hash(), frame.now()).await? {
        return Err(dead);
    }
    own(&ShowLink { frame })
}

/// `POST /connexion/{token}`
pub(super) async fn use_link(
    State(instance): State<Instance>,
    frame: Frame,
    From(from): From,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(at): Form<Device>,
) -> PageResult<Response> {
    let opening = Tried {
        what: Try::OpenLink,
        from,
        on: None,
    };
    must_be_left(&instance, opening, frame.now()).await?;
    let Some(token) = LinkToken::parse(&token) else {
        note_failed_link(&instance, from, frame.now()).await;
        return Err(PageError::DEAD_SIGN_IN_LINK);
    };
    let mut tx = instance.db.write().await?;
    let member = match accounts::use_link(&mut tx, token.hash(), frame.now()).await {
        Ok(member) => member,
        Err(error) => {
            drop(tx);
            if matches!(error, AccountError::DeadLink) {
                note_failed_link(&instance, from, frame.now()).await;
            }
            return Err(refusal(error));
        }
    };
    let cookie = open_door(&mut tx, &instance, &frame, member, at.shared.is_some(), &headers).await?;
    tx.commit().await?;
    Ok((cookie, go(&frame, urls::ACCOUNT)).into_response())
}
