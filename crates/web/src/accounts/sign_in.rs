//! Signing in by a link sent to one's address. Nobody learns here whether an address has an account.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use domain::accounts::{EmailAddress, LinkKind, SessionId, SessionKind};
use serde::Deserialize;
use store::accounts::{self, AccountError, NewSession};
use vault::LinkToken;

use super::form::{again, go, own, refusal};
use super::{cookie, letters};
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

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

/// `POST /connexion`
pub(super) async fn send(
    State(instance): State<Instance>,
    frame: Frame,
    Form(asked): Form<Address>,
) -> PageResult<Response> {
    let Ok(email) = EmailAddress::parse(&asked.email) else {
        return again(&ShowSignIn {
            frame,
            email: asked.email,
            state: Asked::Wrong,
        });
    };
    // Answered before anything is looked up: how long it takes tells nothing about the address either.
    let (instance, background) = (instance.clone(), frame.clone());
    tokio::spawn(async move {
        match make_and_post(&instance, &background, &email).await {
            Ok(()) | Err(AccountError::Gone | AccountError::JustSent) => {}
            Err(error) => tracing::error!(%error, "a sign-in link could not be made"),
        }
    });
    own(&ShowSignIn {
        frame,
        email: asked.email,
        state: Asked::Sent,
    })
}

async fn make_and_post(
    instance: &Instance,
    frame: &Frame,
    email: &EmailAddress,
) -> accounts::AccountResult<()> {
    let keys = instance.keys.get();
    let now = frame.now();
    let mut tx = instance.db.write().await?;
    let member = accounts::member_by_email(&tx, &keys, email)
        .await?
        .ok_or(AccountError::Gone)?;
    let mut random = instance.random;
    let token = accounts::make_link(&mut tx, member, &mut random, now).await?;
    letters::sign_in_link(&mut tx, instance, &keys, frame, email.clone(), &token).await?;
    tx.commit().await?;
    Ok(())
}

/// `GET /connexion/{token}`: programs that look at links before people do use nothing up.
pub(super) async fn show_link(frame: Frame, Path(token): Path<String>) -> PageResult<Response> {
    LinkToken::parse(&token).ok_or(PageError::Refused("sign-in-dead-link"))?;
    own(&ShowLink { frame })
}

/// `POST /connexion/{token}`
pub(super) async fn use_link(
    State(instance): State<Instance>,
    frame: Frame,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(at): Form<Device>,
) -> PageResult<Response> {
    let token = LinkToken::parse(&token).ok_or(PageError::Refused("sign-in-dead-link"))?;
    let (keys, now) = (instance.keys.get(), frame.now());
    let mut random = instance.random;
    let mut bits = [0; 10];
    random(&mut bits);
    let new = NewSession {
        id: SessionId::from_random(bits),
        kind: match at.shared {
            Some(_) => SessionKind::Kiosk,
            None => SessionKind::Own,
        },
        device: &device(&frame, &headers),
    };
    let mut tx = instance.db.write().await?;
    let member = accounts::use_link(&mut tx, &keys, token.hash(), now)
        .await
        .map_err(refusal)?;
    let session = accounts::open_session(&mut tx, &keys, member, &new, &mut random, now)
        .await
        .map_err(refusal)?;
    tx.commit().await?;
    let cookie = [(header::SET_COOKIE, cookie::given(&session))];
    Ok((cookie, go(&frame, urls::ACCOUNT)).into_response())
}

/// What a person knows her device by: browser and system, as far as the browser says.
pub(super) fn device(frame: &Frame, headers: &HeaderMap) -> String {
    let said = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // Each of these also claims to be those after it.
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(mark, _)| said.contains(mark))
            .map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR", "Opera"),
        ("Firefox", "Firefox"),
        ("FxiOS", "Firefox"),
        ("Chrom", "Chrome"),
        ("CriOS", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => frame.t("account-unknown-device").to_owned(),
    }
}
