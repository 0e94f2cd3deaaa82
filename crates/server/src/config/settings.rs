//! The list of all settings: name, how its text is read, how it is shown. The only list; files, variables and the
//! example go through it.

use super::Config;
use super::mail::{MailServer, Secret};
use super::values::{choose, optional, parsed, phone, public_url, required, shown, word};
use crate::backup::Recipient;
use crate::serving::TrustedProxies;
use domain::accounts::EmailAddress;
use domain::places::{Email, Phone};
use jiff::tz::TimeZone;
use std::fmt;
use std::path::Path;
use std::time::Duration;
use web::map::Ground;

/// One setting.
pub struct Setting {
    /// Dotted name, as in the file.
    pub key: &'static str,
    pub(super) read: fn(&mut Config, &str) -> Result<(), String>,
    /// The value as it would stand in the file.
    pub shown: fn(&Config) -> String,
}

impl Setting {
    /// The name of its variable: `log.format` is `PARVIS_LOG_FORMAT`.
    #[must_use]
    pub fn variable(&self) -> String {
        format!("PARVIS_{}", self.key.replace('.', "_").to_uppercase())
    }
}

/// Form of the logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// Lines for people.
    Readable,
    /// One JSON object a line.
    Json,
}

/// From which severity on something is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// What failed.
    Error,
    /// And what deserves a look.
    Warn,
    /// And what happened.
    Info,
    /// And how.
    Debug,
}

const FORMATS: [(&str, LogFormat); 2] = [("readable", LogFormat::Readable), ("json", LogFormat::Json)];
const LEVELS: [(&str, LogLevel); 4] = [
    ("error", LogLevel::Error),
    ("warn", LogLevel::Warn),
    ("info", LogLevel::Info),
    ("debug", LogLevel::Debug),
];

const TRUTHS: [(&str, bool); 2] = [("true", true), ("false", false)];

impl fmt::Display for LogFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word(&FORMATS, *self))
    }
}

impl fmt::Display for LogLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word(&LEVELS, *self))
    }
}

/// Every setting, in the order of the example file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "database",
        read: read_database,
        shown: |config| config.database.clone(),
    },
    Setting {
        key: "listen",
        read: |config, text| {
            config.listen = text.parse().map_err(|_| {
                format!("{text:?} is not an address with a port, like 127.0.0.1:8080 or [::]:8080")
            })?;
            Ok(())
        },
        shown: |config| config.listen.to_string(),
    },
    Setting {
        key: "max_connections",
        read: |config, text| {
            config.max_connections = text
                .parse()
                .ok()
                .filter(|connections| (1..=100_000).contains(connections))
                .ok_or_else(|| format!("{text:?} is not a number of connections from 1 to 100000"))?;
            Ok(())
        },
        shown: |config| config.max_connections.to_string(),
    },
    Setting {
        key: "trusted_proxies",
        read: |config, text| TrustedProxies::read(text).map(|read| config.trusted_proxies = read),
        shown: |config| config.trusted_proxies.to_string(),
    },
    Setting {
        key: "stop_within_s",
        read: |config, text| {
            config.stop_within = text
                .parse()
                .ok()
                .filter(|seconds| (1..=600).contains(seconds))
                .map(Duration::from_secs)
                .ok_or_else(|| format!("{text:?} is not a number of seconds from 1 to 600"))?;
            Ok(())
        },
        shown: |config| config.stop_within.as_secs().to_string(),
    },
    Setting {
        key: "site.name",
        read: |config, text| required(text).map(|text| config.site.name = text),
        shown: |config| config.site.name.clone(),
    },
    Setting {
        key: "site.public_url",
        read: |config, text| public_url(text).map(|text| config.site.base_url = text),
        shown: |config| config.site.base_url.clone(),
    },
    Setting {
        key: "site.time_zone",
        read: |config, text| {
            config.site.time_zone = TimeZone::get(text.trim()).map_err(|_| {
                format!("{text:?} is not a time zone like Europe/Paris, Indian/Reunion or America/Martinique")
            })?;
            Ok(())
        },
        shown: |config| shown(config.site.time_zone.iana_name()),
    },
    Setting {
        key: "site.territory_fr",
        read: |config, text| optional(text).map(|text| config.site.territory.french = text),
        shown: |config| shown(config.site.territory.french.as_deref()),
    },
    Setting {
        key: "site.territory_en",
        read: |config, text| optional(text).map(|text| config.site.territory.english = text),
        shown: |config| shown(config.site.territory.english.as_deref()),
    },
    Setting {
        key: "site.welcome_fr",
        read: |config, text| optional(text).map(|text| config.site.welcome.french = text),
        shown: |config| shown(config.site.welcome.french.as_deref()),
    },
    Setting {
        key: "site.welcome_en",
        read: |config, text| optional(text).map(|text| config.site.welcome.english = text),
        shown: |config| shown(config.site.welcome.english.as_deref()),
    },
    Setting {
        key: "site.notice_fr",
        read: |config, text| optional(text).map(|text| config.site.notice.french = text),
        shown: |config| shown(config.site.notice.french.as_deref()),
    },
    Setting {
        key: "site.notice_en",
        read: |config, text| optional(text).map(|text| config.site.notice.english = text),
        shown: |config| shown(config.site.notice.english.as_deref()),
    },
    Setting {
        key: "site.phone",
        read: |config, text| {
            config.site.phone = match text.trim() {
                "" => None,
                text => Some(phone(text, &config.site.time_zone)?),
            };
            Ok(())
        },
        shown: |config| shown(config.site.phone.as_ref().map(Phone::as_str)),
    },
    Setting {
        key: "site.phone_hours_fr",
        read: |config, text| optional(text).map(|text| config.site.phone_hours.french = text),
        shown: |config| shown(config.site.phone_hours.french.as_deref()),
    },
    Setting {
        key: "site.phone_hours_en",
        read: |config, text| optional(text).map(|text| config.site.phone_hours.english = text),
        shown: |config| shown(config.site.phone_hours.english.as_deref()),
    },
    Setting {
        key: "site.contact",
        read: |config, text| {
            config.site.contact = parsed(text, "an e-mail address", Email::parse)?;
            Ok(())
        },
        shown: |config| shown(config.site.contact.as_ref().map(Email::as_str)),
    },
    Setting {
        key: "site.indexed",
        read: |config, text| choose(&TRUTHS, text).map(|truth| config.site.indexed = truth),
        shown: |config| config.site.indexed.to_string(),
    },
    Setting {
        key: "map.ground",
        read: |config, text| {
            config.site.map = Ground::read(text).map_err(|error| error.to_string())?;
            Ok(())
        },
        shown: |config| config.site.map.setting(),
    },
    Setting {
        key: "publisher.name",
        read: |config, text| optional(text).map(|text| config.site.publisher.name = text),
        shown: |config| shown(config.site.publisher.name.as_deref()),
    },
    Setting {
        key: "publisher.address",
        read: |config, text| optional(text).map(|text| config.site.publisher.address = text),
        shown: |config| shown(config.site.publisher.address.as_deref()),
    },
    Setting {
        key: "publisher.registration",
        read: |config, text| optional(text).map(|text| config.site.publisher.registration = text),
        shown: |config| shown(config.site.publisher.registration.as_deref()),
    },
    Setting {
        key: "publisher.director",
        read: |config, text| optional(text).map(|text| config.site.publisher.director = text),
        shown: |config| shown(config.site.publisher.director.as_deref()),
    },
    Setting {
        key: "publisher.host",
        read: |config, text| optional(text).map(|text| config.site.publisher.host = text),
        shown: |config| shown(config.site.publisher.host.as_deref()),
    },
    Setting {
        key: "publisher.data_protection",
        read: |config, text| optional(text).map(|text| config.site.publisher.data_protection = text),
        shown: |config| shown(config.site.publisher.data_protection.as_deref()),
    },
    Setting {
        key: "mail.server",
        read: |config, text| MailServer::read(text).map(|server| config.mail.server = server),
        shown: |config| shown(config.mail.server.as_ref().map(MailServer::setting).as_deref()),
    },
    Setting {
        key: "mail.user",
        read: |config, text| optional(text).map(|text| config.mail.user = text),
        shown: |config| shown(config.mail.user.as_deref()),
    },
    Setting {
        key: "mail.password",
        read: |config, text| {
            config.mail.password = (!text.is_empty()).then(|| Secret::new(text.to_owned()));
            Ok(())
        },
        // Never shown, set or not.
        shown: |_| String::new(),
    },
    Setting {
        key: "mail.from",
        read: |config, text| {
            config.mail.from = parsed(text, "an e-mail address", EmailAddress::parse)?;
            Ok(())
        },
        shown: |config| shown(config.mail.from.as_ref().map(EmailAddress::as_str)),
    },
    Setting {
        key: "mail.reply_to",
        read: |config, text| {
            config.mail.reply_to = parsed(text, "an e-mail address", EmailAddress::parse)?;
            Ok(())
        },
        shown: |config| shown(config.mail.reply_to.as_ref().map(EmailAddress::as_str)),
    },
    Setting {
        key: "log.format",
        read: |config, text| choose(&FORMATS, text).map(|format| config.log_format = format),
        shown: |config| config.log_format.to_string(),
    },
    Setting {
        key: "log.level",
        read: |config, text| choose(&LEVELS, text).map(|level| config.log_level = level),
        shown: |config| config.log_level.to_string(),
    },
    Setting {
        key: "keys.file",
        read: |config, text| optional(text).map(|text| config.keys_file = text.map(Into::into)),
        shown: |config| shown(config.keys_file.as_deref().and_then(Path::to_str)),
    },
    Setting {
        key: "journal.heads_file",
        read: |config, text| optional(text).map(|text| config.heads_file = text.map(Into::into)),
        shown: |config| shown(config.heads_file.as_deref().and_then(Path::to_str)),
    },
    Setting {
        key: "backup.recipient",
        read: |config, text| {
            config.backup_recipient = parsed(
                text,
                "a public key of age, like age1…; `parvis keys backup FILE` makes one",
                Recipient::parse,
            )?;
            Ok(())
        },
        shown: |config| {
            let recipient = config.backup_recipient.as_ref().map(ToString::to_string);
            shown(recipient.as_deref())
        },
    },
];

fn read_database(config: &mut Config, text: &str) -> Result<(), String> {
    let known = ["sqlite:", "postgres://", "postgresql://"];
    // The value is not repeated: it may hold a password.
    if !known
        .iter()
        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
    {
        return Err("expected sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME".into());
    }
    text.clone_into(&mut config.database);
    Ok(())
}
