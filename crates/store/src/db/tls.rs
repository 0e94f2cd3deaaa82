//! Encryption between Parvis and PostgreSQL. The one place to change when it comes: `connector`.

use tokio_postgres::config::{Host, SslMode};

use super::open::OpenError;

/// How connections are made: unencrypted for now, so only where nobody listens in between, or where the operator says
/// that the network is their own (`sslmode=disable`).
pub(super) fn connector(config: &tokio_postgres::Config) -> Result<tokio_postgres::NoTls, OpenError> {
    match config.get_ssl_mode() {
        SslMode::Disable => Ok(tokio_postgres::NoTls),
        SslMode::Prefer if config.get_hosts().iter().all(is_local) => Ok(tokio_postgres::NoTls),
        _ => Err(OpenError::NoEncryption),
    }
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}
