//! Waste burnt in the open (GPC III.3): how much it is.
//!
//! ```text
//! MSWb = P · Pfrac · MSWp · Bfrac · 365
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | `Pfrac` | share of them who burn their waste, or whose waste is burnt in a dump | kg/kg |
//! | `MSWp` | waste of a person and day, wet | kg/head/day |
//! | `Bfrac` | share of that waste that burns | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.7. The gases follow from [`open_burning`](super::open_burning).

use crate::error::Result;
use crate::methods::basis::{WasteMass, Wet};
use crate::methods::{Chain, ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Coefficient, Fraction, HeadDays, Heads, Mass, Ratio, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "open-burning-waste",
    reference: "III.3",
    equation: "IPCC 2006, vol. 5, ch. 5, eq. 5.7",
    tiers: "1, 2",
    inputs: &[
        Input::one("persons", "head", "persons"),
        Input::one("burning-population", "kg/kg", "share of persons whose waste is burnt in the open, at home or in dumps"),
        Input::one("waste-per-person", "kg/head/day, kg/head/yr", "waste of a person, wet"),
        Input::one("burnt-fraction", "kg/kg", "share of that waste that burns"),
    ],
    results: &[Output::one("waste", "kg")],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let burning = OpenBurning {
        burning_population: inputs.share("burning-population")?,
        waste_per_person: inputs.coefficient("waste-per-person")?,
        burnt_fraction: inputs.share("burnt-fraction")?,
    };
    Ok(Outcome::new().with("waste", burning.waste(inputs.amount("persons")?)?.mass()))
}

/// Whose waste is burnt, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenBurning<N = Ratio> {
    /// Share of persons whose waste is burnt in the open.
    pub burning_population: Fraction<N>,
    /// Waste of a person and day, wet.
    pub waste_per_person: Coefficient<Mass, HeadDays, N>,
    /// Share of that waste that burns.
    pub burnt_fraction: Fraction<N>,
}

impl<N: Scalar> OpenBurning<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::share("burning-population", self.burning_population),
            ChainTerm::of("waste-per-person", self.waste_per_person.number()),
            ChainTerm::share("burnt-fraction", self.burnt_fraction),
            ChainTerm::constant("365", 365, 1)?,
        ])
    }

    /// Waste burnt in a year.
    ///
    /// ```
    /// use citycarbon::methods::incineration::open_burning_waste::OpenBurning;
    /// use citycarbon::quantity::{Coefficient, Fraction, Heads, Mass, Ratio};
    /// let burning = OpenBurning {
    ///     burning_population: Fraction::from_parts(35, 100)?,
    ///     waste_per_person: Coefficient::new(Ratio::new(57, 100)?),
    ///     burnt_fraction: Fraction::from_parts(6, 10)?,
    /// };
    /// let burnt = burning.waste(Heads::count(1_500_000).into())?.mass().quantity()?;
    /// assert_eq!(burnt, Mass::kilograms(65_535_750));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn waste(&self, persons: Amount<Heads, N>) -> Result<WasteMass<Wet, N>> {
        product::<_, Mass, N>(persons, &self.chain()?).map(WasteMass::new)
    }
}
