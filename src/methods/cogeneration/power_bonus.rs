//! Power as if it came from elsewhere, the rest for the heat (GPC I.4): see [the page of the family](super).

use super::{BIOGENIC, CH4, CO2, CogenerationSplit, HEAT, N2O, OUTPUTS, POWER, each_gas};
use crate::error::{Message, Result};
use crate::methods::{Input, Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Coefficient, Energy, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "cogeneration-power-bonus",
    reference: "I.4",
    equation: "AGFW FW 309, electricity credit (Stromgutschrift)",
    tiers: "1, 2, 3",
    inputs: &[
        CO2,
        CH4,
        N2O,
        BIOGENIC,
        HEAT,
        POWER,
        Input::maybe("displaced-co2-factor", "kg/kWh", "CO2 of the power, had it come from elsewhere").with(&["co2"]),
        Input::maybe("displaced-ch4-factor", "kg/kWh", "CH4 of it").with(&["ch4"]),
        Input::maybe("displaced-n2o-factor", "kg/kWh", "N2O of it").with(&["n2o"]),
        Input::maybe("displaced-co2-biogenic-factor", "kg/kWh", "biogenic CO2 of it").with(&["co2-biogenic"]),
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    each_gas(inputs, |gas, emitted, output| compute(emitted, output.power, inputs.coefficient(&format!("displaced-{gas}-factor"))?))
}

/// Power as if it came from elsewhere, heat the rest.
///
/// ```
/// use citycarbon::methods::cogeneration::power_bonus;
/// use citycarbon::quantity::{Coefficient, Energy, Mass};
/// // 10 MWh that would have emitted 500 kg each: 5 of the 8 t, and 3 t for the heat.
/// let displaced = Coefficient::from_parts(Mass::kilograms(500), Energy::kilowatt_hours(1000))?;
/// let split = power_bonus::compute(Mass::tonnes(8).into(), Energy::kilowatt_hours(10_000).into(), displaced)?;
/// assert_eq!((split.heat.quantity()?, split.power.quantity()?), (Mass::tonnes(3), Mass::tonnes(5)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// The power displaces more than the plant emitted.
pub fn compute<N: Scalar>(
    emitted: Amount<Mass, N>,
    power: Amount<Energy, N>,
    displaced_factor: Coefficient<Mass, Energy, N>,
) -> Result<CogenerationSplit<N>> {
    let power = displaced_factor.of(power)?.evaluate()?;
    let heat = emitted
        .checked_sub(power)?
        .ok_or_else(|| Message::MoreDisplaced { value: power.shown().into(), emitted: emitted.shown().into() })?;
    Ok(CogenerationSplit { heat, power })
}
