//! An invented town, and ways of asking for its places.

use search::{Document, FacetField, Index, Query, Results, Schema, Synonyms, TextField};

/// Key, name, town, text, services (0: procedures, 1: computer, 2: job), position.
pub type Row = (
    u64,
    &'static str,
    &'static str,
    &'static str,
    &'static [u32],
    Option<(f64, f64)>,
);

pub const ROWS: &[Row] = &[
    (
        1,
        "Médiathèque Jeanne-Villepin",
        "59120 Valrose",
        "Ateliers numériques, prêt de tablettes, wifi",
        &[1],
        Some((50.600, 3.050)),
    ),
    (
        2,
        "Mairie de Valrose",
        "59120 Valrose",
        "État civil, carte d'identité, passeport",
        &[0],
        Some((50.610, 3.060)),
    ),
    (
        3,
        "Caisse d'allocations familiales",
        "59000 Grandcourt",
        "Prestations, prime d'activité",
        &[0],
        Some((50.640, 3.070)),
    ),
    (
        4,
        "France Travail",
        "59000 Grandcourt",
        "Recherche d'emploi, actualisation",
        &[2],
        Some((50.641, 3.071)),
    ),
    (
        5,
        "Espace public numérique du Moulin",
        "59120 Valrose",
        "Initiation à l'ordinateur, imprimante",
        &[1],
        Some((50.602, 3.055)),
    ),
    (
        6,
        "Centre social l'Arbre aux Possibles",
        "59230 Saint-Amand",
        "Aide aux démarches administratives, impôts",
        &[0, 1],
        Some((50.450, 3.430)),
    ),
    (
        7,
        "Maison France Services",
        "59230 Saint-Amand",
        "Carte grise, permis, déclaration de revenus",
        &[0],
        Some((50.451, 3.431)),
    ),
    (
        8,
        "Mission locale des Jeunes Pousses",
        "59000 Grandcourt",
        "Insertion professionnelle, CV et lettre",
        &[2],
        Some((50.642, 3.069)),
    ),
    (
        9,
        "Repair café Les Doigts d'Or",
        "59120 Valrose",
        "Réparation d'ordinateurs et de smartphones",
        &[1],
        Some((50.599, 3.049)),
    ),
    (
        10,
        "CCAS de Grandcourt",
        "59000 Grandcourt",
        "Revenu de solidarité active, domiciliation",
        &[0],
        Some((50.639, 3.072)),
    ),
    (
        11,
        "Association Souris Verte",
        "59400 Cambrelin",
        "Cours d'informatique pour personnes âgées",
        &[1],
        None,
    ),
    (
        12,
        "Bureau de poste",
        "59400 Cambrelin",
        "Ordinateur en libre accès, scanner",
        &[1],
        Some((50.170, 3.230)),
    ),
    (
        13,
        "Relais de l'Œuvre Laïque",
        "59400 Cambrelin",
        "Aide à la lecture, français langue étrangère",
        &[0],
        Some((50.172, 3.235)),
    ),
    (
        14,
        "Prairie numérique",
        "59400 Cambrelin",
        "Prairies fleuries et jeux vidéo",
        &[],
        Some((50.175, 3.240)),
    ),
    (
        15,
        "Assurance maladie",
        "59000 Grandcourt",
        "Carte vitale, remboursements",
        &[0],
        Some((50.638, 3.068)),
    ),
    (
        16,
        "Permanence numérique de la Gare",
        "59000 Grandcourt",
        "Aide numérique aujourd'hui et demain",
        &[0, 1],
        Some((50.637, 3.075)),
    ),
    (
        17,
        "Mairie",
        "59400 Cambrelin",
        "Accueil",
        &[0],
        Some((50.176, 3.236)),
    ),
];

pub struct Town {
    pub index: Index,
    pub services: FacetField,
    pub name: TextField,
}

pub fn town() -> Town {
    let schema = Schema::builder()
        .title("name", 6.0, 4.0)
        .text("town", 4.0, 2.0)
        .text("text", 1.0, 10.0)
        .facet("services", 3)
        .synonyms(Synonyms::french())
        .finish()
        .expect("a good schema");
    let field = |name| schema.text_field(name).expect("a field");
    let (name, town, text) = (field("name"), field("town"), field("text"));
    let services = schema.facet_field("services").expect("a field");
    let documents = ROWS
        .iter()
        .map(|&(key, its_name, its_town, its_text, its_services, position)| {
            let document = Document::new(key)
                .text(name, its_name)
                .text(town, its_town)
                .text(text, its_text);
            let document = its_services
                .iter()
                .fold(document, |document, &value| document.facet(services, value));
            let document = document.sorted_by(its_name);
            position.map_or(document.clone(), |(lat, lon)| document.at(lat, lon))
        });
    let index = Index::build(schema.clone(), documents.collect::<Vec<_>>()).expect("well formed");
    Town {
        index,
        services,
        name,
    }
}

impl Town {
    pub fn search(&self, query: &Query<'_>) -> Results {
        self.index.search(query).expect("well formed")
    }

    pub fn keys(&self, query: &Query<'_>) -> Vec<u64> {
        self.search(query).hits.iter().map(|hit| hit.key).collect()
    }

    pub fn find(&self, text: &str) -> Vec<u64> {
        self.keys(&Query {
            text,
            ..Query::default()
        })
    }

    pub fn typing(&self, text: &str) -> Vec<u64> {
        self.keys(&Query {
            text,
            prefix_last: true,
            ..Query::default()
        })
    }

    pub fn marked(&self, query: &str, prefix_last: bool, text: &str) -> String {
        let mut marked = String::new();
        let mut done = 0;
        for range in self.index.highlighter(query, prefix_last).ranges(text) {
            marked.push_str(&text[done..range.start]);
            marked.push_str(&format!("[{}]", &text[range.clone()]));
            done = range.end;
        }
        marked + &text[done..]
    }
}
