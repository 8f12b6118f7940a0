//! Many firms added up: sums and counts by key, of which only a safe table can be published.

use super::footprint::{FirmCo2e, FirmFootprint};
use crate::error::{Message, Result};
use crate::gas::GwpSet;
use crate::quantity::{Energy, Quantity};
use crate::records::sha256;
use crate::taxonomy::{Scope, Year};
use hashbrown::HashSet;
use std::collections::BTreeMap;

messages! {
    /// What firms are added up by. Years are always apart.
    #[derive(Copy, PartialOrd, Ord, Hash)]
    pub enum FirmKey in "firm-key";

    /// What they do.
    Sector
    /// Their district.
    Place
}

impl FirmKey {
    /// Its name, as options spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sector => "sector",
            Self::Place => "place",
        }
    }

    fn of(self, footprint: &FirmFootprint) -> String {
        match self {
            Self::Sector => footprint.firm().sector.name().to_owned(),
            Self::Place => footprint.firm().place.clone(),
        }
    }
}

/// Firms added up by one or two keys, year by year. It holds sums and counts, and of each firm a hash of its name, so that none is
/// counted twice. The only way out is [`publish`](Self::publish), which uses it up: one group gives one table.
#[derive(Debug)]
pub struct FirmGroup {
    keys: (FirmKey, Option<FirmKey>),
    gwp: GwpSet,
    pub(super) years: BTreeMap<Year, BTreeMap<String, BTreeMap<String, CellSums>>>,
    seen: HashSet<String>,
    pub(super) note: CommonNote,
}

/// The remark that every firm of a group has, such as that the list is invented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CommonNote {
    /// There is no firm.
    Nobody,
    /// All have it.
    All(String),
    /// Not all have the same.
    Various,
}

impl CommonNote {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Nobody, note) | (note, Self::Nobody) => note,
            (Self::All(one), Self::All(other)) if one == other => Self::All(one),
            _ => Self::Various,
        }
    }
}

/// The sums of a cell. What not all firms state has a count of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CellSums {
    pub(super) firms: u64,
    /// Firms that state electricity, with its sum and what it emits.
    pub(super) buyers: u64,
    pub(super) electricity: Energy,
    pub(super) scope2: FirmCo2e,
    /// Firms that burn fuels or leak refrigerants, and what these emit.
    pub(super) burners: u64,
    pub(super) scope1: FirmCo2e,
}

impl CellSums {
    pub(super) const NONE: Self =
        Self { firms: 0, buyers: 0, electricity: Energy::ZERO, scope2: FirmCo2e::ZERO, burners: 0, scope1: FirmCo2e::ZERO };

    fn of(footprint: &FirmFootprint) -> Result<Self> {
        let (electricity, scope1) = (footprint.electricity()?, footprint.scope(Scope::One)?);
        Ok(Self {
            firms: 1,
            // A firm that states zero gives the others no cover.
            buyers: electricity.is_some_and(|used| used > Energy::ZERO).into(),
            electricity: electricity.unwrap_or(Energy::ZERO),
            scope2: footprint.scope(Scope::Two)?.unwrap_or(FirmCo2e::ZERO),
            burners: scope1.is_some_and(|emitted| emitted != FirmCo2e::ZERO).into(),
            scope1: scope1.unwrap_or(FirmCo2e::ZERO),
        })
    }

    pub(super) fn plus(self, other: Self) -> Result<Self> {
        Ok(Self {
            firms: self.firms.saturating_add(other.firms),
            buyers: self.buyers.saturating_add(other.buyers),
            electricity: Energy::from_base(self.electricity.base().checked_add(other.electricity.base())?),
            scope2: self.scope2.checked_add(other.scope2)?,
            burners: self.burners.saturating_add(other.burners),
            scope1: self.scope1.checked_add(other.scope1)?,
        })
    }
}

impl FirmGroup {
    /// No firms yet, to be added up by a key, and by another inside it.
    pub fn new(first: FirmKey, second: Option<FirmKey>, gwp: GwpSet) -> Self {
        let second = second.filter(|second| *second != first);
        Self { keys: (first, second), gwp, years: BTreeMap::new(), seen: HashSet::new(), note: CommonNote::Nobody }
    }

    pub(super) fn keys(&self) -> (FirmKey, Option<FirmKey>) {
        self.keys
    }

    pub(super) fn gwp(&self) -> GwpSet {
        self.gwp
    }

    /// Adds a firm. One whose name was seen in its year is refused: two entries of one firm would pass for two firms.
    pub fn add(&mut self, footprint: &FirmFootprint) -> Result<()> {
        if footprint.gwp() != self.gwp {
            let (stated, asked) = ((&footprint.gwp()).into(), (&self.gwp).into());
            return Err(Message::StatedInOtherSet { stated, asked, entries: Vec::new() }.into());
        }
        let firm = footprint.firm();
        let name = firm.name.trim().to_lowercase();
        if !self.seen.insert(sha256(format!("{}/{name}", firm.year).as_bytes())) {
            return Err(Message::FirmTwice { value: firm.name.as_str().into(), year: (&firm.year).into() }.into());
        }
        let note = firm.note.clone().map_or(CommonNote::Various, CommonNote::All);
        self.note = core::mem::replace(&mut self.note, CommonNote::Nobody).and(note);
        let second = self.keys.1.map(|key| key.of(footprint)).unwrap_or_default();
        let groups = self.years.entry(firm.year).or_default();
        let cell = groups.entry(self.keys.0.of(footprint)).or_default().entry(second).or_insert(CellSums::NONE);
        *cell = cell.plus(CellSums::of(footprint)?)?;
        Ok(())
    }

    /// Adds the firms of another group of the same keys and weights; refused where the two share a firm.
    pub fn merge(&mut self, other: Self) -> Result<()> {
        if self.keys != other.keys || self.gwp != other.gwp {
            return Err(Message::FirmGroups.into());
        }
        if other.seen.iter().any(|name| self.seen.contains(name)) {
            return Err(Message::FirmGroups.into());
        }
        self.seen.extend(other.seen);
        self.note = core::mem::replace(&mut self.note, CommonNote::Nobody).and(other.note);
        for (year, groups) in other.years {
            for (first, cells) in groups {
                for (second, sums) in cells {
                    let groups = self.years.entry(year).or_default();
                    let cell = groups.entry(first.clone()).or_default().entry(second).or_insert(CellSums::NONE);
                    *cell = cell.plus(sums)?;
                }
            }
        }
        Ok(())
    }
}
