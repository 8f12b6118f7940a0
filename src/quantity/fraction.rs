//! Fraction: a number from 0 to 1, checked once, when it is made.

use super::{Exact, Ratio, Scalar};
use crate::error::{Error, Message, Result};
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;

/// A share of a whole: from 0 to 1, none and all included. Nothing that holds one checks it again.
///
/// ```
/// use citycarbon::quantity::{Fraction, Ratio};
/// let oxidised = Fraction::from_parts(1, 10)?;
/// assert_eq!(oxidised.complement()?.number(), Ratio::new(9, 10)?);
/// assert_eq!(
///     Fraction::new(Ratio::new(12, 10)?).unwrap_err().to_string(),
///     "\"1.2\": a share outside 0 to 1; write 0.8 for 80 %"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction<N = Ratio>(N);

impl<N: Scalar> Fraction<N> {
    /// None of it.
    pub const ZERO: Self = Self(N::ZERO);

    /// All of it.
    pub const ONE: Self = Self(N::ONE);

    /// A number as a share of a whole; an error below 0 and above 1.
    pub fn new(number: N) -> Result<Self> {
        if number.is_below_zero()? || number.compare(N::ONE)?.is_gt() {
            return Err(Message::NotAShare { value: number.shown().into() }.into());
        }
        Ok(Self(number))
    }

    /// The number.
    pub fn number(self) -> N {
        self.0
    }

    /// What is left of the whole.
    pub fn complement(self) -> Result<Self> {
        self.0.complement().map(Self)
    }

    /// A part of this part.
    pub fn checked_mul(self, other: Self) -> Result<Self> {
        self.0.checked_mul(other.0).map(Self)
    }

    /// The sum, which may be more than a whole.
    pub fn sum(fractions: impl IntoIterator<Item = Self>) -> Result<N> {
        N::sum(fractions.into_iter().map(Self::number))
    }

    /// Whether it is none of it, as `0/100` is too.
    pub fn is_zero(self) -> bool {
        self.0.compare(N::ZERO).is_ok_and(Ordering::is_eq)
    }

    /// Whether it is all of it, as `100/100` is too.
    pub fn is_one(self) -> bool {
        self.0.compare(N::ONE).is_ok_and(Ordering::is_eq)
    }
}

impl Fraction {
    /// So many parts of so many: 15 of 100.
    pub fn from_parts(part: impl Into<Exact>, whole: impl Into<Exact>) -> Result<Self> {
        Self::new(Ratio::new(part, whole)?)
    }
}

impl Fraction {
    /// The number before a percent sign; none where there is no such sign.
    pub(crate) fn per_cent(text: &str) -> Option<&str> {
        text.strip_suffix(['%', '％']).map(|number| number.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(number))
    }
}

impl From<Fraction> for Ratio {
    fn from(fraction: Fraction) -> Self {
        fraction.0
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Fraction {
    type Err = Error;

    /// `0.8`, `80 %`, or `2/3`. A minus has no meaning here, not even before both parts.
    fn from_str(text: &str) -> Result<Self> {
        if text.contains('-') {
            return Err(Message::NotAShare { value: text.into() }.into());
        }
        let number = match Self::per_cent(text) {
            Some(per_cent) => Ratio::new(per_cent.parse::<Exact>()?, 100)?,
            None => text.parse()?,
        };
        Self::new(number).map_err(|error| error.into_problem().with_value(text).into())
    }
}

as_text!(Fraction);
