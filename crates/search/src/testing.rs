//! An invented country of places, the same for a seed on every machine, to measure and to test at any size.
//! Nothing in it is real: town and street names are made of syllables, words are drawn as language does (Zipf).

use crate::document::Document;
use crate::schema::{FacetField, Schema, TextField};
use crate::synonyms::Synonyms;

/// Queries of every kind on the invented country, with whether the last word is unfinished.
pub const QUERIES: [(&str, bool); 12] = [
    ("mediatheque", false),
    ("aide numérique", false),
    ("Je cherche de l'aide pour la CAF", false),
    ("pole emploi", false),
    ("ordinatuer", false),
    ("bibliotheqe municipale", false),
    ("atel", true),
    ("imprimer un cv", false),
    ("espace public numérique gratuit", false),
    ("maison de services", false),
    ("59120", false),
    ("accompagnement aux démarches en ligne", false),
];

/// The fields of the invented country.
#[derive(Debug, Clone)]
pub struct Country {
    /// The schema, with the French synonyms.
    pub schema: Schema,
    name: TextField,
    town: TextField,
    address: TextField,
    themes: TextField,
    description: TextField,
    services: FacetField,
    typology: FacetField,
    departement: FacetField,
    commune: FacetField,
    choices: Vec<(FacetField, u32)>,
}

/// A small generator of numbers (SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
/// 2014).
#[derive(Debug, Clone)]
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Small numbers often, large ones rarely: the rank of a word.
    fn rank(&mut self, bound: usize) -> usize {
        ((bound as f64).powf(self.unit()) - 1.0) as usize
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const KINDS: &[&str] = &[
    "Médiathèque",
    "Bibliothèque municipale",
    "Mairie",
    "Espace France Services",
    "Centre social",
    "Maison de quartier",
    "Mission locale",
    "CCAS",
    "Espace public numérique",
    "France Travail",
    "Tiers-lieu",
    "Maison de services au public",
    "Cyberbase",
    "Association",
    "Caisse d'allocations familiales",
    "La Poste",
];

const THEMES: &[&str] = &[
    "Aide aux démarches administratives",
    "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique",
    "Utilisation sécurisée du numérique",
    "Parentalité et éducation",
    "Loisirs et créations numériques",
    "Compréhension du monde numérique",
    "Accès internet et matériel informatique",
    "Acquisition de matériel informatique à prix solidaire",
];

const WORDS: &[&str] = &[
    "accueil",
    "accompagnement",
    "numérique",
    "aide",
    "démarches",
    "ligne",
    "ordinateur",
    "atelier",
    "ateliers",
    "gratuit",
    "public",
    "habitants",
    "rendez-vous",
    "permanence",
    "conseiller",
    "internet",
    "imprimante",
    "scanner",
    "formation",
    "initiation",
    "CAF",
    "impôts",
    "CPAM",
    "carte grise",
    "emploi",
    "CV",
    "smartphone",
    "tablette",
    "débutants",
    "seniors",
    "jeunes",
    "familles",
    "association",
    "bénévoles",
    "mardi",
    "jeudi",
    "matin",
    "après-midi",
    "semaine",
    "mensuel",
    "collectif",
    "individuel",
    "projet",
    "culture",
    "éducation",
    "service",
    "accès",
    "wifi",
    "informatique",
    "logiciel",
    "messagerie",
    "sécurité",
    "administratif",
    "dossier",
    "retraite",
    "logement",
    "santé",
    "mobilité",
    "handicap",
    "inscription",
    "inclusion",
    "réparation",
    "matériel",
    "prêt",
    "écran",
    "souris",
];

const SYLLABLES: &[&str] = &[
    "va", "lo", "mé", "ri", "tou", "be", "cha", "gny", "sau", "vil", "mon", "ker", "plou", "an", "dre",
    "ber", "nac", "li", "ze", "ru", "fon", "tai", "bre", "dor", "mar", "que", "la", "se", "vi", "ro",
];

const STREETS: &[&str] = &[
    "rue",
    "avenue",
    "place",
    "boulevard",
    "chemin",
    "impasse",
    "route",
];

/// Facet fields with few values beside the main ones, with how many.
const CHOICES: &[(&str, u32)] = &[
    ("public", 7),
    ("care", 5),
    ("cost", 3),
    ("access", 8),
    ("label", 40),
    ("accessible", 2),
    ("mobile", 2),
    ("language", 30),
    ("source", 12),
    ("freshness", 4),
    ("kind", 6),
];

impl Country {
    /// Its schema.
    pub fn new() -> Self {
        let mut builder = Schema::builder()
            .title("name", 6.0, 4.0)
            .title_worth("town", 5.0, 2.0, 1.2)
            .text("address", 2.0, 4.0)
            .text("themes", 2.0, 12.0)
            .text("description", 1.0, 35.0)
            .facet("services", 9)
            .facet("typology", 96)
            .facet("departement", 101)
            .filter_only("commune")
            .synonyms(Synonyms::french());
        for &(name, values) in CHOICES {
            builder = builder.facet(name, values);
        }
        let schema = builder.finish().expect("the fields are constant and few");
        let text = |name| schema.text_field(name).expect("declared above");
        let facet = |name: &str| schema.facet_field(name).expect("declared above");
        Self {
            name: text("name"),
            town: text("town"),
            address: text("address"),
            themes: text("themes"),
            description: text("description"),
            services: facet("services"),
            typology: facet("typology"),
            departement: facet("departement"),
            commune: facet("commune"),
            choices: CHOICES
                .iter()
                .map(|&(name, values)| (facet(name), values))
                .collect(),
            schema,
        }
    }

    /// The first `count` places of the country of that seed, with keys from 0.
    pub fn places(&self, count: usize, seed: u64) -> impl Iterator<Item = Document> + '_ {
        let towns = (count / 6).clamp(20, 35_000);
        (0..count).map(move |key| self.place(key as u64, towns, seed))
    }

    fn place(&self, key: u64, towns: usize, seed: u64) -> Document {
        let mut chance = Chance(seed ^ key.wrapping_mul(0xd134_2543_de82_ef95));
        let number = chance.rank(towns);
        let mut town = Chance(seed ^ (number as u64).wrapping_mul(0xaf25_1af3_b0f0_25b5));
        let town_name = invented(&mut town, 3);
        let (lat, lon) = (43.0 + 7.5 * town.unit(), -1.5 + 8.0 * town.unit());
        let departement = ((lat - 43.0) / 7.5 * 10.0) as u32 * 10 + ((lon + 1.5) / 8.0 * 10.0) as u32;
        let postcode = departement * 1_000 + 10 * town.below(100) as u32;

        let kind = chance.pick(KINDS);
        let patron = invented_of(chance.rank(8_000));
        let name = match chance.below(3) {
            0 => format!("{kind} de {town_name}"),
            1 => format!("{kind} {patron}"),
            _ => format!("{kind} {} {patron}", chance.pick(WORDS)),
        };
        let street = invented_of(chance.rank(20_000));
        let address = format!("{} {} {street}", 1 + chance.below(120), chance.pick(STREETS));
        let mut description = String::new();
        for _ in 0..15 + chance.below(40) {
            description.push_str(WORDS[chance.rank(WORDS.len())]);
            description.push_str(" de ");
        }
        let mut place = Document::new(key)
            .sorted_by(&name)
            .text(self.name, name)
            .text(self.town, format!("{postcode:05} {town_name}"))
            .text(self.address, address)
            .text(self.description, description)
            .facet(self.typology, chance.rank(96) as u32)
            .facet(self.departement, departement)
            .facet(self.commune, number as u32);
        for (theme, words) in THEMES.iter().enumerate() {
            if chance.below(3) == 0 {
                place = place.text(self.themes, *words).facet(self.services, theme as u32);
            }
        }
        for &(field, values) in &self.choices {
            place = place.facet(field, chance.rank(values as usize) as u32);
        }
        if chance.below(50) > 0 {
            place = place.at(
                lat + (chance.unit() - 0.5) * 0.05,
                lon + (chance.unit() - 0.5) * 0.05,
            );
        }
        place
    }
}

impl Default for Country {
    fn default() -> Self {
        Self::new()
    }
}

fn invented_of(rank: usize) -> String {
    invented(&mut Chance(rank as u64 + 77), 2 + rank % 2)
}

fn invented(chance: &mut Chance, syllables: usize) -> String {
    (0..syllables).map(|_| chance.pick(SYLLABLES)).collect()
}
