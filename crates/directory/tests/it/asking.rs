//! Words, filters, distances and marks on a map.

use directory::{Bounds, Directory, Facet, MapFeature, Near, Point, Question, Sort, Territory};
use domain::places::PlaceName;

use super::scene::{LILLE, at, names, place, some_places};

#[test]
fn a_synonym_and_a_town_find_the_library() {
    let directory = Directory::build(some_places(), 1);
    assert_eq!(
        names(
            &directory,
            &Question {
                words: "bibliotheque lyon",
                ..Question::default()
            }
        ),
        ["Médiathèque de la Part-Dieu"]
    );
}

#[test]
fn values_of_one_facet_add_up_and_facets_narrow() {
    let directory = Directory::build(some_places(), 1);
    let free = directory.value(Facet::Fee, "gratuit").unwrap();
    let paying = directory.value(Facet::Fee, "Payant").unwrap();
    let either = Question {
        filters: vec![(Facet::Fee, vec![free, paying])],
        ..Question::default()
    };
    assert_eq!(names(&directory, &either).len(), 2);
    let help = directory.value(Facet::Service, "demarches").unwrap();
    let narrowed = Question {
        filters: vec![(Facet::Fee, vec![free, paying]), (Facet::Service, vec![help])],
        ..either
    };
    assert_eq!(names(&directory, &narrowed), ["Médiathèque de la Part-Dieu"]);
    assert!(directory.value(Facet::Fee, "cadeau").is_err());
}

#[test]
fn a_city_has_the_places_of_its_arrondissements() {
    let directory = Directory::build(some_places(), 1);
    for code in ["69123", "69383", "69", "R84", "200046977"] {
        let question = Question {
            territory: Some(Territory::parse(code).unwrap()),
            ..Question::default()
        };
        assert_eq!(
            names(&directory, &question),
            ["Médiathèque de la Part-Dieu"],
            "{code}"
        );
    }
    let lyon = &directory.communes_of("69".parse().unwrap())[0];
    assert_eq!(
        (lyon.code.unwrap().as_str(), &*lyon.name, lyon.places),
        ("69123", "Lyon", 1)
    );
    assert!(Territory::parse("96").is_err());
    assert!(Territory::parse("nord").is_err());
}

#[test]
fn the_nearest_comes_first_and_what_has_no_position_last() {
    let directory = Directory::build(some_places(), 1);
    let near = Some(Near {
        point: Point::new(50.63, 3.06),
        radius_m: None,
    });
    let question = Question {
        near,
        sort: Sort::Distance,
        ..Question::default()
    };
    assert_eq!(
        names(&directory, &question),
        [
            "Espace public numérique de Wazemmes",
            "Médiathèque de la Part-Dieu",
            "Case numérique",
            "Association sans position"
        ]
    );
    let near = Some(Near {
        point: Point::new(50.63, 3.06),
        radius_m: Some(5_000.0),
    });
    assert_eq!(
        names(
            &directory,
            &Question {
                near,
                ..Question::default()
            }
        )
        .len(),
        1
    );
}

#[test]
fn the_nth_nearest_is_as_far_as_in_the_list_close_by_or_not() {
    let spread = (0..40_u32).map(|number| {
        let north = 45.0 + f64::from(number * number) / 400.0;
        place(u64::from(number) + 10, "Lieu", LILLE, Some((north, 5.0)))
    });
    let directory = Directory::build(spread.chain(some_places()), 1);
    let instant = at("2026-11-03T09:00:00Z");
    let mut close_by = 0;
    for (lat, lon) in [(45.0, 5.0), (45.3, 5.1), (48.0, 5.0), (50.63, 3.06), (0.0, 0.0)] {
        let question = Question {
            near: Some(Near {
                point: Point::new(lat, lon),
                radius_m: None,
            }),
            locality: None,
            sort: Sort::Distance,
            limit: 100,
            ..Question::default()
        };
        let found = directory.search(&question, instant).unwrap().found;
        for nth in 1..=found.len() + 1 {
            let listed = found.get(nth - 1).and_then(|found| found.distance_m);
            close_by += usize::from(listed.is_some_and(|distance_m| distance_m <= 10_000.0));
            assert_eq!(
                directory.distance_of(&question, nth).unwrap(),
                listed,
                "{nth} from {lat}, {lon}"
            );
        }
    }
    assert!(close_by > 3, "some are close by: {close_by}");
}

#[test]
fn a_number_where_a_name_should_be_comes_last_in_the_order_of_names() {
    let mut places = some_places();
    places[0].record.name = PlaceName::parse("1").unwrap();
    places[1].record.name = PlaceName::parse("3e lieu").unwrap();
    let question = Question {
        sort: Sort::Name,
        ..Question::default()
    };
    let named = names(&Directory::build(places, 1), &question);
    assert_eq!(named.first().map(String::as_str), Some("3e lieu"));
    assert_eq!(named.last().map(String::as_str), Some("1"));
}

#[test]
fn close_places_are_one_mark_on_a_small_map() {
    let directory = Directory::build(some_places(), 1);
    let france = Bounds {
        south: 41.0,
        west: -6.0,
        north: 52.0,
        east: 10.0,
    };
    let features = directory.map(&Question::default(), france, 5).unwrap();
    assert_eq!(features.len(), 2);
    assert!(
        features
            .iter()
            .all(|feature| matches!(feature, MapFeature::Place(_)))
    );
}

#[test]
fn facets_say_what_one_more_choice_would_bring() {
    let directory = Directory::build(some_places(), 1);
    let question = Question {
        facets: true,
        limit: 20,
        ..Question::default()
    };
    let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
    let departements = answer
        .facets
        .iter()
        .find(|tally| tally.facet == Facet::Departement)
        .unwrap();
    let named: Vec<_> = departements
        .counts
        .iter()
        .map(|(value, count)| {
            (
                directory.value_names(Facet::Departement, *value).unwrap().1,
                *count,
            )
        })
        .collect();
    assert_eq!(
        named,
        [
            ("Nord".to_owned(), 2),
            ("Rhône".to_owned(), 1),
            ("La Réunion".to_owned(), 1)
        ]
    );
}

#[test]
fn a_town_in_the_words_is_where_to_look_when_it_has_nothing_itself() {
    let directory = Directory::build(some_places(), 1);
    let answer = |words| {
        let question = Question {
            words,
            limit: 20,
            ..Question::default()
        };
        let answer = directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap();
        assert_eq!(directory.count(&question).unwrap(), answer.total, "{words}");
        answer
    };
    // Roubaix has no place: what is near it comes, and the answer says so.
    for words in [
        "espace numérique Roubaix",
        "espace numérique près de Roubaix",
        "Roubaix",
    ] {
        let answer = answer(words);
        assert_eq!(&*answer.around.unwrap().name, "Roubaix", "{words}");
        assert_eq!(&*answer.found[0].card.name, "Espace public numérique de Wazemmes");
        assert!(answer.found[0].distance_m.unwrap() < 20_000.0);
    }
    // Lille has some: words suffice. Where there is nothing around either, the words that are known count.
    assert_eq!(answer("espace numérique Lille").around, None);
    assert_eq!(answer("médiathèque Lyon").around, None);
    let far = answer("case numérique Roubaix");
    assert_eq!((far.around, far.relaxed.is_some()), (None, true));
}

#[test]
fn a_need_that_is_also_the_name_of_a_far_town_stays_a_need() {
    // Cours, former name of a commune of the Nièvre, is 100 km from here and means lessons here.
    let mut places = some_places();
    places.push(place(
        5,
        "Cours d'informatique",
        ("18033", "18000", "Bourges"),
        Some((47.084, 2.396)),
    ));
    let directory = Directory::build(places, 1);
    let answer = |words| {
        let question = Question {
            words,
            limit: 20,
            ..Question::default()
        };
        directory.search(&question, at("2026-11-03T09:00:00Z")).unwrap()
    };
    let found = answer("cours");
    assert_eq!(found.around, None);
    assert_eq!(&*found.found[0].card.name, "Cours d'informatique");
    assert!(
        answer("près de Cosne-Cours-sur-Loire").around.is_some(),
        "whoever asks for it is led there"
    );
}
