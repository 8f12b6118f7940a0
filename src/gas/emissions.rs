//! A mass for each gas.

use super::{Co2e, GwpSet, Stated, Substance};
use crate::error::Result;
use crate::quantity::{Exact, Mass, Quantity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A mass for each gas, kept separate until a report asks for CO2e.
///
/// ```
/// use citycarbon::gas::{Emissions, Gas, GwpSet, Stated, Substance};
/// use citycarbon::quantity::Mass;
/// let mut burnt = Emissions::default();
/// burnt.add(Substance::Gas(Gas::CO2), Mass::tonnes(2))?;
/// burnt.add(Substance::Gas(Gas::CH4), Mass::kilograms(1))?;
/// burnt.add(Substance::Gas(Gas::CO2_BIOGENIC), Mass::tonnes(5))?; // separately
/// assert_eq!(burnt.co2e(GwpSet::Ar5, Stated::Refuse)?.mass(), Mass::kilograms(2028));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Emissions {
    masses: BTreeMap<Substance, Mass>,
}

impl Emissions {
    /// Adds a mass to what is there.
    pub fn add(&mut self, substance: Substance, mass: Mass) -> Result<()> {
        let held = self.masses.entry(substance).or_insert(Mass::ZERO);
        *held = held.checked_add(mass)?;
        Ok(())
    }

    /// Adds all of another.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        other.iter().try_for_each(|(substance, mass)| self.add(substance, mass))
    }

    /// Each mass, in the order of reports.
    pub fn iter(&self) -> impl Iterator<Item = (Substance, Mass)> {
        self.masses.iter().map(|(substance, mass)| (*substance, *mass))
    }

    /// The mass of one.
    pub fn of(&self, substance: Substance) -> Option<Mass> {
        self.masses.get(&substance).copied()
    }

    /// Weighted by a set and added up; biogenic CO2 stays outside.
    pub fn co2e(&self, set: GwpSet, stated: Stated) -> Result<Co2e> {
        let mut sum = Exact::ZERO;
        for (substance, mass) in self.iter() {
            if let Some(weighed) = substance.co2e(mass, set, stated)? {
                sum = sum.checked_add(weighed.base())?;
            }
        }
        Ok(Co2e::new(Mass::from_base(sum), set))
    }
}
