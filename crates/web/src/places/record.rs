//! `GET /api/v1/places/{id}`: everything that is known of a place.

use std::borrow::Cow;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use domain::hours::{Day, Hours, Opening};
use domain::places::{PlaceId, PlaceRecord};
use interop::Column;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};

use super::answer::open;
use super::sources::CreditedSource;
use crate::api::cache::Cache;
use crate::api::operation::SHOW_PLACE;
use crate::api::problem::{Kind, Problem};
use crate::api::query::Query;
use crate::instance::Instance;
use crate::site::urls;

/// What is open changes with the minute.
const A_MINUTE_S: u32 = 60;

/// A place: what its source says, where that comes from, when it is open.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Place)]
pub struct WholePlace {
    /// The permanent public identifier.
    #[schema(pattern = "^[0-9a-hjkmnp-tv-z]{12}$")]
    id: String,
    /// Its page for people.
    #[schema(format = "uri")]
    url: String,
    /// What the source says, in the national schema. Its `id` is the source's own.
    record: SchemaRecord,
    /// Where it comes from.
    source: CreditedSource,
    /// When the source first mentioned it here.
    #[schema(format = DateTime)]
    first_seen: String,
    /// When what the source says last changed here.
    #[schema(format = DateTime)]
    last_changed: String,
    /// Whether it is open now; null when nobody can tell.
    open: Option<bool>,
    /// When that changes, if it is known.
    #[schema(format = DateTime)]
    open_changes_at: Option<String>,
    /// The clock of the place.
    #[schema(example = "Europe/Paris")]
    time_zone: Option<String>,
    /// Seven days from today, public holidays and school holidays of the place counted; null when its hours cannot
    /// be computed.
    week: Option<Vec<WeekDay>>,
    /// What the source says of hours where it is no OpenStreetMap expression: a text for people.
    hours_note: Option<String>,
}

/// The object of the schema v1.0.2, as in the JSON file.
#[derive(Debug, Serialize)]
pub struct SchemaRecord(Value);

impl SchemaRecord {
    fn new(record: &PlaceRecord) -> Result<Self, Problem> {
        serde_json::to_value(interop::schema_object(record))
            .map(Self)
            .map_err(Problem::fault)
    }

    fn described() -> ObjectBuilder {
        let mut object = ObjectBuilder::new();
        for column in Column::schema() {
            let kind = match column {
                Column::Latitude | Column::Longitude => Type::Number,
                _ => Type::String,
            };
            object = object.property(column.name(), ObjectBuilder::new().schema_type(kind));
        }
        for column in [
            Column::Id,
            Column::Pivot,
            Column::Name,
            Column::Commune,
            Column::UpdatedOn,
        ] {
            object = object.required(column.name());
        }
        object.description(Some(
            "The 32 fields of the national schema v1.0.2, lists joined by `|`, those without value left out.",
        ))
    }
}

impl utoipa::PartialSchema for SchemaRecord {
    fn schema() -> RefOr<Schema> {
        Self::described().into()
    }
}

impl ToSchema for SchemaRecord {
    fn name() -> Cow<'static, str> {
        "SchemaRecord".into()
    }
}

/// A place in a JSON file: the fields of the schema, then the terms of its source. Only described here; `interop` writes it.
pub struct FileRecord;

impl utoipa::PartialSchema for FileRecord {
    fn schema() -> RefOr<Schema> {
        let text = |description| {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some(description))
        };
        SchemaRecord::described()
            .property("licence", text("The licence of its source, where it is known."))
            .property("attribution", text("How that licence wants the source credited."))
            .description(Some(
                "The 32 fields of the national schema v1.0.2, lists joined by `|`, those without value left out, and the \
                 terms of the source.",
            ))
            .into()
    }
}

impl ToSchema for FileRecord {
    fn name() -> Cow<'static, str> {
        "FileRecord".into()
    }
}

/// A day of the week of a place, by its own clock.
#[derive(Debug, Serialize, ToSchema)]
pub struct WeekDay {
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// The public holiday at the place.
    #[schema(example = "labour-day")]
    public_holiday: Option<&'static str>,
    /// Whether schools are on holiday there.
    school_holiday: bool,
    /// When it is open, or may be. What starts that day and ends in the night stands here and nowhere else.
    intervals: Vec<Interval>,
}

/// Part of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Interval {
    /// When it starts, by the clock of the place.
    #[schema(example = "2026-03-03T09:00:00")]
    start: String,
    /// When it ends, excluded.
    #[schema(example = "2026-03-03T12:00:00")]
    end: String,
    /// False when the source itself does not tell for sure: by appointment, times not given.
    certain: bool,
    /// What the source adds.
    comment: Option<String>,
}

impl From<&Day> for WeekDay {
    fn from(day: &Day) -> Self {
        Self {
            date: day.date.to_string(),
            public_holiday: day.public_holiday.map(|holiday| holiday.code()),
            school_holiday: day.school_holiday,
            intervals: day
                .intervals
                .iter()
                .map(|interval| Interval {
                    start: interval.start.to_string(),
                    end: interval.end.to_string(),
                    certain: interval.opening == Opening::Open,
                    comment: interval.comment.as_deref().map(str::to_owned),
                })
                .collect(),
        }
    }
}

/// Show a place.
#[utoipa::path(
    get, path = "/api/v1/places/{id}", operation_id = "showPlace", tag = "places",
    responses((status = 200, description = "The place", body = WholePlace))
)]
pub(crate) async fn show(
    State(instance): State<Instance>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    Query::read(raw.as_deref(), &SHOW_PLACE)?;
    let nobody = || Problem::with_parameter(Kind::NoSuchPlace, "id").value(&id);
    let place_id = PlaceId::parse(&id).map_err(|_not_an_id| nobody())?;
    let directory = instance.directory.get();
    let stored = store::places::find_knowing(&instance.db, &place_id, &|text| directory.known_hours(text))
        .await?
        .ok_or_else(nobody)?;
    if let Some(since) = stored.place.gone_since {
        return Err(Problem::gone(since));
    }
    let now = instance.site.clock.now();
    let minute = (now.as_second() / i64::from(A_MINUTE_S)).to_string();
    let changed = stored.last_changed.to_string();
    let cache = Cache::of(&["place", &id, &changed, &minute], A_MINUTE_S);
    if let Some(unchanged) = cache.unchanged(&headers) {
        return Ok(unchanged);
    }

    let record = &stored.place.record;
    let calendar = directory.calendar(record.address.departement());
    let timetable = match &record.hours {
        Some(Hours::Osm(hours)) => Some(directory.timetable(hours)),
        Some(Hours::Note(_)) | None => None,
    };
    let state = timetable
        .as_ref()
        .map(|timetable| timetable.state_at(now, &calendar));
    let (open, open_changes_at) = open(state.as_ref());
    let today = now.to_zoned(calendar.time_zone().clone()).date();
    let week = timetable.map(|timetable| timetable.week(today, &calendar));
    let place = WholePlace {
        url: format!("{}{}", instance.site.settings.base_url, urls::place(&place_id)),
        record: SchemaRecord::new(record)?,
        source: CreditedSource::from(&*stored.source),
        first_seen: stored.first_seen.to_string(),
        last_changed: changed,
        open,
        open_changes_at,
        time_zone: calendar.time_zone().iana_name().map(str::to_owned),
        week: week.map(|days| days.iter().map(WeekDay::from).collect()),
        hours_note: match &record.hours {
            Some(Hours::Note(note)) => Some(note.to_string()),
            Some(Hours::Osm(_)) | None => None,
        },
        id,
    };
    Ok(cache.mark(Json(place).into_response()))
}
