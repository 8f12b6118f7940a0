//! Roots, to a stated number of digits: what a constant rate, an elasticity and an equation with a power need.

use super::{Exact, Ratio, Rounding, power};
use crate::error::{Message, Result};
use std::cmp::Ordering;

/// Digits after the dot of what a root gives. It is computed with four more, so that all are right where the result is below a hundred.
pub const ROOT_PLACES: u32 = 24;

/// Digits after the dot that it is computed with.
const GUARD: u32 = 28;

/// The number between two where a rising function crosses what is looked for, from below.
pub(crate) fn crossing(mut low: Exact, mut high: Exact, compare: impl Fn(Exact) -> Result<Ordering>) -> Result<Exact> {
    let (half, smallest) = (Exact::new(5, 1)?, Exact::new(1, GUARD)?);
    while high.checked_sub(low)? > smallest {
        let middle = low.checked_add(high)?.checked_mul(half)?.round(GUARD, Rounding::Down).0;
        if middle == low {
            break;
        }
        if compare(middle)?.is_gt() {
            high = middle;
        } else {
            low = middle;
        }
    }
    Ok(low)
}

/// `base^(numerator/denominator)` of a base above zero, at [`ROOT_PLACES`] digits after the dot.
pub(crate) fn rational_power(base: Ratio, numerator: u32, denominator: u32) -> Result<Exact> {
    let base = base.divided(GUARD, Rounding::HalfEven)?;
    if base.is_zero() || base.is_negative() {
        return Err(Message::NotAboveZero { value: base.to_string().into() }.into());
    }
    let places = |number: Exact| number.round(ROOT_PLACES, Rounding::HalfEven).0;
    let root = if denominator == 1 || base == Exact::ONE {
        base
    } else {
        // (1 + a)^n is at least 1 + n a, so that the root of 1 + a is at most 1 + a/n.
        let above = Ratio::new(base.checked_sub(Exact::ONE)?, denominator)?.divided(GUARD, Rounding::Down)?;
        let margin = Exact::new(2, GUARD)?;
        let high = if above.is_negative() { Exact::ONE } else { above.checked_add(margin)?.checked_add(Exact::ONE)? };
        crossing(Exact::ZERO, high, |root| compare_power(root, denominator, base))?
    };
    power(root, numerator, GUARD).map(places)
}

/// A power against a number, without computing what is far above it.
fn compare_power(root: Exact, exponent: u32, with: Exact) -> Result<Ordering> {
    let mut product = Exact::ONE;
    for _ in 0..exponent {
        product = product.checked_mul(root)?.round(GUARD, Rounding::HalfEven).0;
        if root > Exact::ONE && product > with {
            return Ok(Ordering::Greater);
        }
    }
    Ok(product.cmp(&with))
}
