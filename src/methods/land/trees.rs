//! Trees of settlements by their number (GPC V.2).
//!
//! ```text
//! CO2 = − Σ NT · C · 44/12          or          CO2 = − Σ NT · f          NT = n · s
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | NT | living trees of a class | 1 |
//! | n, s | trees that were planted; share of them that lives in the year | 1, 1/1 |
//! | C | carbon that a tree takes up in a year | kg |
//! | f | the same as CO2 | kg |
//!
//! Source: IPCC 2006 Guidelines and 2019 Refinement, vol. 4, ch. 8, eq. 8.3; table 8.2. Only trees of up to 20 years grow by these values.
//! A dead tree takes up nothing: where only the number planted is known, the share that lives is asked for. The same trees
//! [by their crowns](super::crown_cover) are a second way to the same figure.

use super::{co2, removed};
use crate::error::Result;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Fraction, Mass, Scalar};

const CLASS: &[&str] = &["class"];
const CARBON: &str = "tree-carbon-growth";
const UPTAKE: &str = "tree-uptake";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "urban-trees",
    reference: "V.2",
    equation: "IPCC 2006 and 2019, vol. 4, ch. 8, eq. 8.3",
    tiers: "2, 3",
    inputs: &[
        Input::maybe_table("trees", "1", CLASS, "living trees of up to 20 years, as counted in the year"),
        Input::maybe_table("planted", "1", CLASS, "trees that were planted, instead of trees").with(&["survival"]),
        Input::maybe_table("survival", "kg/kg", CLASS, "share of the planted that lives in the year")
            .with(&["planted"])
            .without_rows(),
        Input::maybe_table(CARBON, "t/tree", CLASS, "carbon that a tree takes up in a year"),
        Input::maybe_table(UPTAKE, "kg/tree", CLASS, "CO2 that a tree takes up in a year, instead of tree-carbon-growth"),
    ],
    results: &[Output::table("CO2", "kg", CLASS)],
    alternatives: Some(Alternatives::UrbanTrees),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let numbers = |name| Labelled::numbers(inputs, name, "class");
    let planted = numbers("planted")?;
    let survival = Labelled::shares(inputs, "survival", "class")?.known(&planted)?;
    let planted = planted.turned(|class, planted| living(planted, survival.need(class)?))?;
    let trees = Labelled::any([numbers("trees")?, planted])?;
    let (carbon, uptake) = (numbers(CARBON)?.known(&trees)?, numbers(UPTAKE)?.known(&trees)?);
    let mut outcome = Outcome::new();
    for (class, living) in trees.iter() {
        let of_carbon = |carbon: N| co2(Amount::new(carbon));
        let ways = [(CARBON, carbon.get(class).map(of_carbon)), (UPTAKE, uptake.get(class).map(|uptake| Ok(Amount::new(uptake))))];
        let of_one = just_one(class, ways)?.1?;
        outcome = outcome.with_labels("CO2", None, &[("class", class)], compute(living, of_one)?);
    }
    Ok(outcome)
}

/// The trees that live of those that were planted.
pub fn living<N: Scalar>(planted: N, survival: Fraction<N>) -> Result<N> {
    planted.checked_mul(survival.number())
}

/// What trees take up in a year: CO2 below zero.
///
/// ```
/// use citycarbon::methods::land::trees;
/// use citycarbon::quantity::{Fraction, Mass, Ratio};
/// // 1000 trees planted, 63 % alive, 9.5 kg each.
/// let living = trees::living(Ratio::new(1000, 1)?, Fraction::from_parts(63, 100)?)?;
/// let each: Mass = "9.5 kg".parse()?;
/// assert_eq!(trees::compute(living, each.into())?.quantity()?, Mass::kilograms(-5985));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(living: N, each: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    removed(each.checked_mul(living)?)
}
