//! What vehicles emit for what they do.

use super::factor::PollutantFactor;
use super::pollutant::{ExhaustClass, ExhaustSpeed, Pollutant};
use super::table::ExhaustRow;
use crate::error::Result;
use crate::factors::Registry;
use crate::quantity::{Dimension, Ratio};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The exhaust of vehicles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Exhaust {
    /// None at all; tyres, brakes and roads wear all the same.
    Electric,
    /// By pollutant; what is not listed is not known.
    Fuel(BTreeMap<Pollutant, PollutantFactor>),
}

/// What vehicles do: what their factors are given for, in base units.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExhaustActivity {
    amounts: BTreeMap<Dimension, Ratio>,
}

impl ExhaustActivity {
    /// With a distance in vehicle-km.
    #[must_use]
    pub fn with_distance(self, vehicle_kilometres: Ratio) -> Self {
        self.with(Dimension::VehicleDistance, vehicle_kilometres)
    }

    /// With an amount of fuel, in the base unit of its dimension: kg, litre.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, amount: Ratio) -> Self {
        self.amounts.insert(dimension, amount);
        self
    }

    /// Whether there is an amount that a factor can be given for.
    pub fn has(&self, dimension: Dimension) -> bool {
        self.amounts.contains_key(&dimension)
    }
}

impl Exhaust {
    /// That of an urban bus of 15 to 18 t of a class at a mean speed: hot exhaust, flat road, half load.
    ///
    /// # Errors
    /// A speed that the table does not have; the table where only open data is used.
    pub fn of_class(class: ExhaustClass, speed: ExhaustSpeed, registry: &Registry) -> Result<Self> {
        let rows = ExhaustRow::find(class, speed)?;
        rows.iter().try_for_each(|row| registry.check_terms(&row.source))?;
        Ok(Self::Fuel(rows.iter().filter_map(PollutantFactor::of_row).collect()))
    }

    /// The factor of a pollutant; none of electric vehicles, and where it is not known.
    pub fn factor(&self, pollutant: Pollutant) -> Option<&PollutantFactor> {
        match self {
            Self::Electric => None,
            Self::Fuel(factors) => factors.get(&pollutant),
        }
    }

    /// kg of each pollutant that is known: for electric vehicles none of any, else those whose factor is given for something done.
    pub fn masses(&self, done: &ExhaustActivity) -> Result<BTreeMap<Pollutant, Ratio>> {
        match self {
            Self::Electric => Ok(Pollutant::ALL.iter().map(|pollutant| (*pollutant, Ratio::ZERO)).collect()),
            Self::Fuel(factors) => {
                let known = factors.iter().filter_map(|(pollutant, factor)| {
                    let amount = done.amounts.get(&factor.given_for())?;
                    Some(factor.mass(*amount).map(|mass| (*pollutant, mass)))
                });
                known.collect()
            }
        }
    }
}
