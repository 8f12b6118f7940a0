//! CH4 of wastewater that industry treats itself (GPC III.4).
//!
//! ```text
//! CH4 = (TOW − S) · Bo · MCF − R            TOW = P · W · COD
//! ```
//!
//! S is the load that leaves as sludge, R the CH4 recovered; the other symbols are those of [`industry`](super::industry) and
//! [`organic`](super::organic).
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.4 to 6.6. COD goes with `Bo` 0.25.

use super::industry::{GENERATION, INDUSTRY, PRODUCT, WATER, contents};
use super::organic::{CAPACITY, LoadFactors, given_factor, methane};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::labelled::Labelled;
use crate::methods::recovery::emitted;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Mass, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "industrial-wastewater-2006",
    reference: "III.4",
    equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.4 to 6.6",
    tiers: "1, 2, 3",
    inputs: &[
        PRODUCT,
        GENERATION,
        WATER,
        Input::table("organics-concentration", "kg/L", INDUSTRY, "organic load of the wastewater (COD)").on(Basis::Cod),
        CAPACITY.on(Basis::Cod),
        Input::maybe_table("methane-correction-factor", "kg/kg", INDUSTRY, "methane correction factor of the treatment (MCF)")
            .of("wastewater"),
        given_factor(INDUSTRY).on(Basis::Cod),
        Input::maybe_table(
            "sludge-organics",
            "kg",
            INDUSTRY,
            "organic load that leaves as sludge (S); zero if left out (default of eq. 6.4)",
        ),
        Input::maybe_table("methane-recovered", "kg", INDUSTRY, "CH4 recovered (R); zero if left out (default of eq. 6.4)"),
    ],
    results: &[Output::table("organic-load", "kg", INDUSTRY), Output::table("CH4", "kg", INDUSTRY)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let loads = contents(inputs, "organics-concentration")?;
    let factors = LoadFactors::read(inputs, "industry", &loads)?;
    let amounts = |name| Labelled::<Amount<Mass, N>>::amounts(inputs, name, "industry")?.known(&loads);
    let (sludge, recovered) = (amounts("sludge-organics")?, amounts("methane-recovered")?);
    let mut outcome = Outcome::new();
    for (industry, load) in loads.iter() {
        let generated = methane(load, sludge.get(industry).unwrap_or(Amount::ZERO), factors.of(industry)?)?;
        let methane = emitted(generated, recovered.get(industry).unwrap_or(Amount::ZERO))?;
        let named = [("industry", industry)];
        outcome = outcome.with_labels("organic-load", None, &named, load).with_labels("CH4", None, &named, methane);
    }
    Ok(outcome)
}
