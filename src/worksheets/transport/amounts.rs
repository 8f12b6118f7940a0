//! What the worksheets of transport share: fuels and vehicles with the factors that are given for them, whichever way.

use super::{Input, Inputs, Labelled, Results, none_of, one_of};
use crate::error::{ErrorKind, Problem, Result};
use crate::gas::{Emissions, Gas, Substance};
use crate::methods::transport::{inverted, through};
use crate::quantity::{Amount, Energy, Mass, Per, Quantity, Ratio, VehicleDistance, Volume};

pub(super) const VOLUME: Input = Input::maybe_table(FUELS[0], "L", &["fuel"], "fuel by volume");
pub(super) const MASS: Input = Input::maybe_table(FUELS[1], "kg", &["fuel"], "fuel by mass");
pub(super) const ENERGY: Input = Input::maybe_table(FUELS[2], "MJ", &["fuel"], "fuel by its energy, net");
pub(super) const HEAT: Input = Input::maybe_table(CALORIFIC, "MJ/L", &["fuel"], "net calorific value of a litre");
pub(super) const HEAT_OF_MASS: Input = Input::maybe_table(CALORIFIC_OF_MASS, "MJ/kg", &["fuel"], "net calorific value of a kg");
pub(super) const BY_ENERGY: Input = Input::maybe_table(FACTOR, "kg/MJ", &["fuel", "gas"], "gas for each energy");
pub(super) const BY_VOLUME: Input = Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &["fuel", "gas"], "gas for each litre");
pub(super) const BY_MASS: Input = Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &["fuel", "gas"], "gas for each kg");

/// Fuel by volume, by mass, by energy.
pub(super) const FUELS: [&str; 3] = ["fuel-volume", "fuel-mass", "fuel-energy"];

pub(super) const CALORIFIC: &str = "net-calorific-value";
pub(super) const CALORIFIC_OF_MASS: &str = "net-calorific-value-by-mass";
pub(super) const FACTOR: &str = "emission-factor";
pub(super) const FACTOR_OF_VOLUME: &str = "emission-factor-by-volume";
pub(super) const FACTOR_OF_MASS: &str = "emission-factor-by-mass";
pub(super) const FACTOR_OF_DISTANCE: &str = "emission-factor-by-distance";
pub(super) const ECONOMY: &str = "fuel-economy";
pub(super) const ECONOMY_OF_MASS: &str = "fuel-economy-by-mass";
pub(super) const USE: &str = "energy-use";

/// Factors for each unit of something.
pub(super) type List<Q> = Vec<(Gas, Per<Mass, Q>)>;

/// An amount of fuel with the factors for its unit.
pub(super) enum Fuel {
    Volume(Amount<Volume>, List<Volume>),
    Mass(Amount<Mass>, List<Mass>),
    Energy(Amount<Energy>, List<Energy>),
}

/// The same for a fuel in each of its units.
macro_rules! for_fuel {
    ($fuel:expr, $amount:ident, $factors:ident => $body:expr) => {
        match $fuel {
            $crate::worksheets::transport::amounts::Fuel::Volume($amount, $factors) => $body,
            $crate::worksheets::transport::amounts::Fuel::Mass($amount, $factors) => $body,
            $crate::worksheets::transport::amounts::Fuel::Energy($amount, $factors) => $body,
        }
    };
}
pub(super) use for_fuel;

/// A ratio in base units as so much for each.
pub(super) fn per<N: Quantity, D: Quantity>(ratio: Ratio) -> Result<Per<N, D>> {
    Per::new(N::from_base(ratio.numerator()), D::from_base(ratio.denominator()))
}

/// The gases that worksheets of transport give.
const GASES: [Gas; 4] = [Gas::CO2, Gas::CH4, Gas::N2O, Gas::CO2_BIOGENIC];

/// One of these gases.
pub(super) fn gas(name: &str) -> Result<Gas> {
    let gas: Gas = name.parse()?;
    if GASES.contains(&gas) {
        return Ok(gas);
    }
    Err(Problem::new(ErrorKind::Gas, name, "not a gas of burnt fuel", "use CO2, CH4, N2O or CO2_biogenic").into())
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

/// The gases of each label.
pub(super) fn by_gas<Q: Quantity>(inputs: &Inputs, name: &str, label: &'static str) -> Result<Labelled<List<Q>>> {
    Labelled::grouped(&inputs.ratios(name)?, name, label, |row| Ok((gas(row.label("gas"))?, per(row.value)?)))
}

/// A table by gas alone.
pub(super) fn of_gases<Q: Quantity>(table: &Labelled) -> Result<List<Q>> {
    table.iter().map(|(name, ratio)| Ok((gas(name)?, per(ratio)?))).collect()
}

/// Factors of the grid.
pub(super) fn grid(inputs: &Inputs) -> Result<List<Energy>> {
    of_gases(&Labelled::ratios(inputs, "grid-factor", "gas")?)
}

/// Factors through so much of one for each of the other.
fn led<A: Quantity, B: Quantity>(list: &[(Gas, Per<Mass, B>)], step: Per<B, A>) -> Result<List<A>> {
    list.iter().map(|(gas, factor)| Ok((*gas, through(*factor, step)?))).collect()
}

/// Factors of several ways, each gas in one of them.
fn merged<Q: Quantity>(which: &str, ways: &[(&str, List<Q>)]) -> Result<List<Q>> {
    let mut list = List::new();
    for gas in GASES {
        let of = |factors: &List<Q>| factors.iter().find(|(own, _)| *own == gas).copied();
        let found = one_of(&format!("{which}, {gas}"), ways.iter().map(|(name, factors)| (*name, of(factors))))?;
        list.extend(found.map(|(_, factor)| factor));
    }
    Ok(list)
}

/// The same, of which there must be one.
fn some<Q: Quantity>(which: &str, ways: &[(&str, List<Q>)]) -> Result<List<Q>> {
    let list = merged(which, ways)?;
    if list.is_empty() { Err(none_of(which, ways.iter().map(|(name, _)| *name)).into()) } else { Ok(list) }
}

/// What is given of fuels, or of the fuel of vehicles: factors for each of their units, and what leads from one to another.
pub(super) struct Given {
    by_distance: Labelled<List<VehicleDistance>>,
    by_volume: Labelled<List<Volume>>,
    by_mass: Labelled<List<Mass>>,
    by_energy: Labelled<List<Energy>>,
    heat: Labelled,
    heat_of_mass: Labelled,
    economy: Labelled,
    economy_of_mass: Labelled,
    taken: Labelled,
}

impl Given {
    /// Every table of them that a worksheet has, held against its amounts.
    pub(super) fn read<T>(inputs: &Inputs, label: &'static str, amounts: &Labelled<T>) -> Result<Self> {
        let ratios = |name| Labelled::ratios(inputs, name, label)?.known(amounts);
        Ok(Self {
            by_distance: by_gas(inputs, FACTOR_OF_DISTANCE, label)?.known(amounts)?,
            by_volume: by_gas(inputs, FACTOR_OF_VOLUME, label)?.known(amounts)?,
            by_mass: by_gas(inputs, FACTOR_OF_MASS, label)?.known(amounts)?,
            by_energy: by_gas(inputs, FACTOR, label)?.known(amounts)?,
            heat: ratios(CALORIFIC)?,
            heat_of_mass: ratios(CALORIFIC_OF_MASS)?,
            economy: ratios(ECONOMY)?,
            economy_of_mass: ratios(ECONOMY_OF_MASS)?,
            taken: ratios(USE)?,
        })
    }

    /// The net calorific value of a litre, if it was given.
    pub(super) fn heat(&self, which: &str) -> Option<Ratio> {
        self.heat.get(which)
    }

    /// Factors for a unit of fuel: those given for it, and those for energy through its calorific value.
    fn burnt<Q: Quantity>(&self, which: &str, own: &Labelled<List<Q>>, heat: &Labelled) -> Result<[List<Q>; 2]> {
        let by_energy = heat.get(which).map(|heat| led(self.by_energy.all(which), per(heat)?)).transpose()?;
        Ok([own.all(which).to_vec(), by_energy.unwrap_or_default()])
    }

    fn by_volume(&self, which: &str) -> Result<[(&'static str, List<Volume>); 2]> {
        let [own, by_energy] = self.burnt(which, &self.by_volume, &self.heat)?;
        Ok([(FACTOR_OF_VOLUME, own), ("emission-factor with net-calorific-value", by_energy)])
    }

    fn by_mass(&self, which: &str) -> Result<[(&'static str, List<Mass>); 2]> {
        let [own, by_energy] = self.burnt(which, &self.by_mass, &self.heat_of_mass)?;
        Ok([(FACTOR_OF_MASS, own), ("emission-factor with net-calorific-value-by-mass", by_energy)])
    }

    /// Factors for each vehicle-km: those given for it, and those of the fuel through what it takes.
    fn by_distance(&self, which: &str) -> Result<[(&'static str, List<VehicleDistance>); 4]> {
        let by_volume = |economy| led(&self.of_volume(which)?, inverted(per(economy)?)?);
        let by_mass = |economy| led(&merged(which, &self.by_mass(which)?)?, inverted(per(economy)?)?);
        let by_energy = |taken| led(self.by_energy.all(which), per(taken)?);
        Ok([
            (FACTOR_OF_DISTANCE, self.by_distance.all(which).to_vec()),
            (ECONOMY, self.economy.get(which).map(by_volume).transpose()?.unwrap_or_default()),
            (ECONOMY_OF_MASS, self.economy_of_mass.get(which).map(by_mass).transpose()?.unwrap_or_default()),
            (USE, self.taken.get(which).map(by_energy).transpose()?.unwrap_or_default()),
        ])
    }

    /// Factors for each litre, if there are any.
    pub(super) fn of_volume(&self, which: &str) -> Result<List<Volume>> {
        merged(which, &self.by_volume(which)?)
    }

    /// Factors of a vehicle that is given a distance.
    pub(super) fn driven(&self, which: &str) -> Result<List<VehicleDistance>> {
        some(which, &self.by_distance(which)?)
    }

    /// Factors of a mode, none for who walks or cycles.
    pub(super) fn moved(&self, which: &str) -> Result<List<VehicleDistance>> {
        merged(which, &self.by_distance(which)?)
    }
}

/// An amount of fuel.
#[derive(Clone, Copy)]
enum FuelGiven {
    Volume(Volume),
    Mass(Mass),
    Energy(Energy),
}

/// Every fuel with its factors, at least one.
pub(super) fn some_fuels(inputs: &Inputs) -> Result<Labelled<Fuel>> {
    let fuels = fuels(inputs)?;
    if fuels.is_empty() { Err(none_of("", FUELS).into()) } else { Ok(fuels) }
}

/// Every fuel with its factors.
pub(super) fn fuels(inputs: &Inputs) -> Result<Labelled<Fuel>> {
    let [volume, mass, energy] = FUELS;
    let amounts = Labelled::any([
        Labelled::quantities(inputs, volume, "fuel")?.turned(|_, volume| Ok(FuelGiven::Volume(volume)))?,
        Labelled::quantities(inputs, mass, "fuel")?.turned(|_, mass| Ok(FuelGiven::Mass(mass)))?,
        Labelled::quantities(inputs, energy, "fuel")?.turned(|_, energy| Ok(FuelGiven::Energy(energy)))?,
    ])?;
    let given = Given::read(inputs, "fuel", &amounts)?;
    amounts.turned(|which, amount| {
        Ok(match amount {
            FuelGiven::Volume(volume) => Fuel::Volume(volume.into(), some(which, &given.by_volume(which)?)?),
            FuelGiven::Mass(mass) => Fuel::Mass(mass.into(), some(which, &given.by_mass(which)?)?),
            FuelGiven::Energy(energy) => {
                Fuel::Energy(energy.into(), some(which, &[(FACTOR, given.by_energy.all(which).to_vec())])?)
            }
        })
    })
}

/// Factors of what is burnt in cruise, for each kg.
pub(super) fn cruising(inputs: &Inputs) -> Result<List<Mass>> {
    let by_mass = of_gases(&Labelled::ratios(inputs, FACTOR_OF_MASS, "gas")?)?;
    let by_energy = of_gases::<Energy>(&Labelled::ratios(inputs, FACTOR, "gas")?)?;
    let by_energy = if by_energy.is_empty() { List::new() } else { led(&by_energy, per(inputs.ratio(CALORIFIC_OF_MASS)?)?)? };
    some("cruise", &[(FACTOR_OF_MASS, by_mass), ("emission-factor with net-calorific-value-by-mass", by_energy)])
}

/// Mistakes of a person who fills in a worksheet of transport.
#[cfg(test)]
mod tests {
    use crate::factors::Registry;
    use crate::methods;
    use serde_json::{Value, json};

    fn said(sheet: &str, inputs: &Value) -> String {
        methods::find(sheet).unwrap().compute(inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
    }

    #[test]
    fn what_does_not_belong_together_is_refused() {
        let litres = json!([{ "fuel": "diesel", "value": "1", "unit": "L" }]);
        let all = json!([{ "fuel": "diesel", "value": "100", "unit": "%" }]);
        let by_energy = json!([{ "fuel": "diesel", "gas": "CO2", "value": "74100", "unit": "kg/TJ" }]);
        assert_eq!(
            said("transport-fuel-sales", &json!({ "fuel-volume": litres, "city-share": all, "emission-factor": by_energy })),
            "\"diesel\": not enough is given; give one of emission-factor-by-volume, emission-factor with net-calorific-value"
        );
        assert_eq!(
            said("transport-fuel-sales", &json!({ "city-share": all })),
            "not enough is given; give one of fuel-volume, fuel-mass, fuel-energy"
        );
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
            "\"diesel, CO2\": emission-factor with net-calorific-value is given together with emission-factor-by-volume; \
             give one of emission-factor-by-volume, emission-factor with net-calorific-value"
        );
        let other = json!([{ "fuel": "Diesel", "gas": "CO2", "value": "2.7", "unit": "kg/L" }]);
        assert_eq!(
            said("transport-fuel-sales", &json!({ "fuel-volume": litres, "city-share": all, "emission-factor-by-volume": other })),
            "\"Diesel\": emission-factor-by-volume: no fuel of fuel-volume, fuel-mass, fuel-energy; did you mean \"diesel\"?"
        );
    }
}
