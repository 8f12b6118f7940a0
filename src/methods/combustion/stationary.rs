//! Burning of a fuel, on net or on gross energy: see [the page of the family](super).

use super::{CarbonOrigin, CarbonSource, EnergyFactor, FuelEnergy, OnBasis, co2_of_carbon};
use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::methods::labelled::{none_of, one_input};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, weighed};
use crate::quantity::{Amount, Coefficient, Energy, EnergyBasis, Fraction, Mass, Quantity, Scalar, Volume};

/// The names of the inputs on one basis.
struct InputNames {
    basis: EnergyBasis,
    energy: &'static str,
    calorific_value: &'static str,
    by_volume: &'static str,
    co2: &'static str,
    carbon: &'static str,
    ch4: &'static str,
    n2o: &'static str,
}

const NET_NAMES: InputNames = InputNames {
    basis: EnergyBasis::Net,
    energy: "net-energy",
    calorific_value: "net-calorific-value",
    by_volume: "net-calorific-value-of-volume",
    co2: "co2-factor",
    carbon: "carbon-content",
    ch4: "ch4-factor",
    n2o: "n2o-factor",
};

const GROSS_NAMES: InputNames = InputNames {
    basis: EnergyBasis::Gross,
    energy: "gross-energy",
    calorific_value: "gross-calorific-value",
    by_volume: "gross-calorific-value-of-volume",
    co2: "gross-co2-factor",
    carbon: "gross-carbon-content",
    ch4: "gross-ch4-factor",
    n2o: "gross-n2o-factor",
};

const REFERENCE: &str = "I.1.1, I.2.1, I.3.1, I.4.1, I.4.4, I.5.1, I.6.1";
const EQUATION: &str = "IPCC 2006, vol. 2, ch. 2, eq. 2.1 to 2.5";

const FUEL: Input = Input::maybe("fuel", "kg", "fuel burnt, weighed");
const VOLUME: Input = Input::maybe("fuel-volume", "m3", "fuel burnt, by volume");
const DENSITY: Input = Input::maybe("density", "kg/L", "density, where a volume is converted to a mass");
/// Factors of the fuel itself, where no energy is needed.
const CO2_BY_MASS: Input =
    Input::maybe("co2-factor-by-mass", "kg/kg", "CO2 of each kg of fuel, before oxidation").factors("stationary", "CO2");
const CO2_BY_VOLUME: Input =
    Input::maybe("co2-factor-by-volume", "kg/L", "CO2 of each litre of fuel, before oxidation").factors("stationary", "CO2");
const CH4_BY_MASS: Input = Input::maybe("ch4-factor-by-mass", "kg/kg", "CH4 of each kg of fuel").factors("stationary", "CH4");
const CH4_BY_VOLUME: Input = Input::maybe("ch4-factor-by-volume", "kg/L", "CH4 of each litre of fuel").factors("stationary", "CH4");
const N2O_BY_MASS: Input = Input::maybe("n2o-factor-by-mass", "kg/kg", "N2O of each kg of fuel").factors("stationary", "N2O");
const N2O_BY_VOLUME: Input = Input::maybe("n2o-factor-by-volume", "kg/L", "N2O of each litre of fuel").factors("stationary", "N2O");

const FRACTION: Input = Input::maybe("carbon-fraction", "kg/kg", "carbon in the fuel, instead of a factor for CO2");
const OXIDATION: Input = Input::maybe("oxidation-factor", "kg/kg", "share of the carbon that oxidises").of("fuel");
const BIOGENIC: Input = Input::maybe(
    "biogenic-share",
    "kg/kg",
    "share of the carbon that is biogenic, reported separately; without it all carbon is booked as fossil CO2",
);

const OUTPUTS: &[Output] = &[
    Output::one("energy", "TJ"),
    Output::one("CO2", "kg"),
    Output::one("CO2_biogenic", "kg"),
    Output::one("CH4", "kg"),
    Output::one("N2O", "kg"),
];

/// Burning of a fuel, all inputs on net energy.
pub const SPEC: MethodSpec = MethodSpec {
    name: "combustion",
    reference: REFERENCE,
    equation: EQUATION,
    tiers: "1, 2",
    inputs: &[
        FUEL,
        VOLUME,
        Input::maybe(NET_NAMES.energy, "TJ", "energy of the fuel burnt, net"),
        DENSITY,
        Input::maybe(NET_NAMES.calorific_value, "TJ/Gg", "net calorific value"),
        Input::maybe(NET_NAMES.by_volume, "MJ/m3", "net calorific value of a volume").parameters(NET_NAMES.calorific_value),
        Input::maybe(NET_NAMES.co2, "kg/TJ", "CO2 of net energy").factors("stationary", "CO2"),
        Input::maybe(NET_NAMES.carbon, "kg/GJ", "carbon of net energy, instead of a factor for CO2"),
        FRACTION,
        OXIDATION.with(&[NET_NAMES.co2, NET_NAMES.carbon, FRACTION.name, CO2_BY_MASS.name, CO2_BY_VOLUME.name]),
        BIOGENIC,
        Input::maybe(NET_NAMES.ch4, "kg/TJ", "CH4 of net energy, by technology").factors("stationary", "CH4"),
        Input::maybe(NET_NAMES.n2o, "kg/TJ", "N2O of net energy, by technology").factors("stationary", "N2O"),
        CO2_BY_MASS,
        CO2_BY_VOLUME,
        CH4_BY_MASS,
        CH4_BY_VOLUME,
        N2O_BY_MASS,
        N2O_BY_VOLUME,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(net),
};

/// Burning of a fuel, all inputs on gross energy.
pub const GROSS: MethodSpec = MethodSpec {
    name: "combustion-gross",
    reference: REFERENCE,
    equation: EQUATION,
    tiers: "1, 2",
    inputs: &[
        FUEL,
        VOLUME,
        Input::maybe(GROSS_NAMES.energy, "TJ", "energy of the fuel burnt, gross"),
        DENSITY,
        Input::maybe(GROSS_NAMES.calorific_value, "TJ/Gg", "gross calorific value").parameters(NET_NAMES.calorific_value),
        Input::maybe(GROSS_NAMES.by_volume, "MJ/m3", "gross calorific value of a volume").parameters(NET_NAMES.calorific_value),
        Input::maybe(GROSS_NAMES.co2, "kg/TJ", "CO2 of gross energy").factors("stationary", "CO2"),
        Input::maybe(GROSS_NAMES.carbon, "kg/GJ", "carbon of gross energy, instead of a factor for CO2")
            .parameters(NET_NAMES.carbon),
        FRACTION,
        OXIDATION.with(&[GROSS_NAMES.co2, GROSS_NAMES.carbon, FRACTION.name, CO2_BY_MASS.name, CO2_BY_VOLUME.name]),
        BIOGENIC,
        Input::maybe(GROSS_NAMES.ch4, "kg/TJ", "CH4 of gross energy, by technology").factors("stationary", "CH4"),
        Input::maybe(GROSS_NAMES.n2o, "kg/TJ", "N2O of gross energy, by technology").factors("stationary", "N2O"),
        CO2_BY_MASS,
        CO2_BY_VOLUME,
        CH4_BY_MASS,
        CH4_BY_VOLUME,
        N2O_BY_MASS,
        N2O_BY_VOLUME,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(gross),
};

fn net<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    burnt(inputs, &NET_NAMES)
}

fn gross<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    burnt(inputs, &GROSS_NAMES)
}

fn burnt<N: Scalar>(inputs: &Inputs<N>, names: &InputNames) -> Result<Outcome<N>> {
    check_basis(inputs, names.basis)?;
    let measures = ["fuel", "fuel-volume", names.energy];
    let measure = one_input(inputs, &measures)?.ok_or_else(|| none_of("", measures))?;
    let energy = energy(inputs, names, measure)?;
    let carbons = [names.co2, names.carbon, FRACTION.name, CO2_BY_MASS.name, CO2_BY_VOLUME.name];
    let others =
        [("CH4", [names.ch4, CH4_BY_MASS.name, CH4_BY_VOLUME.name]), ("N2O", [names.n2o, N2O_BY_MASS.name, N2O_BY_VOLUME.name])];
    let carbon = one_input(inputs, &carbons)?;
    let mut other_names = others.iter().flat_map(|(_, ways)| *ways);
    if carbon.is_none() && other_names.clone().all(|name| !inputs.has(name)) {
        return Err(none_of("", carbons.into_iter().chain(other_names.by_ref())).into());
    }
    let needed_by = |input: &str| -> Result<FuelEnergy<N>> {
        let (first, second) = (names.calorific_value.into(), names.energy.into());
        Ok(energy.ok_or_else(|| Message::NeedsEnergyOfFuel { value: input.into(), first, second })?)
    };
    let factor = |name: &str| -> Result<EnergyFactor<N>> { Ok(OnBasis { value: inputs.coefficient(name)?, basis: names.basis }) };
    let mut outcome = Outcome::new();
    if let Some(energy) = energy {
        outcome = outcome.with("energy", energy.energy());
    }
    if let Some(name) = carbon {
        let oxidation =
            inputs.maybe_share("oxidation-factor")?.ok_or_else(|| Message::InputNotGiven { value: "oxidation-factor".into() })?;
        let co2 = if name == FRACTION.name {
            co2_of_carbon(mass(inputs, measure, name)?, inputs.share(name)?, oxidation)?
        } else if [CO2_BY_MASS.name, CO2_BY_VOLUME.name].contains(&name) {
            of_fuel_itself(inputs, measure, name)?.part(oxidation)?
        } else if name == names.co2 {
            needed_by(name)?.co2(CarbonSource::Factor(factor(name)?), oxidation)?
        } else {
            needed_by(name)?.co2(CarbonSource::Content(factor(name)?), oxidation)?
        };
        let origin = CarbonOrigin::of(co2, inputs.maybe_share("biogenic-share")?.unwrap_or(Fraction::ZERO))?;
        outcome = outcome.with("CO2", origin.fossil).with("CO2_biogenic", origin.biogenic);
    }
    for (gas, ways) in others {
        let [of_energy, ..] = ways;
        if let Some(name) = one_input(inputs, &ways)? {
            let own = name != of_energy;
            let mass = if own { of_fuel_itself(inputs, measure, name)? } else { needed_by(name)?.gas(name, factor(name)?)? };
            outcome = outcome.with(gas, mass);
        }
    }
    Ok(outcome)
}

/// A gas by a factor of the fuel itself, by mass or by volume as the name says.
fn of_fuel_itself<N: Scalar>(inputs: &Inputs<N>, measure: &str, name: &str) -> Result<Amount<Mass, N>> {
    if [CO2_BY_VOLUME.name, CH4_BY_VOLUME.name, N2O_BY_VOLUME.name].contains(&name) {
        return inputs.coefficient::<Mass, Volume>(name)?.of(volume(inputs, measure, name)?);
    }
    inputs.coefficient::<Mass, Mass>(name)?.of(mass(inputs, measure, name)?)
}

/// The energy of the fuel, where the inputs lead to one.
fn energy<N: Scalar>(inputs: &Inputs<N>, names: &InputNames, measure: &str) -> Result<Option<FuelEnergy<N>>> {
    fn of_fuel<Q: Quantity, N: Scalar>(
        fuel: Amount<Q, N>,
        calorific_value: Option<Coefficient<Energy, Q, N>>,
        basis: EnergyBasis,
    ) -> Result<Option<FuelEnergy<N>>> {
        calorific_value.map(|value| FuelEnergy::of_fuel(fuel, OnBasis { value, basis })).transpose()
    }
    if measure == names.energy {
        return Ok(Some(FuelEnergy::stated(inputs.amount(measure)?, names.basis)));
    }
    if measure == "fuel" {
        return of_fuel(inputs.amount::<Mass>(measure)?, inputs.maybe_coefficient(names.calorific_value), names.basis);
    }
    let fuel: Amount<Volume, N> = inputs.amount(measure)?;
    match (one_input(inputs, &[names.calorific_value, names.by_volume])?, inputs.maybe_number("density")) {
        (Some(name), _) if name == names.by_volume => of_fuel(fuel, inputs.maybe_coefficient(name), names.basis),
        (Some(name), Some(density)) => of_fuel(weighed(fuel, density)?, inputs.maybe_coefficient(name), names.basis),
        (Some(name), None) => Err(Message::MassOfVolume { value: name.into(), other: names.by_volume.into() }.into()),
        (None, _) => Ok(None),
    }
}

/// The volume of the fuel, for an input that needs it.
fn volume<N: Scalar>(inputs: &Inputs<N>, measure: &str, wanted: &str) -> Result<Amount<Volume, N>> {
    match (measure, inputs.maybe_number("density")) {
        ("fuel-volume", _) => inputs.amount(measure),
        ("fuel", Some(density)) => inputs.amount::<Mass>(measure)?.number().checked_div(density).map(Amount::new),
        _ => Err(Message::NeedsVolumeOfFuel { value: wanted.into() }.into()),
    }
}

/// The mass of the fuel, for an input that needs it.
fn mass<N: Scalar>(inputs: &Inputs<N>, measure: &str, wanted: &str) -> Result<Amount<Mass, N>> {
    match (measure, inputs.maybe_number("density")) {
        ("fuel", _) => inputs.amount(measure),
        ("fuel-volume", Some(density)) => weighed(inputs.amount(measure)?, density),
        _ => Err(Message::NeedsMassOfFuel { value: wanted.into() }.into()),
    }
}

/// Rejects rows of the tables on the other basis.
fn check_basis<N: Scalar>(inputs: &Inputs<N>, basis: EnergyBasis) -> Result<()> {
    let (other, method) = match basis {
        EnergyBasis::Net => (EnergyBasis::Gross, GROSS.name),
        EnergyBasis::Gross => (EnergyBasis::Net, SPEC.name),
    };
    for (name, values) in inputs.values() {
        if let Some(value) = values.iter().find(|value| value.basis.and_then(Basis::energy) == Some(other)) {
            let (row, found) = (value.row.as_deref().unwrap_or_default().into(), other.to_string().into());
            return Err(Message::RowOfOtherBasis { value: row, found, method: method.into(), basis: other.to_string().into() }
                .of(name)
                .into());
        }
    }
    Ok(())
}
