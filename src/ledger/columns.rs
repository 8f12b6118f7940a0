//! Amounts that a program holds in memory, summed by two columns of numbers.

use super::column_sums::{ColumnSums, Number};
#[cfg(feature = "decimal")]
use super::decimals;
use super::{Leaf, Tally, on_threads};
use crate::error::{Message, Result, count};
use crate::taxonomy::Year;
use core::ops::Range;
#[cfg(feature = "decimal")]
use rust_decimal::Decimal;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Rows that a thread is worth starting for.
const ROWS: usize = 1 << 12;

/// Sums of one table.
const MOST: usize = 1 << 24;

/// A column of amounts.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum AmountColumn<'a> {
    /// Integers, all with as many digits after the dot.
    Scaled {
        /// The integers without their dot.
        mantissas: &'a [i64],
        /// The digits after the dot.
        scale: u32,
    },
    /// Decimals, each with its own digits after the dot.
    #[cfg(feature = "decimal")]
    Decimals(&'a [Decimal]),
}

impl AmountColumn<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Scaled { mantissas, .. } => mantissas.len(),
            #[cfg(feature = "decimal")]
            Self::Decimals(decimals) => decimals.len(),
        }
    }
}

/// Rows as parallel columns: an amount, the number of its kind (an activity, unit and year, say), and of its group (a place).
///
/// ```
/// use citycarbon::ledger::{AmountColumn, Columns};
/// let amounts = AmountColumn::Scaled { mantissas: &[1250, 300, 5], scale: 2 };
/// let columns = Columns::new(amounts, &[0_u16, 1, 0], &[1_u8, 0, 1])?;
/// let sums = columns.sums(2, 2, 1)?;
/// assert_eq!(sums.sum(0, 1)?.to_string(), "12.55");
/// // Kilograms of a gas for each kind, and of all kinds by group.
/// let masses = sums.weigh(&[vec!["2".parse()?], vec!["0.5".parse()?]])?;
/// assert_eq!(masses[1][0].to_string(), "25.1");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Columns<'a, K, G> {
    amounts: AmountColumn<'a>,
    kinds: &'a [K],
    groups: &'a [G],
}

impl<'a, K: Number, G: Number> Columns<'a, K, G> {
    /// Columns of one length.
    pub fn new(amounts: AmountColumn<'a>, kinds: &'a [K], groups: &'a [G]) -> Result<Self> {
        if amounts.len() == kinds.len() && kinds.len() == groups.len() {
            return Ok(Self { amounts, kinds, groups });
        }
        let (amounts, kinds, groups) = (count(amounts.len()), count(kinds.len()), count(groups.len()));
        Err(Message::ColumnsOfOneLength { amounts, kinds, groups }.into())
    }

    /// The exact sums by kind and group, on so many threads; the result does not depend on how many. A number past `kinds` or
    /// `groups` is an error.
    pub fn sums(&self, kinds: usize, groups: usize, threads: usize) -> Result<ColumnSums> {
        let size = kinds.checked_mul(groups).filter(|size| *size <= MOST);
        let Some(size) = size else {
            return Err(Message::TooManySums { limit: count(MOST) }.into());
        };
        let scale = match self.amounts {
            AmountColumn::Scaled { scale, .. } => scale,
            #[cfg(feature = "decimal")]
            AmountColumn::Decimals(decimals) => decimals::scale_of(decimals),
        };
        let rows = self.kinds.len();
        let threads = threads.clamp(1, 256);
        let share = rows.div_ceil(threads).max(ROWS);
        // Each thread takes the next share until there is none, so those that the system gives do all the work.
        let next = AtomicUsize::new(0);
        let parts = on_threads(rows.div_ceil(share).clamp(1, threads), || {
            let mut sums = ColumnSums::new(kinds, groups, scale, size);
            loop {
                let from = next.fetch_add(1, Ordering::Relaxed).saturating_mul(share);
                if from >= rows {
                    return Ok(sums);
                }
                self.part(from..from.saturating_add(share).min(rows), &mut sums).map_err(|error| (from, error))?;
            }
        });
        // The first bad row is the first in the column, whichever thread met it.
        if let Some((_, error)) = parts.iter().filter_map(|part| part.as_ref().err()).min_by_key(|(from, _)| *from) {
            return Err(error.clone());
        }
        let mut whole = ColumnSums::new(kinds, groups, scale, size);
        for part in parts.into_iter().flatten() {
            whole.join(part)?;
        }
        Ok(whole)
    }

    /// The same as a tally, with the rows of each sum counted: `kinds` says activity, unit and year of each kind, `places` the
    /// place of each group, and `source` is the name instead of a file. A kind and group without rows has no leaf.
    pub fn tally(&self, source: &str, kinds: &[(&str, &str, Year)], places: &[&str], threads: usize) -> Result<Tally> {
        let sums = self.sums(kinds.len(), places.len(), threads)?;
        let mut rows = vec![0_u64; sums.len()];
        for (kind, group) in self.kinds.iter().zip(self.groups) {
            if let Some(rows) = sums.place(kind.place(), group.place()).and_then(|place| rows.get_mut(place)) {
                *rows = rows.saturating_add(1);
            }
        }
        let mut tally = Tally::default();
        for (group, place) in places.iter().enumerate() {
            for (kind, (activity, unit, year)) in kinds.iter().enumerate() {
                let rows = sums.place(kind, group).and_then(|place| rows.get(place)).copied().unwrap_or(0);
                if rows > 0 {
                    let leaf = Leaf::new(activity, *year, rows, sums.sum(kind, group)?, unit);
                    tally.add(&leaf.with_file((*source).to_owned()).with_place((*place).to_owned()))?;
                }
            }
        }
        Ok(tally)
    }

    /// Adds a stretch of rows.
    fn part(&self, rows: Range<usize>, sums: &mut ColumnSums) -> Result<()> {
        let (kinds, groups) = (self.kinds.get(rows.clone()).unwrap_or_default(), self.groups.get(rows.clone()).unwrap_or_default());
        sums.add(|sums, quick| match self.amounts {
            AmountColumn::Scaled { mantissas, .. } => sums.take(quick, mantissas.get(rows).unwrap_or_default(), kinds, groups),
            #[cfg(feature = "decimal")]
            AmountColumn::Decimals(decimals) => sums.take_decimals(quick, decimals.get(rows).unwrap_or_default(), kinds, groups),
        })
    }
}
