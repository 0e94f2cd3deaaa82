//! Finding a place: the question, its answer in words, its filters.

use axum::http::StatusCode;
use domain::hours::Hours;
use domain::places::{Phone, PlaceName, Programme};
use fixtures::record;
use scraper::{Html, Selector};
use web::testing::TestSite;

use super::scene::{names, two_places, words};

#[tokio::test]
async fn words_without_accents_find_a_place_and_mark_what_matched() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=mediatheques").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(names(&answer), ["Médiathèque des Prés-Fichaux"]);
    assert_eq!(words(&answer, "mark"), ["Médiathèque"]);
}

#[tokio::test]
async fn a_commune_puts_its_places_first_and_says_how_far_the_list_goes() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=vierzon").await;
    assert_eq!(names(&answer)[0], "Mairie de Vierzon");
    assert_eq!(words(&answer, "h1"), ["Lieux près de Vierzon"]);
    let answer = site.get("/lieux?commune=18100&rayon=2").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
}

#[tokio::test]
async fn a_distance_tells_from_where_and_only_a_person_walks() {
    let site = TestSite::with_places(&two_places()).await;
    let distance = async |query: &str| {
        let answer = site.get(&format!("/lieux?{query}")).await;
        words(&answer, ".place-card__where strong")[0].replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(distance("commune=Vierzon").await, "à 80 m du centre de Vierzon");
    assert_eq!(
        distance("q=mairie+autour+de+Vierzon").await,
        "à 80 m du centre de Vierzon"
    );
    assert_eq!(
        distance("lat=47.222&lon=2.074").await,
        "à 380 m, environ 6 min à pied"
    );
}

#[tokio::test]
async fn a_list_far_from_everything_says_so() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=Brest").await;
    assert_eq!(names(&answer).len(), 2);
    let notice = words(&answer, ".notice").join(" ");
    assert!(notice.contains("de lieu à moins de 100 km de Brest"), "{notice}");
    let answer = site.get("/en/lieux?lat=48.39&lon=-4.49").await;
    let notice = words(&answer, ".notice").join(" ");
    assert!(notice.contains("no place within 100 km of you"), "{notice}");
    let answer = site.get("/lieux?commune=Vierzon").await;
    assert!(words(&answer, ".notice").is_empty());
}

#[tokio::test]
async fn a_card_says_whom_to_call_and_before_anything_else_that_a_place_is_closed_for_long() {
    let [library, mut camping] = two_places();
    camping.name = PlaceName::parse("Camping du Lavoir").unwrap();
    camping.hours = Some(Hours::read("Jul-Aug Mo-Su 09:00-12:00").unwrap());
    camping.phone = Some(Phone::parse("+33248000000").unwrap());
    let site = TestSite::with_places(&[library, camping]).await;
    let answer = site.get("/lieux").await;
    let card = words(&answer, ".place-card--away");
    assert_eq!(card.len(), 1, "the library is open");
    assert!(card[0].contains("Camping du Lavoir"), "{card:?}");
    assert_eq!(words(&answer, ".badge--away"), ["Fermé jusqu’au 1er juillet"]);
    let page = Html::parse_document(answer.text());
    let calls = Selector::parse(".place-card--away a[href='tel:+33248000000']").unwrap();
    assert_eq!(page.select(&calls).count(), 1);
}

#[tokio::test]
async fn what_few_people_choose_stands_folded_until_it_is_chosen() {
    let [library, mut town_hall] = two_places();
    town_hall.programmes = [Programme::FranceServices].into_iter().collect();
    let site = TestSite::with_places(&[library, town_hall]).await;
    for (path, unfolded) in [("/lieux", false), ("/lieux?dispositif=france-services", true)] {
        let page = Html::parse_document(site.get(path).await.text());
        let folds = page
            .select(&Selector::parse(".facets__more").unwrap())
            .collect::<Vec<_>>();
        assert_eq!(folds.len(), 1, "{path}");
        assert_eq!(folds[0].attr("open").is_some(), unfolded, "{path}");
        let inside = Selector::parse("input[name=dispositif]").unwrap();
        assert_eq!(folds[0].select(&inside).count(), 1);
        let usual = Selector::parse("input[name=service]").unwrap();
        assert_eq!(folds[0].select(&usual).count(), 0);
    }
}

#[tokio::test]
async fn places_without_hours_are_told_of_to_who_looks_for_open_ones() {
    let [library, mut town_hall] = two_places();
    town_hall.hours = None;
    let mut note = record("note");
    note.name = PlaceName::parse("Permanence du lavoir").unwrap();
    note.hours = Some(Hours::read("quand le drapeau est sorti").unwrap());
    let site = TestSite::with_places(&[library, town_hall, note]).await;
    let answer = site.get("/lieux?ouvert=maintenant&tri=nom").await;
    assert_eq!(names(&answer), ["Médiathèque des Prés-Fichaux"]);
    assert!(words(&answer, ".results__unsaid")[0].starts_with("2 lieux n’ont pas donné"));
    let counts = words(&answer, "[name=ouvert] ~ .choice__count");
    assert_eq!(
        counts,
        ["1", "2"],
        "now, unknown; a day without any open place is no choice"
    );
    let page = Html::parse_document(answer.text());
    let link = page
        .select(&Selector::parse(".results__unsaid a").unwrap())
        .next()
        .unwrap()
        .attr("href")
        .unwrap()
        .to_owned();
    assert_eq!(link, "/lieux?ouvert=inconnu&tri=nom");
    let answer = site.get(&link).await;
    assert_eq!(names(&answer), ["Mairie de Vierzon", "Permanence du lavoir"]);
    assert!(words(&answer, ".results__unsaid").is_empty(), "they are all here");
    let answer = site.get("/lieux?ouvert=demain").await;
    assert_eq!(names(&answer), Vec::<String>::new());
    assert_eq!(words(&answer, ".empty .results__unsaid").len(), 1);
    assert_eq!(
        words(&answer, ".empty p:not(.empty__call) > .button"),
        ["Voir les lieux sans horaires"]
    );
    // Near a commune, what is promised is what is found, although nothing that is open says how far to look.
    let answer = site.get("/lieux?ouvert=demain&commune=Vierzon").await;
    let counts = words(&answer, "[name=ouvert] ~ .choice__count");
    assert_eq!(counts, ["1", "0", "1"], "one place without hours has no position");
    let answer = site.get("/lieux?ouvert=inconnu&commune=Vierzon").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
}

#[tokio::test]
async fn a_day_that_is_chosen_comes_before_now() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get("/lieux?ouvert=maintenant&ouvert_le=2026-03-04T10:00")
        .await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    assert_eq!(
        words(&answer, "title")[0],
        words(&site.get("/lieux?ouvert_le=2026-03-04T10:00").await, "title")[0]
    );
    let page = Html::parse_document(answer.text());
    let chosen = Selector::parse("[name=ouvert][checked]").unwrap();
    let chosen: Vec<_> = page
        .select(&chosen)
        .filter_map(|input| input.attr("value"))
        .collect();
    assert_eq!(chosen, [""], "no other moment is chosen");
}

#[tokio::test]
async fn the_other_communes_of_a_name_are_links_that_keep_the_question() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get("/lieux?q=mediatheque&commune=Saint-Denis&service=demarches")
        .await;
    let page = Html::parse_document(answer.text());
    let links: Vec<(String, String)> = page
        .select(&Selector::parse(".namesakes a").unwrap())
        .map(|link| (link.text().collect(), link.attr("href").unwrap().to_owned()))
        .collect();
    assert!(links.len() >= 2, "{links:?}");
    let first = &words(&answer, "h1")[0];
    for (name, link) in links {
        assert!(
            link.contains("q=mediatheque&") && link.contains("service=demarches"),
            "{link}"
        );
        let answer = site.get(&link).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_ne!(&words(&answer, "h1")[0], first);
        let page = Html::parse_document(answer.text());
        let field = page.select(&Selector::parse("#commune").unwrap()).next().unwrap();
        assert_eq!(field.attr("value"), Some(name.as_str()));
        assert!(words(&answer, ".namesakes a").is_empty(), "{name} is one commune");
    }
}

#[tokio::test]
async fn clearing_the_filters_keeps_words_and_place() {
    let site = TestSite::with_places(&two_places()).await;
    for (asked, kept) in [
        (
            "q=mairie&commune=Vierzon&service=demarches&rayon=10",
            "/lieux?q=mairie&commune=Vierzon",
        ),
        (
            "lat=47.222&lon=2.074&ouvert=demain&departement=18",
            "/lieux?lat=47.222&lon=2.074&departement=18",
        ),
        ("ouvert=demain", "/lieux"),
    ] {
        let answer = site.get(&format!("/lieux?{asked}")).await;
        let page = Html::parse_document(answer.text());
        let link = page
            .select(&Selector::parse(".facets__clear").unwrap())
            .next()
            .unwrap();
        assert_eq!(link.attr("href"), Some(kept));
    }
}

#[tokio::test]
async fn only_what_is_open_is_shown_to_who_asks_for_it() {
    let site = TestSite::with_places(&two_places()).await;
    assert_eq!(
        names(&site.get("/lieux?ouvert=maintenant").await),
        ["Médiathèque des Prés-Fichaux"]
    );
    assert_eq!(
        names(&site.get("/lieux?ouvert=demain").await),
        ["Mairie de Vierzon"]
    );
    assert_eq!(
        names(&site.get("/lieux?ouvert_le=2026-03-03T17:30").await),
        ["Médiathèque des Prés-Fichaux"]
    );
}

#[tokio::test]
async fn a_list_that_is_empty_invites_to_go_on() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=mediatheque&ouvert=demain").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(words(&answer, ".empty a").contains(&"Voir les lieux, ouverts ou non".to_owned()));
    let answer = site.get("/lieux?q=mediateque").await;
    assert_eq!(
        names(&answer),
        ["Médiathèque des Prés-Fichaux"],
        "a typing error is forgiven"
    );
}

#[tokio::test]
async fn a_page_after_the_last_one_says_so_and_leads_back() {
    let many: Vec<_> = (0..45).map(|n| record(&format!("n{n}"))).collect();
    let site = TestSite::with_places(&many).await;
    let answer = site.get("/lieux?tri=nom&page=99").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(words(&answer, ".empty h2"), ["Il n’y a pas de page 99"]);
    assert_eq!(words(&answer, ".empty p"), ["La liste s’arrête à la page 3."]);
    let page = Html::parse_document(answer.text());
    let links: Vec<_> = page
        .select(&Selector::parse(".empty a").unwrap())
        .filter_map(|link| link.attr("href"))
        .collect();
    assert_eq!(links, ["/lieux?tri=nom&page=3", "/lieux?tri=nom"]);
    assert_eq!(names(&site.get(links[0]).await).len(), 5);
    let site = TestSite::with_places(&two_places()).await;
    for path in ["/en/lieux?page=2", "/en/territoires/communes/18033?page=2"] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(words(&answer, ".empty a"), ["Go to the first page"], "{path}");
    }
}

#[tokio::test]
async fn the_results_are_one_link_away_from_the_top_of_the_page() {
    let site = TestSite::with_places(&two_places()).await;
    for (path, said) in [
        ("/lieux", "Aller aux résultats"),
        ("/en/lieux?q=zzyzx", "Skip to results"),
    ] {
        let answer = site.get(path).await;
        let page = Html::parse_document(answer.text());
        let skips: Vec<_> = page
            .select(&Selector::parse("body > a.skip-link").unwrap())
            .map(|link| (link.text().collect::<String>(), link.attr("href").unwrap()))
            .collect();
        assert_eq!(skips[1], (said.to_owned(), "#list"));
        assert_eq!(words(&answer, "#list").len(), 1);
    }
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused_in_words() {
    let site = TestSite::with_places(&two_places()).await;
    for (query, said) in [
        ("page=-1", "numéro de page"),
        ("page=0", "numéro de page"),
        ("service=cuisine", "choix qui n’existe pas"),
        ("lat=95&lon=2", "position"),
        ("lat=45", "position"),
        ("lat=abc&lon=2", "position"),
        ("lat=NaN&lon=2", "position"),
        ("lat=47&lon=2&rayon=-3", "distance"),
        ("zone=1,2,3", "zone"),
        ("ouvert=hier", "jour"),
        ("ouvert_le=31/02/2026", "jour"),
        ("tri=couleur", "ordre"),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(
            answer.text().contains(said),
            "{query}: {}",
            words(&answer, "main").join(" ")
        );
    }
}

#[tokio::test]
async fn a_very_long_question_is_answered() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site
        .get(&format!("/lieux?q={}", "mediatheque+".repeat(800)))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn a_commune_that_nobody_knows_is_said_and_kept_in_its_field() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?commune=Trifouillis").await;
    assert!(answer.text().contains("Nous ne connaissons pas de commune"));
    assert!(answer.text().contains("value=\"Trifouillis\""));
}

#[tokio::test]
async fn a_filter_chosen_elsewhere_is_kept_by_the_form() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?departement=18").await;
    assert_eq!(names(&answer).len(), 2);
    assert!(
        answer
            .text()
            .contains("type=\"hidden\" name=\"departement\" value=\"18\"")
    );
}

#[tokio::test]
async fn a_long_address_makes_no_longer_page_and_too_many_choices_are_refused() {
    let site = TestSite::with_places(&two_places()).await;
    let plain = site.get("/lieux?service=demarches&q=carte").await.body.len();
    let zeros = "0".repeat(30_000);
    let letters = "a".repeat(50_000);
    for (query, spare) in [
        (vec!["service=demarches"; 100].join("&"), 5_000),
        (vec!["q=carte"; 100].join("&"), 5_000),
        (format!("commune={letters}"), 30_000),
        (format!("q={letters}"), 30_000),
        (format!("lat=47.{zeros}&lon=2.{zeros}"), 30_000),
        (format!("ouvert_le=2026-03-04T14:00:00.{zeros}"), 30_000),
        (format!("page=1{letters}"), 30_000),
        (format!("zone=1,2,3,{zeros}"), 30_000),
    ] {
        let answer = site.get(&format!("/lieux?{query}")).await;
        let begins = &query[..20];
        assert!(!answer.status.is_server_error(), "{begins}: {}", answer.status);
        // The link to the other language alone repeats the address as it came, with `&` written `&#38;`.
        let length = answer.body.len() - query.replace('&', "&#38;").len();
        assert!(
            length < plain + spare,
            "{begins}: {length} bytes, {plain} for a plain page"
        );
    }
    for path in ["/lieux", "/en/lieux", "/territoires/communes/18033"] {
        let query = vec!["service=demarches"; 101].join("&");
        let answer = site.get(&format!("{path}?{query}")).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        let said = words(&answer, "main").join(" ");
        assert!(
            said.contains("trop de choses") || said.contains("too many things"),
            "{path}: {said}"
        );
    }
}
