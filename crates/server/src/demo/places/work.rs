//! Looking for work, keeping it, starting something.

use domain::places::{
    AccessMode, Audience, Fee, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{MONTAVREUIL, PORT_LOUBRE, SAINT_GOURLIN, SAINTE_OIZELLE};

pub fn all() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-mission-locale",
                "Mission locale du Val-de-Loubre",
                "17 rue de la Gare",
            )
            .at(-450.0, 235.0)
            .kinds([Typology::ML])
            .phone("02 61 91 10 70")
            .email("accueil@mission-locale.val-de-loubre.example")
            .site("https://mission-locale.val-de-loubre.example/")
            .hours("Mo-Fr 09:00-12:30,13:30-17:00; Th 13:30-17:00 off; PH off")
            .updated_days_ago(25)
            .summary(
                "16-25 ans : un CV qui vous ressemble, une boîte mail sérieuse, et quelqu'un qui vous \
                 rappelle.",
            )
            .services([
                Service::WorkIntegration,
                Service::AdministrativeHelp,
                Service::InternetAndComputers,
            ])
            .audiences([Audience::YoungPeople])
            .programmes([Programme::PromeneursDuNet, Programme::PixCertification])
            .reached_by([
                AccessMode::WalkIn,
                AccessMode::Phone,
                AccessMode::OnlineAppointment,
            ])
            .booking_page("https://mission-locale.val-de-loubre.example/rendez-vous")
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        MONTAVREUIL
            .place(
                "montavreuil-maison-emploi",
                "Maison de l'emploi La Clé sous le pot",
                "19 rue de la Gare",
            )
            .at(-470.0, 245.0)
            .kinds([Typology::MDE, Typology::PLIE])
            .phone("02 61 91 10 71")
            .email("emploi@val-de-loubre.example")
            .hours("Mo-Fr 08:45-12:15,13:15-17:15; PH off")
            .updated_days_ago(66)
            .summary("Six ordinateurs pour chercher, un conseiller pour trouver, un scanner qui marche.")
            .services([
                Service::WorkIntegration,
                Service::InternetAndComputers,
                Service::EverydayTools,
            ])
            .cares_for([SpecificCare::Illiteracy])
            .helps_by([
                SupportMode::OnYourOwn,
                SupportMode::Individual,
                SupportMode::Workshop,
            ]),
        MONTAVREUIL
            .place(
                "montavreuil-point-jeunes",
                "Point info jeunes Le Cagibi",
                "2 bis rue des Trois-Ponts",
            )
            .at(-110.0, -160.0)
            .kinds([Typology::PIJ_BIJ])
            .phone("02 61 91 10 72")
            .hours("Tu,Th,Fr 12:00-18:00; We 10:00-18:00; PH off")
            .updated_days_ago(37)
            .summary(
                "Deux mètres sur trois, mais on y a trouvé des stages, des logements et un groupe de rock.",
            )
            .services([
                Service::AdministrativeHelp,
                Service::WorkIntegration,
                Service::SafeUse,
            ])
            .audiences([Audience::YoungPeople, Audience::Students])
            .programmes([Programme::PromeneursDuNet]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-jardins",
                "Les Jardins de la Forge",
                "Chemin des Scories",
            )
            .at(-480.0, -260.0)
            .kinds([Typology::ACI, Typology::EI, Typology::AI])
            .phone("02 61 91 70 71")
            .email("radis@jardins-forge.example")
            .hours_in_words(
                "Sur rendez-vous, le matin de préférence. L'après-midi, nous avons les mains dans la terre.",
            )
            .updated_days_ago(460)
            .summary("Un chantier d'insertion où l'on cultive des radis et sa première adresse mail.")
            .services([Service::WorkIntegration, Service::EverydayTools])
            .cares_for([SpecificCare::Illiteracy, SpecificCare::OtherLanguages])
            .reached_by([AccessMode::Phone, AccessMode::ReferralByEmail]),
        SAINTE_OIZELLE
            .place("sainte-oizelle-cae", "La Couveuse", "5 route des Vergers")
            .at(360.0, 270.0)
            .complement("Ancien séchoir à prunes")
            .kinds([Typology::ESS, Typology::ETABL_PRI])
            .phone("02 61 91 20 70")
            .email("bonjour@lacouveuse.example")
            .site("https://lacouveuse.example/")
            .hours("Mo-Fr 09:00-18:00; Dec 20-Jan 05 off; PH off")
            .updated_days_ago(19)
            .summary(
                "Vous voulez vendre vos pots de miel en ligne ? On commence par une photo et un prix juste.",
            )
            .services([
                Service::WorkIntegration,
                Service::DigitalCulture,
                Service::SafeUse,
            ])
            .audiences([Audience::Women])
            .fees([Fee::FreeOnCondition, Fee::Paying])
            .labels([Label::FabriquesDeTerritoire])
            .reached_by([AccessMode::OnlineAppointment, AccessMode::Email])
            .booking_page("https://lacouveuse.example/prendre-un-oeuf")
            .helps_by([SupportMode::Individual, SupportMode::Remote]),
        PORT_LOUBRE
            .place(
                "port-loubre-chomeurs",
                "Les Pieds dans l'eau, entraide emploi",
                "Quai du Gué",
            )
            .at(-70.0, -40.0)
            .kinds([Typology::ASSO_CHOMEUR])
            .phone("06 39 98 50 71")
            .hours("Mo[1],Mo[3] 14:00-17:00; PH off")
            .updated_days_ago(320)
            .summary("Chercher du travail à plusieurs, c'est moins long. Le premier et le troisième lundi.")
            .services([Service::WorkIntegration])
            .helps_by([SupportMode::Workshop])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone]),
    ]
}
