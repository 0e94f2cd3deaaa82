//! A map as an SVG document: without any script, on a screen and on paper.
//!
//! In a page it takes the page's style and its markers are links. As a file, for an image, it carries its own style.

mod pen;

use std::fmt::{self, Write};
use std::sync::LazyLock;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::background::Background;
use super::marker::{AskedTown, Marker, gather};
use super::view::View;
use crate::site::assets::MAP_STYLE;
use crate::site::words::Words;
use pen::Pen;

/// A map ready to be written into a page or sent as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Svg(String);

impl Svg {
    /// The document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Svg {
    fn write_into(&self, dest: &mut dyn Write, _: &dyn askama::Values) -> askama::Result<()> {
        dest.write_str(&self.0)?;
        Ok(())
    }
}

impl askama::filters::HtmlSafe for Svg {}

/// What the map is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form<'a> {
    /// A part of a page, where markers are links. Markers that hide each other lead to a closer map: this address
    /// followed by the zone.
    Page {
        /// `/lieux?q=caf&carte=oui&zone=`
        closer: &'a str,
    },
    /// A file of its own, shown as an image.
    File,
}

/// Proportions of a drawing, in units: pixels on a narrow phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// From side to side.
    pub width: u16,
    /// From top to bottom.
    pub height: u16,
}

impl Size {
    /// A map beside a list.
    pub const LIST: Self = Self {
        width: 360,
        height: 380,
    };
    /// A map in the page of one place.
    pub const PLACE: Self = Self {
        width: 360,
        height: 250,
    };
}

/// What the Content-Security-Policy of a map's file must be: its own style and nothing else.
#[must_use]
pub fn file_policy() -> &'static str {
    static POLICY: LazyLock<String> = LazyLock::new(|| {
        let digest = BASE64.encode(&Sha256::digest(MAP_STYLE));
        format!("default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'")
    });
    &POLICY
}

/// Draws a map: the ground, the name of the town that was asked for, those of others where there is room, and the markers.
#[must_use]
pub fn static_map(
    view: &View,
    markers: &[Marker],
    town: Option<&AskedTown>,
    size: Size,
    form: Form<'_>,
    words: &Words,
) -> Svg {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let view = view.proportioned(width, height);
    let groups = gather(markers, &view, width);
    let mut out = Pen::new();
    out.open(size, form, markers, words);
    out.ground(&Background::of(&view, width, height), width, height);
    out.names(&view, &groups, town, width, height);
    out.scale_bar(&view, width, height, words);
    for group in groups.iter().rev() {
        out.marker(group, form, words);
    }
    Svg(out.finish())
}

#[cfg(test)]
mod tests {
    use search::Point;

    use super::*;
    use crate::site::Language;

    fn marker(number: Option<usize>, name: &str, lat: f64, lon: f64) -> Marker {
        Marker {
            at: Point::new(lat, lon),
            number,
            name: name.to_owned(),
            link: Some(format!("/lieux/{name}")),
        }
    }

    fn drawn(view: &View, markers: &[Marker], form: Form<'_>) -> String {
        let map = static_map(view, markers, None, Size::LIST, form, Words::of(Language::French));
        map.as_str().to_owned()
    }

    /// Towns, a border with another country, coasts, an island, overseas, mountains, the whole country.
    const PLACES: [(&str, f64, f64, f64); 9] = [
        ("Paris", 48.8566, 2.3522, 4_000.0),
        ("Lille", 50.6292, 3.0573, 9_000.0),
        ("Brest", 48.3904, -4.4861, 12_000.0),
        ("Bonifacio", 41.3874, 9.1594, 15_000.0),
        ("Saint-Denis", -20.8789, 55.4481, 20_000.0),
        ("Briançon", 44.8996, 6.6430, 30_000.0),
        ("département", 46.2, 5.2, 60_000.0),
        ("région", 45.5, 4.5, 150_000.0),
        ("country", 46.6, 2.5, 550_000.0),
    ];

    #[test]
    fn every_part_of_the_country_is_drawn_lightly_and_well_formed() {
        for (name, lat, lon, reach_m) in PLACES {
            let view = View::surroundings(Point::new(lat, lon), reach_m);
            let map = drawn(&view, &[marker(Some(1), "a", lat, lon)], Form::File);
            let document = scraper::Html::parse_fragment(&map);
            assert!(map.matches('<').count() < 200, "{name}: too many nodes");
            assert!(map.len() < 26_000, "{name}: {} bytes", map.len());
            assert!(
                map.contains("map-land") || map.contains("map-commune"),
                "{name} has no land"
            );
            assert!(map.contains("map-town"), "{name} has no name of a town");
            assert!(!map.contains("<script") && !map.contains(" on"), "{name}");
            assert!(!map.contains("NaN") && !map.contains("inf"), "{name}");
            assert!(document.errors.is_empty(), "{name}: {:?}", document.errors);
            assert_eq!(map.matches("<svg").count(), map.matches("</svg>").count());
        }
    }

    #[test]
    fn what_people_wrote_cannot_become_markup() {
        let hostile = "<script>alert('1')</script> & \"Fils\"\u{1}";
        let map = drawn(
            &View::surroundings(Point::new(47.0, 2.0), 5_000.0),
            &[marker(Some(1), hostile, 47.0, 2.0)],
            Form::Page {
                closer: "/lieux?q=\"><b>&zone=",
            },
        );
        assert!(
            !map.contains("<script") && !map.contains("<b>") && !map.contains('\u{1}'),
            "{map}"
        );
        assert!(map.contains("&lt;script&gt;"));
    }

    #[test]
    fn the_town_that_was_asked_for_is_named_though_a_larger_one_is_near_and_places_stand_on_it() {
        let town = AskedTown {
            name: "Saint-Rémy-lès-Chevreuse".to_owned(),
            typed: "st remy".to_owned(),
            at: Point::new(48.7056, 2.0719),
        };
        let crowd: Vec<Marker> = (0..20)
            .map(|n| {
                let (row, column) = (f64::from(n / 5), f64::from(n % 5));
                marker(
                    Some(n as usize + 1),
                    "x",
                    48.690 + row * 0.010,
                    2.045 + column * 0.014,
                )
            })
            .collect();
        for reach_m in [4_000.0, 20_000.0, 200_000.0] {
            let view = View::surroundings(town.at, reach_m);
            let named = |town: Option<&AskedTown>| {
                let words = Words::of(Language::French);
                let map = static_map(&view, &crowd, town, Size::LIST, Form::File, words);
                map.as_str().matches("Saint-Rémy-lès-Chevreuse</text>").count()
            };
            assert_eq!(
                named(Some(&town)),
                1,
                "{reach_m}: once, and no second time as any town"
            );
        }
        let hostile = AskedTown {
            name: "<b>Brume".to_owned(),
            ..town
        };
        let view = View::surroundings(hostile.at, 4_000.0);
        let words = Words::of(Language::French);
        let map = static_map(&view, &[], Some(&hostile), Size::LIST, Form::File, words);
        assert!(map.as_str().contains("&lt;b&gt;Brume"));
    }

    #[test]
    fn markers_are_links_in_a_page_and_plain_in_a_file() {
        let view = View::surroundings(Point::new(47.0, 2.0), 5_000.0);
        let markers = [
            marker(Some(1), "near", 47.0, 2.0),
            marker(Some(2), "beside", 47.0001, 2.0008),
            marker(Some(3), "far", 47.03, 2.03),
        ];
        let page = drawn(
            &view,
            &markers,
            Form::Page {
                closer: "/lieux?zone=",
            },
        );
        assert!(page.contains("href=\"/lieux/far\""));
        assert!(
            page.contains("href=\"/lieux?zone="),
            "the two that hide each other lead closer"
        );
        assert!(page.contains(">1, 2</text>"));
        assert!(!page.contains("<style"));
        let file = drawn(&view, &markers, Form::File);
        assert!(!file.contains("<a "));
        assert!(file.contains("role=\"img\"") && file.contains("<style>"));
    }

    #[test]
    fn the_policy_of_a_file_allows_its_own_style_and_nothing_else() {
        let policy = file_policy();
        let digest = BASE64.encode(&Sha256::digest(MAP_STYLE));
        assert!(policy.contains(&digest) && !policy.contains("unsafe"), "{policy}");
        assert!(!MAP_STYLE.contains('<') && !MAP_STYLE.contains('&'));
        for token in ["--map-sea:", "--brand:", "prefers-color-scheme"] {
            assert!(MAP_STYLE.contains(token), "{token} is missing");
        }
    }

    #[test]
    fn the_scale_bar_has_a_round_length() {
        for (reach_m, said) in [
            (2_000.0, "1\u{a0}km"),
            (50_000.0, "20\u{a0}km"),
            (500_000.0, "200\u{a0}km"),
        ] {
            let map = drawn(
                &View::surroundings(Point::new(47.0, 2.0), reach_m),
                &[],
                Form::File,
            );
            assert!(map.contains(said), "{reach_m}: {}", &map[map.len() - 600..]);
        }
    }
}
