//! Scalar: the number that a method computes with.
//!
//! A method is written once, generic over its number. An inventory computes with [`Ratio`], exact until a figure is done; sampling
//! computes with `f64`. Years, months, counts and labels are never a scalar.

use super::exp::exp_of_minus;
use super::{CLOSING_PLACES, Exact, Ratio, Rounding, rational_power};
use crate::error::{Error, Message, Operation, Result};
use core::cmp::Ordering;
use core::fmt::{Debug, Display};
use ethnum::I256;

/// A number that methods are written in.
///
/// | Operation | [`Ratio`] | `f64` |
/// |---|---|---|
/// | add, subtract, multiply, divide, compare | exact | as the processor does, never infinite |
/// | [`evaluate`](Self::evaluate), [`round`](Self::round) | half-even at 10^-12 | unchanged |
/// | [`rational_power`](Self::rational_power) | half-even at 10^-24 | as the processor does |
/// | [`keep`](Self::keep) | a fraction in 2^-64, to the nearest 10^-12 | a product |
pub trait Scalar: sealed::Sealed + Copy + Debug + PartialEq + Send + Sync + 'static {
    /// The part of a stock that decay keeps in a period.
    type Kept: Copy + Debug + PartialEq + Send + Sync;

    /// A figure that is done: an exact decimal in the inventory.
    type Figure: Copy + Debug + Display + PartialEq + Send + Sync;

    /// Nothing.
    const ZERO: Self;

    /// One.
    const ONE: Self;

    /// The scalar of a ratio.
    fn from_ratio(ratio: Ratio) -> Result<Self>;

    /// The sum.
    fn checked_add(self, other: Self) -> Result<Self>;

    /// The difference; it may be below zero.
    fn checked_sub(self, other: Self) -> Result<Self>;

    /// The product.
    fn checked_mul(self, other: Self) -> Result<Self>;

    /// The quotient; an error where `other` is zero.
    fn checked_div(self, other: Self) -> Result<Self>;

    /// Which of two is larger.
    fn compare(self, other: Self) -> Result<Ordering>;

    /// A figure that is done: whole where its division ends, else half-even at 10^-12.
    fn evaluate(self) -> Result<Self>;

    /// Half-even at 10^-12, also where the division ends: the resolution in which stocks are held.
    fn round(self) -> Result<Self>;

    /// e^(−self) for a number of zero or more, at so many digits after the dot (28 at most).
    fn exp_of_minus(self, places: u32) -> Result<Self>;

    /// self^(numerator/denominator) of a number above zero, half-even at 10^-24.
    fn rational_power(self, numerator: u32, denominator: u32) -> Result<Self>;

    /// The part e^(−self) that a decay of this much leaves; refused where so little decays that all is kept.
    fn kept_by_decay(self) -> Result<Self::Kept>;

    /// What decay leaves of a stock, to the nearest 10^-12.
    fn keep(self, kept: Self::Kept) -> Result<Self>;

    /// The figure that the number gives once it is done, as [`evaluate`](Self::evaluate).
    fn figure(self) -> Result<Self::Figure>;

    /// The number as messages show it.
    fn shown(self) -> String;

    /// The scalar of `numerator / denominator`, constants of an equation such as 44/12.
    fn constant(numerator: u32, denominator: u32) -> Result<Self> {
        Self::from_ratio(Ratio::new(Exact::from(numerator), Exact::from(denominator))?)
    }

    /// One less the number.
    fn complement(self) -> Result<Self> {
        Self::ONE.checked_sub(self)
    }

    /// The sum of all.
    fn sum(numbers: impl IntoIterator<Item = Self>) -> Result<Self> {
        numbers.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The product of all.
    fn product(numbers: impl IntoIterator<Item = Self>) -> Result<Self> {
        numbers.into_iter().try_fold(Self::ONE, Self::checked_mul)
    }

    /// The same number in lowest terms, where it has terms: products of it stay short.
    #[must_use]
    fn reduced(self) -> Self {
        self
    }

    /// Whether it is below zero.
    fn is_below_zero(self) -> Result<bool> {
        Ok(self.compare(Self::ZERO)? == Ordering::Less)
    }

    /// Whether it is 1: to the digit for exact numbers, within what adding up shares rounds for sampled ones.
    fn is_whole(self) -> Result<bool>;
}

/// The two instances of every method.
pub(super) mod sealed {
    pub trait Sealed {}
}

impl sealed::Sealed for Ratio {}

impl Scalar for Ratio {
    type Kept = u64;
    type Figure = Exact;

    const ZERO: Self = Ratio::ZERO;
    const ONE: Self = Ratio::ONE;

    fn from_ratio(ratio: Ratio) -> Result<Self> {
        Ok(ratio)
    }

    fn checked_add(self, other: Self) -> Result<Self> {
        self.checked_add(other)
    }

    fn checked_sub(self, other: Self) -> Result<Self> {
        Ratio::checked_add(self, Ratio::checked_mul(other, Exact::from(-1))?)
    }

    fn checked_mul(self, other: Self) -> Result<Self> {
        Ratio::checked_mul(self, other)
    }

    fn checked_div(self, other: Self) -> Result<Self> {
        Ratio::checked_div(self, other)
    }

    fn reduced(self) -> Self {
        Ratio::reduced(self)
    }

    // On the ratio's own denominator: what a trace prints stays short.
    fn complement(self) -> Result<Self> {
        Ratio::complement(self)
    }

    fn compare(self, other: Self) -> Result<Ordering> {
        if self.denominator() == other.denominator() {
            return Ok(self.numerator().cmp(&other.numerator()));
        }
        let (own, others) = (self.numerator().checked_mul(other.denominator()), other.numerator().checked_mul(self.denominator()));
        match (own, others) {
            (Ok(own), Ok(others)) => Ok(own.cmp(&others)),
            (own, others) => match Ratio::compare_by_parts(self, other) {
                Some(order) => Ok(order),
                None => Ok(own?.cmp(&others?)),
            },
        }
    }

    fn evaluate(self) -> Result<Self> {
        Ok(Ratio::evaluate(self)?.value().into())
    }

    fn round(self) -> Result<Self> {
        Ok(self.divided(CLOSING_PLACES, Rounding::HalfEven)?.into())
    }

    fn exp_of_minus(self, places: u32) -> Result<Self> {
        Ok(exp_of_minus(self, places)?.into())
    }

    fn rational_power(self, numerator: u32, denominator: u32) -> Result<Self> {
        Ok(rational_power(self, numerator, denominator)?.into())
    }

    fn kept_by_decay(self) -> Result<u64> {
        let power = exp_of_minus(self, 28)?;
        let parts = || {
            let (raised, one) = (I256::ONE.checked_shl(64)?, I256::new(10).checked_pow(power.scale())?);
            let half = one.checked_div(I256::new(2))?;
            u64::try_from(power.mantissa().checked_mul(raised)?.checked_add(half)?.checked_div(one)?).ok()
        };
        parts().ok_or_else(|| Message::DecayTooSlow { value: self.to_string().into() }.into())
    }

    fn keep(self, kept: u64) -> Result<Self> {
        let too_large = || Error::too_large(Operation::Carbon);
        let held = self.divided(CLOSING_PLACES, Rounding::HalfEven)?.at_scale(CLOSING_PLACES);
        let units = held.and_then(|units| u128::try_from(units).ok()).filter(|units| units >> 127 == 0).ok_or_else(too_large)?;
        let left = i128::try_from(part(units, kept)).map_err(|_| too_large())?;
        Ok(Exact::new(left, CLOSING_PLACES)?.into())
    }

    fn is_whole(self) -> Result<bool> {
        Ok(Scalar::compare(self, Ratio::ONE)? == Ordering::Equal)
    }

    fn figure(self) -> Result<Exact> {
        Ok(Ratio::evaluate(self)?.value())
    }

    fn shown(self) -> String {
        Ratio::evaluate(self).map_or_else(|_| self.to_string(), |closed| closed.value().to_string())
    }
}

/// A fraction in 2^-64 of an amount below 2^127, to the nearest.
#[inline]
pub(crate) fn part(amount: u128, fraction: u64) -> u128 {
    let low = (amount & u128::from(u64::MAX)).wrapping_mul(u128::from(fraction)).wrapping_add(1 << 63) >> 64;
    (amount >> 64).wrapping_mul(u128::from(fraction)).wrapping_add(low)
}
