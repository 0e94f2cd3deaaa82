//! Those who take letters over: a mail server, a folder, or the page of the demonstration.
//!
//! When a letter is sent, and what is noted of it, is not here: see [`crate::work`].

mod folder;
mod kept;
mod message;
mod smtp;

use crate::Outcome;
use crate::config::Config;
use crate::config::mail::MailServer;
use crate::failure::Failure;
use domain::accounts::EmailAddress;
use domain::jobs::Problem;
use domain::language::Language;
use domain::mail::LetterId;
use jiff::Timestamp;
use std::pin::Pin;
use std::sync::Arc;
use web::mail::{KeptMail, MailText};

/// A letter, ready to leave.
#[derive(Clone)]
pub struct Parcel {
    /// Which one: mail programs know a copy by it.
    pub id: LetterId,
    /// Where it goes.
    pub to: EmailAddress,
    /// In which language it is written.
    pub language: Language,
    /// What it says.
    pub text: MailText,
    /// When it leaves.
    pub at: Timestamp,
}

/// Why a letter was not taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undelivered {
    /// This address takes no mail, and will not.
    Refused(Problem),
    /// Something else: it is worth another try.
    Later(Problem),
}

/// The future of a delivery.
pub type Delivery<'a> = Pin<Box<dyn Future<Output = Result<(), Undelivered>> + Send + 'a>>;

/// Takes letters over. When it answers yes, the letter is in other hands for good.
pub trait Postman: Send + Sync {
    /// Hands a letter over.
    fn deliver(&self, parcel: Parcel) -> Delivery<'_>;
}

/// Whether the settings of mail go together; touches nothing.
///
/// # Errors
/// They do not.
pub fn verify(config: &Config) -> Outcome {
    settings(config).map(|_whoever_takes_letters| ())
}

/// Who takes letters, the address that they come from, and the account there.
type MailSettings<'a> = (&'a MailServer, &'a EmailAddress, Option<(&'a str, &'a str)>);

fn settings(config: &Config) -> Outcome<Option<MailSettings<'_>>> {
    let mail = &config.mail;
    let Some(server) = &mail.server else {
        return Ok(None);
    };
    let Some(from) = &mail.from else {
        return Err(wrong(
            "mail.from is empty: letters need an address that they come from",
        ));
    };
    let credentials = match (server, &mail.user, &mail.password) {
        (MailServer::Folder(_), ..) | (_, None, None) => None,
        (_, Some(user), Some(password)) => Some((user.as_str(), password.reveal())),
        _ => {
            return Err(wrong(
                "mail.user and mail.password go together: one of them is empty",
            ));
        }
    };
    Ok(Some((server, from, credentials)))
}

/// Who takes letters over according to the settings; `None` when nobody was chosen.
///
/// # Errors
/// The settings do not go together, or the folder cannot be made.
pub fn postman(config: &Config) -> Outcome<Option<Arc<dyn Postman>>> {
    let Some((server, from, credentials)) = settings(config)? else {
        return Ok(None);
    };
    let head = message::Head {
        from: from.clone(),
        name: config.site.name.clone(),
        reply_to: config.mail.reply_to.clone(),
    };
    Ok(Some(match server {
        MailServer::Folder(path) => Arc::new(folder::Folder::open(path.clone(), head)?),
        MailServer::Smtp {
            host,
            port,
            encryption,
        } => Arc::new(smtp::Smtp::open((host, *port, *encryption), credentials, head)?),
    }))
}

/// Shows letters instead of sending them.
#[must_use]
pub fn showing(kept: KeptMail) -> Arc<dyn Postman> {
    Arc::new(kept::Showing(kept))
}

fn wrong(message: &str) -> Failure {
    Failure::new("configuration", message).hint("parvis.example.toml explains each setting of [mail].")
}

#[cfg(test)]
mod tests;
