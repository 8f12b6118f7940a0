//! Per: so much of one quantity for each of another; the form of every factor.

use super::{Exact, Quantity, Ratio};
use crate::error::{Error, Operation, Result};
use core::fmt;
use core::marker::PhantomData;
use core::str::FromStr;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So much `N` for each `per` of `D`, both as printed in the source: 0.4999 kg for each kWh stays those two numbers.
///
/// ```
/// use citycarbon::quantity::{Energy, Mass, Per};
/// use rust_decimal::dec;
/// let factor = Per::new(Mass::kilograms(dec!(0.4999)), Energy::kilowatt_hours(1))?;
/// assert_eq!(factor.checked_mul(Energy::megawatt_hours(2))?.evaluate()?, Mass::kilograms(dec!(999.8)));
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
    pub fn checked_mul(self, activity: D) -> Result<Share<N>> {
        Ratio::new(self.amount.base().checked_mul(activity.base())?, self.per.base()).map(Share::from_ratio)
    }

    /// What a share of an activity gives.
    pub fn of(self, activity: Share<D>) -> Result<Share<N>> {
        let rate = Ratio::new(self.amount.base(), self.per.base())?;
        rate.checked_mul(activity.ratio()).map(Share::from_ratio)
    }
}

impl<N: Quantity, D: Quantity> fmt::Display for Per<N, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} for each {}", self.amount, self.per)
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

/// A quantity not yet divided out: what [`Per::checked_mul`] gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Share<N> {
    ratio: Ratio,
    of: PhantomData<N>,
}

impl<N: Quantity> Share<N> {
    pub(crate) fn from_ratio(ratio: Ratio) -> Self {
        Self { ratio, of: PhantomData }
    }

    /// The numerator and denominator, in base units of `N`.
    pub fn ratio(self) -> Ratio {
        self.ratio
    }

    /// The sum, on a common denominator.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        self.ratio.checked_add(other.ratio).map(Self::from_ratio)
    }

    /// What is left, or none where more is taken than there is.
    pub fn checked_sub(self, taken: Self) -> Result<Option<Self>> {
        let left = self.ratio.checked_add(taken.ratio.checked_mul(Exact::from(-1))?)?;
        Ok((!left.numerator().is_negative()).then_some(Self::from_ratio(left)))
    }

    /// A part, or a multiple: nothing is divided.
    pub fn checked_mul(self, ratio: Ratio) -> Result<Self> {
        self.ratio.checked_mul(ratio).map(Self::from_ratio)
    }

    /// The sum of all, on a common denominator.
    pub fn sum(shares: impl IntoIterator<Item = Self>) -> Result<Self> {
        shares.into_iter().try_fold(Self::from_ratio(Ratio::ZERO), Self::checked_add)
    }

    /// Divides, once: whole where the division ends, else half-even at 10^-12 of the base unit.
    pub fn evaluate(self) -> Result<N> {
        Ok(N::from_base(self.ratio.evaluate()?.value()))
    }
}

impl<N: Quantity> From<N> for Share<N> {
    fn from(whole: N) -> Self {
        Self::from_ratio(Ratio::from(whole.base()))
    }
}

impl<N> Serialize for Share<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.ratio.serialize(serializer)
    }
}

impl<'de, N: Quantity> Deserialize<'de> for Share<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ratio::deserialize(deserializer).map(Self::from_ratio)
    }
}
