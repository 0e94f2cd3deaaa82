//! The team, its invitations and roles, and who sees what.

use axum::http::StatusCode;
use domain::accounts::Role;
use domain::jobs::JobKind;
use web::testing::TestSite;

use super::members::{as_member, form_token, founded, joined, site};
use super::scene::words;

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
