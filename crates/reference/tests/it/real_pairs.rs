//! Communes and postcodes as written in real directories of places.

use domain::territory::Postcode;
use fixtures::published;
use reference::{Hints, Resolution, france};

#[test]
fn the_communes_of_real_directories_are_recognised() {
    for (file, least) in [
        (
            "01-lieux-mediation/conseillers-numeriques-permanences-2022-12.json.gz",
            0.995,
        ),
        (
            "01-lieux-mediation/assembleurs-hauts-de-france-schema-national.json.gz",
            0.995,
        ),
    ] {
        let Some(text) = published::text(file) else {
            continue;
        };
        let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        let mut failures = Vec::new();
        let mut codes = (0, 0);
        for row in &rows {
            let field = |name: &str| row.get(name).and_then(|v| v.as_str()).unwrap_or_default();
            let hints = Hints {
                postcode: Postcode::parse(field("code_postal")).ok(),
                departement: None,
            };
            match france().resolve(field("commune"), hints) {
                Resolution::Found(found) => {
                    if let Ok(code) = field("code_insee").parse()
                        && let Some(given) = france().commune_now(code)
                    {
                        codes.0 +=
                            usize::from(france().city_of(given).code == france().city_of(found.commune).code);
                        codes.1 += 1;
                    }
                    if !found.is_certain() {
                        println!(
                            "{} {} -> {} {:?}",
                            field("commune"),
                            field("code_postal"),
                            found.commune.name,
                            found.spelling
                        );
                    }
                }
                other => failures.push(format!("{} {} {other:?}", field("commune"), field("code_postal"))),
            }
        }
        let share = 1.0 - failures.len() as f64 / rows.len() as f64;
        println!(
            "{file}: {} rows, {share:.4} recognised, {} of {} given codes the same",
            rows.len(),
            codes.0,
            codes.1
        );
        println!("{}", failures.join("\n"));
        assert!(share >= least, "{share}");
        assert!(
            codes.1 == 0 || codes.0 as f64 / codes.1 as f64 > 0.99,
            "{codes:?}"
        );
    }
}

#[test]
fn the_names_that_the_post_office_prints_are_recognised() {
    let Some(text) = published::text("02-territoires/laposte-hexasmal.csv.gz") else {
        return;
    };
    let mut wrong = Vec::new();
    let mut rows = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(';').collect();
        let [code, name, postcode] = fields[..3] else {
            panic!("{line}")
        };
        let expected = code.parse().ok().and_then(|code| france().commune_now(code));
        let hints = Hints {
            postcode: Postcode::parse(postcode).ok(),
            departement: None,
        };
        rows += 1;
        let found = france().resolve(name, hints);
        let sure = matches!(&found, Resolution::Found(m) if m.is_certain());
        let same =
            found.commune().map(|c| france().city_of(c).code) == expected.map(|c| france().city_of(c).code);
        if !same || !sure {
            wrong.push(format!(
                "{name} {postcode}, {:?}: {:?}",
                expected.map(|c| &c.name),
                found.commune().map(|c| &c.name)
            ));
        }
    }
    let share = 1.0 - wrong.len() as f64 / f64::from(rows);
    println!("{share:.5} of {rows}\n{}", wrong.join("\n"));
    assert!(rows > 39_000 && share >= 0.998, "{share}");
}
