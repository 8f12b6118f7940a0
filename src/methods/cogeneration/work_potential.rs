//! Heat and power by the work that each could do (GPC I.4): see [the page of the family](super).

use super::{BIOGENIC, CH4, CO2, HEAT, N2O, OUTPUTS, POWER};
use super::{CogenerationOutput, CogenerationSplit, by_weight, each_gas};
use crate::error::Result;
use crate::methods::{Input, Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Fraction, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "cogeneration-work-potential",
    reference: "I.4",
    equation: "WRI/WBCSD CHP tool 1.0 (2006), appendix I: work potential method, with the Carnot factor of the heat",
    tiers: "1, 2, 3",
    inputs: &[
        CO2,
        CH4,
        N2O,
        BIOGENIC,
        HEAT,
        POWER,
        Input::one(
            "carnot-factor",
            "MJ/MJ",
            "work that the heat could do: one less its return by its supply temperature, in kelvin",
        ),
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let carnot = inputs.share("carnot-factor")?;
    each_gas(inputs, |_, emitted, output| compute(emitted, output, carnot))
}

/// The split by the work that each could do: all of the power, of the heat its Carnot factor.
///
/// ```
/// use citycarbon::methods::cogeneration::{CogenerationOutput, work_potential};
/// use citycarbon::quantity::{Energy, Fraction, Mass};
/// // 50 GJ of heat that could do a fifth of it as work, and 30 GJ of power: 10 to 30.
/// let output = CogenerationOutput { heat: Energy::megajoules(50_000).into(), power: Energy::megajoules(30_000).into() };
/// let split = work_potential::compute(Mass::tonnes(8).into(), output, Fraction::from_parts(2, 10)?)?;
/// assert_eq!((split.heat.quantity()?, split.power.quantity()?), (Mass::tonnes(2), Mass::tonnes(6)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(
    emitted: Amount<Mass, N>,
    output: CogenerationOutput<N>,
    carnot_factor: Fraction<N>,
) -> Result<CogenerationSplit<N>> {
    by_weight(emitted, output.heat.part(carnot_factor)?, output.power)
}
