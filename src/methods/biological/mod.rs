//! Composting and anaerobic digestion of solid waste (GPC III.2).
//!
//! ```text
//! CH4 = Σ Mᵢ · EFᵢ − R            N2O = Σ Mᵢ · EFᵢ
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Mᵢ | waste given to treatment i, wet or dry | kg |
//! | `EFᵢ` | gas generated, on the same basis | kg/kg |
//! | R | CH4 recovered in the year | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 4, eq. 4.1 and 4.2 (the 2019 Refinement changes nothing); defaults in table 4.1.
//! Wet and dry are separate types ([`WasteMass`], [`WasteFactor`]). The default for digestion is what leaks of gas that is otherwise recovered:
//! nothing may be taken off it. Gas burnt for energy belongs to energy; CO2 of compost is biogenic and not counted.

pub mod composting;
pub mod digestion;

use super::basis::{WasteFactor, WasteMass};
use super::recovery::emitted;
use super::{Input, Inputs, Outcome, Output};
use crate::error::Result;
use crate::quantity::{Amount, Mass, Scalar};

const EQUATION: &str = "IPCC 2006, vol. 5, ch. 4, eq. 4.1 and 4.2";
const OUTPUTS: &[Output] = &[Output::one("CH4", "kg"), Output::one("N2O", "kg")];
const RECOVERED: Input = Input::maybe(
    "methane-recovered",
    "kg",
    "CH4 recovered in the year, of the same waste; zero if left out (IPCC 2006, vol. 5, ch. 4, eq. 4.1)",
);

/// CH4 from biological treatment, less what is recovered.
///
/// ```
/// use citycarbon::methods::basis::{Dry, WasteFactor, WasteMass};
/// use citycarbon::methods::biological::methane;
/// use citycarbon::quantity::{Mass, Ratio};
/// // 100 t of dry waste at 10 g/kg, 100 kg of it recovered: 100,000 · 0.010 − 100 = 900 kg.
/// let waste = WasteMass::<Dry>::new(Mass::tonnes(100));
/// let emitted = methane([(waste, WasteFactor::new(Ratio::new(10, 1000)?))], Mass::kilograms(100).into())?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(900));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More recovered than generated.
pub fn methane<B: Copy, N: Scalar>(
    treated: impl IntoIterator<Item = (WasteMass<B, N>, WasteFactor<B, N>)>,
    recovered: Amount<Mass, N>,
) -> Result<Amount<Mass, N>> {
    emitted(generated(treated)?, recovered)
}

/// N2O from biological treatment.
///
/// ```
/// use citycarbon::methods::basis::{WasteFactor, WasteMass, Wet};
/// use citycarbon::methods::biological::nitrous_oxide;
/// use citycarbon::quantity::{Mass, Ratio};
/// // 250 t composted at 0.24 g for each kg of wet waste: 60 kg.
/// let waste = WasteMass::<Wet>::new(Mass::tonnes(250));
/// let emitted = nitrous_oxide([(waste, WasteFactor::new(Ratio::new(24, 100_000)?))])?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(60));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn nitrous_oxide<B: Copy, N: Scalar>(
    treated: impl IntoIterator<Item = (WasteMass<B, N>, WasteFactor<B, N>)>,
) -> Result<Amount<Mass, N>> {
    generated(treated)
}

fn generated<B: Copy, N: Scalar>(
    treated: impl IntoIterator<Item = (WasteMass<B, N>, WasteFactor<B, N>)>,
) -> Result<Amount<Mass, N>> {
    treated.into_iter().try_fold(Amount::ZERO, |sum, (waste, factor)| sum.checked_add(waste.gives(factor)?))
}

/// Both gases of one treatment; N2O only where a factor is given.
fn treated<B: Copy, N: Scalar>(inputs: &Inputs<N>, waste: WasteMass<B, N>, ch4: &str, n2o: &str) -> Result<Outcome<N>> {
    let recovered = inputs.maybe_amount("methane-recovered")?.unwrap_or(Amount::ZERO);
    let outcome = Outcome::new().with("CH4", methane([(waste, WasteFactor::new(inputs.number(ch4)?))], recovered)?);
    match inputs.maybe_number(n2o) {
        None => Ok(outcome),
        Some(factor) => Ok(outcome.with("N2O", nitrous_oxide([(waste, WasteFactor::new(factor))])?)),
    }
}

/// Both gases of wet waste.
fn wet<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let waste = WasteMass::<super::basis::Wet, N>::new(inputs.amount::<Mass>("waste")?);
    treated(inputs, waste, "methane-factor", "nitrous-oxide-factor")
}

/// Both gases of dry waste.
fn dry<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let waste = WasteMass::<super::basis::Dry, N>::new(inputs.amount::<Mass>("dry-waste")?);
    treated(inputs, waste, "dry-methane-factor", "dry-nitrous-oxide-factor")
}
