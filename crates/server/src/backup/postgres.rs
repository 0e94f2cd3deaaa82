//! PostgreSQL through its own programs, which know every version of it: `pg_dump` and `pg_restore`.

use crate::Outcome;
use crate::failure::Failure;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};

/// How its programs reach a database: the password is in a variable of theirs, never in their arguments, which everybody
/// on the machine can read.
pub struct Postgres {
    address: String,
    password: Option<String>,
    /// The address says nothing of encryption and names another machine: then this program encrypts and verifies, and its
    /// tools, which would be content with less, are told to.
    must_encrypt: bool,
}

impl Postgres {
    /// Takes the address of the settings apart.
    ///
    /// # Errors
    /// It is not one.
    pub fn at(address: &str) -> Outcome<Self> {
        let wrong = || Failure::usage("the address of the database cannot be read");
        let mut url = url::Url::parse(address).map_err(|_| wrong())?;
        let mut password = match url.password() {
            Some(text) => Some(
                percent_encoding::percent_decode_str(text)
                    .decode_utf8()
                    .map_err(|_| wrong())?
                    .into_owned(),
            ),
            None => None,
        };
        if password.is_some() {
            url.set_password(None).map_err(|()| wrong())?;
        }
        if url.query().is_some() {
            let mut others = Vec::new();
            for (name, value) in url.query_pairs() {
                match &*name {
                    "password" => password = Some(value.into_owned()),
                    _ => others.push((name.into_owned(), value.into_owned())),
                }
            }
            let query: Vec<String> = others
                .iter()
                .map(|(name, value)| {
                    let encoded =
                        percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
                    format!("{name}={encoded}")
                })
                .collect();
            url.set_query((!query.is_empty()).then(|| query.join("&")).as_deref());
        }
        let names = |wanted: &str| url.query_pairs().any(|(name, _)| name == wanted);
        let is_here = match url.host_str() {
            None => true,
            Some(host) => matches!(host, "" | "localhost" | "127.0.0.1" | "[::1]"),
        };
        Ok(Self {
            must_encrypt: !is_here && !names("sslmode"),
            address: url.into(),
            password,
        })
    }

    /// Hands the archive of one instant to `take`.
    ///
    /// # Errors
    /// The program is missing or failed; `take` failed.
    pub fn dump(&self, take: impl FnOnce(&mut dyn Read) -> Outcome) -> Outcome {
        let mut child = self.start(
            "pg_dump",
            &[
                "--format=custom",
                "--compress=1",
                "--no-owner",
                "--no-privileges",
                "--no-password",
            ],
            |command| command.stdin(Stdio::null()).stdout(Stdio::piped()),
        )?;
        let mut out = child.stdout.take().expect("it was asked for");
        let taken = take(&mut out);
        drop(out);
        ended("pg_dump", child)?;
        taken
    }

    /// Restores an archive, in one transaction: all of it or nothing.
    ///
    /// # Errors
    /// The program is missing or failed; the archive cannot be read to its end.
    pub fn restore(&self, archive: &mut dyn Read, failed: impl FnOnce(&io::Error) -> Failure) -> Outcome {
        let mut child = self.start(
            "pg_restore",
            &[
                "--exit-on-error",
                "--single-transaction",
                "--no-owner",
                "--no-privileges",
                "--no-password",
            ],
            |command| command.stdin(Stdio::piped()).stdout(Stdio::null()),
        )?;
        let mut input = child.stdin.take().expect("it was asked for");
        match copy(archive, &mut input) {
            Ok(()) => {}
            // It ended before the archive did, and says why itself.
            Err(Copied::Write) => {}
            Err(Copied::Read(error)) => {
                // Before the end of its input: what it has done so far is undone with it.
                let killed = child.kill().and_then(|()| child.wait().map(|_| ()));
                if let Err(error) = killed {
                    tracing::warn!(%error, "pg_restore could not be stopped");
                }
                return Err(failed(&error));
            }
        }
        drop(input);
        ended("pg_restore", child)
    }

    fn start(
        &self,
        program: &'static str,
        arguments: &[&str],
        pipes: impl FnOnce(&mut Command) -> &mut Command,
    ) -> Outcome<Child> {
        let mut command = Command::new(program);
        command.args(arguments).arg(format!("--dbname={}", self.address));
        if let Some(password) = &self.password {
            command.env("PGPASSWORD", password);
        }
        if self.must_encrypt {
            command.env("PGSSLMODE", "verify-full");
        }
        pipes(&mut command).spawn().map_err(|error| {
            Failure::new(
                "no-postgres-tools",
                format!("{program} cannot be started: {error}"),
            )
            .hint("Debian has it in postgresql-client, of the version of the server or newer.")
        })
    }
}

enum Copied {
    Read(io::Error),
    Write,
}

fn copy(from: &mut dyn Read, to: &mut impl Write) -> Result<(), Copied> {
    let mut bytes = vec![0; 64 * 1024];
    loop {
        match from.read(&mut bytes).map_err(Copied::Read)? {
            0 => return to.flush().map_err(|_| Copied::Write),
            count => to.write_all(&bytes[..count]).map_err(|_| Copied::Write)?,
        }
    }
}

fn ended(program: &str, mut child: Child) -> Outcome {
    let status = child
        .wait()
        .map_err(|error| Failure::new("postgres-tools", format!("{program}: {error}")))?;
    if status.success() {
        Ok(())
    } else {
        Err(Failure::new(
            "postgres-tools",
            format!("{program} failed ({status}); it says why above"),
        )
        .hint("It has to be of the version of the server, or newer."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_an_argument() {
        for (address, shown, password) in [
            (
                "postgres://u:p%40ss@h:5433/d",
                "postgres://u@h:5433/d",
                Some("p@ss"),
            ),
            (
                "postgres://u@h/d?password=p+q&sslmode=require",
                "postgres://u@h/d?sslmode=require",
                Some("p q"),
            ),
            (
                "postgres:///d?host=/run/postgresql",
                "postgres:///d?host=%2Frun%2Fpostgresql",
                None,
            ),
        ] {
            let read = Postgres::at(address).unwrap();
            assert_eq!(
                (read.address.as_str(), read.password.as_deref()),
                (shown, password)
            );
        }
    }
}
