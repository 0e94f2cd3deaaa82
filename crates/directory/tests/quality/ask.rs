//! A question and what its answer must be, said in few words.

use directory::{Answer, Directory, Facet, Found, Near, Point, Question, Reading, Sort, Territory};
use domain::places::Service;
use jiff::Timestamp;
use search::analysis::fold;

/// What one of the first results must be.
#[derive(Debug, Clone, Copy)]
pub enum Is {
    /// Its name has these words, whatever their case and accents.
    Named(&'static str),
    /// It is in this commune.
    In(&'static str),
    /// It is in the commune of just this name, not of a longer one.
    InJust(&'static str),
    /// Its name has the words and it is in the commune.
    NamedIn(&'static str, &'static str),
    /// It has the service.
    Offers(Service),
    /// It has the service and is in the commune.
    OffersIn(Service, &'static str),
    /// It is this near, in metres.
    Within(f64),
    /// Its name has the words and it is this near, in metres.
    NamedWithin(&'static str, f64),
    /// Its postcode begins so.
    Postcode(&'static str),
    /// It is in this street.
    Street(&'static str),
}

impl Is {
    fn holds(self, found: &Found) -> bool {
        let card = &found.card;
        let named = |words: &str| fold(&card.name).contains(&fold(words));
        let stands_in = |commune: &str| fold(&card.commune).starts_with(&fold(commune));
        let within = |metres: f64| found.distance_m.is_some_and(|distance_m| distance_m <= metres);
        match self {
            Self::Named(words) => named(words),
            Self::In(commune) => stands_in(commune),
            Self::InJust(commune) => fold(&card.commune) == fold(commune),
            Self::NamedIn(words, commune) => named(words) && stands_in(commune),
            Self::Offers(service) => card.services.contains(service),
            Self::OffersIn(service, commune) => card.services.contains(service) && stands_in(commune),
            Self::Within(metres) => within(metres),
            Self::NamedWithin(words, metres) => named(words) && within(metres),
            Self::Postcode(beginning) => card.postcode.as_str().starts_with(beginning),
            Self::Street(words) => fold(&card.street).contains(&fold(words)),
        }
    }
}

/// A question with its expectations.
#[derive(Debug, Clone)]
pub struct Ask {
    words: &'static str,
    typing: bool,
    near: Option<Near>,
    sort: Sort,
    filters: &'static [(Facet, &'static str)],
    territory: Option<&'static str>,
    /// How many of the first results must all be so.
    all: Vec<(usize, Is)>,
    /// Within how many of the first one must be so.
    one: Vec<(usize, Is)>,
    least: usize,
    most: usize,
    suggestion: Option<Option<&'static str>>,
    around: Option<&'static str>,
    whole: bool,
    unreadable: bool,
    no_need: bool,
}

/// Somebody types these words.
pub fn ask(words: &'static str) -> Ask {
    Ask {
        words,
        typing: false,
        near: None,
        sort: Sort::Relevance,
        filters: &[],
        territory: None,
        all: Vec::new(),
        one: Vec::new(),
        least: 1,
        most: usize::MAX,
        suggestion: None,
        around: None,
        whole: true,
        unreadable: false,
        no_need: false,
    }
}

/// Somebody has typed so far.
pub fn typing(words: &'static str) -> Ask {
    Ask {
        typing: true,
        ..ask(words)
    }
}

impl Ask {
    pub fn near(mut self, latitude: f64, longitude: f64) -> Self {
        let point = Point::new(latitude, longitude);
        self.near = Some(Near {
            point,
            radius_m: None,
        });
        self
    }

    pub fn within(mut self, radius_m: f64) -> Self {
        if let Some(near) = &mut self.near {
            near.radius_m = Some(radius_m);
        }
        self
    }

    pub fn nearest_first(mut self) -> Self {
        self.sort = Sort::Distance;
        self
    }

    pub fn only(mut self, filters: &'static [(Facet, &'static str)]) -> Self {
        self.filters = filters;
        self
    }

    pub fn territory(mut self, code: &'static str) -> Self {
        self.territory = Some(code);
        self
    }

    /// The very first result is so.
    pub fn first(self, is: Is) -> Self {
        self.all(1, is)
    }

    /// Each of the first results is so.
    pub fn all(mut self, count: usize, is: Is) -> Self {
        self.all.push((count, is));
        self
    }

    /// One of the first results is so.
    pub fn among(mut self, count: usize, is: Is) -> Self {
        self.one.push((count, is));
        self
    }

    /// There are so many results in all.
    pub fn total(mut self, least: usize, most: usize) -> Self {
        (self.least, self.most) = (least, most);
        self
    }

    /// Nothing is found.
    pub fn nothing(self) -> Self {
        self.total(0, 0)
    }

    /// This is offered instead.
    pub fn suggests(mut self, words: &'static str) -> Self {
        self.suggestion = Some(Some(words));
        self
    }

    /// Nothing is offered instead.
    pub fn no_suggestion(mut self) -> Self {
        self.suggestion = Some(None);
        self
    }

    /// The town in the words became the point to start from.
    pub fn around(mut self, town: &'static str) -> Self {
        self.around = Some(town);
        self
    }

    /// No place need have all the words.
    pub fn in_part(mut self) -> Self {
        self.whole = false;
        self
    }

    /// Nothing can be read in the words.
    pub fn unreadable(mut self) -> Self {
        self.unreadable = true;
        self
    }

    /// The words surround a need that none of them says.
    pub fn no_need(mut self) -> Self {
        self.no_need = true;
        self
    }

    /// What is wrong with the answer; nothing when all is as it must be.
    pub fn complaint(&self, directory: &Directory, now: Timestamp) -> Option<String> {
        let values =
            |facet: Facet, name: &str| vec![directory.value(facet, name).expect("a value of the facet")];
        let reading = Reading::of(self.words);
        let question = Question {
            typing: self.typing,
            filters: self
                .filters
                .iter()
                .map(|&(facet, name)| (facet, values(facet, name)))
                .collect(),
            territory: self.territory.map(|code| Territory::parse(code).expect("a code")),
            near: self.near,
            sort: self.sort,
            limit: 20,
            ..reading.question(now)
        };
        let answer = directory.search(&question, now).expect("a sound question");
        let problems = self.problems(&answer);
        if problems.is_empty() {
            return None;
        }
        let first: Vec<String> = answer
            .found
            .iter()
            .take(5)
            .map(|found| {
                let distance = found
                    .distance_m
                    .map_or_else(String::new, |m| format!(" {m:.0} m"));
                format!("      {} ({}){distance}", found.card.name, found.card.commune)
            })
            .collect();
        Some(format!(
            "  « {} »: {}\n{}",
            self.words,
            problems.join("; "),
            first.join("\n")
        ))
    }

    fn problems(&self, answer: &Answer) -> Vec<String> {
        let mut problems = Vec::new();
        let total = answer.total;
        if total < self.least || total > self.most {
            problems.push(format!("{total} results, not {} to {}", self.least, self.most));
        }
        for &(count, is) in &self.all {
            if answer.found.len() < count || !answer.found.iter().take(count).all(|found| is.holds(found)) {
                problems.push(format!("the first {count} are not all {is:?}"));
            }
        }
        for &(count, is) in &self.one {
            if !answer.found.iter().take(count).any(|found| is.holds(found)) {
                problems.push(format!("none of the first {count} is {is:?}"));
            }
        }
        if let Some(expected) = self.suggestion
            && answer.suggestion.as_deref() != expected
        {
            problems.push(format!("suggests {:?}, not {expected:?}", answer.suggestion));
        }
        if answer.around.as_ref().map(|around| &*around.name) != self.around {
            problems.push(format!("looks around {:?}, not {:?}", answer.around, self.around));
        }
        if answer.is_unreadable != self.unreadable {
            problems.push(format!("unreadable: {}", answer.is_unreadable));
        }
        if answer.says_no_need != self.no_need {
            problems.push(format!("no need: {}", answer.says_no_need));
        }
        if self.whole && answer.relaxed.is_some() {
            problems.push(format!("not all words: {:?}", answer.relaxed));
        }
        problems
    }
}
