//! The marks of a drawn map, written one after the other: the ground, names of towns, the scale, markers.
//!
//! What is in view and what is drawn of it is decided before: here it becomes SVG.

use std::fmt::{self, Write};

use super::{Form, Size};
use crate::map::background::{Background, towns};
use crate::map::label::Room;
use crate::map::lines::Spot;
use crate::map::marker::{AskedTown, Gathered, Marker};
use crate::map::view::{View, plane, zone};
use crate::site::Language;
use crate::site::assets::MAP_STYLE;
use crate::site::format::length;
use crate::site::typography::semicolon;
use crate::site::words::Words;

/// Numbers in the document are tenths of a unit of the drawing, so that they need no decimal point.
const TENTHS: f64 = 10.0;
/// Height of the names of towns, in units.
const NAME_SIZE: f64 = 14.0;
/// Height of the name of the town that was asked for.
const ASKED_SIZE: f64 = 17.0;
/// At most so many names.
const MOST_NAMES: usize = 11;
/// How many towns are tried before the room is thought full.
const MOST_TRIED: usize = 60;

/// A document being written.
pub(super) struct Pen(String);

impl Pen {
    pub(super) fn new() -> Self {
        Self(String::with_capacity(24 * 1024))
    }

    /// The whole document.
    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</svg>");
        self.0
    }

    pub(super) fn open(&mut self, size: Size, form: Form<'_>, markers: &[Marker], words: &Words) {
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
            "<title id=\"map-title\">{}</title><desc id=\"map-desc\"{}>{}</desc>",
            Escaped(&title),
            // Sources write in French.
            match words.language() {
                Language::French => "",
                Language::English => " lang=\"fr\"",
            },
            Escaped(&names.join(semicolon(words.language())))
        ));
    }

    pub(super) fn ground(&mut self, ground: &Background, width: f64, height: f64) {
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

    pub(super) fn names(
        &mut self,
        view: &View,
        groups: &[Gathered<'_>],
        town: Option<&AskedTown>,
        width: f64,
        height: f64,
    ) {
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
        if let Some(town) = town.filter(|town| view.bounds().contains(town.at)) {
            self.asked_town(town, view, &mut room, width);
        }
        let mut written = 0;
        for (commune, centre) in towns(view, width).take(MOST_TRIED) {
            if written == MOST_NAMES {
                break;
            }
            if town.is_some_and(|town| *town.name == *commune.name) {
                continue;
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

    /// The name of the town that was asked for, with a line to its middle where it stands aside of it.
    fn asked_town(&mut self, town: &AskedTown, view: &View, room: &mut Room, width: f64) {
        let (x, y) = view.place(plane(town.at.lon, town.at.lat), width);
        let Some(name) = room.find_further((x, y), &town.name, ASKED_SIZE) else {
            return;
        };
        let edge = name.nearest((x, y));
        if (edge.0 - x).hypot(edge.1 - y) > name.size {
            self.write(format_args!(
                "<path class=\"map-asked-line\" d=\"M{} {}L{} {}\"/>",
                tenths(x),
                tenths(y),
                tenths(edge.0),
                tenths(edge.1)
            ));
        }
        self.write(format_args!(
            "<text class=\"map-asked\" font-size=\"{}\" x=\"{}\" y=\"{}\">{}</text>",
            tenths(name.size),
            tenths(name.at.0),
            tenths(name.at.1),
            Escaped(&town.name)
        ));
    }

    /// A bar of a round length, and where the ground comes from.
    pub(super) fn scale_bar(&mut self, view: &View, width: f64, height: f64, words: &Words) {
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

    pub(super) fn marker(&mut self, group: &Gathered<'_>, form: Form<'_>, words: &Words) {
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
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"260\" rx=\"{}\"/><text x=\"{x}\" y=\"{}\">{label}</text>",
                    x - half,
                    y - 130,
                    half * 2,
                    // However many ranks: only a count of places has corners. See the legend beside the map.
                    130,
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
