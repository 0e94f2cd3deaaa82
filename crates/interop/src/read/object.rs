//! One JSON object into cells: numbers as text, lists joined by `|`, GeoJSON features opened.

use std::collections::HashMap;
use std::fmt::{self, Write};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::FileNotes;
use crate::cells::Cells;
use crate::column::Column;
use crate::likely::Sample;

/// Keys already met, so that each is folded once per file.
pub(super) type Headings = HashMap<String, Option<(Column, u8)>>;

/// More different keys than this are no columns.
const HEADINGS_MAX: usize = 2_000;

/// Reads the object into the cells.
pub(super) fn fill(
    text: &[u8],
    headings: &mut Headings,
    cells: &mut Cells,
    notes: &mut FileNotes,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    let mut value = String::new();
    let object = Object {
        headings,
        cells,
        notes,
        value: &mut value,
        bonus: 0,
    };
    object.deserialize(&mut deserializer)?;
    deserializer.end()
}

struct Object<'a> {
    headings: &'a mut Headings,
    cells: &'a mut Cells,
    notes: &'a mut FileNotes,
    value: &'a mut String,
    bonus: u8,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match &*key {
                "properties" if self.bonus == 0 => {
                    map.next_value_seed(OrOther(Object {
                        headings: self.headings,
                        cells: self.cells,
                        notes: self.notes,
                        value: self.value,
                        bonus: Cells::IN_PROPERTIES,
                    }))?;
                    continue;
                }
                "geometry" => {
                    map.next_value_seed(OrOther(Geometry {
                        cells: self.cells,
                        notes: self.notes,
                    }))?;
                    continue;
                }
                _ => {}
            }
            let known = self.headings.get(&*key).copied();
            let column = known.unwrap_or_else(|| {
                // What every GeoJSON feature has is not worth a report.
                let column = if &*key == "type" {
                    None
                } else {
                    self.notes.add_heading(&key)
                };
                if self.headings.len() < HEADINGS_MAX && &*key != "type" {
                    self.headings.insert(key.into_owned(), column);
                }
                column
            });
            match column {
                Some((column, rank)) => {
                    self.value.clear();
                    map.next_value_seed(Text(self.value))?;
                    self.cells.set(column, rank + self.bonus, self.value);
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Takes every value of the object into the sample under its own name, properties of a GeoJSON feature like any other.
pub(super) fn sample_object(text: &str, sample: &mut Sample) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    OrOther(Named { sample }).deserialize(&mut deserializer)
}

struct Named<'a> {
    sample: &'a mut Sample,
}

impl<'de> Visitor<'de> for Named<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut value = String::new();
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            match &*key {
                "properties" => map.next_value_seed(OrOther(Named { sample: self.sample }))?,
                // A point is read by itself, and every feature has a type.
                "geometry" => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => {
                    value.clear();
                    map.next_value_seed(Text(&mut value))?;
                    if &*key != "type" || value != "Feature" {
                        self.sample.add(&key, &value);
                    }
                }
            }
        }
        Ok(())
    }
}

/// Opens an object with its visitor and steps over anything else (`"geometry": null`).
struct OrOther<V>(V);

impl<'de, V: Visitor<'de, Value = ()>> DeserializeSeed<'de> for OrOther<V> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, V: Visitor<'de, Value = ()>> Visitor<'de> for OrOther<V> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        self.0.visit_map(map)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// The `geometry` of a feature: the coordinates of a point serve where the properties have none.
struct Geometry<'a> {
    cells: &'a mut Cells,
    notes: &'a mut FileNotes,
}

impl<'de> Visitor<'de> for Geometry<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a geometry")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            if &*key != "coordinates" {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let mut text = String::new();
            map.next_value_seed(Text(&mut text))?;
            // A point is two or three numbers; the lists inside lists of other shapes give no text.
            let numbers: Vec<&str> = text.split('|').collect();
            if let [longitude, latitude] | [longitude, latitude, _] = numbers[..] {
                self.cells.set(Column::Longitude, Cells::ALIAS, longitude);
                self.cells.set(Column::Latitude, Cells::ALIAS, latitude);
                for column in [Column::Latitude, Column::Longitude] {
                    if !self.notes.columns.contains(&column) {
                        self.notes.columns.push(column);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A value as a cell of a table would hold it.
struct Text<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Text<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Text<'_> {
    fn push(self, value: impl fmt::Display) {
        write!(self.0, "{value}").expect("writing to a text cannot fail");
    }
}

impl<'de> Visitor<'de> for Text<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.0.push_str(text);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.push(value);
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.push(value);
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.push(value);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.push(value);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            let before = self.0.len();
            if before > 0 {
                self.0.push('|');
            }
            let start = self.0.len();
            if seq.next_element_seed(Text(self.0))?.is_none() {
                self.0.truncate(before);
                return Ok(());
            }
            if self.0.len() == start {
                self.0.truncate(before);
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }
}
