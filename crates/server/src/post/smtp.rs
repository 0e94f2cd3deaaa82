//! Letters by a mail server (RFC 5321), and what its answers mean.

use super::message::{Head, message};
use super::{Delivery, Parcel, Postman, Undelivered};
use crate::Outcome;
use crate::config::mail::Encryption;
use crate::failure::Failure;
use domain::jobs::Problem;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{self, AsyncSmtpTransport};
use lettre::{AsyncTransport, Tokio1Executor};
use std::error::Error;
use std::io;
use std::time::Duration;

/// How long a server may take to answer one command.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a letter may take in all.
const ALL_PATIENCE: Duration = Duration::from_secs(120);

/// Hands letters to a mail server, each by a connection of its own.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    head: Head,
}

impl Smtp {
    /// Prepares the connections; nothing is asked of the server yet.
    pub fn open(
        (host, port, encryption): (&str, u16, Encryption),
        credentials: Option<(&str, &str)>,
        head: Head,
    ) -> Outcome<Self> {
        let parameters = || {
            TlsParameters::new(host.to_owned()).map_err(|error| {
                Failure::new(
                    "mail",
                    format!("connections to {host} cannot be encrypted: {error}"),
                )
            })
        };
        let tls = match encryption {
            Encryption::FromTheStart => Tls::Wrapper(parameters()?),
            Encryption::Upgraded => Tls::Required(parameters()?),
            Encryption::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host)
            .port(port)
            .tls(tls)
            .timeout(Some(PATIENCE))
            .hello_name(ClientId::Domain(head.domain().to_owned()));
        if let Some((user, password)) = credentials {
            builder = builder.credentials(Credentials::new(user.to_owned(), password.to_owned()));
        }
        Ok(Self {
            transport: builder.build(),
            head,
        })
    }
}

impl Postman for Smtp {
    fn deliver(&self, parcel: Parcel) -> Delivery<'_> {
        Box::pin(async move {
            let message = message(&self.head, &parcel).map_err(Undelivered::Refused)?;
            match tokio::time::timeout(ALL_PATIENCE, self.transport.send(message)).await {
                Ok(Ok(_)) => Ok(()),
                Ok(Err(error)) => Err(meaning(&error)),
                Err(_) => Err(Undelivered::Later(Problem::of("too-slow"))),
            }
        })
    }
}

/// What a failure means for the letter.
fn meaning(error: &smtp::Error) -> Undelivered {
    let Some(code) = error.status() else {
        return Undelivered::Later(Problem::of(if error.is_timeout() {
            "too-slow"
        } else if error.is_tls() || is_handshake(error) {
            "not-encrypted"
        } else if error.is_response() || error.is_client() {
            "not-understood"
        } else {
            "unreachable"
        }));
    };
    // The words of the server are read for their code and forgotten: they often quote the address.
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    let detail = enhanced_code(&words);
    let name = match &detail {
        Some(detail) => format!("smtp-{code}-{detail}"),
        None => format!("smtp-{code}"),
    };
    let problem = Problem::new(&name).unwrap_or_else(|_| Problem::of("not-understood"));
    if error.is_permanent() && is_about_the_address(&code.to_string(), detail.as_deref()) {
        Undelivered::Refused(problem)
    } else {
        Undelivered::Later(problem)
    }
}

/// Whether the way to the server was there, and the encryption was what failed: the library says both in one word, and
/// rustls says its own as unusable data.
fn is_handshake(error: &smtp::Error) -> bool {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if let Some(inner) = inner.downcast_ref::<io::Error>()
            && inner.kind() == io::ErrorKind::InvalidData
        {
            return true;
        }
        cause = inner.source();
    }
    false
}

/// Whether a permanent refusal says that this address takes no mail. Refusals of the sender, of the relay, of a password
/// or of the text say something about us: they are tried again, and somebody sees them when they stop.
/// Sources: RFC 5321, 4.2.3; RFC 3463, 3.2 and 3.3 (5.1.7 and 5.1.8 are about the sender).
fn is_about_the_address(code: &str, detail: Option<&str>) -> bool {
    match detail {
        Some("5.1.7" | "5.1.8") => false,
        // 5.2.1: the mailbox is closed. A full one (5.2.2) may be emptied.
        Some(detail) => detail.starts_with("5.1.") || detail == "5.2.1",
        None => matches!(code, "550" | "551" | "553" | "556"),
    }
}

/// The enhanced code that an answer starts with (RFC 2034): `5.1.1`.
fn enhanced_code(words: &str) -> Option<String> {
    let first = words.split_whitespace().next()?;
    let parts: Vec<&str> = first.split('.').collect();
    let is_code = parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts[1..]
            .iter()
            .all(|part| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    is_code.then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_of_the_address_closes_it() {
        for (code, words, refused) in [
            (
                "550",
                "5.1.1 <jeanne@mairie.example>: Recipient address rejected",
                true,
            ),
            ("550", "No such user here", true),
            ("550", "5.2.1 Mailbox disabled", true),
            ("552", "5.2.2 Mailbox full", false),
            ("556", "This domain takes no mail", true),
            ("550", "5.7.1 Relay access denied", false),
            ("553", "5.1.8 Sender address rejected", false),
            ("554", "5.7.1 Message looks like spam", false),
            ("554", "Transaction failed", false),
            ("535", "5.7.8 Authentication failed", false),
            ("530", "Authentication required", false),
        ] {
            let detail = enhanced_code(words);
            assert_eq!(
                is_about_the_address(code, detail.as_deref()),
                refused,
                "{code} {words}"
            );
        }
        assert_eq!(enhanced_code("5.1.1 x").as_deref(), Some("5.1.1"));
        for words in ["", "5.1 x", "5.1.1111 x", "192.168.0.1 x", "9.1.1 x", "5.a.1"] {
            assert_eq!(enhanced_code(words), None, "{words}");
        }
    }
}
