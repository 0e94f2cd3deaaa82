//! Places made by chance, for measuring: as many as wanted, the same for the same seed, spread over the communes of
//! France by population, with the words, hours and gaps of real files.

use domain::hours::Hours;
use domain::places::{
    AccessMode, Address, Audience, Choices, Email, Fee, Itinerancy, Line, Phone, Pivot, PlaceName,
    PlaceRecord, Programme, Prose, RecordId, Service, SpecificCare, SupportMode, Typology, Vocabulary,
    WebAddress,
};
use domain::territory::Position;
use jiff::ToSpan;
use rand::rngs::SmallRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use reference::Commune;

/// A kind of place: what its name starts with, its typology, how often it is met.
struct Kind {
    opening: &'static str,
    typology: Typology,
    programme: Option<Programme>,
    weight: u32,
    named_after_commune: bool,
}

const fn kind(
    opening: &'static str,
    typology: Typology,
    programme: Option<Programme>,
    weight: u32,
    named_after_commune: bool,
) -> Kind {
    Kind {
        opening,
        typology,
        programme,
        weight,
        named_after_commune,
    }
}

const KINDS: [Kind; 20] = [
    kind("Mairie de", Typology::MUNI, None, 14, true),
    kind("CCAS de", Typology::CCAS, None, 10, true),
    kind(
        "France services de",
        Typology::RFS,
        Some(Programme::FranceServices),
        12,
        true,
    ),
    kind(
        "Maison France services",
        Typology::RFS,
        Some(Programme::FranceServices),
        5,
        false,
    ),
    kind("Médiathèque", Typology::BIB, None, 12, false),
    kind("Bibliothèque municipale de", Typology::BIB, None, 6, true),
    kind(
        "Espace public numérique",
        Typology::EPN,
        Some(Programme::DigitalAdvisers),
        5,
        false,
    ),
    kind("Centre social", Typology::CS, None, 7, false),
    kind(
        "Maison des jeunes et de la culture",
        Typology::MJC,
        None,
        3,
        false,
    ),
    kind("Espace de vie sociale", Typology::EVS, None, 3, false),
    kind("Mission locale", Typology::ML, None, 3, false),
    kind(
        "PIMMS médiation",
        Typology::PIMMS,
        Some(Programme::AidantsConnect),
        2,
        false,
    ),
    kind("Point information jeunesse", Typology::PIJ_BIJ, None, 2, false),
    kind("Association", Typology::ASSO, None, 6, false),
    kind("Tiers-lieu", Typology::TIERS_LIEUX, None, 3, false),
    kind("Fablab", Typology::FABLAB, None, 1, false),
    kind("Recyclerie", Typology::RESSOURCERIE, None, 1, false),
    kind(
        "Maison départementale des solidarités",
        Typology::MDS,
        None,
        2,
        false,
    ),
    kind(
        "Communauté de communes",
        Typology::EPCI,
        Some(Programme::DigitalAdvisers),
        2,
        false,
    ),
    kind("Bureau de poste de", Typology::LA_POSTE, None, 1, true),
];

const PROPER_NAMES: [&str; 32] = [
    "Jean-Jaurès",
    "Louise-Michel",
    "George-Sand",
    "Simone-Veil",
    "Victor-Hugo",
    "Marie-Curie",
    "Jules-Verne",
    "Olympe-de-Gouges",
    "Colette",
    "Albert-Camus",
    "des Tilleuls",
    "du Moulin",
    "de la Fontaine",
    "des Quatre-Vents",
    "du Vieux-Pont",
    "de la Gare",
    "des Lavandières",
    "Nord",
    "Sud",
    "Est",
    "Ouest",
    "du Centre",
    "des Écoles",
    "de l'Étang",
    "des Remparts",
    "du Marché",
    "Entraide",
    "Clic et Compagnie",
    "La Passerelle",
    "L'Escale",
    "Le Phare",
    "Les Deux Rives",
];

const STREETS: [&str; 16] = [
    "rue de la République",
    "place de la Mairie",
    "avenue de la Gare",
    "rue des Écoles",
    "place du Marché",
    "rue Victor Hugo",
    "rue du Moulin",
    "boulevard de la Liberté",
    "rue de l'Église",
    "allée des Platanes",
    "rue Pasteur",
    "chemin des Vignes",
    "rue du 8 Mai 1945",
    "route de Paris",
    "impasse des Lilas",
    "quai des Bateliers",
];

const HOURS: [&str; 24] = [
    "Mo-Fr 09:00-12:00,14:00-17:00; PH off",
    "Mo-Fr 08:30-12:00,13:30-17:30",
    "Mo-Th 09:00-12:00,13:30-17:30; Fr 09:00-12:00,13:30-16:30",
    "Mo,Tu,Th,Fr 09:00-12:00; We 14:00-18:00",
    "Tu 15:00-18:30; We 10:00-12:00,14:00-18:00; Fr 15:00-18:30; Sa 10:00-13:00",
    "Tu-Sa 10:00-12:30,13:30-18:00; PH off",
    "Tu,Th 09:00-12:00",
    "We 14:00-17:00",
    "Th 09:00-12:00,13:30-17:00",
    "Mo-Fr 09:00-18:00",
    "Mo-Sa 09:00-12:00",
    "Tu 13:30-17:30; Th 13:30-17:30",
    "Mo 13:30-17:00; Tu-Fr 08:45-12:00,13:30-17:00; Sa 09:00-12:00",
    "Fr 09:00-12:30",
    "Mo-We 09:00-12:30,13:30-17:00; Th 13:30-19:00; Fr 09:00-12:30",
    "Mo-Fr 10:00-19:00; Sa 14:00-18:00",
    "Tu-Fr 16:00-18:00; Sa 10:00-12:00; SH off",
    "Mo,We,Fr 08:30-12:30",
    "week 1-53/2 Tu 09:00-12:00",
    "Tu[1,3] 14:00-17:00",
    "We 09:00-12:00,14:00-17:00; Sa[1] 09:00-12:00",
    "Mo-Su 09:00-19:00",
    "Th 17:00-19:00; Sa 09:30-11:30",
    "sur rendez-vous, le mardi ou le jeudi",
];

const SENTENCES: [&str; 12] = [
    "Nous vous aidons à faire vos démarches en ligne, pas à pas.",
    "Des ateliers pour apprendre à se servir d'un ordinateur, d'une tablette ou d'un smartphone.",
    "Ordinateurs et connexion internet en libre accès, imprimante et scanner.",
    "Un conseiller numérique vous reçoit sur rendez-vous ou sans rendez-vous.",
    "Accompagnement pour la CAF, la CPAM, France Travail, les impôts et la carte grise.",
    "Initiation à la bureautique, à la messagerie et à la navigation sur internet.",
    "Aide à la rédaction de CV et à la recherche d'emploi en ligne.",
    "Lieu d'écoute et d'orientation ouvert à tous les habitants du quartier.",
    "Ateliers parents et enfants autour des écrans.",
    "Réparation et don de matériel informatique reconditionné.",
    "Création numérique, impression 3D et jeux vidéo le mercredi.",
    "Une équipe de bénévoles accueille les personnes qui ne sont pas à l'aise avec l'écrit.",
];

/// Makes `size` records. The same seed gives the same records; a larger size starts with those of a smaller one.
pub fn records(size: usize, seed: u64, today: jiff::civil::Date) -> impl Iterator<Item = PlaceRecord> {
    let communes: Vec<(&Commune, Position, u64)> = cumulated_by_population();
    let mut chance = SmallRng::seed_from_u64(seed);
    (0..size).map(move |number| record(number, &communes, today, &mut chance))
}

/// Inhabited communes with a centre, each with the number of inhabitants up to and including it.
fn cumulated_by_population() -> Vec<(&'static Commune, Position, u64)> {
    let mut sum = 0;
    reference::france()
        .communes()
        .iter()
        .filter(|commune| commune.kind == reference::CommuneKind::Commune && !commune.postcodes.is_empty())
        .filter_map(|commune| {
            // Small communes have places too: a town hall counts as five hundred people.
            sum += u64::from(commune.population?) + 500;
            Some((commune, commune.centre?, sum))
        })
        .collect()
}

fn record(
    number: usize,
    communes: &[(&Commune, Position, u64)],
    today: jiff::civil::Date,
    chance: &mut SmallRng,
) -> PlaceRecord {
    let everybody = communes.last().expect("France has communes").2;
    let drawn = chance.random_range(0..everybody);
    let (commune, centre, _) = communes[communes.partition_point(|(_, _, sum)| *sum <= drawn)];
    let kind = KINDS
        .choose_weighted(chance, |kind| kind.weight)
        .expect("kinds have weights");
    let proper = pick(chance, &PROPER_NAMES);
    let name = if kind.named_after_commune {
        format!("{} {}", kind.opening, commune.name)
    } else {
        format!("{} {proper}", kind.opening)
    };
    let site = format!(
        "https://lieu-{number}.example/{}",
        kind.typology.code().to_lowercase()
    );
    let spread_deg = 0.004 + f64::from(commune.population.unwrap_or(0)).sqrt() / 20_000.0;
    let mut around = |middle: f64| middle + (chance.random::<f64>() - 0.5) * 2.0 * spread_deg;
    let (latitude, longitude) = (around(centre.latitude()), around(centre.longitude()));
    let description = (0..chance.random_range(1..4))
        .map(|_| pick(chance, &SENTENCES))
        .collect::<Vec<_>>()
        .join(" ");
    PlaceRecord {
        id: RecordId::parse(&format!("lieu-{number}")).expect("short and visible"),
        pivot: chance
            .random_bool(0.5)
            .then(|| Pivot::parse(&format!("9{number:013}")).expect("fourteen digits")),
        name: PlaceName::parse(&name).expect("names of kinds and communes are short"),
        address: Address {
            street: Line::parse(&format!(
                "{} {}",
                chance.random_range(1..120),
                pick(chance, &STREETS)
            ))
            .expect("one short line"),
            complement: None,
            postcode: commune.postcodes[0],
            commune: Line::parse(&commune.name).expect("one short line"),
            commune_code: Some(commune.code),
        },
        position: chance
            .random_bool(0.98)
            .then(|| Position::new(latitude, longitude).expect("near the centre of a commune")),
        typologies: [kind.typology].into_iter().collect(),
        phone: chance
            .random_bool(0.7)
            .then(|| Phone::parse(&format!("+331990{:05}", number % 100_000)).expect("nine digits")),
        emails: if chance.random_bool(0.5) {
            vec![Email::parse(&format!("contact@lieu-{number}.example")).expect("an address")]
        } else {
            Vec::new()
        },
        websites: if chance.random_bool(0.5) {
            vec![WebAddress::parse(&site).expect("an address")]
        } else {
            Vec::new()
        },
        hours: chance
            .random_bool(0.7)
            .then(|| Hours::read(pick(chance, &HOURS)).expect("short texts")),
        summary: chance
            .random_bool(0.4)
            .then(|| Line::parse(pick(chance, &SENTENCES)).expect("one line")),
        description: chance
            .random_bool(0.6)
            .then(|| Prose::parse(&description).expect("short")),
        collected_by: Line::parse("Mesure").ok(),
        itinerancy: some_of::<Itinerancy>(chance, &[0.03, 0.3]),
        parent: None,
        updated_on: today.saturating_sub(chance.random_range(0..900).days()),
        services: some_of::<Service>(chance, &[0.75, 0.7, 0.35, 0.4, 0.2, 0.2, 0.4, 0.45, 0.05]),
        audiences: some_of::<Audience>(chance, &[0.15, 0.08, 0.12, 0.15, 0.03]),
        care: some_of::<SpecificCare>(chance, &[0.1, 0.1, 0.05, 0.1, 0.08, 0.03, 0.05]),
        fees: some_of::<Fee>(chance, &[0.8, 0.05, 0.08]),
        programmes: kind
            .programme
            .into_iter()
            .chain(some_of::<Programme>(chance, &[0.1, 0.01, 0.03]).iter())
            .collect(),
        labels: Choices::none(),
        other_labels: Vec::new(),
        access_modes: some_of::<AccessMode>(chance, &[0.8, 0.7, 0.4, 0.1, 0.02, 0.02]),
        support_modes: some_of::<SupportMode>(chance, &[0.4, 0.8, 0.5, 0.1]),
        accessibility_page: None,
        booking_page: chance
            .random_bool(0.08)
            .then(|| WebAddress::parse("https://rendez-vous.example/lieu").expect("an address")),
    }
}

fn pick<'a>(chance: &mut SmallRng, texts: &[&'a str]) -> &'a str {
    texts.choose(chance).expect("the lists are not empty")
}

/// Each value with its own probability; values past the end of the list are never chosen.
fn some_of<V: Vocabulary>(chance: &mut SmallRng, probabilities: &[f64]) -> Choices<V> {
    V::ALL
        .iter()
        .zip(probabilities)
        .filter(|(_, p)| chance.random_bool(**p))
        .map(|(value, _)| *value)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_places_and_another_one_others() {
        let today = jiff::civil::date(2026, 11, 2);
        let first: Vec<_> = records(50, 1, today).collect();
        assert_eq!(first, records(80, 1, today).take(50).collect::<Vec<_>>());
        assert_ne!(first, records(50, 2, today).collect::<Vec<_>>());
    }
}
