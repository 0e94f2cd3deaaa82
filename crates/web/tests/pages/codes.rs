//! Coming in by a code of a phone or of paper, and what one's own page of codes shows.

use std::net::IpAddr;

use axum::http::StatusCode;
use data_encoding::BASE32_NOPAD;
use domain::accounts::Role;
use jiff::SignedDuration;
use vault::TotpSecret;
use vault::totp::testing::shown;
use web::testing::{Answer, TestSite};

use super::members::{address, as_member, cookie, form_token, joined, site};
use super::scene::words;

/// For how long a phone shows a code.
const STEP: SignedDuration = SignedDuration::from_secs(30);

/// Makes a phone known as a person does, and answers its secret and her recovery codes.
async fn with_phone(site: &TestSite, cookie: &str) -> (TotpSecret, Vec<String>) {
    let form = form_token(&as_member(site, "/compte/codes", cookie).await);
    let form = [("form", form.as_str())];
    let begun = site.submit("/compte/codes", &form, cookie).await;
    assert_eq!(begun.header("location"), "/compte/codes");
    let page = as_member(site, "/compte/codes", cookie).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let key = words(&page, "main p > strong")[0].replace(' ', "");
    let secret = TotpSecret::from_bytes(&BASE32_NOPAD.decode(key.as_bytes()).unwrap()).unwrap();
    let wrong = [form[0], ("code", "000000")];
    let wrong = site.submit("/compte/codes/confirmer", &wrong, cookie).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("aria-invalid"));
    // The one before: clocks may be one step apart, and the clock of the site stands still.
    let right = shown(&secret, site.instance.site.clock.now() - STEP);
    let right = [form[0], ("code", right.as_str())];
    let made = site.submit("/compte/codes/confirmer", &right, cookie).await;
    assert_eq!(made.status, StatusCode::OK);
    assert_eq!(made.header("cache-control"), "no-store");
    (secret, words(&made, "main ol strong"))
}

async fn enter(site: &TestSite, from: &str, email: &str, fields: &[(&str, &str)]) -> Answer {
    let from: IpAddr = from.parse().unwrap();
    let fields = [&[("email", email)], fields].concat();
    site.submit_from(Some(from), "/connexion/code", &fields, "").await
}

#[tokio::test]
async fn a_code_of_a_phone_and_one_of_paper_let_her_in_when_no_letter_comes() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    let (secret, paper) = with_phone(&site, &jeanne).await;
    assert_eq!(paper.len(), 10);
    let page = as_member(&site, "/compte/codes", &jeanne).await;
    assert!(
        !page.text().contains(&paper[0]) && !page.text().contains("<svg role=\"img\""),
        "shown once"
    );
    let (now, email) = (site.instance.site.clock.now(), "jeanne@brume.example");
    let code = shown(&secret, now + STEP);
    let entered = enter(&site, "192.0.2.1", email, &[("code", &code)]).await;
    assert_eq!(entered.header("location"), "/compte");
    assert_eq!(
        as_member(&site, "/compte", &cookie(&entered)).await.status,
        StatusCode::OK
    );
    let replayed = enter(&site, "192.0.2.1", email, &[("code", &code)]).await;
    assert_eq!(replayed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(replayed.header("set-cookie"), "");
    let by_paper = enter(
        &site,
        "192.0.2.1",
        email,
        &[("code", &paper[3].to_lowercase()), ("shared", "oui")],
    )
    .await;
    let account = as_member(&site, "/compte", &cookie(&by_paper)).await;
    assert!(account.text().contains("appareil partagé"));
    let since = now - SignedDuration::from_mins(1);
    let keys = site.instance.keys.get();
    let told = store::outbox::posted_since(&site.instance.db, &keys, &address("jeanne"), since).await;
    assert_eq!(
        told.unwrap(),
        2,
        "that codes are in use, and that one of paper was used"
    );
}

#[tokio::test]
async fn an_address_without_account_gets_the_answer_of_a_wrong_code() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    with_phone(&site, &jeanne).await;
    joined(&site, "paul00", &[Role::Mediator]).await;
    let mut answers = Vec::new();
    for (from, name) in [
        ("192.0.2.1", "jeanne"),
        ("192.0.2.2", "paul00"),
        ("192.0.2.3", "nobody"),
    ] {
        let email = format!("{name}@brume.example");
        let answer = enter(&site, from, &email, &[("code", "000000")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        answers.push(answer.text().replace(name, "NAME"));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    for (email, code) in [("jeanne", "123456"), ("jeanne@brume.example", "12345")] {
        let answer = enter(&site, "192.0.2.4", email, &[("code", code)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn guessing_slows_who_guesses_and_the_owner_still_enters() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    let (secret, _) = with_phone(&site, &jeanne).await;
    let email = "jeanne@brume.example";
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(
            enter(&site, "192.0.2.66", email, &[("code", "000000")])
                .await
                .status
                .as_u16(),
        );
    }
    assert_eq!(statuses, [422, 422, 422, 422, 422, 422, 429]);
    for number in 0..4 {
        enter(
            &site,
            &format!("198.51.100.{number}"),
            email,
            &[("code", "000000")],
        )
        .await;
    }
    let now = site.instance.site.clock.now();
    let [before, this, next] = [now - STEP, now, now + STEP].map(|at| shown(&secret, at));
    let one = enter(&site, "192.0.2.1", email, &[("code", &this)]).await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        one.text().contains("name=\"next\""),
        "two codes in a row are asked for"
    );
    for (second, said) in [
        ("12", "Un code a 6 chiffres"),
        (this.as_str(), "ne vont pas ensemble"),
    ] {
        let refused = enter(&site, "192.0.2.1", email, &[("code", &this), ("next", second)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text().contains(said) && refused.text().contains("name=\"next\""),
            "{second}"
        );
    }
    let used = enter(&site, "192.0.2.1", email, &[("code", &before), ("next", &this)]).await;
    assert_eq!(
        used.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "the first was used to make the phone known"
    );
    let entered = enter(&site, "192.0.2.1", email, &[("code", &this), ("next", &next)]).await;
    assert_eq!(entered.header("location"), "/compte", "the owner still enters");
    let unknown = enter(&site, "192.0.2.66", "nobody@brume.example", &[("code", &next)]).await;
    assert!(!unknown.text().contains("name=\"next\""));
}

#[tokio::test]
async fn codes_are_changed_by_a_button_of_the_page_and_by_who_has_just_proved_who_she_is() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    let (secret, paper) = with_phone(&site, &jeanne).await;
    let form = form_token(&as_member(&site, "/compte/codes", &jeanne).await);
    let stale = site
        .submit("/compte/codes/secours", &[("form", "other")], &jeanne)
        .await;
    assert_eq!(stale.status, StatusCode::FORBIDDEN);
    let renewed = site
        .submit("/compte/codes/secours", &[("form", &form)], &jeanne)
        .await;
    assert_eq!(words(&renewed, "main ol strong").len(), 10);
    let email = "jeanne@brume.example";
    let old = enter(&site, "192.0.2.1", email, &[("code", &paper[0])]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let removed = site
        .submit("/compte/codes/retirer", &[("form", &form)], &jeanne)
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER);
    let code = shown(&secret, site.instance.site.clock.now() + STEP);
    let gone = enter(&site, "192.0.2.1", email, &[("code", &code)]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_session_that_proved_nothing_lately_neither_sees_a_secret_nor_changes_codes() {
    let site = site().await;
    let jeanne = joined(&site, "jeanne", &[Role::Mediator]).await;
    let (_, paper) = with_phone(&site, &jeanne).await;
    let paul = joined(&site, "paul00", &[Role::Mediator]).await;
    let form = form_token(&as_member(&site, "/compte/codes", &paul).await);
    site.submit("/compte/codes", &[("form", &form)], &paul).await;
    let page = as_member(&site, "/compte/codes", &paul).await;
    let secret = &words(&page, "main p > strong")[0];
    let site = site.later(SignedDuration::from_mins(6)).await;
    let page = as_member(&site, "/compte/codes", &paul).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.text().contains(secret.as_str()) && !page.text().contains("<svg role=\"img\""));
    let account = as_member(&site, "/compte", &jeanne).await;
    assert_eq!(account.status, StatusCode::OK, "the session goes on");
    let form = form_token(&account);
    for path in ["/compte/codes", "/compte/codes/secours", "/compte/codes/retirer"] {
        let refused = site.submit(path, &[("form", &form)], &jeanne).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    let email = "jeanne@brume.example";
    let kept = enter(&site, "192.0.2.1", email, &[("code", &paper[0])]).await;
    assert_eq!(kept.header("location"), "/compte", "nothing was changed");
}
