//! The footprint of one firm: its total by source, each figure with its factors.

use super::firm::{AssumedBlend, Emitting, Firm};
use super::sector::FirmInput;
use crate::assess::{Assessor, ClosedLine, FactorRef};
use crate::error::Result;
use crate::gas::{Gas, GwpSet, Stated, Substance};
use crate::quantity::{Area, Energy, Exact, Mass, Quantity, Ratio};
use crate::taxonomy::Scope;
use core::fmt;
use serde::{Serialize, Serializer};

/// CO2e of firms in kg. It prints and compares; there is no way from it into an inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FirmCo2e(Exact);

impl FirmCo2e {
    pub(super) const ZERO: Self = Self(Exact::ZERO);

    pub(super) fn new(kg: Exact) -> Self {
        Self(kg)
    }

    pub(super) fn checked_add(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// In kg, for what prints.
    pub(crate) fn kg(self) -> Exact {
        self.0
    }
}

impl fmt::Display for FirmCo2e {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} kg CO2e", self.0)
    }
}

impl Serialize for FirmCo2e {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// What one input emits.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FirmSource {
    /// The input.
    pub input: FirmInput,
    /// Its CO2e.
    pub co2e: FirmCo2e,
    /// CO2 of plants, in kg, in no total.
    pub biogenic: Exact,
    /// What the grid loses on the way to it, in no total; none where that is not known.
    pub losses: Option<FirmCo2e>,
    /// The lines of its total.
    pub(super) lines: Vec<ClosedLine>,
    /// A refrigerant: the gas and its weight.
    pub(super) gas: Option<(Gas, Exact)>,
}

/// One number that a figure is computed with.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FirmFactor {
    /// For which input.
    pub input: FirmInput,
    /// What it is: `emission-factor`, `net-calorific-value`, `global-warming-potential`.
    pub name: String,
    /// The gas, where it is an emission factor.
    pub gas: Option<String>,
    /// The row of the tables.
    pub row: FactorRef,
}

/// The footprint of a firm in a year: direct emissions and bought electricity by the grid's average. Losses of the grid and what
/// was emitted to make the fuels are in no total.
#[derive(Clone, Debug)]
pub struct FirmFootprint {
    firm: Firm,
    gwp: GwpSet,
    sources: Vec<FirmSource>,
    assumed: Vec<AssumedBlend>,
}

impl Firm {
    /// The footprint, with the assessor of the firm's own region.
    pub(super) fn footprint(&self, assessor: &Assessor, gwp: GwpSet) -> Result<FirmFootprint> {
        self.check()?;
        let (mut sources, mut assumed) = (Vec::new(), Vec::new());
        for input in self.uses.keys() {
            sources.push(match self.emits(*input)? {
                Emitting::Gas(gas, mass) => FirmSource::of_gas(*input, (gas, mass), gwp)?,
                Emitting::Activity(activity, blend) => {
                    assumed.extend(blend);
                    let assessed = assessor.assess_activity(&activity)?;
                    let closed: Result<Vec<ClosedLine>> =
                        assessed.lines.iter().map(|line| line.close(gwp, Stated::Refuse)).collect();
                    FirmSource::of_lines(*input, closed?)?
                }
            });
        }
        Ok(FirmFootprint { firm: self.clone(), gwp, sources, assumed })
    }
}

impl FirmSource {
    fn of_gas(input: FirmInput, (gas, mass): (Gas, Mass), gwp: GwpSet) -> Result<Self> {
        let weight = gwp.weight(gas)?.unwrap_or(Exact::ZERO);
        let co2e = Substance::Gas(gas).co2e(mass, gwp, Stated::Refuse)?.map_or(Exact::ZERO, Quantity::base);
        let (co2e, lines) = (FirmCo2e(co2e), Vec::new());
        Ok(Self { input, co2e, biogenic: Exact::ZERO, losses: None, lines, gas: Some((gas, weight)) })
    }

    pub(super) fn of_lines(input: FirmInput, closed: Vec<ClosedLine>) -> Result<Self> {
        let (mut co2e, mut biogenic, mut losses) = (Exact::ZERO, Exact::ZERO, None);
        let (outside, lines): (Vec<_>, Vec<_>) =
            closed.into_iter().partition(|closed| closed.line.id.category.scope() == Scope::Three);
        for closed in &lines {
            match closed.co2e {
                Some(part) => co2e = co2e.checked_add(part)?,
                None => biogenic = biogenic.checked_add(closed.mass.value())?,
            }
        }
        for part in outside.iter().filter_map(|closed| closed.co2e) {
            losses = Some(FirmCo2e(losses.map_or(Exact::ZERO, |FirmCo2e(sum)| sum).checked_add(part)?));
        }
        Ok(Self { input, co2e: FirmCo2e(co2e), biogenic, losses, lines, gas: None })
    }

    /// The numbers it is computed with, each row once.
    pub fn factors(&self) -> Vec<FirmFactor> {
        let mut found: Vec<FirmFactor> = Vec::new();
        for closed in &self.lines {
            for term in closed.line.terms() {
                let gas = (term.name == crate::assess::EMISSION_FACTOR).then(|| closed.line.substance.to_string());
                for row in &term.rows {
                    let of = FirmFactor { input: self.input, name: term.name.clone(), gas: gas.clone(), row: row.clone() };
                    if !found.contains(&of) {
                        found.push(of);
                    }
                }
            }
        }
        found
    }

    /// The gas of a refrigerant and what a kg of it weighs against CO2.
    pub fn refrigerant(&self) -> Option<(Gas, Exact)> {
        self.gas
    }
}

impl FirmFootprint {
    /// The firm.
    pub fn firm(&self) -> &Firm {
        &self.firm
    }

    /// The weights of gases.
    pub fn gwp(&self) -> GwpSet {
        self.gwp
    }

    /// Its sources, in the order of forms.
    pub fn sources(&self) -> &[FirmSource] {
        &self.sources
    }

    /// Blends that were taken because none was stated.
    pub fn assumed(&self) -> &[AssumedBlend] {
        &self.assumed
    }

    /// Scope 1 and 2.
    pub fn total(&self) -> Result<FirmCo2e> {
        sum(self.sources.iter())
    }

    /// One of the two scopes; none where no input of it is stated.
    pub fn scope(&self, scope: Scope) -> Result<Option<FirmCo2e>> {
        let of = || self.sources.iter().filter(|source| source.input.scope() == scope);
        if of().next().is_none() { Ok(None) } else { sum(of()).map(Some) }
    }

    /// CO2 of plants, in kg, in no total.
    pub fn biogenic(&self) -> Result<Exact> {
        Exact::sum(self.sources.iter().map(|source| source.biogenic))
    }

    /// The three largest sources, as [`by_size`](Self::by_size) has them.
    pub fn largest(&self) -> Result<Vec<(&FirmSource, Option<Ratio>)>> {
        let mut sources = self.by_size()?;
        sources.truncate(3);
        Ok(sources)
    }

    /// The sources, largest first, each with its share of the total; no share where the total is 0.
    pub fn by_size(&self) -> Result<Vec<(&FirmSource, Option<Ratio>)>> {
        let total = self.total()?.0;
        let mut sources: Vec<&FirmSource> = self.sources.iter().collect();
        sources.sort_by_key(|source| core::cmp::Reverse(source.co2e));
        let share = |source: &FirmSource| if total.is_zero() { Ok(None) } else { Ratio::new(source.co2e.0, total).map(Some) };
        sources.into_iter().map(|source| Ok((source, share(source)?))).collect()
    }

    /// kg CO2e for each of the people who work there.
    pub fn per_head(&self) -> Result<Option<Exact>> {
        self.firm.staff.map(|staff| divided(self.total()?, staff.into())).transpose()
    }

    /// kg CO2e for each square metre.
    pub fn per_m2(&self) -> Result<Option<Exact>> {
        let area = self.firm.floor_area.map(Area::base).filter(|area| !area.is_zero());
        area.map(|area| divided(self.total()?, area)).transpose()
    }

    /// Its electricity, to be compared with that of a city; none where it is not stated.
    pub fn electricity(&self) -> Result<Option<Energy>> {
        self.firm.uses.get(&FirmInput::Electricity).map(|used| used.amount.to()).transpose()
    }

    /// Inputs that the firm does not state: their emissions are not known, which is not 0.
    pub fn not_stated(&self) -> Vec<FirmInput> {
        FirmInput::ALL.into_iter().filter(|input| !self.firm.uses.contains_key(input)).collect()
    }
}

fn sum<'a>(sources: impl Iterator<Item = &'a FirmSource>) -> Result<FirmCo2e> {
    Exact::sum(sources.map(|source| source.co2e.0)).map(FirmCo2e)
}

fn divided(total: FirmCo2e, by: Exact) -> Result<Exact> {
    Ok(Ratio::new(total.0, by)?.evaluate()?.value())
}

/// Energy in kWh: exact, or half-even at 10^-12.
pub(crate) fn kilowatt_hours(energy: Energy) -> Result<Exact> {
    Ok(Ratio::new(energy.base(), Energy::kilowatt_hours(1_u32).base())?.evaluate()?.value())
}
