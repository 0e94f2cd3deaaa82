//! What each letter says, block by block: the text and the page are made of the same blocks.

use domain::mail::{DigestSubject, Link, SecurityEvent, Template};
use jiff::Timestamp;

use crate::site::{Settings, Words, format};

/// A part of a letter.
pub(super) enum Block {
    /// A paragraph.
    Text(String),
    /// A list.
    Items(Vec<String>),
    /// A link with its name.
    Door {
        /// What it does.
        label: String,
        /// Where it leads.
        link: Link,
    },
}

/// The subject of a letter.
pub(super) fn subject(settings: &Settings, words: &Words, letter: &Template) -> String {
    let key = match letter {
        Template::SignInLink { .. } => "mail-sign-in-subject",
        Template::Invitation { .. } => "mail-invitation-subject",
        Template::ConfirmAddress { .. } => "mail-confirm-subject",
        Template::SecurityNotice { .. } => "mail-security-subject",
        Template::Digest { .. } => "mail-digest-subject",
        Template::Trial => "mail-trial-subject",
    };
    words.say(key, &[("site", &settings.name)])
}

/// What a letter says after its greeting.
pub(super) fn blocks(settings: &Settings, words: &Words, letter: &Template) -> Vec<Block> {
    let site = &settings.name;
    let say = |key: &str| Block::Text(words.say(key, &[("site", site)]));
    let plain = |key: &str| Block::Text(words.get(key).to_owned());
    let door = |key: &str, link: &Link| Block::Door {
        label: words.get(key).to_owned(),
        link: link.clone(),
    };
    let lasting = |key: &str, minutes: u16| {
        Block::Text(words.say(key, &[("site", site), ("minutes", &u64::from(minutes))]))
    };
    match letter {
        Template::SignInLink { link, minutes } => vec![
            lasting("mail-sign-in", *minutes),
            door("mail-sign-in-door", link),
            plain("mail-sign-in-not-you"),
        ],
        Template::Invitation { link, until } => {
            let (day, time) = moment(settings, words, *until);
            vec![
                say("mail-invitation"),
                door("mail-invitation-door", link),
                Block::Text(words.say("mail-invitation-until", &[("day", &day), ("time", &time)])),
                plain("mail-invitation-not-you"),
            ]
        }
        Template::ConfirmAddress { link, minutes } => vec![
            lasting("mail-confirm", *minutes),
            door("mail-confirm-door", link),
            plain("mail-confirm-not-you"),
        ],
        Template::SecurityNotice { event, at, link } => {
            let (day, time) = moment(settings, words, *at);
            vec![
                Block::Text(words.say(change(*event), &[("site", site), ("day", &day), ("time", &time)])),
                plain("mail-security-you"),
                plain("mail-security-not-you"),
                door("mail-security-door", link),
            ]
        }
        Template::Digest { lines, link } => vec![
            say("mail-digest"),
            Block::Items(
                lines
                    .iter()
                    .map(|line| words.say(waiting(line.subject), &[("count", &line.count)]))
                    .collect(),
            ),
            door("mail-digest-door", link),
        ],
        Template::Trial => vec![say("mail-trial")],
    }
}

const fn change(event: SecurityEvent) -> &'static str {
    match event {
        SecurityEvent::AddressChanged => "mail-security-address",
        SecurityEvent::NewSession => "mail-security-session",
        SecurityEvent::PasskeyAdded => "mail-security-passkey-added",
        SecurityEvent::PasskeyRemoved => "mail-security-passkey-removed",
        SecurityEvent::SecondFactorChanged => "mail-security-second-factor",
        SecurityEvent::RecoveryCodeUsed => "mail-security-recovery",
        SecurityEvent::RightsChanged => "mail-security-rights",
    }
}

const fn waiting(subject: DigestSubject) -> &'static str {
    match subject {
        DigestSubject::Requests => "mail-digest-requests",
        DigestSubject::Messages => "mail-digest-messages",
        DigestSubject::PlacesToConfirm => "mail-digest-places",
        DigestSubject::Reports => "mail-digest-reports",
    }
}

/// Day and hour on the clock that the operator lives by.
fn moment(settings: &Settings, words: &Words, at: Timestamp) -> (String, String) {
    let here = at.to_zoned(settings.time_zone.clone());
    (
        format::full_date(here.date(), words),
        format::time(here.time(), words),
    )
}
