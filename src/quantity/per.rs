//! Per: so much of one quantity for each of another; the form of every factor.

use super::{Amount, Quantity, Ratio};
use crate::error::{Error, Operation, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So much `N` for each `per` of `D`, both as printed in the source: 0.4999 kg for each kWh stays those two numbers.
///
/// ```
/// use citycarbon::quantity::{Energy, Mass, Per};
/// use rust_decimal::Decimal;
/// let factor = Per::new(Mass::kilograms(Decimal::new(4999, 4)), Energy::kilowatt_hours(1))?;
/// assert_eq!(factor.checked_mul(Energy::megawatt_hours(2))?.quantity()?, Mass::grams(999_800));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Per<N, D> {
    amount: N,
    per: D,
}

impl<N: Quantity, D: Quantity> Per<N, D> {
    /// `amount` for each `per`; [`Error::DivisionByZero`] where `per` is nothing.
    pub fn new(amount: N, per: D) -> Result<Self> {
        if per.base().is_zero() {
            return Err(Error::division_by_zero(Operation::Factor));
        }
        Ok(Self { amount, per })
    }

    /// What is given.
    pub fn amount(self) -> N {
        self.amount
    }

    /// For how much.
    pub fn per(self) -> D {
        self.per
    }

    /// What `activity` gives: multiplied first, divided last.
    pub fn checked_mul(self, activity: D) -> Result<Amount<N>> {
        Ratio::new(self.amount.base().checked_mul(activity.base())?, self.per.base()).map(Amount::new)
    }

    /// What a share of an activity gives.
    pub fn of(self, activity: Amount<D>) -> Result<Amount<N>> {
        let rate = Ratio::new(self.amount.base(), self.per.base())?;
        rate.checked_mul(activity.number()).map(Amount::new)
    }
}

impl<N: Quantity, D: Quantity> fmt::Display for Per<N, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} for each {}", self.amount, self.per)
    }
}

impl<N: Quantity, D: Quantity> FromStr for Per<N, D> {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (amount, per) = text.split_once(" for each ").unwrap_or((text, ""));
        Self::new(amount.parse()?, per.parse()?)
    }
}

impl<N: Quantity, D: Quantity> Serialize for Per<N, D> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, N: Quantity, D: Quantity> Deserialize<'de> for Per<N, D> {
    fn deserialize<De: Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
