//! Carbon of biochar in the soil of fields and grassland (an information item).
//!
//! ```text
//! C = Σ BC · Fc · Fperm          CO2 = C · 44/12
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | BC | biochar put into mineral soil in the year, dry | kg |
//! | Fc | carbon in it | kg/kg |
//! | `Fperm` | share of the carbon that is left after 100 years | kg/kg |
//!
//! Source: IPCC 2019 Refinement, vol. 4, app. 4, eq. 4Ap.1, "basis for future methodological development": it is no part of the
//! guidelines proper, so what is stored is booked at no reference. Emissions of the kiln are booked at their own, and the open burning
//! that it replaces by [`residue_burning`](crate::methods::agriculture::residue_burning). Valid for biochar made above 350 degrees C.

use super::co2;
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{ChainTerm, Input, Inputs, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Fraction, Mass, Scalar};

const KIND: &[&str] = &["kind"];
const CARBON: &str = "biochar-carbon-content";
const PERMANENT: &str = "biochar-permanent-fraction";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "biochar-storage",
    reference: "V.2",
    equation: "IPCC 2019, vol. 4, app. 4, eq. 4Ap.1",
    tiers: "1, 2",
    inputs: &[
        Input::table("biochar", "kg", KIND, "biochar put into mineral soil in the year, dry"),
        Input::table(CARBON, "kg/kg", KIND, "carbon of each kg dry"),
        Input::table(PERMANENT, "kg/kg", KIND, "share of the carbon that is left after 100 years"),
    ],
    results: &[Output::table("stored-carbon", "kg", KIND), Output::table("stored-co2", "kg", KIND)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let masses = Labelled::<Amount<Mass, N>>::amounts(inputs, "biochar", "kind")?;
    let shares = |name| Labelled::shares(inputs, name, "kind")?.known(&masses);
    let (carbon, permanent) = (shares(CARBON)?, shares(PERMANENT)?);
    let mut outcome = Outcome::new();
    for (kind, mass) in masses.iter() {
        let stored = compute(mass, carbon.need(kind)?, permanent.need(kind)?)?;
        let labels = [("kind", kind)];
        outcome =
            outcome.with_labels("stored-carbon", None, &labels, stored).with_labels("stored-co2", None, &labels, co2(stored)?);
    }
    Ok(outcome)
}

/// Carbon that is left of biochar after 100 years.
///
/// ```
/// use citycarbon::methods::land::biochar;
/// use citycarbon::quantity::{Fraction, Mass};
/// // 100 t of rice husk, 49 % carbon, made at 500 degrees C: 80 % stays (IPCC 2019, vol. 4, tables 4Ap.1 and 4Ap.2).
/// let stored = biochar::compute(Mass::tonnes(100).into(), Fraction::from_parts(49, 100)?, Fraction::from_parts(80, 100)?)?;
/// assert_eq!(stored.quantity()?, Mass::kilograms(39_200));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(biochar: Amount<Mass, N>, carbon: Fraction<N>, permanent: Fraction<N>) -> Result<Amount<Mass, N>> {
    product(biochar, &[ChainTerm::share(CARBON, carbon), ChainTerm::share(PERMANENT, permanent)])
}
