//! What is read in the words of a question besides a need: a time, no appointment, a phone number; or no need at all.

use domain::places::{AccessMode, Phone};
use web::testing::TestSite;

use super::scene::{names, two_places, words};
use super::understood::{VIERZON, links, place_in, said};

#[tokio::test]
async fn what_asks_for_closed_places_is_left_aside_and_said() {
    let site = TestSite::with_places(&two_places()).await;
    let answer = site.get("/lieux?q=mairie+pas+ouvert+le+lundi").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    assert!(said(&answer, ".notice").contains("laissé de côté « pas ouvert le lundi »"));
}

#[tokio::test]
async fn a_time_in_the_words_is_a_choice_that_can_be_taken_back() {
    // It is Tuesday 3 March 2026, in the morning; the library opens on Tuesdays, the town hall on Wednesdays.
    let [library, town_hall] = two_places();
    let mut silent = place_in(
        "muet",
        "Mairie de Mehun",
        ("18141", "18500", "Mehun-sur-Yèvre"),
        None,
    );
    silent.hours = None;
    let site = TestSite::with_places(&[library, town_hall, silent]).await;
    for (words_typed, found, chip) in [
        ("ouvert+mercredi", "Mairie de Vierzon", "Ouvert mercredi."),
        (
            "mairie+ouverte+demain+matin",
            "Mairie de Vierzon",
            "Ouvert demain matin.",
        ),
        (
            "ouvert+cet+apr%C3%A8s-midi",
            "Médiathèque des Prés-Fichaux",
            "Ouvert cet après-midi.",
        ),
        // The third of March is today: a Tuesday.
        (
            "ouvert+le+3+mars",
            "Médiathèque des Prés-Fichaux",
            "Ouvert le 3 mars.",
        ),
        (
            "ouvert+mercredi+4+mars+matin",
            "Mairie de Vierzon",
            "Ouvert le 4 mars matin.",
        ),
        (
            "ouvert+maintenant",
            "Médiathèque des Prés-Fichaux",
            "Ouvert maintenant.",
        ),
        (
            "ouvert+mardi+%C3%A0+17h30",
            "Médiathèque des Prés-Fichaux",
            "Ouvert mardi à 17 h 30.",
        ),
    ] {
        let answer = site.get(&format!("/lieux?q={words_typed}")).await;
        assert_eq!(names(&answer), [found], "{words_typed}");
        let said = said(&answer, ".search-form__around");
        assert!(said.starts_with(chip), "{words_typed}: {said}");
        assert_eq!(
            words(&answer, ".results__unsaid").len(),
            1,
            "hours unknown are told"
        );
    }
    let answer = site.get("/en/lieux?q=town+hall+open+on+wednesday").await;
    assert!(said(&answer, ".search-form__around").starts_with("Open on Wednesday."));
    let answer = site.get("/lieux?q=mairie+ouverte+mercredi&tri=nom").await;
    assert_eq!(said(&answer, "h1"), "Lieux pour « mairie »");
    assert!(said(&answer, "title").contains("(Ouvert mercredi)"));
    assert!(
        answer.text().contains("value=\"mairie ouverte mercredi\""),
        "the field keeps it"
    );
    let back = links(&answer, ".search-form__around a");
    assert_eq!(back[0].1, "/lieux?q=mairie&tri=nom");
    assert_eq!(
        names(&site.get(&back[0].1).await),
        ["Mairie de Mehun", "Mairie de Vierzon"]
    );
    let unsaid = links(&answer, ".results__unsaid a");
    assert_eq!(unsaid[0].1, "/lieux?ouvert=inconnu&q=mairie&tri=nom");
    assert_eq!(names(&site.get(&unsaid[0].1).await), ["Mairie de Mehun"]);
    // A time that is chosen comes before one that is written, and that is told.
    let answer = site.get("/lieux?q=ouvert+mercredi&ouvert=maintenant").await;
    assert_eq!(names(&answer), ["Médiathèque des Prés-Fichaux"]);
    assert!(said(&answer, ".notice").contains("pas compte de « ouvert mercredi »"));
    assert_eq!(said(&answer, ".search-form__around"), "");
}

/// Three places, one of which says that people may simply come and has a phone number.
async fn site_of_wishes() -> TestSite {
    let mut open_house = place_in("a", "Le Comptoir", VIERZON, Some((47.22, 2.07)));
    open_house.access_modes = [AccessMode::WalkIn].into_iter().collect();
    open_house.phone = Some(Phone::parse("+33248000001").unwrap());
    let by_name = place_in("b", "Rendez-vous à domicile", VIERZON, Some((47.23, 2.06)));
    let mut by_phone_first = place_in("c", "Atelier du Canal", VIERZON, Some((47.21, 2.08)));
    by_phone_first.access_modes = [AccessMode::Phone].into_iter().collect();
    TestSite::with_places(&[open_house, by_name, by_phone_first]).await
}

#[tokio::test]
async fn the_wish_to_come_without_an_appointment_is_shown_and_can_be_taken_away() {
    let site = site_of_wishes().await;
    for (path, sentence, title) in [
        (
            "/lieux?q=sans+rendez-vous",
            "Sans rendez-vous",
            "Lieux : sans rendez-vous",
        ),
        (
            "/en/lieux?q=without+an+appointment",
            "Without an appointment",
            "Places: without an appointment",
        ),
    ] {
        let answer = site.get(path).await;
        assert_eq!(said(&answer, "h1").replace('\u{a0}', " "), title);
        assert!(
            words(&answer, "title")[0]
                .replace('\u{a0}', " ")
                .starts_with(title)
        );
        // Who says nothing of it stays.
        assert_eq!(
            names(&answer),
            ["Le Comptoir", "Rendez-vous à domicile"],
            "{path}"
        );
        assert!(
            said(&answer, ".search-form__around").starts_with(sentence),
            "{path}"
        );
    }
    // Away with it, and only with it.
    let answer = site.get("/lieux?q=comptoir+sans+rdv&commune=Vierzon").await;
    let away = &links(&answer, ".search-form__around a")[0].1;
    assert_eq!(away, "/lieux?q=comptoir&commune=Vierzon");
    assert_eq!(words(&answer, "h1"), ["Lieux pour « comptoir » près de Vierzon"]);
    // A way to come in contact that is chosen comes before, and the page says so.
    let answer = site.get("/lieux?q=sans+rendez-vous&acces=telephoner").await;
    assert_eq!(names(&answer), ["Atelier du Canal"]);
    assert!(said(&answer, ".notice").contains("ne tenons pas compte de « sans rendez-vous »"));
    // Where all ask to be contacted first, the way to them is open.
    let answer = site.get("/lieux?q=atelier+sans+rendez-vous").await;
    assert_eq!(names(&answer), [""; 0]);
    let invitations = links(&answer, ".empty .links a");
    assert!(
        invitations.iter().any(|(_, path)| path == "/lieux?q=atelier"),
        "{invitations:?}"
    );
}

#[tokio::test]
async fn words_that_say_no_need_are_kept_and_the_page_says_what_to_write() {
    let site = site_of_wishes().await;
    for typed in ["help me", "the", "a", "aidez moi"] {
        let answer = site.get(&format!("/lieux?q={}", typed.replace(' ', "+"))).await;
        assert_eq!(names(&answer).len(), 3, "{typed}");
        let notice = said(&answer, ".notice");
        assert!(
            notice.contains(&format!("« {typed} » ne dit pas encore de quoi vous avez besoin")),
            "{typed}: {notice}"
        );
        assert!(answer.text().contains(&format!("value=\"{typed}\"")), "{typed}");
    }
    for typed in ["atelier", "help+me+atelier", "sans+rendez-vous", ""] {
        let answer = site.get(&format!("/lieux?q={typed}")).await;
        assert_eq!(said(&answer, ".notice"), "", "{typed}");
    }
}

#[tokio::test]
async fn a_phone_number_leads_to_its_place_or_to_nothing_that_looks_like_it() {
    let site = site_of_wishes().await;
    for typed in ["0248000001", "02+48+00+00+01", "%2B33+2+48+00+00+01"] {
        let answer = site.get(&format!("/lieux?q={typed}")).await;
        assert_eq!(names(&answer), ["Le Comptoir"], "{typed}");
        assert_eq!(said(&answer, "h1"), "Lieux pour « 02 48 00 00 01 »", "{typed}");
    }
    let answer = site.get("/lieux?q=02+48+00+00+02").await;
    assert_eq!(names(&answer), [""; 0]);
    let empty = said(&answer, ".empty");
    assert!(
        empty.contains("Nous n'avons rien trouvé pour « 02 48 00 00 02 »")
            || empty.contains("Nous n’avons rien trouvé pour « 02 48 00 00 02 »"),
        "{empty}"
    );
    assert!(empty.contains("Vérifiez le numéro"), "{empty}");
}

#[tokio::test]
async fn a_distance_in_the_words_is_kept_to_said_and_can_be_taken_back() {
    // Bourges and Vierzon are 29 km apart.
    let site = TestSite::with_places(&two_places()).await;
    for (typed, found) in [
        (
            "mairie+%C3%A0+moins+de+5+km+de+Vierzon",
            &["Mairie de Vierzon"][..],
        ),
        ("a+moins+de+5+km+de+Bourges", &["Médiathèque des Prés-Fichaux"]),
        ("within+5+km+of+Vierzon", &["Mairie de Vierzon"]),
        ("%C3%A0+5+km+autour+de+Vierzon", &["Mairie de Vierzon"]),
        ("%C3%A0+moins+de+5+km+de+Vierzon+mairie", &["Mairie de Vierzon"]),
        (
            "%C3%A0+moins+de+40+km+de+Vierzon",
            &["Mairie de Vierzon", "Médiathèque des Prés-Fichaux"],
        ),
    ] {
        let answer = site.get(&format!("/lieux?q={typed}")).await;
        assert_eq!(names(&answer), found, "{typed}");
        let said = said(&answer, ".search-form__around");
        assert!(said.starts_with("À moins de"), "{typed}: {said}");
        let (_, undo) = links(&answer, ".search-form__around a").remove(0);
        let undone = site.get(&undo).await;
        assert_eq!(words(&undone, "h1"), words(&answer, "h1"), "{typed}");
        assert!(words(&undone, ".search-form__around").is_empty(), "{typed}");
    }
    // In the two fields as in one, and from nowhere it is asked from where.
    let answer = site.get("/lieux?q=%C3%A0+moins+de+5+km&commune=Vierzon").await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    let answer = site.get("/lieux?q=%C3%A0+moins+de+5+km").await;
    assert_eq!(names(&answer).len(), 2);
    assert!(said(&answer, ".notice").contains("« à moins de 5 km », mais d’où"));
    let answer = site.get("/lieux?q=%C3%A0+moins+de+0+km&commune=Vierzon").await;
    assert!(said(&answer, ".notice").contains("de 1 m à 500 km"));
    let answer = site
        .get("/lieux?q=%C3%A0+moins+de+5+km&commune=Vierzon&rayon=50")
        .await;
    assert!(said(&answer, ".notice").contains("deux distances"));
    let answer = site
        .get("/lieux?q=%C3%A0+40+km+de+Vierzon+%C3%A0+moins+de+5+km")
        .await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    let notice = said(&answer, ".notice");
    assert!(
        notice.contains("la plus courte, « à moins de 5 km »") && notice.contains("« à 40 km »"),
        "{notice}"
    );
    let answer = site
        .get("/lieux?q=mairie+%C3%A0+moins+de+500+km+du+Touquet")
        .await;
    assert_eq!(names(&answer), ["Mairie de Vierzon"]);
    let title = said(&answer, "h1");
    assert!(title.contains("Touquet-Paris-Plage"), "{title}");
    // What is no town stays as it was typed.
    let answer = site.get("/lieux?q=mairie+%C3%A0+5+km+de+la+gare").await;
    assert!(said(&answer, ".notice").contains("mais d’où"));
    assert!(!answer.text().contains("près de la gare"));
}

#[tokio::test]
async fn a_town_or_a_postcode_beside_the_need_does_what_its_own_field_does() {
    let site = TestSite::with_places(&two_places()).await;
    for (one_field, two_fields) in [
        ("q=mairie+pr%C3%A8s+de+Vierzon", "q=mairie&commune=Vierzon"),
        ("q=mairie+Vierzon", "q=mairie&commune=Vierzon"),
        ("q=mairie+18100", "q=mairie&commune=18100"),
        ("q=18100+Vierzon", "commune=18100"),
        ("q=18100", "commune=18100"),
    ] {
        let one = site.get(&format!("/lieux?{one_field}")).await;
        let two = site.get(&format!("/lieux?{two_fields}")).await;
        for part in [
            "h1",
            ".results__count",
            ".place-card__name a",
            ".place-card__where",
        ] {
            assert_eq!(words(&one, part), words(&two, part), "{one_field}: {part}");
        }
    }
}

#[tokio::test]
async fn who_may_be_in_danger_reads_who_answers_before_anything_else() {
    let site = TestSite::with_places(&two_places()).await;
    for (typed, first, others) in [
        (
            "violence",
            "tel:17",
            ["tel:3919", "tel:119", "sms:114"].as_slice(),
        ),
        ("j%27ai+envie+de+mourir", "tel:3114", &["tel:15", "sms:114"]),
        (
            "au+secours",
            "tel:112",
            &["tel:17", "tel:15", "tel:18", "sms:114"],
        ),
        ("harc%C3%A8lement", "tel:3018", &["tel:17", "sms:114"]),
        ("h%C3%A9bergement+d%27urgence", "tel:115", &["tel:112"]),
    ] {
        for language in ["", "/en"] {
            let answer = site.get(&format!("{language}/lieux?q={typed}")).await;
            let numbers: Vec<String> = links(&answer, ".emergency a")
                .into_iter()
                .map(|(_, href)| href)
                .collect();
            assert_eq!(numbers[0], first, "{language} {typed}");
            assert_eq!(numbers[1..], *others, "{language} {typed}");
            let page = answer.text();
            assert!(
                page.find("class=\"emergency\"") < page.find("class=\"search-form"),
                "{language} {typed}: the numbers come first"
            );
            assert!(
                !page.contains("results__suggestion"),
                "{language} {typed}: no spelling lesson"
            );
            assert!(
                !page.contains("orthographe") && !page.contains("spelling"),
                "{language} {typed}: no spelling lesson"
            );
        }
    }
}

#[tokio::test]
async fn an_everyday_question_shows_no_emergency_number() {
    let site = TestSite::with_places(&two_places()).await;
    for typed in [
        "",
        "?q=aide",
        "?q=imprimer+en+urgence",
        "?q=mairie&commune=Vierzon",
    ] {
        let answer = site.get(&format!("/lieux{typed}")).await;
        assert!(links(&answer, ".emergency a").is_empty(), "{typed}");
    }
}

#[tokio::test]
async fn a_distance_beside_a_town_is_measured_from_it() {
    let site = TestSite::with_places(&two_places()).await;
    for typed in [
        "Vierzon+%C3%A0+5+km",
        "Vierzon+5+km",
        "%C3%A0+5+km+Vierzon",
        "mairie+Vierzon+%C3%A0+moins+de+5+km",
    ] {
        let answer = site.get(&format!("/lieux?q={typed}")).await;
        assert!(
            names(&answer).contains(&"Mairie de Vierzon".to_owned()),
            "{typed}"
        );
        let title = said(&answer, "h1");
        assert!(title.contains("près de Vierzon"), "{typed}: {title}");
        let around = said(&answer, ".search-form__around");
        assert!(around.contains("5 km"), "{typed}: {around}");
        assert!(said(&answer, ".notice").is_empty(), "{typed}");
    }
    let answer = site.get("/lieux?q=mairie+%C3%A0+5+km").await;
    assert!(
        said(&answer, ".notice").contains("Écrivez votre commune"),
        "no town: from where?"
    );
}
