//! Exact sums in a table of kinds and groups.

use crate::error::{Error, Message, Result, count};
use crate::quantity::Exact;
use std::collections::BTreeMap;

/// Whether the place of a group past the last one is past the table too, as no place wraps.
const WIDE: bool = usize::BITS >= 64;

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
    /// Sums of no rows: `size` of them, `kinds` times `groups`.
    pub(super) fn new(kinds: usize, groups: usize, scale: u32, size: usize) -> Self {
        Self { kinds, groups, scale, table: vec![0; size], rest: BTreeMap::new() }
    }

    /// Digits after the dot of the sums.
    #[cfg(feature = "decimal")]
    pub(super) fn scale(&self) -> u32 {
        self.scale
    }

    /// How many sums there are.
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    /// Adds what `take` puts into quick sums.
    pub(super) fn add(&mut self, take: impl FnOnce(&mut Self, &mut [i64]) -> Result<()>) -> Result<()> {
        let mut quick = vec![0_i64; self.table.len()];
        take(self, &mut quick)?;
        for (sum, quick) in self.table.iter_mut().zip(quick) {
            *sum = sum.saturating_add(quick.into());
        }
        Ok(())
    }

    /// Adds integers row by row to quick sums, which spill over where they are full.
    #[inline]
    pub(super) fn take<K: Number, G: Number>(
        &mut self,
        quick: &mut [i64],
        mantissas: &[i64],
        kinds: &[K],
        groups: &[G],
    ) -> Result<()> {
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
    pub(super) fn place(&self, kind: usize, group: usize) -> Option<usize> {
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

    /// Adds a number that has no place in the quick sums.
    #[cfg(feature = "decimal")]
    #[cold]
    pub(super) fn take_exact<K: Number, G: Number>(&mut self, kind: K, group: G, number: Exact) -> Result<()> {
        let (kind, group) = (kind.place(), group.place());
        let place = self.place(kind, group).ok_or_else(|| self.past(kind, group))?;
        let held = self.rest.entry(place).or_insert(Exact::ZERO);
        *held = held.checked_add(number)?;
        Ok(())
    }

    pub(super) fn join(&mut self, other: Self) -> Result<()> {
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
