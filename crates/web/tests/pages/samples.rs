//! Every sample of every page, in both languages, examined as a browser and a screen reader would.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};
use web::gallery;
use web::site::Language;
use web::site::language::split_path;

fn select<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    document.select(&selector).collect()
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// What the element is called by assistive technologies, near enough for our pages.
fn accessible_name(element: ElementRef<'_>, document: &Html) -> String {
    if let Some(ids) = element.attr("aria-labelledby") {
        return ids
            .split_whitespace()
            .flat_map(|id| select(document, &format!("[id=\"{id}\"]")))
            .map(text)
            .collect();
    }
    let images = Selector::parse("img[alt]").unwrap();
    element.attr("aria-label").map_or_else(
        || {
            let alternatives = element.select(&images).filter_map(|image| image.attr("alt"));
            text(element) + &alternatives.collect::<String>()
        },
        str::to_owned,
    )
}

fn every_sample(check: impl Fn(&str, Language, &Html, &str, &mut Vec<String>)) {
    let site = gallery::site();
    let mut faults = Vec::new();
    for language in Language::ALL {
        let samples = gallery::all(&site, language);
        assert!(!samples.is_empty());
        for sample in samples {
            let name = format!("{} ({})", sample.name, language.tag());
            let document = Html::parse_document(&sample.html);
            let before = faults.len();
            check(&name, language, &document, &sample.html, &mut faults);
            for fault in &mut faults[before..] {
                *fault = format!("{name}: {fault}");
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_markup_is_well_formed() {
    every_sample(|_, _, document, _, faults| {
        // A stray `</p>` or a misplaced `<div>` is repaired by browsers, each in its own way.
        faults.extend(document.errors.iter().map(ToString::to_string));
    });
}

#[test]
fn each_page_says_its_language_and_its_title() {
    every_sample(|_, language, document, _, faults| {
        if document.root_element().attr("lang") != Some(language.tag()) {
            faults.push("wrong lang".to_owned());
        }
        let title = select(document, "title")
            .into_iter()
            .map(text)
            .collect::<String>();
        let (page, site) = title.rsplit_once(" – ").unwrap_or_default();
        if page.trim().is_empty() || site.trim().is_empty() {
            faults.push(format!("the title says too little: {title}"));
        }
    });
}

#[test]
fn headings_go_down_one_step_at_a_time_from_a_single_first() {
    every_sample(|_, _, document, _, faults| {
        let levels: Vec<u8> = select(document, "h1, h2, h3, h4, h5, h6")
            .iter()
            .map(|heading| heading.value().name().as_bytes()[1] - b'0')
            .collect();
        if levels.iter().filter(|level| **level == 1).count() != 1 || levels.first() != Some(&1) {
            faults.push(format!("one h1, and first: {levels:?}"));
        }
        if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
            faults.push(format!("a level is jumped over: {levels:?}"));
        }
        for heading in select(document, "h1, h2, h3, h4") {
            if text(heading).is_empty() {
                faults.push("an empty heading".to_owned());
            }
        }
    });
}

#[test]
fn identifiers_are_unique_and_what_is_referred_to_exists() {
    every_sample(|_, _, document, _, faults| {
        let mut ids = HashSet::new();
        for element in select(document, "[id]") {
            let id = element.attr("id").unwrap_or_default();
            if !ids.insert(id) {
                faults.push(format!("#{id} twice"));
            }
        }
        for attribute in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for element in select(document, &format!("[{attribute}]")) {
                for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                    if !ids.contains(id) {
                        faults.push(format!("{attribute} refers to #{id}, which is not there"));
                    }
                }
            }
        }
        for link in select(document, "a[href^='#']") {
            let id = &link.attr("href").unwrap_or_default()[1..];
            if !ids.contains(id) {
                faults.push(format!("a link to #{id}, which is not there"));
            }
        }
    });
}

#[test]
fn everything_one_can_act_on_has_a_name() {
    every_sample(|_, _, document, _, faults| {
        for element in select(
            document,
            "a, button, summary, nav, table, [role=region], fieldset > legend",
        ) {
            let named = match element.value().name() {
                "table" if element.attr("aria-labelledby").is_none() => element
                    .select(&Selector::parse("caption").unwrap())
                    .any(|caption| !text(caption).is_empty()),
                _ => !accessible_name(element, document).is_empty(),
            };
            if !named {
                faults.push(format!("no name: {}", element.html()));
            }
        }
        let labels: HashSet<_> = select(document, "label[for]")
            .into_iter()
            .filter(|label| !text(*label).is_empty())
            .filter_map(|label| label.attr("for"))
            .collect();
        for field in select(document, "input:not([type=hidden]), select, textarea") {
            let labelled = field.attr("id").is_some_and(|id| labels.contains(id));
            let inside = field
                .ancestors()
                .filter_map(ElementRef::wrap)
                .any(|a| a.value().name() == "label");
            if !labelled && !inside {
                faults.push(format!("no label: {}", field.html()));
            }
        }
        for image in select(document, "img, [role=img]") {
            if image.attr("alt").is_none()
                && image.attr("aria-label").is_none()
                && image.attr("aria-labelledby").is_none()
            {
                faults.push(format!("no alternative: {}", image.html()));
            }
        }
        for drawing in select(document, "svg") {
            // A drawing with links inside is a group, so that they are reached.
            let described = match drawing.attr("role") {
                Some("img") => true,
                Some("group") => !accessible_name(drawing, document).is_empty(),
                _ => false,
            };
            if drawing.attr("aria-hidden") != Some("true") && !described {
                faults.push("a drawing neither hidden nor described".to_owned());
            }
        }
    });
}

#[test]
fn nothing_is_inline_that_the_policy_would_stop() {
    every_sample(|_, _, document, _, faults| {
        for element in select(document, "[style], style") {
            faults.push(format!("inline style: {}", element.html()));
        }
        for script in select(document, "script:not([src])") {
            if script.attr("type") != Some("application/ld+json") {
                faults.push("inline script".to_owned());
            }
        }
        for element in select(document, "*") {
            if element.value().attrs().any(|(name, _)| name.starts_with("on")) {
                faults.push(format!("inline handler: {}", element.html()));
            }
        }
    });
}

#[test]
fn english_is_set_as_english_and_what_is_french_in_it_says_so() {
    let is_french = |element: ElementRef<'_>| {
        let around = element.ancestors().filter_map(ElementRef::wrap);
        let said = std::iter::once(element)
            .chain(around)
            .find_map(|one| one.attr("lang"));
        said == Some("fr")
    };
    every_sample(|_, language, document, _, faults| {
        if language != Language::English {
            return;
        }
        let own_texts = select(document, "body *:not(script, style, code, pre)")
            .into_iter()
            .filter(|element| !is_french(*element))
            .flat_map(|element| element.children().filter_map(|child| child.value().as_text()));
        for text in own_texts {
            let signs = [
                "\u{202f}",
                "«",
                "»",
                " :",
                "\u{a0}:",
                " ;",
                "\u{a0};",
                " !",
                " ?",
                "\u{a0}–",
            ];
            for sign in signs.iter().filter(|sign| text.contains(**sign)) {
                faults.push(format!("{sign:?} in {:?}", text.trim()));
            }
            // Words that no English sentence has; names of French things keep theirs.
            let words: Vec<String> = text
                .split_whitespace()
                .filter(|word| !word.contains(['/', '@']))
                .flat_map(|word| word.split(|c: char| !c.is_alphabetic()))
                .map(str::to_lowercase)
                .collect();
            for word in [
                "est", "sont", "vous", "votre", "vos", "avec", "aujourd", "ouvre", "fermé", "lieux", "où",
            ] {
                if words.iter().any(|said| said == word) {
                    faults.push(format!("{word:?} in {:?}", text.trim()));
                }
            }
        }
    });
}

#[test]
fn links_inside_the_site_keep_the_language() {
    every_sample(|_, language, document, _, faults| {
        for link in select(document, "main a[href^='/']") {
            let href = link.attr("href").unwrap_or_default();
            let once = href.starts_with("/assets/") || href.starts_with("/api/");
            let (found, _) = split_path(href.split(['?', '#']).next().unwrap_or_default());
            if !once && found != language {
                faults.push(format!("{href} leaves the language"));
            }
        }
        for form in select(document, "form") {
            let action = form.attr("action").unwrap_or_default();
            if split_path(action).0 != language {
                faults.push(format!("a form sends to {action}"));
            }
        }
    });
}

#[test]
fn landmarks_and_the_way_past_the_header_are_there() {
    every_sample(|_, _, document, _, faults| {
        for (selector, count) in [
            ("main#content", 1),
            ("body > header", 1),
            ("body > footer", 1),
            ("body > a.skip-link[href='#content']:first-child", 1),
        ] {
            if select(document, selector).len() != count {
                faults.push(format!("{count} × {selector} expected"));
            }
        }
        let labels: Vec<_> = select(document, "nav")
            .into_iter()
            .map(|nav| accessible_name(nav, document))
            .collect();
        if labels.iter().collect::<HashSet<_>>().len() != labels.len() {
            faults.push(format!("two navigations share a name: {labels:?}"));
        }
    });
}

#[test]
fn structured_data_can_be_read() {
    every_sample(|_, _, document, _, faults| {
        for script in select(document, "script[type='application/ld+json']") {
            let content = script.inner_html();
            match serde_json::from_str::<serde_json::Value>(&content) {
                Ok(data) if data["@context"] == "https://schema.org" => {}
                Ok(_) => faults.push("structured data without its context".to_owned()),
                Err(error) => faults.push(format!("structured data: {error}")),
            }
        }
    });
}
