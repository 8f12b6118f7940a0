//! Open burning of waste by component (GPC III.3): see [the page of the family](super).
//!
//! The equations of [`components`](super::components), with an oxidation factor of its own; the factor of CH4 is for wet waste, that of
//! N2O for dry (IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.4 and 5.5, table 5.6). How much waste burns follows from
//! [`open_burning_waste`](super::open_burning_waste).

use super::components::{BurntMix, EQUATION, OUTPUTS, SHARE, burn};
use super::{COMPONENT, dry_matter_content, fossil_carbon_fraction, total_carbon_content};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::basis::WasteFactor;
use crate::methods::{Input, Inputs, MethodSpec, Outcome};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "open-burning",
    reference: "III.3",
    equation: EQUATION,
    tiers: "1, 2",
    inputs: &[
        Input::one("waste", "kg", "waste burnt in the open, wet (open-burning-waste)"),
        SHARE,
        dry_matter_content(COMPONENT),
        total_carbon_content(COMPONENT),
        fossil_carbon_fraction(COMPONENT),
        Input::table("oxidation-factor", "kg/kg", COMPONENT, "part of the carbon that oxidises in the open").of("open-burning"),
        Input::maybe("methane-factor", "kg/kg", "CH4 of each kg wet").factors("open-burning", "CH4").on(Basis::Wet),
        Input::maybe("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg dry").factors("open-burning", "N2O").on(Basis::Dry),
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let BurntMix { outcome, dry, .. } = burn(inputs)?;
    match inputs.maybe_number("dry-nitrous-oxide-factor") {
        None => Ok(outcome),
        Some(factor) => Ok(outcome.with("N2O", dry.gives(WasteFactor::new(factor))?)),
    }
}
