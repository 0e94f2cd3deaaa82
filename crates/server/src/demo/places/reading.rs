//! Libraries, from the one that stays open late to the one that is a shelf and a sofa.

use domain::places::{AccessMode, Audience, Label, Programme, Service, SpecificCare, SupportMode, Typology};

use super::Draft;
use crate::demo::canton::{CHAUMELUNE, MONTAVREUIL, PIERREBRUNE, SAINTE_OIZELLE, TROIS_LAVOIRS, VERNILLON};

pub fn all() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-mediatheque",
                "Médiathèque La Page blanche",
                "1 place de la Halle",
            )
            .complement("Deuxième étage, sous les toits")
            .kinds([Typology::BIB])
            .parent("Communauté de communes du Val-de-Loubre")
            .phone("02 61 91 10 30")
            .email("bonjour@mediatheque-lapageblanche.example")
            .site("https://www.mediatheque-lapageblanche.example/")
            .hours("Mo-Fr 08:30-20:00; Sa 09:00-19:00; Su 14:00-18:00; PH off")
            .updated_days_ago(3)
            .summary(
                "Douze ordinateurs, du wifi, des fauteuils, et une bibliothécaire qui n'a jamais soupiré. \
                 Ouvert sept jours sur sept.",
            )
            .description(
                "Entrez sans carte et sans raison. Les ordinateurs sont libres, une heure ou davantage \
                 s'il n'y a personne derrière vous.\n\
                 Le mercredi, atelier jeux vidéo. Le samedi, on répare les mots de passe perdus. Le \
                 dimanche, on lit.\n\
                 Un agrandisseur d'écran et un clavier à grosses touches vous attendent près de la \
                 fenêtre.",
            )
            .services([
                Service::EverydayTools,
                Service::LeisureAndCreation,
                Service::DigitalCulture,
                Service::InternetAndComputers,
                Service::SafeUse,
            ])
            .programmes([Programme::ReferenceLibraries, Programme::DigitalAdvisers])
            .cares_for([
                SpecificCare::VisualImpairment,
                SpecificCare::MotorDisability,
                SpecificCare::English,
            ])
            .helps_by([
                SupportMode::OnYourOwn,
                SupportMode::Individual,
                SupportMode::Workshop,
            ])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone, AccessMode::Email])
            .accessibility_page("https://acces-libre.example/montavreuil/la-page-blanche/"),
        SAINTE_OIZELLE
            .place(
                "sainte-oizelle-bibliotheque",
                "Bibliothèque La Plume d'oie",
                "11 rue du Verger",
            )
            .at(140.0, 90.0)
            .kinds([Typology::BIB])
            .phone("02 61 91 20 30")
            .email("laplumedoie@sainte-oizelle.example")
            .hours("Tu 16:00-19:00; We 10:00-12:30,14:00-18:00; Fr 16:00-19:00; Sa 10:00-12:30; PH off")
            .summary("Deux ordinateurs, quatre tablettes, et l'heure du conte numérique le mercredi.")
            .description(
                "Les enfants apprennent à chercher sans se perdre. Les parents apprennent à lâcher l'écran \
                 en même temps qu'eux.",
            )
            .services([
                Service::Parenting,
                Service::LeisureAndCreation,
                Service::InternetAndComputers,
            ])
            .audiences([Audience::FamiliesAndChildren, Audience::YoungPeople])
            .programmes([Programme::PromeneursDuNet])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Workshop]),
        VERNILLON
            .place(
                "vernillon-bibliotheque",
                "Bibliothèque Entre les lignes",
                "3 passage du Pétrin",
            )
            .at(-60.0, 45.0)
            .kinds([Typology::BIB, Typology::ASSO])
            .phone("02 61 91 30 30")
            .hours("We 14:00-18:00; Sa 10:00-12:00; SH,PH off")
            .updated_days_ago(260)
            .summary(
                "Des bénévoles, mille cinq cents livres, un ordinateur. Fermé pendant les vacances \
                 scolaires.",
            )
            .services([Service::InternetAndComputers, Service::EverydayTools])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
        CHAUMELUNE
            .place(
                "chaumelune-point-lecture",
                "Point lecture Trois étagères et un canapé",
                "6 Grande Rue",
            )
            .at(40.0, 65.0)
            .complement("Au-dessus de l'épicerie, l'escalier grince mais il tient")
            .kinds([Typology::RELAIS_LECTURE])
            .phone("02 61 91 40 30")
            .hours("We 15:00-17:00; PH off")
            .updated_days_ago(700)
            .summary(
                "Minuscule, deux heures par semaine. On vous prête une liseuse et on vous montre comment \
                 tourner les pages.",
            )
            .services([Service::LeisureAndCreation])
            .audiences([Audience::Seniors])
            .reached_by([AccessMode::WalkIn]),
        TROIS_LAVOIRS
            .place(
                "trois-lavoirs-cabine",
                "La Cabine à lire et à écrire",
                "Place du Lavoir-du-Milieu",
            )
            .at(85.0, -120.0)
            .complement("L'ancienne cabine téléphonique")
            .kinds([Typology::RELAIS_LECTURE, Typology::Autre])
            .hours("24/7")
            .updated_days_ago(180)
            .summary(
                "Une cabine, des livres à échanger, une prise et du wifi. Ouverte jour et nuit, même quand \
                 il pleut.",
            )
            .description(
                "Personne sur place pour vous aider, mais un numéro affiché sur la porte.\n\
                 Merci de refermer : le hérisson du lavoir aime trop les romans.",
            )
            .services([Service::InternetAndComputers])
            .reached_by([AccessMode::WalkIn])
            .helps_by([SupportMode::OnYourOwn]),
        PIERREBRUNE
            .place(
                "pierrebrune-bibliotheque",
                "Bibliothèque d'altitude",
                "5 montée de l'Église",
            )
            .at(35.0, 50.0)
            .complement("Ancien presbytère")
            .kinds([Typology::BIB])
            .phone("02 61 91 80 30")
            .hours("Tu-Sa 14:00-17:30; PH off")
            .closed_for_works(40, 95, "fermé pour travaux : on refait le toit")
            .updated_days_ago(38)
            .summary("La plus haute bibliothèque du canton : 412 mètres. Fermée le temps de refaire le toit.")
            .description(
                "Les livres ont déménagé à la mairie, dans l'armoire verte. Les ordinateurs aussi.\n\
                 Réouverture avec un goûter. Vous êtes invités.",
            )
            .services([Service::InternetAndComputers, Service::DigitalCulture])
            .labels([Label::Duplex])
            .helps_by([SupportMode::OnYourOwn]),
    ]
}
