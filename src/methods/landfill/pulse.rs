//! What becomes of one deposit, year by year.
//!
//! ```text
//! a = (13 − M) / 12        n = 0: 1 − e^(−k·a)        n ≥ 1: e^(−k·(n−1+a)) − e^(−k·(n+a))
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | k | decay rate | 1/yr |
//! | M | month in which decay starts, from 1 = January of the year of deposit: 7 (no delay on average) to 13 (six months, the default of the IPCC) | |
//! | n | years after the year of deposit | |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.4, 3.5 and 3A1.12 to 3A1.15.

use super::stock::{months_early, not_below_zero};
use super::{HALF_LIFE, MONTH, RATE, rate_of_half_life};
use crate::error::{Message, Result};
use crate::methods::labelled::just_one;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "landfill-pulse",
    reference: "III.1",
    equation: "IPCC 2006, vol. 5, ch. 3, eq. 3A1.12 to 3A1.15, of one deposit",
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("decay-rate", "1/yr", RATE).or(&["half-life"]),
        Input::maybe("half-life", "yr", HALF_LIFE).without_rows(),
        Input::one("start-month", "1", MONTH),
        Input::one("years", "1", "years after the year of deposit, up to 1000"),
    ],
    results: &[Output::table("decomposed-share", "kg/kg", &["after"]), Output::one("left-share", "kg/kg")],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let of_life = |life| rate_of_half_life(life).and_then(N::evaluate);
    let ways = [
        ("decay-rate", inputs.maybe_number("decay-rate").map(N::evaluate)),
        ("half-life", inputs.maybe_number("half-life").map(of_life)),
    ];
    let (rate, month) = (just_one("", ways)?.1?, inputs.whole("start-month")?);
    let years: u16 = inputs.whole("years")?;
    if years > 1000 {
        return Err(Message::TooManyYears { value: (&years).into(), limit: 1000 }.into());
    }
    let mut outcome = Outcome::new();
    for after in 0..=years {
        let labels = [("after", after.to_string())];
        let labels = labels.each_ref().map(|(label, after)| (*label, after.as_str()));
        outcome = outcome.with_number("decomposed-share", None, &labels, decayed(rate, month, after)?);
    }
    Ok(outcome.with_number("left-share", None, &[], left(rate, month, years)?))
}

/// Digits after the decimal point of [`decayed`].
pub const DECAY_PLACES: u32 = 18;

/// The share of one deposit's decomposable carbon that decomposes in the n-th year after the year of deposit (n = 0).
///
/// Exact to 10^-17; the shares of years 0 to n add up to one less what is left, to the last digit, because each is a difference of
/// rounded powers.
///
/// # Errors
/// A month outside 7 to 13, or a decay rate below zero.
///
/// ```
/// use citycarbon::methods::landfill::decayed;
/// use citycarbon::quantity::Ratio;
/// // IPCC 2006, vol. 5, table 3A1.1: k = 0.1, a deposit of 100, M = 13: decomposed in all by the end of each year 0, 9.5, 18.1.
/// let k: Ratio = "0.1".parse()?;
/// assert_eq!(decayed(k, 13, 0)?.to_string(), "0");
/// assert_eq!(decayed(k, 13, 1)?.to_string(), "0.095162581964040427");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn decayed<N: Scalar>(decay_rate: N, start_month: u8, years_after: u16) -> Result<N> {
    let before = years_after.checked_sub(1).map_or(Ok(N::ONE), |before| left(decay_rate, start_month, before))?;
    before.checked_sub(left(decay_rate, start_month, years_after)?)
}

/// The share that is left at the end of the n-th year after the year of deposit.
fn left<N: Scalar>(decay_rate: N, start_month: u8, years_after: u16) -> Result<N> {
    let months = u32::from(years_after).saturating_mul(12).saturating_add(months_early(start_month)?);
    not_below_zero(decay_rate)?;
    decay_rate.checked_mul(N::constant(months, 12)?)?.exp_of_minus(DECAY_PLACES)
}
