//! Which commune a name stands for here: of namesakes, the one nearest to the places of the directory; communes that only
//! its places name; names with a typing error. How names are written is the business of `reference`.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use domain::territory::{CommuneCode, Position, Postcode};
use reference::{Commune, Hints, Namesake, Resolution, Spelling, france};
use search::analysis::{tokens, typing_errors};
use search::{Point, Query};

use super::Directory;
use crate::card::Card;
use crate::locality::{Locality, Named, Town};

/// How far from the places of the directory a commune may be to be as good as a nearer one, in metres: where one goes,
/// the territory, its surroundings, the rest of the country; beyond, overseas.
const REMOTE_M: [f64; 4] = [30_000.0, 100_000.0, 300_000.0, 1_000_000.0];

/// From this many places on, one place alone may be an error of its source and does not make a territory.
const MANY: usize = 100;
const NOT_ALONE: usize = 3;

/// From this size (inhabitants) and so many times larger than the next of its name, a town is the one that is meant.
const TOWN: u32 = 10_000;
const STANDS_OUT: u32 = 20;

/// Names of one and two letters (Y, Us, Eu) are not looked for in the middle of other words.
const SHORTEST_IN_WORDS: usize = 3;

impl Directory {
    /// What was typed as a commune stands for: a name in any way of writing it, the beginning of one, a postcode, as a
    /// last resort a name with a typing error.
    #[must_use]
    pub fn named(&self, typed: &str) -> Named {
        let typed = typed.trim();
        if let Ok(postcode) = Postcode::parse(typed) {
            return self.of_postcode(postcode);
        }
        let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == ' ');
        if !typed.is_empty() && is_number(typed) {
            return Named::UnknownPostcode;
        }
        let namesakes = france().namesakes(typed);
        if let Some(chosen) = namesakes.as_deref().and_then(|all| self.choose(typed, all, true)) {
            return chosen;
        }
        if let Some(taken) = self.mistyped(typed) {
            return Named::Town {
                taken,
                others: Vec::new(),
                is_corrected: true,
            };
        }
        let is_bare = namesakes.is_some();
        match france().resolve(typed, Hints::default()) {
            Resolution::Found(found) => Named::Town {
                taken: Town::of(found.commune),
                others: Vec::new(),
                is_corrected: found.spelling == Spelling::Mistyped,
            },
            Resolution::Ambiguous(mut communes) => {
                communes.sort_by_cached_key(|commune| self.remoteness(commune));
                taken_of(communes.into_iter().map(Town::of), is_bare)
            }
            Resolution::Unknown => Named::UnknownName,
        }
    }

    /// The commune of this very name inside other words; names that are only alike are left to the words.
    pub(crate) fn named_in_words(&self, name: &str) -> Option<Town> {
        if name.chars().count() < SHORTEST_IN_WORDS {
            return None;
        }
        let Some(namesakes) = france().namesakes(name) else {
            // "Lyon 3e".
            return france().named(name).commune().map(Town::of);
        };
        match self.choose(name, &namesakes, false)? {
            Named::Town { taken, .. } => Some(taken),
            Named::UnknownPostcode | Named::UnknownName => None,
        }
    }

    /// The commune of a name that begins with its article, inside other words: "Le Touquet" for Le Touquet-Paris-Plage,
    /// where one commune alone has such a name or stands out among them.
    pub(crate) fn named_with_article(&self, name: &str) -> Option<Town> {
        let namesakes = france().namesakes(name)?;
        let (longer, whole): (Vec<&Namesake<'_>>, Vec<&Namesake<'_>>) = namesakes
            .iter()
            .partition(|namesake| namesake.spelling == Spelling::Shortened);
        if whole.is_empty() {
            let mut longer = longer.into_iter();
            let first = longer.next()?;
            let is_alone = longer.all(|other| stands_out(first.commune, other.commune));
            if !is_alone {
                return None;
            }
        }
        match self.choose(name, &namesakes, true)? {
            Named::Town { taken, .. } => Some(taken),
            Named::UnknownPostcode | Named::UnknownName => None,
        }
    }

    /// The best of the communes that a name may stand for, and the others.
    fn choose(&self, typed: &str, namesakes: &[Namesake<'_>], may_go_on: bool) -> Option<Named> {
        let mut whole: Vec<(u8, &Commune)> = Vec::new();
        let mut longer: Vec<(u8, &Commune)> = Vec::new();
        for namesake in namesakes {
            let list = match namesake.spelling {
                Spelling::Shortened if !may_go_on => continue,
                Spelling::Shortened => &mut longer,
                _ => &mut whole,
            };
            list.push((0, namesake.commune));
        }
        if whole.len() + longer.len() > 1 {
            for (remoteness, commune) in whole.iter_mut().chain(&mut longer) {
                *remoteness = self.remoteness(commune);
            }
        }
        // Among those equally near: official names before former ones, then by size, as they come.
        whole.sort_by_key(|(remoteness, _)| *remoteness);
        longer.sort_by_key(|(remoteness, _)| *remoteness);
        if whole
            .first()
            .is_none_or(|(remoteness, commune)| *remoteness > 0 || !self.is_served(commune.code))
            && let Some(town) = self.unlisted_town(typed)
        {
            // The places themselves say so: nothing is nearer to them.
            return Some(Named::Town {
                taken: town,
                others: whole.into_iter().map(|(_, commune)| Town::of(commune)).collect(),
                is_corrected: false,
            });
        }
        let goes_on = match (whole.first(), longer.first()) {
            (Some(whole), Some(longer)) => {
                longer.0 < whole.0 || (longer.0 == whole.0 && stands_out(longer.1, whole.1))
            }
            (None, Some(_)) => true,
            (_, None) => false,
        };
        if goes_on {
            // Those of the very name stay at hand: right after the one that is taken.
            let others = longer.split_off(1);
            whole = longer.into_iter().chain(whole).chain(others).collect();
        } else if let Some((_, first)) = whole.first().copied() {
            // Who means a village of a city's name writes more than the name.
            whole.retain(|(_, other)| other.code == first.code || !stands_out(first, other));
        }
        // Those that are offered besides: official names before longer and former ones, the largest first.
        if let Some((_, others)) = whole.split_first_mut() {
            let spelling_of = |code: CommuneCode| {
                let namesake = namesakes.iter().find(|namesake| namesake.commune.code == code);
                namesake.map(|namesake| match namesake.spelling {
                    Spelling::Shortened => 1,
                    Spelling::Former => 2,
                    _ => 0,
                })
            };
            others.sort_by_key(|(_, other)| (spelling_of(other.code), Reverse(other.population)));
        }
        let towns = whole.into_iter().map(|(_, commune)| Town::of(commune));
        match taken_of(towns, false) {
            Named::UnknownName => None,
            named => Some(named),
        }
    }

    fn of_postcode(&self, postcode: Postcode) -> Named {
        let mut communes: Vec<&Commune> = france().communes_with_postcode(postcode).collect();
        communes.sort_by_cached_key(|commune| (self.remoteness(commune), Reverse(commune.population)));
        if !communes.is_empty() {
            return taken_of(communes.into_iter().map(Town::of), false);
        }
        let is_there = |card: &Card| card.postcode == postcode;
        if !self.cards.values().any(|card| is_there(card)) {
            return Named::UnknownPostcode;
        }
        let town = Town {
            name: Arc::from(postcode.as_str()),
            departement: None,
            centre: self.middle_of(is_there),
            locality: Locality::Postcode(postcode),
        };
        taken_of(std::iter::once(town), false)
    }

    /// How far the commune is from the places of the directory, in steps: 0 within reach of them.
    fn remoteness(&self, commune: &Commune) -> u8 {
        if self.is_served(commune.code) {
            return 0;
        }
        let last = REMOTE_M.len() as u8;
        let located = self.cards.len() - self.unplaced().len();
        let Some(centre) = commune.centre.filter(|_| located > 0) else {
            let is_near = self.places_of(commune.departement) > 0;
            return if is_near { 0 } else { last };
        };
        let wanted = if located < MANY { 1 } else { NOT_ALONE };
        let is_near = |radius_m: f64| {
            let query = Query {
                near: Some(Point::new(centre.latitude(), centre.longitude())),
                radius_m: Some(radius_m),
                limit: 0,
                ..Query::default()
            };
            self.index
                .search(&query)
                .is_ok_and(|results| results.total >= wanted)
        };
        (0..last)
            .zip(REMOTE_M)
            .find(|(_, radius_m)| is_near(*radius_m))
            .map_or(last, |(step, _)| step)
    }

    /// Whether a commune has places; an arrondissement, whether its city has.
    pub(super) fn is_served(&self, code: CommuneCode) -> bool {
        let city = france()
            .commune(code)
            .map_or(code, |known| france().city_of(known).code);
        self.communes_of(code.departement())
            .iter()
            .any(|tally| tally.code == Some(code) || tally.code == Some(city))
    }

    fn unlisted_town(&self, typed: &str) -> Option<Town> {
        self.unlisted().get(&key_of(typed)).cloned()
    }

    /// The commune that only places name and whose name is a typing error or two away, if there is one alone.
    fn mistyped(&self, typed: &str) -> Option<Town> {
        let typed = key_of(typed);
        let forgiven = match typed.chars().count() {
            0..5 => return None,
            5..9 => 1,
            _ => 2,
        };
        for errors in 1..=forgiven {
            let mut near = self
                .unlisted()
                .iter()
                .filter(|(name, _)| typing_errors(&typed, name, errors).is_some());
            if let Some((_, town)) = near.next() {
                return near.next().is_none().then(|| town.clone());
            }
        }
        None
    }

    /// The communes that places name and that the official list does not know, by their words. They are looked for once:
    /// cutting every name for each question would cost more than the question.
    fn unlisted(&self) -> &HashMap<String, Town> {
        self.unlisted.get_or_init(|| {
            let mut towns = HashMap::new();
            for (departement, communes) in &self.communes {
                for tally in communes.iter() {
                    let is_listed = match tally.code {
                        Some(code) => france().commune_now(code).is_some(),
                        None => france().namesakes(&tally.name).is_some_and(|namesakes| {
                            let mut whole = namesakes.iter().filter(|one| one.spelling <= Spelling::Former);
                            whole.any(|one| one.commune.departement == *departement)
                        }),
                    };
                    if is_listed {
                        continue;
                    }
                    let town = Town {
                        name: Arc::clone(&tally.name),
                        departement: None,
                        centre: self.middle_of(|card| card.commune == tally.name),
                        locality: tally
                            .code
                            .map_or_else(|| Locality::Named(Arc::clone(&tally.name)), Locality::Commune),
                    };
                    towns.insert(key_of(&tally.name), town);
                }
            }
            towns
        })
    }

    /// The mean of the positions of the places that are chosen; none when none of them has a position.
    fn middle_of(&self, is_chosen: impl Fn(&Card) -> bool) -> Option<Point> {
        let positions: Vec<Position> = self
            .cards
            .values()
            .filter(|card| is_chosen(card))
            .filter_map(|card| card.position)
            .collect();
        let mean = |of: fn(&Position) -> f64| positions.iter().map(of).sum::<f64>() / positions.len() as f64;
        let middle = Point::new(mean(Position::latitude), mean(Position::longitude));
        (!positions.is_empty()).then_some(middle)
    }
}

/// Whether a town is so much larger than another that it is the one that is meant.
fn stands_out(one: &Commune, other: &Commune) -> bool {
    let size = |commune: &Commune| commune.population.unwrap_or(0);
    size(one) >= TOWN && size(one) >= STANDS_OUT * size(other)
}

/// One way of writing for the names that only places know: words alone count.
fn key_of(name: &str) -> String {
    let words: Vec<String> = tokens(name).into_iter().map(|token| token.folded).collect();
    words.join(" ")
}

fn taken_of(mut towns: impl Iterator<Item = Town>, is_corrected: bool) -> Named {
    match towns.next() {
        Some(taken) => Named::Town {
            taken,
            others: towns.collect(),
            is_corrected,
        },
        None => Named::UnknownName,
    }
}
