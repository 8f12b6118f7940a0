//! What an inventory knows of energy: how much its references use, and the CO2 of fuel.

use super::measured::{Measured, form};
use super::statement::Statement;
use crate::assess::ClosedLine;
use crate::error::Result;
use crate::gas::{Gas, Substance};
use crate::quantity::Ratio;
use crate::taxonomy::{Category, Scope};
use std::collections::BTreeSet;

/// A sum over references, and those that have emissions but nothing to add.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KnownSum {
    /// What is known, in the base unit; none where nothing is.
    pub sum: Option<Ratio>,
    /// References of which it is not known.
    pub unknown: BTreeSet<Category>,
}

/// References of energy: fuel burnt in the city and energy from networks, for its buildings, industry and transport.
fn of_energy(category: Category) -> bool {
    let of_energy = (category.is_stationary_energy() || category.is_transportation()) && !category.is_fugitive();
    of_energy && category.scope() != Scope::Three
}

impl Statement {
    /// Final energy used in the city in MJ: fuel and energy from networks of stationary energy and transport, without power plants for
    /// the grid (I.4.4), whose electricity is used elsewhere in the sum.
    pub fn energy_used(&self) -> Result<KnownSum> {
        let (mut measured, mut forms) = (Measured::default(), BTreeSet::new());
        let lines =
            self.lines.iter().filter(|closed| of_energy(closed.line.id.category) && !closed.line.id.category.is_grid_supply());
        known(lines, |closed| {
            // Each fuel is in the line of its carbon; other gases are of the same fuel.
            let line = &closed.line;
            if !matches!(line.substance, Substance::Stated(_) | Substance::Gas(Gas::CO2 | Gas::CO2_BIOGENIC)) {
                return Ok(Some(Ratio::ZERO));
            }
            if let Some(energy) = measured.energy(line) {
                return Ok(Some(energy));
            }
            let electricity = if line.id.category.scope() == Scope::Two { line.electricity()? } else { None };
            Ok(electricity.map(|(energy, _)| if forms.insert(form(closed)) { energy } else { Ratio::ZERO }))
        })
    }

    /// CO2 of fuel burnt in the city in kg, power plants included, biogenic CO2 not.
    pub fn co2_of_fuel(&self) -> Result<KnownSum> {
        let of_fuel = |category: Category| of_energy(category) && category.scope() == Scope::One;
        let lines = self.lines.iter().filter(|closed| of_fuel(closed.line.id.category));
        known(lines, |closed| {
            Ok(match closed.line.substance {
                Substance::Gas(Gas::CO2) => Some(Ratio::from(closed.mass.value())),
                Substance::Gas(_) => Some(Ratio::ZERO),
                Substance::Stated(_) => None,
            })
        })
    }

    /// References that the level requires and that are not, or not wholly, in its figures.
    pub fn left_out(&self) -> BTreeSet<Category> {
        let keyed = self.entries.iter().filter(|entry| entry.has_exclusion() && self.settings.level.requires(entry.category));
        keyed.map(|entry| entry.category).chain(self.required.missing.iter().copied()).collect()
    }
}

/// The parts of lines that are known, and the references of the others.
fn known<'l>(
    lines: impl Iterator<Item = &'l ClosedLine>,
    mut part: impl FnMut(&'l ClosedLine) -> Result<Option<Ratio>>,
) -> Result<KnownSum> {
    let mut known = KnownSum { sum: None, unknown: BTreeSet::new() };
    for closed in lines {
        match part(closed)? {
            Some(part) => known.sum = Some(known.sum.unwrap_or(Ratio::ZERO).checked_add(part)?),
            None => {
                known.unknown.insert(closed.line.id.category);
            }
        }
    }
    Ok(known)
}
