//! Towns, postcodes, streets, points and territories.

use directory::Facet;
use domain::places::Service;

use crate::ask::{Ask, Is, ask};

const LILLE: (f64, f64) = (50.637, 3.063);
const ROUBAIX: (f64, f64) = (50.690, 3.181);
const FORT_DE_FRANCE: (f64, f64) = (14.606, -61.070);

#[rustfmt::skip]
pub fn table() -> Vec<Ask> {
    vec![
        ask("Lille").all(10, Is::In("Lille")).total(80, 200),
        ask("Marseille").all(10, Is::In("Marseille")),
        ask("vitre").all(3, Is::In("Vitré")),
        ask("aix en provence").all(10, Is::In("Aix-en-Provence")),
        ask("st etienne").first(Is::In("Saint-Étienne")).all(5, Is::In("Saint-Étienne")).total(10, 40),
        ask("Saint Etienne").first(Is::In("Saint-Étienne")).total(10, 40),
        ask("saint denis").all(5, Is::InJust("Saint-Denis")),
        ask("Saint-Denis").all(5, Is::InJust("Saint-Denis")),
        ask("villeneuve d'ascq").all(5, Is::In("Villeneuve-d'Ascq")),
        ask("Villeneuve d’Ascq").all(5, Is::In("Villeneuve-d'Ascq")),
        ask("le carbet").all(3, Is::In("Le Carbet")),
        ask("lyon 3").all(2, Is::In("Lyon 3e")),
        ask("Lyon 3ème").all(2, Is::In("Lyon 3e")),
        ask("tourcoin").all(5, Is::In("Tourcoing")).suggests("tourcoing"),
        ask("dunkerke").all(5, Is::In("Dunkerque")).suggests("dunkerque"),
        ask("valencienes").all(4, Is::In("Valenciennes")),
        // A name and a town, either way round, with the small words or without.
        ask("médiathèque lille").all(10, Is::In("Lille")).among(1, Is::Named("thèque")).total(8, 30),
        ask("lille médiathèque").all(10, Is::In("Lille")),
        ask("bibliothèque de Roubaix").first(Is::NamedIn("Médiathèque", "Roubaix")),
        ask("ccas roubaix").all(3, Is::NamedIn("CCAS", "Roubaix")),
        ask("mairie du carbet").all(2, Is::NamedIn("Mairie", "Le Carbet")),
        ask("Hôtel de ville de Meyzieu").first(Is::NamedIn("Hotel de Ville", "Meyzieu")),
        ask("udaf saint-étienne").first(Is::NamedIn("UDAF", "Saint-Étienne")).total(1, 3),
        ask("croix rouge Fort-de-France").first(Is::NamedIn("Croix Rouge", "Fort-de-France")),
        ask("carte grise à Roubaix").all(10, Is::OffersIn(Service::AdministrativeHelp, "Roubaix")).total(10, 60),
        ask("imprimer à Dunkerque").all(10, Is::OffersIn(Service::InternetAndComputers, "Dunkerque")),
        ask("conseiller numérique lille").all(10, Is::In("Lille")).total(10, 60),
        // A town to look around, in so many words or because it has nothing of the kind.
        ask("médiathèque près de Lyon").around("Lyon").all(5, Is::NamedWithin("thèque", 15_000.0)),
        ask("autour de Roubaix médiathèque").around("Roubaix").first(Is::NamedIn("Médiathèque", "Roubaix")),
        ask("carte grise à côté de Villeneuve-d'Ascq").around("Villeneuve-d'Ascq").all(5, Is::Within(10_000.0)),
        ask("mairie de Dunkerque").around("Dunkerque").all(3, Is::NamedWithin("mairie", 30_000.0)),
        ask("bureau de poste lille").around("Lille").first(Is::NamedWithin("La Poste", 30_000.0)),
        ask("saint-omer").around("Saint-Omer").all(5, Is::Within(30_000.0)),
        ask("dijon médiathèque").around("Dijon").first(Is::Within(30_000.0)),
        ask("Artigues-près-Bordeaux").first(Is::Named("Artigues")),
        ask("carte grise near Roubaix").around("Roubaix").all(5, Is::Within(10_000.0)),
        // Postcodes and streets.
        ask("59100").all(10, Is::Postcode("59100")),
        ask("97200").all(10, Is::Postcode("97200")),
        ask("médiathèque 59000").all(10, Is::Postcode("59000")),
        ask("05000 médiathèque").first(Is::NamedIn("Médiathèque", "Gap")),
        ask("9 rue pellart").all(2, Is::Street("9 rue Pellart")),
        ask("137 bd georges pompidou").first(Is::Street("137 boulevard Georges Pompidou")).total(1, 2),
        ask("avenue saint-menet marseille").first(Is::Street("de Saint Menet")),
        // From a point.
        ask("médiathèque").near(ROUBAIX.0, ROUBAIX.1).first(Is::NamedWithin("Médiathèque", 1_000.0)),
        ask("médiathèque").near(LILLE.0, LILLE.1).within(3_000.0).all(5, Is::Within(3_000.0)).total(5, 30),
        ask("caf").near(LILLE.0, LILLE.1).first(Is::NamedWithin("Caf du Nord", 2_000.0)),
        ask("carte grise").near(LILLE.0, LILLE.1).all(3, Is::Within(2_000.0)).all(3, Is::Offers(Service::AdministrativeHelp)),
        ask("").near(FORT_DE_FRANCE.0, FORT_DE_FRANCE.1).within(5_000.0).all(5, Is::In("Fort-de-France")).total(20, 80),
        ask("").near(LILLE.0, LILLE.1).nearest_first().all(5, Is::Within(500.0)).total(5_000, 6_500),
        ask("près de chez moi").near(LILLE.0, LILLE.1).all(5, Is::Within(500.0)).total(5_000, 6_500).no_need(),
        ask("médiathèque").near(FORT_DE_FRANCE.0, FORT_DE_FRANCE.1).nearest_first().first(Is::Within(10_000.0)),
        // In a territory, with filters.
        ask("médiathèque").territory("972").all(5, Is::Postcode("972")),
        ask("mairie").territory("R93").first(Is::Named("mairie")),
        ask("caf").territory("59").all(5, Is::Named("Caf")),
        ask("carte grise").territory("59512").all(5, Is::OffersIn(Service::AdministrativeHelp, "Roubaix")),
        ask("médiathèque").territory("59350").all(5, Is::NamedIn("thèque", "Lille")),
        ask("lille").only(&[(Facet::Service, "materiel-solidaire")])
            .all(1, Is::OffersIn(Service::AffordableEquipment, "Lille")).total(1, 8),
        ask("roubaix").only(&[(Facet::Service, "demarches"), (Facet::Fee, "gratuit")])
            .all(5, Is::OffersIn(Service::AdministrativeHelp, "Roubaix")),
        ask("médiathèque").near(LILLE.0, LILLE.1).within(20_000.0).only(&[(Facet::Service, "acces-internet")])
            .all(5, Is::NamedWithin("thèque", 20_000.0)).all(5, Is::Offers(Service::InternetAndComputers)),
    ]
}
