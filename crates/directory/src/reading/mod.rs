//! What words typed as a question ask for besides a need: a time, to come without an appointment, the place of a phone
//! number. Pages, the API, files and commands read them here and nowhere else. The words left over are for the index.

mod danger;
mod distance;
mod phone;
mod time;
mod walk_in;

pub use distance::SpokenDistance;
pub use phone::SpokenPhone;
pub(crate) use phone::number_of;
pub use time::{DayPart, Spoken, SpokenClosed, SpokenDay, SpokenTime, Weekdays, YearlyDay};
pub(crate) use time::{dates, intervals, says_other_days};

use domain::emergency::Danger;
use jiff::Timestamp;
use std::ops::Range;

use crate::directory::TownInWords;
use crate::question::{OpenWhen, Question};

/// What was typed as a need, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    /// The words that say the need.
    pub words: String,
    /// The time that others ask for.
    pub time: Option<Spoken>,
    /// Those that ask for what is closed at a time, which nothing answers.
    pub closed: Option<String>,
    /// Those that ask to come without an appointment.
    pub walk_in: Option<String>,
    /// The phone number among them.
    pub phone: Option<SpokenPhone>,
    /// Those that name the town to look around, once a directory found it in them.
    pub town: Option<String>,
    /// How far away they allow.
    pub distance: Option<SpokenDistance>,
    /// Those that allow more than it, or nothing that can be looked for: they do not count beside it.
    pub other_distances: Vec<String>,
    /// What whoever typed them may be exposed to.
    pub danger: Option<Danger>,
}

/// What can be taken away from a question by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The time.
    Time,
    /// To come without an appointment.
    WalkIn,
    /// How far away.
    Distance,
    /// The town to look around.
    Town,
}

impl Reading {
    /// Reads what was typed.
    #[must_use]
    pub fn of(typed: &str) -> Self {
        let mut reading = Self {
            words: typed.trim().to_owned(),
            danger: danger::find(typed),
            ..Self::default()
        };
        // First what cannot be anything else: the digits of a number may look like an hour.
        if let Some((phone, range)) = phone::find(&reading.words) {
            reading.phone = Some(phone);
            reading.words = phone::without_chatter(&without(&reading.words, &range));
        }
        while let Some(found) = distance::find(&reading.words) {
            reading.take_out(&found.range);
            reading.allow(found.distance);
        }
        if let Some(closed) = SpokenClosed::read(&reading.words) {
            reading.take_out(&closed.range);
            reading.closed = Some(closed.phrase);
        }
        if let Some(spoken) = Spoken::read(&reading.words) {
            reading.take_out(&spoken.range);
            reading.time = Some(spoken);
        }
        if let Some(range) = walk_in::find(&reading.words) {
            reading.walk_in = Some(reading.words[range.clone()].to_owned());
            reading.take_out(&range);
        }
        reading
    }

    /// Takes bytes out of the words; where a distance starts from moves with those around it.
    fn take_out(&mut self, range: &Range<usize>) {
        let start = self.distance.as_mut().and_then(|one| one.start_from_end.as_mut());
        if let Some(bytes) = start {
            let start = self.words.len() - *bytes;
            if range.start >= start {
                *bytes = without(&self.words[start..], &(range.start - start..range.end - start)).len();
            }
        }
        self.words = without(&self.words, range);
    }

    /// Of several distances the shortest counts: whoever allows ten kilometres and then five goes five.
    fn allow(&mut self, distance: SpokenDistance) {
        let farthest = |distance: &SpokenDistance| distance.radius_m.unwrap_or(f64::INFINITY);
        match &mut self.distance {
            None => self.distance = Some(distance),
            Some(known) if farthest(&distance) < farthest(known) => {
                self.other_distances
                    .push(std::mem::replace(known, distance).phrase);
            }
            Some(_) => self.other_distances.push(distance.phrase),
        }
    }

    /// Whether nothing is left to look for in texts.
    #[must_use]
    pub fn says_no_need(&self) -> bool {
        self.words.is_empty() && self.phone.is_none()
    }

    /// What would be typed to ask the same without a wish; what asks for closed places is left out.
    #[must_use]
    pub fn typed_without(&self, wish: Wish) -> String {
        let time = self.time.as_ref().filter(|_| wish != Wish::Time);
        let walk_in = self.walk_in.as_deref().filter(|_| wish != Wish::WalkIn);
        let distance = self.distance.as_ref().filter(|_| wish != Wish::Distance);
        let town = self.town.as_deref().filter(|_| wish != Wish::Town);
        self.typed(&self.words, town, time, walk_in, distance)
    }

    /// The same with a town told from the words.
    #[must_use]
    pub fn around(self, town: &TownInWords) -> Self {
        Self {
            words: town.rest.clone(),
            town: Some(town.phrase.clone()),
            ..self
        }
    }

    /// What would be typed to ask the same with other words for the need.
    #[must_use]
    pub fn typed_with(&self, words: &str) -> String {
        self.typed(
            words,
            self.town.as_deref(),
            self.time.as_ref(),
            self.walk_in.as_deref(),
            self.distance.as_ref(),
        )
    }

    fn typed(
        &self,
        words: &str,
        town: Option<&str>,
        time: Option<&Spoken>,
        walk_in: Option<&str>,
        distance: Option<&SpokenDistance>,
    ) -> String {
        // A town that a distance is measured from stays right behind it; alone, it is a town to be near.
        let near = town.and_then(distance::said_near);
        let (town, distance) = match (near, distance) {
            (Some(_), Some(distance)) => {
                let beside = town.map(|town| format!("{} {town}", distance.phrase));
                (beside, None)
            }
            (Some(near), None) if self.distance.is_some() => (Some(near), None),
            (_, distance) => (town.map(str::to_owned), distance),
        };
        let parts = [
            Some(words.trim()),
            town.as_deref(),
            self.phone.as_ref().map(|phone| &*phone.phrase),
            time.map(|time| &*time.phrase),
            walk_in,
            distance.map(|distance| &*distance.phrase),
        ];
        let said: Vec<&str> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        said.join(" ")
    }

    /// The question that it is when it is asked at that instant.
    #[must_use]
    pub fn question(&self, asked_at: Timestamp) -> Question<'_> {
        Question {
            words: &self.words,
            open: self.open(asked_at),
            is_walk_in: self.walk_in.is_some(),
            phone: self.phone.as_ref().map(|phone| phone.phone.clone()),
            ..Question::default()
        }
    }

    /// The time asked for, said at that instant.
    #[must_use]
    pub fn open(&self, asked_at: Timestamp) -> Option<OpenWhen> {
        self.time
            .as_ref()
            .map(|spoken| OpenWhen::said(spoken.time, asked_at))
    }
}

/// A text without some of its bytes, which begin and end with words.
fn without(text: &str, range: &Range<usize>) -> String {
    let (before, after) = (text[..range.start].trim(), text[range.end..].trim());
    format!("{before} {after}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wish_is_told_from_the_need_and_from_the_others() {
        for (typed, words, time, walk_in, phone) in [
            ("imprimer", "imprimer", None, None, None),
            (
                "imprimer sans rendez-vous ouvert samedi matin à Lyon",
                "imprimer à Lyon",
                Some("ouvert samedi matin"),
                Some("sans rendez-vous"),
                None,
            ),
            (
                "open saturday no appointment printing",
                "printing",
                Some("open saturday"),
                Some("no appointment"),
                None,
            ),
            ("06 12 34 56 78", "", None, None, Some("06 12 34 56 78")),
            (
                "mairie 0320000000 sans rdv",
                "mairie",
                None,
                Some("sans rdv"),
                Some("0320000000"),
            ),
            ("", "", None, None, None),
        ] {
            let reading = Reading::of(typed);
            assert_eq!(reading.words, words, "{typed}");
            assert_eq!(reading.time.as_ref().map(|time| &*time.phrase), time, "{typed}");
            assert_eq!(reading.walk_in.as_deref(), walk_in, "{typed}");
            assert_eq!(
                reading.phone.as_ref().map(|phone| &*phone.phrase),
                phone,
                "{typed}"
            );
        }
    }

    #[test]
    fn of_several_distances_the_shortest_counts_and_keeps_the_town_behind_it() {
        for (typed, words, kept, others, start) in [
            (
                "imprimer à 10 km de Lille à moins de 5 km",
                "imprimer de Lille",
                "à moins de 5 km",
                &["à 10 km"][..],
                None,
            ),
            (
                "à 5 km de Lille ou à 10 km de Roubaix",
                "de Lille ou de Roubaix",
                "à 5 km",
                &["à 10 km"],
                Some("de Lille ou de Roubaix"),
            ),
            ("wifi 5 km 10 km", "wifi", "5 km", &["10 km"], None),
            ("à 0 km à 3 km", "", "à 3 km", &["à 0 km"], None),
            (
                "ouvert samedi à 5 km d'Arras sans rendez-vous",
                "d'Arras",
                "à 5 km",
                &[],
                Some("d'Arras"),
            ),
            (
                "imprimer à 5 km de la gare",
                "imprimer de la gare",
                "à 5 km",
                &[],
                Some("de la gare"),
            ),
        ] {
            let reading = Reading::of(typed);
            let distance = reading.distance.as_ref().unwrap_or_else(|| panic!("{typed}"));
            assert_eq!(reading.words, words, "{typed}");
            assert_eq!(distance.phrase, kept, "{typed}");
            assert_eq!(reading.other_distances, others, "{typed}");
            let from = distance.start_from_end.map(|bytes| &words[words.len() - bytes..]);
            assert_eq!(from, start, "{typed}");
        }
    }

    #[test]
    fn a_town_stays_beside_its_distance_and_is_near_without_it() {
        for (typed, phrase, with, without) in [
            (
                "wifi à 5 km d'Arras ouvert samedi",
                "d'Arras",
                "wifi à 5 km d'Arras ouvert samedi",
                "wifi près d'Arras ouvert samedi",
            ),
            (
                "wifi à 5 km du Havre",
                "du Havre",
                "wifi à 5 km du Havre",
                "wifi près du Havre",
            ),
            (
                "wifi within 5 km of Lille",
                "of Lille",
                "wifi within 5 km of Lille",
                "wifi near Lille",
            ),
            (
                "wifi à 5 km autour de Lille",
                "autour de Lille",
                "wifi à 5 km autour de Lille",
                "wifi autour de Lille",
            ),
            ("wifi Lille à 5 km", "Lille", "wifi Lille à 5 km", "wifi Lille"),
            (
                "wifi près de Lille",
                "près de Lille",
                "wifi près de Lille",
                "wifi près de Lille",
            ),
        ] {
            let town = TownInWords {
                name: String::new(),
                phrase: phrase.to_owned(),
                rest: "wifi".to_owned(),
            };
            let reading = Reading::of(typed).around(&town);
            assert_eq!(reading.typed_with("wifi"), with, "{typed}");
            assert_eq!(reading.typed_without(Wish::Distance), without, "{typed}");
        }
    }

    #[test]
    fn a_wish_that_is_taken_away_leaves_the_others_which_read_as_before() {
        let reading = Reading::of("imprimer sans rendez-vous ouvert samedi 06 12 34 56 78");
        let untimed = Reading::of(&reading.typed_without(Wish::Time));
        assert_eq!((untimed.time, &untimed.walk_in), (None, &reading.walk_in));
        assert_eq!((&untimed.words, &untimed.phone), (&reading.words, &reading.phone));
        let by_appointment = Reading::of(&reading.typed_without(Wish::WalkIn));
        assert_eq!(by_appointment.walk_in, None);
        assert_eq!(
            by_appointment.time.map(|time| time.time),
            reading.time.as_ref().map(|time| time.time)
        );
        let other = Reading::of(&reading.typed_with("scanner"));
        assert_eq!(other.words, "scanner");
        assert_eq!((other.walk_in, other.phone), (reading.walk_in, reading.phone));
    }
}
