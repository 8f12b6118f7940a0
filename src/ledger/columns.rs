//! Amounts that a program holds in memory, summed by two columns of numbers.

use super::powers::POWERS;
use super::{Leaf, Tally};
use crate::error::{Error, Message, Result, count};
use crate::quantity::Exact;
use crate::taxonomy::Year;
use core::ops::Range;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Rows that a thread is worth starting for, and that are looked at for the digits of decimals.
const ROWS: usize = 1 << 12;

/// Decimals that are turned into integers at a time: they stay in the nearest cache.
const CHUNK: usize = 512;

/// Sums of one table.
const MOST: usize = 1 << 24;

/// Whether the place of a group past the last one is past the table too, as no place wraps.
const WIDE: bool = usize::BITS >= 64;

/// The most digits after the dot that the quick sums of decimals have.
const FINEST: u32 = 12;

mod sealed {
    pub trait SealedNumber {}
    impl SealedNumber for u8 {}
    impl SealedNumber for u16 {}
    impl SealedNumber for u32 {}
}

/// A number for a name: its place in a list. `u8`, `u16` or `u32`.
pub trait Number: Copy + Ord + Sync + sealed::SealedNumber {
    /// The place.
    fn place(self) -> usize;
}

impl Number for u8 {
    fn place(self) -> usize {
        self.into()
    }
}

impl Number for u16 {
    fn place(self) -> usize {
        self.into()
    }
}

impl Number for u32 {
    fn place(self) -> usize {
        self as usize
    }
}

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
    Decimals(&'a [Decimal]),
}

impl AmountColumn<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Scaled { mantissas, .. } => mantissas.len(),
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
            AmountColumn::Decimals(decimals) => decimals.iter().take(ROWS).map(Decimal::scale).max().unwrap_or(0).min(FINEST),
        };
        let empty = || ColumnSums { kinds, groups, scale, table: vec![0; size], rest: BTreeMap::new() };
        let rows = self.kinds.len();
        let threads = if cfg!(feature = "parallel") { threads.clamp(1, 256) } else { 1 };
        let share = rows.div_ceil(threads).max(ROWS);
        let ranges = (0..rows).step_by(share).map(|from| from..from.saturating_add(share).min(rows));
        let parts: Vec<Result<ColumnSums>> = std::thread::scope(|scope| {
            let mut ranges = ranges;
            let first = ranges.next().unwrap_or_default();
            let others: Vec<_> = ranges
                .map(|range| {
                    let work = {
                        let range = range.clone();
                        move || self.part(range, empty())
                    };
                    // Where the system gives no more threads, this one does the work.
                    (range, std::thread::Builder::new().spawn_scoped(scope, work).ok())
                })
                .collect();
            let mut parts = vec![self.part(first, empty())];
            for (range, other) in others {
                parts.push(match other.map(std::thread::ScopedJoinHandle::join) {
                    Some(part) => part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                    None => self.part(range, empty()),
                });
            }
            parts
        });
        let mut whole = empty();
        for part in parts {
            whole.join(part?)?;
        }
        Ok(whole)
    }

    /// The same as a tally, with the rows of each sum counted: `kinds` says activity, unit and year of each kind, `places` the
    /// place of each group, and `source` is the name instead of a file. A kind and group without rows has no leaf.
    pub fn tally(&self, source: &str, kinds: &[(&str, &str, Year)], places: &[&str], threads: usize) -> Result<Tally> {
        let sums = self.sums(kinds.len(), places.len(), threads)?;
        let mut rows = vec![0_u64; sums.table.len()];
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
                    let [file, activity, unit, place] = [source, activity, unit, place].map(ToOwned::to_owned);
                    let sum = sums.sum(kind, group)?;
                    tally.add(&Leaf { file, sha256: None, activity, unit, place, year: *year, rows, sum, quality: None })?;
                }
            }
        }
        Ok(tally)
    }

    /// The sums of a stretch of rows.
    fn part(&self, rows: Range<usize>, mut sums: ColumnSums) -> Result<ColumnSums> {
        let mut quick = vec![0_i64; sums.table.len()];
        let (kinds, groups) = (self.kinds.get(rows.clone()).unwrap_or_default(), self.groups.get(rows.clone()).unwrap_or_default());
        match self.amounts {
            AmountColumn::Scaled { mantissas, .. } => {
                sums.take(&mut quick, mantissas.get(rows).unwrap_or_default(), kinds, groups)?;
            }
            AmountColumn::Decimals(decimals) => {
                sums.take_decimals(&mut quick, decimals.get(rows).unwrap_or_default(), kinds, groups)?;
            }
        }
        for (sum, quick) in sums.table.iter_mut().zip(quick) {
            *sum = sum.saturating_add(quick.into());
        }
        Ok(sums)
    }
}

/// Decimals as integers with so many digits after the dot; whether all of them are short ones with just as many.
fn all_scaled(decimals: &[Decimal], scale: u32, short: &mut [i64; CHUNK]) -> bool {
    let mut odd = 0_u32;
    for (decimal, short) in decimals.iter().zip(short) {
        let parts = decimal.unpack();
        odd |= parts.hi | (parts.mid & !(u32::MAX >> 1)) | (parts.scale ^ scale);
        let size = i64::from(parts.mid) << 32 | i64::from(parts.lo);
        // All ones where it is below zero: the two's complement without a branch.
        let sign = i64::from(parts.negative).wrapping_neg();
        *short = (size ^ sign).wrapping_sub(sign);
    }
    odd == 0
}

/// A decimal as an integer with so many digits after the dot, if it is a short one.
#[inline]
fn scaled(decimal: &Decimal, scale: u32) -> Option<i64> {
    let parts = decimal.unpack();
    // With nothing in the highest word and the top bit, the others are an i64.
    if parts.hi != 0 || parts.mid > u32::MAX >> 1 {
        return None;
    }
    let size = i64::from(parts.mid) << 32 | i64::from(parts.lo);
    let mantissa = if parts.negative { size.wrapping_neg() } else { size };
    if parts.scale == scale {
        return Some(mantissa);
    }
    let lift = scale.checked_sub(parts.scale)?;
    mantissa.checked_mul(*POWERS.get(usize::try_from(lift).ok()?)?)
}

/// Exact sums by kind and group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSums {
    kinds: usize,
    groups: usize,
    /// Digits after the dot of the sums.
    scale: u32,
    /// Kind after kind, group after group. 2^63 rows fit.
    table: Vec<i128>,
    /// What those cannot hold.
    rest: BTreeMap<usize, Exact>,
}

impl ColumnSums {
    /// The same of decimals. A function of its own: next to it in one function, the loop of integers was compiled into a slower one.
    #[inline(never)]
    fn take_decimals<K: Number, G: Number>(
        &mut self,
        quick: &mut [i64],
        decimals: &[Decimal],
        kinds: &[K],
        groups: &[G],
    ) -> Result<()> {
        let mut short = [0_i64; CHUNK];
        let chunks = decimals.chunks(CHUNK).zip(kinds.chunks(CHUNK).zip(groups.chunks(CHUNK)));
        for (decimals, (kinds, groups)) in chunks {
            // A stretch of short decimals of one scale is turned into integers first: without a branch, many at a time.
            if all_scaled(decimals, self.scale, &mut short) {
                self.take(quick, &short, kinds, groups)?;
                continue;
            }
            for ((decimal, kind), group) in decimals.iter().zip(kinds).zip(groups) {
                match scaled(decimal, self.scale) {
                    Some(mantissa) => self.take(quick, &[mantissa], &[*kind], &[*group])?,
                    None => {
                        let (kind, group) = (kind.place(), group.place());
                        let place = self.place(kind, group).ok_or_else(|| self.past(kind, group))?;
                        self.add_exact(place, Exact::from(*decimal))?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds integers row by row to quick sums, which spill over where they are full.
    #[inline]
    fn take<K: Number, G: Number>(&mut self, quick: &mut [i64], mantissas: &[i64], kinds: &[K], groups: &[G]) -> Result<()> {
        let (width, height) = (self.kinds, self.groups);
        for ((mantissa, kind), group) in mantissas.iter().zip(kinds).zip(groups) {
            let (kind, group) = (kind.place(), group.place());
            let place = group.wrapping_mul(width).wrapping_add(kind);
            match quick.get_mut(place) {
                Some(held) if kind < width && (WIDE || group < height) => match held.checked_add(*mantissa) {
                    Some(sum) => *held = sum,
                    None => self.spill(place, std::mem::replace(held, *mantissa)),
                },
                _ => return Err(self.past(kind, group)),
            }
        }
        Ok(())
    }

    /// The sum of a kind in a group; 0 where there are no rows of it.
    pub fn sum(&self, kind: usize, group: usize) -> Result<Exact> {
        let place = self.place(kind, group);
        let sum = Exact::new(place.and_then(|place| self.table.get(place)).copied().unwrap_or(0), self.scale)?;
        match place.and_then(|place| self.rest.get(&place)) {
            Some(rest) => sum.checked_add(*rest),
            None => Ok(sum),
        }
    }

    /// For each group the sums times the factors of their kinds, added up: `factors` has a row for each kind, with a column for
    /// each gas.
    pub fn weigh(&self, factors: &[Vec<Exact>]) -> Result<Vec<Vec<Exact>>> {
        let gases = factors.first().map_or(0, Vec::len);
        if factors.len() != self.kinds || factors.iter().any(|row| row.len() != gases) {
            return Err(Message::FactorsOfEachKind { rows: count(factors.len()), kinds: count(self.kinds) }.into());
        }
        let mut weighed = vec![Vec::with_capacity(gases); self.groups];
        for gas in 0..gases {
            let column: Vec<Exact> = factors.iter().filter_map(|row| row.get(gas)).copied().collect();
            let scale = column.iter().map(|factor| factor.scale()).max().unwrap_or(0);
            let narrow: Option<Vec<i128>> = column.iter().map(|factor| factor.at_scale(scale)).collect();
            let scales = scale.saturating_add(self.scale);
            for (group, row) in weighed.iter_mut().enumerate() {
                let quick = narrow.as_deref().filter(|_| self.rest.is_empty()).and_then(|narrow| self.quickly(group, narrow));
                row.push(match quick {
                    Some(sum) => Exact::new(sum, scales)?,
                    None => self.slowly(group, &column)?,
                });
            }
        }
        Ok(weighed)
    }

    fn quickly(&self, group: usize, factors: &[i128]) -> Option<i128> {
        let sums = self.table.get(self.place(0, group)?..)?;
        sums.iter().zip(factors).try_fold(0_i128, |all, (sum, factor)| {
            all.checked_add(match (i64::try_from(*sum), i64::try_from(*factor)) {
                // Two of half the width fit for sure.
                (Ok(sum), Ok(factor)) => i128::from(sum).wrapping_mul(factor.into()),
                _ => sum.checked_mul(*factor)?,
            })
        })
    }

    fn slowly(&self, group: usize, factors: &[Exact]) -> Result<Exact> {
        let mut all = Exact::ZERO;
        for (kind, factor) in factors.iter().enumerate() {
            all = all.checked_add(self.sum(kind, group)?.checked_mul(*factor)?)?;
        }
        Ok(all)
    }

    #[inline]
    fn place(&self, kind: usize, group: usize) -> Option<usize> {
        // Where the table has a place at all, the product fits.
        (kind < self.kinds && group < self.groups).then(|| group.wrapping_mul(self.kinds).wrapping_add(kind))
    }

    /// The error of a row whose numbers have no place.
    #[cold]
    fn past(&self, kind: usize, group: usize) -> Error {
        let (column, number, most) = if kind >= self.kinds { ("kinds", kind, self.kinds) } else { ("groups", group, self.groups) };
        Message::NumberOutside { column: column.into(), number: count(number), count: count(most) }.into()
    }

    /// Adds a quick sum that can hold no more.
    #[cold]
    fn spill(&mut self, place: usize, held: i64) {
        if let Some(sum) = self.table.get_mut(place) {
            *sum = sum.saturating_add(held.into());
        }
    }

    #[cold]
    fn add_exact(&mut self, place: usize, number: Exact) -> Result<()> {
        let held = self.rest.entry(place).or_insert(Exact::ZERO);
        *held = held.checked_add(number)?;
        Ok(())
    }

    fn join(&mut self, other: Self) -> Result<()> {
        for (sum, more) in self.table.iter_mut().zip(other.table) {
            *sum = sum.saturating_add(more);
        }
        for (place, number) in other.rest {
            let held = self.rest.entry(place).or_insert(Exact::ZERO);
            *held = held.checked_add(number)?;
        }
        Ok(())
    }
}
