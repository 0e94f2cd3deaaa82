//! Invitations that are accepted, signing in, sessions, and whose name a page shows.

use axum::http::StatusCode;
use domain::accounts::Role;

use super::members::{address, as_member, cookie, form_token, invited, joined, link_of, site};
use super::scene::words;

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
    let link = link_of(&site, "jeanne").await;
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
    let link = link_of(&site, "jeanne").await;
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
async fn a_link_that_served_says_so_and_leads_to_where_another_is_asked_for() {
    let site = site().await;
    for (path, way_on, words_on_it) in [
        ("/connexion/rien", "/connexion", "Demander un autre lien"),
        ("/en/connexion/rien", "/en/connexion", "Ask for another link"),
        ("/invitation/rien", "/connexion", "Se connecter"),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        let buttons = super::understood::links(&answer, "main a.button");
        assert!(
            buttons.contains(&(words_on_it.to_owned(), way_on.to_owned())),
            "{path}: {buttons:?}"
        );
    }
}
