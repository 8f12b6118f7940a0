//! Heat or steam bought (GPC scope 2 of I), by factors of the heat or of the fuel: see [the page of the family](super).

use super::{GASES, driven_by, own_factors, with_gases};
use crate::error::{Message, Result};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "district-heat",
    reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
    equation: "GPC, ch. 6: energy from a grid; Local Government Operations Protocol, eq. 6.16 to 6.18",
    tiers: "1, 2",
    inputs: &[
        Input::one("heat", "MWh", "heat or steam bought"),
        Input::maybe("co2-factor", "kg/kWh", "CO2 of the heat").factors("district-heat", "CO2"),
        Input::maybe("ch4-factor", "kg/kWh", "CH4 of the heat").factors("district-heat", "CH4"),
        Input::maybe("n2o-factor", "kg/kWh", "N2O of the heat").factors("district-heat", "N2O"),
        Input::maybe("co2e-factor", "kg/kWh", "all gases of the heat, where they are known only as CO2e")
            .factors("district-heat", crate::methods::CO2E),
        Input::maybe("boiler-efficiency", "MJ/MJ", "heat per unit of fuel, instead of factors of the heat"),
        Input::maybe("fuel-co2-factor", "kg/TJ", "CO2 of the fuel, on the basis of the efficiency").factors("stationary", "CO2"),
        Input::maybe("fuel-ch4-factor", "kg/TJ", "CH4 of the fuel").factors("stationary", "CH4"),
        Input::maybe("fuel-n2o-factor", "kg/TJ", "N2O of the fuel").factors("stationary", "N2O"),
    ],
    results: &[
        Output::one("fuel-energy", "MWh"),
        Output::one("CO2", "kg"),
        Output::one("CH4", "kg"),
        Output::one("N2O", "kg"),
        Output::one("CO2e", "kg"),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

/// The gases of the fuel of the boiler: input and output.
const FUEL_FACTORS: [(&str, &str); 3] = [("fuel-co2-factor", "CO2"), ("fuel-ch4-factor", "CH4"), ("fuel-n2o-factor", "N2O")];

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let bought = inputs.amount("heat")?;
    let Some(efficiency) = inputs.maybe_number("boiler-efficiency") else {
        if let Some((name, _)) = FUEL_FACTORS.iter().find(|(name, _)| inputs.has(name)) {
            return Err(Message::NeededFor { value: "boiler-efficiency".into(), input: (*name).into() }.into());
        }
        return with_gases(Outcome::new(), inputs, bought, own_factors());
    };
    if let Some((name, ..)) = GASES.iter().find(|(name, ..)| inputs.has(name)) {
        return Err(Message::HeatFactorWithBoiler { value: (*name).into() }.into());
    }
    let fuel = driven_by(bought, efficiency)?;
    with_gases(Outcome::new().with("fuel-energy", fuel), inputs, fuel, FUEL_FACTORS)
}
