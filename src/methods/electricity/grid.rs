//! Energy bought from a network (GPC scope 2 of I): see [the page of the family](super).

use super::{CH4, CO2, CO2E, CONSUMPTION, N2O, SUPPLY, SupplyFactors};
use crate::error::Result;
use crate::methods::{Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Coefficient, Energy, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "grid-electricity",
    reference: "I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
    equation: "GPC, ch. 6: energy from a grid",
    tiers: "1, 2, 3",
    inputs: &[CONSUMPTION.of_the_grid(), CO2, CH4, N2O, CO2E],
    results: &[
        Output::table("CO2", "kg", SUPPLY),
        Output::table("CH4", "kg", SUPPLY),
        Output::table("N2O", "kg", SUPPLY),
        Output::table("CO2e", "kg", SUPPLY),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

/// A gas of energy used, by its factor.
///
/// ```
/// use citycarbon::methods::electricity::grid;
/// use citycarbon::quantity::{Coefficient, Energy, Mass};
/// // 2 MWh at 0.4999 kg/kWh (TGO, mix of 2016 to 2018): 999.8 kg.
/// let factor = Coefficient::from_parts("0.4999 kg".parse()?, Energy::kilowatt_hours(1))?;
/// assert_eq!(grid::compute(Energy::megawatt_hours(2).into(), factor)?.quantity()?, "999.8 kg".parse::<Mass>()?);
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(used: Amount<Energy, N>, factor: Coefficient<Mass, Energy, N>) -> Result<Amount<Mass, N>> {
    factor.of(used)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let supplies = SupplyFactors::read(inputs)?;
    supplies.check_complete()?;
    let mut outcome = Outcome::new();
    for (supply, used) in supplies.used.iter() {
        for (gas, _, factor) in supplies.gases(supply) {
            outcome = outcome.with_labels(gas, None, &[("supply", supply)], compute(used, factor)?);
        }
    }
    Ok(outcome)
}
