//! A map in a page: the drawn one for everybody, with what the script needs to make it movable.

use askama::Template;
use directory::Card;
use domain::places::PlaceId;
use search::{Bounds, Point};

use super::choice::Ground;
use super::drawing::{Form, Size, Svg, static_map};
use super::marker::{AskedTown, Marker};
use super::places::marker;
use super::view::{Degrees, View};
use crate::site::{Frame, urls};

/// What is in view around a single place, in metres from it.
pub(super) const SURROUNDINGS_M: f64 = 2_500.0;

/// The map beside a list of places: `{{ map|safe }}`. The page links `map.css` and `map.mjs`.
#[derive(Template)]
#[template(path = "map/list.html")]
pub struct ListMap {
    frame: Frame,
    /// Drawn in the page when it was asked for, else an image that the browser fetches when it is looked at.
    drawing: Option<Svg>,
    image: String,
    page: String,
    places: String,
    view: String,
    /// `ID,longitude,latitude;…`: ties the list to groups of places on the movable map.
    points: String,
    larger: String,
    has_zone: bool,
}

impl ListMap {
    /// The map of the places of a list, numbered as they are there; `None` when the position of none is known.
    ///
    /// `query` is the question as it stands in the address, without `page`, `zone` and `carte`; `zone` is the part of
    /// the map that it was asked for; `town` the one whose surroundings were asked for; `is_open` tells whether the address says `carte=oui`.
    #[must_use]
    pub fn new(
        frame: &Frame,
        numbered: &[(PlaceId, Marker)],
        query: &str,
        zone: Option<&Bounds>,
        town: Option<&AskedTown>,
        is_open: bool,
    ) -> Option<Self> {
        if numbered.is_empty() && zone.is_none() {
            return None;
        }
        let view = match zone {
            Some(zone) => View::of(zone),
            None => {
                let places = numbered.iter().map(|(_, marker)| marker.at);
                View::around(places.chain(town.map(|town| town.at)))?
            }
        };
        let page = frame.url(with(urls::PLACES, query));
        let closer = with(&page, "carte=oui&zone=");
        let drawing = is_open.then(|| {
            let markers: Vec<Marker> = numbered
                .iter()
                .map(|(id, marker)| Marker {
                    link: Some(frame.url(urls::place(id))),
                    ..marker.clone()
                })
                .collect();
            static_map(
                &view,
                &markers,
                town,
                Size::LIST,
                Form::Page { closer: &closer },
                frame.words(),
            )
        });
        let ids: Vec<String> = numbered
            .iter()
            .map(|(id, marker)| format!("{}-{id}", marker.number.unwrap_or_default()))
            .collect();
        let points: Vec<String> = numbered
            .iter()
            .map(|(id, marker)| format!("{id},{},{}", Degrees(marker.at.lon), Degrees(marker.at.lat)))
            .collect();
        let mut ids = format!("lieux={}&vue={}", ids.join("."), view.zone());
        if let Some(town) = town {
            let mut named = url::form_urlencoded::Serializer::new(ids);
            named.append_pair("commune", &town.typed);
            ids = named.finish();
        }
        Some(Self {
            image: frame.url(with(urls::PLACES_MAP, &ids)),
            places: frame.url(with(urls::PLACES_GEOJSON, query)),
            larger: format!("{closer}{}#map", view.wider(2.0).zone()),
            view: view.zone(),
            points: points.join(";"),
            has_zone: zone.is_some(),
            drawing,
            page,
            frame: frame.clone(),
        })
    }

    /// The map of places of the directory, numbered from 1 in the order of the list.
    #[must_use]
    pub fn of_cards<'a>(
        frame: &Frame,
        cards: impl IntoIterator<Item = &'a Card>,
        query: &str,
        zone: Option<&Bounds>,
        town: Option<&AskedTown>,
        is_open: bool,
    ) -> Option<Self> {
        let numbered: Vec<_> = (1..)
            .zip(cards)
            .filter_map(|(number, card)| Some((card.id, marker(card, Some(number))?)))
            .collect();
        Self::new(frame, &numbered, query, zone, town, is_open)
    }

    fn ground(&self) -> &Ground {
        &self.frame.settings().map
    }

    fn attribution(&self) -> Option<&str> {
        self.ground().attribution()
    }

    /// The address of the same list with the map.
    fn open(&self) -> String {
        format!("{}#map", with(&self.page, "carte=oui"))
    }
}

/// The map in the page of one place: `{{ map|safe }}`. The page links `map.css` and `map.mjs`.
#[derive(Template)]
#[template(path = "map/place.html")]
pub struct PlaceMap {
    frame: Frame,
    name: String,
    image: String,
    view: String,
    at: Point,
}

impl PlaceMap {
    /// The map of the surroundings of a place.
    #[must_use]
    pub fn new(frame: &Frame, id: &PlaceId, name: &str, at: Point) -> Self {
        Self {
            name: name.to_owned(),
            image: frame.url(urls::place_map(id)),
            view: View::surroundings(at, SURROUNDINGS_M).zone(),
            at,
            frame: frame.clone(),
        }
    }

    fn ground(&self) -> &Ground {
        &self.frame.settings().map
    }

    fn attribution(&self) -> Option<&str> {
        self.ground().attribution()
    }
}

/// An address with more in its query.
fn with(address: &str, query: &str) -> String {
    let sign = if query.is_empty() {
        ""
    } else if address.contains('?') {
        "&"
    } else {
        "?"
    };
    format!("{address}{sign}{query}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gallery;

    fn numbered() -> Vec<(PlaceId, Marker)> {
        let at = |number: usize, lat, lon| {
            let marker = Marker {
                at: Point::new(lat, lon),
                number: Some(number),
                name: format!("Lieu <{number}>"),
                link: None,
            };
            (PlaceId::from_bits(number as u64), marker)
        };
        vec![at(1, 46.2, 3.1), at(2, 46.4, 3.3)]
    }

    fn map(path: &str, zone: Option<&Bounds>, is_open: bool) -> String {
        let frame = Frame::new(&gallery::site(), path);
        ListMap::new(&frame, &numbered(), "q=caf", zone, None, is_open)
            .unwrap()
            .render()
            .unwrap()
    }

    #[test]
    fn a_closed_map_costs_the_page_one_image_that_is_fetched_late() {
        let html = map("/lieux?q=caf", None, false);
        assert!(
            html.contains("loading=\"lazy\"") && html.contains("/lieux/carte.svg?lieux=1-"),
            "{html}"
        );
        assert!(!html.contains("<svg xmlns"), "{html}");
        assert!(html.len() < 5_000, "{} bytes", html.len());
    }

    #[test]
    fn an_open_map_is_drawn_in_the_page_with_links_in_its_language() {
        let html = map("/en/lieux?q=caf&carte=oui", None, true);
        assert!(html.contains("<svg xmlns"), "{html}");
        assert!(html.contains("href=\"/en/lieux/000000000001\""), "{html}");
        assert!(
            html.contains("Lieu &lt;1&gt;") && !html.contains("Lieu <1>"),
            "{html}"
        );
        assert!(!html.contains("<img"), "{html}");
    }

    #[test]
    fn a_zone_decides_what_is_in_view() {
        let zone = View::parse_zone("3,46,4,47").unwrap();
        assert!(map("/lieux", Some(&zone), false).contains("data-view=\"3.0000,46.0000,4.0000,47.0000\""));
    }

    #[test]
    fn a_list_without_any_position_has_no_map() {
        let frame = Frame::new(&gallery::site(), "/lieux");
        assert!(ListMap::new(&frame, &[], "", None, None, true).is_none());
    }
}
