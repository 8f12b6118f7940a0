//! What the worksheets of transport share: fuels and vehicles with the factors that are given for them, whichever way.

use super::{Input, Inputs, Results};
use crate::error::{Kind, Problem, Result};
use crate::gas::{Emissions, Gas, Substance};
use crate::methods::transport::{inverted, through};
use crate::quantity::{Energy, Mass, Per, Quantity, Ratio, Share, VehicleDistance, Volume};
use std::collections::BTreeSet;

pub(super) const VOLUME: Input = Input::maybe_table("fuel-volume", "L", &["fuel"], "fuel by volume");
pub(super) const MASS: Input = Input::maybe_table("fuel-mass", "kg", &["fuel"], "fuel by mass");
pub(super) const ENERGY: Input = Input::maybe_table("fuel-energy", "MJ", &["fuel"], "fuel by its energy, net");
pub(super) const HEAT: Input = Input::maybe_table(CALORIFIC, "MJ/L", &["fuel"], "net calorific value of a litre");
pub(super) const HEAT_OF_MASS: Input = Input::maybe_table(CALORIFIC_OF_MASS, "MJ/kg", &["fuel"], "net calorific value of a kg");
pub(super) const BY_ENERGY: Input = Input::maybe_table(FACTOR, "kg/MJ", &["fuel", "gas"], "gas for each energy");
pub(super) const BY_VOLUME: Input = Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &["fuel", "gas"], "gas for each litre");
pub(super) const BY_MASS: Input = Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &["fuel", "gas"], "gas for each kg");

pub(super) const CALORIFIC: &str = "net-calorific-value";
pub(super) const CALORIFIC_OF_MASS: &str = "net-calorific-value-by-mass";
pub(super) const FACTOR: &str = "emission-factor";
pub(super) const FACTOR_OF_VOLUME: &str = "emission-factor-by-volume";
pub(super) const FACTOR_OF_MASS: &str = "emission-factor-by-mass";
pub(super) const FACTOR_OF_DISTANCE: &str = "emission-factor-by-distance";

/// Factors for each unit of something.
pub(super) type List<Q> = Vec<(Gas, Per<Mass, Q>)>;

/// An amount of fuel with the factors for its unit.
pub(super) enum Fuel {
    Volume(Share<Volume>, List<Volume>),
    Mass(Share<Mass>, List<Mass>),
    Energy(Share<Energy>, List<Energy>),
}

/// The same for a fuel in each of its units.
macro_rules! for_fuel {
    ($fuel:expr, $amount:ident, $factors:ident => $body:expr) => {
        match $fuel {
            $crate::worksheets::transport_amounts::Fuel::Volume($amount, $factors) => $body,
            $crate::worksheets::transport_amounts::Fuel::Mass($amount, $factors) => $body,
            $crate::worksheets::transport_amounts::Fuel::Energy($amount, $factors) => $body,
        }
    };
}
pub(super) use for_fuel;

/// A ratio in base units as so much for each.
pub(super) fn per<N: Quantity, D: Quantity>(ratio: Ratio) -> Result<Per<N, D>> {
    Per::new(N::from_base(ratio.numerator()), D::from_base(ratio.denominator()))
}

/// The gases that worksheets of transport give.
pub(super) fn gas(name: &str) -> Result<Gas> {
    let gas: Gas = name.parse()?;
    if [Gas::CO2, Gas::CH4, Gas::N2O, Gas::CO2_BIOGENIC].contains(&gas) {
        return Ok(gas);
    }
    Err(Problem::new(Kind::Gas, name, "not a gas of burnt fuel", "use CO2, CH4, N2O or CO2_biogenic").into())
}

/// Emissions under labels.
pub(super) fn told(mut results: Results, labels: &[(&str, &str)], emissions: &Emissions) -> Results {
    for (substance, mass) in emissions.iter() {
        if let Substance::Gas(gas) = substance {
            results = results.labelled(gas.name(), None, labels, mass.base());
        }
    }
    results
}

/// Inputs whose values are told apart by one label, such as the fuel.
pub(super) struct By<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) label: &'static str,
}

impl By<'_> {
    /// The value of a table for a name, if there is one.
    pub(super) fn of(&self, table: &str, name: &str) -> Result<Option<Ratio>> {
        Ok(self.inputs.ratios(table)?.into_iter().find(|row| row.label(self.label) == name).map(|row| row.value))
    }

    /// The value of a table for a name, which must be there.
    pub(super) fn need(&self, table: &str, name: &str) -> Result<Ratio> {
        let missing = || Problem::new(Kind::Empty, name, format!("no {table} for this {}", self.label), "give it");
        Ok(self.of(table, name)?.ok_or_else(missing)?)
    }

    /// The factors of a table for a name.
    pub(super) fn list<Q: Quantity>(&self, table: &str, name: &str) -> Result<List<Q>> {
        let rows = self.inputs.ratios(table)?.into_iter().filter(|row| row.label(self.label) == name);
        rows.map(|row| Ok((gas(row.label("gas"))?, per(row.value)?))).collect()
    }

    /// The same through so much of one for each of the other.
    fn led<A: Quantity, B: Quantity>(list: List<B>, step: Per<B, A>) -> Result<List<A>> {
        list.into_iter().map(|(gas, factor)| Ok((gas, through(factor, step)?))).collect()
    }

    /// Factors for a unit of fuel: those given for it, and those for energy through its calorific value.
    fn burnt<Q: Quantity>(&self, own: &str, calorific: &str, name: &str) -> Result<List<Q>> {
        let mut list = self.list(own, name)?;
        if let Some(heat) = self.of(calorific, name)? {
            list.extend(Self::led(self.list::<Energy>(FACTOR, name)?, per(heat)?)?);
        }
        Ok(list)
    }

    /// Factors for each litre.
    pub(super) fn of_volume(&self, name: &str) -> Result<List<Volume>> {
        self.burnt(FACTOR_OF_VOLUME, CALORIFIC, name)
    }

    /// Factors for each kg.
    pub(super) fn of_mass(&self, name: &str) -> Result<List<Mass>> {
        self.burnt(FACTOR_OF_MASS, CALORIFIC_OF_MASS, name)
    }

    /// Factors for each vehicle-km: those given for it, and those of the fuel through what it takes.
    pub(super) fn of_distance(&self, name: &str) -> Result<List<VehicleDistance>> {
        let mut list = self.list(FACTOR_OF_DISTANCE, name)?;
        if let Some(economy) = self.of("fuel-economy", name)? {
            list.extend(Self::led(self.of_volume(name)?, inverted(per(economy)?)?)?);
        }
        if let Some(economy) = self.of("fuel-economy-by-mass", name)? {
            list.extend(Self::led(self.of_mass(name)?, inverted(per(economy)?)?)?);
        }
        if let Some(taken) = self.of("energy-use", name)? {
            list.extend(Self::led(self.list::<Energy>(FACTOR, name)?, per(taken)?)?);
        }
        self.checked(name, list)
    }

    /// Refuses a gas that is given two ways.
    fn checked<Q>(&self, name: &str, list: List<Q>) -> Result<List<Q>> {
        let mut seen = BTreeSet::new();
        match list.iter().find(|(gas, _)| !seen.insert(*gas)) {
            Some((gas, _)) => {
                let reason = format!("two factors of {gas} for this {}", self.label);
                Err(Problem::new(Kind::Conflict, name, reason, "give one: for the unit it is measured in, or for its energy")
                    .into())
            }
            None => Ok(list),
        }
    }

    /// Refuses an amount without any factor.
    fn served<Q>(&self, name: &str, list: List<Q>) -> Result<List<Q>> {
        if list.is_empty() {
            let reason = format!("a {} without a factor that fits its unit", self.label);
            let mend = "give a factor for it, or one for energy with the net calorific value";
            return Err(Problem::new(Kind::Empty, name, reason, mend).into());
        }
        self.checked(name, list)
    }

    /// Refuses values for a name that has no amount.
    pub(super) fn known(&self, amounts: &[&str], values: &[&str]) -> Result<()> {
        let names = |table: &&str| -> Result<Vec<String>> {
            Ok(self.inputs.ratios(table)?.iter().map(|row| row.label(self.label).to_owned()).collect())
        };
        let mut known = BTreeSet::new();
        for table in amounts {
            known.extend(names(table)?);
        }
        for table in values {
            if let Some(stray) = names(table)?.iter().find(|name| !known.contains(*name)) {
                let reason = format!("{table} for a {} of which no amount is given", self.label);
                return Err(Problem::new(Kind::Setting, stray, reason, "give the amount, or spell both alike").into());
            }
        }
        Ok(())
    }

    /// Every fuel with its factors.
    pub(super) fn fuels(&self) -> Result<Vec<(String, Fuel)>> {
        self.known(
            &["fuel-volume", "fuel-mass", "fuel-energy"],
            &[CALORIFIC, CALORIFIC_OF_MASS, FACTOR, FACTOR_OF_VOLUME, FACTOR_OF_MASS],
        )?;
        let mut found = Vec::new();
        for row in self.inputs.table::<Volume>("fuel-volume")? {
            let name = row.label(self.label).to_owned();
            let list = self.served(&name, self.of_volume(&name)?)?;
            found.push((name, Fuel::Volume(row.value.into(), list)));
        }
        for row in self.inputs.table::<Mass>("fuel-mass")? {
            let name = row.label(self.label).to_owned();
            let list = self.served(&name, self.of_mass(&name)?)?;
            found.push((name, Fuel::Mass(row.value.into(), list)));
        }
        for row in self.inputs.table::<Energy>("fuel-energy")? {
            let name = row.label(self.label).to_owned();
            let list = self.served(&name, self.list(FACTOR, &name)?)?;
            found.push((name, Fuel::Energy(row.value.into(), list)));
        }
        let mut seen = BTreeSet::new();
        if let Some((name, _)) = found.iter().find(|(name, _)| !seen.insert(name.clone())) {
            return Err(Problem::new(Kind::Double, name, "a fuel in two units", "give it in one, or under two names").into());
        }
        Ok(found)
    }

    /// Factors of a vehicle that is given a distance.
    pub(super) fn driven(&self, name: &str) -> Result<List<VehicleDistance>> {
        self.served(name, self.of_distance(name)?)
    }
}

/// Refuses a worksheet without any amount.
pub(super) fn some<T>(found: Vec<T>, what: &str) -> Result<Vec<T>> {
    if found.is_empty() {
        return Err(Problem::new(Kind::Empty, what, "none is given", "give at least one").into());
    }
    Ok(found)
}

/// Mistakes of a person who fills in a worksheet of transport.
#[cfg(test)]
mod tests {
    use crate::factors::Registry;
    use crate::worksheets;
    use serde_json::{Value, json};

    fn said(sheet: &str, inputs: &Value) -> String {
        worksheets::find(sheet).unwrap().compute(inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let litres = json!([{ "fuel": "diesel", "value": "1", "unit": "L" }]);
        let all = json!([{ "fuel": "diesel", "value": "100", "unit": "%" }]);
        let by_energy = json!([{ "fuel": "diesel", "gas": "CO2", "value": "74100", "unit": "kg/TJ" }]);
        assert_eq!(
            said("transport-fuel-sales", &json!({ "fuel-volume": litres, "city-share": all, "emission-factor": by_energy })),
            "\"diesel\": a fuel without a factor that fits its unit; give a factor for it, or one for energy with the net calorific value"
        );
        assert_eq!(said("transport-fuel-sales", &json!({ "city-share": all })), "\"fuel\": none is given; give at least one");
        let heat = json!([{ "fuel": "diesel", "value": "36", "unit": "MJ/L" }]);
        let by_volume = json!([{ "fuel": "diesel", "gas": "CO2", "value": "2.7", "unit": "kg/L" }]);
        assert_eq!(
            said(
                "transport-fuel-sales",
                &json!({
                    "fuel-volume": litres, "city-share": all, "net-calorific-value": heat,
                    "emission-factor": by_energy, "emission-factor-by-volume": by_volume,
                })
            ),
            "\"diesel\": two factors of CO2 for this fuel; give one: for the unit it is measured in, or for its energy"
        );
        let other = json!([{ "fuel": "Diesel", "gas": "CO2", "value": "2.7", "unit": "kg/L" }]);
        assert_eq!(
            said("transport-fuel-sales", &json!({ "fuel-volume": litres, "city-share": all, "emission-factor-by-volume": other })),
            "\"Diesel\": emission-factor-by-volume for a fuel of which no amount is given; give the amount, or spell both alike"
        );
    }
}
