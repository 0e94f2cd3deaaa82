//! `parvis bench search`: building the directory, then twelve questions as people ask them, each with all facets.

use super::machine::resident_mb;
use super::report::{Measure, Report};
use super::{TODAY, generator, now};
use crate::Outcome;
use crate::failure::Failure;
use crate::progress::Progress;
use directory::{Bounds, Directory, Facet, Near, OpenWhen, Point, Question, Sort};
use domain::places::{Place, PlaceId, PlaceRecord, SourceName};
use std::time::{Duration, Instant};

/// How long each question is asked again and again.
const EACH: Duration = Duration::from_millis(1_500);
/// Asked so often before anything is measured: caches, branch predictors, lazily read tables.
const WARM_UP: usize = 20;
/// Never more often than this.
const MOST: usize = 20_000;

/// Measures.
///
/// # Errors
/// A question is refused, which would be a fault of the program.
pub fn run(size: usize, seed: u64) -> Outcome<Report> {
    let mut report = Report::new("search", size, seed);
    let start = Instant::now();
    let source = SourceName::parse("mesure").expect("a source name");
    let places: Vec<Place> = (0..)
        .zip(generator::records(size, seed, TODAY))
        .map(|(number, record)| place(number, record, &source))
        .collect();
    report.stage("generate", start.elapsed());
    let start = Instant::now();
    let directory = Directory::build(places, 1);
    report.stage("build", start.elapsed());
    let questions = questions(&directory);
    let mut progress = Progress::start("Measuring", "questions", Some(questions.len() as u64));
    for (done, (name, question)) in (1..).zip(&questions) {
        report.results.push(measure(&directory, name, question)?);
        progress.update(done, done);
    }
    progress.finish();
    report
        .results
        .push(changing_one_place(&directory, size, seed, &source));
    report.resident_mb = resident_mb().map(f64::round);
    Ok(report.finished())
}

fn place(number: u64, record: PlaceRecord, source: &SourceName) -> Place {
    Place {
        id: PlaceId::from_bits(number + 1),
        source: source.clone(),
        record,
        gone_since: None,
    }
}

/// Twelve questions: words, typing errors, towns, filters, distance, hours, everything.
fn questions(directory: &Directory) -> Vec<(&'static str, Question<'static>)> {
    let asked = |words| Question {
        words,
        facets: true,
        limit: 20,
        ..Question::default()
    };
    let near = |lat, lon, radius_m| {
        Some(Near {
            point: Point::new(lat, lon),
            radius_m,
        })
    };
    let value = |facet, code| directory.value(facet, code).expect("a value of the schema");
    vec![
        ("médiathèque", asked("médiathèque")),
        ("carte grise", asked("carte grise")),
        (
            "mediateque marseile (typing errors)",
            asked("mediateque marseile"),
        ),
        ("aide numérique", asked("aide numérique")),
        (
            "france services near Lyon",
            Question {
                near: near(45.764, 4.836, None),
                ..asked("france services")
            },
        ),
        (
            "pôle emploi, nearest first, 30 km",
            Question {
                near: near(43.605, 1.444, Some(30_000.0)),
                sort: Sort::Distance,
                ..asked("pôle emploi")
            },
        ),
        (
            "refaire ma carte d'identité",
            asked("refaire ma carte d'identité"),
        ),
        (
            "accompagnement aux démarches en ligne",
            asked("accompagnement aux démarches en ligne"),
        ),
        (
            "everything, nearest first",
            Question {
                near: near(48.857, 2.352, None),
                ..asked("")
            },
        ),
        (
            "free, for seniors, easy reading",
            Question {
                filters: vec![
                    (Facet::Fee, vec![value(Facet::Fee, "gratuit")]),
                    (
                        Facet::Audience,
                        vec![
                            value(Facet::Audience, "seniors"),
                            value(Facet::Audience, "familles-et-enfants"),
                        ],
                    ),
                    (Facet::Care, vec![value(Facet::Care, "illettrisme")]),
                ],
                ..asked("")
            },
        ),
        (
            "open now within 20 km",
            Question {
                open: Some(OpenWhen::At(now())),
                near: near(50.637, 3.063, Some(20_000.0)),
                ..asked("")
            },
        ),
        (
            "internet in a part of the map",
            Question {
                bounds: Some(Bounds {
                    south: 47.0,
                    west: -2.5,
                    north: 48.9,
                    east: -1.0,
                }),
                ..asked("internet")
            },
        ),
    ]
}

fn measure(directory: &Directory, name: &str, question: &Question<'_>) -> Outcome<Measure> {
    let ask = || {
        directory
            .search(question, now())
            .map_err(|error| Failure::new("fault", format!("{name}: {error}")))
    };
    for _ in 0..WARM_UP {
        ask()?;
    }
    let mut times = Vec::new();
    let started = Instant::now();
    while started.elapsed() < EACH && times.len() < MOST {
        let start = Instant::now();
        std::hint::black_box(ask()?);
        times.push(start.elapsed());
    }
    Ok(Measure::of(name, times))
}

/// What an import of one changed row costs the directory in memory.
fn changing_one_place(directory: &Directory, size: usize, seed: u64, source: &SourceName) -> Measure {
    let times = (0..20)
        .zip(generator::records(size.min(20), seed + 1, TODAY))
        .map(|(number, record)| {
            let start = Instant::now();
            std::hint::black_box(directory.with_changes([place(number, record, source)], 2));
            start.elapsed()
        })
        .collect();
    Measure::of("one place changed", times)
}
