//! The sums under way, by key.

use super::sum::Sum;
use super::table::Spans;
use crate::activity::{Amount, Slot};
use crate::error::Result;
use crate::taxonomy::{Quality, Year};
use core::hash::BuildHasher;
use hashbrown::{DefaultHashBuilder, HashTable};

/// A row that is right in itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Good {
    pub(super) key: Key,
    pub(super) slot: Slot,
    pub(super) spans: Spans,
    pub(super) amount: Amount,
    pub(super) quality: Option<Quality>,
}

/// A row with a short amount, as the swift reader gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quick {
    pub(super) key: Key,
    pub(super) mantissa: i64,
    pub(super) scale: u32,
    pub(super) slot: Slot,
    pub(super) quality: Option<Quality>,
    pub(super) spans: Spans,
}

impl From<Quick> for Good {
    fn from(Quick { key, mantissa, scale, slot, quality, spans }: Quick) -> Self {
        Self { key, slot, spans, amount: Amount::Short(mantissa, scale), quality }
    }
}

/// Activity, unit and place, as the vocabulary numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    activity_and_unit: u64,
    /// One more than the place's number; 0 where the ledger has no places. The year stands in the low half once it is counted.
    place: u64,
}

impl Key {
    #[inline]
    pub(super) fn new(activity: u32, unit: u32, place: Option<u32>) -> Self {
        let place = place.map_or(0, |place| u64::from(place).wrapping_add(1));
        Self { activity_and_unit: (u64::from(activity) << 32) | u64::from(unit), place: place << 16 }
    }

    fn in_year(self, year: Year) -> Self {
        Self { place: self.place | u64::from(year.number()), ..self }
    }

    /// The same with other numbers, which keep its order: activity, unit, place, year.
    pub(super) fn with(self, activity: impl Fn(u32) -> u32, unit: impl Fn(u32) -> u32, place: impl Fn(u32) -> u32) -> Self {
        let Some((own_activity, own_unit, own_place, year)) = self.parts() else { return self };
        Self::new(activity(own_activity), unit(own_unit), own_place.map(place)).in_year(year)
    }

    /// Activity, unit, place and year again.
    pub(super) fn parts(self) -> Option<(u32, u32, Option<u32>, Year)> {
        let low = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).ok();
        let place = match (self.place >> 16).checked_sub(1) {
            Some(place) => Some(low(place)?),
            None => None,
        };
        let year = Year::new(u16::try_from(self.place & 0xffff).ok()?).ok()?;
        Some((low(self.activity_and_unit >> 32)?, low(self.activity_and_unit)?, place, year))
    }
}

/// A sum under way.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    pub(super) key: Key,
    pub(super) sum: Sum,
    pub(super) rows: u64,
    pub(super) quality: Option<Quality>,
    pub(super) spans: Spans,
}

impl Cell {
    #[inline]
    fn note(&mut self, quality: Option<Quality>, spans: Spans) {
        self.rows = self.rows.saturating_add(1);
        self.quality = self.quality.max(quality);
        self.spans.join(spans);
    }
}

/// All of them, found by key.
#[derive(Default)]
pub(super) struct Cells {
    table: HashTable<u32>,
    list: Vec<Cell>,
    hasher: DefaultHashBuilder,
}

impl Cells {
    /// Adds a row of a year; whether there was room for its key among `most`.
    pub(super) fn add(&mut self, good: &Good, year: Year, most: usize) -> Result<bool> {
        let Some(cell) = self.cell(good.key.in_year(year), most) else { return Ok(false) };
        cell.note(good.quality, good.spans);
        cell.sum.add(good.amount)?;
        Ok(true)
    }

    /// The same for a row that was read swiftly.
    #[inline]
    pub(super) fn add_quick(&mut self, quick: &Quick, year: Year, most: usize) -> Result<bool> {
        let Some(cell) = self.cell(quick.key.in_year(year), most) else { return Ok(false) };
        cell.note(quick.quality, quick.spans);
        if !cell.sum.add_short(quick.mantissa, quick.scale) {
            cell.sum.add(Amount::Short(quick.mantissa, quick.scale))?;
        }
        Ok(true)
    }

    #[inline]
    fn cell(&mut self, key: Key, most: usize) -> Option<&mut Cell> {
        let hash = self.hasher.hash_one((key.activity_and_unit, key.place));
        let known = self.table.find(hash, |at| self.list.get(wide(*at)).is_some_and(|cell| cell.key == key));
        let at = match known {
            Some(at) => wide(*at),
            None if self.list.len() < most => self.insert(key, hash),
            None => return None,
        };
        self.list.get_mut(at)
    }

    #[cold]
    fn insert(&mut self, key: Key, hash: u64) -> usize {
        let at = self.list.len();
        self.list.push(Cell { key, sum: Sum::default(), rows: 0, quality: None, spans: Spans::default() });
        let (list, hasher) = (&self.list, &self.hasher);
        // A place past 2^32 would need more memory than there is.
        self.table.insert_unique(hash, u32::try_from(at).unwrap_or(u32::MAX), |at| {
            list.get(wide(*at)).map_or(0, |cell| hasher.hash_one((cell.key.activity_and_unit, cell.key.place)))
        });
        at
    }

    /// The sums, in the order in which their keys were met.
    pub(super) fn into_cells(self) -> Vec<Cell> {
        self.list
    }
}

#[inline]
fn wide(at: u32) -> usize {
    at as usize
}
