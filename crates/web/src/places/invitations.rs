//! What to try when nothing is found. Only what finds something is proposed: a dead end never leads to another.

use directory::{Directory, Facet, OpenWhen, QuestionError};
use jiff::Timestamp;

use super::asked::Asked;
use super::notice::shortened;
use super::reach::Reach;
use super::results::Link;
use crate::site::towns::of_town;
use crate::site::{Frame, urls};

/// The questions close to `asked` that have an answer: each takes away as little as it can, all places come last.
///
/// # Errors
/// Those of [`Directory::count`].
pub fn invitations(
    directory: &Directory,
    asked: &Asked,
    reach: Reach,
    frame: &Frame,
) -> Result<Vec<Link>, QuestionError> {
    let is_where = |name: &str| matches!(name, "rayon" | "zone");
    let is_filter = |name: &str| Facet::ALL.iter().any(|facet| facet.code() == name);
    let mut tried: Vec<(&'static str, String)> = Vec::new();
    if matches!(asked.open, Some(OpenWhen::At(_))) {
        let rest = asked.query_at_any_time(|_| true);
        tried.push(("results-invite-tomorrow", format!("ouvert=demain&{rest}")));
    }
    if asked.open.is_some() {
        tried.push(("results-invite-any-time", asked.query_at_any_time(|_| true)));
    }
    if asked.radius_km.is_some() || asked.zone.is_some() {
        tried.push(("results-invite-further", asked.query(|name| !is_where(name))));
    }
    if asked.spoken_radius_m().is_some() {
        tried.push(("results-invite-further", asked.query_at_any_distance()));
    }
    if reach.found_km().is_some() {
        for km in reach.wider_km() {
            if directory.count(&asked.question(Reach::Chosen(km).radius_m()))? > 0 {
                let rest = asked.query(|name| name != "rayon");
                tried.push(("results-invite-further", format!("rayon={km}&{rest}")));
                break;
            }
        }
    }
    if !asked.filters.is_empty() {
        tried.push(("results-invite-no-filters", asked.query(|name| !is_filter(name))));
    }
    if asked.is_walk_in() {
        tried.push(("results-invite-any-access", asked.query_with_any_access()));
    }
    if !asked.reading.words.is_empty() {
        tried.push((
            "results-invite-words-only",
            asked.query_at_any_time(|name| matches!(name, "q" | "commune" | "lat" | "lon")),
        ));
    }
    if !asked.reading.words.is_empty()
        && (asked.open.is_some() || asked.reading.phone.is_some() || !asked.filters.is_empty())
    {
        let rest = asked.query(|name| !matches!(name, "q" | "commune" | "lat" | "lon"));
        let query = [asked.query_of_start(), rest].join("&");
        tried.push(("results-invite-no-words", query.trim_matches('&').to_owned()));
    }
    if asked.centre().is_some() {
        let near = match asked.commune.name() {
            Some(_) => "results-invite-commune",
            None => "results-invite-around",
        };
        tried.push((near, asked.query_of_start()));
    }
    let own = asked.query(|name| name != "page");
    let mut links: Vec<Link> = Vec::new();
    for (words, query) in tried {
        let query = query.trim_end_matches('&');
        let path = format!("{}?{query}", urls::PLACES);
        if query.is_empty() || query == own || links.iter().any(|link| link.path == path) {
            continue;
        }
        if finds_something(directory, query, frame.now())? {
            let text = match asked.commune.name() {
                _ if words == "results-invite-no-words" => {
                    frame.say(words, &[("need", &shortened(&asked.reading.words))])
                }
                Some(name) => frame.say(words, &[("of_town", &of_town(name, frame.language()))]),
                None => frame.t(words).to_owned(),
            };
            links.push(Link { text, path });
        }
    }
    links.push(Link {
        text: frame.t("results-invite-all").to_owned(),
        path: urls::PLACES.to_owned(),
    });
    Ok(links)
}

fn finds_something(directory: &Directory, query: &str, now: Timestamp) -> Result<bool, QuestionError> {
    let Ok(asked) = Asked::read(Some(query), directory, now) else {
        return Ok(false);
    };
    let reach = Reach::of(directory, &asked)?;
    Ok(directory.count(&asked.question(reach.radius_m()))? > 0)
}
