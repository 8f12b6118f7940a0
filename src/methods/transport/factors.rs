//! Factors of fuels and vehicles, by whichever way they are given: per unit of fuel, or of energy through a calorific value; per
//! distance, or of fuel through its economy.

use super::gases::GasFactor;
use crate::error::{Message, Result};
use crate::gas::Gas;
use crate::methods::Inputs;
use crate::methods::labelled::{Labelled, none_of, one_of};
use crate::quantity::{Coefficient, Energy, Mass, Quantity, Scalar, VehicleDistance, Volume};

pub(super) const CALORIFIC: &str = "net-calorific-value";
pub(super) const CALORIFIC_OF_MASS: &str = "net-calorific-value-by-mass";
pub(super) const FACTOR: &str = "emission-factor";
pub(super) const FACTOR_OF_VOLUME: &str = "emission-factor-by-volume";
pub(super) const FACTOR_OF_MASS: &str = "emission-factor-by-mass";
pub(super) const FACTOR_OF_DISTANCE: &str = "emission-factor-by-distance";
pub(super) const ECONOMY: &str = "fuel-economy";
pub(super) const ECONOMY_OF_MASS: &str = "fuel-economy-by-mass";
pub(super) const ENERGY_USE: &str = "energy-use";

/// The gases that methods of transport give.
const GASES: [Gas; 4] = [Gas::CO2, Gas::CH4, Gas::N2O, Gas::CO2_BIOGENIC];

/// One of these gases.
pub(super) fn gas(name: &str) -> Result<Gas> {
    let gas: Gas = name.parse()?;
    if GASES.contains(&gas) {
        return Ok(gas);
    }
    Err(Message::NotAGasOfMethod { value: name.into(), gases: GASES.map(|gas| gas.name().into()).to_vec() }.into())
}

/// The factors of each label.
pub(super) fn by_label<Q: Quantity, N: Scalar>(
    inputs: &Inputs<N>,
    name: &str,
    label: &'static str,
) -> Result<Labelled<Vec<GasFactor<Q, N>>>> {
    Labelled::grouped(&inputs.coefficients(name)?, name, label, |row| Ok((gas(row.label("gas"))?, row.value)))
}

/// The factors of a table that has no other label than the gas.
pub(super) fn by_gas<Q: Quantity, N: Scalar>(inputs: &Inputs<N>, name: &str) -> Result<Vec<GasFactor<Q, N>>> {
    inputs.coefficients(name)?.iter().map(|row| Ok((gas(row.label("gas"))?, row.value))).collect()
}

/// Factors per `A` from factors per `B`, by an amount of `B` for each `A`.
fn through<A: Quantity, B: Quantity, N: Scalar>(
    factors: &[GasFactor<B, N>],
    step: Coefficient<B, A, N>,
) -> Result<Vec<GasFactor<A, N>>> {
    factors.iter().map(|(gas, factor)| Ok((*gas, factor.through(step)?))).collect()
}

/// Factors that were given one way: the inputs that lead to them, as errors name them.
type FactorRoute<Q, N> = (&'static str, Vec<GasFactor<Q, N>>);

/// Refuses a gas that has a factor for some and none for others: what is missing would pass for zero. Carbon is CO2, biogenic or not.
pub(super) fn same_gases<'a>(parts: impl IntoIterator<Item = (&'a str, Vec<Gas>)>) -> Result<()> {
    let parts: Vec<(&str, Vec<Gas>)> = parts.into_iter().collect();
    for (gas, with) in [(Gas::CO2, Gas::CO2_BIOGENIC), (Gas::CH4, Gas::CH4), (Gas::N2O, Gas::N2O)] {
        let has = |gases: &[Gas]| gases.contains(&gas) || gases.contains(&with);
        let first = parts.iter().find(|(_, gases)| has(gases));
        let lacking = parts.iter().find(|(_, gases)| !has(gases));
        if let (Some((other, _)), Some((which, _))) = (first, lacking) {
            let (value, gas, other) = ((*which).into(), (&gas).into(), (*other).into());
            return Err(Message::GasOfOthers { value, gas, other }.into());
        }
    }
    Ok(())
}

/// The gases of factors.
pub(super) fn gases_of<Q: Quantity, N: Scalar>(factors: &[GasFactor<Q, N>]) -> Vec<Gas> {
    factors.iter().map(|(gas, _)| *gas).collect()
}

/// Factors of several ways, each gas by one of them.
fn merged<Q: Quantity, N: Scalar>(which: &str, ways: &[FactorRoute<Q, N>]) -> Result<Vec<GasFactor<Q, N>>> {
    let mut merged = Vec::new();
    for gas in GASES {
        let of = |factors: &[GasFactor<Q, N>]| factors.iter().find(|(own, _)| *own == gas).copied();
        let found = one_of(&format!("{which}, {gas}"), ways.iter().map(|(name, factors)| (*name, of(factors))))?;
        merged.extend(found.map(|(_, factor)| factor));
    }
    Ok(merged)
}

/// The same, of which there must be one.
pub(super) fn at_least_one<Q: Quantity, N: Scalar>(which: &str, ways: &[FactorRoute<Q, N>]) -> Result<Vec<GasFactor<Q, N>>> {
    let merged = merged(which, ways)?;
    if merged.is_empty() { Err(none_of(which, ways.iter().map(|(name, _)| *name)).into()) } else { Ok(merged) }
}

/// What is given of fuels, or of the fuel of vehicles: factors per unit of each, and what leads from one unit to another.
pub(super) struct FactorTables<N> {
    of_distance: Labelled<Vec<GasFactor<VehicleDistance, N>>>,
    of_volume: Labelled<Vec<GasFactor<Volume, N>>>,
    of_mass: Labelled<Vec<GasFactor<Mass, N>>>,
    of_energy: Labelled<Vec<GasFactor<Energy, N>>>,
    calorific_value: Labelled<Coefficient<Energy, Volume, N>>,
    calorific_value_of_mass: Labelled<Coefficient<Energy, Mass, N>>,
    economy: Labelled<Coefficient<VehicleDistance, Volume, N>>,
    economy_of_mass: Labelled<Coefficient<VehicleDistance, Mass, N>>,
    energy_use: Labelled<Coefficient<Energy, VehicleDistance, N>>,
}

impl<N: Scalar> FactorTables<N> {
    /// Every table of them that a method has; a label that the amounts do not have is rejected.
    pub(super) fn read<T>(inputs: &Inputs<N>, label: &'static str, amounts: &Labelled<T>) -> Result<Self> {
        fn steps<A: Quantity, B: Quantity, N: Scalar, T>(
            inputs: &Inputs<N>,
            name: &str,
            label: &'static str,
            amounts: &Labelled<T>,
        ) -> Result<Labelled<Coefficient<A, B, N>>> {
            Labelled::coefficients(inputs, name, label)?.known(amounts)
        }
        Ok(Self {
            of_distance: by_label(inputs, FACTOR_OF_DISTANCE, label)?.known(amounts)?,
            of_volume: by_label(inputs, FACTOR_OF_VOLUME, label)?.known(amounts)?,
            of_mass: by_label(inputs, FACTOR_OF_MASS, label)?.known(amounts)?,
            of_energy: by_label(inputs, FACTOR, label)?.known(amounts)?,
            calorific_value: steps(inputs, CALORIFIC, label, amounts)?,
            calorific_value_of_mass: steps(inputs, CALORIFIC_OF_MASS, label, amounts)?,
            economy: steps(inputs, ECONOMY, label, amounts)?,
            economy_of_mass: steps(inputs, ECONOMY_OF_MASS, label, amounts)?,
            energy_use: steps(inputs, ENERGY_USE, label, amounts)?,
        })
    }

    /// The net calorific value of a litre, if it was given.
    pub(super) fn calorific_value(&self, which: &str) -> Option<Coefficient<Energy, Volume, N>> {
        self.calorific_value.get(which)
    }

    /// Factors per unit of fuel from those per unit of energy.
    fn of_heat<Q: Quantity>(
        &self,
        which: &str,
        calorific_values: &Labelled<Coefficient<Energy, Q, N>>,
    ) -> Result<Vec<GasFactor<Q, N>>> {
        let factors = calorific_values.get(which).map(|value| through(self.of_energy.all(which), value));
        Ok(factors.transpose()?.unwrap_or_default())
    }

    /// The ways to factors per litre.
    pub(super) fn by_volume(&self, which: &str) -> Result<[FactorRoute<Volume, N>; 2]> {
        Ok([
            (FACTOR_OF_VOLUME, self.of_volume.all(which).to_vec()),
            ("emission-factor with net-calorific-value", self.of_heat(which, &self.calorific_value)?),
        ])
    }

    /// The ways to factors per kg.
    pub(super) fn by_mass(&self, which: &str) -> Result<[FactorRoute<Mass, N>; 2]> {
        Ok([
            (FACTOR_OF_MASS, self.of_mass.all(which).to_vec()),
            ("emission-factor with net-calorific-value-by-mass", self.of_heat(which, &self.calorific_value_of_mass)?),
        ])
    }

    /// The way to factors per unit of energy.
    pub(super) fn by_energy(&self, which: &str) -> [FactorRoute<Energy, N>; 1] {
        [(FACTOR, self.of_energy.all(which).to_vec())]
    }

    /// The ways to factors per vehicle-km: those given for it, and those of the fuel through what a vehicle takes.
    fn by_distance(&self, which: &str) -> Result<[FactorRoute<VehicleDistance, N>; 4]> {
        let of_litres = |economy: Coefficient<_, _, N>| through(&self.volume_factors(which)?, economy.inverse()?);
        let of_kilograms = |economy: Coefficient<_, _, N>| through(&merged(which, &self.by_mass(which)?)?, economy.inverse()?);
        let of_energy = |taken| through(self.of_energy.all(which), taken);
        Ok([
            (FACTOR_OF_DISTANCE, self.of_distance.all(which).to_vec()),
            (ECONOMY, self.economy.get(which).map(of_litres).transpose()?.unwrap_or_default()),
            (ECONOMY_OF_MASS, self.economy_of_mass.get(which).map(of_kilograms).transpose()?.unwrap_or_default()),
            (ENERGY_USE, self.energy_use.get(which).map(of_energy).transpose()?.unwrap_or_default()),
        ])
    }

    /// Factors per litre, if there are any.
    pub(super) fn volume_factors(&self, which: &str) -> Result<Vec<GasFactor<Volume, N>>> {
        merged(which, &self.by_volume(which)?)
    }

    /// Factors per vehicle-km, at least one.
    pub(super) fn distance_factors(&self, which: &str) -> Result<Vec<GasFactor<VehicleDistance, N>>> {
        at_least_one(which, &self.by_distance(which)?)
    }

    /// Factors per vehicle-km, if there are any: walking and cycling have none.
    pub(super) fn maybe_distance_factors(&self, which: &str) -> Result<Vec<GasFactor<VehicleDistance, N>>> {
        merged(which, &self.by_distance(which)?)
    }
}

/// Factors per kg of what is burnt in cruise.
pub(super) fn of_cruise<N: Scalar>(inputs: &Inputs<N>) -> Result<Vec<GasFactor<Mass, N>>> {
    let of_energy: Vec<GasFactor<Energy, N>> = by_gas(inputs, FACTOR)?;
    let of_heat = match of_energy.as_slice() {
        [] => Vec::new(),
        factors => through(factors, inputs.coefficient(CALORIFIC_OF_MASS)?)?,
    };
    let ways = [(FACTOR_OF_MASS, by_gas(inputs, FACTOR_OF_MASS)?), ("emission-factor with net-calorific-value-by-mass", of_heat)];
    at_least_one("cruise", &ways)
}

/// Mistakes in filling in a method of transport.
#[cfg(test)]
mod tests {
    use crate::factors::Registry;
    use crate::methods;
    use serde_json::{Value, json};

    fn refusal(method: &str, inputs: &Value) -> String {
        methods::find(method).unwrap().compute(inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn factors_that_do_not_fit_together_are_rejected() {
        let litres = json!([{ "fuel": "diesel", "value": "1", "unit": "L" }]);
        let all = json!([{ "fuel": "diesel", "value": "100", "unit": "%" }]);
        let by_energy = json!([{ "fuel": "diesel", "gas": "CO2", "value": "74100", "unit": "kg/TJ" }]);
        assert_eq!(
            refusal("transport-fuel-sales", &json!({ "fuel-volume": litres, "city-share": all, "emission-factor": by_energy })),
            "\"diesel\": not enough is given; give one of emission-factor-by-volume, emission-factor with net-calorific-value"
        );
        assert_eq!(
            refusal("transport-fuel-sales", &json!({ "city-share": all })),
            "not enough is given; give one of fuel-volume, fuel-mass, fuel-energy"
        );
        let heat = json!([{ "fuel": "diesel", "value": "36", "unit": "MJ/L" }]);
        let by_volume = json!([{ "fuel": "diesel", "gas": "CO2", "value": "2.7", "unit": "kg/L" }]);
        assert_eq!(
            refusal(
                "transport-fuel-sales",
                &json!({
                    "fuel-volume": litres, "city-share": all, "net-calorific-value": heat,
                    "emission-factor": by_energy, "emission-factor-by-volume": by_volume,
                })
            ),
            "\"diesel, CO2\": emission-factor with net-calorific-value is given together with emission-factor-by-volume; give one of emission-factor-by-volume, emission-factor with net-calorific-value"
        );
        let other = json!([{ "fuel": "Diesel", "gas": "CO2", "value": "2.7", "unit": "kg/L" }]);
        assert_eq!(
            refusal(
                "transport-fuel-sales",
                &json!({ "fuel-volume": litres, "city-share": all, "emission-factor-by-volume": other })
            ),
            "\"Diesel\": emission-factor-by-volume has this fuel, but fuel-volume, fuel-mass, fuel-energy does not; did you mean \"diesel\"?"
        );
    }
}
