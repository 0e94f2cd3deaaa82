//! Where one learns: schools after school, the university's antenna, training centres.

use domain::places::{
    AccessMode, Audience, Fee, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{MONTAVREUIL, SAINT_GOURLIN, SAINTE_OIZELLE};

pub fn all() -> Vec<Draft> {
    vec![
        SAINTE_OIZELLE
            .place("sainte-oizelle-ecole", "L'École d'à côté", "1 rue de l'École")
            .at(60.0, -150.0)
            .complement("Entrée par le préau")
            .kinds([Typology::ETABL_PUB])
            .phone("02 61 91 20 60")
            .hours("Tu 18:00-20:00; Th 16:45-18:15; SH,PH off")
            .updated_days_ago(58)
            .summary(
                "Les parents reviennent à l'école le soir : cahier en ligne, cantine, contrôle parental. \
                 En période scolaire.",
            )
            .description("On s'assoit sur les petites chaises. Cela met tout le monde à égalité.")
            .services([Service::Parenting, Service::EverydayTools, Service::SafeUse])
            .audiences([Audience::FamiliesAndChildren])
            .helps_by([SupportMode::Workshop]),
        MONTAVREUIL
            .place(
                "montavreuil-amphi",
                "L'Amphi des champs, antenne universitaire",
                "40 avenue de la Gare",
            )
            .at(-700.0, 410.0)
            .kinds([Typology::ETABL_PUB])
            .phone("02 61 91 10 60")
            .email("amphi@val-de-loubre.example")
            .site("https://amphi-des-champs.example/")
            .hours("Sep-Jun: Mo-Th 08:00-21:00; Sep-Jun: Fr 08:00-18:00; PH off")
            .updated_days_ago(80)
            .summary("Étudier à distance sans être seul : salles, wifi rapide, tutorat le mardi soir.")
            .services([
                Service::InternetAndComputers,
                Service::DigitalCulture,
                Service::WorkIntegration,
            ])
            .audiences([Audience::Students, Audience::YoungPeople])
            .programmes([Programme::PixCertification])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Remote])
            .reached_by([AccessMode::WalkIn, AccessMode::Email]),
        MONTAVREUIL
            .place(
                "montavreuil-formation",
                "Les Claviers de la Loubre, centre de formation",
                "3 impasse du Tisserand",
            )
            .at(530.0, 120.0)
            .kinds([Typology::OF, Typology::GEIQ])
            .phone("02 61 91 10 61")
            .email("inscription@claviers-de-la-loubre.example")
            .site("https://www.claviers-de-la-loubre.example/")
            .hours("Mo-Fr 08:30-12:00,13:00-16:30; Aug 01-Aug 20 off; PH off")
            .updated_days_ago(240)
            .summary("Apprendre un métier du numérique en neuf mois, sans diplôme, avec un ordinateur prêté.")
            .services([Service::WorkIntegration, Service::DigitalCulture])
            .audiences([Audience::YoungPeople, Audience::Women])
            .programmes([Programme::GrandeEcoleDuNumerique, Programme::PixCertification])
            .fees([Fee::FreeOnCondition, Fee::Paying])
            .reached_by([AccessMode::Phone, AccessMode::Email, AccessMode::ReferralByEmail])
            .helps_by([SupportMode::Workshop, SupportMode::Remote]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-e2c",
                "École de la deuxième chance de la Forge",
                "6 cour des Apprentis",
            )
            .at(310.0, -60.0)
            .kinds([Typology::E2C])
            .phone("02 61 91 70 60")
            .hours("Mo-Th 09:00-16:30; Fr 09:00-12:00; Dec 24-Jan 02 off; PH off")
            .updated_days_ago(102)
            .summary("De 16 à 25 ans, on reprend le fil : un stage, un projet, un ordinateur pour l'écrire.")
            .services([Service::WorkIntegration, Service::EverydayTools])
            .audiences([Audience::YoungPeople])
            .programmes([Programme::PixCertification])
            .description("Nos formatrices traversent la Loire tous les lundis : elles viennent de Bourgogne.")
            .labels([Label::ArniaMednumBfc])
            .reached_by([AccessMode::Phone, AccessMode::ReferralByEmail])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        MONTAVREUIL
            .place(
                "montavreuil-ludotheque",
                "Ludothèque À qui le tour",
                "12 rue du Four-Banal",
            )
            .at(165.0, 215.0)
            .kinds([Typology::ASSO, Typology::EVS])
            .phone("02 61 91 10 62")
            .hours("We 10:00-12:00, We,Fr 15:30-18:30, Sa 10:00-17:00; PH off")
            .updated_days_ago(11)
            .summary(
                "Des jeux avec et sans écran, et de quoi comprendre pourquoi on n'arrive pas à s'arrêter.",
            )
            .services([Service::Parenting, Service::LeisureAndCreation])
            .audiences([Audience::FamiliesAndChildren])
            .cares_for([SpecificCare::MentalDisability])
            .helps_by([SupportMode::Workshop])
            .fees([Fee::Paying]),
    ]
}
