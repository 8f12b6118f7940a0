//! Cooling bought (GPC scope 2 of I), by the energy that drives the chiller: see [the page of the family](super).

use super::{driven_by, own_factors, with_gases};
use crate::error::Result;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "cooling",
    reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
    equation: "GPC, ch. 6: energy from a grid; Local Government Operations Protocol, eq. 6.26 and 6.27",
    tiers: "1, 2",
    inputs: &[
        Input::one("cooling", "kWh", "cooling bought, as heat removed"),
        Input::one("coefficient-of-performance", "kWh/kWh", "cooling per unit of the energy that drives the chiller"),
        Input::maybe("co2-factor", "kg/kWh", "CO2 of that energy").factors("electricity", "CO2"),
        Input::maybe("ch4-factor", "kg/kWh", "CH4 of that energy").factors("electricity", "CH4"),
        Input::maybe("n2o-factor", "kg/kWh", "N2O of that energy").factors("electricity", "N2O"),
        Input::maybe("co2e-factor", "kg/kWh", "all gases of that energy, where they are known only as CO2e")
            .factors("electricity", crate::methods::CO2E),
    ],
    results: &[
        Output::one("driving-energy", "kWh"),
        Output::one("CO2", "kg"),
        Output::one("CH4", "kg"),
        Output::one("N2O", "kg"),
        Output::one("CO2e", "kg"),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let driving = driven_by(inputs.amount("cooling")?, inputs.number("coefficient-of-performance")?)?;
    with_gases(Outcome::new().with("driving-energy", driving), inputs, driving, own_factors())
}
