//! Opening a database by its address, and the plain reasons why it cannot be.

use std::path::PathBuf;

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
    /// An encrypted connection is wanted.
    #[error(
        "this version of Parvis cannot encrypt its connection to PostgreSQL: use a socket or localhost, a tunnel, \
         or sslmode=disable on a network of your own"
    )]
    NoEncryption,
    /// The engine did not answer as it should.
    #[error(transparent)]
    Fault(#[from] StoreError),
}

pub(super) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<tokio_postgres::Config>),
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
        Ok(Self::Postgres(Box::new(config)))
    }
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
        assert!(!refusal("postgres://u:secret@host/db?sslmode=secret2").contains("secret"));
    }

    #[test]
    fn an_encrypted_connection_is_refused_rather_than_made_without() {
        for (url, is_accepted) in [
            ("postgres://u@localhost/db", true),
            ("postgres://u@127.0.0.1/db?sslmode=prefer", true),
            ("postgres://u@%2Frun%2Fpostgresql/db", true),
            ("postgres://u@db.example.org/db?sslmode=disable", true),
            ("postgres://u@db.example.org/db", false),
            ("postgres://u@localhost/db?sslmode=require", false),
        ] {
            let Ok(Address::Postgres(config)) = Address::parse(url) else {
                panic!("{url}")
            };
            assert_eq!(
                super::super::tls::connector(&config).is_ok(),
                is_accepted,
                "{url}"
            );
        }
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
