//! Where things are made, mended, shared or drunk: digital spaces, workshops, reuse, third places.

use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{CHAUMELUNE, MONTAVREUIL, SAINT_GOURLIN, SAINTE_OIZELLE, TROIS_LAVOIRS, VERNILLON};

pub fn all() -> Vec<Draft> {
    let mut makers = vec![the_place_with_everything()];
    makers.extend(workshops());
    makers.extend(third_places());
    makers
}

/// Every field of the schema is filled here, so that the page of a place is seen whole at least once.
fn the_place_with_everything() -> Draft {
    MONTAVREUIL
        .place(
            "montavreuil-epn",
            "Espace numérique La Bonne Connexion",
            "7 bis quai des Tanneurs",
        )
        .at(420.0, -210.0)
        .complement("Au fond de la cour, suivez les souris peintes au sol")
        // No prefecture of the Cher gives numbers that start like this one.
        .pivot("W189000001")
        .kinds([Typology::EPN, Typology::ASSO])
        .phone("02 61 91 10 40")
        .email("bonjour@labonneconnexion.example")
        .email("ateliers@labonneconnexion.example")
        .site("https://www.labonneconnexion.example/")
        .site("https://ateliers.labonneconnexion.example/agenda?mois=tous")
        .hours("Mo-Fr 09:00-12:30,13:30-18:00; Th 09:00-20:00; Sa[1,3] 10:00-13:00; PH off")
        .updated_days_ago(2)
        .summary(
            "Le lieu où poser toutes les questions, surtout celles qu'on n'ose pas poser ailleurs. \
             Ateliers, aide individuelle, ordinateurs en libre accès, prêt de matériel.",
        )
        .description(
            "Ici personne ne dit « c'est simple ». On reprend depuis le début, autant de fois qu'il faut.\n\
             Le lundi, les premiers pas. Le mardi, le téléphone. Le mercredi, les enfants. Le jeudi soir, \
             les papiers. Le vendredi, ce que vous voulez.\n\
             Le premier et le troisième samedi, on ouvre le café des curieux : on démonte une idée reçue \
             et on partage une tarte.\n\
             Venez comme vous êtes, avec votre appareil ou sans.",
        )
        .collected_by("Communauté de communes du Val-de-Loubre")
        .itinerancy([Itinerancy::Fixed, Itinerancy::Mobile])
        .parent("Association Les Fils qui se touchent")
        .services([
            Service::AdministrativeHelp,
            Service::EverydayTools,
            Service::WorkIntegration,
            Service::SafeUse,
            Service::Parenting,
            Service::LeisureAndCreation,
            Service::DigitalCulture,
            Service::InternetAndComputers,
            Service::AffordableEquipment,
        ])
        .audiences([
            Audience::YoungPeople,
            Audience::Students,
            Audience::FamiliesAndChildren,
            Audience::Seniors,
            Audience::Women,
        ])
        .cares_for([
            SpecificCare::Deafness,
            SpecificCare::MotorDisability,
            SpecificCare::MentalDisability,
            SpecificCare::Illiteracy,
            SpecificCare::English,
            SpecificCare::OtherLanguages,
            SpecificCare::VisualImpairment,
        ])
        .fees([Fee::Free, Fee::FreeOnCondition])
        .programmes([
            Programme::AidantsConnect,
            Programme::DigitalAdvisers,
            Programme::PixCertification,
            Programme::EmmausRelay,
        ])
        .labels([Label::MonEspaceSante, Label::Duplex, Label::FabriquesDeTerritoire])
        .other_labels(["Accueil sans soupir", "Valise de prêt du Val-de-Loubre"])
        .reached_by([
            AccessMode::WalkIn,
            AccessMode::Phone,
            AccessMode::Email,
            AccessMode::OnlineAppointment,
            AccessMode::ReferralByEmail,
        ])
        .helps_by([
            SupportMode::OnYourOwn,
            SupportMode::Individual,
            SupportMode::Workshop,
            SupportMode::Remote,
        ])
        .accessibility_page("https://acces-libre.example/montavreuil/la-bonne-connexion/")
        .booking_page("https://rendez-vous.labonneconnexion.example/")
}

fn workshops() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-fablab",
                "Fablab Le Clou et la Puce",
                "22 rue de la Gare",
            )
            .at(-520.0, 260.0)
            .kinds([Typology::FABLAB])
            .phone("02 61 91 10 41")
            .email("atelier@leclouetlapuce.example")
            .site("https://leclouetlapuce.example/")
            .hours("Tu-Fr 14:00-19:00; Sa 10:00-18:00; PH off")
            .summary(
                "Imprimantes 3D, brodeuse, fers à souder et patience. On entre avec une panne, on sort \
                 avec une idée.",
            )
            .description(
                "La première visite est gratuite. Ensuite, l'adhésion coûte vingt euros par an, ou une \
                 tarte par trimestre.\n\
                 Un lieu ami en Provence nous a tout appris, d'où l'accent des modes d'emploi.",
            )
            .services([Service::LeisureAndCreation, Service::DigitalCulture])
            .audiences([Audience::YoungPeople, Audience::Students])
            .labels([Label::SudLabs])
            .fees([Fee::FreeOnCondition, Fee::Paying])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Workshop]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-recyclerie",
                "Recyclerie La Deuxième Souris",
                "Rue de l'Enclume",
            )
            .at(230.0, -110.0)
            .complement("Halle n° 2 de l'ancienne forge")
            .kinds([Typology::RESSOURCERIE, Typology::ACI])
            .phone("02 61 91 70 41")
            .email("bonjour@deuxiemesouris.example")
            .site("https://www.deuxiemesouris.example/ordinateurs")
            .hours("We-Sa 10:00-12:30,14:00-18:00; PH off")
            .updated_days_ago(9)
            .summary(
                "Des ordinateurs remis à neuf à partir de 60 €, garantis un an. Et des souris, évidemment.",
            )
            .description(
                "Un petit budget ? Demandez une fiche à l'assistante sociale ou à France Services : \
                 l'ordinateur passe à 40 €.\n\
                 Nous effaçons les anciens disques devant vous. Nous reprenons aussi les téléphones muets \
                 et les imprimantes fâchées.\n\
                 Des amis normands nous ont appris le métier.",
            )
            .services([Service::AffordableEquipment, Service::EverydayTools])
            .programmes([Programme::EmmausConnect, Programme::EmmausRelay])
            .labels([Label::Ordi30, Label::ReuseCollectiveNormandie])
            .fees([Fee::Paying, Fee::FreeOnCondition])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone, AccessMode::ReferralByEmail]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-atelier-velo",
                "Atelier Roue libre et logiciel libre",
                "Rue de l'Enclume",
            )
            .at(255.0, -130.0)
            .complement("Halle n° 3 de l'ancienne forge")
            .kinds([Typology::ASSO])
            .phone("06 39 98 70 12")
            .email("rouelibre@saint-gourlin.example")
            .hours("Sa 14:00-18:00; Th[2,4] 18:00-21:00; Aug off; PH off")
            .updated_days_ago(150)
            .summary(
                "On y répare les vélos d'un côté, les vieux ordinateurs de l'autre. Le cambouis est le même.",
            )
            .services([
                Service::DigitalCulture,
                Service::EverydayTools,
                Service::AffordableEquipment,
            ])
            .fees([Fee::FreeOnCondition])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        SAINTE_OIZELLE
            .place(
                "sainte-oizelle-espace-numerique",
                "Point numérique du Verger",
                "13 rue du Verger",
            )
            .at(165.0, 100.0)
            .kinds([Typology::EPN, Typology::CC])
            .phone("02 61 91 20 40")
            .hours("Mo,Th 09:00-12:00,14:00-18:00; Tu 14:00-18:00; PH off")
            .updated_days_ago(33)
            .summary("Apprendre à se servir d'un téléphone, d'une tablette, d'une boîte mail. À son rythme.")
            .services([
                Service::EverydayTools,
                Service::SafeUse,
                Service::InternetAndComputers,
            ])
            .programmes([Programme::DigitalAdvisers])
            .labels([Label::EclaireursDuNumerique])
            .description(
                "Notre conseillère a été formée dans la Drôme. Elle en a rapporté des fiches et des \
                 picodons.",
            )
            .audiences([Audience::Seniors])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
    ]
}

fn third_places() -> Vec<Draft> {
    vec![
        VERNILLON
            .place("vernillon-moulin", "Le Moulin à paroles", "1 chemin du Moulin")
            .at(-340.0, -180.0)
            .kinds([Typology::TIERS_LIEUX, Typology::FABRIQUE])
            .phone("02 61 91 30 41")
            .email("meunier@moulinaparoles.example")
            .site("https://moulinaparoles.example/")
            .hours("Mo-Fr 08:30-18:30; Sa 10:00-16:00; Su[1] 10:00-16:00; PH off")
            .updated_days_ago(12)
            .summary(
                "Bureaux partagés, studio de radio et ateliers, dans un moulin qui tourne encore les jours \
                 de crue.",
            )
            .description(
                "Le wifi arrive jusqu'à la roue. La radio du canton enregistre le mardi : venez raconter.\n\
                 Un conseiller aide les artisans à tenir leur site et leurs factures.",
            )
            .services([
                Service::WorkIntegration,
                Service::LeisureAndCreation,
                Service::DigitalCulture,
                Service::InternetAndComputers,
            ])
            .labels([Label::FabriquesDeTerritoire])
            .fees([Fee::FreeOnCondition, Fee::Paying])
            .reached_by([
                AccessMode::WalkIn,
                AccessMode::Email,
                AccessMode::OnlineAppointment,
            ])
            .booking_page("https://moulinaparoles.example/reserver")
            .helps_by([SupportMode::OnYourOwn, SupportMode::Workshop]),
        CHAUMELUNE
            .place("chaumelune-cafe", "Café associatif Le Bon Débit", "9 Grande Rue")
            .at(95.0, 70.0)
            .kinds([Typology::ASSO, Typology::TIERS_LIEUX])
            .phone("02 61 91 40 41")
            .email("comptoir@lebondebit.example")
            .hours("We,Th 16:00-20:00; Fr,Sa 16:00-23:00; Su 10:00-13:00; PH off")
            .updated_days_ago(17)
            .summary("Un café, une connexion, et toujours un habitué qui s'y connaît un peu.")
            .description(
                "Le jeudi, on apporte son téléphone et ses questions. La réponse coûte un sourire, le \
                 sirop un euro.",
            )
            .services([Service::EverydayTools, Service::InternetAndComputers])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual])
            .reached_by([AccessMode::WalkIn]),
        CHAUMELUNE
            .place(
                "chaumelune-observatoire",
                "La Nuit des curieux",
                "Chemin de la Grande-Ourse",
            )
            .at(-620.0, 480.0)
            .complement("Observatoire municipal, la coupole blanche")
            .kinds([Typology::ASSO])
            .phone("06 39 98 40 07")
            .email("coupole@chaumelune.example")
            .hours("We,Fr 20:30-01:30; PH,SH 20:30-01:30")
            .updated_days_ago(5)
            .summary(
                "On apprend à photographier les étoiles avec son téléphone. De nuit, forcément : jusqu'à \
                 une heure et demie.",
            )
            .description(
                "S'il pleut, on reste sous la coupole et on trie les photos. Apportez un pull et une lampe \
                 rouge.\n\
                 Pendant les vacances, c'est tous les soirs. Les enfants viennent avec un grand, les \
                 grands avec un thermos.",
            )
            .services([Service::LeisureAndCreation, Service::DigitalCulture])
            .audiences([Audience::FamiliesAndChildren, Audience::YoungPeople])
            .fees([Fee::FreeOnCondition])
            .helps_by([SupportMode::Workshop])
            .reached_by([AccessMode::Phone, AccessMode::Email]),
        TROIS_LAVOIRS
            .place("trois-lavoirs-tiers-lieu", "La Lessive", "12 rue de la Source")
            .at(120.0, 60.0)
            .complement("L'ancienne laverie")
            .kinds([Typology::TIERS_LIEUX, Typology::ESS])
            .phone("02 61 91 60 41")
            .site("http://la-lessive.example/")
            .hours("Tu,Th 09:00-17:00; Fr 14:00-22:00; PH off")
            .updated_days_ago(64)
            .summary("On y lave son linge et on y fait ses papiers. Un cycle court suffit souvent.")
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .fees([Fee::Free, Fee::Paying])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
    ]
}
