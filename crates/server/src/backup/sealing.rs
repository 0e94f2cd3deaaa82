//! Encrypting to a public key, and opening with the secret one. Both are texts that other programs for age know too.

use super::{damaged, file_failed};
use crate::Outcome;
use crate::failure::Failure;
use crate::files;
use age::secrecy::ExposeSecret;
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient(age::x25519::Recipient);

impl Recipient {
    /// Reads `age1…`.
    ///
    /// # Errors
    /// It is no public key.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        text.parse().map(Self)
    }
}

impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A file being encrypted.
pub struct Sealing<W: Write>(age::stream::StreamWriter<W>);

impl<W: Write> Sealing<W> {
    /// Starts.
    pub fn start(recipient: &Recipient, to: W) -> io::Result<Self> {
        let recipients: [&dyn age::Recipient; 1] = [&recipient.0];
        age::Encryptor::with_recipients(recipients.into_iter())
            .map_err(io::Error::other)?
            .wrap_output(to)
            .map(Self)
    }

    /// Writes the end, without which the file is known to be cut.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A file being opened. What it reads was not changed by anybody; a file that was cut ends with an error.
pub struct Opening<R: Read>(age::stream::StreamReader<R>);

impl<R: Read> Opening<R> {
    /// Starts.
    ///
    /// # Errors
    /// The file is something else, or none of the secret keys opens it.
    pub fn start(identities: &[age::x25519::Identity], from: R) -> Outcome<Self> {
        let decryptor = age::Decryptor::new(from).map_err(|_| damaged("it is not a file of age"))?;
        decryptor
            .decrypt(identities.iter().map(|identity| identity as &dyn age::Identity))
            .map(Self)
            .map_err(|error| match error {
                age::DecryptError::NoMatchingKeys => {
                    Failure::new("wrong-identity", "this secret key does not open this backup")
                        .hint("--identity names the file of the one that belongs to backup.recipient.")
                }
                other => damaged(&other.to_string()),
            })
    }
}

impl<R: Read> Read for Opening<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

/// Makes a pair: the secret key goes to a new file, the public one is answered.
///
/// # Errors
/// The file exists, or cannot be written.
pub fn make_keys(path: &Path) -> Outcome<String> {
    let secret = age::x25519::Identity::generate();
    let public = secret.to_public().to_string();
    let mut file = files::new_private(path).map_err(|error| file_failed(path, &error))?;
    let text = zeroize::Zeroizing::new(format!(
        "# Secret key for the backups of Parvis. Keep it on another machine, and keep a copy.\n# public key: {public}\n{}\n",
        secret.to_string().expose_secret()
    ));
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| file_failed(path, &error))?;
    Ok(public)
}

/// The secret keys of a file, as this program or `age-keygen` writes it.
///
/// # Errors
/// It cannot be read, or holds none.
pub fn identities(path: &Path) -> Outcome<Vec<age::x25519::Identity>> {
    let text = fs::read_to_string(path).map_err(|error| file_failed(path, &error))?;
    let text = zeroize::Zeroizing::new(text);
    let found: Result<Vec<_>, _> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::parse)
        .collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        // The line is not repeated: it may be a secret key with one letter wrong.
        _ => Err(Failure::new(
            "backup-key",
            format!(
                "{} holds no secret key of age (AGE-SECRET-KEY-1…)",
                path.display()
            ),
        )),
    }
}
