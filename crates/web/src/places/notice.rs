//! What a page of results says of its question when it was not answered as asked: a commune that nobody knows, places
//! that are far, words that nothing has. What to try instead is for `invitations`.

use directory::{Answer, Directory, Facet, QuestionError, Reading};

use super::asked::{Asked, LONGEST_WORDS_CHARS};
use super::commune::Commune;
use super::reach::Reach;
use super::results::Link;
use crate::site::towns::of_town;
use crate::site::{Frame, format, urls};

/// How many other communes of a name are offered; those who want a smaller one write its postcode.
const NAMESAKES_SHOWN: usize = 6;

/// How many names of an address that mean nothing are repeated.
const UNKNOWN_SHOWN: usize = 3;

/// How much of a need is repeated in sentences and titles.
const NEED_SHOWN_CHARS: usize = 80;

/// What was missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shortfall {
    /// There is no place at all.
    Places,
    /// There are places; none has the words.
    Words,
    /// There are places with the words; none passes the filters as well.
    Choices,
}

impl Shortfall {
    /// Why nothing answers a question within a distance of where it starts, if it starts somewhere.
    ///
    /// # Errors
    /// Those of [`Directory::count`].
    pub fn of(directory: &Directory, asked: &Asked, radius_m: Option<f64>) -> Result<Self, QuestionError> {
        let is_territory = |facet: &Facet| {
            matches!(
                facet,
                Facet::Region | Facet::Departement | Facet::Epci | Facet::Commune
            )
        };
        let mut plain = asked.clone();
        plain.filters.retain(|(facet, _)| is_territory(facet));
        plain.open = None;
        plain.reading.walk_in = None;
        if !plain.reading.says_no_need() && directory.count(&plain.question(radius_m))? == 0 {
            plain.reading = Reading::default();
            return Ok(if directory.count(&plain.question(radius_m))? == 0 {
                Self::Places
            } else {
                Self::Words
            });
        }
        let is_chosen =
            asked.open.is_some() || asked.is_walk_in() || plain.filters.len() < asked.filters.len();
        Ok(if is_chosen && directory.count(&plain.question(radius_m))? > 0 {
            Self::Choices
        } else {
            Self::Places
        })
    }
}

/// Sentences about a question, and links that help.
#[derive(Debug, Default)]
pub(super) struct Notice {
    /// The sentences; the last one introduces the namesakes, if there are any.
    pub text: Option<String>,
    /// What helps: the same question without what was missing.
    pub instead: Vec<Link>,
}

/// What was not understood as it was asked; `far` where the places found are all far away, and why.
pub(super) fn notice(asked: &Asked, answer: &Answer, far: Option<Shortfall>, frame: &Frame) -> Notice {
    let mut sentences = Vec::new();
    let mut instead = Vec::new();
    let need = need(asked);
    if answer.is_unreadable {
        sentences.push(frame.say("results-unreadable", &[("need", &need)]));
    }
    if answer.says_no_need {
        sentences.push(frame.say("results-no-need", &[("need", &need)]));
    }
    if asked.is_cut {
        let count = LONGEST_WORDS_CHARS as u64;
        sentences.push(frame.say("results-cut", &[("count", &count)]));
    }
    if !asked.unknown.is_empty() {
        let names: Vec<String> = asked
            .unknown
            .iter()
            .take(UNKNOWN_SHOWN)
            .map(|name| frame.say("results-quoted", &[("text", &shortened(name))]))
            .collect();
        sentences.push(frame.say("results-unknown-name", &[("names", &names.join(", "))]));
    }
    if let Some(phrase) = &asked.reading.closed {
        sentences.push(frame.say("results-closed", &[("phrase", &shortened(phrase))]));
    }
    if asked.has_date_over_choice {
        sentences.push(frame.t("results-open-at-wins").to_owned());
    }
    let spoken = asked.reading.time.as_ref();
    if let Some(spoken) = spoken.filter(|_| asked.spoken_time().is_none()) {
        sentences.push(frame.say(
            "results-open-choice-wins",
            &[("phrase", &shortened(&spoken.phrase))],
        ));
    }
    if let Some(phrase) = asked.reading.walk_in.as_ref().filter(|_| !asked.is_walk_in()) {
        sentences.push(frame.say("results-access-choice-wins", &[("phrase", &shortened(phrase))]));
    }
    sentences.extend(distance(asked, frame));
    sentences.extend(several_distances(asked, frame));
    if answer.relaxed.is_some() && answer.total > 0 {
        sentences.push(frame.t("results-relaxed").to_owned());
    }
    if let Some(shortfall) = far {
        let length = format::length(Reach::FARTHEST_M, frame.language());
        let of_town = of_where(asked, frame);
        let (key, link) = match shortfall {
            Shortfall::Places => ("results-far", None),
            Shortfall::Words => ("results-far-need", Some(around(asked, frame))),
            Shortfall::Choices => ("results-far-choices", Some(without_choices(asked, frame))),
        };
        sentences.push(frame.say(
            key,
            &[("length", &length), ("of_town", &of_town), ("need", &need)],
        ));
        instead.extend(link);
    }
    sentences.extend(commune(asked, frame));
    Notice {
        text: (!sentences.is_empty()).then(|| sentences.join(" ")),
        instead,
    }
}

/// Why a distance in the words does not count, where it does not.
fn distance(asked: &Asked, frame: &Frame) -> Option<String> {
    let spoken = asked.reading.distance.as_ref()?;
    let key = match spoken.radius_m {
        None => "results-distance-impossible",
        Some(_) if asked.radius_km.is_some() => "results-distance-choice-wins",
        Some(_) if asked.centre().is_none() => "results-distance-from-nowhere",
        Some(_) => return None,
    };
    Some(frame.say(key, &[("phrase", &shortened(&spoken.phrase))]))
}

/// Which of several distances in the words counts, where one does.
fn several_distances(asked: &Asked, frame: &Frame) -> Option<String> {
    asked.spoken_radius_m()?;
    let kept = shortened(&asked.reading.distance.as_ref()?.phrase);
    let other = shortened(asked.reading.other_distances.first()?);
    Some(frame.say("results-distance-several", &[("kept", &kept), ("phrase", &other)]))
}

/// What was made of the commune, unless it is just the one that was typed.
fn commune(asked: &Asked, frame: &Frame) -> Option<String> {
    let typed = shortened(asked.town_in_words.as_deref().unwrap_or(&asked.commune_typed));
    match &asked.commune {
        Commune::UnknownName => Some(frame.say("results-commune-unknown", &[("commune", &typed)])),
        Commune::UnknownPostcode => Some(frame.say("results-postcode-unknown", &[("postcode", &typed)])),
        Commune::Found {
            name,
            others,
            is_corrected,
            ..
        } => {
            let key = match (is_corrected, others.is_empty()) {
                (true, true) => "results-commune-corrected",
                (true, false) => "results-commune-corrected-others",
                (false, false) => "results-commune-others",
                (false, true) => return None,
            };
            Some(frame.say(key, &[("typed", &typed), ("commune", name)]))
        }
        Commune::NotAsked => None,
    }
}

/// The title and the text of a list with nothing in it.
pub(super) fn emptiness(
    asked: &Asked,
    shortfall: Shortfall,
    radius_m: Option<f64>,
    frame: &Frame,
) -> (String, &'static str) {
    let (everywhere, near, text) = match shortfall {
        Shortfall::Places => ("results-none-here", "results-none-near", "results-none-near-text"),
        Shortfall::Words => (
            "results-none-need",
            "results-none-need-near",
            "results-none-need-text",
        ),
        Shortfall::Choices => (
            "results-none-choices",
            "results-none-choices-near",
            "results-none-choices-text",
        ),
    };
    let text = match shortfall {
        Shortfall::Words if asked.reading.danger.is_some() => "results-none-danger-text",
        Shortfall::Words if asked.reading.phone.is_some() => "results-none-phone-text",
        _ => text,
    };
    let need = need(asked);
    let title = match radius_m.filter(|_| asked.centre().is_some()) {
        Some(radius_m) => {
            let length = format::length(radius_m, frame.language());
            let of_town = of_where(asked, frame);
            frame.say(
                near,
                &[("length", &length), ("of_town", &of_town), ("need", &need)],
            )
        }
        None => frame.say(everywhere, &[("need", &need)]),
    };
    (title, frame.t(text))
}

/// The need as sentences repeat it: its words, and the phone number as it is usually written.
pub(super) fn need(asked: &Asked) -> String {
    let phone = asked.reading.phone.as_ref().map(|phone| phone.phone.national());
    let said: Vec<&str> = [Some(&*asked.reading.words), phone.as_deref()]
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    shortened(&said.join(" "))
}

/// From where distances are meant: "de Brume", "de vous".
fn of_where(asked: &Asked, frame: &Frame) -> String {
    match asked.commune.name() {
        Some(name) => of_town(name, frame.language()),
        None => frame.t("results-of-you").to_owned(),
    }
}

/// All places around where the question starts.
fn around(asked: &Asked, frame: &Frame) -> Link {
    let rest = asked.query_of_start();
    Link {
        text: match asked.commune.name() {
            Some(name) => frame.say(
                "results-invite-commune",
                &[("of_town", &of_town(name, frame.language()))],
            ),
            None => frame.t("results-invite-around").to_owned(),
        },
        path: format!("{}?{rest}", urls::PLACES),
    }
}

/// The same words around the same point, without filters.
fn without_choices(asked: &Asked, frame: &Frame) -> Link {
    let rest = asked.query_at_any_time(|name| matches!(name, "q" | "commune" | "lat" | "lon"));
    Link {
        text: frame.t("results-invite-no-filters").to_owned(),
        path: format!("{}?{rest}", urls::PLACES),
    }
}

/// The same question in the other communes of the name, as links: at most [`NAMESAKES_SHOWN`].
pub(super) fn namesakes(asked: &Asked) -> Vec<Link> {
    let Commune::Found { others, .. } = &asked.commune else {
        return Vec::new();
    };
    others
        .iter()
        .take(NAMESAKES_SHOWN)
        .map(|(name, departement)| {
            let text = format!("{name} ({departement})");
            let path = asked.in_commune(&text);
            Link { text, path }
        })
        .collect()
}

/// The beginning of a text that somebody typed, cut between words where it can be.
pub(super) fn shortened(text: &str) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(NEED_SHOWN_CHARS) else {
        return text.to_owned();
    };
    let beginning = &text[..end];
    let whole = beginning
        .rfind(char::is_whitespace)
        .filter(|at| *at > end / 2)
        .map_or(beginning, |at| &beginning[..at]);
    format!("{}…", whole.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(shortened("  carte grise "), "carte grise");
        let long = "refaire ma carte grise ".repeat(20);
        let cut = shortened(&long);
        assert!(cut.chars().count() <= NEED_SHOWN_CHARS + 1, "{cut}");
        assert!(
            cut.ends_with("grise…")
                || cut.ends_with("ma…")
                || cut.ends_with("carte…")
                || cut.ends_with("refaire…"),
            "{cut}"
        );
        assert_eq!(
            shortened(&"é".repeat(300)),
            format!("{}…", "é".repeat(NEED_SHOWN_CHARS))
        );
    }
}
