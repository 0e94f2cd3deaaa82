//! Maps over HTTP: drawn files, the ground of the movable map, refusals.

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use domain::places::{PlaceName, PlaceRecord, RecordId};
use domain::territory::Position;
use fixtures::record;
use http_body_util::BodyExt;
use serde_json::Value;
use store::Engine;
use store::testing::TestDb;
use tower::ServiceExt;
use web::instance::Instance;
use web::map::Ground;
use web::site::{Clock, Settings, Site};
use web::testing::TestSite;

fn at(id: &str, name: &str, latitude: f64, longitude: f64) -> PlaceRecord {
    PlaceRecord {
        id: RecordId::parse(id).unwrap(),
        name: PlaceName::parse(name).unwrap(),
        position: Some(Position::new(latitude, longitude).unwrap()),
        ..record(id)
    }
}

/// Two places with a position and one without; their identifiers in that order.
async fn site() -> (TestSite, Vec<String>) {
    let records = [
        at("a", "Médiathèque <A>", 46.6, 5.3),
        at("b", "Mairie", 46.7, 5.4),
        record("c"),
    ];
    let site = TestSite::with_places(&records).await;
    let directory = site.instance.directory.get();
    let mut ids = vec![String::new(); 3];
    for id in directory.ids() {
        let card = directory.card(id).unwrap();
        let rank = match (&*card.name, card.position) {
            (_, None) => 2,
            ("Mairie", _) => 1,
            _ => 0,
        };
        ids[rank] = id.to_string();
    }
    (site, ids)
}

#[tokio::test]
async fn the_map_of_a_list_is_an_image_that_names_its_places() {
    let (site, ids) = site().await;
    for (prefix, title) in [("", "Carte de 2 lieux"), ("/en", "Map of 2 places")] {
        let path = format!(
            "{prefix}/lieux/carte.svg?lieux=1-{}.2-{}&vue=5,46,6,47",
            ids[0], ids[1]
        );
        let answer = site.get(&path).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("content-type"), "image/svg+xml");
        assert!(
            answer
                .header("content-security-policy")
                .contains("style-src 'sha256-")
        );
        let map = answer.text();
        assert!(
            map.contains(title) && map.contains("1. Médiathèque &lt;A&gt;"),
            "{map}"
        );
        assert!(!map.contains("<a ") && map.len() < 25_000);
        let again = site
            .ask("GET", &path, &[("if-none-match", answer.header("etag"))])
            .await;
        assert_eq!(again.status, 304);
        assert!(again.body.is_empty());
    }
}

#[tokio::test]
async fn a_place_has_its_map_when_its_position_is_known() {
    let (site, ids) = site().await;
    let answer = site.get(&format!("/lieux/{}/carte.svg", ids[0])).await;
    assert_eq!(answer.status, 200);
    assert!(answer.text().contains("map-marker--pin"));
    for unknown in [ids[2].as_str(), "000000000000", "nothing"] {
        assert_eq!(
            site.get(&format!("/lieux/{unknown}/carte.svg")).await.status,
            404,
            "{unknown}"
        );
    }
}

#[tokio::test]
async fn a_map_that_makes_no_sense_is_refused_with_a_reason() {
    let (site, ids) = site().await;
    let many = format!("1-{}.", ids[0]).repeat(100);
    for (query, said) in [
        ("lieux=&vue=1,2,3".to_owned(), "ouest,sud,est,nord"),
        ("lieux=&vue=5,47,6,46".to_owned(), "ouest,sud,est,nord"),
        ("lieux=1-nothing&vue=5,46,6,47".to_owned(), "ne se lit pas"),
        (format!("lieux={many}&vue=5,46,6,47"), "ne se lit pas"),
    ] {
        let answer = site.get(&format!("/lieux/carte.svg?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.text().contains(said), "{query}");
    }
    assert_eq!(site.get("/lieux/carte.svg").await.status, 400);
}

#[tokio::test]
async fn what_is_in_view_comes_as_places_and_groups() {
    let (site, ids) = site().await;
    let far = site.get("/en/lieux/carte.geojson?vue=-5,42,9,51&zoom=5").await;
    assert_eq!(far.header("content-type"), "application/geo+json");
    let read: Value = serde_json::from_slice(&far.body).unwrap();
    assert_eq!(read["features"][0]["properties"]["count"], 2, "{read}");
    assert_eq!(
        read["features"][0]["properties"]["label"],
        "2 places: look closer"
    );
    let near = site
        .get("/en/lieux/carte.geojson?q=mairie&vue=5,46.5,5.6,46.9&zoom=12")
        .await;
    let read: Value = serde_json::from_slice(&near.body).unwrap();
    let features = read["features"].as_array().unwrap();
    assert_eq!(features.len(), 1, "the question counts: {read}");
    assert_eq!(features[0]["properties"]["url"], format!("/en/lieux/{}", ids[1]));
    for (query, said) in [
        ("vue=1,2,3&zoom=3", "ouest,sud,est,nord"),
        ("vue=5,46,6,47&zoom=25", "de 0 à 24"),
    ] {
        let answer = site.get(&format!("/lieux/carte.geojson?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.text().contains(said), "{query}");
    }
    assert_eq!(
        site.get("/lieux/carte.geojson?vue=5,46,6,47&zoom=300")
            .await
            .status,
        400
    );
}

#[tokio::test]
async fn the_ground_is_geojson_that_browsers_keep() {
    let site = TestSite::new().await;
    for name in ["regions", "departements", "eaux", "villes"] {
        let path = format!("/fond/{name}.json");
        let answer = site.get(&path).await;
        assert_eq!(answer.header("content-type"), "application/geo+json");
        assert!(answer.header("cache-control").contains("max-age=86400"));
        let read: Value = serde_json::from_slice(&answer.body).unwrap();
        assert!(!read["features"].as_array().unwrap().is_empty(), "{name}");
        let zipped = site.ask("GET", &path, &[("accept-encoding", "br, gzip")]).await;
        assert_eq!(zipped.header("content-encoding"), "gzip");
        assert!(zipped.body.len() < 350_000, "{name}: {} bytes", zipped.body.len());
        let again = site
            .ask("GET", &path, &[("if-none-match", answer.header("etag"))])
            .await;
        assert_eq!(again.status, 304, "{name}");
    }
}

#[tokio::test]
async fn communes_come_by_zones_of_a_limited_size() {
    let site = TestSite::new().await;
    let answer = site.get("/fond/communes.json?zone=3,50.5,3.2,50.7").await;
    let read: Value = serde_json::from_slice(&answer.body).unwrap();
    let names: Vec<_> = read["features"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|feature| feature["properties"]["name"].as_str())
        .collect();
    assert!(names.contains(&"Lille") && !names.contains(&"Paris"), "{names:?}");
    // Neighbours on the map ask for nearly the same: they get the same, packed once, with the mark of the same content.
    let near = site.get("/fond/communes.json?zone=3.04,50.52,3.17,50.61").await;
    assert_eq!(near.header("etag"), answer.header("etag"));
    assert_eq!(near.body, answer.body);
    let packed = site
        .ask(
            "GET",
            "/fond/communes.json?zone=3,50.5,3.2,50.7",
            &[("accept-encoding", "gzip")],
        )
        .await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() < answer.body.len() / 2);
    // The widest that may be asked for, whatever fractions make of it: 5.7 − 4.1 is a little more than 1.6.
    let widest = "/fond/communes.json?zone=4.1,-21.4,5.7,-19.8";
    assert_eq!(site.get(widest).await.status, 200);
    for (zone, said) in [
        ("0,45,5,50", "trop large"),
        ("a", "ouest,sud,est,nord"),
        ("5,46,6,45", "ouest"),
    ] {
        let answer = site.get(&format!("/fond/communes.json?zone={zone}")).await;
        assert_eq!(answer.status, 400, "{zone}");
        assert!(answer.text().contains(said), "{zone}");
    }
}

/// The router of an instance with this ground.
async fn with_ground(ground: Ground) -> (axum::Router, TestDb) {
    let settings = Settings {
        map: ground,
        ..Settings::default()
    };
    let db = TestDb::new(Engine::Sqlite).await;
    let site = Site::new(Clock::system(), settings);
    let keys = web::seeds::keys(&db, site.clock.now()).await;
    let instance = Instance::load(site, (*db).clone(), keys, web::seeds::random)
        .await
        .unwrap();
    (web::routes::router(instance), db)
}

async fn ask(router: &axum::Router, path: &str, range: Option<&str>) -> Response {
    let mut request = Request::builder().uri(path).header("accept-encoding", "gzip, br");
    if let Some(range) = range {
        request = request.header("range", range);
    }
    let request = request.body(Body::empty()).unwrap();
    router.clone().oneshot(request).await.unwrap()
}

#[tokio::test]
async fn a_file_of_tiles_is_served_by_parts() {
    let Some(path) = fixtures::published::path("05-fond-de-carte/france-epci-2026.pmtiles") else {
        return;
    };
    let path = path.to_str().unwrap();
    let (router, _db) = with_ground(Ground::read(path).unwrap()).await;
    let tiles = "/fond/tuiles.pmtiles";
    let answer = ask(&router, tiles, Some("bytes=0-126")).await;
    assert_eq!(answer.status(), 206);
    assert!(
        !answer.headers().contains_key("content-encoding"),
        "a part is sent as it is"
    );
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(bytes, std::fs::read(path).unwrap()[..127]);
    assert_eq!(ask(&router, tiles, Some("bytes=999999999-")).await.status(), 416);
    assert_eq!(ask(&router, tiles, None).await.status(), 400);
}

#[tokio::test]
async fn a_style_from_elsewhere_opens_the_policy_to_its_hosts_alone() {
    let style = "https://tiles.example.org/style.json https://glyphs.example.org";
    let (router, _db) = with_ground(Ground::read(style).unwrap()).await;
    let answer = ask(&router, "/", None).await;
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("connect-src 'self' https://tiles.example.org https://glyphs.example.org;"),
        "{policy}"
    );
    assert_eq!(policy.matches("https://").count(), 2, "{policy}");
}

#[tokio::test]
async fn there_are_no_tiles_unless_a_file_is_configured() {
    let site = TestSite::new().await;
    assert_eq!(site.get("/fond/tuiles.pmtiles").await.status, 404);
}
