//! The sums under way, by key.
//!
//! There may be a million of them, so a sum is held in 48 bytes: all have as many digits after the dot as the finest amount so
//! far, and the few that this cannot hold are kept separately, as is the number of rows that are shared with other sums.

use super::PeriodAssignment;
use super::amount::RowAmount;
use super::powers::{POWERS, lifted};
use super::row_parts::{RowPart, RowParts};
use super::time_marks::{SumKind, TimeMarks};
use crate::error::Result;
use crate::quantity::{EnergyBasis, Exact};
use crate::taxonomy::{Quality, Year};
use core::hash::{BuildHasher, Hasher};
use hashbrown::{DefaultHashBuilder, HashMap, HashTable};

/// A row that is right in itself.
#[derive(Clone, Debug)]
pub(super) struct GoodRow {
    pub(super) key: SumKey,
    pub(super) parts: RowParts,
    pub(super) quality: Option<Quality>,
}

/// A row with a short amount, as the fast reader gives it.
#[derive(Clone, Copy, Debug)]
pub(super) struct FastRow {
    /// In its year, where it is counted.
    pub(super) key: SumKey,
    pub(super) mantissa: i64,
    pub(super) scale: u32,
    pub(super) slot: PeriodAssignment,
    pub(super) quality: Option<Quality>,
    pub(super) marks: TimeMarks,
}

impl From<FastRow> for GoodRow {
    fn from(FastRow { key, mantissa, scale, slot, quality, marks }: FastRow) -> Self {
        let amount = RowAmount::Short(mantissa, scale);
        Self { key, parts: RowParts::One(RowPart { slot, kind: SumKind::YEAR, marks, amount }), quality }
    }
}

/// Activity, unit and place, as the vocabulary numbers them, and the basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct SumKey {
    activity_and_unit: u64,
    /// From the highest bits: the basis; one more than the place's number, 0 where the ledger has no places; the year and the kind, once
    /// it is counted.
    place: u64,
}

/// Where the basis is: a place needs 33 bits, a year and a kind 16.
const BASIS: u32 = 62;
/// Where the ten bits of a year's number are, above those of the kind.
const YEAR_AT: u32 = 4;
/// The bit of a fiscal year, above its number: years are in the order of [`Year`].
const FISCAL_BIT: u64 = 1 << 14;

impl SumKey {
    #[inline]
    pub(super) fn new(activity: u32, unit: u32, basis: Option<EnergyBasis>, place: Option<u32>) -> Self {
        let place = place.map_or(0, |place| u64::from(place).wrapping_add(1));
        let basis: u64 = match basis {
            None => 0,
            Some(EnergyBasis::Net) => 1,
            Some(EnergyBasis::Gross) => 2,
        };
        Self { activity_and_unit: (u64::from(activity) << 32) | u64::from(unit), place: (basis << BASIS) | (place << 16) }
    }

    /// The key in a year; it may be in it already.
    #[inline]
    pub(super) fn in_year(self, year: Year) -> Self {
        let number = u64::from(year.number().wrapping_sub(Year::FIRST.number()));
        let fiscal = if year.is_fiscal() { FISCAL_BIT } else { 0 };
        Self { place: self.place | (number << YEAR_AT) | fiscal, ..self }
    }

    fn of_kind(self, kind: SumKind) -> Self {
        Self { place: self.place | u64::from(kind.number()), ..self }
    }

    /// The same with other numbers, which keep its order: activity, unit, basis, place, year, kind.
    pub(super) fn with(self, activity: impl Fn(u32) -> u32, unit: impl Fn(u32) -> u32, place: impl Fn(u32) -> u32) -> Self {
        let (own_activity, own_unit, own_place) = self.numbers();
        let key = Self::new(activity(own_activity), unit(own_unit), self.basis(), own_place.map(place));
        Self { place: key.place | (self.place & 0xffff), ..key }
    }

    /// Activity, unit and place again.
    pub(super) fn numbers(self) -> (u32, u32, Option<u32>) {
        let low = |bits: u64| u32::try_from(bits & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        let place = ((self.place & !(u64::MAX << BASIS)) >> 16).checked_sub(1).map(low);
        (low(self.activity_and_unit >> 32), low(self.activity_and_unit), place)
    }

    /// The basis again.
    pub(super) fn basis(self) -> Option<EnergyBasis> {
        match self.place >> BASIS {
            0 => None,
            1 => Some(EnergyBasis::Net),
            _ => Some(EnergyBasis::Gross),
        }
    }

    /// The year again.
    pub(super) fn year(self) -> Year {
        let number = u16::try_from((self.place >> YEAR_AT) & 0x3ff).unwrap_or_default().saturating_add(Year::FIRST.number());
        // It was a year when it was put in.
        let year = Year::new(number).unwrap_or(Year::FIRST);
        if self.place & FISCAL_BIT == 0 { year } else { year.fiscal() }
    }

    /// The kind again.
    pub(super) fn kind(self) -> SumKind {
        SumKind::of_number(u8::try_from(self.place & 0xf).unwrap_or_default())
    }
}

/// A sum under way.
#[derive(Clone, Copy, Debug)]
pub(super) struct SumCell {
    pub(super) key: SumKey,
    /// The sum without its dot.
    pub(super) narrow: i128,
    pub(super) rows: u64,
    pub(super) quality: Option<Quality>,
    pub(super) marks: TimeMarks,
}

impl SumCell {
    #[inline]
    fn note(&mut self, quality: Option<Quality>, marks: TimeMarks) {
        self.rows = self.rows.saturating_add(1);
        self.quality = Quality::worst(self.quality, quality);
        self.marks.join(marks);
    }

    /// Counts the rows of another cell as well.
    pub(super) fn join(&mut self, other: &Self) {
        self.rows = self.rows.saturating_add(other.rows);
        self.quality = Quality::worst(self.quality, other.quality);
        self.marks.join(other.marks);
    }
}

/// Sums by key, in any order.
#[derive(Clone, Debug, Default)]
pub(super) struct SumList {
    pub(super) list: Vec<SumCell>,
    /// Digits after the dot of every narrow sum.
    pub(super) scale: u32,
    /// What narrow sums cannot hold, to be added to them.
    pub(super) long: HashMap<SumKey, Exact>,
    /// How many rows of a sum other sums have a part of too.
    pub(super) shared: HashMap<SumKey, u64>,
}

impl SumList {
    /// Adds to the sums that are kept separately.
    #[cold]
    pub(super) fn add_long(&mut self, key: SumKey, number: Exact) -> Result<()> {
        let held = self.long.entry(key).or_insert(Exact::ZERO);
        *held = held.checked_add(number)?;
        Ok(())
    }

    /// Counts rows that other sums have a part of too.
    #[cold]
    pub(super) fn add_shared(&mut self, key: SumKey, rows: u64) {
        let held = self.shared.entry(key).or_insert(0);
        *held = held.saturating_add(rows);
    }

    /// Gives every narrow sum more digits after the dot.
    #[cold]
    fn raise(&mut self, scale: u32) -> Result<()> {
        let from = std::mem::replace(&mut self.scale, scale);
        let Some(power) = scale.checked_sub(from).and_then(|lift| POWERS.get(usize::try_from(lift).ok()?)) else { return Ok(()) };
        for cell in &mut self.list {
            match cell.narrow.checked_mul(i128::from(*power)) {
                Some(raised) => cell.narrow = raised,
                None => {
                    let held = self.long.entry(cell.key).or_insert(Exact::ZERO);
                    *held = held.checked_add(Exact::new(std::mem::take(&mut cell.narrow), from)?)?;
                }
            }
        }
        Ok(())
    }
}

/// All of them, found by key.
#[derive(Default)]
pub(super) struct SumCells {
    table: HashTable<u32>,
    sums: SumList,
    hasher: DefaultHashBuilder,
}

impl SumCells {
    /// Adds a part of a row in its year, and gives the place of the sum, if there was room for its key among `most`.
    pub(super) fn add(
        &mut self,
        key: SumKey,
        part: &RowPart,
        quality: Option<Quality>,
        year: Year,
        most: usize,
    ) -> Result<Option<usize>> {
        let RowPart { slot, kind, marks, amount } = *part;
        let key = key.of_kind(kind);
        match amount {
            RowAmount::Short(mantissa, scale) => {
                self.add_fast(&FastRow { key: key.in_year(year), mantissa, scale, slot, quality, marks }, most, NOWHERE)
            }
            RowAmount::Long(number) => {
                let key = key.in_year(year);
                let Some(at) = self.place(key, most) else { return Ok(None) };
                if let Some(cell) = self.sums.list.get_mut(at) {
                    cell.note(quality, marks);
                }
                self.sums.add_long(key, number)?;
                Ok(Some(at))
            }
        }
    }

    /// Notes that other sums have a part of a row too.
    pub(super) fn note_shared(&mut self, key: SumKey, part: &RowPart, year: Year) {
        self.sums.add_shared(key.of_kind(part.kind).in_year(year), 1);
    }

    /// Where the sum of a row most likely is. Nothing is compared, so that many rows' places are looked for at once.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn likely(&self, row: &FastRow) -> u32 {
        self.table.find(hash(&self.hasher, row.key), |_| true).copied().unwrap_or(NOWHERE)
    }

    /// The same for a row that was read by the fast reader; its sum is looked for at the `likely` place first.
    #[inline]
    pub(super) fn add_fast(&mut self, row: &FastRow, most: usize, likely: u32) -> Result<Option<usize>> {
        let key = row.key;
        if row.scale > self.sums.scale {
            self.sums.raise(row.scale)?;
        }
        let more = lifted(row.mantissa, self.sums.scale.wrapping_sub(row.scale));
        let at = match self.sums.list.get(wide(likely)) {
            Some(cell) if cell.key == key => wide(likely),
            _ => match self.place(key, most) {
                Some(at) => at,
                None => return Ok(None),
            },
        };
        let Some(cell) = self.sums.list.get_mut(at) else { return Ok(None) };
        cell.note(row.quality, row.marks);
        match more.and_then(|more| cell.narrow.checked_add(more)) {
            Some(sum) => cell.narrow = sum,
            None => self.sums.add_long(key, Exact::new(row.mantissa.into(), row.scale)?)?,
        }
        Ok(Some(at))
    }

    fn cell(&mut self, key: SumKey, most: usize) -> Option<&mut SumCell> {
        let at = self.place(key, most)?;
        self.sums.list.get_mut(at)
    }

    fn place(&mut self, key: SumKey, most: usize) -> Option<usize> {
        let hash = hash(&self.hasher, key);
        let list = &self.sums.list;
        match self.table.find(hash, |at| list.get(wide(*at)).is_some_and(|cell| cell.key == key)) {
            Some(at) => Some(wide(*at)),
            None if list.len() < most => Some(self.insert(key, hash)),
            None => None,
        }
    }

    #[cold]
    fn insert(&mut self, key: SumKey, hash: u64) -> usize {
        let at = self.sums.list.len();
        // The best grade: whatever its rows state is the worst of it and theirs.
        self.sums.list.push(SumCell { key, narrow: 0, rows: 0, quality: Some(Quality::H), marks: TimeMarks::default() });
        let (list, hasher) = (&self.sums.list, &self.hasher);
        // A place past 2^32 would need more memory than there is.
        self.table.insert_unique(hash, u32::try_from(at).unwrap_or(u32::MAX), |at| {
            list.get(wide(*at)).map_or(0, |cell| self::hash(hasher, cell.key))
        });
        at
    }

    /// Adds the sums of another thread.
    pub(super) fn join(&mut self, other: Self) -> Result<()> {
        let SumList { list, scale, long, shared } = other.sums;
        if scale > self.sums.scale {
            self.sums.raise(scale)?;
        }
        let lift = self.sums.scale.wrapping_sub(scale);
        let power = POWERS.get(usize::try_from(lift).unwrap_or(usize::MAX)).copied().map_or(i128::MAX, i128::from);
        for theirs in list {
            let Some(cell) = self.cell(theirs.key, usize::MAX) else { continue };
            cell.join(&theirs);
            match theirs.narrow.checked_mul(power).and_then(|more| cell.narrow.checked_add(more)) {
                Some(sum) => cell.narrow = sum,
                None => self.sums.add_long(theirs.key, Exact::new(theirs.narrow, scale)?)?,
            }
        }
        shared.into_iter().for_each(|(key, rows)| self.sums.add_shared(key, rows));
        long.into_iter().try_for_each(|(key, number)| self.sums.add_long(key, number))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.sums.list.len()
    }

    /// Their keys, by their places.
    pub(super) fn keys(&self) -> impl Iterator<Item = SumKey> {
        self.sums.list.iter().map(|cell| cell.key)
    }

    /// How many rows the sum of a place has.
    #[inline]
    pub(super) fn rows(&self, at: usize) -> u64 {
        self.sums.list.get(at).map_or(0, |cell| cell.rows)
    }

    /// The sums, in the order in which their keys were met.
    pub(super) fn into_sums(self) -> SumList {
        self.sums
    }
}

/// As `hash_one`, which is a call for each row where it is compiled in another unit.
#[inline]
fn hash(hasher: &DefaultHashBuilder, key: SumKey) -> u64 {
    let mut state = hasher.build_hasher();
    state.write_u64(key.activity_and_unit);
    state.write_u64(key.place);
    state.finish()
}

/// A place that no sum has.
const NOWHERE: u32 = u32::MAX;

/// A number as a place in a list.
#[inline]
pub(super) fn wide(at: u32) -> usize {
    at as usize
}
