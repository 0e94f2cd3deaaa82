//! "When?": the choices of opening, what each would bring, and the places of which nobody knows when they are open.
//! Those count as closed nowhere and open nowhere: they are told of, so that somebody calls them.

use directory::{Directory, OpenWhen, Question, QuestionError};
use jiff::Timestamp;

use super::asked::Asked;
use super::facets::{FacetGroup, FacetOption};
use super::reach::Reach;
use super::results::Link;
use crate::site::{Frame, format, urls};

/// The values of `ouvert` in the order in which they are shown, each with the key of its words.
const CHOICES: [(&str, &str); 3] = [
    ("maintenant", "facet-open-now"),
    ("demain", "facet-open-tomorrow"),
    (UNSAID, "facet-open-unknown"),
];
const UNSAID: &str = "inconnu";

/// How many places each choice would bring.
pub(super) struct Moments([usize; 3]);

impl Moments {
    /// Counts the places of a question for each choice. Where nothing answers the question, its reach says nothing of
    /// that of another: each choice then looks as far as it would by itself.
    ///
    /// # Errors
    /// Those of [`Directory::count`].
    pub fn count(
        directory: &Directory,
        asked: &Asked,
        question: &Question<'_>,
        is_empty: bool,
        now: Timestamp,
    ) -> Result<Self, QuestionError> {
        let mut counts = [0; 3];
        let whens = [OpenWhen::At(now), OpenWhen::DayAfter(now), OpenWhen::Unsaid];
        for (count, when) in counts.iter_mut().zip(whens) {
            *count = if is_empty && asked.centre().is_some() {
                let other = Asked {
                    open: Some(when),
                    ..asked.clone()
                };
                directory.count(&other.question(Reach::of(directory, &other)?.radius_m()))?
            } else {
                directory.count(&Question {
                    open: Some(when),
                    ..question.clone()
                })?
            };
        }
        Ok(Self(counts))
    }

    /// The filter, one choice at a time.
    pub fn facet(&self, asked: &Asked, frame: &Frame) -> FacetGroup {
        let options = CHOICES
            .into_iter()
            .zip(self.0)
            .map(|((value, label), count)| FacetOption {
                value: value.to_owned(),
                label: frame.t(label).to_owned(),
                count: format::number(count as u64, frame.language()),
                is_chosen: asked.open_name == Some(value),
            });
        FacetGroup {
            name: "ouvert",
            legend: "facet-open",
            options: options.collect(),
            is_unfolded: true,
            any: Some("facet-open-any"),
        }
    }

    /// For who asks for what is open: how many places never said their hours, and the way to them.
    pub fn unsaid(&self, asked: &Asked, frame: &Frame) -> Option<Link> {
        let [.., unsaid] = self.0;
        let is_asked = asked.open.is_some_and(|when| when != OpenWhen::Unsaid);
        if !is_asked || unsaid == 0 {
            return None;
        }
        let rest = asked.query(|name| !matches!(name, "ouvert" | "ouvert_le"));
        let separator = if rest.is_empty() { "" } else { "&" };
        Some(Link {
            text: frame.say("results-unsaid", &[("count", &unsaid)]),
            path: format!("{}?ouvert={UNSAID}{separator}{rest}", urls::PLACES),
        })
    }
}
