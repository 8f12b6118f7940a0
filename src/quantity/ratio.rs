//! Ratio: numerator and denominator kept apart until a line is closed.

use super::exact::power_of_ten;
use super::{Exact, Rounding};
use crate::error::{Error, Result};
use core::fmt;
use core::str::FromStr;
use ethnum::I256;
use serde::{Deserialize, Serialize};

/// Digits after the dot that a closed line keeps where its division does not end: 10^-12 of the base unit.
pub const CLOSING_PLACES: u32 = 12;

/// A number that may not end as a decimal (44/12, a share, a factor for each unit), kept whole.
///
/// Multiplied first, divided last, once: [`close`](Self::close). Equal where the parts are equal, not where the quotient is.
///
/// ```
/// use citycarbon::quantity::{Exact, Ratio};
/// let carbon_to_co2 = Ratio::new(44, 12)?;
/// assert_eq!(carbon_to_co2.times(Exact::from(3))?.close()?.value().to_string(), "11");
/// assert_eq!(carbon_to_co2.close()?.value().to_string(), "3.666666666667");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: Exact,
    denominator: Exact,
}

/// A ratio divided out: the figure, and whether the last digit was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Closed {
    value: Exact,
    rounded: bool,
}

impl Closed {
    /// The figure.
    pub fn value(self) -> Exact {
        self.value
    }

    /// Whether the division did not end, so that the figure is half-even at [`CLOSING_PLACES`].
    pub fn rounded(self) -> bool {
        self.rounded
    }
}

impl Ratio {
    /// One.
    pub const ONE: Self = Self { numerator: Exact::ONE, denominator: Exact::ONE };

    /// `numerator` over `denominator`; [`Error::DivisionByZero`] if the latter is zero. The sign goes up.
    pub fn new(numerator: impl Into<Exact>, denominator: impl Into<Exact>) -> Result<Self> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator.is_zero() {
            return Err(Error::DivisionByZero { step: "a ratio".to_owned() });
        }
        if denominator.is_negative() {
            return Ok(Self { numerator: numerator.negated()?, denominator: denominator.negated()? });
        }
        Ok(Self { numerator, denominator })
    }

    /// What is divided.
    pub fn numerator(self) -> Exact {
        self.numerator
    }

    /// What it is divided by: above zero.
    pub fn denominator(self) -> Exact {
        self.denominator
    }

    /// Multiplied by a number: nothing is divided.
    pub fn times(self, number: Exact) -> Result<Self> {
        Ok(Self { numerator: self.numerator.times(number)?, denominator: self.denominator })
    }

    /// Multiplied by a ratio, numerator by numerator and denominator by denominator.
    pub fn times_ratio(self, other: Self) -> Result<Self> {
        Ok(Self { numerator: self.numerator.times(other.numerator)?, denominator: self.denominator.times(other.denominator)? })
    }

    /// Divided by a ratio.
    pub fn over(self, other: Self) -> Result<Self> {
        Self::new(self.numerator.times(other.denominator)?, self.denominator.times(other.numerator)?)
    }

    /// The sum, on a common denominator.
    pub fn plus(self, other: Self) -> Result<Self> {
        if self.denominator == other.denominator {
            return Ok(Self { numerator: self.numerator.plus(other.numerator)?, denominator: self.denominator });
        }
        let (a, b) = (self.reduced(), other.reduced());
        Ok(Self {
            numerator: a.numerator.times(b.denominator)?.plus(b.numerator.times(a.denominator)?)?,
            denominator: a.denominator.times(b.denominator)?,
        }
        .reduced())
    }

    /// One less the ratio.
    pub fn complement(self) -> Result<Self> {
        Self::new(self.denominator.less(self.numerator)?, self.denominator)
    }

    /// The same ratio in whole numbers without a common divisor. (Where a part is too wide for that, as it stands.)
    #[must_use]
    pub fn reduced(self) -> Self {
        self.whole_parts().map_or(self, |(numerator, denominator)| Self { numerator, denominator })
    }

    fn whole_parts(self) -> Option<(Exact, Exact)> {
        let (n, d, lift) = self.integers()?;
        // The ratio is n/d x 10^lift.
        let (n, d) = if lift < 0 {
            (n, d.checked_mul(power_of_ten(lift.unsigned_abs())?)?)
        } else {
            (n.checked_mul(power_of_ten(lift.unsigned_abs())?)?, d)
        };
        let common = gcd(n, d)?;
        Some((Exact::from_wide(n.checked_div(common)?, 0).ok()?, Exact::from_wide(d.checked_div(common)?, 0).ok()?))
    }

    /// Mantissas without a common divisor, and the power of ten that their quotient is short of.
    fn integers(self) -> Option<(I256, I256, i32)> {
        let (n, d) = (self.numerator.mantissa(), self.denominator.mantissa());
        let common = gcd(n, d)?;
        let lift = i32::try_from(self.denominator.scale()).ok()?.checked_sub(i32::try_from(self.numerator.scale()).ok()?)?;
        Some((n.checked_div(common)?, d.checked_div(common)?, lift))
    }

    /// Divides, once: whole where the division ends, else half-even at [`CLOSING_PLACES`].
    pub fn close(self) -> Result<Closed> {
        let parts = self.integers().ok_or_else(|| Error::TooLarge { step: "a division".to_owned() })?;
        match ended(parts)? {
            Some(value) => Ok(Closed { value, rounded: false }),
            None => {
                let value = self.quotient(parts, CLOSING_PLACES, Rounding::HalfEven);
                Ok(Closed { value: value.ok_or_else(|| Error::TooLarge { step: "a division".to_owned() })?, rounded: true })
            }
        }
    }

    /// The quotient at `places` digits after the dot, by long division, so that only the result must fit.
    pub fn divided(self, places: u32, rounding: Rounding) -> Result<Exact> {
        let quotient = self.integers().and_then(|parts| self.quotient(parts, places, rounding));
        quotient.ok_or_else(|| Error::TooLarge { step: "a division".to_owned() })
    }

    fn quotient(self, (n, mut d, lift): (I256, I256, i32), places: u32, rounding: Rounding) -> Option<Exact> {
        let digits = lift.checked_add(i32::try_from(places).ok()?)?;
        if digits < 0 {
            d = d.checked_mul(power_of_ten(digits.unsigned_abs())?)?;
        }
        let raised = power_of_ten(digits.max(0).unsigned_abs()).and_then(|power| n.checked_mul(power));
        let (mut quotient, rest) = match raised {
            // All digits at once, where what is divided still fits.
            Some(raised) => (raised.checked_div(d)?, raised.checked_rem(d)?),
            None => {
                let (mut quotient, mut rest) = (n.checked_div(d)?, n.checked_rem(d)?);
                for _ in 0..digits.max(0) {
                    rest = rest.checked_mul(I256::new(10))?;
                    quotient = quotient.checked_mul(I256::new(10))?.checked_add(rest.checked_div(d)?)?;
                    rest = rest.checked_rem(d)?;
                }
                (quotient, rest)
            }
        };
        if rounding.away(quotient, rest, d) {
            quotient = quotient.checked_add(if self.numerator.is_negative() { I256::MINUS_ONE } else { I256::ONE })?;
        }
        Exact::from_wide(quotient, places).ok()
    }
}

/// A quotient of integers and a power of ten, if its decimal digits end.
fn ended((n, d, lift): (I256, I256, i32)) -> Result<Option<Exact>> {
    let too_large = || Error::TooLarge { step: "a division".to_owned() };
    let twos = if d == I256::ZERO { 0 } else { d.trailing_zeros() };
    let mut d = d.checked_shr(twos).ok_or_else(too_large)?;
    let (five, mut fives) = (I256::new(5), 0_u32);
    while d != I256::ONE && d.checked_rem(five) == Some(I256::ZERO) {
        d = d.checked_div(five).ok_or_else(too_large)?;
        fives = fives.saturating_add(1);
    }
    if d != I256::ONE {
        return Ok(None);
    }
    // n / (2^a 5^b) = n 2^(k-a) 5^(k-b) / 10^k with k the larger.
    let places = twos.max(fives);
    let raise = |base: i128, times: u32| I256::new(base).checked_pow(times);
    let raised = raise(2, places.saturating_sub(twos))
        .zip(raise(5, places.saturating_sub(fives)))
        .and_then(|(x, y)| n.checked_mul(x)?.checked_mul(y))
        .ok_or_else(too_large)?;
    let scale = i64::from(places).saturating_sub(i64::from(lift));
    if let Ok(scale) = u32::try_from(scale) {
        return Exact::from_wide(raised, scale).map(Some).map_err(|_| too_large());
    }
    let up = u32::try_from(scale.unsigned_abs()).ok().and_then(power_of_ten).ok_or_else(too_large)?;
    Exact::from_wide(raised.checked_mul(up).ok_or_else(too_large)?, 0).map(Some)
}

/// The greatest common divisor, positive; none if both are zero or it does not fit.
fn gcd(a: I256, b: I256) -> Option<I256> {
    let (mut a, mut b) = (a.checked_abs()?, b.checked_abs()?);
    while b != I256::ZERO {
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            // What is left fits the machine's own division.
            while let Some(rest) = x.checked_rem(y) {
                (x, y) = (y, rest);
            }
            return Some(I256::from(x));
        }
        (a, b) = (b, a.checked_rem(b)?);
    }
    (a != I256::ZERO).then_some(a)
}

impl From<Exact> for Ratio {
    fn from(number: Exact) -> Self {
        Self { numerator: number, denominator: Exact::ONE }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.denominator == Exact::ONE {
            return self.numerator.fmt(f);
        }
        write!(f, "{}/{}", self.numerator, self.denominator)
    }
}

impl FromStr for Ratio {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
        Self::new(numerator.parse::<Exact>()?, denominator.parse::<Exact>()?)
    }
}

as_text!(Ratio);
