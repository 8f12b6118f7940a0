//! The exponential function and whole powers, in integers, with a stated accuracy.

use super::exact::power_of_ten;
use super::{Exact, Ratio, Rounding};
use crate::error::{Error, Operation, Result};
use ethnum::I256;

/// Digits after the dot that the series is computed with.
const GUARD: u32 = 34;

/// e^(−x) for x of zero or more, at `places` digits after the dot (28 at most): within one unit of the last.
///
/// The argument is halved until it is below a half, the series is summed with 34 digits, and the result squared as often.
///
/// ```
/// use citycarbon::quantity::{Ratio, exp_of_minus};
/// assert_eq!(exp_of_minus(Ratio::new(1, 1)?, 18)?.to_string(), "0.367879441171442322");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn exp_of_minus(x: Ratio, places: u32) -> Result<Exact> {
    let too_large = || Error::too_large(Operation::Exponential { x: (&x).into() });
    if x.numerator().is_negative() {
        return Err(too_large());
    }
    // Below 10^-28 nothing is left: e^-65 is 6 · 10^-29.
    if x.numerator() > x.denominator().checked_mul(Exact::from(65_i64))? {
        return Ok(Exact::ZERO);
    }
    let one = power_of_ten(GUARD).ok_or_else(too_large)?;
    let half = one.checked_div(I256::new(2)).ok_or_else(too_large)?;
    let (argument, _) = x.divided(GUARD, Rounding::HalfEven)?.round(GUARD, Rounding::HalfEven);
    let mut reduced = scaled(argument).ok_or_else(too_large)?;
    let mut halvings = 0_u32;
    while reduced > half {
        reduced = reduced.checked_div(I256::new(2)).ok_or_else(too_large)?;
        halvings = halvings.saturating_add(1);
    }
    let series = || {
        let (mut sum, mut term) = (one, one);
        for n in 1_i128..=60 {
            term = term.checked_mul(reduced)?.checked_div(one)?.checked_div(I256::new(n))?.checked_neg()?;
            if term == I256::ZERO {
                break;
            }
            sum = sum.checked_add(term)?;
        }
        for _ in 0..halvings {
            sum = sum.checked_mul(sum)?.checked_div(one)?;
        }
        Some(sum)
    };
    let value = Exact::from_wide(series().ok_or_else(too_large)?, GUARD)?;
    Ok(value.round(places, Rounding::HalfEven).0)
}

/// The mantissa at [`GUARD`] digits.
fn scaled(number: Exact) -> Option<I256> {
    number.mantissa().checked_mul(power_of_ten(GUARD.checked_sub(number.scale())?)?)
}

/// A number multiplied by itself `exponent` times: whole up to `places` digits after the dot, past that rounded half-even at each
/// step, so that the error is at most `exponent` half units of the last digit for numbers up to one.
pub fn power(base: Exact, exponent: u32, places: u32) -> Result<Exact> {
    let mut product = Exact::ONE;
    for _ in 0..exponent {
        product = product.checked_mul(base)?.round(places, Rounding::HalfEven).0;
    }
    Ok(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_agrees_with_printed_digits() {
        // DLMF 4.2 and common tables: e^-1, e^-0.4, e^-10.
        for (x, printed) in [
            ((1, 1), "0.3678794411714423215955237702"),
            ((4, 10), "0.6703200460356393007444329251"),
            ((10, 1), "0.0000453999297624848515355915"),
            ((0, 1), "1"),
            ((66, 1), "0"),
        ] {
            let found = exp_of_minus(Ratio::new(x.0, x.1).unwrap(), 28).unwrap();
            let off = found.checked_sub(printed.parse().unwrap()).unwrap();
            let unit = Exact::new(1, 28).unwrap();
            assert!(off <= unit && off.checked_neg().unwrap() <= unit, "{x:?}: {found} against {printed}");
        }
    }

    #[test]
    fn powers_are_whole_where_they_fit() {
        let base: Exact = "0.996".parse().unwrap();
        assert_eq!(power(base, 0, 18).unwrap(), Exact::ONE);
        assert_eq!(power(base, 3, 18).unwrap().to_string(), "0.988047936");
        assert_eq!(power(base, 7, 18).unwrap().to_string(), "0.972333768938524656"); // of 0.972333768938524655616
    }
}
