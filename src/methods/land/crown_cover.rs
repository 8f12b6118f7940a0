//! Trees of settlements by the area of their crowns (GPC V.2).
//!
//! ```text
//! CO2 = − Σ AT · CRW · 44/12
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | AT | area that the crowns of a class cover | m2 |
//! | CRW | carbon that the class takes up on an area of crowns in a year | kg/m2 |
//!
//! Source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 8, eq. 8.2; table 8.1. Only trees of up to 20 years grow by these
//! values; older ones are taken to lose what they gain, so their crowns are left out. The same trees [by their number](super::trees)
//! are a second way to the same figure.

use super::{co2, removed};
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Area, Coefficient, Mass, Scalar};

const CLASS: &[&str] = &["class"];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "tree-crown-cover",
    reference: "V.2",
    equation: "IPCC 2006 and 2019, vol. 4, ch. 8, eq. 8.2",
    tiers: "2",
    inputs: &[
        Input::table("crown-cover", "ha", CLASS, "area under the crowns of trees of up to 20 years"),
        Input::table("crown-carbon-growth", "t/ha", CLASS, "carbon taken up on a hectare of crowns in a year"),
    ],
    results: &[Output::table("CO2", "kg", CLASS)],
    alternatives: Some(Alternatives::UrbanTrees),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let areas = Labelled::<Amount<Area, N>>::amounts(inputs, "crown-cover", "class")?;
    let growths = Labelled::coefficients(inputs, "crown-carbon-growth", "class")?.known(&areas)?;
    let mut outcome = Outcome::new();
    for (class, area) in areas.iter() {
        outcome = outcome.with_labels("CO2", None, &[("class", class)], compute(area, growths.need(class)?)?);
    }
    Ok(outcome)
}

/// What crowns take up in a year: CO2 below zero.
///
/// ```
/// use citycarbon::methods::land::crown_cover;
/// use citycarbon::quantity::{Area, Coefficient, Mass};
/// // 3 ha of crowns, 2.8 t of carbon on each (IPCC 2019, vol. 4, table 8.1): 8.4 · 44/12 = 30.8 t.
/// let growth = Coefficient::from_parts(Mass::kilograms(2800), Area::hectares(1))?;
/// let taken_up = crown_cover::compute(Area::hectares(3).into(), growth)?;
/// assert_eq!(taken_up.quantity()?, Mass::kilograms(-30_800));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(crown_cover: Amount<Area, N>, growth: Coefficient<Mass, Area, N>) -> Result<Amount<Mass, N>> {
    removed(co2(growth.of(crown_cover)?)?)
}
