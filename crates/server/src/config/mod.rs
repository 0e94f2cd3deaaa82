//! What an operator decides: `parvis.toml`, overridden by `PARVIS_*` variables, overridden by flags.
//!
//! A name that is not a setting is refused with the nearest one that is, because a mistyped setting that is silently
//! ignored is found on the day it was needed. `parvis.example.toml` explains every setting.

mod file;
pub mod mail;
mod settings;
mod values;

pub use settings::{LogFormat, LogLevel, SETTINGS, Setting};

use crate::backup::Recipient;
use crate::failure::Failure;
use crate::serving::TrustedProxies;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file that is read when none is named and it exists.
pub const DEFAULT_FILE: &str = "parvis.toml";

/// Variables with this prefix belong to the test suite and are not settings.
const TEST_PREFIX: &str = "PARVIS_TEST_";

/// The settings of one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// `database`: `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// `keys.file`: where the master key is; beside the database when nobody says.
    pub keys_file: Option<PathBuf>,
    /// `journal.heads_file`: where signed heads of the journal are put aside; beside the database when nobody says.
    pub heads_file: Option<PathBuf>,
    /// `listen`: address and port to serve on.
    pub listen: SocketAddr,
    /// `max_connections`: how many connections may be open at a time.
    pub max_connections: usize,
    /// `trusted_proxies`: whose word is taken for where a request comes from.
    pub trusted_proxies: TrustedProxies,
    /// `stop_within_s`: how long open requests may take to finish once the program is asked to stop.
    pub stop_within: Duration,
    /// `site.*` and `publisher.*`: what pages say of this instance.
    pub site: web::site::Settings,
    /// `mail.*`: how letters leave.
    pub mail: mail::MailConfig,
    /// `backup.recipient`: the public key that backups are encrypted to.
    pub backup_recipient: Option<Recipient>,
    /// `log.format`.
    pub log_format: LogFormat,
    /// `log.level`.
    pub log_level: LogLevel,
    /// The settings file that was read.
    pub file: Option<PathBuf>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database: "sqlite:data/parvis.db".into(),
            keys_file: None,
            heads_file: None,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            max_connections: 768,
            trusted_proxies: TrustedProxies::default(),
            stop_within: Duration::from_secs(10),
            site: web::site::Settings::default(),
            mail: mail::MailConfig::default(),
            backup_recipient: None,
            log_format: LogFormat::Readable,
            log_level: LogLevel::Info,
            file: None,
        }
    }
}

/// Where settings come from, in the order in which they override each other; flags are applied by the caller.
#[derive(Debug, Default)]
pub struct Sources<'a> {
    /// `--config`: a file that has to exist.
    pub file: Option<&'a Path>,
    /// All variables of the environment.
    pub environment: Vec<(String, String)>,
    /// The folder in which [`DEFAULT_FILE`] is looked for.
    pub folder: PathBuf,
}

impl Config {
    /// Reads the file, then the variables.
    ///
    /// # Errors
    /// A file that cannot be read or understood, a name that is not a setting, a value that it cannot have.
    pub fn load(sources: &Sources<'_>) -> Result<Self, Failure> {
        let mut config = Self::default();
        let named = sources
            .environment
            .iter()
            .find(|(name, _)| name == "PARVIS_CONFIG")
            .map(|(_, path)| Path::new(path));
        match sources.file.or(named) {
            Some(path) => config.apply_file(path)?,
            None => {
                let path = sources.folder.join(DEFAULT_FILE);
                if path.exists() {
                    config.apply_file(&path)?;
                }
            }
        }
        config.apply_environment(&sources.environment)?;
        Ok(config)
    }

    fn apply_file(&mut self, path: &Path) -> Result<(), Failure> {
        let shown = path.display();
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::new("configuration", format!("{shown} cannot be read: {error}")))?;
        self.file = Some(path.to_owned());
        self.apply_text(&text)
            .map_err(|(line, failure)| failure.at(&format!("{shown}, line {line}")))
    }

    /// Applies the text of a file; an error comes with the number of its line.
    fn apply_text(&mut self, text: &str) -> Result<(), (usize, Failure)> {
        for entry in file::entries(text)? {
            self.set(&entry.key, &entry.value)
                .map_err(|failure| (entry.line, failure))?;
        }
        Ok(())
    }

    fn apply_environment(&mut self, environment: &[(String, String)]) -> Result<(), Failure> {
        for (name, value) in environment {
            if !name.starts_with("PARVIS_") || name == "PARVIS_CONFIG" || name.starts_with(TEST_PREFIX) {
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| setting.variable() == *name) else {
                let known: Vec<String> = SETTINGS.iter().map(Setting::variable).collect();
                return Err(unknown("variable", name, known.iter().map(String::as_str)));
            };
            (setting.read)(self, value)
                .map_err(|reason| Failure::new("configuration", format!("variable {name}: {reason}")))?;
        }
        Ok(())
    }

    /// Sets one setting by its name.
    ///
    /// # Errors
    /// No such setting, or a value that it cannot have.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Failure> {
        let Some(setting) = SETTINGS.iter().find(|setting| setting.key == key) else {
            return Err(unknown(
                "setting",
                key,
                SETTINGS.iter().map(|setting| setting.key),
            ));
        };
        (setting.read)(self, value)
            .map_err(|reason| Failure::new("configuration", format!("`{key}`: {reason}")))
    }

    /// Where the master key is.
    #[must_use]
    pub fn keys_file(&self) -> PathBuf {
        self.keys_file
            .clone()
            .unwrap_or_else(|| self.beside_the_database("key"))
    }

    /// Where signed heads of the journal are put aside.
    #[must_use]
    pub fn heads_file(&self) -> PathBuf {
        self.heads_file
            .clone()
            .unwrap_or_else(|| self.beside_the_database("heads"))
    }

    fn beside_the_database(&self, extension: &str) -> PathBuf {
        let path = self.sqlite_path().unwrap_or(Path::new("data/parvis.db"));
        path.with_extension(extension)
    }

    /// The file of the database, as it was written; `None` where it is a PostgreSQL one.
    #[must_use]
    pub fn sqlite_path(&self) -> Option<&Path> {
        self.database.strip_prefix("sqlite:").map(Path::new)
    }

    /// The database as it may be shown: without the password.
    #[must_use]
    pub fn database_shown(&self) -> String {
        let Some((scheme, rest)) = self.database.split_once("://") else {
            return self.database.clone();
        };
        // Parameters may hold `password=` and are left out whole.
        let rest = rest.split('?').next().unwrap_or(rest);
        let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
        format!("{scheme}://{place}")
    }
}

fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::new("configuration", format!("`{name}` is not a {what} of Parvis"));
    match domain::spelling::nearest(name, known) {
        Some(near) => failure.hint(format!("Did you mean `{near}`?")),
        None => failure.hint("parvis.example.toml explains every setting."),
    }
}

#[cfg(test)]
mod tests;
