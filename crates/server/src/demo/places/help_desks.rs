//! Town halls, their desks and the post office: where a letter with a stamp and a password both end up.

use domain::places::{
    AccessMode, Audience, Fee, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{
    CHAUMELUNE, MONTAVREUIL, PIERREBRUNE, PORT_LOUBRE, SAINT_GOURLIN, SAINTE_OIZELLE, TROIS_LAVOIRS,
    VERNILLON,
};

/// The building that the town hall of Montavreuil shares with three other places, at the centre of the town.
const HALL: &str = "1 place de la Halle";

pub fn all() -> Vec<Draft> {
    let mut desks = in_the_hall();
    desks.extend(in_the_villages());
    desks.extend(post_offices());
    desks
}

fn in_the_hall() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place("montavreuil-mairie", "Mairie de Montavreuil", HALL)
            .complement("Rez-de-chaussée, porte de gauche")
            .kinds([Typology::MUNI])
            .phone("02 61 91 10 00")
            .email("mairie@montavreuil.example")
            .site("https://www.montavreuil.example/")
            .hours("Mo-Fr 08:30-12:30,13:30-17:30; Sa 09:00-12:00; PH off")
            .summary(
                "Un ordinateur, une imprimante et quelqu'un à l'accueil pour vos papiers d'identité en \
                 ligne.",
            )
            .description(
                "Vous n'avez pas d'imprimante ? Nous en avons une. Vous ne trouvez pas la bonne page ? \
                 Nous la cherchons avec vous.\n\
                 Venez avec votre pièce d'identité et votre téléphone : les codes arrivent souvent par \
                 message.",
            )
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual])
            .cares_for([SpecificCare::MotorDisability])
            .accessibility_page("https://acces-libre.example/montavreuil/mairie-de-montavreuil/"),
        MONTAVREUIL
            .place(
                "montavreuil-france-services",
                "France Services de Montavreuil",
                HALL,
            )
            .complement("Rez-de-chaussée, porte de droite")
            .kinds([Typology::RFS])
            .parent("Communauté de communes du Val-de-Loubre")
            .phone("02 61 91 10 10")
            .email("france-services@val-de-loubre.example")
            .site("https://france-services.val-de-loubre.example/")
            .hours("Mo 13:30-17:30; Tu-Fr 09:00-12:30,13:30-17:30; PH off")
            .updated_days_ago(6)
            .summary(
                "Impôts, retraite, santé, allocations, carte grise : deux personnes vous aident à faire vos \
                 démarches.",
            )
            .description(
                "On ne vous demande pas de tout savoir. On s'assoit, on regarde ensemble, on envoie \
                 ensemble.\n\
                 Si vous ne pouvez pas faire seul, nos aidantes peuvent agir en votre nom, avec votre \
                 accord écrit.\n\
                 Apportez vos courriers, même ceux que vous n'avez pas ouverts.",
            )
            .services([
                Service::AdministrativeHelp,
                Service::EverydayTools,
                Service::InternetAndComputers,
            ])
            .programmes([
                Programme::FranceServices,
                Programme::AidantsConnect,
                Programme::CafAccessPoint,
            ])
            .labels([Label::MonEspaceSante, Label::Duplex])
            .cares_for([
                SpecificCare::Illiteracy,
                SpecificCare::MotorDisability,
                SpecificCare::Deafness,
            ])
            .reached_by([
                AccessMode::WalkIn,
                AccessMode::Phone,
                AccessMode::Email,
                AccessMode::OnlineAppointment,
            ])
            .helps_by([
                SupportMode::OnYourOwn,
                SupportMode::Individual,
                SupportMode::Remote,
            ])
            .booking_page("https://rendez-vous.val-de-loubre.example/france-services"),
        MONTAVREUIL
            .place("montavreuil-ccas", "CCAS de Montavreuil", HALL)
            .complement("Premier étage, ascenseur au fond du couloir")
            .kinds([Typology::CCAS])
            .parent("Mairie de Montavreuil")
            .phone("02 61 91 10 20")
            .email("ccas@montavreuil.example")
            .hours("Mo,Tu,Th,Fr 09:00-12:00; We 14:00-17:00; PH off")
            .updated_days_ago(44)
            .summary(
                "Pour demander une aide, monter un dossier, ou simplement dire que c'est difficile en ce \
                 moment.",
            )
            .description("Un café, une chaise, une porte qui ferme. Ce que vous dites ici reste ici.")
            .services([Service::AdministrativeHelp])
            .programmes([Programme::AidantsConnect])
            .audiences([Audience::Seniors, Audience::FamiliesAndChildren])
            .cares_for([SpecificCare::Illiteracy, SpecificCare::MentalDisability]),
    ]
}

fn in_the_villages() -> Vec<Draft> {
    vec![
        SAINTE_OIZELLE
            .place(
                "sainte-oizelle-mairie",
                "Mairie de Sainte-Oizelle",
                "4 place aux Oies",
            )
            .kinds([Typology::MUNI])
            .phone("02 61 91 20 00")
            .email("mairie@sainte-oizelle.example")
            .hours("Mo,Tu,Th,Fr 09:00-12:00,14:00-17:00; PH off")
            .updated_days_ago(95)
            .summary(
                "La secrétaire de mairie aide pour les démarches simples. Pour le reste, elle connaît les \
                 bonnes portes.",
            )
            .services([Service::AdministrativeHelp]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-mairie",
                "Mairie de Saint-Gourlin-la-Forge",
                "2 rue du Soufflet",
            )
            .kinds([Typology::MUNI, Typology::MSAP])
            .phone("02 61 91 70 00")
            .email("mairie@saint-gourlin.example")
            .site("https://saint-gourlin.example/")
            .hours("Mo,We,Fr 08:30-12:00; Th 16:00-19:00; PH off")
            .summary(
                "Un poste en libre accès, et de l'aide le jeudi jusqu'à 19 heures pour ceux qui travaillent.",
            )
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .programmes([Programme::FranceServices])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
        VERNILLON
            .place("vernillon-mairie", "Mairie de Vernillon", "8 rue du Bief")
            .kinds([Typology::MUNI])
            .phone("02 61 91 30 00")
            .hours("Tu,Fr 14:00-18:00; Sa[1] 10:00-12:00; PH off")
            .updated_days_ago(410)
            .summary("Le mardi et le vendredi après-midi, et le premier samedi du mois au matin.")
            .services([Service::AdministrativeHelp]),
        PIERREBRUNE
            .place(
                "pierrebrune-mairie",
                "Mairie de Pierrebrune-le-Haut",
                "1 montée de l'Église",
            )
            .kinds([Typology::MUNI])
            .phone("02 61 91 80 00")
            .email("mairie@pierrebrune.example")
            .hours("Tu 09:00-12:00; Th 14:00-18:00; PH off")
            .updated_days_ago(760)
            .summary("Ici le téléphone passe mal, mais la fibre est arrivée : venez vous brancher au chaud.")
            .description(
                "La salle du conseil sert de salon numérique. Le poêle est allumé de la Toussaint à \
                 Pâques.\n\
                 S'il neige, téléphonez avant de monter.",
            )
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .helps_by([SupportMode::OnYourOwn]),
        // All that the canton knows of this desk: what the schema requires and nothing more.
        PORT_LOUBRE
            .bare_place("port-loubre-mairie", "Mairie de Port-Loubre", "Le Bourg")
            .updated_days_ago(1_005),
        TROIS_LAVOIRS
            .place(
                "trois-lavoirs-mairie",
                "Mairie des Trois-Lavoirs",
                "3 rue de la Source",
            )
            .kinds([Typology::MUNI])
            .phone("02 61 91 60 00")
            .hours_in_words(
                "Quand le drapeau est sorti, c'est ouvert. Sinon, frappez chez la voisine d'en face.",
            )
            .updated_days_ago(530)
            .summary("Une petite mairie où l'on prend le temps. Les horaires ? Regardez le drapeau.")
            .services([Service::AdministrativeHelp])
            .reached_by([AccessMode::WalkIn]),
    ]
}

fn post_offices() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-poste",
                "La Poste de Montavreuil, étape numérique",
                "14 rue des Tanneurs",
            )
            .at(310.0, -140.0)
            .kinds([Typology::LA_POSTE])
            .phone("02 61 91 10 36")
            .hours("Mo-We,Fr 09:00-12:00,14:00-17:30; Th 10:00-12:00,14:00-17:30; Sa 09:00-12:00; PH off")
            .updated_days_ago(120)
            .summary("Une conseillère regarde avec vous où vous en êtes et vous propose la bonne suite.")
            .services([Service::EverydayTools, Service::SafeUse])
            .labels([Label::EtapesNumeriques])
            .audiences([Audience::Seniors])
            .reached_by([AccessMode::WalkIn]),
        CHAUMELUNE
            .place(
                "chaumelune-agence-postale",
                "Agence postale de Chaumelune",
                "6 Grande Rue",
            )
            .at(40.0, 65.0)
            .complement("Dans l'épicerie")
            .kinds([Typology::LA_POSTE, Typology::MUNI])
            .phone("02 61 91 40 36")
            .hours("Tu-Sa 08:30-12:30; PH off")
            .summary("Une tablette près du comptoir pour vos démarches. On vous montre, entre deux colis.")
            .description(
                "La tablette est reliée à internet. Pour un dossier plus long, on vous garde une place au \
                 calme, dans l'arrière-boutique, à côté des confitures.",
            )
            .services([Service::AdministrativeHelp, Service::InternetAndComputers])
            .labels([Label::EtapesNumeriques])
            .fees([Fee::FreeOnCondition])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
    ]
}
