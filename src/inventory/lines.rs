//! The open lines of the inventory, in the order of their ids.

use crate::assess::Name;
use crate::assess::{Line, LineId};
use crate::error::Result;
use crate::taxonomy::{Category, Year};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Lines by year, reference and activity, then by place, then by factor: what many of them share is compared once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lines(BTreeMap<Head, BTreeMap<Name, Spot>>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    year: Year,
    category: Category,
    activity: Name,
}

impl Head {
    fn of(id: &LineId) -> Self {
        Self { year: id.year, category: id.category, activity: id.activity.clone() }
    }
}

/// The lines of one activity in one place, by factor: a list of a few, or a tree of many. One of the two is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Spot {
    few: Vec<Line>,
    many: BTreeMap<Name, Line>,
}

/// Lines of a list: one for each gas, and some more.
const FEW: usize = 16;

impl Spot {
    fn add(&mut self, line: Line) -> Result<()> {
        if self.many.is_empty() {
            match self.few.binary_search_by(|held| held.id.factor.cmp(&line.id.factor)) {
                Ok(at) => return self.few.get_mut(at).map_or(Ok(()), |held| held.merge(&line)),
                Err(at) if self.few.len() < FEW => {
                    // Most places have one line for each gas and no more: no space is reserved for others.
                    self.few.reserve_exact(1);
                    self.few.insert(at, line);
                    return Ok(());
                }
                Err(_) => self.many.extend(self.few.drain(..).map(|held| (held.id.factor.clone(), held))),
            }
        }
        match self.many.entry(line.id.factor.clone()) {
            Entry::Occupied(mut held) => held.get_mut().merge(&line),
            Entry::Vacant(place) => {
                place.insert(line);
                Ok(())
            }
        }
    }

    fn has(&self, factor: &Name) -> bool {
        self.many.contains_key(factor) || self.few.iter().any(|held| held.id.factor == *factor)
    }

    fn iter(&self) -> impl Iterator<Item = &Line> {
        self.few.iter().chain(self.many.values())
    }
}

impl Lines {
    /// Adds lines, each to the same line if it is there.
    pub(super) fn add(&mut self, lines: impl IntoIterator<Item = Line>) -> Result<()> {
        let mut lines = lines.into_iter().peekable();
        while let Some(first) = lines.next() {
            let id = first.id.clone();
            let place_lines = self.0.entry(Head::of(&id)).or_default().entry(id.place.clone()).or_default();
            place_lines.add(first)?;
            // Lines of one amount follow one another, and many of them are in one place.
            let same_place = |line: &Line| {
                let LineId { year, category, activity, place, .. } = &*line.id;
                (*year, *category) == (id.year, id.category) && *activity == id.activity && *place == id.place
            };
            while let Some(line) = lines.next_if(same_place) {
                place_lines.add(line)?;
            }
        }
        Ok(())
    }

    /// Whether there is a line of this id.
    pub(super) fn has(&self, id: &LineId) -> bool {
        let place_lines = self.0.get(&Head::of(id)).and_then(|places| places.get(&id.place));
        place_lines.is_some_and(|place_lines| place_lines.has(&id.factor))
    }

    /// All lines.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Line> {
        self.0.values().flat_map(BTreeMap::values).flat_map(Spot::iter)
    }

    /// Those of a year.
    pub(super) fn of_year(&self, year: Year) -> impl Iterator<Item = &Line> {
        let heads = self.0.iter().filter(move |(head, _)| head.year == year);
        heads.flat_map(|(_, places)| places.values()).flat_map(Spot::iter)
    }

    /// All lines, taken out.
    pub(super) fn into_lines(self) -> impl Iterator<Item = Line> {
        let places = self.0.into_values().flat_map(BTreeMap::into_values);
        places.flat_map(|place_lines| place_lines.few.into_iter().chain(place_lines.many.into_values()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inventory::{Inventory, ReportedEmission, Settings};

    #[test]
    fn lines_stand_in_the_order_of_their_ids_however_many_are_in_one_place() {
        let year: Year = "2024".parse().unwrap();
        let mut inventory = Inventory::new(Settings::new("Town", "TH".parse().unwrap(), [year], crate::gas::GwpSet::Ar5));
        // 40 sources in one place are past the few that a list holds; they are given out of order.
        for number in (0..40).map(|at| at * 27 % 40) {
            for place in ["b", "", "a"] {
                let (ch4, amount) = ("CH4".parse().unwrap(), "1 kg".parse().unwrap());
                let mut direct = ReportedEmission::new("III.1.1".parse().unwrap(), year, ch4, amount, &format!("source {number}"));
                direct.place = place.to_owned();
                inventory.add_direct(direct.clone()).unwrap();
                assert!(inventory.add_direct(direct).is_err(), "the same statement twice");
            }
        }
        let ids: Vec<&LineId> = inventory.lines().map(|line| &*line.id).collect();
        assert_eq!(ids.len(), 120);
        assert!(ids.is_sorted_by(|a, b| a < b));
        let back: Inventory = serde_json::from_str(&serde_json::to_string(&inventory).unwrap()).unwrap();
        assert_eq!(back, inventory);
    }
}
