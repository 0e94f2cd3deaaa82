//! The invented people of the demo town: one for each role, and a link to come in as each of them.

use crate::Outcome;
use crate::commands::database;
use crate::failure::Failure;
use crate::keys;
use domain::access::{Authority, OrganisationState};
use domain::accounts::{
    EmailAddress, InvitationId, LinkKind, MemberId, OrganisationId, OrganisationKind, OrganisationName,
    PersonName, Role,
};
use domain::language::Language;
use domain::mail::{Cause, Letter, Link, Template};
use jiff::Timestamp;
use store::Tx;
use store::accounts::{self, AccountError, AccountResult, Organisation};
use store::keys::Keyring;
use vault::drawn;
use web::instance::Instance;
use web::site::urls;

/// Who does what in the Val-de-Loubre.
const PEOPLE: [(Role, &str, &str); 10] = [
    (Role::Administrator, "Odile Marchebrume", "odile"),
    (Role::Coordinator, "Bastien Lavoir", "bastien"),
    (Role::Mediator, "Naïma Quatrevents", "naima"),
    (Role::IntakeOfficer, "Firmin Sauleau", "firmin"),
    (Role::PlaceTeam, "Lucette Passerelle", "lucette"),
    (Role::Moderator, "Ancelin Rocher", "ancelin"),
    (Role::Supervisor, "Solveig Hautepierre", "solveig"),
    (Role::Analyst, "Théophane Compteur", "theophane"),
    (Role::Auditor, "Irma Verrou", "irma"),
    (Role::DataProtectionOfficer, "Côme Discret", "come"),
];

/// A way in, as somebody who has one role.
pub struct WayIn {
    /// Which role.
    pub role: Role,
    /// The path of a link that opens once.
    pub path: String,
}

/// Signs everybody up, and makes a link for each, by mail too.
///
/// # Errors
/// A fault of the database.
pub async fn sign_up(instance: &Instance, organisation: &str) -> Outcome<Vec<WayIn>> {
    let (keyring, now) = (instance.keys.get(), instance.site.clock.now());
    let mut tx = instance
        .db
        .write()
        .await
        .map_err(|error| database::fault(&error))?;
    let ways = sign_up_all(
        &mut tx,
        &keyring,
        organisation,
        &instance.site.settings.base_url,
        now,
    )
    .await
    .map_err(|error| match error {
        AccountError::Fault(error) => database::fault(&error),
        other => Failure::new("demo", other.to_string()),
    })?;
    tx.commit().await.map_err(|error| database::fault(&error))?;
    Ok(ways)
}

async fn sign_up_all(
    tx: &mut Tx<'_>,
    keyring: &Keyring,
    name: &str,
    base_url: &str,
    now: Timestamp,
) -> AccountResult<Vec<WayIn>> {
    let organisation = Organisation {
        id: OrganisationId::from_random(drawn(&mut keys::random)),
        name: OrganisationName::parse(name).expect("the demo town has a name"),
        kind: OrganisationKind::GroupOfCommunes,
        siret: None,
        territory: None,
        runs_instance: true,
        state: OrganisationState::Active,
    };
    accounts::add_organisation(tx, keyring, Authority::Operator, &organisation, now).await?;
    let mut random = keys::random;
    let mut ways = Vec::with_capacity(PEOPLE.len());
    for (role, name, address) in PEOPLE {
        let email = EmailAddress::parse(&format!("{address}@val-de-loubre.example"))
            .expect("an address kept for examples");
        let name = PersonName::parse(name).expect("a name");
        let (invitation, member) = (
            InvitationId::from_random(drawn(&mut keys::random)),
            MemberId::from_random(drawn(&mut keys::random)),
        );
        let by = Authority::Operator;
        let of = organisation.id;
        let token =
            accounts::invite(tx, keyring, by, invitation, of, &email, &[role], &mut random, now).await?;
        accounts::accept(tx, keyring, token.hash(), member, &name, &mut random, now).await?;
        let link = accounts::make_link(tx, member, &mut random, now).await?;
        let path = urls::sign_in_link(&link.reveal());
        let letter = Letter {
            to: email,
            language: Language::French,
            template: Template::SignInLink {
                link: Link::parse(&format!("{base_url}{path}")).expect("the address of the demonstration"),
                minutes: u16::try_from(LinkKind::SignIn.lasts().as_mins()).expect("a quarter of an hour"),
            },
            cause: Cause::new("demo", member.as_str()).expect("an identifier is plain"),
        };
        store::outbox::post(tx, keyring, letter, &mut random, now).await?;
        ways.push(WayIn { role, path });
    }
    Ok(ways)
}
