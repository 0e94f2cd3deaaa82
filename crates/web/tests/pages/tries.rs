//! Whoever tries too often is made to wait; nobody else is.

use std::net::IpAddr;

use axum::http::StatusCode;
use domain::accounts::Role;
use web::testing::{Answer, TestSite};

use super::members::{cookie, joined, link_of, site};
use super::scene::words;

const HOME: &str = "192.0.2.1";
const ATTACKER: &str = "192.0.2.66";

async fn ask(site: &TestSite, from: &str, email: &str) -> Answer {
    let from: IpAddr = from.parse().unwrap();
    site.submit_from(Some(from), "/connexion", &[("email", email)], "")
        .await
}

async fn open(site: &TestSite, from: &str, link: &str) -> Answer {
    let from: IpAddr = from.parse().unwrap();
    site.submit_from(Some(from), link, &[], "").await
}

/// Tries are counted after the answer: asks until it is refused.
async fn ask_until_refused(site: &TestSite, from: &str, email: &str) -> Answer {
    for _ in 0..200 {
        let answer = ask(site, from, email).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return answer;
        }
        assert_eq!(answer.status, StatusCode::OK);
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("two hundred links were asked for");
}

#[tokio::test]
async fn who_asks_for_link_after_link_waits_and_nobody_else_does() {
    let site = site().await;
    joined(&site, "jeanne", &[Role::Mediator]).await;
    for email in ["jeanne@brume.example", "nobody@brume.example"] {
        let refused = ask_until_refused(&site, ATTACKER, email).await;
        assert_eq!(
            refused.header("retry-after"),
            "600",
            "the clock of the test stands still"
        );
        assert_eq!(words(&refused, "h1"), ["Trop d’essais en peu de temps"]);
        assert!(
            refused.text().contains("Attendez 10 minutes"),
            "{}",
            refused.text()
        );
        let english: IpAddr = ATTACKER.parse().unwrap();
        let english = site
            .submit_from(Some(english), "/en/connexion", &[("email", email)], "")
            .await;
        assert!(english.text().contains("Wait 10 minutes"));
        let in_capitals = ask(&site, ATTACKER, &email.to_uppercase()).await;
        assert_eq!(in_capitals.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask(&site, HOME, email).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn who_tries_link_after_link_waits_and_the_right_one_opens_from_elsewhere() {
    let site = site().await;
    joined(&site, "jeanne", &[Role::Mediator]).await;
    let link = link_of(&site, "jeanne").await;
    let mut answers = Vec::new();
    for number in 0..31 {
        let wrong = match number % 2 {
            0 => format!("/connexion/{}", "A".repeat(43)),
            _ => "/connexion/none".to_owned(),
        };
        answers.push(open(&site, ATTACKER, &wrong).await.status);
    }
    assert!(
        answers[..30]
            .iter()
            .all(|status| *status == StatusCode::FORBIDDEN),
        "{answers:?}"
    );
    assert_eq!(answers[30], StatusCode::TOO_MANY_REQUESTS);
    let even_the_right_one = open(&site, ATTACKER, &link).await;
    assert_eq!(even_the_right_one.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(even_the_right_one.header("retry-after"), "120");
    let entered = open(&site, HOME, &link).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "it was not used up");
    assert!(!cookie(&entered).is_empty());
}
