//! The list of places that answer a question.

mod title;

use askama::Template;
use domain::emergency::Danger;

use super::card::PlaceCard;
use super::facets::FacetGroup;
use crate::home::Door;
use crate::map::ListMap;
use crate::site::pagination::Pager;
#[cfg(any(test, feature = "testing"))]
use crate::site::samples::{Sample, Samples};
use crate::site::{Frame, format, urls};

/// Where the question is asked from.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Around {
    /// The whole territory.
    #[default]
    Anywhere,
    /// A commune, by its official name.
    Commune(String),
    /// A position given by the browser: latitude and longitude in degrees.
    Position(f64, f64),
}

/// In which order the places come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// The best answer first.
    #[default]
    Relevance,
    /// The nearest first.
    Distance,
}

/// The question, as it is shown and as it can be changed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Question {
    /// What was typed.
    pub need: String,
    /// What of it says the need: without the time that it asks for.
    pub about: String,
    /// The time that the words ask for, and the path of the same question at any time.
    pub spoken: Option<Link>,
    /// What a list of all places that are open then is called: "Lieux ouverts samedi".
    pub opened: Option<String>,
    /// That the words ask to come without an appointment, and the path of the same question without this wish.
    pub walk_in: Option<Link>,
    /// How far the words allow, and the path of the same question without this limit.
    pub distance: Option<Link>,
    /// What was typed as a commune, kept as it is so that it can be corrected.
    pub commune: String,
    /// What was understood of it.
    pub around: Around,
    /// The radius in kilometres, if one was chosen.
    pub radius_km: Option<u32>,
    /// "Open at": the value of the field, `2026-03-04T14:00`.
    pub open_at: String,
    /// The order of the list.
    pub order: Order,
    /// The territory or zone that the list keeps to: its name, and the path of the same question everywhere.
    pub within: Option<Link>,
    /// What the question keeps to without showing it as a field: a département, the box of a map. Name and value.
    pub kept: Vec<(String, String)>,
}

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it says.
    pub text: String,
    /// Where it leads, without language.
    pub path: String,
}

/// `/lieux`
#[derive(Template)]
#[template(path = "places/results.html")]
pub struct ShowResults {
    frame: Frame,
    question: Question,
    total: usize,
    cards: Vec<PlaceCard>,
    facets: Vec<FacetGroup>,
    pager: Option<Pager>,
    /// Another spelling that would find something.
    suggestion: Option<Link>,
    /// What whoever asks may be exposed to: who answers comes before any place.
    danger: Option<Danger>,
    /// A sentence when the question was not understood as asked: an unknown commune.
    notice: Option<String>,
    /// The same question without what was missing, where its answers are all far away.
    instead: Vec<Link>,
    /// The same question in the other communes of the name.
    namesakes: Vec<Link>,
    /// The title and the text of a list with nothing in it.
    emptiness: Option<(String, &'static str)>,
    /// Whether distances are known, so that the nearest can come first.
    has_distances: bool,
    /// How many places never said when they are open, for who asks for what is open.
    unsaid: Option<Link>,
    /// How far the list goes around the place asked for, when nobody chose: "à moins de 20 km".
    reach: Option<String>,
    /// What to try when nothing is found.
    invitations: Vec<Link>,
    /// Ways in that lead somewhere, for who found nothing.
    doors: Vec<&'static Door>,
    /// The same question in the open formats, as a query: `q=caf`.
    export_query: String,
    /// Where the places of this page are.
    map: Option<ListMap>,
}

/// What [`ShowResults`] is made of, besides its frame.
#[derive(Default)]
pub struct Results {
    /// The question.
    pub question: Question,
    /// How many places answer, on all pages.
    pub total: usize,
    /// The places of this page.
    pub cards: Vec<PlaceCard>,
    /// The filters with their counts.
    pub facets: Vec<FacetGroup>,
    /// The other pages.
    pub pager: Option<Pager>,
    /// "Did you mean".
    pub suggestion: Option<Link>,
    /// What whoever asks may be exposed to.
    pub danger: Option<Danger>,
    /// What was not understood.
    pub notice: Option<String>,
    /// The same question without what was missing, where its answers are all far away.
    pub instead: Vec<Link>,
    /// The same question in the other communes of the name.
    pub namesakes: Vec<Link>,
    /// The title and the text of a list with nothing in it.
    pub emptiness: Option<(String, &'static str)>,
    /// Whether distances are known, so that the nearest can come first.
    pub has_distances: bool,
    /// How many places never said when they are open, for who asks for what is open.
    pub unsaid: Option<Link>,
    /// How far the list goes around the place asked for, when nobody chose.
    pub reach: Option<String>,
    /// What to try when nothing is found.
    pub invitations: Vec<Link>,
    /// Ways in that lead somewhere, for who found nothing.
    pub doors: Vec<&'static Door>,
    /// The query of this question, without its page.
    pub export_query: String,
    /// Where the places of this page are, when the position of at least one is known.
    pub map: Option<ListMap>,
}

impl ShowResults {
    /// The radii that people can choose, in kilometres.
    pub const RADII_KM: [u32; 5] = [2, 5, 10, 20, 50];

    /// The page of these results.
    #[must_use]
    pub fn new(frame: Frame, results: Results) -> Self {
        let Results {
            question,
            total,
            cards,
            facets,
            pager,
            suggestion,
            danger,
            notice,
            instead,
            namesakes,
            emptiness,
            has_distances,
            unsaid,
            reach,
            invitations,
            doors,
            export_query,
            map,
        } = results;
        Self {
            frame,
            question,
            total,
            cards,
            facets,
            pager,
            suggestion,
            danger,
            notice,
            instead,
            namesakes,
            emptiness,
            has_distances,
            unsaid,
            reach,
            invitations,
            doors,
            export_query,
            map,
        }
    }

    /// Whether the page asked for comes after the last one.
    #[must_use]
    pub fn is_beyond(&self) -> bool {
        self.pager.as_ref().is_some_and(Pager::is_beyond)
    }

    /// What a list on paper says of itself: its day, how its hours read, where it comes from.
    fn printed_on(&self) -> String {
        let frame = &self.frame;
        let today = frame.now().to_zoned(frame.settings().time_zone.clone()).date();
        let date = format::full_date(today, frame.words());
        let url = frame.canonical();
        frame.say("results-printed", &[("date", &date), ("url", &url)])
    }

    fn count(&self) -> String {
        self.frame.say("results-count", &[("count", &self.total)])
    }

    /// The position to keep in the form, if the question is asked from one.
    fn position(&self) -> Option<(f64, f64)> {
        match self.question.around {
            Around::Position(latitude, longitude) => Some((latitude, longitude)),
            Around::Anywhere | Around::Commune(_) => None,
        }
    }

    /// Whether distances mean something here.
    fn has_centre(&self) -> bool {
        self.question.around != Around::Anywhere
    }

    fn is_nearest_first(&self) -> bool {
        self.question.order == Order::Distance
    }

    /// The radii to choose from, with the one that is chosen when a link gave another.
    fn radii_km(&self) -> Vec<u32> {
        let mut radii = Self::RADII_KM.to_vec();
        radii.extend(self.question.radius_km);
        radii.sort_unstable();
        radii.dedup();
        radii
    }

    fn is_radius(&self, radius_km: &u32) -> bool {
        self.question.radius_km == Some(*radius_km)
    }

    fn radius(&self, radius_km: &u32) -> String {
        let length = format::length(f64::from(*radius_km) * 1_000.0, self.frame.language());
        self.frame.say("results-radius-km", &[("length", &length)])
    }

    /// The filters that people use first.
    fn usual_filters(&self) -> impl Iterator<Item = &FacetGroup> {
        self.facets.iter().filter(|group| group.is_usual)
    }

    /// Those that stand behind "more filters".
    fn other_filters(&self) -> impl Iterator<Item = &FacetGroup> {
        self.facets.iter().filter(|group| !group.is_usual)
    }

    fn has_other_filters(&self) -> bool {
        self.other_filters().next().is_some()
    }

    fn chosen_other_filters(&self) -> usize {
        self.other_filters().map(FacetGroup::chosen).sum()
    }

    fn chosen_filters(&self) -> usize {
        self.facets.iter().map(FacetGroup::chosen).sum::<usize>()
            + usize::from(self.question.radius_km.is_some())
            + usize::from(!self.question.open_at.is_empty())
    }

    fn filters_title(&self) -> String {
        match self.chosen_filters() {
            0 => self.frame.t("results-filters").to_owned(),
            chosen => self.frame.say("results-filters-chosen", &[("count", &chosen)]),
        }
    }

    /// The same question without any filter: words, place and order stay.
    fn without_filters(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("q", &self.question.need), ("commune", &self.question.commune)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        if let Some((latitude, longitude)) = self.position() {
            query.append_pair("lat", &latitude.to_string());
            query.append_pair("lon", &longitude.to_string());
        }
        if self.is_nearest_first() {
            query.append_pair("tri", "distance");
        }
        query.extend_pairs(&self.question.kept);
        let query = query.finish();
        if query.is_empty() {
            urls::PLACES.to_owned()
        } else {
            format!("{}?{query}", urls::PLACES)
        }
    }

    /// An export with the same question.
    fn export(&self, path: &str) -> String {
        if self.export_query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", self.export_query)
        }
    }
}

#[cfg(any(test, feature = "testing"))]
impl Samples for ShowResults {
    fn samples(frame: &Frame) -> Vec<Sample<Self>> {
        super::invented::results(frame)
            .into_iter()
            .map(|(name, results)| Sample::new(name, Self::new(frame.clone(), results)))
            .collect()
    }
}
