//! One member of a team: her roles, her leaving.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use domain::access::{Authority, MembershipState, Owner};
use domain::accounts::acts::{ChangeRoles, EndMembership, SeeTeam};
use domain::accounts::{MemberId, OrganisationId, Role};
use serde::Deserialize;
use store::accounts::{self, Membership};

use super::form::{Sent, again, go, own, refusal, wrong_roles};
use super::signed_in::SignedIn;
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, urls};

/// `/equipe/membres/{member}`
#[derive(Template)]
#[template(path = "accounts/member.html")]
pub struct ShowMember {
    frame: Frame,
    form_token: String,
    member: Colleague,
    /// Key of a word that says what is wrong.
    wrong: Option<&'static str>,
}

/// Somebody of the team.
#[derive(Clone)]
pub(super) struct Colleague {
    pub id: MemberId,
    pub name: String,
    pub email: String,
    pub roles: Vec<Role>,
    pub is_active: bool,
}

impl Samples for ShowMember {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |wrong| Self {
            frame: frame.clone(),
            form_token: "0".repeat(64),
            member: Colleague::sample(1, true),
            wrong,
        };
        vec![
            Sample::new("usual", page(None)),
            Sample::new("refused", page(Some("team-roles-exclude"))),
        ]
    }
}

impl Colleague {
    pub fn sample(number: u8, is_active: bool) -> Self {
        Self {
            id: MemberId::from_random([number; 10]),
            name: "Jeanne Durand".to_owned(),
            email: "jeanne@brume.example".to_owned(),
            roles: vec![Role::Mediator, Role::PlaceTeam],
            is_active,
        }
    }

    pub fn of(membership: &Membership, frame: &Frame) -> Self {
        let erased = || frame.t("team-erased").to_owned();
        Self {
            id: membership.member,
            name: membership
                .name
                .as_ref()
                .map_or_else(erased, |name| name.as_str().to_owned()),
            email: membership
                .email
                .as_ref()
                .map(|email| email.as_str().to_owned())
                .unwrap_or_default(),
            roles: membership.roles.clone(),
            is_active: membership.state == MembershipState::Active,
        }
    }
}

/// What a form of these pages carries: a list of pairs, because a role may come several times.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub fn first(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(given, _)| given == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn roles(&self) -> PageResult<Vec<Role>> {
        let chosen = self.0.iter().filter(|(name, _)| name == "role");
        chosen
            .map(|(_, code)| Role::parse(code).map_err(|_| PageError::Invalid("errors-invalid")))
            .collect()
    }
}

/// The organisation whose team this is, for whoever looks.
pub(super) fn organisation(who: &SignedIn) -> PageResult<OrganisationId> {
    who.organisation(Role::Administrator).ok_or(PageError::NotFound)
}

async fn colleague(instance: &Instance, frame: &Frame, who: &SignedIn, id: &str) -> PageResult<Colleague> {
    let id = MemberId::parse(id).map_err(|_| PageError::NotFound)?;
    let organisation = organisation(who)?;
    let owner = Owner::Organisation(organisation);
    let permit = who.may::<SeeTeam>(frame, owner, MembershipState::Active)?;
    let by = Authority::Table(&permit);
    let team = accounts::team(&instance.db, &instance.keys.get(), by, organisation)
        .await
        .map_err(refusal)?;
    team.iter()
        .find(|membership| membership.member == id && membership.state == MembershipState::Active)
        .map(|membership| Colleague::of(membership, frame))
        .ok_or(PageError::NotFound)
}

/// `GET /equipe/membres/{member}`
pub(super) async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Path(member): Path<String>,
) -> PageResult<Response> {
    let member = colleague(&instance, &frame, &who, &member).await?;
    own(&ShowMember {
        frame,
        form_token: who.form_token,
        member,
        wrong: None,
    })
}

/// `POST /equipe/membres/{member}`
pub(super) async fn change_roles(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Path(member): Path<String>,
    Form(sent): Form<Pairs>,
) -> PageResult<Response> {
    who.must_have_sent(sent.first("form"))?;
    let member = colleague(&instance, &frame, &who, &member).await?;
    let organisation = organisation(&who)?;
    let owner = Owner::Organisation(organisation);
    let permit = who.may::<ChangeRoles>(&frame, owner, MembershipState::Active)?;
    let roles = sent.roles()?;
    let mut tx = instance.db.write().await?;
    let by = Authority::Table(&permit);
    let keys = instance.keys.get();
    let done = accounts::change_roles(&mut tx, &keys, by, member.id, organisation, &roles, frame.now()).await;
    let wrong = match done {
        Ok(()) => {
            tx.commit().await?;
            return Ok(go(&frame, urls::TEAM));
        }
        Err(error) => wrong_roles(error)?,
    };
    tx.roll_back();
    again(&ShowMember {
        frame,
        form_token: who.form_token,
        member: Colleague { roles, ..member },
        wrong: Some(wrong),
    })
}

/// `POST /equipe/membres/{member}/depart`
pub(super) async fn end_membership(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Path(member): Path<String>,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let member = colleague(&instance, &frame, &who, &member).await?;
    let organisation = organisation(&who)?;
    let owner = Owner::Member(member.id, organisation);
    let permit = who.may::<EndMembership>(&frame, owner, MembershipState::Active)?;
    let by = Authority::Table(&permit);
    let mut tx = instance.db.write().await?;
    accounts::end_membership(
        &mut tx,
        &instance.keys.get(),
        by,
        member.id,
        organisation,
        frame.now(),
    )
    .await
    .map_err(refusal)?;
    tx.commit().await?;
    let next = if member.id == who.member.id {
        urls::SIGN_IN
    } else {
        urls::TEAM
    };
    Ok(go(&frame, next))
}
