//! The words after "open", one after the other: a day, a part of it, hours, "or" another day. What a day or an hour is
//! called is for `days` and `hours`.

use search::analysis::{Token, tokens};

use super::days::{days_said, now_said};
use super::hours::{clock_said, hour_in, limit_said, part_said, range_said};
use super::mistyped::mistyped;
use super::{DayPart, SpokenDay, SpokenTime};

/// Small words between "open" and the time.
const LINKS: &[&str] = &[
    "a", "apres", "at", "ce", "cet", "cette", "de", "dans", "des", "du", "durant", "en", "in", "l", "la",
    "le", "les", "next", "on", "pendant", "prochain", "right", "the", "this", "after", "from", "during",
    "jour", "partir", "vers",
];

/// Those that say that a time is the beginning of what is meant.
const FROM: &[&str] = &["apres", "after", "from", "partir"];

/// After these comes a place more often than a mistyped day: "ouvert à Mardié".
const OF_PLACES: &[&str] = &["a", "at", "in"];

/// Between times of which one is enough.
const JOINERS: &[&str] = &["et", "ou", "and", "or"];

/// The words of a text, "jusqu'" included, which is no grammar beside a time.
pub(super) fn cut(text: &str) -> Vec<Token> {
    let mut cut = Vec::new();
    let mut end = 0;
    for token in tokens(text) {
        let skipped = text[end..token.range.start].to_lowercase();
        if skipped.contains("jusqu") {
            cut.push(Token {
                folded: "jusqu".to_owned(),
                range: end..token.range.start,
            });
        }
        end = token.range.end;
        cut.push(token);
    }
    cut
}

/// The time that words after "open", the first of them, say, and how many words that takes.
pub(super) fn after_open(words: &[Token]) -> Option<(SpokenTime, usize)> {
    let (open, words) = words.split_first()?;
    let words: Vec<&str> = words.iter().map(|token| &*token.folded).collect();
    let language = if open.folded.starts_with("open") || open.folded == "closed" {
        Language::English
    } else {
        Language::French
    };
    let (said, count) = said(&words, Some(language))?;
    Some((said.time(), count))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    French,
    English,
}

/// What was understood so far.
#[derive(Clone, Copy, Default)]
struct Said {
    is_now: bool,
    day: Option<SpokenDay>,
    part: Option<DayPart>,
}

impl Said {
    fn is_nothing(self) -> bool {
        !self.is_now && self.day.is_none() && self.part.is_none()
    }

    fn time(self) -> SpokenTime {
        if self.is_now {
            return SpokenTime::Now;
        }
        let day = match self.part {
            Some(part) if !part.is_vague() => SpokenDay::Soonest,
            _ => SpokenDay::Any,
        };
        SpokenTime::During(self.day.unwrap_or(day), self.part.unwrap_or(DayPart::Whole))
    }

    /// Either of both where that can be said as one time, else the first.
    fn or(self, other: Self) -> Self {
        let (Some(day), Some(other_day)) = (self.day, other.day) else {
            return self;
        };
        let part = match (self.part, other.part) {
            (None, part) => part,
            (part, other_part) if part == other_part => part,
            _ => return self,
        };
        match day.or(other_day) {
            Some(day) => Self {
                day: Some(day),
                part,
                ..self
            },
            None => self,
        }
    }

    /// With a time on the clock, in the part of the day that was said before.
    fn at(self, at: DayPart) -> Self {
        let of_part = |hour| self.part.map_or(hour, |part| hour_in(hour, part));
        let part = match at {
            DayPart::At(hour) => DayPart::At(of_part(hour)),
            DayPart::From(hour) => DayPart::From(of_part(hour)),
            DayPart::Until(hour) => DayPart::Until(of_part(hour)),
            DayPart::Before(hour) => DayPart::Before(of_part(hour)),
            other => other,
        };
        Self {
            part: Some(part),
            ..self
        }
    }
}

impl DayPart {
    /// Whether it is no time on the clock.
    fn is_vague(self) -> bool {
        matches!(
            self,
            Self::Whole | Self::Morning | Self::Midday | Self::Afternoon | Self::Evening
        )
    }
}

/// What the words say from the first of them on, and how many words that takes. Typing errors are forgiven in a language.
fn said(words: &[&str], forgiving: Option<Language>) -> Option<(Said, usize)> {
    let mut said = Said::default();
    let (mut at, mut end) = (0, 0);
    let mut is_from = false;
    while let Some(&word) = words.get(at) {
        let ahead = &words[at..];
        let before = at.checked_sub(1).map(|before| words[before]);
        let is_hour_free = said.part.is_none_or(DayPart::is_vague);
        let (read, count) =
            if let Some((now, count)) = now(ahead, before, forgiving).filter(|_| said.is_nothing()) {
                if now.is_now {
                    return Some((now, at + count));
                }
                (now, count)
            } else if let (None, Some((day, count))) = (said.day, days_said(ahead)) {
                let part = if word == "tonight" {
                    Some(DayPart::Evening)
                } else {
                    said.part
                };
                let day = Some(day);
                (Said { day, part, ..said }, count)
            } else if let (true, Some((part, count))) = (is_hour_free, hours_said(ahead, is_from)) {
                (said.at(part), count)
            } else if let (None, Some((part, count))) = (said.part, part_said(ahead)) {
                let is_this = before.is_some_and(|before| ["ce", "cet", "cette", "this"].contains(&before));
                let today = is_this.then_some(SpokenDay::Today);
                let (day, part) = (said.day.or(today), Some(part));
                (Said { day, part, ..said }, count)
            } else if !said.is_nothing()
                && end == at
                && let Some((other, count)) = another(ahead)
            {
                (said.or(other), count)
            } else if LINKS.contains(&word) {
                is_from |= FROM.contains(&word);
                at += 1;
                continue;
            } else {
                break;
            };
        said = read;
        at += count;
        end = at;
    }
    (!said.is_nothing()).then_some((said, end))
}

/// "Now", or a day with a typing error.
fn now(words: &[&str], before: Option<&str>, forgiving: Option<Language>) -> Option<(Said, usize)> {
    let next = words.get(1).copied();
    if let Some(count) = now_said(words[0], next, words.get(2).copied()) {
        let is_now = true;
        return Some((
            Said {
                is_now,
                ..Said::default()
            },
            count,
        ));
    }
    if before.is_some_and(|before| OF_PLACES.contains(&before)) {
        return None;
    }
    let said = match mistyped(words[0], forgiving? == Language::English)? {
        SpokenTime::Now => Said {
            is_now: true,
            ..Said::default()
        },
        SpokenTime::During(day, _) => Said {
            day: Some(day),
            ..Said::default()
        },
    };
    Some((said, 1))
}

/// Another time after one: "et mardi", "ou demain".
fn another(words: &[&str]) -> Option<(Said, usize)> {
    let joiners = usize::from(JOINERS.contains(&words[0]));
    if joiners == 0 {
        return days_said(words).map(|(day, count)| {
            let day = Some(day);
            (
                Said {
                    day,
                    ..Said::default()
                },
                count,
            )
        });
    }
    let (other, count) = said(&words[joiners..], None)?;
    Some((other, joiners + count))
}

/// A time on the clock, or from one to another.
fn hours_said(words: &[&str], is_from: bool) -> Option<(DayPart, usize)> {
    let (&word, after) = words.split_first()?;
    match word {
        "jusqu" | "jusque" | "until" | "till" | "til" => {
            let links = count_of(after, &["a", "au"]);
            let (hour, count) = limit_said(&after[links..])?;
            Some((DayPart::Until(hour), 1 + links + count))
        }
        "avant" | "before" => {
            let (hour, count) = limit_said(after)?;
            Some((DayPart::Before(hour), 1 + count))
        }
        "de" | "from" | "entre" | "between" => {
            let (range, count) = range_said(Some(word), after)?;
            Some((range, 1 + count))
        }
        _ => range_said(None, words).or_else(|| {
            let (hour, count) = clock_said(words)?;
            let part = if is_from {
                DayPart::From(hour)
            } else {
                DayPart::At(hour)
            };
            Some((part, count))
        }),
    }
}

/// How many of the first words are among some.
fn count_of(words: &[&str], among: &[&str]) -> usize {
    words.iter().take_while(|word| among.contains(word)).count()
}

#[cfg(test)]
mod tests {
    use DayPart::{Before, Between, Evening, Midday, Morning, Until, Whole};
    use SpokenDay::{Any, Next, OneOf, Soonest, Tomorrow};
    use SpokenTime::During;
    use jiff::civil::{Time, Weekday, time};

    use super::super::{Spoken, Weekdays};
    use super::*;

    fn hour(hour: i8) -> Time {
        time(hour, 0, 0, 0)
    }

    fn days(days: &[Weekday]) -> SpokenDay {
        OneOf(days.iter().copied().fold(Weekdays::default(), Weekdays::with))
    }

    fn all_of(words: &str, expected: SpokenTime) {
        for rest in ["", "Lyon", "imprimer"] {
            let spoken = Spoken::read(&format!("{words} {rest}")).unwrap_or_else(|| panic!("{words}"));
            assert_eq!((spoken.time, &*spoken.rest), (expected, rest), "{words}");
        }
    }

    #[test]
    fn hours_that_bound_a_time_are_told_from_the_hour_itself() {
        for (words, day, part) in [
            ("ouvert jusqu'à 19h", Soonest, Until(hour(19))),
            ("ouvert jusqu’à 19 h", Soonest, Until(hour(19))),
            ("ouvert JUSQU'À 19h", Soonest, Until(hour(19))),
            ("ouvert jusqu'à midi", Soonest, Until(hour(12))),
            ("ouvert jusqu'à minuit", Soonest, Until(hour(0))),
            (
                "ouvert samedi jusqu'à 18h",
                Next(Weekday::Saturday),
                Until(hour(18)),
            ),
            (
                "ouvert jusqu'à 18h le samedi",
                Next(Weekday::Saturday),
                Until(hour(18)),
            ),
            ("open until 7pm", Soonest, Until(hour(19))),
            ("open till 7 pm", Soonest, Until(hour(19))),
            ("open tomorrow until noon", Tomorrow, Until(hour(12))),
            ("ouvert avant 9h", Soonest, Before(hour(9))),
            ("ouvert lundi avant 9h", Next(Weekday::Monday), Before(hour(9))),
            ("open before 9am", Soonest, Before(hour(9))),
            ("ouvert entre 12 et 14h", Any, Midday),
            ("ouvert entre midi et deux", Any, Midday),
            ("ouvert entre midi et 2", Any, Midday),
            ("open between noon and two", Any, Midday),
            ("ouvert de 9h à 12h", Soonest, Between(hour(9), hour(12))),
            ("ouvert de 9 à 12h", Soonest, Between(hour(9), hour(12))),
            ("ouvert 9h-12h", Soonest, Between(hour(9), hour(12))),
            ("ouvert entre 9 et 12", Soonest, Between(hour(9), hour(12))),
            ("ouvert de 9h jusqu'à 19h", Soonest, Between(hour(9), hour(19))),
            ("open between 2 and 5pm", Soonest, Between(hour(14), hour(17))),
            ("open from 9am to 5pm", Soonest, Between(hour(9), hour(17))),
            ("open 9am-5pm", Soonest, Between(hour(9), hour(17))),
            (
                "ouvert dimanche à 3h du matin",
                Next(Weekday::Sunday),
                DayPart::At(hour(3)),
            ),
            ("ouvert à 8h du soir", Soonest, DayPart::At(hour(20))),
            (
                "ouvert samedi matin à 10h",
                Next(Weekday::Saturday),
                DayPart::At(hour(10)),
            ),
            ("ouvert demain soir à 8h", Tomorrow, DayPart::At(hour(20))),
        ] {
            all_of(words, During(day, part));
        }
    }

    #[test]
    fn several_days_are_open_on_one_of_them() {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        for (words, day, part) in [
            ("ouvert lundi et mardi", days(&[Monday, Tuesday]), Whole),
            ("ouvert samedi et dimanche", days(&[Saturday, Sunday]), Whole),
            ("open Monday or Tuesday", days(&[Monday, Tuesday]), Whole),
            (
                "ouvert lundi, mardi et jeudi",
                days(&[Monday, Tuesday, Thursday]),
                Whole,
            ),
            (
                "ouvert du lundi au vendredi",
                days(&[Monday, Tuesday, Wednesday, Thursday, Friday]),
                Whole,
            ),
            ("ouvert samedi au lundi", days(&[Saturday, Sunday, Monday]), Whole),
            (
                "ouvert samedi matin et dimanche matin",
                days(&[Saturday, Sunday]),
                Morning,
            ),
            (
                "ouvert samedi et dimanche matin",
                days(&[Saturday, Sunday]),
                Morning,
            ),
            // What cannot be said as one time is read as its first.
            ("ouvert mardi matin et jeudi", Next(Tuesday), Morning),
            ("ouvert mardi matin et jeudi soir", Next(Tuesday), Morning),
            ("ouvert demain ou samedi", Tomorrow, Whole),
            ("ouvert demain soir ou samedi", Tomorrow, Evening),
        ] {
            all_of(words, During(day, part));
        }
    }

    #[test]
    fn what_is_half_understood_is_left_alone() {
        for words in [
            "ouvert jusqu'à Lyon",
            "ouvert jusqu'à samedi",
            "ouvert jusqu'au soir",
            "open until saturday",
            "open until late",
            "ouvert avant samedi",
            "ouvert avant tout",
            "ouvert entre deux",
            "ouvert entre midi",
            "ouvert de 9 à 12 ans",
            "ouvert entre amis et voisins",
        ] {
            assert_eq!(Spoken::read(words), None, "{words}");
        }
    }
}
