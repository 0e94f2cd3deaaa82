//! Every page in every state it can be in, for the test that examines them and for people who want to look.

use domain::places::{Email, Phone};
use jiff::Timestamp;

use crate::accounts::access::ShowAccess;
use crate::accounts::account::ShowAccount;
use crate::accounts::code_entry::ShowCodeEntry;
use crate::accounts::codes::ShowCodes;
use crate::accounts::colleague::ShowMember;
use crate::accounts::invitation::ShowInvitation;
use crate::accounts::sign_in::{ShowLink, ShowSignIn};
use crate::accounts::team::ShowTeam;
use crate::places::results::ShowResults;
use crate::places::show::ShowPlace;
use crate::site::errors::ShowError;
use crate::site::samples::{Rendered, render};
use crate::site::{Clock, Frame, Language, Publisher, Settings, Site, Translated, urls};
use crate::territories::ShowTerritory;
use crate::{home, notices};

/// A site of an invented canton, whose clock stands still on a Tuesday morning in March.
///
/// # Panics
/// Never: its values are right.
#[must_use]
pub fn site() -> Site {
    let settings = Settings {
        name: "Parvis du Val-de-Brume".to_owned(),
        territory: Translated {
            french: Some("le Val-de-Brume".to_owned()),
            english: Some("the Val-de-Brume".to_owned()),
        },
        phone: Some(Phone::parse("+33199001234").expect("a number kept for fiction")),
        welcome: Translated::default(),
        notice: Translated {
            french: Some("Ce site est un exemple.".to_owned()),
            english: Some("This site is an example.".to_owned()),
        },
        phone_hours: Translated {
            french: Some("du lundi au vendredi, de 9 h à 17 h".to_owned()),
            english: Some("from Monday to Friday, 9 am to 5 pm".to_owned()),
        },
        contact: Some(Email::parse("bonjour@parvis.example").expect("an address kept for examples")),
        base_url: "https://parvis.example".to_owned(),
        time_zone: domain::calendar::mainland_time_zone(),
        sends_mail: true,
        indexed: true,
        publisher: Publisher {
            name: Some("Communauté de communes du Val-de-Brume".to_owned()),
            address: Some("1 place du Lavoir, 00000 Brume".to_owned()),
            director: Some("La présidente de la communauté de communes".to_owned()),
            ..Publisher::default()
        },
        map: crate::map::Ground::default(),
    };
    let tuesday: Timestamp = "2026-03-03T09:20:00Z".parse().expect("an instant");
    Site::new(Clock::stopped_at(tuesday), settings)
}

/// Renders every sample of every page in one language.
#[must_use]
pub fn all(site: &Site, language: Language) -> Vec<Rendered> {
    let frame = |path| Frame::new(site, &crate::site::frame::localised(language, path));
    let mut pages = Vec::new();
    pages.extend(render::<home::ShowHome>("home", &frame(urls::HOME)));
    pages.extend(render::<notices::about::ShowAbout>("about", &frame(urls::ABOUT)));
    pages.extend(render::<notices::accessibility::ShowAccessibility>(
        "accessibility",
        &frame(urls::ACCESSIBILITY),
    ));
    pages.extend(render::<notices::legal::ShowLegal>("legal", &frame(urls::LEGAL)));
    pages.extend(render::<notices::site_map::ShowSiteMap>(
        "site-map",
        &frame(urls::SITE_MAP),
    ));
    pages.extend(render::<ShowSignIn>("sign-in", &frame(urls::SIGN_IN)));
    pages.extend(render::<ShowLink>("sign-in-link", &frame(urls::SIGN_IN)));
    pages.extend(render::<ShowInvitation>("invitation", &frame(urls::SIGN_IN)));
    pages.extend(render::<ShowAccount>("account", &frame(urls::ACCOUNT)));
    pages.extend(render::<ShowCodes>("codes", &frame(urls::CODES)));
    pages.extend(render::<ShowCodeEntry>("code-entry", &frame(urls::CODE_ENTRY)));
    pages.extend(render::<ShowTeam>("team", &frame(urls::TEAM)));
    pages.extend(render::<ShowMember>("member", &frame(urls::TEAM)));
    pages.extend(render::<ShowAccess>("who-sees-what", &frame(urls::WHO_SEES_WHAT)));
    pages.extend(render::<ShowResults>("results", &frame(urls::PLACES)));
    pages.extend(render::<ShowPlace>("place", &frame(urls::PLACES)));
    pages.extend(render::<ShowTerritory>("territory", &frame(urls::TERRITORIES)));
    pages.extend(render::<crate::api::page::ShowApi>("api", &frame(urls::API)));
    pages.extend(render::<crate::mail::pages::ShowKeptMail>(
        "demo-mail",
        &frame(urls::DEMO_MAIL),
    ));
    pages.extend(render::<ShowError>("error", &frame("/nulle-part")));
    pages
}
