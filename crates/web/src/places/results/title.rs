//! What a list of places is called: by its question, and by the choices that are on.

use super::{Around, ShowResults};
use crate::places::notice::shortened;
use crate::site::towns::of_town;

/// How many choices the title of a list names.
const CHOICES_IN_TITLE: usize = 4;

impl ShowResults {
    /// The question in words: "Lieux pour « carte grise » près de Brume".
    pub(super) fn title(&self) -> String {
        let frame = &self.frame;
        let need = shortened(&self.question.about);
        if let (Around::Anywhere, Some(within)) = (&self.question.around, &self.question.within) {
            return if need.is_empty() {
                frame.say("results-title-within", &[("within", &within.text)])
            } else {
                frame.say(
                    "results-title-need-within",
                    &[("need", &need), ("within", &within.text)],
                )
            };
        }
        match (&self.question.around, need.is_empty()) {
            (Around::Anywhere, true) => self.title_of_choices(),
            (Around::Anywhere, false) => frame.say("results-title-need", &[("need", &need)]),
            (Around::Commune(commune), true) => {
                let of_town = of_town(commune, frame.language());
                frame.say("results-title-commune", &[("of_town", &of_town)])
            }
            (Around::Commune(commune), false) => {
                let of_town = of_town(commune, frame.language());
                frame.say(
                    "results-title-need-commune",
                    &[("need", &need), ("of_town", &of_town)],
                )
            }
            (Around::Position(..), true) => frame.t("results-title-around").to_owned(),
            (Around::Position(..), false) => frame.say("results-title-need-around", &[("need", &need)]),
        }
    }

    /// What a list of all places is called by its choices alone: "Lieux ouverts samedi", "Faire une démarche".
    fn title_of_choices(&self) -> String {
        let frame = &self.frame;
        let groups = self.facets.iter().filter(|group| group.name != "ouvert");
        let walk_in = self.question.walk_in.is_some();
        let chosen: Vec<(&str, &str)> = groups
            .flat_map(|group| {
                let options = group.options.iter().filter(|option| option.is_chosen);
                options.map(|option| (group.name, option.label))
            })
            .chain(walk_in.then(|| ("acces", frame.t("results-walk-in-short"))))
            .collect();
        let mut named: Vec<&str> = chosen
            .iter()
            .map(|(_, label)| *label)
            .take(CHOICES_IN_TITLE)
            .collect();
        if chosen.len() > CHOICES_IN_TITLE {
            named.push("…");
        }
        let choices = named.join(", ");
        match (&self.question.opened, &chosen[..]) {
            (None, []) => frame.t("results-title").to_owned(),
            (Some(opened), []) => opened.clone(),
            (Some(opened), _) => frame.say(
                "results-window-title",
                &[("title", opened), ("choices", &choices)],
            ),
            (None, [("service", label)]) => (*label).to_owned(),
            (None, _) => frame.say("results-window-choices", &[("choices", &choices)]),
        }
    }

    /// The title of the window: the question, then the choices that are on.
    pub(super) fn window_title(&self) -> String {
        let frame = &self.frame;
        let mut chosen: Vec<&str> = self
            .facets
            .iter()
            .flat_map(|group| group.options.iter().filter(|option| option.is_chosen))
            .map(|option| option.label)
            .collect();
        chosen.extend(self.question.spoken.iter().map(|spoken| &*spoken.text));
        if self.question.walk_in.is_some() {
            chosen.push(frame.t("results-walk-in-short"));
        }
        if !self.question.open_at.is_empty() {
            chosen.push(frame.t("facet-open-moment"));
        }
        if chosen.is_empty() {
            return self.title();
        }
        let choices = chosen.join(", ");
        let is_plain = self.question.around == Around::Anywhere
            && self.question.within.is_none()
            && self.question.about.is_empty();
        if is_plain {
            self.title()
        } else {
            frame.say(
                "results-window-title",
                &[("title", &self.title()), ("choices", &choices)],
            )
        }
    }
}
