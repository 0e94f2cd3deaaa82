//! `mail.*`: how letters leave.

use domain::accounts::EmailAddress;
use std::fmt;
use std::path::PathBuf;

/// The settings of mail.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailConfig {
    /// `mail.server`: what takes letters over; without it they wait.
    pub server: Option<MailServer>,
    /// `mail.user`: who the server knows this program as.
    pub user: Option<String>,
    /// `mail.password`.
    pub password: Option<Secret>,
    /// `mail.from`: the address that letters come from.
    pub from: Option<EmailAddress>,
    /// `mail.reply_to`: where replies go; without it, to `mail.from`.
    pub reply_to: Option<EmailAddress>,
}

/// What takes letters over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MailServer {
    /// `folder:PATH`: each letter becomes a file there, and goes no further.
    Folder(PathBuf),
    /// A mail server.
    Smtp {
        /// Its name; its certificate has to show it.
        host: String,
        /// Its port.
        port: u16,
        /// How the connection is encrypted.
        encryption: Encryption,
    },
}

/// How a connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encryption {
    /// `smtps://`: from the first byte (RFC 8314, 3.3).
    FromTheStart,
    /// `smtp://`: by STARTTLS (RFC 3207), and nothing is said without it.
    Upgraded,
    /// `smtp-unencrypted://`: not at all; for this machine only.
    None,
}

impl Encryption {
    const ALL: [Self; 3] = [Self::FromTheStart, Self::Upgraded, Self::None];

    const fn scheme(self) -> &'static str {
        match self {
            Self::FromTheStart => "smtps",
            Self::Upgraded => "smtp",
            Self::None => "smtp-unencrypted",
        }
    }

    const fn usual_port(self) -> u16 {
        match self {
            Self::FromTheStart => 465,
            Self::Upgraded => 587,
            Self::None => 25,
        }
    }
}

impl MailServer {
    /// Reads the setting.
    ///
    /// # Errors
    /// Words for the operator.
    pub fn read(text: &str) -> Result<Option<Self>, String> {
        const EXPECTED: &str = "expected smtps://HOST[:PORT], smtp://HOST[:PORT], smtp-unencrypted://127.0.0.1[:PORT] or folder:PATH";
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if let Some(path) = text.strip_prefix("folder:").filter(|path| !path.is_empty()) {
            return Ok(Some(Self::Folder(path.into())));
        }
        let (scheme, place) = text.split_once("://").ok_or(EXPECTED)?;
        let encryption = Encryption::ALL
            .into_iter()
            .find(|known| known.scheme() == scheme)
            .ok_or(EXPECTED)?;
        if place.contains('@') {
            // The value is not repeated: it may hold a password.
            return Err(
                "name and password are settings of their own: mail.user and mail.password".to_owned(),
            );
        }
        let (host, port) = match place.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_| EXPECTED)?),
            None => (place, encryption.usual_port()),
        };
        let is_name = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-');
        if !is_name || port == 0 {
            return Err(EXPECTED.to_owned());
        }
        if encryption == Encryption::None && !matches!(host, "127.0.0.1" | "localhost") {
            return Err(format!(
                "smtp-unencrypted is for this machine only, and {host} is another: everybody on the way would read \
                 the letters"
            ));
        }
        Ok(Some(Self::Smtp {
            host: host.to_owned(),
            port,
            encryption,
        }))
    }

    /// The setting as it is written.
    #[must_use]
    pub fn setting(&self) -> String {
        match self {
            Self::Folder(path) => format!("folder:{}", path.display()),
            Self::Smtp {
                host,
                port,
                encryption,
            } => format!("{}://{host}:{port}", encryption.scheme()),
        }
    }
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct Secret(String);

impl Secret {
    /// Hides a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_read_with_its_encryption_and_its_usual_port() {
        for (written, kept) in [
            ("smtps://mail.example.org", "smtps://mail.example.org:465"),
            (" smtp://mail.example.org ", "smtp://mail.example.org:587"),
            ("smtp://mail.example.org:2525", "smtp://mail.example.org:2525"),
            ("smtp-unencrypted://127.0.0.1", "smtp-unencrypted://127.0.0.1:25"),
            ("folder:data/mail", "folder:data/mail"),
        ] {
            let server = MailServer::read(written).unwrap().unwrap();
            assert_eq!(server.setting(), kept);
            assert_eq!(MailServer::read(&server.setting()), Ok(Some(server)));
        }
        assert_eq!(MailServer::read(""), Ok(None));
    }

    #[test]
    fn what_would_lose_letters_or_show_them_is_refused() {
        for (written, said) in [
            ("mail.example.org", "expected smtps://"),
            ("http://mail.example.org", "expected smtps://"),
            ("smtp://", "expected smtps://"),
            ("smtp://host:0", "expected smtps://"),
            ("smtp://host:port", "expected smtps://"),
            ("smtp://ho st", "expected smtps://"),
            ("folder:", "expected smtps://"),
            ("smtp-unencrypted://mail.example.org", "this machine only"),
            ("smtp://jeanne:secret@mail.example.org", "mail.user"),
        ] {
            let reason = MailServer::read(written).unwrap_err();
            assert!(
                reason.contains(said) && !reason.contains("secret"),
                "{written}: {reason}"
            );
        }
    }
}
