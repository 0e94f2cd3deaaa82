//! Outlines: every commune contains its own centre, neighbours share borders, points fall where they should.

use domain::territory::{CommuneCode, DepartementCode, Position, RegionCode};
use reference::{Bounds, CommuneKind, Outline, france};

fn position(latitude: f64, longitude: f64) -> Position {
    Position::new(latitude, longitude).expect("a position")
}

#[test]
fn nearly_every_commune_is_found_at_its_own_centre() {
    let mut missing = Vec::new();
    let mut elsewhere = Vec::new();
    for commune in france().communes() {
        if commune.kind == CommuneKind::Overseas {
            assert!(
                commune.centre.is_some() || commune.population.is_none(),
                "{}",
                commune.name
            );
            continue;
        }
        let Some(centre) = commune.centre else {
            missing.push(commune.code.to_string());
            continue;
        };
        let found = france().commune_at(centre).map(|c| c.code);
        let whole = found
            .map(|code| france().commune(code).unwrap())
            .map(|c| france().city_of(c).code);
        if found != Some(commune.code) && whole != Some(commune.code) {
            elsewhere.push(format!("{} {}", commune.code, commune.name));
        }
    }
    // Re-established in 2025: the published outlines do not have them yet.
    assert_eq!(missing, ["15031", "15035", "15047", "15171"]);
    assert!(elsewhere.len() <= 5, "{elsewhere:?}");
}

#[test]
fn points_fall_in_the_commune_where_they_are() {
    for (latitude, longitude, expected) in [
        (48.8566, 2.3522, Some("75104")),
        (48.8584, 2.2945, Some("75107")),
        (45.7578, 4.8320, Some("69382")),
        (43.2985, 5.3810, Some("13201")),
        (45.1885, 5.7245, Some("38185")),
        (41.9192, 8.7386, Some("2A004")),
        (-20.8789, 55.4481, Some("97411")),
        (14.6037, -61.0689, Some("97209")),
        (4.9372, -52.3260, Some("97302")),
        (-12.7806, 45.2279, Some("97611")),
        // London, Geneva, the Bay of Biscay.
        (51.5074, -0.1278, None),
        (46.2044, 6.1432, None),
        (45.5, -4.0, None),
    ] {
        let found = france().commune_at(position(latitude, longitude));
        assert_eq!(
            found.map(|c| c.code.to_string()).as_deref(),
            expected,
            "{latitude} {longitude}"
        );
    }
}

#[test]
fn the_nearest_commune_is_known_everywhere() {
    for (latitude, longitude, expected) in [
        (45.19, 5.72, "38185"),
        (48.45, -5.2, "29155"),
        (-20.88, 55.45, "97411"),
        (-22.27, 166.45, "98818"),
        (-17.53, -149.57, "98735"),
        (-8.91, -140.10, "98731"),
        (46.78, -56.17, "97502"),
        (17.90, -62.85, "97701"),
        (18.07, -63.08, "97801"),
        (-13.28, -176.17, "98613"),
    ] {
        let found = france()
            .nearest_commune(position(latitude, longitude))
            .expect("some commune");
        assert_eq!(found.code.as_str(), expected);
    }
}

#[test]
fn rings_are_closed_turn_the_right_way_and_stay_near_their_territory() {
    let signed_area = |ring: &[[f64; 2]]| -> f64 {
        ring.windows(2)
            .map(|p| p[0][0] * p[1][1] - p[1][0] * p[0][1])
            .sum()
    };
    let check = |outline: &Outline, name: &str| {
        assert!(!outline.polygons.is_empty(), "{name}");
        for rings in &outline.polygons {
            for (i, ring) in rings.iter().enumerate() {
                assert!(ring.len() >= 4 && ring.first() == ring.last(), "{name}");
                assert_eq!(signed_area(ring) > 0.0, i == 0, "{name}");
            }
        }
    };
    let mut without = 0;
    for commune in france().communes() {
        match france().commune_outline(commune.code) {
            None => without += 1,
            Some(outline) => {
                check(&outline, &commune.name);
                assert!(
                    outline.bounds().contains(commune.centre.unwrap()),
                    "{}",
                    commune.name
                );
            }
        }
    }
    assert_eq!(without, 98);
    for departement in france().departements() {
        if let Some(outline) = france().departement_outline(departement.code) {
            check(&outline, &departement.name);
        } else {
            assert!(
                ["984", "989"].contains(&departement.code.as_str()),
                "{}",
                departement.name
            );
        }
    }
    for region in france().regions() {
        check(
            &france()
                .region_outline(region.code)
                .expect("every région has one"),
            &region.name,
        );
    }
}

#[test]
fn an_enclave_is_a_hole_in_the_departement_around_it() {
    let holes = |code: &str| {
        let outline = france()
            .departement_outline(DepartementCode::parse(code).unwrap())
            .unwrap();
        outline
            .polygons
            .iter()
            .map(|rings| rings.len() - 1)
            .sum::<usize>()
    };
    // The canton of Valréas (Vaucluse) lies inside the Drôme.
    assert_eq!(holes("26"), 1);
    assert_eq!(holes("15"), 0);
}

#[test]
fn outlines_cover_the_areas_that_are_published() {
    // Square kilometres, IGN; départements and régions are simplified, so within two in a hundred.
    let area_km2 = |outline: &Outline| -> f64 {
        let ring = |ring: &Vec<[f64; 2]>| -> f64 {
            let pairs = ring.windows(2);
            let narrowing = ring[0][1].to_radians().cos();
            pairs
                .map(|p| {
                    (p[0][0] - ring[0][0]) * (p[1][1] - ring[0][1])
                        - (p[1][0] - ring[0][0]) * (p[0][1] - ring[0][1])
                })
                .sum::<f64>()
                / 2.0
                * narrowing
                * 111.195_f64.powi(2)
        };
        outline.polygons.iter().flatten().map(ring).sum()
    };
    for (code, expected) in [
        ("38", 7_880.0),
        ("75", 105.4),
        ("2B", 4_719.0),
        ("974", 2_517.0),
        ("988", 18_575.0),
    ] {
        let outline = france()
            .departement_outline(DepartementCode::parse(code).unwrap())
            .unwrap();
        let found = area_km2(&outline);
        assert!((found / expected - 1.0).abs() < 0.03, "{code}: {found}");
    }
    let brittany = france().region_outline(RegionCode::parse("53").unwrap()).unwrap();
    assert!(
        (area_km2(&brittany) / 27_470.0 - 1.0).abs() < 0.03,
        "{}",
        area_km2(&brittany)
    );
    let grenoble = france()
        .commune_outline(CommuneCode::parse("38185").unwrap())
        .unwrap();
    assert!(
        (area_km2(&grenoble) / 18.13 - 1.0).abs() < 0.05,
        "{}",
        area_km2(&grenoble)
    );
}

#[test]
fn borders_near_a_view_are_drawn_once_and_name_both_sides() {
    let view = Bounds {
        west: 5.6,
        south: 45.1,
        east: 5.8,
        north: 45.25,
    };
    let communes = france().communes_meeting(view);
    assert!(communes.iter().any(|c| &*c.name == "Grenoble"));
    assert!((10..80).contains(&communes.len()), "{}", communes.len());
    let borders = france().commune_borders(view);
    let grenoble = CommuneCode::parse("38185").unwrap();
    let around = borders
        .iter()
        .filter(|b| b.of == grenoble || b.with == Some(grenoble))
        .count();
    let neighbours = borders
        .iter()
        .filter(|b| b.with.is_some() && (b.of == grenoble || b.with == Some(grenoble)))
        .count();
    assert!(around >= 8 && neighbours == around, "{around} {neighbours}");
    let departements = france().departement_borders(None);
    let pairs = departements.iter().filter(|b| b.with.is_some()).count();
    assert!((240..500).contains(&pairs), "{pairs}");
    assert!(france().departement_borders(Some(view)).len() < 10);
}

#[test]
fn the_base_map_has_neighbours_rivers_and_lakes() {
    let map = france().base_map();
    assert!(map.neighbours.iter().all(|ring| ring.len() >= 4));
    assert!(map.rivers.len() >= 10 && !map.lakes.is_empty());
    let near_lausanne = map
        .lakes
        .iter()
        .flatten()
        .any(|[x, y]| (6.0..7.0).contains(x) && (46.1..46.6).contains(y));
    assert!(near_lausanne, "Lake Geneva is missing");
}

#[test]
fn the_way_to_a_commune_is_measured_to_its_border() {
    let outside = |code: &str, latitude, longitude| {
        france().distance_outside_m(CommuneCode::parse(code).unwrap(), position(latitude, longitude))
    };
    // Inside: the town hall of Reims, an arrondissement of Lyon and its city, the far end of the largest commune.
    for (code, latitude, longitude) in [
        ("51454", 49.2583, 4.0317),
        ("69382", 45.7578, 4.8320),
        ("69123", 45.7578, 4.8320),
        ("13004", 43.4125, 4.7311),
    ] {
        assert_eq!(outside(code, latitude, longitude), Some(0.0), "{code}");
    }
    // From the centre of one town to the border of another, and the same to its centre less the radius of the town.
    let lille_to_reims = outside("51454", 50.6292, 3.0573).unwrap();
    let centres = position(50.6292, 3.0573).distance_m(&position(49.2583, 4.0317));
    assert!(
        (centres - 9_000.0..centres).contains(&lille_to_reims),
        "{lille_to_reims} of {centres}"
    );
    // From the island of Saint-Barthélemy to a commune of Guadeloupe: oceans are no obstacle.
    assert!((150_000.0..300_000.0).contains(&outside("97105", 17.8962, -62.8498).unwrap()));
    assert_eq!(outside("99999", 48.0, 2.0), None);
}
