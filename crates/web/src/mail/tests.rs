use domain::mail::{Link, SecurityEvent, Template as Letter};

use super::*;
use crate::gallery;

fn each_letter(check: impl Fn(&str, &MailText)) {
    let site = gallery::site();
    let base_url = "https://parvis.example";
    let mut letters = samples(base_url, site.clock.now());
    letters.push(Letter::Trial);
    letters.extend(
        SecurityEvent::ALL
            .into_iter()
            .map(|event| Letter::SecurityNotice {
                event,
                at: site.clock.now(),
                link: Link::parse(base_url).unwrap(),
            }),
    );
    for language in Language::ALL {
        for letter in &letters {
            let name = format!("{} ({})", letter.code(), language.tag());
            check(&name, &render(&site.settings, language, letter));
        }
    }
}

/// What a reader of the page reads, without its markup.
fn read(html: &str) -> String {
    let document = scraper::Html::parse_document(html);
    assert_eq!(document.errors, Vec::<String>::new());
    document.root_element().text().collect::<Vec<_>>().join(" ")
}

#[test]
fn text_and_page_say_the_same() {
    each_letter(|name, letter| {
        let page = read(&letter.html);
        for line in letter
            .text
            .lines()
            .filter(|line| !line.is_empty() && *line != "-- ")
        {
            let line = line
                .trim_start_matches("- ")
                .trim_end_matches(['\u{a0}', '\u{202f}', ':', ' ']);
            assert!(page.contains(line), "{name}: « {line} » is missing in\n{page}");
        }
    });
}

#[test]
fn a_subject_is_one_line_and_names_nobody() {
    each_letter(|name, letter| {
        assert!(
            !letter.subject.contains(['\n', '\r', '{', '$']),
            "{name}: {}",
            letter.subject
        );
        assert!(letter.subject.chars().count() <= 78, "{name}: {}", letter.subject);
    });
}

#[test]
fn a_page_loads_nothing_and_leads_only_to_this_site() {
    each_letter(|name, letter| {
        let document = scraper::Html::parse_document(&letter.html);
        let nodes = scraper::Selector::parse("img, link, script, iframe, [src], [background], form").unwrap();
        assert_eq!(document.select(&nodes).count(), 0, "{name}");
        let links = scraper::Selector::parse("a[href]").unwrap();
        for link in document.select(&links) {
            let href = link.attr("href").unwrap();
            assert!(href.starts_with("https://parvis.example"), "{name}: {href}");
        }
    });
}

#[test]
fn a_name_on_two_lines_does_not_add_a_line_to_a_subject() {
    let mut settings = gallery::site().settings.clone();
    settings.name = "Parvis\nBcc: everybody@example.org".to_owned();
    let letter = &samples("https://parvis.example", Timestamp::UNIX_EPOCH)[0];
    let subject = render(&settings, Language::French, letter).subject;
    assert_eq!(
        subject,
        "Une invitation à rejoindre Parvis Bcc: everybody@example.org"
    );
}

#[test]
fn a_door_is_told_with_its_hour_on_the_clock_of_the_operator() {
    let site = gallery::site();
    let until = "2026-03-05T17:30:00Z".parse().unwrap();
    let link = Link::parse("https://parvis.example/i?jeton=a").unwrap();
    let letter = render(
        &site.settings,
        Language::English,
        &Letter::Invitation { link, until },
    );
    let text = letter.text.replace('\u{a0}', " ");
    assert!(text.contains("until 5 March 2026 at 6:30 pm"), "{text}");
    assert!(
        text.contains("Create my access:\nhttps://parvis.example/i?jeton=a\n"),
        "{text}"
    );
}
