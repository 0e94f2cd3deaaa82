//! Encryption between Parvis and PostgreSQL: what `sslmode` and `sslrootcert` of the address ask for, in rustls.
//!
//! The words mean what they mean to PostgreSQL's own programs (libpq, "SSL Support"), with one difference: an address
//! that says nothing is taken for `verify-full` unless the server is on this machine, rather than for an encryption
//! that anybody in between can take away.

mod certificates;
mod stream;

use std::path::PathBuf;
use std::sync::Arc;

use rustls::ClientConfig;
use tokio_postgres::config::{Host, SslMode};

use super::open::OpenError;
use certificates::Checker;
pub(super) use stream::Encryption;

/// What the address says of encryption.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// `sslmode`.
    pub mode: Option<String>,
    /// `sslrootcert`: a file of root certificates; `None` for those of the system.
    pub roots: Option<PathBuf>,
}

/// How much of the server's certificate is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    /// Nothing: only those who merely listen are kept out.
    Nothing,
    /// That a trusted authority signed it.
    Authority,
    /// That, and that it was made for this host.
    AuthorityAndName,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plan {
    /// No encryption.
    Plain,
    /// Encryption where the server offers it.
    IfOffered,
    /// Encryption or no connection.
    Always(Check),
}

impl Wanted {
    /// What is done with these hosts.
    pub(super) fn plan(&self, hosts: &[Host]) -> Result<Plan, OpenError> {
        let is_here = hosts.iter().all(is_local);
        let has_socket = hosts.iter().any(|host| !matches!(host, Host::Tcp(_)));
        let plan = match self.mode.as_deref() {
            Some("disable") => Plan::Plain,
            None | Some("prefer") if is_here => Plan::Plain,
            Some("prefer") => Plan::IfOffered,
            Some("require") if self.roots.is_none() => Plan::Always(Check::Nothing),
            Some("require" | "verify-ca") => Plan::Always(Check::Authority),
            None | Some("verify-full") => Plan::Always(Check::AuthorityAndName),
            Some(_) => return Err(OpenError::SslMode),
        };
        if has_socket && plan != Plan::Plain {
            return Err(OpenError::SocketEncryption);
        }
        Ok(plan)
    }
}

/// How connections are made; `None` without encryption.
pub(super) fn encryption(
    wanted: &Wanted,
    config: &mut tokio_postgres::Config,
) -> Result<Option<Encryption>, OpenError> {
    let (mode, check) = match wanted.plan(config.get_hosts())? {
        Plan::Plain => (SslMode::Disable, None),
        Plan::IfOffered => (SslMode::Prefer, Some(Check::Nothing)),
        Plan::Always(check) => (SslMode::Require, Some(check)),
    };
    config.ssl_mode(mode);
    let Some(check) = check else { return Ok(None) };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let checker = Checker::new(check, wanted.roots.as_deref(), &provider)?;
    let mut tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring knows TLS 1.2 and 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(checker))
        .with_no_client_auth();
    // PostgreSQL 17 asks for its name where encryption begins without a request; older servers do not look.
    tls.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(Some(Encryption::new(tls)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_means_what_it_means_to_postgresql_and_silence_is_safe() {
        let remote = || vec![Host::Tcp("db.example.org".to_owned())];
        let here = || vec![Host::Tcp("127.0.0.1".to_owned())];
        let full = Plan::Always(Check::AuthorityAndName);
        let authority = Plan::Always(Check::Authority);
        for (mode, roots, hosts, expected) in [
            (None, None, here(), Some(Plan::Plain)),
            (None, None, remote(), Some(full)),
            (Some("disable"), None, remote(), Some(Plan::Plain)),
            (Some("prefer"), None, here(), Some(Plan::Plain)),
            (Some("prefer"), None, remote(), Some(Plan::IfOffered)),
            (Some("require"), None, here(), Some(Plan::Always(Check::Nothing))),
            (
                Some("require"),
                None,
                remote(),
                Some(Plan::Always(Check::Nothing)),
            ),
            (Some("require"), Some("root.pem"), remote(), Some(authority)),
            (Some("verify-ca"), None, remote(), Some(authority)),
            (Some("verify-full"), None, here(), Some(full)),
            (Some("verify-full"), Some("root.pem"), remote(), Some(full)),
            (Some("allow"), None, remote(), None),
            (Some("VERIFY-FULL"), None, remote(), None),
            (Some(""), None, remote(), None),
        ] {
            let wanted = Wanted {
                mode: mode.map(str::to_owned),
                roots: roots.map(PathBuf::from),
            };
            assert_eq!(wanted.plan(&hosts).ok(), expected, "{wanted:?} {hosts:?}");
        }
    }

    #[test]
    fn a_socket_is_never_encrypted_and_saying_otherwise_is_refused() {
        let socket = [Host::Unix("/run/postgresql".into())];
        let wanted = |mode: Option<&str>| Wanted {
            mode: mode.map(str::to_owned),
            roots: None,
        };
        assert_eq!(wanted(None).plan(&socket).unwrap(), Plan::Plain);
        assert!(matches!(
            wanted(Some("require")).plan(&socket),
            Err(OpenError::SocketEncryption)
        ));
    }
}
