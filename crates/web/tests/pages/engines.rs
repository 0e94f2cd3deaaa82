//! What search engines are told.

use axum::http::StatusCode;
use domain::hours::Hours;
use domain::places::{Fee, PlaceName};
use scraper::{Html, Selector};
use serde_json::json;
use web::testing::TestSite;

use super::scene::two_places;

#[tokio::test]
async fn addresses_that_mean_the_same_have_one_canonical_address() {
    let site = TestSite::with_places(&two_places()).await;
    let canonical = async |path: &str| {
        let answer = site.get(path).await;
        let page = Html::parse_document(answer.text());
        let link = Selector::parse("link[rel=canonical]").unwrap();
        page.select(&link)
            .next()
            .map(|link| link.attr("href").unwrap().to_owned())
    };
    let one = Some("https://parvis.example/lieux?commune=Vierzon&service=demarches".to_owned());
    for same in [
        "/lieux?service=demarches&commune=Vierzon",
        "/lieux?commune=Vierzon&utm_source=lettre&service=demarches&service=demarches",
        "/lieux?commune=Vierzon&service=demarches&carte=oui&q=&page=1",
    ] {
        assert_eq!(canonical(same).await, one, "{same}");
    }
    assert_eq!(
        canonical("/en/lieux?x=1").await.as_deref(),
        Some("https://parvis.example/en/lieux")
    );
}

#[tokio::test]
async fn search_engines_are_told_of_every_place_and_territory() {
    let site = TestSite::with_places(&two_places()).await;
    let index = site.get("/sitemap.xml").await;
    for part in ["pages.xml", "territories.xml", "places/1"] {
        assert!(index.text().contains(&format!("/sitemaps/{part}")), "{part}");
    }
    assert_eq!(
        site.get("/sitemaps/places/1")
            .await
            .text()
            .matches("<url>")
            .count(),
        4
    );
    for nowhere in [
        "/sitemaps/places/2",
        "/sitemaps/places/9999.xml",
        "/sitemaps/places/-1",
    ] {
        assert_eq!(site.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    assert!(
        site.get("/sitemaps/territories.xml")
            .await
            .text()
            .contains("/territoires/communes/18033")
    );
}

#[tokio::test]
async fn search_engines_read_the_same_place_with_the_hours_of_its_week() {
    let [mut library, _] = two_places();
    library.name = PlaceName::parse("Médiathèque </script><b>").unwrap();
    library.fees = [Fee::Free].into_iter().collect();
    library.hours = Some(Hours::read("Tu 09:00-18:00; We 13:30-24:00; Th \"sur rendez-vous\"").unwrap());
    let site = TestSite::with_places(&[library]).await;
    let id = site.instance.directory.get().ids()[0];
    let answer = site.get(&format!("/lieux/{id}")).await;
    let (_, data) = answer
        .text()
        .split_once("<script type=\"application/ld+json\">")
        .unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let url = format!("{}/lieux/{id}", site.instance.site.settings.base_url);
    let open = |day: &str, opens: &str, closes: &str| {
        json!({
            "@type": "OpeningHoursSpecification", "opens": opens, "closes": closes,
            "validFrom": day, "validThrough": day,
        })
    };
    assert_eq!(
        data,
        json!({
            "@context": "https://schema.org",
            "@type": "CivicStructure",
            "@id": url,
            "url": url,
            "name": "Médiathèque </script><b>",
            "address": {
                "@type": "PostalAddress", "streetAddress": "2 quai des Tilleuls", "postalCode": "18000",
                "addressLocality": "Bourges", "addressCountry": "FR",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 47.088, "longitude": 2.393},
            "isAccessibleForFree": true,
            "openingHoursSpecification": [
                open("2026-03-03", "09:00", "18:00"), open("2026-03-04", "13:30", "00:00"),
            ],
        })
    );
}
