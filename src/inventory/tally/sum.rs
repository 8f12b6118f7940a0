//! An exact sum that is quick to add to.

use crate::activity::Amount;
use crate::error::Result;
use crate::quantity::Exact;

/// Digits after the dot in the quick part.
const SCALE: u32 = 18;

/// Ten to the powers from 0 to 18.
pub(super) const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// A sum of amounts: an integer in units of 10^-18 for what fits it, and the rest at full width.
///
/// Amounts hold at most 28 digits, so the full width of 76 digits is reached by no fewer than 10^20 rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Sum {
    quick: i128,
    rest: Option<Box<Exact>>,
}

impl Sum {
    pub(super) fn add(&mut self, amount: Amount) -> Result<()> {
        match amount {
            Amount::Short(mantissa, scale) if self.add_short(mantissa, scale) => Ok(()),
            amount => self.add_exact(amount.exact()?),
        }
    }

    /// Adds what fits the quick part; whether it did.
    #[inline]
    pub(super) fn add_short(&mut self, mantissa: i64, scale: u32) -> bool {
        let power = SCALE.checked_sub(scale).and_then(|lift| POWERS.get(usize::try_from(lift).ok()?));
        // 18 digits times 10^18 fit with room to spare; only the sum may not.
        let sum = power.and_then(|power| self.quick.checked_add(i128::from(mantissa).wrapping_mul(i128::from(*power))));
        self.quick = sum.unwrap_or(self.quick);
        sum.is_some()
    }

    pub(super) fn add_exact(&mut self, number: Exact) -> Result<()> {
        let held = self.rest.as_deref().copied().unwrap_or(Exact::ZERO);
        self.rest = Some(Box::new(held.plus(number)?));
        Ok(())
    }

    /// The whole sum.
    pub(super) fn total(&self) -> Result<Exact> {
        let quick = Exact::new(self.quick, SCALE)?;
        match &self.rest {
            Some(rest) => quick.plus(**rest),
            None => Ok(quick),
        }
    }
}
