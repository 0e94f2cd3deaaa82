//! Letters in words: what the outbox holds becomes a subject, a text and the same text as a page.
//!
//! Sending is not here. In the demonstration nothing is sent: letters are kept, and a page shows them.

mod blocks;
mod kept;
pub mod pages;

use askama::Template;
use domain::mail;
use jiff::Timestamp;

use crate::site::{Language, Settings, Words};
use blocks::{Block, blocks, subject};

pub use kept::{Kept, KeptMail};

/// A letter in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailText {
    /// One line.
    pub subject: String,
    /// For programs that show text.
    pub text: String,
    /// For programs that show pages; it says the same.
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct LetterPage<'a> {
    language: &'static str,
    subject: &'a str,
    blocks: &'a [Block],
    site: &'a str,
    address: &'a str,
    words: &'static Words,
}

/// Puts a letter in words.
///
/// # Panics
/// Never: its template writes texts one after another.
#[must_use]
pub fn render(settings: &Settings, language: Language, letter: &mail::Template) -> MailText {
    let words = Words::of(language);
    let subject = one_line(&subject(settings, words, letter));
    let blocks = blocks(settings, words, letter);
    let page = LetterPage {
        language: language.tag(),
        subject: &subject,
        blocks: &blocks,
        site: &settings.name,
        address: &settings.base_url,
        words,
    };
    let html = page.render().expect("texts follow one another");
    MailText {
        text: text(settings, words, &blocks),
        html,
        subject,
    }
}

/// The letter for programs without pages. What stands after the line with two hyphens is a signature (RFC 3676, 4.3).
fn text(settings: &Settings, words: &Words, blocks: &[Block]) -> String {
    let mut out = format!("{}\n", words.get("mail-greeting"));
    for block in blocks {
        out.push('\n');
        match block {
            Block::Text(text) => out.push_str(text),
            Block::Items(items) => {
                for item in items {
                    out.push_str("- ");
                    out.push_str(item);
                    out.push('\n');
                }
                out.pop();
            }
            Block::Door { label, link } => {
                out.push_str(&words.say("mail-door", &[("label", label)]));
                out.push('\n');
                out.push_str(link.reveal());
            }
        }
        out.push('\n');
    }
    out.push_str(&format!(
        "\n-- \n{}\n{}\n{}\n",
        settings.name,
        settings.base_url,
        words.get("mail-automatic")
    ));
    out
}

/// The name of an instance may have been written on two lines; a subject has one. Fixed spaces stay.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text
        .split([' ', '\n', '\r', '\t'])
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// One letter of each kind, for samples and for the demonstration.
#[must_use]
pub fn samples(base_url: &str, now: Timestamp) -> Vec<mail::Template> {
    use domain::mail::{DigestLine, DigestSubject, Link, SecurityEvent, Template};
    let link = |path: &str| Link::parse(&format!("{base_url}{path}")).expect("an address of this site");
    let secret = "/connexion?jeton=ceci-est-un-exemple";
    let lines = [
        (DigestSubject::Requests, 3),
        (DigestSubject::Messages, 1),
        (DigestSubject::PlacesToConfirm, 2),
    ];
    vec![
        Template::Invitation {
            link: link(secret),
            until: now + jiff::SignedDuration::from_hours(72),
        },
        Template::ConfirmAddress {
            link: link(secret),
            minutes: 30,
        },
        Template::SignInLink {
            link: link(secret),
            minutes: 15,
        },
        Template::SecurityNotice {
            event: SecurityEvent::PasskeyAdded,
            at: now,
            link: link("/"),
        },
        Template::Digest {
            lines: lines
                .into_iter()
                .map(|(subject, count)| DigestLine { subject, count })
                .collect(),
            link: link("/"),
        },
    ]
}

#[cfg(test)]
mod tests;
