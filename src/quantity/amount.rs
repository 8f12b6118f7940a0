//! Amounts and coefficients of a method: numbers that know their dimension, generic over [`Scalar`].

use super::{Fraction, Quantity, Ratio, Scalar};
use crate::error::Result;
use core::marker::PhantomData;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An amount of one dimension while a method computes, in base units of `Q`: not yet divided out where the number is a [`Ratio`].
///
/// ```
/// use citycarbon::quantity::{Amount, Mass, Ratio};
/// let third = Amount::from(Mass::kilograms(1)).checked_mul(Ratio::new(1, 3)?)?;
/// assert_eq!(Amount::sum([third, third, third])?.quantity()?, Mass::kilograms(1));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount<Q, N = Ratio> {
    number: N,
    of: PhantomData<Q>,
}

impl<Q: Quantity, N: Scalar> Amount<Q, N> {
    /// None of it.
    pub const ZERO: Self = Self { number: N::ZERO, of: PhantomData };

    /// So many base units.
    pub fn new(number: N) -> Self {
        Self { number, of: PhantomData }
    }

    /// How many base units.
    pub fn number(self) -> N {
        self.number
    }

    /// The amount of a quantity, whatever the number.
    pub fn of(quantity: Q) -> Result<Self> {
        N::from_ratio(quantity.base().into()).map(Self::new)
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        self.number.checked_add(other.number).map(Self::new)
    }

    /// What is left, or none where more is taken than there is.
    pub fn checked_sub(self, taken: Self) -> Result<Option<Self>> {
        let left = self.number.checked_sub(taken.number)?;
        Ok((!left.is_below_zero()?).then_some(Self::new(left)))
    }

    /// A multiple.
    pub fn checked_mul(self, number: N) -> Result<Self> {
        self.number.checked_mul(number).map(Self::new)
    }

    /// A share of it.
    pub fn part(self, share: Fraction<N>) -> Result<Self> {
        self.checked_mul(share.number())
    }

    /// How many times `other` it is.
    pub fn checked_div(self, other: Self) -> Result<N> {
        self.number.checked_div(other.number)
    }

    /// The sum of all.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Result<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// A figure that is done: divided once, half-even at 10^-12 base units where the division does not end.
    pub fn evaluate(self) -> Result<Self> {
        self.number.evaluate().map(Self::new)
    }

    /// The amount as messages show it: number and base unit.
    pub fn shown(self) -> String {
        format!("{} {}", self.number.shown(), super::Unit::base(Q::DIMENSION).symbol())
    }
}

impl<Q: Quantity> Amount<Q> {
    /// Divides, once, into the quantity of the inventory.
    pub fn quantity(self) -> Result<Q> {
        Ok(Q::from_base(self.number.evaluate()?.value()))
    }
}

impl<Q: Quantity> From<Q> for Amount<Q> {
    fn from(whole: Q) -> Self {
        Self::new(Ratio::from(whole.base()))
    }
}

impl<Q> Serialize for Amount<Q> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number.serialize(serializer)
    }
}

impl<'de, Q: Quantity> Deserialize<'de> for Amount<Q> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ratio::deserialize(deserializer).map(Self::new)
    }
}

/// So much `A` for each unit of `B` while a method computes: a factor, a calorific value, a density. In base units.
///
/// ```
/// use citycarbon::quantity::{Amount, Coefficient, Energy, Mass, Ratio};
/// // 74,100 kg of CO2 for each TJ of gas and diesel oil (IPCC 2006, vol. 2, table 1.4).
/// let factor: Coefficient<Mass, Energy> = Coefficient::new(Ratio::new(741, 10_000)?);
/// let emitted = factor.of(Amount::from(Energy::terajoules(2)))?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(148_200));
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Coefficient<A, B, N = Ratio> {
    number: N,
    of: PhantomData<(A, B)>,
}

impl<A: Quantity, B: Quantity, N: Scalar> Coefficient<A, B, N> {
    /// So many base units of `A` for each base unit of `B`.
    pub fn new(number: N) -> Self {
        Self { number, of: PhantomData }
    }

    /// The number.
    pub fn number(self) -> N {
        self.number
    }

    /// What an amount gives.
    pub fn of(self, amount: Amount<B, N>) -> Result<Amount<A, N>> {
        amount.number().checked_mul(self.number).map(Amount::new)
    }

    /// How much of `B` gives an amount: the way back.
    pub fn needed_for(self, amount: Amount<A, N>) -> Result<Amount<B, N>> {
        amount.number().checked_div(self.number).map(Amount::new)
    }

    /// So much `B` for each unit of `A`: litres per km from km per litre. An error where there is no `A` for `B`.
    pub fn inverse(self) -> Result<Coefficient<B, A, N>> {
        N::ONE.checked_div(self.number).map(Coefficient::new)
    }

    /// So many times as much for each unit.
    pub fn checked_mul(self, number: N) -> Result<Self> {
        self.number.checked_mul(number).map(Self::new)
    }

    /// Through another coefficient: `A` for each `B`, `B` for each `C`.
    pub fn through<C: Quantity>(self, other: Coefficient<B, C, N>) -> Result<Coefficient<A, C, N>> {
        self.number.checked_mul(other.number).map(Coefficient::new)
    }
}

impl<A: Quantity, B: Quantity> Coefficient<A, B> {
    /// A coefficient as printed: an amount for each amount.
    pub fn from_parts(amount: A, per: B) -> Result<Self> {
        let number: Result<Ratio> = Ratio::new(amount.base(), per.base());
        number.map(Self::new)
    }
}
