//! Fossil liquids burnt as waste (GPC III.3): lubricants, solvents, waste oil.
//!
//! ```text
//! CO2 = L · CL · OF · 44/12            CH4 = L · EF            N2O = L · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | L | fossil liquid burnt | kg |
//! | CL | carbon in it, all of it fossil | kg/kg |
//! | OF | part of the carbon that oxidises | kg/kg |
//! | EF | gas of each kg | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.3 to 5.5.

use super::{KIND, oxidation_factor};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::labelled::Labelled;
use crate::methods::{Chain, ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Coefficient, Fraction, Mass, Ratio, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "incineration-liquids",
    reference: "III.3",
    equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.3",
    tiers: "1, 2",
    inputs: &[
        Input::table("waste", "kg", KIND, "fossil liquid burnt"),
        Input::table("fossil-carbon-content", "kg/kg", KIND, "carbon of each kg, all of it fossil").on(Basis::Wet),
        oxidation_factor(KIND),
        Input::maybe_table("methane-factor", "kg/kg", KIND, "CH4 of each kg").factors("incineration", "CH4").on(Basis::Wet),
        Input::maybe_table("nitrous-oxide-factor", "kg/kg", KIND, "N2O of each kg").factors("incineration", "N2O").on(Basis::Wet),
    ],
    results: &[Output::table("CO2", "kg", KIND), Output::table("CH4", "kg", KIND), Output::table("N2O", "kg", KIND)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let waste = Labelled::<Amount<Mass, N>>::amounts(inputs, "waste", "kind")?;
    let shares = |name| Labelled::shares(inputs, name, "kind")?.known(&waste);
    let (content, oxidised) = (shares("fossil-carbon-content")?, shares("oxidation-factor")?);
    let factors =
        |name| Labelled::<Coefficient<Mass, Mass, N>>::coefficients(inputs, name, "kind")?.known(&waste)?.all_or_none(&waste);
    let gases = [("CH4", factors("methane-factor")?), ("N2O", factors("nitrous-oxide-factor")?)];
    let mut outcome = Outcome::new();
    for (kind, mass) in waste.iter() {
        let liquid = BurntLiquid { fossil_carbon_content: content.need(kind)?, oxidation_factor: oxidised.need(kind)? };
        outcome = outcome.with_labels("CO2", None, &[("kind", kind)], liquid.fossil_co2(mass)?);
        for (gas, factors) in &gases {
            if let Some(factor) = factors.get(kind) {
                outcome = outcome.with_labels(gas, None, &[("kind", kind)], factor.of(mass)?);
            }
        }
    }
    Ok(outcome)
}

/// The properties of a fossil liquid that its CO2 follows from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurntLiquid<N = Ratio> {
    /// Carbon in the liquid, all of it fossil.
    pub fossil_carbon_content: Fraction<N>,
    /// Part that oxidises.
    pub oxidation_factor: Fraction<N>,
}

impl<N: Scalar> BurntLiquid<N> {
    /// The terms for fossil CO2, in the order of the equation.
    pub fn fossil_chain(&self) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::share("fossil-carbon-content", self.fossil_carbon_content),
            ChainTerm::share("oxidation-factor", self.oxidation_factor),
            ChainTerm::constant("44/12", 44, 12)?,
        ])
    }

    /// Fossil CO2 of liquid burnt.
    ///
    /// ```
    /// use citycarbon::methods::incineration::liquids::BurntLiquid;
    /// use citycarbon::quantity::{Fraction, Mass};
    /// // Nine tonnes, 80 % carbon (IPCC 2006, vol. 5, table 5.2), all of it oxidised: 9000 · 0.8 · 44/12 = 26,400 kg.
    /// let oil = BurntLiquid { fossil_carbon_content: Fraction::from_parts(8, 10)?, oxidation_factor: Fraction::ONE };
    /// assert_eq!(oil.fossil_co2(Mass::tonnes(9).into())?.quantity()?, Mass::kilograms(26_400));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn fossil_co2(&self, liquid: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(liquid, &self.fossil_chain()?)
    }
}
