//! `/fond/communes.json`: outlines and names of the communes of a zone, under the movable map.
//!
//! A zone is widened to a grid, so that visitors who look at the same town ask for the same; answers are kept
//! compressed, within a bounded memory. A wide zone takes tens of milliseconds, away from the asynchronous threads.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use reference::france;
use search::Bounds;
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Semaphore;

use super::background::reference_bounds;
use super::geojson::{self, Collection, Geometry};
use super::ground::{FOR_A_DAY, lighter, outside_rings};
use super::kept::Kept;
use super::view::View;
use crate::site::errors::{Fault, PageError, PageResult};

/// The widest zone that may be asked for, in degrees.
const WIDEST_ZONE: f64 = 1.6;
/// The grid to which zones are widened: tenths of a degree, as the script asks for them (`GRID` in `map-live.mjs`).
const CELLS_PER_DEGREE: f64 = 10.0;
/// What decimal fractions may miss the grid by, in cells.
const ROUNDING: f64 = 1e-6;
/// All kept answers together, in bytes; the one that nobody has asked for the longest goes first.
const ALL_BYTES: usize = 2 * 1024 * 1024;

/// A zone of whole cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Zone {
    west: i16,
    south: i16,
    east: i16,
    north: i16,
}

impl Zone {
    /// The least zone of whole cells that holds a box.
    fn holding(bounds: &Bounds) -> Self {
        // Degrees are at most 180: cells fit.
        let low = |degrees: f64| (degrees * CELLS_PER_DEGREE + ROUNDING).floor() as i16;
        let high = |degrees: f64| (degrees * CELLS_PER_DEGREE - ROUNDING).ceil() as i16;
        Self {
            west: low(bounds.west),
            south: low(bounds.south),
            east: high(bounds.east),
            north: high(bounds.north),
        }
    }

    fn bounds(self) -> Bounds {
        let degrees = |cells: i16| f64::from(cells) / CELLS_PER_DEGREE;
        Bounds {
            south: degrees(self.south),
            west: degrees(self.west),
            north: degrees(self.north),
            east: degrees(self.east),
        }
    }

    /// Outlines and names of the communes that meet the zone.
    fn communes(self) -> String {
        let bounds = self.bounds();
        // A thousandth of the zone is about a pixel.
        let tolerance = (bounds.east - bounds.west).max(bounds.north - bounds.south) / 1_500.0;
        let mut collection = Collection::new();
        for commune in france().communes_meeting(reference_bounds(&bounds)) {
            let Some(outline) = france().commune_outline(commune.code) else {
                continue;
            };
            let rings = lighter(&outside_rings(outline), tolerance);
            collection.push(&json!({"kind": "commune"}), Geometry::Rings(&rings));
            if let Some(centre) = commune.centre {
                let population = commune.population.unwrap_or(0);
                collection.push(
                    &json!({"kind": "name", "name": commune.name, "population": population}),
                    Geometry::Point([centre.longitude(), centre.latitude()]),
                );
            }
        }
        collection.finish()
    }
}

/// The answers that were asked for last.
struct Answers {
    /// The latest at the end.
    kept: Vec<(Zone, Arc<Kept>)>,
    bytes: usize,
}

impl Answers {
    const fn none() -> Self {
        Self {
            kept: Vec::new(),
            bytes: 0,
        }
    }

    fn get(&mut self, zone: Zone) -> Option<Arc<Kept>> {
        let at = self.kept.iter().position(|(known, _)| *known == zone)?;
        let found = self.kept.remove(at);
        let answer = Arc::clone(&found.1);
        self.kept.push(found);
        Some(answer)
    }

    fn put(&mut self, zone: Zone, answer: &Arc<Kept>) {
        if answer.size() > ALL_BYTES || self.get(zone).is_some() {
            return;
        }
        self.bytes += answer.size();
        while self.bytes > ALL_BYTES {
            let (_, oldest) = self.kept.remove(0);
            self.bytes -= oldest.size();
        }
        self.kept.push((zone, Arc::clone(answer)));
    }
}

static ANSWERS: Mutex<Answers> = Mutex::new(Answers::none());
/// One zone is made at a time, whoever asks: pages come first.
static TURN: Semaphore = Semaphore::const_new(1);

fn answers() -> MutexGuard<'static, Answers> {
    ANSWERS.lock().unwrap_or_else(PoisonError::into_inner)
}

#[derive(Deserialize)]
pub(super) struct Asked {
    zone: String,
}

/// `GET /fond/communes.json?zone=W,S,E,N`: the communes that meet a zone, and those of the grid around it.
pub(super) async fn show(Query(Asked { zone }): Query<Asked>, asked: HeaderMap) -> PageResult<Response> {
    let bounds = View::parse_zone(&zone).map_err(|_| PageError::Invalid("map-bad-zone"))?;
    if (bounds.east - bounds.west).max(bounds.north - bounds.south) > WIDEST_ZONE + ROUNDING {
        return Err(PageError::Invalid("map-zone-too-wide"));
    }
    let zone = Zone::holding(&bounds);
    let known = answers().get(zone);
    if let Some(known) = known {
        return Ok(known.answer(&asked));
    }
    let turn = TURN.acquire().await.expect("the semaphore is never closed");
    let made = tokio::task::spawn_blocking(move || {
        // The turn ends with the work, even when the visitor does not wait for it.
        let _turn = turn;
        let known = answers().get(zone);
        known.unwrap_or_else(|| {
            let made = Arc::new(Kept::for_a_while(geojson::KIND, FOR_A_DAY, zone.communes()));
            answers().put(zone, &made);
            made
        })
    });
    Ok(made.await.map_err(Fault::new)?.answer(&asked))
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use sha2::{Digest, Sha256};

    use super::*;

    fn zone(text: &str) -> Zone {
        Zone::holding(&View::parse_zone(text).unwrap())
    }

    #[test]
    fn a_zone_on_the_grid_stays_as_it_is_and_another_one_is_widened() {
        for (asked, held) in [
            ("0.7,48.1,1.4,48.3", "0.7,48.1,1.4,48.3"),
            ("0.71,48.19,1.31,48.21", "0.7,48.1,1.4,48.3"),
            ("-4.55,-21.39,-4.41,-20.81", "-4.6,-21.4,-4.4,-20.8"),
        ] {
            assert_eq!(zone(asked), zone(held), "{asked}");
            let (asked, held) = (View::parse_zone(asked).unwrap(), zone(asked).bounds());
            assert!(held.west <= asked.west && asked.east <= held.east);
            assert!(held.south <= asked.south && asked.north <= held.north);
        }
    }

    #[test]
    fn what_nobody_asks_for_makes_room_and_what_is_asked_for_stays() {
        let mut answers = Answers::none();
        // Digests do not repeat, so that they stay large when compressed.
        let digests = (0..2_000_u32).map(|n| HEXLOWER.encode(&Sha256::digest(n.to_le_bytes())));
        let answer = Arc::new(Kept::for_ever(geojson::KIND, FOR_A_DAY, digests.collect()));
        assert!(answer.size() > 40_000);
        let first = zone("0,45,0.1,45.1");
        answers.put(first, &answer);
        let fit = ALL_BYTES / answer.size();
        for cell in 0..2 * fit {
            let west = cell as f64 / 10.0 - 170.0;
            answers.put(zone(&format!("{west},46,{},46.1", west + 0.1)), &answer);
            assert!(answers.get(first).is_some());
            assert!(answers.bytes <= ALL_BYTES && answers.kept.len() <= fit);
        }
        assert!(
            answers.get(zone("-170,46,-169.9,46.1")).is_none(),
            "the oldest is gone"
        );
    }
}
