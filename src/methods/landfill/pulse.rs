//! What becomes of one deposit, year by year.

use super::decay::{months_early, refuse_below_zero};
use crate::error::{Error, Result};
use crate::quantity::{Exact, Ratio, exp_of_minus};

/// Digits after the dot of [`decayed`].
pub const DECAY_PLACES: u32 = 18;

/// The share of one deposit's decomposable carbon that decomposes in the n-th year after the year of deposit (n = 0).
///
/// ```text
/// a = (13 − M) / 12        n = 0: 1 − e^(−k·a)        n ≥ 1: e^(−k·a) · (e^(−k·(n−1)) − e^(−k·n))
/// ```
///
/// k is the decay rate for each year, M the month in which decay starts, counted from 1 = January of the year of deposit:
/// 7 (no delay on average) to 13 (a delay of six months, the default of the IPCC). Exact to 10^-17; the shares of years 0 to n
/// add up to one less what is left, to the last digit, because each is a difference of rounded powers.
///
/// Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.4, 3.5 and 3A1.12 to 3A1.15.
///
/// # Errors
/// A month outside 7 to 13, or a decay rate below zero.
///
/// ```
/// use citycarbon::methods::landfill::decayed;
/// // IPCC 2006, vol. 5, table 3A1.1: k = 0.1, a deposit of 100, M = 13: decomposed in all by the end of each year 0, 9.5, 18.1.
/// let k = "0.1".parse()?;
/// assert_eq!(decayed(k, 13, 0)?.to_string(), "0");
/// assert_eq!(decayed(k, 13, 1)?.to_string(), "0.095162581964040427");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn decayed(decay_rate: Exact, start_month: u8, years_after: u16) -> Result<Exact> {
    let early = i64::from(months_early(start_month)?);
    refuse_below_zero(decay_rate)?;
    let twelfths = |months: i64| Ratio::new(decay_rate.checked_mul(Exact::from(months))?, 12);
    // What is left at the end of a year; all of it before the deposit.
    let left = |year: Option<i64>| match year {
        None => Ok::<_, Error>(Exact::ONE),
        Some(year) => {
            let months = year.checked_mul(12).and_then(|months| months.checked_add(early));
            exp_of_minus(twelfths(months.unwrap_or(i64::MAX))?, DECAY_PLACES)
        }
    };
    let year = i64::from(years_after);
    left(year.checked_sub(1).filter(|before| *before >= 0))?.checked_sub(left(Some(year))?)
}
