//! The operations of the API and their parameters, in one table: it refuses what is unknown, it describes what is
//! known. Addresses and answers stand at the handlers, where utoipa reads them.

use directory::Facet;
use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};

use super::problem::{Kind, Problem};
use super::{cursor, language};
use crate::places::asked;

/// How many places a page of results has at most, and when nobody says.
pub const MOST_PLACES: usize = 100;
/// See [`MOST_PLACES`].
pub const USUAL_PLACES: usize = 20;
/// How many communes are offered at most.
pub const MOST_COMMUNES: usize = 20;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Form {
    /// Words, at most this many characters.
    Text(usize),
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A whole number between these two.
    Whole(u32, u32),
    /// A number of degrees between minus and plus this one.
    Degrees(u16),
    /// west,south,east,north in degrees.
    Zone,
    /// A date and a time without a zone.
    LocalTime,
    /// A value of a filter; the parameter may be repeated.
    Several,
}

/// A parameter of an operation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameter {
    /// Its name in addresses.
    pub name: &'static str,
    /// What its values look like.
    pub form: Form,
    /// The key of its description.
    pub description: &'static str,
    /// A value.
    pub example: &'static str,
    /// Whether there is no answer without it.
    pub is_required: bool,
}

const fn optional(
    name: &'static str,
    form: Form,
    description: &'static str,
    example: &'static str,
) -> Parameter {
    Parameter {
        name,
        form,
        description,
        example,
        is_required: false,
    }
}

const fn required(parameter: Parameter) -> Parameter {
    Parameter {
        is_required: true,
        ..parameter
    }
}

impl Parameter {
    /// Refuses a value that does not have the form. Values of filters are known to the directory alone.
    ///
    /// # Errors
    /// It does not.
    pub fn check(&self, value: &str) -> Result<(), Problem> {
        let is_right = match self.form {
            Form::Text(longest) => value.chars().count() <= longest,
            Form::OneOf(words) => words.contains(&value),
            Form::Whole(least, most) => value
                .parse()
                .is_ok_and(|number: u32| (least..=most).contains(&number)),
            Form::Degrees(most) => value
                .parse()
                .is_ok_and(|number: f64| number.abs() <= f64::from(most)),
            Form::Zone => asked::zone(value).is_some(),
            Form::LocalTime => asked::local_time(value).is_some(),
            Form::Several => true,
        };
        if is_right { Ok(()) } else { Err(self.refuse(value)) }
    }

    /// The problem of a value that is not understood.
    #[must_use]
    pub fn refuse(&self, value: &str) -> Problem {
        Problem::with_parameter(Kind::InvalidValue, self.name)
            .value(value)
            .expects(self.description)
    }

    /// Its JSON Schema.
    #[must_use]
    pub fn schema(&self) -> Schema {
        let of = |kind| ObjectBuilder::new().schema_type(kind);
        let object = match self.form {
            Form::Text(longest) => of(Type::String).max_length(Some(longest)),
            Form::OneOf(words) => of(Type::String).enum_values(Some(words.iter().copied())),
            Form::Whole(least, most) => of(Type::Integer).minimum(Some(least)).maximum(Some(most)),
            Form::Degrees(most) => of(Type::Number)
                .minimum(Some(-i32::from(most)))
                .maximum(Some(i32::from(most))),
            Form::Zone => of(Type::String).pattern(Some(r"^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$")),
            Form::LocalTime => of(Type::String).pattern(Some(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$")),
            Form::Several => {
                return ArrayBuilder::new().items(of(Type::String)).build().into();
            }
        };
        object.build().into()
    }
}

/// An operation of the API.
pub struct Operation {
    /// Its name in the description, the same as at its handler.
    pub id: &'static str,
    /// The key of what it is for.
    pub summary: &'static str,
    /// The key of what there is to know about it.
    pub description: &'static str,
    /// An address that answers on most instances.
    pub example: &'static str,
    /// The part of its path that varies.
    pub in_path: Option<Parameter>,
    /// Its own parameters.
    own: &'static [Parameter],
    /// Whether it takes a question about places: all that the pages' addresses say, and a territory.
    is_question: bool,
    /// The statuses of its problems besides those that every operation has.
    pub problems: &'static [u16],
}

/// The parameters of a question about places, filters aside: those of the page of results.
const QUESTION: [Parameter; 10] = [
    optional(
        "q",
        Form::Text(asked::LONGEST_WORDS_CHARS),
        "api-parameter-q",
        "carte grise",
    ),
    optional(
        "commune",
        Form::Text(asked::LONGEST_WORDS_CHARS),
        "api-parameter-commune",
        "Lyon",
    ),
    optional("lat", Form::Degrees(90), "api-parameter-lat", "45.76"),
    optional("lon", Form::Degrees(180), "api-parameter-lon", "4.83"),
    optional(
        "rayon",
        Form::Whole(1, asked::LARGEST_RADIUS_KM),
        "api-parameter-rayon",
        "10",
    ),
    optional("zone", Form::Zone, "api-parameter-zone", "4.7,45.6,5.0,45.9"),
    optional(
        "ouvert",
        Form::OneOf(&["maintenant", "demain", "inconnu"]),
        "api-parameter-ouvert",
        "maintenant",
    ),
    optional(
        "ouvert_le",
        Form::LocalTime,
        "api-parameter-ouvert-le",
        "2026-03-04T14:00",
    ),
    optional(
        "tri",
        Form::OneOf(&["pertinence", "distance", "nom"]),
        "api-parameter-tri",
        "distance",
    ),
    optional("territory", Form::Text(20), "api-parameter-territory", "69"),
];

const LANGUAGE: Parameter = optional(
    language::PARAMETER,
    Form::OneOf(&["fr", "en"]),
    "api-parameter-lang",
    "en",
);

fn filter(facet: Facet) -> Parameter {
    let (description, example) = match facet {
        Facet::Source => ("api-parameter-source", "hinaura"),
        Facet::Region => ("api-parameter-region", "84"),
        Facet::Departement => ("api-parameter-departement", "69"),
        Facet::Epci => ("api-parameter-epci", "200046977"),
        Facet::Commune => ("api-parameter-insee", "69123"),
        _ => (
            "api-parameter-filter",
            facet
                .closed_list()
                .and_then(|values| values.first())
                .map_or("", |value| value.code),
        ),
    };
    optional(facet.code(), Form::Several, description, example)
}

impl Operation {
    /// Every parameter of the query.
    pub fn query(&self) -> impl Iterator<Item = Parameter> {
        let question = self.is_question.then_some(QUESTION).into_iter().flatten();
        let filters = self.is_question.then_some(Facet::ALL).into_iter().flatten();
        question
            .chain(filters.map(filter))
            .chain(self.own.iter().copied())
            .chain([LANGUAGE])
    }

    /// The parameter of this name.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<Parameter> {
        self.query().find(|parameter| parameter.name == name)
    }

    /// Every operation, in the order in which people read about them.
    #[must_use]
    pub fn all() -> [&'static Self; 9] {
        [
            &SEARCH_PLACES,
            &SHOW_PLACE,
            &DOWNLOAD_SCHEMA,
            &DOWNLOAD_JSON,
            &DOWNLOAD_GEOJSON,
            &SEARCH_COMMUNES,
            &SHOW_COMMUNE,
            &LIST_VOCABULARY,
            &LIST_SOURCES,
        ]
    }
}

/// An operation without parameters of its own.
const PLAIN: Operation = Operation {
    id: "",
    summary: "",
    description: "",
    example: "",
    in_path: None,
    own: &[],
    is_question: false,
    problems: &[],
};

/// `GET /api/v1/places`
pub static SEARCH_PLACES: Operation = Operation {
    id: "searchPlaces",
    summary: "api-search-places",
    description: "api-search-places-text",
    example: "/api/v1/places?q=carte+grise&commune=Lyon&limit=5",
    own: &[
        optional(
            "limit",
            Form::Whole(1, MOST_PLACES as u32),
            "api-parameter-limit",
            "20",
        ),
        optional(cursor::PARAMETER, Form::Text(100), "api-parameter-cursor", ""),
    ],
    is_question: true,
    problems: &[410],
    ..PLAIN
};

/// `GET /api/v1/places/{id}`
pub static SHOW_PLACE: Operation = Operation {
    id: "showPlace",
    summary: "api-show-place",
    description: "api-show-place-text",
    example: "/api/v1/places/0a1b2c3d4e5f",
    in_path: Some(required(optional(
        "id",
        Form::Text(12),
        "api-parameter-id",
        "0a1b2c3d4e5f",
    ))),
    problems: &[404, 410],
    ..PLAIN
};

/// What downloads have in common.
const DOWNLOAD: Operation = Operation {
    description: "api-download-text",
    is_question: true,
    ..PLAIN
};

/// `GET /api/v1/places.csv`
pub static DOWNLOAD_SCHEMA: Operation = Operation {
    id: "downloadPlacesSchema",
    summary: "api-download-schema",
    example: "/api/v1/places.csv?territory=69",
    ..DOWNLOAD
};

/// `GET /api/v1/places.json`
pub static DOWNLOAD_JSON: Operation = Operation {
    id: "downloadPlacesJson",
    summary: "api-download-json",
    example: "/api/v1/places.json?territory=69",
    ..DOWNLOAD
};

/// `GET /api/v1/places.geojson`
pub static DOWNLOAD_GEOJSON: Operation = Operation {
    id: "downloadPlacesGeojson",
    summary: "api-download-geojson",
    example: "/api/v1/places.geojson?territory=69",
    ..DOWNLOAD
};

/// `GET /api/v1/communes`
pub static SEARCH_COMMUNES: Operation = Operation {
    id: "searchCommunes",
    summary: "api-search-communes",
    description: "api-search-communes-text",
    example: "/api/v1/communes?q=saint+den",
    own: &[
        required(optional(
            "q",
            Form::Text(100),
            "api-parameter-commune-typed",
            "saint den",
        )),
        optional(
            "limit",
            Form::Whole(1, MOST_COMMUNES as u32),
            "api-parameter-limit-communes",
            "10",
        ),
    ],
    ..PLAIN
};

/// `GET /api/v1/communes/{code}`
pub static SHOW_COMMUNE: Operation = Operation {
    id: "showCommune",
    summary: "api-show-commune",
    description: "api-show-commune-text",
    example: "/api/v1/communes/69123",
    in_path: Some(required(optional(
        "code",
        Form::Text(5),
        "api-parameter-code",
        "69123",
    ))),
    problems: &[404],
    ..PLAIN
};

/// `GET /api/v1/vocabulary`
pub static LIST_VOCABULARY: Operation = Operation {
    id: "listVocabulary",
    summary: "api-list-vocabulary",
    description: "api-list-vocabulary-text",
    example: "/api/v1/vocabulary",
    ..PLAIN
};

/// `GET /api/v1/sources`
pub static LIST_SOURCES: Operation = Operation {
    id: "listSources",
    summary: "api-list-sources",
    description: "api-list-sources-text",
    example: "/api/v1/sources",
    ..PLAIN
};
