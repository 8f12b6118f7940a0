//! What activities have: where stretches of time belong, and which units there are.

use super::words::WRONG;
use crate::ledger::PeriodAssignment;
use crate::quantity::EnergyBasis;

/// Places of a table; what finds none is asked for again, of the slower reader.
const MOST: usize = 1 << 21;

/// A row for each activity, a column for each stretch or unit. 0 is what is not known.
#[derive(Debug, Default)]
pub(super) struct ByActivity<T> {
    table: Vec<T>,
    /// Columns of a row.
    width: usize,
}

impl<T: Copy + Default> ByActivity<T> {
    /// What is at a place, or 0.
    #[inline]
    pub(super) fn get(&self, row: u32, column: u32) -> T {
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else { return T::default() };
        if column >= self.width {
            return T::default();
        }
        // What wraps has no place in the table either.
        self.table.get(row.wrapping_mul(self.width).wrapping_add(column)).copied().unwrap_or_default()
    }

    /// Puts something at a place, if there is room for it.
    pub(super) fn put(&mut self, row: u32, column: u32, value: T) {
        let (Ok(row), Ok(column)) = (usize::try_from(row), usize::try_from(column)) else { return };
        // A quarter more at a time, so that rows stay narrow and are seldom laid out anew.
        let wider = self.width.saturating_add(self.width >> 2).max(column.saturating_add(1));
        let width = if column < self.width { self.width } else { wider.checked_next_multiple_of(4).unwrap_or(wider) };
        let rows = self.table.len().checked_div(self.width).unwrap_or(0).max(row.saturating_add(1));
        let size = rows.saturating_mul(width);
        if size > MOST {
            return;
        }
        if width > self.width {
            let mut wider = vec![T::default(); size];
            for (to, from) in wider.chunks_mut(width).zip(self.table.chunks(self.width.max(1))) {
                for (to, from) in to.iter_mut().zip(from) {
                    *to = *from;
                }
            }
            (self.table, self.width) = (wider, width);
        } else if size > self.table.len() {
            self.table.resize(size, T::default());
        }
        if let Some(place) = row.checked_mul(width).and_then(|row| self.table.get_mut(row.checked_add(column)?)) {
            *place = value;
        }
    }
}

/// Where a stretch belongs.
#[derive(Clone, Copy, Debug)]
pub(super) enum PeriodPlace {
    To(PeriodAssignment),
    /// The activity has no such period.
    Nowhere,
}

/// Where the stretches of time belong, by activity.
#[derive(Debug, Default)]
pub(super) struct PeriodSlots {
    /// 0: not known; 1: the activity has no such period; from 2 on: a place in the list.
    grid: ByActivity<u8>,
    list: Vec<PeriodAssignment>,
}

impl PeriodSlots {
    /// Where a stretch belongs, if that is known.
    #[inline]
    pub(super) fn find(&self, activity: u32, stretch: u32) -> Option<PeriodPlace> {
        match usize::from(self.grid.get(activity, stretch)).checked_sub(1)? {
            0 => Some(PeriodPlace::Nowhere),
            listed => Some(PeriodPlace::To(*self.list.get(listed.wrapping_sub(1))?)),
        }
    }

    pub(super) fn learn(&mut self, activity: u32, stretch: u32, slot: Option<PeriodAssignment>) {
        let value = match slot {
            None => 1,
            Some(slot) => self.listed(slot).saturating_add(2),
        };
        // What is past 255 is left to the slower reader; there are few years.
        if let Ok(value) = u8::try_from(value) {
            self.grid.put(activity, stretch, value);
        }
    }

    fn listed(&mut self, slot: PeriodAssignment) -> usize {
        self.list.iter().position(|held| *held == slot).unwrap_or_else(|| {
            self.list.push(slot);
            self.list.len().wrapping_sub(1)
        })
    }
}

/// The numbers of units, by activity and unit word.
#[derive(Debug, Default)]
pub(super) struct UnitNumbers {
    /// 0: not known; 1: not a unit of the activity; else two more than its number.
    grid: ByActivity<u32>,
}

impl UnitNumbers {
    /// What is known: the number, or that the word is [`WRONG`].
    #[inline]
    pub(super) fn find(&self, activity: u32, word: u32) -> Option<u32> {
        let held = self.grid.get(activity, word).checked_sub(1)?;
        Some(held.checked_sub(1).unwrap_or(WRONG))
    }

    pub(super) fn learn(&mut self, activity: u32, word: u32, unit: Option<u32>) {
        let value = match unit {
            None => Some(1),
            Some(unit) => unit.checked_add(2),
        };
        if let Some(value) = value {
            self.grid.put(activity, word, value);
        }
    }
}

/// The bases that units have, by activity and unit word.
#[derive(Debug, Default)]
pub(super) struct KnownBases {
    /// 1 for net, 2 for gross, 3 for both.
    grid: ByActivity<u8>,
}

impl KnownBases {
    /// The basis, where it is known that the unit has it.
    #[inline]
    pub(super) fn find(&self, activity: u32, word: u32, basis: EnergyBasis) -> Option<EnergyBasis> {
        (self.grid.get(activity, word) & Self::bit(basis) != 0).then_some(basis)
    }

    pub(super) fn learn(&mut self, activity: u32, word: u32, basis: EnergyBasis) {
        self.grid.put(activity, word, self.grid.get(activity, word) | Self::bit(basis));
    }

    fn bit(basis: EnergyBasis) -> u8 {
        match basis {
            EnergyBasis::Net => 1,
            EnergyBasis::Gross => 2,
        }
    }
}
