//! The market-based view: what contracts and certificates say of the electricity used, next to the location-based total.
//!
//! ```text
//! market = Σ contract kWh · contract factor + (kWh − Σ contract kWh) · residual factor
//! ```
//!
//! Without a residual factor the rest keeps the grid's average, and a notice says so.
//! Source: GHG Protocol Scope 2 Guidance, ch. 6; GPC v1.1, ch. 6.

use crate::assess::{ClosedLine, Line};
use crate::error::{Error, Message, Result};
use crate::notice::Notice;
use crate::quantity::{Dimension, Exact, Rate, Ratio, Reading};
use crate::taxonomy::{Category, Scope, Year};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Electricity bought under a contract or certificate; without a reference, the residual mix for what no contract covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredContract")]
#[non_exhaustive]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// The year it holds for.
    pub year: Year,
    /// The scope 2 reference that uses the electricity; none for a residual mix.
    pub category: Option<Category>,
    /// How much it covers; none for a residual mix.
    pub energy: Option<Reading>,
    /// CO2e for each unit of energy.
    pub factor: Rate,
    /// The source.
    pub source: String,
}

/// A contract as it is written down, before it is checked.
#[derive(Deserialize)]
struct StoredContract {
    id: String,
    year: Year,
    category: Option<Category>,
    energy: Option<Reading>,
    factor: Rate,
    source: String,
}

impl TryFrom<StoredContract> for Contract {
    type Error = Error;

    fn try_from(stored: StoredContract) -> Result<Self> {
        let StoredContract { id, year, category, energy, factor, source } = stored;
        match (category, energy) {
            (Some(category), Some(energy)) => Self::new(&id, year, category, energy, factor, &source),
            (None, None) => Self::residual(&id, year, factor, &source),
            _ => Err(Message::EnergyWithoutReference { value: id.as_str().into() }.into()),
        }
    }
}

impl Contract {
    /// A contract for electricity of a scope 2 reference.
    pub fn new(id: &str, year: Year, category: Category, energy: Reading, factor: Rate, source: &str) -> Result<Self> {
        if category.scope() != Scope::Two {
            return Err(Message::ContractOfOtherScope { value: category.reference().into() }.into());
        }
        if energy.unit().dimension() != Dimension::Energy {
            return Err(energy.unit().refused_for(Dimension::Energy, None, Some("kWh")).into());
        }
        if energy.value().is_negative() {
            return Err(Message::BelowZero { value: (&energy.value()).into() }.into());
        }
        let factor = carbon_for_energy(factor)?;
        Ok(Self { id: id.to_owned(), year, category: Some(category), energy: Some(energy), factor, source: source.to_owned() })
    }

    /// The mix for what no contract covers.
    pub fn residual(id: &str, year: Year, factor: Rate, source: &str) -> Result<Self> {
        let factor = carbon_for_energy(factor)?;
        Ok(Self { id: id.to_owned(), year, category: None, energy: None, factor, source: source.to_owned() })
    }
}

fn carbon_for_energy(factor: Rate) -> Result<Rate> {
    if factor.value.is_negative() {
        return Err(Message::BelowZero { value: (&factor.value).into() }.into());
    }
    if factor.unit.dimension() == Dimension::Mass && factor.per_unit.dimension() == Dimension::Energy {
        return Ok(factor);
    }
    Err(Message::NotCarbonForEnergy { value: factor.units().into() }.into())
}

checked! {
    /// One scope 2 cell both ways.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct MarketCell {
        /// The reference.
        pub category: Category,
        /// Energy used, MJ.
        pub energy: Exact,
        /// Of it under contracts, MJ.
        pub covered: Exact,
        /// By the grid's average, kg CO2e.
        pub location: Exact,
        /// By the contracts, kg CO2e.
        pub market: Exact,
    }
}

impl MarketCell {
    /// Refuses more energy under contracts than is used.
    fn check(&self) -> Result<()> {
        if self.covered > self.energy {
            let (covered, used) = ((&self.covered).into(), (&self.energy).into());
            return Err(Message::ContractsAboveUse { value: self.category.reference().into(), covered, used }.into());
        }
        Ok(())
    }
}

/// Energy of each activity and place, and kg CO2e of all of them.
type UsedElectricity<'a> = (BTreeMap<(&'a str, &'a str), Ratio>, Exact);

/// The electricity of each scope 2 reference: MJ used, and kg CO2e by the grid's average.
pub(super) fn electricity(lines: &[ClosedLine]) -> Result<BTreeMap<Category, (Exact, Exact)>> {
    let mut used: BTreeMap<Category, UsedElectricity<'_>> = BTreeMap::new();
    let of_grid = |line: &Line| line.id.category.scope() == Scope::Two && !line.derivation.terms().is_empty();
    for closed in lines.iter().filter(|closed| of_grid(&closed.line)) {
        let id = &closed.line.id;
        let (parts, location) = used.entry(id.category).or_default();
        // Each gas is a line of its own over the same kWh: they are counted once.
        parts.insert((&id.activity, &id.place), closed.line.amount()?);
        *location = location.checked_add(closed.co2e.unwrap_or(Exact::ZERO))?;
    }
    let added = |(category, (parts, location)): (Category, (BTreeMap<_, Ratio>, Exact))| {
        let energy = parts.into_values().try_fold(Ratio::from(Exact::ZERO), Ratio::checked_add)?;
        Ok((category, (energy.evaluate()?.value(), location)))
    };
    used.into_iter().map(added).collect()
}

/// Every scope 2 cell of a year that a contract or a residual mix reaches.
pub(super) fn cells(contracts: &[&Contract], lines: &[ClosedLine], notices: &mut Vec<Notice>) -> Result<Vec<MarketCell>> {
    let residual = contracts.iter().find(|contract| contract.category.is_none());
    let used = electricity(lines)?;
    for contract in contracts {
        if let Some(category) = contract.category.filter(|category| !used.contains_key(category)) {
            let (category, year) = ((&category).into(), (&contract.year).into());
            return Err(Message::NoElectricity { value: (&contract.id).into(), category, year }.into());
        }
    }
    let mut cells = Vec::new();
    for (category, (energy, located)) in used {
        let own: Vec<&&Contract> = contracts.iter().filter(|contract| contract.category == Some(category)).collect();
        if own.is_empty() && residual.is_none() {
            continue;
        }
        let (mut covered, mut market) = (Exact::ZERO, Ratio::from(Exact::ZERO));
        for contract in own {
            let bought = contract.energy.map_or(Ok(Exact::ZERO), Reading::in_base)?;
            covered = covered.checked_add(bought)?;
            market = market.checked_add(contract.factor.ratio()?.checked_mul(bought)?)?;
        }
        let mut cell = MarketCell { category, energy, covered, location: Exact::ZERO, market: Exact::ZERO };
        cell.check()?;
        let rest = energy.checked_sub(covered)?;
        if !rest.is_zero() {
            let of_rest = match residual {
                Some(mix) => mix.factor.ratio()?.checked_mul(rest)?,
                None => {
                    notices.push(Notice::NoResidualMix { category });
                    Ratio::new(located.checked_mul(rest)?, energy)?
                }
            };
            market = market.checked_add(of_rest)?;
        }
        (cell.location, cell.market) = (located, market.evaluate()?.value());
        cells.push(cell);
    }
    Ok(cells)
}
