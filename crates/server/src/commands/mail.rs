//! `parvis mail test ADDRESS`: one letter, handed over at once, and what the server said.

use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::post::{Parcel, Undelivered, postman};
use crate::{Outcome, keys};
use domain::accounts::EmailAddress;
use domain::language::Language;
use domain::mail::{LetterId, Template};
use serde_json::json;
use vault::drawn;
use web::site::Clock;

/// What can be done with letters.
#[derive(clap::Subcommand)]
pub enum MailCommand {
    /// Hands a letter over to the mail server of the settings, and says what it answered
    #[command(after_help = "Example:\n  parvis mail test you@example.org")]
    Test {
        /// Where the letter goes
        address: String,
        /// Its language: fr or en
        #[arg(long, value_name = "LANGUAGE", default_value = "fr")]
        language: String,
    },
}

pub async fn run(command: &MailCommand, config: &Config, output: &Output) -> Outcome {
    let MailCommand::Test { address, language } = command;
    let to = EmailAddress::parse(address).map_err(|error| Failure::usage(error.to_string()))?;
    let language = Language::from_tag(language)
        .ok_or_else(|| Failure::usage(format!("{language:?} is none of: fr, en")))?;
    let (Some(postman), Some(server)) = (postman(config)?, &config.mail.server) else {
        return Err(Failure::new(
            "no-mail-server",
            "mail.server is empty: nobody takes letters over",
        )
        .hint("parvis.example.toml explains each setting of [mail]."));
    };
    let parcel = Parcel {
        id: LetterId::from_random(drawn(&mut keys::random)),
        text: web::mail::render(&config.site, language, &Template::Trial),
        to,
        language,
        at: Clock::system().now(),
    };
    let (id, server) = (parcel.id, server.setting());
    match postman.deliver(parcel).await {
        Ok(()) => output.result(&json!({ "letter": id.as_str(), "server": server }), || {
            format!(
                "{server} took the letter over. Look whether it arrives, and not among the unwanted ones."
            )
        }),
        Err(Undelivered::Refused(answer)) => Err(Failure::new(
            "refused-address",
            format!("{server} says that this address takes no mail ({answer})"),
        )),
        Err(Undelivered::Later(problem)) => Err(Failure::new(
            "undelivered",
            format!("{server} did not take the letter over: {problem}"),
        )
        .hint(meaning(problem.as_str()))),
    }
}

/// What to look at first.
fn meaning(problem: &str) -> &'static str {
    match problem {
        "unreachable" => "Its name, its port and the way to it (a firewall, often for port 25) come first.",
        "not-encrypted" => {
            "Its certificate is not one that this machine trusts, or is for another name; smtps:// and smtp:// are two \
             ways to encrypt."
        }
        "too-slow" => "It did not answer in time; smtps:// on a port that wants smtp:// does that too.",
        "not-understood" => {
            "It offers no encryption, or this port is another's: smtps:// and smtp:// are two ways to encrypt."
        }
        _ => {
            "The number is the server's answer: 535 a wrong password, 530 none given, 5.7.1 it does not relay for you."
        }
    }
}
