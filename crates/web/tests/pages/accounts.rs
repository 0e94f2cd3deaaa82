//! Invitations, signing in, one's account, the team, and who sees what.

use axum::http::StatusCode;
use domain::access::{Authority, OrganisationState};
use domain::accounts::{
    EmailAddress, InvitationId, OrganisationId, OrganisationKind, OrganisationName, Role,
};
use domain::jobs::JobKind;
use store::accounts::{Organisation, add_organisation, invite, make_link, member_by_email};
use web::testing::{Answer, TestSite};

use super::scene::words;

/// A site with an organisation that runs it.
async fn site() -> TestSite {
    founded(TestSite::new().await).await
}

async fn founded(site: TestSite) -> TestSite {
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

fn address(name: &str) -> EmailAddress {
    EmailAddress::parse(&format!("{name}@brume.example")).unwrap()
}

/// The address of the page behind an invitation.
async fn invited(site: &TestSite, name: &str, roles: &[Role]) -> String {
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
fn cookie(answer: &Answer) -> String {
    let given = answer.header("set-cookie");
    assert!(given.starts_with("__Host-parvis="), "{given}");
    for guard in ["Path=/", "Secure", "HttpOnly", "SameSite=Lax"] {
        assert!(given.contains(guard), "{given}");
    }
    given.split(';').next().unwrap().to_owned()
}

/// Joins by an invitation, and answers the cookie.
async fn joined(site: &TestSite, name: &str, roles: &[Role]) -> String {
    let link = invited(site, name, roles).await;
    let answer = site.submit(&link, &[("name", name)], "").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), "/compte");
    cookie(&answer)
}

async fn as_member(site: &TestSite, path: &str, cookie: &str) -> Answer {
    site.ask("GET", path, &[("cookie", cookie)]).await
}

/// What the forms of a page carry.
fn form_token(page: &Answer) -> String {
    let start = "name=\"form\" value=\"";
    let text = page.text();
    let at = text.find(start).expect("the page has a form") + start.len();
    text[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_invitation_is_looked_at_freely_and_accepted_once() {
    let site = site().await;
    let link = invited(&site, "Jeanne", &[Role::Administrator]).await;
    for _ in 0..2 {
        let page = site.get(&link).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), "no-store");
        assert!(page.text().contains("Communauté de la Brume"));
    }
    let nameless = site.submit(&link, &[("name", "  ")], "").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text().contains("aria-invalid"));
    let answer = site.submit(&link, &[("name", "Jeanne")], "").await;
    let account = as_member(&site, "/compte", &cookie(&answer)).await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(words(&account, ".lead")[0].contains("Jeanne, Jeanne@brume.example"));
    for again in [
        site.get(&link).await,
        site.submit(&link, &[("name", "Un autre")], "").await,
    ] {
        assert_eq!(again.status, StatusCode::FORBIDDEN);
    }
    let altered = link.replace(&link[link.len() - 3..], "AAA");
    assert_eq!(site.get(&altered).await.status, StatusCode::FORBIDDEN);
    assert_eq!(site.get("/invitation/x").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_page_where_one_signs_in() {
    let site = site().await;
    for path in ["/compte", "/equipe", "/equipe/membres/0000000000000000"] {
        for cookie in [
            "",
            "__Host-parvis=x",
            &format!("__Host-parvis={}", "A".repeat(43)),
        ] {
            let answer = as_member(&site, path, cookie).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path} {cookie}");
            assert_eq!(answer.header("location"), "/connexion");
        }
    }
    let english = as_member(&site, "/en/compte", "").await;
    assert_eq!(english.header("location"), "/en/connexion");
}

#[tokio::test]
async fn a_known_and_an_unknown_address_get_the_same_answer() {
    let site = site().await;
    joined(&site, "jeanne", &[Role::Mediator]).await;
    let known = site
        .submit("/connexion", &[("email", "jeanne@brume.example")], "")
        .await;
    let unknown = site
        .submit("/connexion", &[("email", "autre0@brume.example")], "")
        .await;
    assert_eq!(known.status, StatusCode::OK);
    assert_eq!(unknown.status, StatusCode::OK);
    assert_eq!(known.text().replace("jeanne@", "autre0@"), unknown.text());
    let wrong = site.submit("/connexion", &[("email", "jeanne")], "").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("value=\"jeanne\""), "what was typed stays");
    // The link is written aside, so that the time of the answer tells nothing either.
    let is_posted = async || {
        let since = site.instance.site.clock.now() - jiff::SignedDuration::from_mins(1);
        store::outbox::posted_since(
            &site.instance.db,
            &site.instance.keys.get(),
            &address("jeanne"),
            since,
        )
        .await
        .unwrap()
            > 0
    };
    for _ in 0..200 {
        if is_posted().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("no link was posted");
}

#[tokio::test]
async fn a_link_enters_by_its_button_and_once() {
    let site = site().await;
    joined(&site, "jeanne", &[Role::Mediator]).await;
    let (keys, now) = (site.instance.keys.get(), site.instance.site.clock.now());
    let member = member_by_email(&site.instance.db, &keys, &address("jeanne"))
        .await
        .unwrap()
        .unwrap();
    let mut tx = site.instance.db.write().await.unwrap();
    let token = make_link(&mut tx, member, &mut { site.instance.random }, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let link = format!("/connexion/{}", token.reveal());
    // Programs that open links before people do use nothing up.
    for _ in 0..3 {
        assert_eq!(site.get(&link).await.status, StatusCode::OK);
    }
    let entered = site.submit(&link, &[("shared", "oui")], "").await;
    let account = as_member(&site, "/compte", &cookie(&entered)).await;
    assert!(account.text().contains("appareil partagé"));
    assert_eq!(
        site.get(&link).await.status,
        StatusCode::FORBIDDEN,
        "it says so before the button"
    );
    let replayed = site.submit(&link, &[], "").await;
    assert_eq!(replayed.status, StatusCode::FORBIDDEN);
    assert_eq!(replayed.header("set-cookie"), "");
}

#[tokio::test]
async fn whoever_comes_in_again_where_she_is_signed_in_goes_on_with_one_session() {
    let site = site().await;
    let before = joined(&site, "jeanne", &[Role::Mediator]).await;
    let (keys, now) = (site.instance.keys.get(), site.instance.site.clock.now());
    let member = member_by_email(&site.instance.db, &keys, &address("jeanne"))
        .await
        .unwrap()
        .unwrap();
    let mut tx = site.instance.db.write().await.unwrap();
    let token = make_link(&mut tx, member, &mut { site.instance.random }, now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let link = format!("/connexion/{}", token.reveal());
    let after = cookie(&site.submit(&link, &[], &before).await);
    assert_ne!(after, before, "a fresh proof changes the token");
    assert_eq!(
        as_member(&site, "/compte", &before).await.status,
        StatusCode::SEE_OTHER
    );
    let account = as_member(&site, "/compte", &after).await;
    assert_eq!(words(&account, ".devices > li").len(), 1);
}

#[tokio::test]
async fn a_form_of_another_site_or_of_another_session_does_nothing() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Administrator]).await;
    let paul = joined(&site, "paul", &[Role::Mediator]).await;
    let hers = form_token(&as_member(&site, "/compte", &jeanne).await);
    let his = form_token(&as_member(&site, "/compte", &paul).await);
    for headers in [
        &[("cookie", jeanne.as_str())][..],
        &[
            ("cookie", &jeanne),
            ("origin", "https://evil.example"),
            ("host", "parvis.example"),
        ],
    ] {
        let answer = site.ask("POST", "/compte/sortir", headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    for form in ["", his.as_str(), "x"] {
        let answer = site.submit("/compte/sortir", &[("form", form)], &jeanne).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
    }
    assert_eq!(as_member(&site, "/compte", &jeanne).await.status, StatusCode::OK);
    let left = site.submit("/compte/sortir", &[("form", &hers)], &jeanne).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(left.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(
        as_member(&site, "/compte", &jeanne).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn an_administrator_invites_and_a_mediator_does_not() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Administrator]).await;
    let paul = joined(&site, "paul", &[Role::Mediator]).await;
    let team = as_member(&site, "/equipe", &jeanne).await;
    let form = form_token(&team);
    let wrong = [("form", form.as_str()), ("email", "marie"), ("role", "mediator")];
    let refused = site.submit("/equipe", &wrong, &jeanne).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("value=\"marie\"") && refused.text().contains("value=\"mediator\" checked")
    );
    let exclusive = [
        ("form", form.as_str()),
        ("email", "marie@brume.example"),
        ("role", "auditor"),
        ("role", "administrator"),
    ];
    let refused = site.submit("/equipe", &exclusive, &jeanne).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = [
        ("form", form.as_str()),
        ("email", "marie@brume.example"),
        ("role", "mediator"),
    ];
    assert_eq!(
        site.submit("/equipe", &right, &jeanne).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        as_member(&site, "/equipe", &jeanne)
            .await
            .text()
            .contains("marie@brume.example")
    );

    let seen = as_member(&site, "/equipe", &paul).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(
        !seen.text().contains("marie@brume.example"),
        "an invitation is the administrator's to see"
    );
    assert!(!seen.text().contains("<fieldset"));
    let his = form_token(&as_member(&site, "/compte", &paul).await);
    let tried = [
        ("form", his.as_str()),
        ("email", "luc@brume.example"),
        ("role", "administrator"),
    ];
    let refused = site.submit("/equipe", &tried, &paul).await;
    assert!(refused.status.is_client_error(), "{}", refused.status);
    assert!(
        !as_member(&site, "/equipe", &jeanne)
            .await
            .text()
            .contains("luc@brume.example")
    );
}

#[tokio::test]
async fn a_site_that_sends_no_letters_never_says_that_one_was_sent() {
    let site = founded(TestSite::without_mail().await).await;
    let jeanne = joined(&site, "jeanne", &[Role::Administrator]).await;
    for (page, said) in [
        ("/connexion", "demandez un lien"),
        ("/en/connexion", "ask the person who administers it"),
    ] {
        let typed = [("email", "jeanne@brume.example")];
        for answer in [site.get(page).await, site.submit(page, &typed, "").await] {
            assert_eq!(answer.status, StatusCode::OK);
            assert!(words(&answer, ".notice[role]")[0].contains(said));
            assert!(
                !answer.text().contains("name=\"email\""),
                "nothing to fill in for nothing"
            );
        }
    }
    let team = as_member(&site, "/equipe", &jeanne).await;
    assert!(words(&team, "main button")[0].contains("lien d’invitation"));
    let form = form_token(&team);
    let marie = [
        ("form", form.as_str()),
        ("email", "marie@brume.example"),
        ("role", "mediator"),
    ];
    let made = site.submit("/equipe", &marie, &jeanne).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!(made.header("cache-control"), "no-store");
    let link = words(&made, ".notice code").remove(0);
    let path = link.strip_prefix("https://parvis.example").unwrap();
    let seen_later = as_member(&site, "/equipe", &jeanne).await;
    assert!(!seen_later.text().contains(path), "a link is shown once");
    assert_eq!(
        site.submit(path, &[("name", "Marie")], "").await.status,
        StatusCode::SEE_OTHER
    );
    let letters = store::jobs::standing(&site.instance.db, JobKind::SendLetter)
        .await
        .unwrap();
    assert_eq!(
        letters.open, 0,
        "nothing waits to leave with a link that has served"
    );
}

#[tokio::test]
async fn roles_that_change_take_effect_at_once() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Administrator]).await;
    let paul = joined(&site, "paul", &[Role::Mediator]).await;
    let team = as_member(&site, "/equipe", &jeanne).await;
    let form = form_token(&team);
    let at = team.text().find(">paul</a>").expect("paul is of the team");
    let his_page = team.text()[..at]
        .rsplit("href=\"")
        .next()
        .unwrap()
        .trim_end_matches('"')
        .to_owned();
    let changed = site
        .submit(&his_page, &[("form", &form), ("role", "coordinator")], &jeanne)
        .await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text());
    assert_eq!(
        as_member(&site, "/compte", &paul).await.status,
        StatusCode::SEE_OTHER,
        "he signs in again"
    );
    let none = site.submit(&his_page, &[("form", &form)], &jeanne).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = site
        .submit(&format!("{his_page}/depart"), &[("form", &form)], &jeanne)
        .await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert!(
        as_member(&site, "/equipe", &jeanne)
            .await
            .text()
            .contains("plus dans l")
    );
}

/// The pages that anybody may ask for, one that nobody finds, and files.
const PUBLIC: [&str; 6] = [
    "/",
    "/lieux?q=caf",
    "/en/territoires",
    "/api",
    "/qui-voit-quoi",
    "/nulle-part",
];

#[tokio::test]
async fn whoever_is_signed_in_reads_it_on_every_page_and_leaves_from_there() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    for path in PUBLIC.into_iter().chain(["/compte", "/equipe"]) {
        let page = as_member(&site, path, &jeanne).await;
        assert!(words(&page, ".signed-in__name")[0].ends_with("jeanne"), "{path}");
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
    }
    let form = form_token(&as_member(&site, "/lieux", &jeanne).await);
    let left = site.submit("/compte/sortir", &[("form", &form)], &jeanne).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    let after = as_member(&site, "/lieux", &jeanne).await;
    assert_eq!(after.status, StatusCode::OK, "what is public stays");
    assert!(words(&after, ".signed-in").is_empty());
}

#[tokio::test]
async fn no_visitor_ever_gets_a_page_that_was_made_for_another() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    let paul = joined(&site, "paul", &[Role::Mediator]).await;
    for path in PUBLIC {
        // Whoever comes first, and however often within the minute in which pages are kept.
        for _ in 0..4 {
            for (cookie, name) in [
                (jeanne.as_str(), "jeanne"),
                ("", ""),
                (&paul, "paul"),
                ("theme=x", ""),
            ] {
                let headers = [("cookie", cookie)];
                let sent: &[(&str, &str)] = if cookie.is_empty() { &[] } else { &headers };
                let page = site.ask("GET", path, sent).await;
                let shown = words(&page, ".signed-in__name");
                if name.is_empty() {
                    assert!(shown.is_empty(), "{path}: {shown:?}");
                    for other in ["jeanne", "paul", "name=\"form\""] {
                        assert!(!page.text().contains(other), "{path}: {other}");
                    }
                    assert_eq!(page.header("cache-control"), "no-cache", "{path}");
                } else {
                    assert!(shown.len() == 1 && shown[0].ends_with(name), "{path}: {shown:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn files_are_the_same_for_everybody_and_keep_their_time_with_the_browser() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    for path in ["/favicon.svg", "/fond/eaux.json", "/api/v1/places"] {
        let (hers, any) = (as_member(&site, path, &jeanne).await, site.get(path).await);
        assert_eq!(
            hers.header("cache-control"),
            any.header("cache-control"),
            "{path}"
        );
        assert_ne!(hers.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn who_sees_what_tells_each_role_what_it_may_today_and_nothing_more() {
    let site = site().await;
    for (path, mediator, invites, again) in [
        (
            "/qui-voit-quoi",
            "Médiation",
            "Vous invitez quelqu’un",
            "nouveau lien",
        ),
        (
            "/en/qui-voit-quoi",
            "Mediation",
            "You invite somebody",
            "new sign-in link",
        ),
    ] {
        let page = site.get(path).await;
        assert_eq!(page.status, StatusCode::OK);
        let lists = words(&page, "h2 + ul");
        let heads = words(&page, "h2");
        let of = |name: &str| {
            let rank = heads.iter().position(|head| head.contains(name));
            &lists[rank.unwrap_or_else(|| panic!("{name} in {heads:?}"))]
        };
        assert!(!of(mediator).contains(invites));
        let administrator = of("Administration");
        assert!(administrator.contains(invites) && administrator.contains(again));
        for role in Role::ALL {
            let name = web::site::Words::of(web::site::Language::French).of_code("role", role.code());
            let told = heads.iter().filter(|head| head.contains(name)).count();
            assert!(told == 1 || path.starts_with("/en"), "{name}: {heads:?}");
        }
        let said = page.text().split("<main").nth(1).unwrap();
        assert!(said.len() < 8_000, "{} bytes: it is read to the end", said.len());
    }
}
