//! The commands: what they accept, what they answer, which exit code they end with. One file each.

mod backup;
mod bench;
mod check;
pub mod database;
mod demo;
mod jobs;
mod journal;
mod keys;
mod mail;
mod migrate;
mod places;
mod serve;
mod user;

use crate::Outcome;
use crate::config::{Config, Sources};
use crate::failure::Failure;
use crate::output::Output;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;
use std::pin::Pin;

/// A territory's directory of places that help with digital life: one program, one database.
#[derive(Parser)]
#[command(
    name = "parvis",
    version,
    propagate_version = true,
    disable_help_subcommand = true
)]
#[command(after_help = "Start with:  parvis demo\nSettings:    parvis.example.toml explains each of them")]
pub struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command accepts.
#[derive(Args)]
pub struct Common {
    /// Settings file [default: parvis.toml, when there is one]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME
    #[arg(long, global = true, value_name = "URL")]
    database: Option<String>,
    /// One JSON document on standard output instead of lines
    #[arg(long, global = true)]
    json: bool,
}

impl Common {
    fn config(&self) -> Outcome<Config> {
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
            .collect();
        let mut config = Config::load(&Sources {
            file: self.config.as_deref(),
            environment,
            folder: PathBuf::new(),
        })?;
        if let Some(database) = &self.database {
            config
                .set("database", database)
                .map_err(|failure| Failure::usage(failure.message))?;
        }
        Ok(config)
    }
}

#[derive(Subcommand)]
enum Command {
    /// Serves a fresh demo town, where nothing is real
    #[command(after_help = demo::EXAMPLES)]
    Demo(demo::Arguments),
    /// Migrates, then serves until asked to stop
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Arguments),
    /// Brings the database to the form that this version needs
    #[command(after_help = "Example:\n  parvis migrate --database sqlite:data/parvis.db")]
    Migrate,
    /// Verifies configuration, free disk, database, schema and integrity, and changes nothing
    #[command(after_help = "Example:\n  parvis check --json")]
    Check,
    /// Writes an encrypted copy of the whole database to a file, while the program serves
    #[command(after_help = backup::BACKUP_EXAMPLES)]
    Backup(backup::BackupArguments),
    /// Puts a backup into a database that does not exist yet, and verifies it
    #[command(after_help = backup::RESTORE_EXAMPLES)]
    Restore(backup::RestoreArguments),
    /// Work done after the answer, such as sending letters
    #[command(subcommand, arg_required_else_help = true)]
    Jobs(jobs::JobsCommand),
    /// The journal: what happened, who did it, without content
    #[command(subcommand, arg_required_else_help = true)]
    Journal(journal::JournalCommand),
    /// The people who sign in
    #[command(subcommand, arg_required_else_help = true)]
    User(user::UserCommand),
    /// The keys that lock what people entrust
    #[command(subcommand, arg_required_else_help = true)]
    Keys(keys::KeysCommand),
    /// Letters: whether they leave
    #[command(subcommand, arg_required_else_help = true)]
    Mail(mail::MailCommand),
    /// Measures the program on places made by chance
    #[command(subcommand, arg_required_else_help = true, after_help = bench::EXAMPLES)]
    Bench(bench::BenchCommand),
    /// The directory of places: import, export, search
    #[command(subcommand, arg_required_else_help = true)]
    Places(places::PlacesCommand),
}

/// What the arguments ask for.
pub enum Parsed {
    /// A command to run.
    Command(Box<Cli>),
    /// A text to show, and nothing else: help, version.
    Shown(String),
}

/// Understands the arguments.
///
/// # Errors
/// They are not written as they should.
pub fn parse(arguments: &[OsString]) -> Outcome<Parsed> {
    let parsed = Cli::command()
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    match parsed {
        Ok(cli) => Ok(Parsed::Command(Box::new(cli))),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                Ok(Parsed::Shown(error.render().to_string()))
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Err(Failure::usage("which command?").hint("parvis --help lists them."))
            }
            _ => Err(wrong_usage(&error)),
        },
    }
}

/// Clap's text has the reason first and the usage after it.
fn wrong_usage(error: &clap::Error) -> Failure {
    let text = error.render().to_string();
    let reason = text.split("\n\n").next().unwrap_or(&text);
    let reason = reason.strip_prefix("error: ").unwrap_or(reason);
    let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
    let help = "parvis --help lists the commands; parvis COMMAND --help explains one.";
    Failure::usage(reason).hint(match suggested(error) {
        Some(name) => format!("Did you mean `{name}`? {help}"),
        None => help.to_owned(),
    })
}

/// The flag, command or value that was probably meant.
fn suggested(error: &clap::Error) -> Option<&str> {
    use clap::error::{ContextKind, ContextValue};
    let kinds = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    kinds.into_iter().find_map(|kind| match error.get(kind)? {
        ContextValue::String(name) => Some(name.as_str()),
        // The nearest is the last.
        ContextValue::Strings(names) => names.last().map(String::as_str),
        _ => None,
    })
}

/// Runs a command to its end.
///
/// # Errors
/// What the command refuses or finds wanting.
pub fn run(cli: &Cli, output: &Output) -> Outcome {
    let config = cli.common.config()?;
    crate::logging::start(&config);
    let runtime = tokio::runtime::Runtime::new()
        .map_err(|error| Failure::new("system", format!("no threads can be started: {error}")))?;
    // Boxed, each command stays a piece of its own instead of a part of one very large machine of states.
    let work: Pin<Box<dyn Future<Output = Outcome> + '_>> = match &cli.command {
        Command::Demo(arguments) => Box::pin(demo::run(arguments, &config, output)),
        Command::Serve(arguments) => Box::pin(serve::run(arguments, &config, output)),
        Command::Bench(command) => Box::pin(bench::run(command, output)),
        Command::Migrate => Box::pin(migrate::run(&config, output)),
        Command::Check => Box::pin(check::run(&config, output)),
        Command::Backup(arguments) => Box::pin(backup::save(arguments, &config, output)),
        Command::Restore(arguments) => Box::pin(backup::restore(arguments, &config, output)),
        Command::Mail(command) => Box::pin(mail::run(command, &config, output)),
        Command::Jobs(command) => Box::pin(jobs::run(command, &config, output)),
        Command::Journal(command) => Box::pin(journal::run(command, &config, output)),
        Command::User(command) => Box::pin(user::run(command, &config, output)),
        Command::Keys(command) => Box::pin(keys::run(command, &config, output)),
        Command::Places(command) => Box::pin(places::run(command, &config, output)),
    };
    runtime.block_on(work)
}
