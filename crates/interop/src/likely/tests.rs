//! What is proposed for small invented files.

use super::*;
use crate::communes::NoCommunes;
use crate::{Options, Refusal, read};

fn proposals(file: &[u8], communes: &dyn Communes) -> Vec<(&'static str, String, &'static str)> {
    let options = Options {
        communes,
        published_on: None,
        today: None,
    };
    match read(file, options) {
        Err(Refusal::MissingColumns { likely, .. }) => likely
            .into_iter()
            .map(|likely| (likely.field.name(), likely.column, likely.because.code()))
            .collect(),
        Err(other) => panic!("refused for another reason: {other}"),
        Ok(_) => panic!("the file was read"),
    }
}

fn named(field: &'static str, column: &str, because: &'static str) -> (&'static str, String, &'static str) {
    (field, column.to_owned(), because)
}

const LIST: [(&str, [&str; 3]); 8] = [
    ("N°", ["1", "2", "3"]),
    ("Nom de la structure", ["Le Phare", "Maison du lac", "La Rade"]),
    ("Contact : nom", ["Mme Un", "M. Deux", "Mme Trois"]),
    ("Rue et numéro", ["1 rue Haute", "2 place du Lac", "3 quai Neuf"]),
    ("CP", ["29200", "51100", "35000"]),
    ("Ville", ["Brest", "Reims", "Rennes"]),
    ("Dernière MAJ", ["07/12/2021", "1/2/2022", "3 mai 2022"]),
    ("Tél.", ["02 98 00 00 00", "03 26 00 00 00", "02 99 00 00 00"]),
];

fn list() -> Vec<(&'static str, String, &'static str)> {
    vec![
        named("nom", "Nom de la structure", "name"),
        named("commune", "Ville", "name-and-values"),
        named("code_postal", "CP", "name-and-values"),
        named("adresse", "Rue et numéro", "name-and-values"),
        named("date_maj", "Dernière MAJ", "name-and-values"),
        named("telephone", "Tél.", "name-and-values"),
    ]
}

fn sorted(
    mut proposals: Vec<(&'static str, String, &'static str)>,
) -> Vec<(&'static str, String, &'static str)> {
    proposals.sort_unstable();
    proposals
}

#[test]
fn the_same_list_gets_the_same_proposals_in_every_format() {
    let mut csv = LIST.map(|(name, _)| name).join(";");
    let mut objects = Vec::new();
    let mut features = Vec::new();
    for row in 0..3 {
        csv.push('\n');
        csv.push_str(&LIST.map(|(_, values)| values[row]).join(";"));
        let object: serde_json::Map<_, _> = LIST
            .iter()
            .map(|(name, values)| ((*name).to_owned(), values[row].into()))
            .collect();
        features.push(serde_json::json!({ "type": "Feature", "properties": object, "geometry": null }));
        objects.push(object);
    }
    let json = serde_json::to_vec(&objects).unwrap();
    let geojson = serde_json::json!({ "type": "FeatureCollection", "features": features }).to_string();
    let lines: Vec<String> = objects
        .iter()
        .map(|object| serde_json::to_string(object).unwrap())
        .collect();
    for file in [
        csv.as_bytes(),
        &json,
        geojson.as_bytes(),
        lines.join("\n").as_bytes(),
    ] {
        let shown = String::from_utf8_lossy(&file[..40]);
        assert_eq!(
            sorted(proposals(file, reference::france())),
            sorted(list()),
            "{shown}"
        );
    }
}

#[test]
fn the_point_of_a_feature_needs_no_column_for_the_position() {
    let file = br#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[-4.48,48.39]},
        "properties":{"Lieu":"Le Phare","y":"48.391","x":"-4.481"}}]}"#;
    assert_eq!(proposals(file, &NoCommunes), [named("nom", "Lieu", "name")]);
}

#[test]
fn names_are_understood_as_people_spreadsheets_and_portals_write_them() {
    for (name, value, field) in [
        ("Nom du lieu ou de la structure *", "Le Phare", Column::Name),
        ("nom_structure", "Le Phare", Column::Name),
        ("lib_fs", "Le Phare", Column::Name),
        ("Raison sociale", "Le Phare", Column::Name),
        ("placeName", "Le Phare", Column::Name),
        ("objectid", "12", Column::Id),
        ("bfc_id", "bfc-12", Column::Id),
        ("c_postcode", "29200", Column::Postcode),
        ("codePostal", "29200", Column::Postcode),
        ("lib_com", "Brest", Column::Commune),
        ("Adressenumeronomdelavoie", "1 rue Haute", Column::Street),
        ("c__edit_datemaj", "2020/06/15 16:02:58.640", Column::UpdatedOn),
        ("bf_latitude", "48.39", Column::Latitude),
        ("Adresse e-mail", "accueil@phare.example", Column::Emails),
        ("E\u{301}mail", "accueil@phare.example", Column::Emails),
        ("comune", "Brest", Column::Commune),
    ] {
        let mut sample = Sample::default();
        sample.begin_row();
        sample.add(name, value);
        let likely = likely_columns(&sample, &[], &NoCommunes);
        let fields: Vec<Column> = likely.iter().map(|likely| likely.field).collect();
        // « codePostal » is a name of the schema's own but for the capital: it would not be missing.
        let expected = if heading(name).column.is_some() {
            vec![]
        } else {
            vec![field]
        };
        assert_eq!(fields, expected, "{name}: {likely:?}");
    }
}

#[test]
fn what_a_column_holds_counts_more_than_its_name() {
    let file = "Adresse électronique;commune_insee;Lieu;Site;X;Y;Vu\n\
        a@phare.example;29019;Le Phare;https://phare.example;48.391;-4.487;2022-05-04\n\
        b@rade.example;35238;La Rade;https://rade.example;48.111;-1.682;2022-05-06\n";
    assert_eq!(
        proposals(file.as_bytes(), reference::france()),
        [
            named("nom", "Lieu", "name"),
            named("date_maj", "Vu", "values"),
            named("latitude", "X", "values"),
            named("longitude", "Y", "values"),
            named("code_insee", "commune_insee", "name-and-values"),
            named("courriels", "Adresse électronique", "values"),
            named("site_web", "Site", "name-and-values"),
        ]
    );
}

#[test]
fn an_identifier_that_repeats_or_fails_to_come_is_none() {
    for rows in [
        "1\n1\n2\n",
        "1\n\n2\n",
        "premier lieu\nsecond lieu\ntroisième lieu\n",
    ] {
        // A second column, since a line with nothing at all is no row.
        let file = format!("objectid;Lieu\n{}", rows.replace('\n', ";Le Phare\n"));
        assert_eq!(
            proposals(file.as_bytes(), &NoCommunes),
            [named("nom", "Lieu", "name")],
            "{rows}"
        );
    }
}

#[test]
fn postcode_and_commune_are_found_inside_an_address() {
    let file = "Structure;Adresse\nLe Phare;\"1 rue Haute, 29200 Brest\"\nLa Rade;La Poste 35000 RENNES\n";
    assert_eq!(
        proposals(file.as_bytes(), reference::france()),
        [
            named("nom", "Structure", "name"),
            named("code_postal", "Adresse", "inside"),
            named("commune", "Adresse", "inside"),
        ]
    );
}

#[test]
fn both_coordinates_in_one_cell_are_proposed_as_the_position() {
    let file = "Lieu;pointgeo\nLe Phare;48.391,-4.487\nLa Rade;48.111,-1.682\n";
    assert_eq!(
        proposals(file.as_bytes(), &NoCommunes)[1],
        named("latitude", "pointgeo", "both-coordinates")
    );
}

#[test]
fn a_file_of_something_else_gets_no_proposal() {
    let file = "espèce;taille_cm;remarque\nchêne;1200;sain\nhêtre;900;malade\n";
    assert_eq!(proposals(file.as_bytes(), reference::france()), []);
}

#[test]
fn a_header_without_rows_is_judged_by_its_names() {
    let names: Vec<String> = ["Structure", "Ville", "CP", ""].map(str::to_owned).into();
    let likely = likely_columns(&Sample::of_columns(&names), &[], &NoCommunes);
    let fields: Vec<&str> = likely.iter().map(|likely| likely.field.name()).collect();
    assert_eq!(fields, ["nom", "code_postal", "commune"]);
}
