//! The people of one organisation: who they are, what they may, who is invited.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::Response;
use domain::access::{Authority, InvitationState, MembershipState, Owner};
use domain::accounts::acts::{Invite, SeeInvitations, SeeTeam, WithdrawInvitation};
use domain::accounts::{EmailAddress, InvitationId, Role};
use store::accounts;
use vault::drawn;

use super::colleague::{Colleague, Pairs, organisation};
use super::form::{Sent, again, go, own, refusal, wrong_roles};
use super::letters;
use super::signed_in::SignedIn;
use crate::instance::Instance;
use crate::site::errors::{PageError, PageResult};
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// `/equipe`
#[derive(Template)]
#[template(path = "accounts/team.html")]
pub struct ShowTeam {
    frame: Frame,
    form_token: String,
    organisation: String,
    members: Vec<Colleague>,
    /// `None` for whoever may not invite.
    invitations: Option<Vec<Invited>>,
    typed: Typed,
}

/// Somebody who was invited and has not answered.
struct Invited {
    id: InvitationId,
    email: String,
    roles: Vec<Role>,
    until: String,
}

/// What the form of an invitation holds.
#[derive(Default)]
struct Typed {
    email: String,
    roles: Vec<Role>,
    /// Key of a word that says what is wrong.
    wrong: Option<&'static str>,
    /// The link of the invitation that was just made, where no letter takes it: shown once, here.
    link: Option<String>,
}

impl Samples for ShowTeam {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        let page = |invitations, typed| Self {
            frame: frame.clone(),
            form_token: "0".repeat(64),
            organisation: "Communauté de communes du Val-de-Brume".to_owned(),
            members: vec![Colleague::sample(1, true), Colleague::sample(2, false)],
            invitations,
            typed,
        };
        let waiting = || {
            Some(vec![Invited {
                id: InvitationId::from_random([3; 10]),
                email: "paul@brume.example".to_owned(),
                roles: vec![Role::PlaceTeam],
                until: "mardi 10 mars".to_owned(),
            }])
        };
        let refused = Typed {
            email: "paul@".to_owned(),
            roles: vec![Role::Auditor],
            wrong: Some("team-wrong-address"),
            link: None,
        };
        let to_hand_over = Typed {
            email: "paul@brume.example".to_owned(),
            link: Some(frame.absolute(&urls::invitation(&"0".repeat(43)))),
            ..Typed::default()
        };
        let without_mail = ShowTeam {
            frame: frame.without_mail(),
            ..page(waiting(), to_hand_over)
        };
        vec![
            Sample::new("usual", page(waiting(), Typed::default())),
            Sample::new("colleague", page(None, Typed::default())),
            Sample::new("refused", page(Some(Vec::new()), refused)),
            Sample::new("without-mail", without_mail),
        ]
    }
}

async fn page(instance: &Instance, frame: Frame, who: &SignedIn, typed: Typed) -> PageResult<ShowTeam> {
    let organisation = organisation(who)?;
    let owner = Owner::Organisation(organisation);
    let keys = instance.keys.get();
    let permit = who.may::<SeeTeam>(&frame, owner, MembershipState::Active)?;
    let team = accounts::team(&instance.db, &keys, Authority::Table(&permit), organisation)
        .await
        .map_err(refusal)?;
    let sees_past = who.may::<SeeTeam>(&frame, owner, MembershipState::Left).is_ok();
    let members = team
        .iter()
        .filter(|membership| sees_past || membership.state == MembershipState::Active)
        .map(|membership| Colleague::of(membership, &frame))
        .collect();
    let invitations = match who.may::<SeeInvitations>(&frame, owner, InvitationState::Waiting) {
        Err(_) => None,
        Ok(permit) => {
            let by = Authority::Table(&permit);
            let all = accounts::invitations(&instance.db, &keys, by, organisation, frame.now())
                .await
                .map_err(refusal)?;
            let zone = &frame.settings().time_zone;
            let waiting = all
                .into_iter()
                .filter(|invitation| invitation.state == InvitationState::Waiting);
            Some(
                waiting
                    .map(|invitation| Invited {
                        id: invitation.id,
                        email: invitation.email.as_str().to_owned(),
                        roles: invitation.roles,
                        until: format::full_date(
                            invitation.ends_at.to_zoned(zone.clone()).date(),
                            frame.words(),
                        ),
                    })
                    .collect(),
            )
        }
    };
    let name = accounts::organisation(&instance.db, organisation)
        .await?
        .ok_or(PageError::NotFound)?
        .name;
    Ok(ShowTeam {
        frame,
        form_token: who.form_token.clone(),
        organisation: name.as_str().to_owned(),
        members,
        invitations,
        typed,
    })
}

/// `GET /equipe`
pub(super) async fn show(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
) -> PageResult<Response> {
    own(&page(&instance, frame, &who, Typed::default()).await?)
}

/// `POST /equipe`: invites.
pub(super) async fn invite(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Form(sent): Form<Pairs>,
) -> PageResult<Response> {
    who.must_have_sent(sent.first("form"))?;
    let organisation = organisation(&who)?;
    let permit = who.may::<Invite>(
        &frame,
        Owner::Organisation(organisation),
        InvitationState::Waiting,
    )?;
    let (typed, roles) = (sent.first("email").to_owned(), sent.roles()?);
    let refused = |wrong| Typed {
        email: typed.clone(),
        roles: roles.clone(),
        wrong: Some(wrong),
        link: None,
    };
    let Ok(email) = EmailAddress::parse(&typed) else {
        return again(&page(&instance, frame, &who, refused("team-wrong-address")).await?);
    };
    let (keys, now) = (instance.keys.get(), frame.now());
    let mut random = instance.random;
    let id = InvitationId::from_random(drawn(&mut random));
    let mut tx = instance.db.write().await?;
    let by = Authority::Table(&permit);
    let made = accounts::invite(
        &mut tx,
        &keys,
        by,
        id,
        organisation,
        &email,
        &roles,
        &mut random,
        now,
    )
    .await;
    let token = match made {
        Ok(token) => token,
        Err(error) => {
            let wrong = wrong_roles(error)?;
            tx.roll_back();
            return again(&page(&instance, frame, &who, refused(wrong)).await?);
        }
    };
    if !frame.settings().sends_mail {
        tx.commit().await?;
        let made = Typed {
            email: typed,
            link: Some(frame.absolute(&urls::invitation(&token.reveal()))),
            ..Typed::default()
        };
        return own(&page(&instance, frame, &who, made).await?);
    }
    letters::invitation(&mut tx, &instance, &keys, &frame, email, (id, &token))
        .await
        .map_err(refusal)?;
    tx.commit().await?;
    Ok(go(&frame, urls::TEAM))
}

/// `POST /equipe/invitations/{invitation}/retirer`
pub(super) async fn withdraw(
    State(instance): State<Instance>,
    frame: Frame,
    who: SignedIn,
    Path(invitation): Path<String>,
    Form(sent): Form<Sent>,
) -> PageResult<Response> {
    who.must_have_sent(&sent.form)?;
    let invitation = InvitationId::parse(&invitation).map_err(|_| PageError::NotFound)?;
    let organisation = organisation(&who)?;
    let owner = Owner::Organisation(organisation);
    let permit = who.may::<WithdrawInvitation>(&frame, owner, InvitationState::Waiting)?;
    let by = Authority::Table(&permit);
    let mut tx = instance.db.write().await?;
    accounts::withdraw(
        &mut tx,
        &instance.keys.get(),
        by,
        organisation,
        invitation,
        frame.now(),
    )
    .await
    .map_err(refusal)?;
    tx.commit().await?;
    Ok(go(&frame, urls::TEAM))
}
