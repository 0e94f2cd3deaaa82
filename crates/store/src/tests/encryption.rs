//! Encrypted connections to a PostgreSQL server with a certificate made for the occasion.

use std::path::Path;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};

use crate::testing::cluster::EncryptedServer;
use crate::testing::{run, runs_on};
use crate::{Db, Engine, OpenError, Read};

/// An authority, and a certificate of it for `localhost`, in PEM form.
struct Papers {
    root: String,
    certificate: String,
    key: String,
}

impl Papers {
    fn draw_up() -> Self {
        let mut root = CertificateParams::new(Vec::new()).unwrap();
        root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let issuer = CertifiedIssuer::self_signed(root, KeyPair::generate().unwrap()).unwrap();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        let certificate = params.signed_by(&key, &issuer).unwrap();
        Self {
            root: issuer.pem(),
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        }
    }
}

/// Whether the connection is encrypted, or why there is none.
async fn is_encrypted(url: &str) -> Result<bool, String> {
    let db = Db::open(url)
        .await
        .map_err(|error: OpenError| error.to_string())?;
    let (encrypted,) = db
        .query_one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", &[])
        .await
        .map_err(|error| error.to_string())?;
    db.close();
    Ok(encrypted)
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string().replace('/', "%2F")
}

#[test]
fn the_server_is_believed_as_far_as_the_address_says() {
    if !runs_on(Engine::Postgres) {
        return;
    }
    run(async || {
        let papers = Papers::draw_up();
        let folder = tempfile::tempdir()?;
        let root = write(folder.path(), "root.pem", &papers.root);
        let own = write(folder.path(), "own.pem", &papers.certificate);
        let stranger = write(folder.path(), "stranger.pem", &Papers::draw_up().root);
        let server = EncryptedServer::start(&papers.certificate, &papers.key)?;
        let unknown = "no trusted authority signed the server's certificate";
        let misnamed = "made for another name";
        for (host, options, expected) in [
            ("localhost", "sslmode=disable".to_owned(), Ok(false)),
            ("localhost", String::new(), Ok(false)),
            ("localhost", "sslmode=require".to_owned(), Ok(true)),
            (
                "localhost",
                format!("sslmode=verify-full&sslrootcert={root}"),
                Ok(true),
            ),
            ("localhost", "sslmode=verify-full".to_owned(), Err(unknown)),
            (
                "localhost",
                format!("sslmode=verify-full&sslrootcert={stranger}"),
                Err(unknown),
            ),
            (
                "localhost",
                format!("sslmode=require&sslrootcert={stranger}"),
                Err(unknown),
            ),
            // The certificate is for the name, not for the number.
            (
                "127.0.0.1",
                format!("sslmode=verify-full&sslrootcert={root}"),
                Err(misnamed),
            ),
            (
                "127.0.0.1",
                format!("sslmode=verify-ca&sslrootcert={root}"),
                Ok(true),
            ),
            // The certificate itself may be named instead of its authority.
            (
                "localhost",
                format!("sslmode=verify-full&sslrootcert={own}"),
                Ok(true),
            ),
            (
                "127.0.0.1",
                format!("sslmode=verify-full&sslrootcert={own}"),
                Err(misnamed),
            ),
            (
                "localhost",
                "sslmode=verify-full&sslrootcert=%2Fnowhere.pem".to_owned(),
                Err("cannot be used"),
            ),
        ] {
            let answer = is_encrypted(&server.url(host, &options)).await;
            match (&answer, expected) {
                (Ok(encrypted), Ok(expected)) => assert_eq!(*encrypted, expected, "{host} {options}"),
                (Err(reason), Err(expected)) => {
                    assert!(reason.contains(expected), "{host} {options}: {reason}");
                }
                _ => panic!("{host} {options}: {answer:?} instead of {expected:?}"),
            }
        }
        Ok(())
    });
}

#[test]
fn a_server_without_encryption_is_refused_when_encryption_is_asked_for() {
    if !runs_on(Engine::Postgres) {
        return;
    }
    run(async || {
        // Whatever listens there and is no PostgreSQL with encryption: it answers « N ».
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        tokio::spawn(async move {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            while let Ok((mut client, _)) = listener.accept().await {
                let mut request = [0; 8];
                if client.read_exact(&mut request).await.is_ok() {
                    let _gone = client.write_all(b"N").await;
                }
            }
        });
        let url = format!("postgres://u@127.0.0.1:{port}/db?sslmode=require");
        let reason = is_encrypted(&url).await.unwrap_err();
        assert!(reason.contains("server does not support TLS"), "{reason}");
        Ok(())
    });
}
