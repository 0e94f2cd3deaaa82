//! The page behind the link of an invitation. Looking at it uses nothing up; the button does.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::accounts::{MemberId, OrganisationName, PersonName, Role};
use serde::Deserialize;
use store::accounts::{self, AccountError, Invitation};
use vault::{LinkToken, drawn};

use super::entering::open_door;
use super::form::{again, go, own, refusal};
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// `/invitation/{token}`
#[derive(Template)]
#[template(path = "accounts/invitation.html")]
pub struct ShowInvitation {
    frame: Frame,
    organisation: OrganisationName,
    roles: Vec<Role>,
    name: String,
    is_shared: bool,
    /// Whether the name is missing or cannot be one.
    name_is_wrong: bool,
}

impl Samples for ShowInvitation {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |name: &str, name_is_wrong| Self {
            frame: frame.clone(),
            organisation: OrganisationName::parse("Communauté de communes du Val-de-Brume").expect("a name"),
            roles: vec![Role::Mediator, Role::PlaceTeam],
            name: name.to_owned(),
            is_shared: false,
            name_is_wrong,
        };
        vec![
            Sample::new("usual", page("", false)),
            Sample::new("refused", page(" ", true)),
        ]
    }
}

/// What the form carries.
#[derive(Deserialize)]
pub(super) struct Answered {
    #[serde(default)]
    name: String,
    #[serde(default)]
    shared: Option<String>,
}

async fn found(instance: &Instance, frame: &Frame, token: &str) -> PageResult<(LinkToken, Invitation)> {
    let token = LinkToken::parse(token).ok_or(PageError::DEAD_INVITATION)?;
    let keys = instance.keys.get();
    let invitation = accounts::invitation(&instance.db, &keys, token.hash(), frame.now())
        .await
        .map_err(|error| match error {
            AccountError::DeadLink => PageError::DEAD_INVITATION,
            other => refusal(other),
        })?;
    Ok((token, invitation))
}

async fn page(instance: &Instance, frame: Frame, invitation: &Invitation) -> PageResult<ShowInvitation> {
    let organisation = accounts::organisation(&instance.db, invitation.organisation)
        .await?
        .ok_or(PageError::NotFound)?;
    Ok(ShowInvitation {
        frame,
        organisation: organisation.name,
        roles: invitation.roles.clone(),
        name: String::new(),
        is_shared: false,
        name_is_wrong: false,
    })
}

/// `GET /invitation/{token}`
pub(super) async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    Path(token): Path<String>,
) -> PageResult<Response> {
    let (_, invitation) = found(&instance, &frame, &token).await?;
    own(&page(&instance, frame, &invitation).await?)
}

/// `POST /invitation/{token}`
pub(super) async fn accept(
    State(instance): State<Instance>,
    frame: Frame,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(answered): Form<Answered>,
) -> PageResult<Response> {
    let (token, invitation) = found(&instance, &frame, &token).await?;
    let Ok(name) = PersonName::parse(&answered.name) else {
        return again(&ShowInvitation {
            name: answered.name,
            is_shared: answered.shared.is_some(),
            name_is_wrong: true,
            ..page(&instance, frame, &invitation).await?
        });
    };
    let (keys, now) = (instance.keys.get(), frame.now());
    let mut random = instance.random;
    let id = MemberId::from_random(drawn(&mut random));
    let mut tx = instance.db.write().await?;
    let accepted = accounts::accept(&mut tx, &keys, token.hash(), id, &name, &mut random, now)
        .await
        .map_err(refusal)?;
    let is_shared = answered.shared.is_some();
    let cookie = open_door(&mut tx, &instance, &frame, accepted.member, is_shared, &headers).await?;
    tx.commit().await?;
    Ok((cookie, go(&frame, urls::ACCOUNT)).into_response())
}
