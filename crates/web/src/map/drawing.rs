//! A map as an SVG document: without any script, on a screen and on paper.
//!
//! In a page it takes the page's style and its markers are links. As a file, for an image, it carries its own style.

use std::fmt::{self, Write};
use std::sync::LazyLock;

use data_encoding::BASE64;
use search::Bounds;
use sha2::{Digest, Sha256};

use super::background::{Background, towns};
use super::label::Room;
use super::lines::Spot;
use super::marker::{Gathered, Marker, gather};
use super::view::{View, plane};
use crate::site::assets::MAP_STYLE;
use crate::site::format::length;
use crate::site::words::Words;

/// Numbers in the document are tenths of a unit of the drawing, so that they need no decimal point.
const TENTHS: f64 = 10.0;
/// Height of the names of towns, in units.
const NAME_SIZE: f64 = 14.0;
/// At most so many names.
const MOST_NAMES: usize = 11;
/// How many towns are tried before the room is thought full.
const MOST_TRIED: usize = 60;

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

/// Draws a map: the ground, the names of towns where there is room, and the markers.
#[must_use]
pub fn static_map(view: &View, markers: &[Marker], size: Size, form: Form<'_>, words: &Words) -> Svg {
    let (width, height) = (f64::from(size.width), f64::from(size.height));
    let view = view.proportioned(width, height);
    let groups = gather(markers, &view, width);
    let mut out = Pen(String::with_capacity(24 * 1024));
    out.open(size, form, markers, words);
    out.ground(&Background::of(&view, width, height), width, height);
    out.names(&view, &groups, width, height);
    out.scale_bar(&view, width, height, words);
    for group in groups.iter().rev() {
        out.marker(group, form, words);
    }
    out.0.push_str("</svg>");
    Svg(out.0)
}

/// Writes the document.
struct Pen(String);

impl Pen {
    fn open(&mut self, size: Size, form: Form<'_>, markers: &[Marker], words: &Words) {
        let title = match markers {
            [only] => words.say("map-title-place", &[("name", &only.name)]),
            _ => words.say("map-title", &[("count", &markers.len())]),
        };
        let names: Vec<String> = markers
            .iter()
            .map(|marker| match marker.number {
                Some(number) => format!("{number}. {}", marker.name),
                None => marker.name.clone(),
            })
            .collect();
        let role = match form {
            Form::Page { .. } => "group",
            Form::File => "img",
        };
        self.write(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"drawn-map\" viewBox=\"0 0 {}0 {}0\" role=\"{role}\" \
             aria-labelledby=\"map-title map-desc\">",
            size.width, size.height
        ));
        if form == Form::File {
            self.write(format_args!("<style>{MAP_STYLE}</style>"));
        }
        self.write(format_args!(
            "<title id=\"map-title\">{}</title><desc id=\"map-desc\">{}</desc>",
            Escaped(&title),
            Escaped(&names.join(" ; "))
        ));
    }

    fn ground(&mut self, ground: &Background, width: f64, height: f64) {
        self.write(format_args!(
            "<path class=\"map-sea\" d=\"M0 0H{}V{}H0z\"/>",
            tenths(width),
            tenths(height)
        ));
        if !ground.neighbours.is_empty() {
            self.write(format_args!(
                "<g class=\"map-abroad\" stroke-width=\"{}\">",
                tenths(ground.gap)
            ));
            self.path("", &ground.neighbours, true);
            self.0.push_str("</g>");
        }
        self.path("map-land", &ground.land, true);
        self.path("map-commune", &ground.communes, true);
        self.path("map-lake", &ground.lakes, true);
        self.path("map-river", &ground.rivers, false);
        self.path("map-border", &ground.departements, false);
    }

    /// All lines of a kind as one path, in steps relative to the point before: fewer digits.
    fn path(&mut self, class: &str, lines: &[Vec<Spot>], closed: bool) {
        if lines.is_empty() {
            return;
        }
        self.0.push_str("<path");
        if !class.is_empty() {
            self.write(format_args!(" class=\"{class}\""));
        }
        self.0.push_str(" d=\"");
        for line in lines {
            let mut last: Option<(i64, i64)> = None;
            let mut steps = 0;
            for point in line {
                let here = (tenths(point.0), tenths(point.1));
                match last {
                    None => self.write(format_args!("M{} {}", here.0, here.1)),
                    Some(before) if before == here => continue,
                    Some(before) => {
                        self.0.push(if steps == 0 { 'l' } else { ' ' });
                        let (dx, dy) = (here.0 - before.0, here.1 - before.1);
                        // A minus sign is enough to part two numbers.
                        if steps > 0 && dx < 0 {
                            self.0.pop();
                        }
                        let space = if dy < 0 { "" } else { " " };
                        self.write(format_args!("{dx}{space}{dy}"));
                        steps += 1;
                    }
                }
                last = Some(here);
            }
            if closed {
                self.0.push('z');
            }
        }
        self.0.push_str("\"/>");
    }

    fn names(&mut self, view: &View, groups: &[Gathered<'_>], width: f64, height: f64) {
        let mut room = Room::new(width, height);
        for group in groups {
            // A pin stands above its point.
            let (middle, half_height) = match group.label() {
                Some(_) => (group.spot, 15.0),
                None => ((group.spot.0, group.spot.1 - 19.0), 21.0),
            };
            room.take(middle, group.half_width() + 1.0, half_height);
        }
        // The scale bar stands in the lower left corner, the sources in the lower right one.
        room.take((width / 2.0, height - 6.0), width / 2.0, 14.0);
        let mut written = 0;
        for (commune, centre) in towns(view, width).take(MOST_TRIED) {
            if written == MOST_NAMES {
                break;
            }
            let spot = view.place(plane(centre.lon, centre.lat), width);
            // "Paris 4e Arrondissement" is called "Paris 4e".
            let name = commune.name.trim_end_matches(" Arrondissement");
            let Some((x, y)) = room.find(spot, name, NAME_SIZE) else {
                continue;
            };
            written += 1;
            self.write(format_args!(
                "<text class=\"map-town\" x=\"{}\" y=\"{}\">{}</text>",
                tenths(x),
                tenths(y),
                Escaped(name)
            ));
        }
    }

    /// A bar of a round length, and where the ground comes from.
    fn scale_bar(&mut self, view: &View, width: f64, height: f64, words: &Words) {
        let metres = view.metres_per_unit(width);
        let most = metres * width / 4.0;
        let power = 10_f64.powf(most.log10().floor());
        let round = [5.0, 2.0, 1.0]
            .into_iter()
            .map(|step| step * power)
            .find(|length| *length <= most)
            .unwrap_or(power);
        let (left, base) = (8.0, height - 8.0);
        self.write(format_args!(
            "<path class=\"map-scale\" d=\"M{} {}v40h{}v-40\"/><text class=\"map-note\" x=\"{}\" y=\"{}\">{}</text>\
             <text class=\"map-note map-note--end\" x=\"{}\" y=\"{}\">{}</text>",
            tenths(left),
            tenths(base - 4.0),
            tenths(round / metres),
            tenths(left + 5.0),
            tenths(base - 5.0),
            Escaped(&length(round, words.language())),
            tenths(width - 6.0),
            tenths(base),
            Escaped(words.get("map-credit-short")),
        ));
    }

    fn marker(&mut self, group: &Gathered<'_>, form: Form<'_>, words: &Words) {
        let names = group.names();
        let link = match form {
            Form::File => None,
            Form::Page { closer } => match group.bounds() {
                Some(bounds) => Some(format!("{closer}{}", zone(&bounds))),
                None => group.markers[0].link.clone(),
            },
        };
        let name = match (group.bounds(), &link) {
            (Some(_), Some(_)) => words.say("map-closer", &[("names", &names)]),
            _ => names,
        };
        let class = match group.label() {
            Some(_) => "map-marker",
            None => "map-marker map-marker--pin",
        };
        match &link {
            Some(link) => self.write(format_args!("<a class=\"{class}\" href=\"{}\">", Escaped(link))),
            None => self.write(format_args!("<g class=\"{class}\">")),
        }
        self.write(format_args!("<title>{}</title>", Escaped(&name)));
        let (x, y) = (tenths(group.spot.0), tenths(group.spot.1));
        match group.label() {
            Some(label) => {
                let half = tenths(group.half_width());
                self.write(format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"260\" rx=\"130\"/><text x=\"{x}\" y=\"{}\">{label}</text>",
                    x - half,
                    y - 130,
                    half * 2,
                    y + 52,
                ));
            }
            None => self.write(format_args!(
                "<path d=\"M{x} {y}c-40-90-130-140-130-250a130 130 0 0 1 260 0c0 110-90 160-130 250z\"/>\
                 <circle cx=\"{x}\" cy=\"{}\" r=\"48\"/>",
                y - 250
            )),
        }
        self.0.push_str(if link.is_some() { "</a>" } else { "</g>" });
    }

    fn write(&mut self, text: fmt::Arguments<'_>) {
        self.0.write_fmt(text).expect("a String takes every text");
    }
}

fn zone(bounds: &Bounds) -> String {
    let Bounds {
        south,
        west,
        north,
        east,
    } = bounds;
    format!("{west:.4},{south:.4},{east:.4},{north:.4}")
}

fn tenths(units: f64) -> i64 {
    (units * TENTHS).round() as i64
}

/// Text in XML: the five signs that mean something there are written otherwise; control characters, which XML 1.0
/// does not allow at all, are left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => f.write_char(' ')?,
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
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
        let map = static_map(view, markers, Size::LIST, form, Words::of(Language::French));
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
