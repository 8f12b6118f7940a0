//! The sampled instance of methods: `f64`. No figure of the inventory passes through it.
#![allow(clippy::float_arithmetic)] // What this file is for.

use super::scalar::{Scalar, sealed::Sealed};
use super::{Exact, Ratio};
use crate::error::{Error, Message, Operation, Result};
use core::cmp::Ordering;

impl Sealed for f64 {}

/// A number that is one, or the error of the step.
fn finite(number: f64, step: Operation) -> Result<f64> {
    if number.is_finite() { Ok(number) } else { Err(Error::too_large(step)) }
}

/// The nearest number to an exact one, within two units of the last place.
fn nearest(number: Exact) -> f64 {
    let scale = i32::try_from(number.scale()).unwrap_or(i32::MAX);
    number.mantissa().as_f64() / 10_f64.powi(scale)
}

impl Scalar for f64 {
    type Kept = f64;
    type Figure = f64;

    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn from_ratio(ratio: Ratio) -> Result<Self> {
        finite(nearest(ratio.numerator()) / nearest(ratio.denominator()), Operation::Ratio)
    }

    fn checked_add(self, other: Self) -> Result<Self> {
        finite(self + other, Operation::Sum)
    }

    fn checked_sub(self, other: Self) -> Result<Self> {
        finite(self - other, Operation::Difference)
    }

    fn checked_mul(self, other: Self) -> Result<Self> {
        finite(self * other, Operation::Product)
    }

    fn checked_div(self, other: Self) -> Result<Self> {
        if other == 0.0 {
            return Err(Error::division_by_zero(Operation::Division));
        }
        finite(self / other, Operation::Division)
    }

    fn compare(self, other: Self) -> Result<Ordering> {
        self.partial_cmp(&other).ok_or_else(|| Error::too_large(Operation::Difference))
    }

    fn evaluate(self) -> Result<Self> {
        Ok(self)
    }

    fn round(self) -> Result<Self> {
        Ok(self)
    }

    fn exp_of_minus(self, _: u32) -> Result<Self> {
        finite((-self).exp(), Operation::Exponential { x: self.to_string().into() })
    }

    fn rational_power(self, numerator: u32, denominator: u32) -> Result<Self> {
        if self <= 0.0 {
            return Err(Message::NotAboveZero { value: self.to_string().into() }.into());
        }
        finite(self.powf(f64::from(numerator) / f64::from(denominator)), Operation::Product)
    }

    fn kept_by_decay(self) -> Result<Self> {
        self.exp_of_minus(0)
    }

    fn keep(self, kept: Self) -> Result<Self> {
        self.checked_mul(kept)
    }

    fn is_whole(self) -> Result<bool> {
        Ok((self - 1.0).abs() <= 1e-9)
    }

    fn figure(self) -> Result<f64> {
        Ok(self)
    }

    fn shown(self) -> String {
        self.to_string()
    }
}
