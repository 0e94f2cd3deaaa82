//! The file that a command is told to write: never one that it works with, and whole or not at all.
//!
//! A regular file is written beside and then takes its place; a pipe or a device is written through.

use crate::Outcome;
use crate::config::Config;
use crate::failure::Failure;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Links that lead to links: more than Linux follows is a circle.
const LINKS_MAX: usize = 40;

/// A file to write, found to be none that the command needs.
#[derive(Debug)]
pub struct Target {
    /// As it was named.
    shown: PathBuf,
    /// Where links lead.
    path: PathBuf,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    New,
    Regular,
    /// A pipe, a terminal, a device.
    Through,
    StandardOutput,
}

impl Target {
    /// Finds where `path` leads. `flag` names it when it is refused, `input` is the file that the command reads.
    ///
    /// # Errors
    /// It is the input, the database, the settings file or a folder.
    pub fn find(flag: &str, path: &Path, input: Option<&Path>, config: &Config) -> Outcome<Self> {
        let mut needed: Vec<(&str, PathBuf)> = Vec::new();
        needed.extend(input.map(|input| ("the file to import", input.to_owned())));
        needed.extend(config.file.clone().map(|file| ("the settings file", file)));
        needed.push(("the master key", config.keys_file()));
        needed.push(("the file of heads of the journal", config.heads_file()));
        if let Some(database) = config.sqlite_path() {
            for base in [database.to_owned(), resolved(database)] {
                for suffix in ["", "-wal", "-shm", "-journal"] {
                    let mut name = OsString::from(&base);
                    name.push(suffix);
                    needed.push(("the database", name.into()));
                }
            }
        }
        for (what, file) in needed {
            if is_same(path, &file) {
                let message = format!("{flag} {}: this is {what}, which would be lost", path.display());
                return Err(Failure::usage(message).hint("Name another file."));
            }
        }
        let form = match fs::metadata(path) {
            _ if path == Path::new("/dev/stdout") => Form::StandardOutput,
            Ok(facts) if facts.is_dir() => {
                return Err(unwritable(path, &io::Error::from(io::ErrorKind::IsADirectory)));
            }
            Ok(facts) if facts.is_file() => Form::Regular,
            Ok(_) => Form::Through,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Form::New,
            Err(error) => return Err(unwritable(path, &error)),
        };
        Ok(Self {
            shown: path.to_owned(),
            path: resolved(path),
            form,
        })
    }

    /// Opens what is written to.
    ///
    /// # Errors
    /// The folder does not exist or cannot be written.
    pub fn open(&self) -> Outcome<Sink> {
        let opened = match self.form {
            Form::New | Form::Regular => new_file_beside(&self.path).map(Sink::Beside),
            Form::Through => File::options().append(true).open(&self.shown).map(Sink::Through),
            Form::StandardOutput => Ok(Sink::StandardOutput(io::stdout())),
        };
        opened.map_err(|error| {
            let folder =
                std::path::absolute(folder(&self.path)).unwrap_or_else(|_| folder(&self.path).to_owned());
            let needed = format!("to write in the folder {}", folder.display());
            self.unwritable(&error).if_denied(&error, &needed)
        })
    }

    /// Makes a finished file appear under its name; answers whether it took the place of another.
    ///
    /// # Errors
    /// The disk is full, or worse.
    pub fn finish(&self, sink: Sink) -> Outcome<bool> {
        let done = match sink {
            Sink::Beside(file) => file
                .as_file()
                .sync_all()
                .and_then(|()| file.persist(&self.path).map_err(|error| error.error))
                .map(|_| ()),
            Sink::Through(mut file) => file.flush(),
            Sink::StandardOutput(mut out) => out.flush(),
        };
        done.map_err(|error| self.unwritable(&error))?;
        Ok(self.form == Form::Regular)
    }

    /// It cannot be written.
    pub fn unwritable(&self, error: &dyn std::error::Error) -> Failure {
        unwritable(&self.shown, error)
    }
}

/// What is being written.
pub enum Sink {
    /// A file beside the one whose place it will take.
    Beside(NamedTempFile),
    /// A pipe or a device.
    Through(File),
    /// Our own standard output, whatever it is.
    StandardOutput(io::Stdout),
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file) => file.write(bytes),
            Self::Through(file) => file.write(bytes),
            Self::StandardOutput(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.flush(),
            Self::Through(file) => file.flush(),
            Self::StandardOutput(out) => out.flush(),
        }
    }
}

/// A new file in the folder of `path`, with the rights that any new file has.
fn new_file_beside(path: &Path) -> io::Result<NamedTempFile> {
    tempfile::Builder::new()
        .prefix(".parvis-")
        .permissions(fs::Permissions::from_mode(0o666))
        .tempfile_in(folder(path))
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Where a path leads once links are followed, whether a file is there yet or not.
fn resolved(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        if let Ok(whole) = fs::canonicalize(&path) {
            return whole;
        }
        // Nothing is there: a link may still say where it would be.
        match fs::read_link(&path) {
            Ok(next) => path = folder(&path).join(next),
            Err(_) => break,
        }
    }
    match (fs::canonicalize(folder(&path)), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => std::path::absolute(&path).unwrap_or(path),
    }
}

/// Whether two paths lead to one file, be it under two names or not there yet.
fn is_same(one: &Path, other: &Path) -> bool {
    let identity = |path| fs::metadata(path).map(|facts| (facts.dev(), facts.ino()));
    match (identity(one), identity(other)) {
        (Ok(one), Ok(other)) if one == other => true,
        _ => resolved(one) == resolved(other),
    }
}

/// A file cannot be written.
pub fn unwritable(path: &Path, error: &dyn std::error::Error) -> Failure {
    Failure::new(
        "unwritable",
        format!("{} cannot be written: {error}", path.display()),
    )
}
