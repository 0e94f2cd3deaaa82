//! Whether the certificate of a server is to be trusted, and the plain words for why not.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};

use super::Check;
use crate::db::open::OpenError;

/// Checks a certificate as far as the address asks for.
#[derive(Debug)]
pub(super) struct Checker {
    check: Check,
    /// Certificates that the operator named one by one: a server that presents one of them is the right one, also when
    /// it signed itself and calls itself an authority, as `openssl req -x509` makes them.
    named: Vec<CertificateDer<'static>>,
    authorities: Option<Arc<WebPkiServerVerifier>>,
    algorithms: WebPkiSupportedAlgorithms,
}

impl Checker {
    pub fn new(
        check: Check,
        roots: Option<&Path>,
        provider: &Arc<CryptoProvider>,
    ) -> Result<Self, OpenError> {
        let mut checker = Self {
            check,
            named: Vec::new(),
            authorities: None,
            algorithms: provider.signature_verification_algorithms,
        };
        if check == Check::Nothing {
            return Ok(checker);
        }
        let store = match roots {
            Some(path) => {
                checker.named = read(path)?;
                let mut store = RootCertStore::empty();
                store.add_parsable_certificates(checker.named.iter().cloned());
                store
            }
            None => of_the_system(),
        };
        if store.is_empty() {
            return Err(OpenError::NoRootCertificates);
        }
        let authorities = WebPkiServerVerifier::builder_with_provider(store.into(), Arc::clone(provider))
            .build()
            .map_err(|_| OpenError::NoRootCertificates)?;
        checker.authorities = Some(authorities);
        Ok(checker)
    }
}

/// The certificates of a PEM file.
fn read(path: &Path) -> Result<Vec<CertificateDer<'static>>, OpenError> {
    let refused = |reason: String| OpenError::RootCertificates {
        path: path.to_owned(),
        reason,
    };
    let text = std::fs::read(path).map_err(|error| refused(error.to_string()))?;
    let certificates: Vec<_> = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<_, _>>()
        .map_err(|error| refused(error.to_string()))?;
    if certificates.is_empty() {
        return Err(refused("it holds no certificate in PEM form".to_owned()));
    }
    Ok(certificates)
}

fn of_the_system() -> RootCertStore {
    let mut store = RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "some root certificates of the system cannot be read");
    }
    store.add_parsable_certificates(found.certs);
    store
}

impl ServerCertVerifier for Checker {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(authorities) = &self.authorities else {
            return Ok(ServerCertVerified::assertion());
        };
        if self.named.contains(end_entity) {
            if self.check == Check::AuthorityAndName {
                verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        let verified =
            authorities.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
        match verified {
            // The name is looked at last: everything else was right.
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.check == Check::Authority => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.algorithms.supported_schemes()
    }
}

/// Why encryption did not begin, for the operator.
pub(super) fn in_plain_words(error: io::Error) -> io::Error {
    let tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    let Some(Error::InvalidCertificate(reason)) = tls else {
        return error;
    };
    let words = match reason {
        // The second: an authority of the same name signed it, but not the one that is trusted.
        CertificateError::UnknownIssuer | CertificateError::BadSignature => {
            "no trusted authority signed the server's certificate: name its root with sslrootcert=FILE"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "the server's certificate was made for another name than that of the address"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "the server's certificate has expired"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "the server's certificate is not valid yet: is the clock right?"
        }
        _ => return error,
    };
    io::Error::new(io::ErrorKind::InvalidData, words)
}
