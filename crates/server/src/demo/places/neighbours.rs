//! Where neighbours meet: social centres, youth clubs, clubs of retired people, mediators.

use domain::places::{
    AccessMode, Audience, Fee, Label, Programme, Service, SpecificCare, SupportMode, Typology,
};

use super::Draft;
use crate::demo::canton::{
    MONTAVREUIL, PORT_LOUBRE, SAINT_GOURLIN, SAINTE_OIZELLE, TROIS_LAVOIRS, VERNILLON,
};

pub fn all() -> Vec<Draft> {
    vec![
        MONTAVREUIL
            .place(
                "montavreuil-centre-social",
                "Centre social La Passerelle",
                "30 rue des Trois-Ponts",
            )
            .at(-280.0, -430.0)
            .kinds([Typology::CS, Typology::CSC])
            .phone("02 61 91 10 50")
            .email("accueil@lapasserelle.example")
            .site("https://www.lapasserelle.example/")
            .hours("Mo-Th 09:00-12:00,14:00-18:30; Fr 09:00-17:00; SH 14:00-18:00; Sa,Su,PH off")
            .updated_days_ago(14)
            .summary("Le café est prêt, l'ordinateur aussi. On vous aide, et parfois vous aidez le suivant.")
            .description(
                "Ateliers du mardi : parler, lire, écrire, cliquer. On y apprend le français et le clavier \
                 en même temps.\n\
                 Une salle de jeux permet de venir avec les petits.",
            )
            .services([
                Service::AdministrativeHelp,
                Service::EverydayTools,
                Service::Parenting,
            ])
            .audiences([Audience::FamiliesAndChildren, Audience::Women])
            .cares_for([
                SpecificCare::Illiteracy,
                SpecificCare::OtherLanguages,
                SpecificCare::English,
            ])
            .programmes([Programme::CafAccessPoint, Programme::PromeneursDuNet])
            .labels([Label::Duplex])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        MONTAVREUIL
            .place(
                "montavreuil-mjc",
                "MJC Le Grand Plongeoir",
                "2 allée de l'Ancienne-Piscine",
            )
            .at(-610.0, -90.0)
            .kinds([Typology::MJC])
            .phone("02 61 91 10 51")
            .email("plouf@grandplongeoir.example")
            .site("https://grandplongeoir.example/")
            .hours("Tu-Fr 16:00-20:00; We,Sa 13:30-19:00; PH off")
            .updated_days_ago(29)
            .summary("Montage vidéo, musique, jeux : on saute ensemble, l'eau est bonne.")
            .description(
                "La piscine est vide depuis vingt ans. On y a mis un studio. L'acoustique est excellente.",
            )
            .services([
                Service::LeisureAndCreation,
                Service::DigitalCulture,
                Service::SafeUse,
            ])
            .audiences([Audience::YoungPeople])
            .programmes([Programme::PromeneursDuNet])
            .fees([Fee::Paying, Fee::FreeOnCondition])
            .helps_by([SupportMode::Workshop])
            .reached_by([AccessMode::WalkIn, AccessMode::Phone, AccessMode::Email]),
        MONTAVREUIL
            .place(
                "montavreuil-pimms",
                "PIMMS Médiation Val-de-Loubre",
                "5 place de la Gare",
            )
            .at(-560.0, 340.0)
            .kinds([Typology::PIMMS])
            .phone("02 61 91 10 52")
            .email("pimms@val-de-loubre.example")
            .hours("Mo-Fr 09:00-12:30,14:00-17:30; Fr 15:00-16:00 off; PH off")
            .updated_days_ago(51)
            .summary(
                "Une facture bizarre, un billet de train, un compteur muet : on appelle et on clique avec \
                 vous.",
            )
            .services([Service::AdministrativeHelp, Service::SafeUse])
            .programmes([Programme::FranceServices, Programme::AidantsConnect])
            .cares_for([SpecificCare::OtherLanguages, SpecificCare::Deafness])
            .helps_by([SupportMode::Individual, SupportMode::Remote]),
        MONTAVREUIL
            .place(
                "montavreuil-arobases",
                "Les Arobases d'argent",
                "9 rue du Four-Banal",
            )
            .at(150.0, 190.0)
            .complement("Salle des aînés, on entre par le jardin")
            .kinds([Typology::ASSO])
            .phone("06 39 98 10 53")
            .email("arobases@montavreuil.example")
            .hours("Mo,Th 14:00-17:00; SH,PH off")
            .updated_days_ago(75)
            .summary(
                "Des retraités apprennent à des retraités. Moyenne d'âge : 74 ans. Moyenne de rires : \
                 élevée.",
            )
            .description(
                "Ginette, 81 ans, a appris à sa petite-fille à passer un appel vidéo. Elle vous \
                 apprendra aussi.\n\
                 On vient deux fois pour essayer, puis on adhère : douze euros par an.",
            )
            .services([
                Service::EverydayTools,
                Service::SafeUse,
                Service::LeisureAndCreation,
            ])
            .audiences([Audience::Seniors])
            .fees([Fee::FreeOnCondition])
            .helps_by([SupportMode::Workshop]),
        SAINTE_OIZELLE
            .place(
                "sainte-oizelle-evs",
                "Espace de vie sociale La Basse-Cour",
                "2 chemin des Oies",
            )
            .at(-190.0, -70.0)
            .kinds([Typology::EVS])
            .phone("02 61 91 20 50")
            .email("labassecour@sainte-oizelle.example")
            .hours("Tu,Th,Fr 09:30-12:00,13:30-17:00; Sa[2] 10:00-12:00; PH off")
            .updated_days_ago(390)
            .summary("Un coup de main pour un dossier, un coin couture, un coin clavier.")
            .services([
                Service::AdministrativeHelp,
                Service::EverydayTools,
                Service::Parenting,
            ])
            .audiences([Audience::FamiliesAndChildren])
            .programmes([Programme::CafAccessPoint]),
        SAINT_GOURLIN
            .place(
                "saint-gourlin-maison-quartier",
                "Maison de quartier des Forgerons",
                "18 rue du Soufflet",
            )
            .at(-210.0, 160.0)
            .kinds([Typology::MQ])
            .phone("02 61 91 70 50")
            .hours("Mo-Th 16:30-19:00; SH 10:00-12:00,14:00-18:00; Sa,Su,PH off")
            .updated_days_ago(48)
            .summary(
                "Après l'école, aide aux devoirs et aux écrans. Pendant les vacances, toute la journée ou \
                 presque.",
            )
            .services([
                Service::Parenting,
                Service::EverydayTools,
                Service::InternetAndComputers,
            ])
            .audiences([Audience::YoungPeople, Audience::FamiliesAndChildren])
            .helps_by([SupportMode::Individual, SupportMode::Workshop]),
        TROIS_LAVOIRS
            .place(
                "trois-lavoirs-comite",
                "Comité des fêtes et des tablettes",
                "Rue du Grand-Lavoir",
            )
            .at(-95.0, 30.0)
            .complement("Salle des fêtes")
            .kinds([Typology::ASSO])
            .phone("06 39 98 60 18")
            .hours("Th[-1] 14:30-17:00; Jul-Aug off; PH off")
            .updated_days_ago(610)
            .summary("Le dernier jeudi du mois, on range les tables et on sort les tablettes.")
            .services([Service::EverydayTools, Service::LeisureAndCreation])
            .audiences([Audience::Seniors])
            .helps_by([SupportMode::Workshop])
            .reached_by([AccessMode::WalkIn]),
        VERNILLON
            .place(
                "vernillon-chez-nous",
                "Chez nous, habitat partagé",
                "21 rue du Bief",
            )
            .at(80.0, -95.0)
            .kinds([Typology::PENSION, Typology::ASSO])
            .phone("02 61 91 30 52")
            .hours("Mo 14:00-16:00; We 10:00-12:00; PH off")
            .updated_days_ago(830)
            .summary("La salle commune est ouverte au village : wifi, imprimante, et soupe le lundi.")
            .services([Service::InternetAndComputers, Service::EverydayTools])
            .audiences([Audience::Seniors])
            .cares_for([SpecificCare::MotorDisability])
            .helps_by([SupportMode::OnYourOwn, SupportMode::Individual]),
        PORT_LOUBRE
            .place(
                "port-loubre-eclusiers",
                "Amicale des éclusiers connectés",
                "Maison de l'écluse",
            )
            .at(130.0, -85.0)
            .kinds([Typology::ASSO])
            .phone("06 39 98 50 03")
            .hours("Fr 17:00+")
            .updated_days_ago(205)
            .summary(
                "Tous les vendredis dès 17 heures, jusqu'à ce que la dernière question trouve sa réponse.",
            )
            .services([Service::EverydayTools, Service::SafeUse])
            .helps_by([SupportMode::Individual])
            .reached_by([AccessMode::WalkIn]),
    ]
}
