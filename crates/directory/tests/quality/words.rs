//! Names as people write them: accents, typing errors, elision, plurals, hyphens, short names, unfinished words; and
//! words that mean nothing.

use domain::places::Service;

use crate::ask::{Ask, Is, ask, typing};

const ACCESS: Is = Is::Offers(Service::InternetAndComputers);

const VERY_LONG: &str = "bonjour je suis à la retraite et je voudrais savoir où je pourrais trouver quelqu'un de patient \
    pour m'aider à faire ma déclaration de revenus sur internet parce que je n'ai pas d'ordinateur à la maison et que \
    mes enfants habitent loin merci beaucoup de votre réponse et bonne journée à toute votre équipe si gentille";

#[rustfmt::skip]
pub fn table() -> Vec<Ask> {
    vec![
        // The name itself comes first.
        ask("Médiathèque de Gap").first(Is::NamedIn("Médiathèque de Gap", "Gap")).total(1, 4),
        ask("mediatheque de gap").first(Is::NamedIn("Médiathèque de Gap", "Gap")),
        ask("MÉDIATHÈQUES DE GAP").first(Is::NamedIn("Médiathèque de Gap", "Gap")),
        ask("communauté de communes flandre lys").first(Is::NamedIn("Flandre Lys", "La Gorgue")).total(1, 5),
        ask("la goutte d'ordinateur").first(Is::Named("Goutte d'Ordinateur")),
        ask("maison de la justice et du droit").first(Is::Named("Maison de la Justice et du Droit")),
        ask("maison de quartier wazemmes").first(Is::NamedIn("Wazemmes", "Lille")),
        ask("vieux lille").first(Is::NamedIn("Vieux Lille", "Lille")),
        ask("point d'accès au droit").first(Is::Named("Point d'Accès au Droit")),
        ask("mission locale").first(Is::Named("Mission Locale")).all(5, Is::Named("Mission Locale")),
        ask("Technopole Martinique").first(Is::Named("Technopole Martinique")),
        ask("solidarité informatique").all(2, Is::Named("Solidarité Informatique")),
        ask("france services dunkerque").all(2, Is::NamedIn("France services", "Dunkerque")),
        // Elision and apostrophes of every kind.
        ask("l'espoir").first(Is::Named("l'espoir")),
        ask("association l espoir").first(Is::Named("l'espoir")),
        ask("anses d'arlet").all(5, Is::In("Les Anses-d'Arlet")),
        ask("anses d’arlet mairie").all(2, Is::NamedIn("Mairie", "Les Anses-d'Arlet")),
        // Plural, feminine, hyphens.
        ask("centres sociaux lille").all(5, Is::In("Lille")).among(3, Is::Named("Centre Social")),
        ask("centre social mosaïques").first(Is::NamedIn("Mosaïque", "Lille")),
        ask("bibliotheques").first(Is::Named("thèque")),
        ask("tiers-lieux").first(Is::Named("Tiers-lieu")).total(20, 90),
        ask("tiers lieu").all(3, Is::Named("lieu")),
        ask("sous préfecture").first(Is::Named("Sous-Préfecture")),
        // One error, two errors.
        ask("harmonie mutuele pamiers").first(Is::NamedIn("Harmonie Mutuelle", "Pamiers")),
        ask("mediateque lille").all(5, Is::NamedIn("diath", "Lille")).suggests("médiathèque lille"),
        ask("emmaüs conect").first(Is::Named("Emmaüs Connect")).suggests("emmaüs connect"),
        ask("centre comunal d'action social lille").first(Is::NamedIn("Centre communal d'action sociale", "Lille")),
        ask("mediatheqe municipale villeneuve d ascq").first(Is::NamedIn("Mediatheque", "Villeneuve-d'Ascq")),
        ask("demarche adminsitrative").among(3, Is::Named("Demarches")).suggests("demarche administrative"),
        ask("bibliotequhe gap").first(Is::In("Gap")),
        // Errors in words that only the synonyms know, and expressions written together.
        ask("imprimmer").all(10, ACCESS),
        ask("francetravail").all(3, Is::Named("France Travail")).among(4, Is::Named("Pôle Emploi")).no_suggestion(),
        ask("francetravial").among(4, Is::Named("Pôle Emploi")).suggests("france travail"),
        ask("frnace travail").all(3, Is::Named("France Travail")),
        ask("poleemploi lille").all(2, Is::NamedIn("Pôle Emploi", "Lille")),
        ask("sécuritésociale").all(3, Is::Named("CPAM")),
        ask("fotocopie").all(10, ACCESS),
        // What is known is never corrected.
        ask("pole emploi").all(10, Is::Named("Pôle Emploi")).no_suggestion(),
        ask("pole").no_suggestion(),
        ask("anpe").first(Is::Named("France Travail")).among(5, Is::Named("Pôle Emploi")).no_suggestion(),
        // Short names and old names.
        ask("C.C.A.S. Roubaix").all(3, Is::NamedIn("CCAS", "Roubaix")),
        ask("epn").among(3, Is::Named("EPN")),
        ask("espace public numérique").among(5, Is::Named("Espace public numérique")),
        ask("cyberbase").among(5, Is::Named("Cyberbase")),
        ask("cyber-base vauclin").first(Is::NamedIn("Cyber Base", "Le Vauclin")),
        ask("caisse d'allocations familiales").all(5, Is::Named("caf")),
        ask("sécu dunkerque").first(Is::NamedIn("CPAM", "Dunkerque")),
        ask("assurance maladie roubaix").all(2, Is::NamedIn("CPAM", "Roubaix")),
        ask("caisse de retraite valenciennes").first(Is::NamedIn("Carsat", "Valenciennes")),
        ask("msap").first(Is::Named("MSAP")).among(5, Is::Named("France services")),
        ask("fab lab").all(2, Is::Named("Lab")),
        // Unfinished.
        typing("médiath").all(5, Is::Named("médiath")),
        typing("fort de fr").all(5, Is::In("Fort-de-France")),
        typing("lill").all(5, Is::In("Lille")),
        typing("harmonie mut").first(Is::Named("Harmonie Mut")),
        typing("maison de quartier waz").first(Is::Named("Wazemmes")),
        // Nothing to be found, or everything.
        ask("xyzzyqwv").nothing(),
        ask("de la les").total(5_000, 6_500).no_need(),
        ask("").total(5_000, 6_500),
        ask("help me").total(5_000, 6_500).no_need(),
        ask("a").total(5_000, 6_500).no_need(),
        ask("aidez moi").total(5_000, 6_500).no_need(),
        ask("Bonjour, je cherche").total(5_000, 6_500).no_need(),
        ask("???").total(5_000, 6_500).unreadable(),
        ask("🎉 !!!").total(5_000, 6_500).unreadable(),
        ask("привет").nothing(),
        ask("zzzz lille").in_part().all(5, Is::In("Lille")),
        ask("ordinatuer").suggests("ordinateur"),
        ask(VERY_LONG).in_part(),
    ]
}
