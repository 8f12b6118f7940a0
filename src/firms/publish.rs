//! What may be published of many firms: a table from which no figure of fewer than five firms can be computed.
//!
//! The firms of a year are cut into **blocks**. A block is a cell that is printed, or several cells that are withheld and printed as one
//! sum. Every figure of a table is the sum of whole blocks: no row, column or total cuts through one. So whoever adds and subtracts
//! printed figures gets sums of whole blocks and nothing else; and in every block each kind of figure is of five firms at least, or of
//! none. A second table of the same firms by another key would cut through blocks, so a group is used up by the first.
//!
//! A kind of figure is: the firms, their electricity (and scope 2, which is a multiple of it), their scope 1. A cell of nine firms of
//! which one burns fuel is withheld too, because its scope 1 is that of one firm.

use super::footprint::{FirmCo2e, kilowatt_hours as in_kilowatt_hours};
use super::group::{CellSums, CommonNote, FirmGroup, FirmKey};
use crate::error::Result;
use crate::gas::GwpSet;
use crate::quantity::Energy;
use crate::taxonomy::Year;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// A cell of fewer firms is withheld.
pub const FEWEST_FIRMS: u64 = 5;

/// What is published of a group. It cannot be made in another way, nor read back.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedTable {
    /// What the groups of a year are.
    pub first: FirmKey,
    /// What the cells of a group are; none where a group is not divided.
    pub second: Option<FirmKey>,
    /// The weights of gases.
    pub gwp: GwpSet,
    /// Each year, ascending.
    pub years: Vec<PublishedYear>,
    /// The remark that every firm has, if they are enough.
    pub note: Option<String>,
}

/// A year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedYear {
    /// The year.
    pub year: Year,
    /// All firms; none where they are too few.
    pub total: Option<FirmTotals>,
    /// The groups.
    pub groups: Vec<PublishedGroup>,
    /// The groups that are withheld, together; none where none is, or where all are too few.
    pub withheld: Option<FirmTotals>,
}

/// A group of a year.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedGroup {
    /// The sector or place; empty where firms state none.
    pub name: String,
    /// Its firms; none where they are withheld.
    pub totals: Option<FirmTotals>,
    /// Its cells; none where the table has one key.
    pub cells: Vec<PublishedCell>,
    /// Its cells that are withheld, together; none where none is, or where the group itself is.
    pub withheld: Option<FirmTotals>,
}

/// A cell of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PublishedCell {
    /// The sector or place; empty where firms state none.
    pub name: String,
    /// Its firms; none where they are withheld.
    pub totals: Option<FirmTotals>,
}

/// Sums of five firms or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmTotals {
    /// How many firms.
    pub firms: u64,
    /// Scope 1 and 2.
    #[serde(rename = "co2e_kg")]
    pub co2e: FirmCo2e,
    /// Electricity and what it emits; none where no firm states any.
    pub electricity: Option<FirmElectricity>,
    /// Direct emissions; none where no firm states any.
    pub direct: Option<FirmDirect>,
}

/// Electricity of firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmElectricity {
    /// How many of the firms use any.
    pub firms: u64,
    /// How much. It may be compared with that of a city, and is never added to it.
    #[serde(rename = "kwh", serialize_with = "kilowatt_hours")]
    pub used: Energy,
    /// What it emits, by the grid's average.
    #[serde(rename = "scope2_kg")]
    pub scope2: FirmCo2e,
}

/// Direct emissions of firms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FirmDirect {
    /// How many of the firms burn or leak any.
    pub firms: u64,
    /// What these emit.
    #[serde(rename = "scope1_kg")]
    pub scope1: FirmCo2e,
}

fn kilowatt_hours<S: Serializer>(energy: &Energy, serializer: S) -> core::result::Result<S::Ok, S::Error> {
    let in_kwh = in_kilowatt_hours(*energy).map_err(serde::ser::Error::custom)?;
    serializer.collect_str(&in_kwh)
}

impl CellSums {
    /// Whether each kind of figure is of enough firms, or of none: the one rule of this file.
    fn is_safe(&self) -> bool {
        let enough = |firms: u64| firms == 0 || firms >= FEWEST_FIRMS;
        self.firms >= FEWEST_FIRMS && enough(self.buyers) && enough(self.burners)
    }

    /// What is printed of a block, or of whole blocks together.
    fn totals(&self) -> Result<FirmTotals> {
        let Self { firms, buyers, electricity, scope2, burners, scope1 } = *self;
        Ok(FirmTotals {
            firms,
            co2e: scope1.checked_add(scope2)?,
            electricity: (buyers > 0).then_some(FirmElectricity { firms: buyers, used: electricity, scope2 }),
            direct: (burners > 0).then_some(FirmDirect { firms: burners, scope1 }),
        })
    }
}

/// Parts of a whole, some of them withheld.
struct Withholding<'a> {
    parts: Vec<(&'a str, CellSums, bool)>,
    /// The withheld parts together.
    pool: CellSums,
    whole: CellSums,
}

impl<'a> Withholding<'a> {
    /// Withholds the parts that are too small, and then the smallest of the others until the withheld ones together are large enough.
    /// Where even all of them are not, the whole is too small.
    fn of(parts: impl Iterator<Item = (&'a str, CellSums)>) -> Result<Self> {
        let parts: Vec<_> = parts.map(|(name, sums)| (name, sums, !sums.is_safe())).collect();
        let (mut pool, mut whole) = (CellSums::NONE, CellSums::NONE);
        for (_, sums, withheld) in &parts {
            whole = whole.plus(*sums)?;
            if *withheld {
                pool = pool.plus(*sums)?;
            }
        }
        let mut cut = Self { parts, pool, whole };
        while cut.pool.firms > 0 && !cut.pool.is_safe() {
            let kept = cut.parts.iter_mut().filter(|(.., withheld)| !*withheld);
            let Some((_, sums, withheld)) = kept.min_by_key(|(_, sums, _)| sums.firms) else { break };
            *withheld = true;
            cut.pool = cut.pool.plus(*sums)?;
        }
        Ok(cut)
    }

    fn withheld(&self) -> Result<Option<FirmTotals>> {
        if self.pool.is_safe() { self.pool.totals().map(Some) } else { Ok(None) }
    }
}

impl FirmGroup {
    /// The table that may be published; the group is gone.
    pub fn publish(self) -> Result<PublishedTable> {
        let (first, second) = self.keys();
        let years = self.years.iter().map(|(year, groups)| published(*year, groups, second.is_some()));
        let years: Vec<PublishedYear> = years.collect::<Result<_>>()?;
        let note = match &self.note {
            CommonNote::All(note) if years.iter().all(|year| year.total.is_some()) => Some(note.clone()),
            _ => None,
        };
        Ok(PublishedTable { first, second, gwp: self.gwp(), years, note })
    }
}

fn published(year: Year, groups: &BTreeMap<String, BTreeMap<String, CellSums>>, divided: bool) -> Result<PublishedYear> {
    let inner = groups.iter().map(|(name, cells)| {
        let cut = Withholding::of(cells.iter().map(|(cell, sums)| (cell.as_str(), *sums)))?;
        Ok((name.as_str(), cut))
    });
    let inner: Vec<(&str, Withholding<'_>)> = inner.collect::<Result<_>>()?;
    let outer = Withholding::of(inner.iter().map(|(name, cut)| (*name, cut.whole)))?;
    let mut published = Vec::with_capacity(inner.len());
    for ((name, cut), (_, sums, withheld)) in inner.iter().zip(&outer.parts) {
        let cells = cut.parts.iter().filter(|_| divided).map(|(cell, sums, of_group)| {
            let totals = if *withheld || *of_group { None } else { Some(sums.totals()?) };
            Ok(PublishedCell { name: (*cell).to_owned(), totals })
        });
        published.push(PublishedGroup {
            name: (*name).to_owned(),
            cells: cells.collect::<Result<_>>()?,
            totals: if *withheld { None } else { Some(sums.totals()?) },
            withheld: if *withheld || !divided { None } else { cut.withheld()? },
        });
    }
    let total = if outer.whole.is_safe() { Some(outer.whole.totals()?) } else { None };
    Ok(PublishedYear { year, total, groups: published, withheld: outer.withheld()? })
}
