//! The market-based view: what contracts and certificates say of the electricity used, next to the location-based figures.
//!
//! ```text
//! market = Σ contract kWh · contract factor + (kWh − Σ contract kWh) · residual factor + what is not electricity
//! ```
//!
//! All electricity of scope 2 is weighed, of ledgers and of methods; heat and cooling keep their own factors. Without a residual factor
//! the rest keeps the grid's average, and a notice says so.
//! Source: GHG Protocol Scope 2 Guidance, ch. 6 and 7; GPC v1.1, ch. 6.

use super::contract::Contract;
use super::keys::{self, LinesByReference};
use super::status::RaisedCheck;
use crate::assess::{ClosedLine, LineId, Origin};
use crate::check::{Check, Finding};
use crate::error::{Message, Result};
use crate::notice::Notice;
use crate::quantity::{Energy, Exact, Quantity, Ratio, Reading, Unit};
use crate::taxonomy::{Category, Region, Scope};
use std::collections::BTreeMap;

checked! {
    /// One scope 2 reference both ways.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct MarketCell {
        /// The reference.
        pub category: Category,
        /// Electricity used, MJ.
        pub energy: Exact,
        /// Of it under contracts, MJ.
        pub covered: Exact,
        /// The unit that the city states electricity in.
        pub unit: Unit,
        /// What is not electricity, and is counted alike both ways, kg CO2e.
        pub other: Exact,
        /// All of the reference by the grid's average, kg CO2e.
        pub location: Exact,
        /// The same by contracts, kg CO2e.
        pub market: Exact,
    }
}

impl MarketCell {
    /// Refuses more energy under contracts than is used.
    fn check(&self) -> Result<()> {
        if self.covered > self.energy {
            let (covered, used) = ((&self.in_unit(self.covered)?).into(), (&self.in_unit(self.energy)?).into());
            return Err(Message::ContractsAboveUse { value: self.category.reference().into(), covered, used }.into());
        }
        Ok(())
    }

    /// Electricity used, as the city states it: exact, or half-even at 10^-12 of the unit.
    pub fn used(&self) -> Result<Reading> {
        self.in_unit(self.energy)
    }

    /// The same under contracts.
    pub fn under_contracts(&self) -> Result<Reading> {
        self.in_unit(self.covered)
    }

    fn in_unit(&self, energy: Exact) -> Result<Reading> {
        let value = Ratio::new(energy, self.unit.multiplier())?.evaluate()?.value();
        Ok(Reading::new(value, self.unit))
    }
}

/// A reference both ways, and what its figure by contracts is computed from.
pub(crate) struct WeighedCell<'a> {
    pub(crate) cell: MarketCell,
    /// The figure by contracts, numerator and denominator separately.
    pub(crate) open: Ratio,
    /// The lines that are computed from electricity.
    pub(crate) lines: Vec<&'a LineId>,
    /// Its contracts, and the residual mix where some electricity is under none.
    pub(crate) contracts: Vec<&'a Contract>,
}

/// What a reference of scope 2 holds.
#[derive(Default)]
struct HeldEnergy<'a> {
    /// Electricity in MJ by activity, place and form: each gas is a line of its own over the same kWh, which are counted once.
    parts: BTreeMap<(&'a str, &'a str, &'a str), Ratio>,
    unit: Option<Unit>,
    lines: Vec<&'a LineId>,
    /// kg CO2e of electricity, and of all else.
    located: Exact,
    other: Exact,
    /// Of all else, what may be electricity: kg CO2e that somebody states.
    stated: Option<Exact>,
}

impl<'a> HeldEnergy<'a> {
    fn of(lines: &'a [ClosedLine]) -> Result<Self> {
        let mut held = Self::default();
        for closed in lines {
            let (line, co2e) = (&closed.line, closed.co2e.unwrap_or(Exact::ZERO));
            if let Some((energy, unit)) = line.electricity()? {
                let form = line.inputs.keys().next().filter(|_| line.derivation.method().is_some());
                held.parts.insert((&line.id.activity, &line.id.place, form.map_or("", |key| &key.file)), energy);
                held.unit = held.unit.or(Some(unit));
                held.lines.push(&line.id);
                held.located = held.located.checked_add(co2e)?;
                continue;
            }
            held.other = held.other.checked_add(co2e)?;
            if line.origin == Origin::Direct {
                held.stated = Some(held.stated.unwrap_or(Exact::ZERO).checked_add(co2e)?);
            }
        }
        Ok(held)
    }

    fn energy(&self) -> Result<Exact> {
        let sum = self.parts.values().try_fold(Ratio::from(Exact::ZERO), |sum, part| sum.checked_add(*part))?;
        Ok(sum.evaluate()?.value())
    }

    /// Its electricity by contracts, the rest by the residual mix or the grid's average.
    fn weighed(&self, category: Category, contracts: &'a [Contract]) -> Result<Option<WeighedCell<'a>>> {
        let residual = contracts.iter().find(|contract| contract.category.is_none());
        let mut own: Vec<&Contract> = contracts.iter().filter(|contract| contract.category == Some(category)).collect();
        let Some(unit) = self.unit.filter(|_| !own.is_empty() || residual.is_some()) else { return Ok(None) };
        let unit = own.iter().find_map(|contract| contract.energy).map_or(unit, Reading::unit);
        let (energy, mut covered, mut open) = (self.energy()?, Exact::ZERO, Ratio::from(self.other));
        for contract in &own {
            let bought = contract.energy.map_or(Ok(Exact::ZERO), Reading::in_base)?;
            covered = covered.checked_add(bought)?;
            open = open.checked_add(contract.factor.ratio()?.checked_mul(bought)?)?;
        }
        let location = self.located.checked_add(self.other)?;
        let mut cell = MarketCell { category, energy, covered, unit, other: self.other, location, market: Exact::ZERO };
        cell.check()?;
        let rest = energy.checked_sub(covered)?;
        if !rest.is_zero() {
            open = open.checked_add(match residual {
                Some(mix) => mix.factor.ratio()?.checked_mul(rest)?,
                None => Ratio::new(self.located.checked_mul(rest)?, energy)?,
            })?;
            own.extend(residual);
        }
        cell.market = open.evaluate()?.value();
        Ok(Some(WeighedCell { cell, open, lines: self.lines.clone(), contracts: own }))
    }
}

/// The electricity of a reference that is known as an amount; none where none of its lines is computed from electricity.
pub(super) fn electricity(lines: &LinesByReference<'_>, category: Category) -> Result<Option<Energy>> {
    let Some(held) = lines.get(&category).map(|lines| HeldEnergy::of(lines)).transpose()? else { return Ok(None) };
    if held.unit.is_none() { Ok(None) } else { held.energy().map(|energy| Some(Energy::from_base(energy))) }
}

/// The references of scope 2 that lines are of.
fn held<'a>(lines: &LinesByReference<'a>) -> Result<BTreeMap<Category, HeldEnergy<'a>>> {
    let of_scope = lines.iter().filter(|(category, _)| category.scope() == Scope::Two);
    of_scope.map(|(category, lines)| Ok((*category, HeldEnergy::of(lines)?))).collect()
}

/// Every reference that a contract or the residual mix of a year reaches, with what its figure is computed from.
pub(crate) fn weighed_cells<'a>(contracts: &'a [Contract], lines: &'a [ClosedLine]) -> Result<Vec<WeighedCell<'a>>> {
    if contracts.is_empty() {
        return Ok(Vec::new());
    }
    let held = held(&keys::by_reference(lines))?;
    held.iter().filter_map(|(category, energy)| energy.weighed(*category, contracts).transpose()).collect()
}

/// The same references, with the notices and checks of their contracts.
pub(super) fn cells(
    contracts: &[Contract],
    lines: &LinesByReference<'_>,
    region: &Region,
    (notices, checks): (&mut Vec<Notice>, &mut Vec<RaisedCheck>),
) -> Result<Vec<MarketCell>> {
    if contracts.is_empty() {
        return Ok(Vec::new());
    }
    let held = held(lines)?;
    for contract in contracts {
        let Some(category) = contract.category else { continue };
        if held.get(&category).is_none_or(|energy| energy.unit.is_none()) {
            let (category, year) = ((&category).into(), (&contract.year).into());
            return Err(Message::NoElectricity { value: (&contract.id).into(), category, year }.into());
        }
        checks.extend(contract.findings(region).into_iter().map(|finding| Check::of(category, finding).into()));
    }
    let mut cells = Vec::new();
    for (category, energy) in &held {
        if let Some(stated) = energy.stated {
            let tonnes = stated.lowered(3)?.to_string();
            let finding = Finding::ElectricityByMass { tonnes };
            checks.push(Check::of(*category, finding).into());
        }
        let Some(weighed) = energy.weighed(*category, contracts)? else { continue };
        let has_mix = weighed.contracts.iter().any(|contract| contract.category.is_none());
        if weighed.cell.covered < weighed.cell.energy && !has_mix {
            notices.push(Notice::NoResidualMix { category: *category });
        }
        cells.push(weighed.cell);
    }
    Ok(cells)
}
