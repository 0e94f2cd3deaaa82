//! Care, housing, rights: places that know that a form is rarely the real problem.

use domain::places::{AccessMode, Audience, Label, Programme, Service, SpecificCare, SupportMode, Typology};

use super::Draft;
use crate::demo::canton::{CHAUMELUNE, MONTAVREUIL, SAINT_GOURLIN, VERNILLON};

pub fn all() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-solidarites",
                "Maison des solidarités de la Loubre",
                "25 rue des Trois-Ponts",
            )
            .at(-240.0, -380.0)
            .kinds([Typology::MDS, Typology::DEPT, Typology::CDAS])
            .phone("02 61 91 10 80")
            .hours("Mo-Fr 08:45-12:00,13:30-17:00; PH off")
            .updated_days_ago(88)
            .summary(
                "Les assistantes sociales du secteur. Elles vous aident à garder vos droits, écran compris.",
            )
            .services([Service::AdministrativeHelp])
            .programmes([Programme::AidantsConnect])
            .cares_for([
                SpecificCare::Illiteracy,
                SpecificCare::MentalDisability,
                SpecificCare::Deafness,
            ])
            .reached_by([AccessMode::Phone, AccessMode::ReferralByEmail]),
        MONTAVREUIL
            .place(
                "montavreuil-halte",
                "La Halte, accueil de jour et hébergement",
                "6 rue du Ruisseau",
            )
            .at(380.0, -390.0)
            .kinds([Typology::CHRS, Typology::OACAS])
            .phone("02 61 91 10 81")
            .email("lahalte@val-de-loubre.example")
            .hours("Mo-Fr 08:00-11:30,14:00-17:00; Sa,Su,PH 08:00-11:30")
            .updated_days_ago(16)
            .summary(
                "Une douche, un café, une prise, et un coffre-fort numérique pour ne plus perdre ses \
                 papiers.",
            )
            .description(
                "Ouvert aussi les jours fériés, parce que c'est là qu'on en a besoin.\n\
                 Les chiens sont les bienvenus. Deux d'entre nous se sont formés à Lyon.",
            )
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .programmes([Programme::RedCross, Programme::EmmausConnect])
            .labels([Label::MesPapiers])
            .cares_for([
                SpecificCare::OtherLanguages,
                SpecificCare::English,
                SpecificCare::Illiteracy,
            ])
            .reached_by([AccessMode::WalkIn])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
        MONTAVREUIL
            .place(
                "montavreuil-droits-femmes",
                "Permanence Une chambre à soi",
                "11 rue du Puits-Doux",
            )
            .at(70.0, 310.0)
            .complement("Sonnette du milieu")
            .kinds([Typology::CIDFF, Typology::PAD])
            .phone("02 61 91 10 82")
            .email("unechambreasoi@val-de-loubre.example")
            .hours("Tu 09:00-12:00 unknown \"sur rendez-vous\"; Th 14:00-18:00; PH off")
            .updated_days_ago(30)
            .summary(
                "Droits, séparation, téléphone surveillé : on vous écoute, on vérifie votre appareil, on \
                 agit.",
            )
            .description(
                "L'entrée est discrète. Vous pouvez venir accompagnée. Vous pouvez repartir sans rien dire.",
            )
            .services([Service::AdministrativeHelp, Service::SafeUse])
            .audiences([Audience::Women])
            .cares_for([SpecificCare::OtherLanguages])
            .reached_by([AccessMode::Phone, AccessMode::OnlineAppointment])
            .booking_page("https://rendez-vous.val-de-loubre.example/une-chambre-a-soi"),
        MONTAVREUIL
            .place(
                "montavreuil-sante",
                "Maison de santé Les Quatre Saisons",
                "15 avenue des Tilleuls",
            )
            .at(610.0, 430.0)
            .kinds([Typology::CMS, Typology::CPAM])
            .phone("02 61 91 10 83")
            .hours("We 09:00-12:00 || Mo-Fr 09:00-18:00 unknown \"sur rendez-vous au 02 61 91 10 83\"")
            .updated_days_ago(41)
            .summary(
                "Prendre rendez-vous, ouvrir son dossier de santé, préparer une téléconsultation sans \
                 stress.",
            )
            .services([Service::AdministrativeHelp, Service::SafeUse])
            .labels([Label::MonEspaceSante])
            .audiences([Audience::Seniors])
            .cares_for([SpecificCare::MotorDisability, SpecificCare::VisualImpairment])
            .reached_by([AccessMode::Phone]),
        // For its residents only: it is in the directory so that families know, not so that people come.
        VERNILLON
            .place(
                "vernillon-ehpad",
                "Résidence La Tonnelle, atelier tablettes",
                "14 allée des Glycines",
            )
            .at(210.0, 140.0)
            .kinds([Typology::ETABL_PRI])
            .phone("02 61 91 30 80")
            .hours("Tu,Fr 14:30-16:00; PH off")
            .updated_days_ago(135)
            .summary(
                "Pour les résidents : photos des petits-enfants, belote en ligne, appels vidéo du dimanche.",
            )
            .description(
                "L'atelier n'accueille pas de public. Les familles peuvent demander un appel vidéo au \
                 bureau.",
            )
            .services([Service::EverydayTools, Service::LeisureAndCreation])
            .audiences([Audience::Seniors])
            .cares_for([SpecificCare::VisualImpairment, SpecificCare::MentalDisability])
            .reached_by([AccessMode::NoPublic])
            .helps_by([SupportMode::Workshop]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-esat",
                "Les Ateliers de l'Étincelle",
                "3 rue de l'Enclume",
            )
            .at(200.0, -95.0)
            .kinds([Typology::ESAT, Typology::EA])
            .phone("02 61 91 70 80")
            .email("etincelle@saint-gourlin.example")
            .hours("Mo-Th 09:00-12:00,13:30-16:30; Aug off; PH off")
            .updated_days_ago(170)
            .summary("Apprendre le numérique en pictogrammes, avec du temps et de la place pour un fauteuil.")
            .services([Service::EverydayTools, Service::SafeUse])
            .cares_for([SpecificCare::MentalDisability, SpecificCare::MotorDisability])
            .reached_by([AccessMode::Phone, AccessMode::ReferralByEmail])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        CHAUMELUNE
            .place(
                "chaumelune-accueil",
                "Maison des Arrivants",
                "2 chemin des Hirondelles",
            )
            .at(-150.0, -120.0)
            .kinds([Typology::CADA, Typology::HUDA, Typology::CPH])
            .phone("02 61 91 40 80")
            .email("arrivants@chaumelune.example")
            .hours("Mo,We,Fr 09:30-12:30; PH off")
            .updated_days_ago(55)
            .summary("Premières démarches en France, en sept langues et beaucoup de gestes.")
            .description(
                "You can come with your phone and your letters. We read them together.\n\
                 On parle aussi arabe, dari, tigrigna et ukrainien.",
            )
            .services([
                Service::AdministrativeHelp,
                Service::EverydayTools,
                Service::InternetAndComputers,
            ])
            .cares_for([
                SpecificCare::English,
                SpecificCare::OtherLanguages,
                SpecificCare::Illiteracy,
            ])
            .programmes([Programme::RedCross])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        MONTAVREUIL
            .place(
                "montavreuil-fjt",
                "Résidence jeunes Le Hamac",
                "8 quai des Tanneurs",
            )
            .at(445.0, -235.0)
            .kinds([Typology::RS_FJT])
            .phone("02 61 91 10 84")
            .hours("Mo-Fr 17:00-21:00; PH off")
            .updated_days_ago(285)
            .summary(
                "Aide au logement, premier bail, première fiche de paie : on remplit ça autour d'une pizza.",
            )
            .services([Service::AdministrativeHelp, Service::WorkIntegration])
            .audiences([Audience::YoungPeople, Audience::Students])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
    ]
}
