use super::*;

/// Name, commune, postcode, street.
fn place([name, commune, postcode, street]: [&str; 4]) -> Likeness {
    Likeness {
        name: name.to_owned(),
        commune: commune.to_owned(),
        postcode: Postcode::parse(postcode).unwrap(),
        commune_code: None,
        street: street.to_owned(),
        position: None,
        contacts: Vec::new(),
    }
}

fn is_another(before: [&str; 4], now: [&str; 4]) -> bool {
    let (before, now) = (place(before), place(now));
    assert!(!before.is_another(&before) && !now.is_another(&now));
    assert_eq!(
        before.is_another(&now),
        now.is_another(&before),
        "it goes both ways"
    );
    before.is_another(&now)
}

#[test]
fn another_name_in_another_town_is_another_place() {
    for (before, now) in [
        (
            ["Mairie de Reims", "Reims", "51100", "9 place Royale"],
            ["Mairie de Lille", "Lille", "59000", "Place Augustin"],
        ),
        (
            ["Mairie de Reims", "Reims", "51100", "9 place Royale"],
            ["Mairie d'Épernay", "Épernay", "51200", "7 rue Jean"],
        ),
        (
            ["Médiathèque Jean Moulin", "Reims", "51100", "1 rue A"],
            ["École Jean Jaurès", "Lille", "59000", "1 rue A"],
        ),
        (
            ["CCAS de Reims", "Reims", "51100", "1 rue A"],
            ["Centre communal d'action sociale", "Lille", "59000", "1 rue A"],
        ),
        (
            ["Le Phare", "Brest", "29200", "1 rue A"],
            ["La Passerelle", "Quimper", "29000", "1 rue A"],
        ),
        // Town halls, one of them not saying which.
        (
            ["Mairie", "Reims", "51100", "1 rue A"],
            ["Mairie", "Lille", "59000", "1 rue A"],
        ),
        (
            ["Mairie", "Saint-Denis", "93200", "1 rue A"],
            ["Mairie", "Saint-Denis", "97400", "1 rue A"],
        ),
        (
            ["Médiathèque", "Reims", "51100", "1 rue A"],
            ["Médiathèque Jean Moulin", "Lille", "59000", "1 rue A"],
        ),
    ] {
        assert!(is_another(before, now), "{before:?} {now:?}");
    }
}

#[test]
fn a_place_that_is_reworded_renamed_moved_or_corrected_stays_itself() {
    for (before, now) in [
        // Reworded, and its commune corrected.
        (
            ["Médiathèque", "Bezannes", "51430", "1 rue A"],
            ["Médiathèque Jean Moulin", "Reims", "51100", "1 rue A"],
        ),
        (
            ["Mediatheque jean-moulin", "Lyon", "69002", "1 rue A"],
            ["Médiathèque Jean Moulin", "Villeurbanne", "69100", "9 quai B"],
        ),
        (
            ["Le Goéland", "Rennes", "35000", "1 rue A"],
            ["Le Grand Goéland", "Cesson-Sévigné", "35510", "1 rue A"],
        ),
        (
            ["Le Goelan", "Rennes", "35000", "1 rue A"],
            ["Le Goéland", "Vannes", "56000", "1 rue A"],
        ),
        (
            ["EPN Simone Veil", "Rennes", "35000", "1 rue A"],
            ["Espace numérique Simone-Veil", "Vannes", "56000", "1 rue A"],
        ),
        // Renamed where it stands.
        (
            ["MSAP", "Reims", "51100", "1 rue du Lavoir"],
            ["Le Phare", "Reims", "51100", "1, rue du Lavoir"],
        ),
        (
            ["Pôle emploi", "Reims", "51100", "1 rue du Lavoir"],
            ["France Travail", "REIMS CEDEX", "51059", "3 rue du Lavoir"],
        ),
        (
            ["Bibliothèque", "Lyon", "69002", "1 rue du Lavoir"],
            ["Le Phare", "Lyon 3e Arrondissement", "69003", "rue du lavoir"],
        ),
        // Moved within the town, or to the next one under its name.
        (
            ["Le Phare", "Brest", "29200", "1 rue A"],
            ["Le Phare", "Brest", "29200", "40 quai du Port"],
        ),
        (
            ["France Services", "Sizun", "29450", "1 rue A"],
            ["France Services", "Commana", "29450", "2 place B"],
        ),
        // The commune was taken in by another one and kept its postcode.
        (
            ["Salle des fêtes", "Bois", "39100", "1 rue A"],
            ["Le Foyer rural", "Valserine", "39100", "1 rue A"],
        ),
    ] {
        assert!(!is_another(before, now), "{before:?} {now:?}");
    }
}

#[test]
fn in_one_town_nothing_may_be_left_of_a_place_before_it_is_another() {
    let before = place(["Le Phare", "Brest", "29200", "1 rue du Lavoir"]);
    let now = place(["Chez Marguerite", "Brest", "29200", "40 quai Tabarly"]);
    assert!(before.is_another(&now));
    let with = |contacts: &[&str]| Likeness {
        contacts: contacts.iter().map(|text| (*text).to_owned()).collect(),
        ..now.clone()
    };
    let reachable = Likeness {
        contacts: vec!["+33298000000".to_owned()],
        ..before.clone()
    };
    assert!(!reachable.is_another(&with(&["a@exemple.fr", "+33298000000"])));
    assert!(reachable.is_another(&with(&["+33298000001"])));
    let at = |of: &Likeness, latitude| Likeness {
        position: Some(Position::new(latitude, -4.49).unwrap()),
        ..of.clone()
    };
    assert!(!at(&before, 48.390).is_another(&at(&now, 48.391)));
    assert!(at(&before, 48.390).is_another(&at(&now, 48.400)));
}

proptest::proptest! {
    #[test]
    fn whatever_is_written_a_place_is_itself_and_differing_goes_both_ways(
        one in ("\\PC{0,20}", "\\PC{0,12}", "[0-9]{5}", "\\PC{0,20}"),
        other in ("\\PC{0,20}", "\\PC{0,12}", "[0-9]{5}", "\\PC{0,20}"),
    ) {
        let [one, other] = [&one, &other].map(|(name, commune, postcode, street)| place([name, commune, postcode, street]));
        proptest::prop_assert!(!one.is_another(&one));
        proptest::prop_assert_eq!(one.is_another(&other), other.is_another(&one));
        // The same name in the same town is the same place, wherever it moves.
        let moved = Likeness { street: other.street.clone(), ..one.clone() };
        proptest::prop_assert!(!one.is_another(&moved));
    }
}
