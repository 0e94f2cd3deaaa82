//! `parvis user invite`: the first people of an instance, before anybody can invite from a page.

use super::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::{Outcome, keys};
use domain::access::{Authority, OrganisationState};
use domain::accounts::{
    EmailAddress, InvitationId, LinkKind, OrganisationId, OrganisationKind, OrganisationName, Role,
};
use domain::language::Language;
use domain::mail::{Cause, Letter, Link, Template};
use serde_json::json;
use store::Tx;
use store::accounts::{AccountError, Organisation, add_organisation, instance_organisation, invite};
use store::keys::Keyring;
use vault::drawn;
use web::site::{Clock, frame::localised, urls};

/// What can be done for people.
#[derive(clap::Subcommand)]
pub enum UserCommand {
    /// Invites somebody into the organisation that runs the instance: prints a link that works once, and posts it by mail
    #[command(after_help = "Examples:
  parvis user invite jeanne@mairie.example --role administrator
  parvis user invite paul@mairie.example --role mediator --role place-team

Roles: administrator, coordinator, mediator, intake-officer, place-team, moderator, supervisor, analyst, auditor,
data-protection-officer. The page /qui-voit-quoi tells what each may see and do.")]
    Invite(Invite),
}

/// Whom to invite.
#[derive(clap::Args)]
pub struct Invite {
    /// E-mail address
    #[arg(value_name = "EMAIL")]
    email: String,
    /// What the person will do; may be given several times
    #[arg(long, value_name = "ROLE", required = true)]
    role: Vec<String>,
}

pub async fn run(command: &UserCommand, config: &Config, output: &Output) -> Outcome {
    match command {
        UserCommand::Invite(arguments) => invite_somebody(arguments, config, output).await,
    }
}

async fn invite_somebody(arguments: &Invite, config: &Config, output: &Output) -> Outcome {
    let email = EmailAddress::parse(&arguments.email).map_err(|error| Failure::usage(error.to_string()))?;
    let roles = arguments
        .role
        .iter()
        .map(|code| Role::parse(code).map_err(|error| Failure::usage(error.to_string())))
        .collect::<Outcome<Vec<_>>>()?;
    let now = Clock::system().now();
    let db = database::open_existing(config).await?;
    // The first command of a new instance: keys are made here as the first start would.
    let keyring = keys::unlock(config, &db, now).await?;
    let id = InvitationId::from_random(drawn(&mut keys::random));
    let mut tx = db.write().await.map_err(|error| database::fault(&error))?;
    let organisation = match instance_organisation(&tx)
        .await
        .map_err(|error| database::fault(&error))?
    {
        Some(organisation) => organisation.id,
        None => found_organisation(&mut tx, &keyring, config).await?,
    };
    let mut random = keys::random;
    let by = Authority::Operator;
    let token = invite(
        &mut tx,
        &keyring,
        by,
        id,
        organisation,
        &email,
        &roles,
        &mut random,
        now,
    )
    .await
    .map_err(|error| refusal(&error))?;
    let path = localised(Language::French, &urls::invitation(&token.reveal()));
    let link = format!("{}{path}", config.site.base_url);
    let until = LinkKind::Invitation.ends_at(now);
    let letter = Letter {
        to: email.clone(),
        language: Language::French,
        template: Template::Invitation {
            link: Link::parse(&link)
                .map_err(|error| Failure::new("configuration", format!("`site.public_url`: {error}")))?,
            until,
        },
        cause: Cause::new("invitation", id.as_str()).expect("an identifier is plain"),
    };
    store::outbox::post(&mut tx, &keyring, letter, &mut random, now)
        .await
        .map_err(|error| database::fault(&error))?;
    tx.commit().await.map_err(|error| database::fault(&error))?;
    let day = until.to_zoned(config.site.time_zone.clone()).date();
    output.result(&json!({ "link": link, "until": until.to_string() }), || {
        format!(
            "{link}\n\nIt works once, until {day}, and takes the place of an earlier one. Give it to {} only, by a way that you trust.{}",
            email.as_str(),
            only_here(&config.site.base_url)
        )
    })
}

/// What is said of a link that opens on this machine alone.
fn only_here(base_url: &str) -> String {
    let is_local = ["http://localhost", "http://127.", "http://[::1]"]
        .iter()
        .any(|local| base_url.starts_with(local));
    if is_local {
        format!(
            "\n\nIt opens on this machine only: the public address of the site is {base_url}. Set `site.public_url` (or PARVIS_SITE_PUBLIC_URL) to the one that people write, and invite again."
        )
    } else {
        String::new()
    }
}

/// The organisation that runs the instance is named as the publisher of its pages.
async fn found_organisation(tx: &mut Tx<'_>, keyring: &Keyring, config: &Config) -> Outcome<OrganisationId> {
    let name = config.site.publisher.name.as_deref().unwrap_or(&config.site.name);
    let name = OrganisationName::parse(name)
        .map_err(|error| Failure::new("configuration", format!("`publisher.name`: {error}")))?;
    let organisation = Organisation {
        id: OrganisationId::from_random(drawn(&mut keys::random)),
        name,
        kind: OrganisationKind::PublicBody,
        siret: None,
        territory: None,
        runs_instance: true,
        state: OrganisationState::Active,
    };
    let now = Clock::system().now();
    add_organisation(tx, keyring, Authority::Operator, &organisation, now)
        .await
        .map_err(|error| refusal(&error))?;
    Ok(organisation.id)
}

fn refusal(error: &AccountError) -> Failure {
    match error {
        AccountError::Fault(error) => database::fault(error),
        AccountError::RolesExclude(..) => Failure::usage(error.to_string()),
        other => Failure::new("account", other.to_string()),
    }
}
