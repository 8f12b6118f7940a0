//! Heat and power by the energy of each (GPC I.4): see [the page of the family](super).

use super::{BIOGENIC, CH4, CO2, HEAT, N2O, OUTPUTS, POWER};
use super::{CogenerationOutput, CogenerationSplit, by_weight, each_gas};
use crate::error::Result;
use crate::methods::{Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "cogeneration-energy-content",
    reference: "I.4",
    equation: "WRI/WBCSD CHP tool 1.0 (2006), appendix II: energy content method",
    tiers: "1, 2, 3",
    inputs: &[CO2, CH4, N2O, BIOGENIC, HEAT, POWER],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    each_gas(inputs, |_, emitted, output| compute(emitted, output))
}

/// The split by the energy of each.
///
/// ```
/// use citycarbon::methods::cogeneration::{CogenerationOutput, energy_content};
/// use citycarbon::quantity::{Energy, Mass};
/// // 50 GJ of heat and 30 GJ of power: five eighths and three eighths.
/// let output = CogenerationOutput { heat: Energy::megajoules(50_000).into(), power: Energy::megajoules(30_000).into() };
/// let split = energy_content::compute(Mass::tonnes(8).into(), output)?;
/// assert_eq!((split.heat.quantity()?, split.power.quantity()?), (Mass::tonnes(5), Mass::tonnes(3)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(emitted: Amount<Mass, N>, output: CogenerationOutput<N>) -> Result<CogenerationSplit<N>> {
    by_weight(emitted, output.heat, output.power)
}
