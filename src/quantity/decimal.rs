//! Numbers of the crate `rust_decimal`, in and out.

use super::{BoundedNumber, Exact, Rounding};
use crate::error::{Error, Operation, Result};
use rust_decimal::Decimal;

impl Exact {
    /// The nearest [`Decimal`] and whether it had to be rounded, or [`Error::TooLarge`] where it is past what one holds.
    pub fn to_decimal(self, rounding: Rounding) -> Result<(Decimal, bool)> {
        let mut places = self.scale().min(28);
        loop {
            let (number, rounded) = self.round(places, rounding);
            if let Ok(mantissa) = i128::try_from(number.mantissa())
                && let Ok(decimal) = Decimal::try_from_i128_with_scale(mantissa, number.scale())
            {
                return Ok((decimal, rounded));
            }
            places = places.checked_sub(1).ok_or_else(|| Error::too_large(Operation::Decimal))?;
        }
    }
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        // A scale of at most 28 digits is always held.
        Self::new(number.mantissa(), number.scale()).unwrap_or(Self::ZERO)
    }
}

impl super::sealed::SealedBounded for Decimal {}

impl BoundedNumber for Decimal {}
