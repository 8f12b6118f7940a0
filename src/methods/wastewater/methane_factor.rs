//! CH4 for each kg of organic load in wastewater (GPC III.4): EF = Bo · MCF, see [`organic`](super::organic).

use super::PATHWAY;
use super::organic::factor;
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "wastewater-methane-factor",
    reference: "III.4",
    equation: "IPCC 2006 and 2019, vol. 5, ch. 6, eq. 6.2 and 6.5",
    tiers: "1, 2",
    inputs: &[
        Input::one("methane-producing-capacity", "kg/kg", "CH4 that a load can make at most (Bo)"),
        Input::table("methane-correction-factor", "kg/kg", PATHWAY, "methane correction factor of the pathway (MCF)")
            .of("wastewater"),
    ],
    results: &[Output::table("wastewater-methane-factor", "kg/kg", PATHWAY)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let capacity = inputs.number("methane-producing-capacity")?;
    let mut outcome = Outcome::new();
    for (pathway, correction) in Labelled::shares(inputs, "methane-correction-factor", "pathway")?.iter() {
        let factor = factor(capacity, correction)?;
        outcome = outcome.with_number("wastewater-methane-factor", None, &[("pathway", pathway)], factor);
    }
    Ok(outcome)
}
