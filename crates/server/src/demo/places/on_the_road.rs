//! What moves or comes and goes: the bus and its five stops, the market stall, the camp site in summer.

use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{
    CHAUMELUNE, Commune, MONTAVREUIL, PIERREBRUNE, PORT_LOUBRE, SAINT_GOURLIN, SAINTE_OIZELLE, TROIS_LAVOIRS,
};

pub fn all() -> Vec<Draft> {
    let mut places = the_bus();
    places.extend(comings_and_goings());
    places
}

/// The blue bus serves two villages a day, in turn; each stop is a place of its own, with its own hours.
fn the_bus() -> Vec<Draft> {
    vec![
        bus_stop(
            &SAINTE_OIZELLE,
            "sainte-oizelle-bus",
            "Le Bus Lanterne, arrêt des Oies",
            "Place aux Oies",
        )
        .at(25.0, -30.0)
        .hours("week 1-53/2 Tu 09:30-12:30; PH off")
        .summary(
            "Un mardi sur deux, au matin : le bus s'arrête devant l'église, allume la lanterne et ouvre la \
             porte.",
        ),
        bus_stop(
            &CHAUMELUNE,
            "chaumelune-bus",
            "Le Bus Lanterne, arrêt du Tilleul",
            "Place du Tilleul",
        )
        .at(15.0, 20.0)
        .hours("week 2-53/2 Tu 09:30-12:30; PH off")
        .summary("L'autre mardi, au matin, sous le tilleul. En hiver, il y a des couvertures."),
        bus_stop(
            &SAINT_GOURLIN,
            "saint-gourlin-bus",
            "Le Bus Lanterne, arrêt de la Forge",
            "Rue de l'Enclume",
        )
        .at(170.0, -80.0)
        .hours("We[1],We[3] 14:00-17:30; PH off")
        .summary("Le premier et le troisième mercredi du mois. Les enfants montent aussi, chacun son tour."),
        bus_stop(
            &PIERREBRUNE,
            "pierrebrune-bus",
            "Le Bus Lanterne, terminus",
            "Place de la Fontaine",
        )
        .at(-20.0, -45.0)
        .hours("week 1-53/2 Th 10:00-12:30,13:30-16:00; PH off")
        .summary("Un jeudi sur deux, toute la journée : c'est loin, alors on reste."),
        bus_stop(
            &TROIS_LAVOIRS,
            "trois-lavoirs-bus",
            "Le Bus Lanterne, arrêt du Lavoir",
            "Rue du Grand-Lavoir",
        )
        .at(-75.0, 15.0)
        .hours("Fr[2],Fr[4] 14:00-18:00; PH off")
        .summary("Le deuxième et le quatrième vendredi du mois, l'après-midi.")
        .updated_days_ago(7),
    ]
}

/// What the five stops have in common.
fn bus_stop(commune: &'static Commune, id: &str, name: &str, street: &str) -> Draft {
    commune
        .place(id, name, street)
        .kinds([Typology::ENM, Typology::EPCI])
        .parent("Communauté de communes du Val-de-Loubre")
        .phone("06 39 98 00 18")
        .email("lebus@val-de-loubre.example")
        .site("https://bus-lanterne.val-de-loubre.example/")
        .description(
            "Un petit bus bleu, une rampe, trois ordinateurs et une conseillère qui conduit aussi.\n\
             Si la route est fermée, un message part le matin même. Demandez à être sur la liste.",
        )
        .itinerancy([Itinerancy::Mobile])
        .services([
            Service::AdministrativeHelp,
            Service::EverydayTools,
            Service::InternetAndComputers,
        ])
        .programmes([
            Programme::DigitalAdvisers,
            Programme::FranceServices,
            Programme::AidantsConnect,
        ])
        .cares_for([SpecificCare::MotorDisability])
        .helps_by([SupportMode::OnYourOwn, SupportMode::Individual])
}

fn comings_and_goings() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-marche",
                "Un clic au marché",
                "Sous la halle, place de la Halle",
            )
            .at(30.0, 35.0)
            .complement("Entre le fromager et les plants de tomates")
            .kinds([Typology::ASSO])
            .phone("06 39 98 10 90")
            .hours("Th 08:00-13:00")
            .updated_days_ago(8)
            .summary(
                "Tous les jeudis de marché, même fériés : une table, deux chaises, vos questions. Conseil \
                 offert, poireaux non compris.",
            )
            .itinerancy([Itinerancy::Mobile])
            .services([Service::EverydayTools, Service::SafeUse])
            .programmes([Programme::DigitalAdvisers])
            .reached_by([AccessMode::WalkIn]),
        PORT_LOUBRE
            .place(
                "port-loubre-camping",
                "Camping du Gué, point connexion",
                "Chemin du Gué",
            )
            .at(-240.0, -190.0)
            .complement("Cabane de l'accueil, derrière les canoës")
            .kinds([Typology::ETABL_PRI])
            .phone("02 61 91 50 90")
            .email("accueil@camping-du-gue.example")
            .site("https://www.camping-du-gue.example/")
            .hours("Jun 15-Sep 15 Mo-Su,PH 09:00-11:00,17:00-20:00")
            .updated_days_ago(140)
            .summary(
                "L'été seulement : wifi, prises et aide pour les réservations. Prix du wifi : rapporter \
                 une histoire.",
            )
            .services([Service::InternetAndComputers, Service::LeisureAndCreation])
            .cares_for([SpecificCare::English])
            .fees([Fee::FreeOnCondition, Fee::Paying])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
        PIERREBRUNE
            .place(
                "pierrebrune-visites",
                "La conseillère vient chez vous",
                "1 montée de l'Église",
            )
            .kinds([Typology::CIAS, Typology::MSA])
            .parent("Centre intercommunal d'action sociale du Val-de-Loubre")
            .phone("06 39 98 80 91")
            .email("visites@val-de-loubre.example")
            .hours("Mo-Fr 09:00-17:00 unknown \"visites à domicile, sur rendez-vous\"; PH off")
            .updated_days_ago(22)
            .summary("Vous ne pouvez pas descendre dans la vallée ? On monte, ou on vous aide par téléphone.")
            .description("Une heure, chez vous, devant votre propre appareil. Le chat peut assister.")
            .itinerancy([Itinerancy::Mobile])
            .services([
                Service::AdministrativeHelp,
                Service::EverydayTools,
                Service::SafeUse,
            ])
            .audiences([Audience::Seniors])
            .cares_for([SpecificCare::MotorDisability, SpecificCare::VisualImpairment])
            .programmes([Programme::DigitalAdvisers])
            .reached_by([AccessMode::Phone, AccessMode::ReferralByEmail])
            .helps_by([SupportMode::Individual, SupportMode::Remote]),
    ]
}
