//! "When?": the choices of opening, what each would bring, and the places of which nobody knows when they are open.
//! Those count as closed nowhere and open nowhere: they are told of, so that somebody calls them.

use directory::{Answer, DayPart, Directory, OpenWhen, QuestionError, SpokenDay, SpokenTime};
use jiff::Timestamp;
use jiff::civil::Weekday;

use super::asked::{Asked, local_time};
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
/// The value that stands for places of which nobody knows when they are open.
pub(super) const UNSAID: &str = "inconnu";

/// How many places each choice would bring.
pub(super) struct Moments([usize; 3]);

impl Moments {
    /// The moments to count with a question, for [`Self::count`].
    pub fn whens(now: Timestamp) -> [OpenWhen; 3] {
        [OpenWhen::At(now), OpenWhen::DayAfter(now), OpenWhen::Unsaid]
    }

    /// What was counted with the answer to a question for each choice.
    pub fn of(answer: &Answer) -> Self {
        let mut counts = [0; 3];
        for (count, counted) in counts.iter_mut().zip(&answer.open_counts) {
            *count = *counted;
        }
        Self(counts)
    }

    /// The filter, one choice at a time.
    pub fn facet(&self, asked: &Asked, frame: &Frame) -> FacetGroup {
        let options = CHOICES
            .into_iter()
            .zip(self.0)
            .filter(|((value, _), count)| *count > 0 || asked.open_name == Some(*value))
            .map(|((value, label), count)| FacetOption {
                value,
                label: frame.t(label),
                count: format::number(count as u64, frame.language()),
                is_chosen: asked.open_name == Some(value),
            });
        FacetGroup {
            name: "ouvert",
            legend: "facet-open",
            options: options.collect(),
            is_usual: true,
            is_unfolded: true,
            any: Some("facet-open-any"),
        }
    }

    /// For who asks for what is open: how many places never said their hours, and the way to them.
    ///
    /// # Errors
    /// Those of [`Directory::count`].
    pub fn unsaid(
        &self,
        directory: &Directory,
        asked: &Asked,
        frame: &Frame,
    ) -> Result<Option<Link>, QuestionError> {
        if asked.open.is_none_or(|when| when == OpenWhen::Unsaid) {
            return Ok(None);
        }
        let [.., mut unsaid] = self.0;
        if asked.open_written.is_some() {
            // The link leaves the time behind that decided how far this list goes.
            let other = Asked {
                open: Some(OpenWhen::Unsaid),
                open_written: None,
                ..asked.clone()
            };
            unsaid = directory.count(&other.question(Reach::of(directory, &other)?.radius_m()))?;
        }
        if unsaid == 0 {
            return Ok(None);
        }
        let rest = asked.query_at_any_time(|_| true);
        let separator = if rest.is_empty() { "" } else { "&" };
        Ok(Some(Link {
            text: frame.say("results-unsaid", &[("count", &unsaid)]),
            path: format!("{}?ouvert={UNSAID}{separator}{rest}", urls::PLACES),
        }))
    }
}

/// The time that the words ask for, with the same question at any time as its path.
pub(super) fn spoken(asked: &Asked, frame: &Frame) -> Option<Link> {
    let time = asked.spoken_time()?;
    let rest = asked.query_at_any_time(|_| true);
    Some(Link {
        text: frame.say("results-open-spoken", &[("moment", &moment(time, frame))]),
        path: urls::places_asked(&rest),
    })
}

/// What a list of all places that are open at the time asked for is called: "Lieux ouverts samedi".
pub(super) fn opened(asked: &Asked, frame: &Frame) -> Option<String> {
    let moment = match (
        asked.spoken_time(),
        asked.open_name,
        local_time(&asked.open_at_typed),
    ) {
        (Some(time), _, _) => moment(time, frame),
        (None, Some(UNSAID), _) => return Some(frame.t("results-title-unsaid").to_owned()),
        (None, Some("demain"), _) => frame.t("moment-tomorrow").to_owned(),
        (None, Some(_), _) => frame.t("moment-now").to_owned(),
        (None, None, Some(at)) => frame.say("moment-on", &[("moment", &format::moment(at, frame.words()))]),
        (None, None, None) => return None,
    };
    Some(frame.say("results-title-open", &[("moment", &moment)]))
}

/// That the words ask to come without an appointment, with the same question without this wish as its path.
pub(super) fn walk_in(asked: &Asked, frame: &Frame) -> Option<Link> {
    asked.is_walk_in().then(|| Link {
        text: frame.t("results-walk-in").to_owned(),
        path: urls::places_asked(&asked.query_with_any_access()),
    })
}

/// "samedi matin", "ce soir", "après 18 h".
fn moment(time: SpokenTime, frame: &Frame) -> String {
    let (day, part) = match time {
        SpokenTime::Now => return frame.t("moment-now").to_owned(),
        SpokenTime::During(day, part) => (day, part),
    };
    let of_day = match (day, part) {
        (SpokenDay::Today, DayPart::Morning) => "moment-this-morning",
        (SpokenDay::Today, DayPart::Midday) => "moment-this-midday",
        (SpokenDay::Today, DayPart::Afternoon) => "moment-this-afternoon",
        (SpokenDay::Today, DayPart::Evening) => "moment-this-evening",
        (SpokenDay::Any, DayPart::Morning) => "moment-any-morning",
        (SpokenDay::Any, DayPart::Midday) => "moment-any-midday",
        (SpokenDay::Any, DayPart::Afternoon) => "moment-any-afternoon",
        (SpokenDay::Any, DayPart::Evening) => "moment-any-evening",
        (SpokenDay::Any, _) => "moment-any-day",
        (SpokenDay::Today, _) => "moment-today",
        (SpokenDay::Tomorrow, _) => "moment-tomorrow",
        (SpokenDay::Weekend, _) => "moment-weekend",
        (SpokenDay::Next(_) | SpokenDay::OneOf(_) | SpokenDay::On(_) | SpokenDay::Soonest, _) => "",
    };
    let words = frame.words();
    let hour = |time| format::time(time, words);
    let part = match part {
        DayPart::At(at) => frame.say("moment-at", &[("time", &hour(at))]),
        DayPart::From(from) => frame.say("moment-from", &[("time", &hour(from))]),
        DayPart::Until(until) => frame.say("moment-until", &[("time", &hour(until))]),
        DayPart::Before(before) => frame.say("moment-before", &[("time", &hour(before))]),
        DayPart::Between(from, to) => {
            frame.say("moment-between", &[("from", &hour(from)), ("to", &hour(to))])
        }
        DayPart::Whole => String::new(),
        _ if of_day.starts_with("moment-this-") || of_day.starts_with("moment-any-") => String::new(),
        DayPart::Morning => frame.t("moment-morning").to_owned(),
        DayPart::Midday => frame.t("moment-midday").to_owned(),
        DayPart::Afternoon => frame.t("moment-afternoon").to_owned(),
        DayPart::Evening => frame.t("moment-evening").to_owned(),
    };
    let name =
        |weekday: Weekday| format::weekday(weekday.to_monday_zero_offset() as usize, words).to_string();
    let day = match day {
        SpokenDay::Next(weekday) => frame.say("moment-weekday", &[("day", &name(weekday))]),
        SpokenDay::OneOf(weekdays) => {
            let either =
                |either: String, day: String| frame.say("moment-or", &[("day", &either), ("other", &day)]);
            let names = weekdays.iter().map(name).reduce(either);
            names.map_or_else(String::new, |names| {
                frame.say("moment-weekday", &[("day", &names)])
            })
        }
        SpokenDay::On(yearly) => {
            let day = format::day_of_month(yearly.in_leap_year(), words);
            frame.say("moment-on", &[("moment", &day)])
        }
        SpokenDay::Soonest => String::new(),
        _ => frame.t(of_day).to_owned(),
    };
    if day.is_empty() || part.is_empty() {
        return day + &part;
    }
    frame.say("moment-day-part", &[("day", &day), ("part", &part)])
}
