//! One's own account: what one is where, and the devices one is signed in on.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::access::{Authority, Owner, SessionState};
use domain::accounts::acts::{EndSession, SeeSessions};
use domain::accounts::{OrganisationId, OrganisationName, Role, SessionId, SessionKind};
use store::accounts;

use super::cookie;
use super::form::{Sent, go, own, refusal};
use super::signed_in::SignedIn;
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::frame::Visitor;
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// `/compte`
#[derive(Template)]
#[template(path = "accounts/account.html")]
pub struct ShowAccount {
    frame: Frame,
    form_token: String,
    name: String,
    email: String,
    places: Vec<Place>,
    devices: Vec<Device>,
}

/// What somebody is in one organisation.
struct Place {
    organisation: String,
    roles: Vec<Role>,
}

/// A device one is signed in on.
struct Device {
    id: SessionId,
    name: String,
    is_this_one: bool,
    is_shared: bool,
    seen: String,
}

impl Samples for ShowAccount {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let device = |number: u8, name: &str| Device {
            id: SessionId::from_random([number; 10]),
            name: name.to_owned(),
            is_this_one: number == 1,
            is_shared: number == 2,
            seen: "mardi 3 mars, 9 h 20".to_owned(),
        };
        let visitor = Visitor {
            name: "Jeanne Durand".to_owned(),
            form_token: "0".repeat(64),
        };
        let frame = frame.clone().seen_by(Some(Arc::new(visitor)));
        let page = |devices| Self {
            frame: frame.clone(),
            form_token: "0".repeat(64),
            name: "Jeanne Durand".to_owned(),
            email: "jeanne@brume.example".to_owned(),
            places: vec![Place {
                organisation: "Communauté de communes du Val-de-Brume".to_owned(),
                roles: vec![Role::Administrator, Role::Coordinator],
            }],
            devices,
        };
        vec![
            Sample::new(
                "usual",
                page(vec![device(1, "Firefox, Linux"), device(2, "Safari, iPad")]),
            ),
            Sample::new("alone", page(vec![device(1, "Firefox, Linux")])),
        ]
    }
}

impl ShowAccount {
    fn is_administrator(&self) -> bool {
        self.places
            .iter()
            .any(|place| place.roles.contains(&Role::Administrator))
    }
}

/// One's own things, in the organisation where one is first.
pub(super) fn own_things(who: &SignedIn) -> PageResult<Owner> {
    let organisation = who.organisation(Role::Administrator).ok_or(PageError::NotFound)?;
    Ok(Owner::Member(who.member.id, organisation))
}

/// `GET /compte`
pub(super) async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
) -> PageResult<Response> {
    let permit = who.may::<SeeSessions>(&frame, own_things(&who)?, SessionState::Live)?;
    let keys = instance.keys.get();
    let by = Authority::Table(&permit);
    let listed = accounts::list_sessions(&instance.db, &keys, by, who.member.id, frame.now())
        .await
        .map_err(refusal)?;
    let zone = &frame.settings().time_zone;
    let devices = listed
        .into_iter()
        .map(|session| Device {
            is_this_one: session.id == who.session.id,
            is_shared: session.times.kind == SessionKind::Kiosk,
            seen: format::moment(
                session.times.seen_at.to_zoned(zone.clone()).datetime(),
                frame.words(),
            ),
            id: session.id,
            name: session.device,
        })
        .collect();
    let organisations = accounts::organisations(&instance.db).await?;
    let name_of = |id: OrganisationId| {
        let found = organisations.iter().find(|organisation| organisation.id == id);
        found.map_or("", |organisation| OrganisationName::as_str(&organisation.name))
    };
    let mut places: Vec<Place> = Vec::new();
    for (organisation, role) in &who.member.roles {
        let organisation = name_of(*organisation);
        match places.iter_mut().find(|place| place.organisation == organisation) {
            Some(place) => place.roles.push(*role),
            None => places.push(Place {
                organisation: organisation.to_owned(),
                roles: vec![*role],
            }),
        }
    }
    own(&ShowAccount {
        frame,
        form_token: who.form_token,
        name: who.member.name.as_str().to_owned(),
        email: who.member.email.as_str().to_owned(),
        places,
        devices,
    })
}

async fn end(instance: &Instance, frame: &Frame, who: &SignedIn, session: SessionId) -> PageResult<()> {
    let permit = who.may::<EndSession>(frame, own_things(who)?, SessionState::Live)?;
    let by = Authority::Table(&permit);
    let mut tx = instance.db.write().await?;
    accounts::end_session(
        &mut tx,
        &instance.keys.get(),
        by,
        who.member.id,
        session,
        frame.now(),
    )
    .await
    .map_err(refusal)?;
    tx.commit().await?;
    Ok(())
}

/// `POST /compte/sortir`
pub(super) async fn sign_out(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    end(&instance, &frame, &who, who.session.id).await?;
    let cookie = [(header::SET_COOKIE, cookie::taken_back())];
    Ok((cookie, go(&frame, urls::SIGN_IN)).into_response())
}

/// `POST /compte/appareils/{session}/fermer`
pub(super) async fn end_session(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Path(session): Path<String>,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let session = SessionId::parse(&session).map_err(|_| PageError::NotFound)?;
    end(&instance, &frame, &who, session).await?;
    Ok(go(&frame, urls::ACCOUNT))
}
