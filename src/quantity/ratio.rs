//! Ratio: numerator and denominator kept separate until a line is closed.

use super::exact::power_of_ten;
use super::{Exact, Rounding};
use crate::error::{Error, Operation, Result};
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use ethnum::I256;
use serde::{Deserialize, Serialize};

/// Digits after the dot that a closed line keeps where its division does not end: 10^-12 of the base unit.
pub const CLOSING_PLACES: u32 = 12;

/// A number that may not end as a decimal (44/12, a share, a factor for each unit), kept whole.
///
/// Multiplied first, divided last, once: [`evaluate`](Self::evaluate). Equal where the parts are equal, not where the quotient is.
///
/// ```
/// use citycarbon::quantity::{Exact, Ratio};
/// let carbon_to_co2 = Ratio::new(44, 12)?;
/// assert_eq!(carbon_to_co2.checked_mul(Exact::from(3))?.evaluate()?.value().to_string(), "11");
/// assert_eq!(carbon_to_co2.evaluate()?.value().to_string(), "3.666666666667");
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
    /// A figure as a file states it.
    pub(crate) fn stated(value: Exact, rounded: bool) -> Self {
        Self { value, rounded }
    }

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

    /// Nothing.
    pub const ZERO: Self = Self { numerator: Exact::ZERO, denominator: Exact::ONE };

    /// `numerator` over `denominator`; [`Error::DivisionByZero`] if the latter is zero. The sign goes up.
    pub fn new(numerator: impl Into<Exact>, denominator: impl Into<Exact>) -> Result<Self> {
        let (numerator, denominator) = (numerator.into(), denominator.into());
        if denominator.is_zero() {
            return Err(Error::division_by_zero(Operation::Ratio));
        }
        if denominator.is_negative() {
            return Ok(Self { numerator: numerator.checked_neg()?, denominator: denominator.checked_neg()? });
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

    /// Multiplied by a number or a ratio, numerator by numerator and denominator by denominator: nothing is divided.
    pub fn checked_mul(self, other: impl Into<Self>) -> Result<Self> {
        let other = other.into();
        let numerator = self.numerator.checked_mul(other.numerator)?;
        let denominator = match (self.denominator == Exact::ONE, other.denominator == Exact::ONE) {
            (_, true) => self.denominator,
            (true, false) => other.denominator,
            _ => self.denominator.checked_mul(other.denominator)?,
        };
        Ok(Self { numerator, denominator })
    }

    /// Divided by a ratio. A common denominator cancels, so that the parts stay short.
    pub fn checked_div(self, other: Self) -> Result<Self> {
        if self.denominator == other.denominator {
            // A common denominator cancels out.
            return Self::new(self.numerator, other.numerator);
        }
        Self::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    /// The sum, on a common denominator.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        if self.denominator == other.denominator {
            return Ok(Self { numerator: self.numerator.checked_add(other.numerator)?, denominator: self.denominator });
        }
        let (a, b) = (self.reduced(), other.reduced());
        Ok(Self {
            numerator: a.numerator.checked_mul(b.denominator)?.checked_add(b.numerator.checked_mul(a.denominator)?)?,
            denominator: a.denominator.checked_mul(b.denominator)?,
        }
        .reduced())
    }

    /// The sum of all, on a common denominator.
    pub fn sum(ratios: impl IntoIterator<Item = Self>) -> Result<Self> {
        ratios.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// One less the ratio.
    pub fn complement(self) -> Result<Self> {
        Self::new(self.denominator.checked_sub(self.numerator)?, self.denominator)
    }

    /// The same ratio in whole numbers without a common divisor. (Where a part is too wide for that, unchanged.)
    #[must_use]
    pub fn reduced(self) -> Self {
        self.whole_parts().map_or(self, |(numerator, denominator)| Self { numerator, denominator })
    }

    /// Which of two is larger where their cross products do not fit: by whole parts, then by what is left of each, turned over.
    pub(super) fn compare_by_parts(self, other: Self) -> Option<Ordering> {
        let sign = |ratio: Self| ratio.numerator.cmp(&Exact::ZERO);
        if sign(self) != sign(other) {
            return Some(sign(self).cmp(&sign(other)));
        }
        let of = |ratio: Self| ratio.whole_parts().map(|(n, d)| (n.mantissa().abs(), d.mantissa()));
        let ((mut a, mut b), (mut c, mut d)) = (of(self)?, of(other)?);
        let mut is_turned = sign(self) == Ordering::Less;
        loop {
            let order = a.checked_div(b)?.cmp(&c.checked_div(d)?);
            let (left, right) = (a.checked_rem(b)?, c.checked_rem(d)?);
            let order = order.then_with(|| match (left == I256::ZERO, right == I256::ZERO) {
                (true, false) => Ordering::Less,
                (false, true) => Ordering::Greater,
                _ => Ordering::Equal,
            });
            if order != Ordering::Equal || left == I256::ZERO {
                return Some(if is_turned { order.reverse() } else { order });
            }
            (a, b, c, d) = (b, left, d, right);
            is_turned = !is_turned;
        }
    }

    fn whole_parts(self) -> Option<(Exact, Exact)> {
        if let Some(parts) = self.whole_parts_narrow() {
            return Some(parts);
        }
        self.whole_parts_wide()
    }

    fn whole_parts_wide(self) -> Option<(Exact, Exact)> {
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

    /// The same by integers of half the width; none where one does not fit.
    fn whole_parts_narrow(self) -> Option<(Exact, Exact)> {
        let top = self.numerator.narrow()?;
        let (mut n, mut d) = (top.unsigned_abs(), self.denominator.narrow()?.unsigned_abs());
        let common = narrow_gcd(n, d)?;
        if common != 1 {
            (n, d) = (n.checked_div(common)?, d.checked_div(common)?);
        }
        // The ratio is n/d x 10^lift: what tens are multiplied by has only twos and fives in common with them.
        let lift = i32::try_from(self.denominator.scale()).ok()?.checked_sub(i32::try_from(self.numerator.scale()).ok()?)?;
        let (raised, against) = if lift < 0 { (&mut d, &mut n) } else { (&mut n, &mut d) };
        let (mut twos, mut fives) = (lift.unsigned_abs(), lift.unsigned_abs());
        let shared = against.trailing_zeros().min(twos);
        (*against, twos) = (against.checked_shr(shared)?, twos.checked_sub(shared)?);
        while fives > 0 && against.checked_rem(5)? == 0 {
            (*against, fives) = (against.checked_div(5)?, fives.checked_sub(1)?);
        }
        *raised = raised.checked_mul(2_u128.checked_pow(twos)?)?.checked_mul(5_u128.checked_pow(fives)?)?;
        let (n, d) = (i128::try_from(n).ok()?, i128::try_from(d).ok()?);
        Some((Exact::new(if top < 0 { n.wrapping_neg() } else { n }, 0).ok()?, Exact::new(d, 0).ok()?))
    }

    /// Mantissas without a common divisor, and the power of ten that their quotient is short of.
    fn integers(self) -> Option<(I256, I256, i32)> {
        let (n, d) = (self.numerator.mantissa(), self.denominator.mantissa());
        let common = gcd(n, d)?;
        let lift = i32::try_from(self.denominator.scale()).ok()?.checked_sub(i32::try_from(self.numerator.scale()).ok()?)?;
        let parted = if common == I256::ONE { (n, d) } else { (n.checked_div(common)?, d.checked_div(common)?) };
        Some((parted.0, parted.1, lift))
    }

    /// Divides, once: whole where the division ends, else half-even at [`CLOSING_PLACES`].
    pub fn evaluate(self) -> Result<Closed> {
        if let Some(closed) = self.closed_narrow() {
            return Ok(closed);
        }
        self.closed_wide()
    }

    fn closed_wide(self) -> Result<Closed> {
        let parts = self.integers().ok_or_else(|| Error::too_large(Operation::Division))?;
        match ended(parts)? {
            Some(value) => Ok(Closed { value, rounded: false }),
            None => {
                let value = self.quotient(parts, CLOSING_PLACES, Rounding::HalfEven);
                Ok(Closed { value: value.ok_or_else(|| Error::too_large(Operation::Division))?, rounded: true })
            }
        }
    }

    /// The same by integers of half the width, without looking for common divisors; none where one of them does not fit.
    fn closed_narrow(self) -> Option<Closed> {
        let top = self.numerator.narrow()?;
        let (magnitude, divisor) = (top.unsigned_abs(), u64::try_from(self.denominator.narrow()?).ok()?);
        let signed =
            |magnitude: u128| i128::try_from(magnitude).ok().map(|number| if top < 0 { number.wrapping_neg() } else { number });
        // The ratio is magnitude / divisor x 10^lift; the divisor is 2^twos 5^fives times `rest`.
        let lift = i32::try_from(self.denominator.scale()).ok()?.checked_sub(i32::try_from(self.numerator.scale()).ok()?)?;
        let twos = divisor.trailing_zeros();
        let (mut rest, mut fives) = (divisor.checked_shr(twos)?, 0_u32);
        while rest.checked_rem(5)? == 0 {
            (rest, fives) = (rest.wrapping_div(5), fives.wrapping_add(1));
        }
        if rest == 1 || magnitude.checked_rem(u128::from(rest))? == 0 {
            // It ends: m / (2^a 5^b) = m 2^(k-a) 5^(k-b) / 10^k with k the larger.
            let places = twos.max(fives);
            let raise = |base: u128, times: u32| base.checked_pow(times);
            let mut whole = magnitude.checked_div(u128::from(rest))?;
            whole = whole.checked_mul(raise(2, places.checked_sub(twos)?)?)?.checked_mul(raise(5, places.checked_sub(fives)?)?)?;
            let scale = i32::try_from(places).ok()?.checked_sub(lift)?;
            whole = whole.checked_mul(raise(10, scale.min(0).unsigned_abs())?)?;
            let value = Exact::new(signed(whole)?, u32::try_from(scale.max(0)).ok()?).ok()?;
            return Some(Closed { value, rounded: false });
        }
        let digits = u32::try_from(lift.checked_add(i32::try_from(CLOSING_PLACES).ok()?)?).ok()?;
        let (raised, divisor) = (magnitude.checked_mul(10_u128.checked_pow(digits)?)?, u128::from(divisor));
        let mut quotient = raised.checked_div(divisor)?;
        let below = raised.checked_rem(divisor)?;
        // Half-even: up past the half, and on it from an odd digit.
        let up = match below.cmp(&divisor.wrapping_sub(below)) {
            Ordering::Less => 0,
            Ordering::Equal => quotient & 1,
            Ordering::Greater => 1,
        };
        quotient = quotient.checked_add(up)?;
        Some(Closed { value: Exact::new(signed(quotient)?, CLOSING_PLACES).ok()?, rounded: true })
    }

    /// The quotient at `places` digits after the dot, by long division, so that only the result must fit.
    pub fn divided(self, places: u32, rounding: Rounding) -> Result<Exact> {
        let quotient = self.integers().and_then(|parts| self.quotient(parts, places, rounding));
        quotient.ok_or_else(|| Error::too_large(Operation::Division))
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
    let too_large = || Error::too_large(Operation::Division);
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
        if let (Ok(x), Ok(y)) = (u128::try_from(a), u128::try_from(b)) {
            return i128::try_from(narrow_gcd(x, y)?).ok().map(I256::from);
        }
        (a, b) = (b, a.checked_rem(b)?);
    }
    (a != I256::ZERO).then_some(a)
}

/// The same of integers of half the width; below that by the machine's own division.
fn narrow_gcd(mut a: u128, mut b: u128) -> Option<u128> {
    while b != 0 {
        if let (Ok(mut x), Ok(mut y)) = (u64::try_from(a), u64::try_from(b)) {
            while let Some(rest) = x.checked_rem(y) {
                (x, y) = (y, rest);
            }
            return Some(u128::from(x));
        }
        (a, b) = (b, a.checked_rem(b)?);
    }
    (a != 0).then_some(a)
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
        let text = format!("{}/{}", self.numerator, self.denominator);
        f.pad_integral(!self.numerator.is_negative(), "", text.trim_start_matches('-'))
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number() -> impl Strategy<Value = i128> {
        // Numbers of every length, many with twos, fives and tens in them.
        let digits = (any::<i64>(), 0_u32..63).prop_map(|(number, drop)| i128::from(number >> drop));
        (digits, 0_u32..20, 0_u32..9, prop::sample::select(vec![1, 3, 7, 9, 11])).prop_map(|(number, twos, fives, odd)| {
            let times = (1_i128 << twos) * 5_i128.pow(fives) * odd;
            number.saturating_mul(times)
        })
    }

    #[test]
    fn ratios_whose_cross_products_do_not_fit_are_compared() {
        let power = |power: u32, more: i128| Exact::from_wide(I256::new(10).pow(power) + I256::new(more), 0).unwrap();
        let of = |more: i128, below: i128| Ratio::new(power(60, more), power(59, below)).unwrap();
        let all = [(of(0, 7), of(1, 7)), (of(1, 9), of(1, 7)), (of(1, 9), of(-1, 7))];
        for (less, more) in all {
            assert!(less.numerator().checked_mul(more.denominator()).is_err());
            assert_eq!(less.compare_by_parts(more), Some(Ordering::Less));
            assert_eq!(more.compare_by_parts(less), Some(Ordering::Greater));
            assert_eq!(more.compare_by_parts(more), Some(Ordering::Equal));
        }
    }

    proptest! {
        /// Whole parts in turn order ratios as their cross products do.
        #[test]
        fn parts_compare_as_cross_products_do(n in number(), m in number(), d in number(), e in number()) {
            prop_assume!(d > 0 && e > 0);
            let (a, b) = (Ratio::new(Exact::new(n, 3).unwrap(), Exact::new(d, 5).unwrap()).unwrap(), Ratio::new(Exact::new(m, 3).unwrap(), Exact::new(e, 5).unwrap()).unwrap());
            let cross = a.numerator().checked_mul(b.denominator()).unwrap().cmp(&b.numerator().checked_mul(a.denominator()).unwrap());
            prop_assert_eq!(a.compare_by_parts(b), Some(cross));
        }

        /// Integers of half the width divide and reduce as those of full width do.
        #[test]
        fn a_narrow_division_is_the_wide_one(n in number(), d in number().prop_filter("no zero", |d| *d != 0), up in 0_u32..30, down in 0_u32..30) {
            let ratio = Ratio::new(Exact::new(n, up).unwrap(), Exact::new(d, down).unwrap()).unwrap();
            let wide = ratio.closed_wide();
            if let Some(narrow) = ratio.closed_narrow() {
                prop_assert_eq!(Ok(narrow), wide);
            }
            if let Some(narrow) = ratio.whole_parts_narrow() {
                prop_assert_eq!(Some(narrow), ratio.whole_parts_wide());
            }
        }
    }

    #[test]
    fn usual_ratios_are_divided_by_narrow_integers() {
        // 12345.6 x 44/12 = 45267.2; 2/3 is rounded up at the twelfth digit, -2/3 away from zero, 1/3 down; 5/3.6 = 1.38...
        for (n, d, value, rounded) in [
            ("543206.4", "12", "45267.2", false),
            ("2", "3", "0.666666666667", true),
            ("-2", "3", "-0.666666666667", true),
            ("1", "3", "0.333333333333", true),
            ("5", "3.6", "1.388888888889", true),
            ("0.0000000000005", "1", "0.0000000000005", false),
            ("3", "2000000000000", "0.0000000000015", false),
            ("7000", "0.0035", "2000000", false),
        ] {
            let ratio = Ratio::new(n.parse::<Exact>().unwrap(), d.parse::<Exact>().unwrap()).unwrap();
            assert_eq!(ratio.closed_narrow(), Some(Closed { value: value.parse().unwrap(), rounded }), "{n}/{d}");
        }
    }
}
