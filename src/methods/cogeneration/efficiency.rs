//! Heat and power by the fuel that each would have taken in a separate plant (GPC I.4): see [the page of the family](super).

use super::{BIOGENIC, CH4, CO2, HEAT, N2O, OUTPUTS, POWER};
use super::{CogenerationOutput, CogenerationSplit, by_weight, each_gas};
use crate::error::Result;
use crate::methods::{Input, Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Coefficient, Energy, Fraction, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "cogeneration-efficiency",
    reference: "I.4",
    equation: "WRI/WBCSD CHP tool 1.0 (2006), efficiency method",
    tiers: "1, 2, 3",
    inputs: &[
        CO2,
        CH4,
        N2O,
        BIOGENIC,
        HEAT,
        POWER,
        Input::one("heat-efficiency", "MJ/MJ", "efficiency of making the heat in a separate plant"),
        Input::one("power-efficiency", "MJ/MJ", "efficiency of making the power in a separate plant"),
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let (heat, power) = (inputs.share("heat-efficiency")?, inputs.share("power-efficiency")?);
    each_gas(inputs, |_, emitted, output| compute(emitted, output, heat, power))
}

/// The split by the fuel that each would have taken in a separate plant; the efficiencies are never those of this plant.
///
/// ```
/// use citycarbon::methods::cogeneration::{CogenerationOutput, efficiency};
/// use citycarbon::quantity::{Energy, Fraction, Mass};
/// // 80 GJ of heat at 80 % and 35 GJ of power at 35 % would each have taken 100 GJ of fuel: half and half.
/// let output = CogenerationOutput { heat: Energy::megajoules(80_000).into(), power: Energy::megajoules(35_000).into() };
/// let (heat, power) = (Fraction::from_parts(80, 100)?, Fraction::from_parts(35, 100)?);
/// let split = efficiency::compute(Mass::tonnes(12).into(), output, heat, power)?;
/// assert_eq!((split.heat.quantity()?, split.power.quantity()?), (Mass::tonnes(6), Mass::tonnes(6)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(
    emitted: Amount<Mass, N>,
    output: CogenerationOutput<N>,
    heat_efficiency: Fraction<N>,
    power_efficiency: Fraction<N>,
) -> Result<CogenerationSplit<N>> {
    let fuel = |energy, efficiency: Fraction<N>| Coefficient::<Energy, Energy, N>::new(efficiency.number()).needed_for(energy);
    by_weight(emitted, fuel(output.heat, heat_efficiency)?, fuel(output.power, power_efficiency)?)
}
