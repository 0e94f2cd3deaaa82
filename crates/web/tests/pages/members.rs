//! People who work in an organisation, signed in or about to be.

use axum::http::StatusCode;
use domain::access::{Authority, OrganisationState};
use domain::accounts::{
    EmailAddress, InvitationId, OrganisationId, OrganisationKind, OrganisationName, Role,
};
use store::accounts::{Organisation, add_organisation, invite, make_link, member_by_email};
use web::testing::{Answer, TestSite};

/// A site with an organisation that runs it.
pub(super) async fn site() -> TestSite {
    founded(TestSite::new().await).await
}

pub(super) async fn founded(site: TestSite) -> TestSite {
    let organisation = Organisation {
        id: OrganisationId::from_random([1; 10]),
        name: OrganisationName::parse("Communauté de la Brume").unwrap(),
        kind: OrganisationKind::GroupOfCommunes,
        siret: None,
        territory: None,
        runs_instance: true,
        state: OrganisationState::Active,
    };
    let (keys, now) = (site.instance.keys.get(), site.instance.site.clock.now());
    let mut tx = site.instance.db.write().await.unwrap();
    add_organisation(&mut tx, &keys, Authority::Operator, &organisation, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    site
}

pub(super) fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@brume.example")).unwrap()
}

/// The address of the page behind an invitation.
pub(super) async fn invited(site: &TestSite, name: &str, roles: &[Role]) -> String {
    let (keys, now) = (site.instance.keys.get(), site.instance.site.clock.now());
    let mut random = site.instance.random;
    let mut bits = [0; 10];
    random(&mut bits);
    let (id, organisation) = (
        InvitationId::from_random(bits),
        OrganisationId::from_random([1; 10]),
    );
    let mut tx = site.instance.db.write().await.unwrap();
    let by = Authority::Operator;
    let email = address(name);
    let token = invite(
        &mut tx,
        &keys,
        by,
        id,
        organisation,
        &email,
        roles,
        &mut random,
        now,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    format!("/invitation/{}", token.reveal())
}

/// The cookie that an answer gives, as a browser sends it back.
pub(super) fn cookie(answer: &Answer) -> String {
    let given = answer.header("set-cookie");
    assert!(given.starts_with("__Host-parvis="), "{given}");
    for guard in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(given.contains(guard), "{given}");
    }
    given.split(';').next().unwrap().to_owned()
}

/// Joins by an invitation, and answers the cookie.
pub(super) async fn joined(site: &TestSite, name: &str, roles: &[Role]) -> String {
    let link = invited(site, name, roles).await;
    let answer = site.submit(&link, &[("name", name)], "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), "/compte");
    cookie(&answer)
}

pub(super) async fn as_member(site: &TestSite, path: &str, cookie: &str) -> Answer {
    site.ask("GET", path, &[("cookie", cookie)]).await
}

/// What the forms of a page carry.
pub(super) fn form_token(page: &Answer) -> String {
    let start = "name=\"form\" value=\"";
    let text = page.text();
    let at = text.find(start).expect("the page has a form") + start.len();
    text[at..].split('"').next().unwrap().to_owned()
}

/// The address that a letter brings to somebody who asked to come in.
pub(super) async fn link_of(site: &TestSite, name: &str) -> String {
    let (keys, now) = (site.instance.keys.get(), site.instance.site.clock.now());
    let member = member_by_email(&site.instance.db, &keys, &address(name))
        .await
        .unwrap()
        .unwrap();
    let mut tx = site.instance.db.write().await.unwrap();
    let token = make_link(&mut tx, member, &mut { site.instance.random }, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    format!("/connexion/{}", token.reveal())
}
