//! Opening a database by its address, and the plain reasons why it cannot be.

use std::path::PathBuf;

use percent_encoding::percent_decode_str;

use super::tls::Wanted;
use crate::error::StoreError;

/// Why a database cannot be used. Said to the operator as it is; no password appears.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address has another form.
    #[error("a database address is sqlite:PATH or postgres://user:password@host/name")]
    Address,
    /// The address of a PostgreSQL database has a wrong part.
    #[error("the address of the PostgreSQL database is not valid: {0}")]
    PostgresAddress(String),
    /// The file cannot be made, read or written.
    #[error("the database file {} cannot be used: {reason}", path.display())]
    SqliteFile {
        /// Where the file should be.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// An old server.
    #[error("PostgreSQL {0} is too old: Parvis needs version 15 or newer")]
    TooOld(String),
    /// A database in another encoding.
    #[error("the PostgreSQL database is encoded in {0}: Parvis needs one created with ENCODING 'UTF8'")]
    NotUtf8(String),
    /// A word for encryption that is not known, or means none.
    #[error(
        "sslmode is disable, prefer, require, verify-ca or verify-full (without it: verify-full to another machine)"
    )]
    SslMode,
    /// Encryption through a socket of this machine.
    #[error("a connection through a socket is never encrypted: leave sslmode out, or name the host")]
    SocketEncryption,
    /// The file of `sslrootcert`.
    #[error("the root certificates in {} cannot be used: {reason}", path.display())]
    RootCertificates {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Nobody to trust.
    #[error(
        "no root certificate was found to check PostgreSQL's with: install those of the system (Debian: \
         ca-certificates) or name a file with sslrootcert=FILE"
    )]
    NoRootCertificates,
    /// The engine did not answer as it should.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

pub(super) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<tokio_postgres::Config>, Wanted),
}

impl Address {
    pub(super) fn parse(url: &str) -> Result<Self, OpenError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            // A database in memory would be another one for each connection, and lost with the last.
            return if path.is_empty() || path.contains(":memory:") || path.contains('\0') {
                Err(OpenError::Address)
            } else {
                Ok(Self::Sqlite(PathBuf::from(path)))
            };
        }
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(OpenError::Address);
        }
        let (url, wanted) = encryption_of(url);
        let config: tokio_postgres::Config = url.parse().map_err(|error: tokio_postgres::Error| {
            use std::error::Error;
            // The library's own text may name an option, never its value.
            OpenError::PostgresAddress(
                error
                    .source()
                    .map_or_else(|| error.to_string(), ToString::to_string),
            )
        })?;
        if config.get_hosts().is_empty() {
            return Err(OpenError::PostgresAddress("no host is named".to_owned()));
        }
        Ok(Self::Postgres(Box::new(config), wanted))
    }
}

/// The address without what it says of encryption, and that: the library knows half of the words only.
fn encryption_of(url: &str) -> (String, Wanted) {
    let mut wanted = Wanted::default();
    let Some((address, options)) = url.split_once('?') else {
        return (url.to_owned(), wanted);
    };
    let mut others = Vec::new();
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').unwrap_or((option, ""));
        let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
        match name {
            "sslmode" => wanted.mode = Some(value),
            "sslrootcert" => wanted.roots = (value != "system").then(|| PathBuf::from(value)),
            _ => others.push(option),
        }
    }
    if others.is_empty() {
        return (address.to_owned(), wanted);
    }
    (format!("{address}?{}", others.join("&")), wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(url: &str) -> String {
        match Address::parse(url) {
            Ok(_) => panic!("{url} was accepted"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn an_address_that_means_nothing_is_refused_plainly() {
        for url in ["", "parvis.db", "sqlite:", "sqlite::memory:", "mysql://host/db"] {
            assert!(refusal(url).starts_with("a database address is"), "{url}");
        }
        assert!(refusal("postgres://u:secret@host:port/db").contains("not valid"));
        assert!(!refusal("postgres://u:secret@host:port/db").contains("secret"));
    }

    #[test]
    fn what_an_address_says_of_encryption_is_understood_apart_from_the_rest() {
        for (url, rest, mode, roots) in [
            ("postgres://u@h/db", "postgres://u@h/db", None, None),
            (
                "postgres://u@h/db?sslmode=require",
                "postgres://u@h/db",
                Some("require"),
                None,
            ),
            (
                "postgres://u@h/db?sslrootcert=%2Fetc%2Fmy%20ca.pem&connect_timeout=3&sslmode=verify-full",
                "postgres://u@h/db?connect_timeout=3",
                Some("verify-full"),
                Some("/etc/my ca.pem"),
            ),
            (
                "postgres://u@h/db?sslrootcert=system",
                "postgres://u@h/db",
                None,
                None,
            ),
        ] {
            let wanted = Wanted {
                mode: mode.map(str::to_owned),
                roots: roots.map(PathBuf::from),
            };
            assert_eq!(encryption_of(url), (rest.to_owned(), wanted), "{url}");
        }
        // A certificate of our own is not offered yet: better said than forgotten.
        assert!(refusal("postgres://u@h/db?sslcert=me.pem").contains("not valid"));
    }

    #[test]
    fn an_old_server_is_refused_with_its_version() {
        use super::super::postgres::check_version;
        assert!(check_version(150_018, "15.18", "UTF8").is_ok());
        assert_eq!(
            check_version(140_011, "14.11", "UTF8").unwrap_err().to_string(),
            "PostgreSQL 14.11 is too old: Parvis needs version 15 or newer"
        );
        assert!(check_version(150_018, "15.18", "SQL_ASCII").is_err());
    }
}
