//! Needs in plain words, French and English.

use domain::places::Service;

use crate::ask::{Ask, Is, ask};

const HELP: Is = Is::Offers(Service::AdministrativeHelp);
const TOOLS: Is = Is::Offers(Service::EverydayTools);
const ACCESS: Is = Is::Offers(Service::InternetAndComputers);
const WORK: Is = Is::Offers(Service::WorkIntegration);
const EQUIPMENT: Is = Is::Offers(Service::AffordableEquipment);

#[rustfmt::skip]
pub fn table() -> Vec<Ask> {
    vec![
        ask("imprimer un document").all(10, ACCESS).total(500, 1_200).no_suggestion(),
        ask("photocopies").all(10, ACCESS),
        ask("scanner").all(10, ACCESS),
        ask("scanner un document à Lille").all(5, Is::OffersIn(Service::InternetAndComputers, "Lille")),
        ask("refaire ma carte grise").all(10, HELP).total(400, 900).no_suggestion(),
        ask("renouveler un passeport").all(10, HELP),
        ask("aide impots").first(Is::Named("impot")).among(2, HELP),
        ask("déclaration d'impôts en ligne").among(3, HELP).among(3, Is::Named("Finances Publiques")),
        ask("apprendre internet").total(1_000, 6_000),
        ask("créer une adresse mail").all(10, TOOLS),
        ask("mot de passe oublié").among(10, TOOLS),
        ask("apprendre à me servir d'une tablette").all(10, TOOLS),
        ask("je cherche où apprendre l'ordinateur près de chez moi").all(10, TOOLS),
        ask("je débute en informatique").in_part(),
        ask("acheter un ordinateur pas cher").all(5, EQUIPMENT).total(5, 30).no_suggestion(),
        ask("ordinateur reconditionné").all(5, EQUIPMENT),
        ask("faire mon cv").all(10, WORK),
        ask("chercher du travail").all(5, WORK),
        ask("chercher un emploi à Valenciennes").first(Is::NamedIn("Pôle Emploi", "Valenciennes")).all(5, Is::In("Valenciennes")),
        ask("déclaration caf").all(5, Is::Named("Caf")),
        ask("rsa").among(5, Is::Named("caf")),
        ask("j'ai besoin d'aide pour pole emploi").all(10, Is::Named("Pôle Emploi")).total(100, 2_000),
        ask("france travail").all(3, Is::Named("France Travail")).among(4, Is::Named("Pôle Emploi")).total(100, 2_000),
        ask("chômage").among(10, Is::Named("Pôle Emploi")),
        ask("carte vitale").all(3, Is::Named("CPAM")),
        ask("wifi gratuit").all(5, Is::Named("Internet")).among(5, ACCESS).total(500, 1_200),
        ask("contrôle parental").total(1, 20),
        ask("arnaque sur internet").total(1, 6_000),
        ask("réfugiés").first(Is::Named("migrants")),
        // Who does not know how, or cannot, is led to where it is taught.
        ask("je ne comprends rien à internet").all(10, TOOLS).no_suggestion(),
        ask("j'y arrive pas avec mon ordinateur").all(10, TOOLS).no_suggestion(),
        ask("je sais pas me servir de mon téléphone").all(10, TOOLS),
        ask("je suis nul en informatique").all(10, TOOLS),
        ask("aidez moi je suis perdue avec ma tablette").all(10, TOOLS),
        ask("mon ordinateur je n'y comprends rien").all(10, TOOLS),
        ask("i don't understand computers").all(10, TOOLS),
        ask("je ne comprends rien à la CAF").all(5, Is::Named("Caf")),
        ask("je n'arrive pas à imprimer").all(10, ACCESS).no_suggestion(),
        // A day is no typing error of a word, nor a word of a day.
        ask("et démarche ouvert samedi").no_suggestion(),
        ask("démarche dimanche").no_suggestion(),
        ask("et mardi").no_suggestion(),
        ask("j'y arrive pas").total(5_000, 6_500).no_need(),
        // The same needs from somebody who reads the pages in English.
        ask("library Lille").all(5, Is::In("Lille")).among(1, Is::Named("Bibliothèque")),
        ask("library near Lille").around("Lille").first(Is::Within(5_000.0)),
        ask("where can I print near Roubaix").around("Roubaix").all(5, Is::Within(5_000.0)).first(ACCESS),
        ask("printer").all(10, ACCESS),
        ask("cheap computer").all(5, EQUIPMENT),
        ask("computer").first(Is::Named("ordinateur")).total(1_000, 6_000),
        ask("job").among(10, Is::Named("emploi")),
        ask("tax help in Lille").all(5, Is::OffersIn(Service::AdministrativeHelp, "Lille")),
        ask("town hall Roubaix").all(2, Is::NamedIn("Mairie", "Roubaix")),
        ask("benefits").all(3, Is::Named("caf")),
        ask("phone").all(10, TOOLS).no_suggestion(),
        ask("free wifi").all(5, ACCESS),
        ask("car papers").all(10, HELP).total(400, 6_000).no_suggestion(),
        ask("car registration").all(10, HELP).total(400, 6_000).no_suggestion(),
        ask("driving licence").all(10, HELP).no_suggestion(),
        ask("passport").all(10, HELP).no_suggestion(),
        ask("taxes").among(3, HELP).total(400, 6_000),
        ask("job search").first(Is::Named("emploi")).total(100, 2_000).no_suggestion(),
        ask("find a job").first(Is::Named("emploi")).total(100, 2_000).no_suggestion(),
        ask("i lost my password").among(10, TOOLS).total(100, 6_000).no_suggestion(),
        ask("print a resume").among(5, WORK).among(5, ACCESS).no_suggestion(),
        ask("print a CV").among(5, WORK).among(5, ACCESS).no_suggestion(),
        // The plain words of the pages for a service find the places that have it.
        ask("ordinateur").first(Is::Named("ordinateur")).total(1_000, 6_000),
        ask("ordi").first(Is::Named("ordi")).total(1_000, 6_000),
        ask("internet").first(Is::Named("internet")).total(1_000, 6_000),
        ask("téléphone").total(1_000, 6_000),
        ask("apprendre").total(1_000, 6_000),
        // A body that people write to on line is a need, besides the places that bear its name.
        ask("Pôle emploi").all(10, Is::Named("Pôle Emploi")).total(100, 2_000),
        ask("ameli").among(2, Is::Named("CPAM")).total(400, 6_000),
        ask("mdph").total(400, 6_000),
        ask("CAF").all(5, Is::Named("Caf")).total(400, 6_000),
    ]
}
