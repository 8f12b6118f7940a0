//! What an own row stands in the place of: the shipped row that a look-up would find without it.

use super::bundled::{FACTORS, PARAMETERS};
use super::lookup::TableEntry;
use super::search::nearest;
use super::{Basis, EmissionFactor, FactorQuery, FallbackPolicy, Parameter, Purpose, Registry};
use crate::error::{Error, Result};
use crate::gas::{Gas, Substance};

/// An own row.
#[derive(Clone, Copy)]
pub(crate) enum OwnRow<'r> {
    Factor(&'r EmissionFactor),
    Parameter(&'r Parameter),
}

impl Registry {
    /// The own row of an id.
    pub(crate) fn own_row(&self, id: &str) -> Option<OwnRow<'_>> {
        let factor = self.own.factors.iter().find(|row| row.id == id).map(OwnRow::Factor);
        factor.or_else(|| self.own.parameters.iter().find(|row| row.id == id).map(OwnRow::Parameter))
    }

    /// Whether there is any.
    pub(crate) fn has_own_rows(&self) -> bool {
        !self.own.factors.is_empty() || !self.own.parameters.is_empty()
    }

    /// The shipped factors that an own one displaces; where there is none, all of its gas and subject, wherever they hold.
    pub(crate) fn displaced_factors(&self, own: &EmissionFactor, wanted: &FactorQuery) -> Result<Vec<&EmissionFactor>> {
        // A grid is stated as CO2 or as CO2e: as numbers they are near to each other.
        let carbon = |substance| matches!(substance, Substance::Gas(Gas::CO2) | Substance::Stated(_));
        let alike = |row: &&EmissionFactor| {
            let same = row.substance == own.substance || (carbon(row.substance) && carbon(own.substance));
            same && of_one_basis(row.basis, own.basis)
        };
        let shipped = || {
            let rows = FACTORS.beginning(&wanted.subject)?.into_iter();
            Ok::<_, Error>(rows.filter(|row| self.admits(*row)).filter(alike))
        };
        let of_process = |row: &&EmissionFactor| root(&row.process) == root(&own.process) && row.purpose != Purpose::Upstream;
        displaced(shipped()?, shipped()?.filter(of_process), wanted)
    }

    /// The shipped parameters that an own one displaces; where there is none, all of its name and subject, wherever they hold.
    pub(crate) fn displaced_parameters(&self, own: &Parameter, wanted: &FactorQuery) -> Result<Vec<&Parameter>> {
        let alike = |row: &&Parameter| of_one_basis(row.basis, own.basis);
        let shipped =
            || Ok::<_, Error>(PARAMETERS.find([&own.name, &own.subject])?.iter().filter(|row| self.admits(*row)).filter(alike));
        displaced(shipped()?, shipped()?, wanted)
    }
}

/// The nearest to a query, however old; or all of the others.
fn displaced<'r, T: TableEntry>(
    candidates: impl Iterator<Item = &'r T>,
    others: impl Iterator<Item = &'r T>,
    wanted: &FactorQuery,
) -> Result<Vec<&'r T>> {
    let policy = FallbackPolicy::default().with_most_years_back(u16::MAX);
    let found: Vec<&T> = nearest(candidates, wanted, &policy, None)?.into_iter().map(|found| found.item).collect();
    Ok(if found.is_empty() { others.collect() } else { found })
}

/// Whether rows can be compared: wet and dry waste cannot. Net and gross energy are near to each other.
fn of_one_basis(one: Option<Basis>, other: Option<Basis>) -> bool {
    !matches!((one, other), (Some(Basis::Wet), Some(Basis::Dry)) | (Some(Basis::Dry), Some(Basis::Wet)))
}

fn root(process: &str) -> &str {
    process.split('.').next().unwrap_or_default()
}
