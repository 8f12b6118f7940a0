//! First-order decay of one stream at one site, in whole numbers.
//!
//! ```text
//! B = D · e^(−k·(13−M)/12)        H(T) = B(T) + H(T−1) · e^(−k)
//! C = D − B                       X(T) = C(T) + H(T−1) − H(T−1) · e^(−k)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D | decomposable carbon deposited in the year | kg |
//! | k | decay rate | 1/yr |
//! | M | month in which decay starts: 13 is January of the year after | |
//! | B, C | what is left, what has decomposed of it at the end of that year | kg |
//! | H | stock at the end of the year | kg |
//! | X | decomposed in the year | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.4 and 3.5; annex 3A.1, eq. 3A1.12 to 3A1.15. The exponent is (13 − M)/12.
//!
//! Carbon is counted in 10^-12 kg. The powers of e are worked out once, as fractions of 2^64; what is kept of a stock is rounded to
//! the nearest 10^-12 kg and what decomposes is the rest, so that opening stock and deposit are decomposed carbon and closing stock
//! to the last digit in every year. Against powers of any accuracy a stock of n years is off by at most n · (10^-12 kg + 2^-64 of
//! the largest stock).

use crate::error::{Error, ErrorKind, Operation, Problem, Result};
use crate::quantity::{CLOSING_PLACES, Exact, Mass, Quantity, Ratio, Rounding, exp_of_minus};
use ethnum::I256;

/// All that is ever deposited in one account, in 10^-12 kg: below it no sum of the recurrence can pass 128 bits.
pub(super) const MOST: u128 = 1 << 126;

/// How a kind of waste decays: what is kept of a stock over a year, and of a deposit to the end of its own year.
///
/// ```
/// use citycarbon::methods::landfill::Decay;
/// use citycarbon::quantity::Mass;
/// // IPCC 2006, vol. 5, table 3A1.1: k = 0.1, 100 a year, decay from January of the year after: 9.5, then 18.1 decomposed.
/// let years = Decay::new("0.1".parse()?, 13)?.series(&[Mass::kilograms(100), Mass::kilograms(100), Mass::kilograms(100)])?;
/// assert_eq!(years[1].decomposed.to_string(), "9.516258196404 kg");
/// assert_eq!(years[2].decomposed.to_string(), "18.126924692202 kg");
/// assert_eq!(years[2].stock.to_string(), "272.356817111394 kg");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decay {
    /// Of a stock, in 2^-64.
    keep: u64,
    /// Of a deposit; all of it where decay starts in the year after.
    first: Option<u64>,
}

/// What happens to a stream at a site in a year: carbon, in mass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Stock {
    /// Decomposable carbon deposited.
    pub deposited: Mass,
    /// Decomposed in the year.
    pub decomposed: Mass,
    /// Left at its end.
    pub stock: Mass,
}

impl Decay {
    /// Of a decay rate for each year and the month in which decay starts: 7 (no delay) to 13 (six months).
    ///
    /// # Errors
    /// A month outside 7 to 13; a rate that is not above zero.
    pub fn new(decay_rate: Exact, start_month: u8) -> Result<Self> {
        let early = months_early(start_month)?;
        let first = match early {
            0 => None,
            early => Some(fraction(Ratio::new(decay_rate.checked_mul(Exact::from(u32::from(early)))?, 12)?)?),
        };
        Ok(Self { keep: fraction(Ratio::from(decay_rate))?, first })
    }

    /// By periods of which a year has so many, the period of disposal a whole one of decay (CDM TOOL04).
    pub(super) fn from_disposal(decay_rate: Exact, periods: u32) -> Result<Self> {
        let keep = fraction(Ratio::new(decay_rate, periods)?)?;
        Ok(Self { keep, first: Some(keep) })
    }

    /// Year by year from the first deposit on; deposits are decomposable carbon.
    pub fn series(self, deposits: &[Mass]) -> Result<Vec<Stock>> {
        let deposits: Vec<u128> = deposits.iter().map(|mass| small(Ratio::from(mass.base()))).collect::<Result<_>>()?;
        self.run(deposits)?.into_iter().map(Step::stock).collect()
    }

    /// The same in 10^-12 kg.
    pub(super) fn run(self, deposits: Vec<u128>) -> Result<Vec<Step>> {
        bounded(&deposits)?;
        let mut open = 0;
        Ok(deposits
            .into_iter()
            .map(|deposited| {
                let (decomposed, stock) = self.step(open, deposited);
                open = stock;
                Step { deposited, decomposed, stock }
            })
            .collect())
    }

    /// One year, for sums below [`MOST`]: what decomposes, and what is left.
    #[inline]
    pub(super) fn step(self, open: u128, deposit: u128) -> (u128, u128) {
        let kept = part(open, self.keep);
        let left = self.first.map_or(deposit, |first| part(deposit, first));
        // What is kept is never more than what there was, and the bound holds the sums.
        let stock = kept.wrapping_add(left);
        (open.wrapping_add(deposit).wrapping_sub(stock), stock)
    }

    /// Whether a stock stays below 2^64 for ever, when each deposit is at most so many times so much: a stock is at most
    /// (deposit + 1) / (1 − e^(−k)), the rounding included.
    pub(super) fn stays_narrow(self, counts: u64, carbon: u64) -> bool {
        let gone = (1_u128 << 64).wrapping_sub(u128::from(self.keep));
        u128::from(counts).wrapping_mul(u128::from(carbon)).saturating_add(1) < gone
    }

    /// One year of a stock that stays narrow: as [`Self::step`], in half the width. What decomposes is right even where stock and
    /// deposit together wrap, because it is below 2^64 itself.
    #[inline]
    pub(super) fn step_narrow(self, open: u64, deposit: u64) -> (u64, u64) {
        let left = self.first.map_or(deposit, |first| part_narrow(deposit, first));
        let stock = part_narrow(open, self.keep).wrapping_add(left);
        (open.wrapping_add(deposit).wrapping_sub(stock), stock)
    }
}

/// A year in 10^-12 kg.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) deposited: u128,
    pub(super) decomposed: u128,
    pub(super) stock: u128,
}

impl Step {
    pub(super) fn stock(self) -> Result<Stock> {
        Ok(Stock { deposited: mass(self.deposited)?, decomposed: mass(self.decomposed)?, stock: mass(self.stock)? })
    }
}

/// A fraction in 2^-64 of an amount below 2^127, to the nearest.
#[inline]
fn part(amount: u128, fraction: u64) -> u128 {
    let low = (amount & u128::from(u64::MAX)).wrapping_mul(u128::from(fraction)).wrapping_add(1 << 63) >> 64;
    (amount >> 64).wrapping_mul(u128::from(fraction)).wrapping_add(low)
}

/// The same of an amount below 2^64.
#[inline]
fn part_narrow(amount: u64, fraction: u64) -> u64 {
    #[allow(clippy::cast_possible_truncation)] // A fraction below one of 64 bits has no more.
    let part = (u128::from(amount).wrapping_mul(u128::from(fraction)).wrapping_add(1 << 63) >> 64) as u64;
    part
}

/// e^(−x) in 2^-64, for x above zero.
fn fraction(x: Ratio) -> Result<u64> {
    refuse_below_zero(x.numerator())?;
    let power = exp_of_minus(x, 28)?;
    let parts = || {
        let (raised, one) = (I256::ONE.checked_shl(64)?, I256::new(10).checked_pow(power.scale())?);
        let half = one.checked_div(I256::new(2))?;
        u64::try_from(power.mantissa().checked_mul(raised)?.checked_add(half)?.checked_div(one)?).ok()
    };
    let slow = "a decay rate so near zero that nothing decomposes";
    let mend = "leave waste out that does not decay";
    parts().ok_or_else(|| Problem::new(ErrorKind::Number, &x.to_string(), slow, mend).into())
}

/// Months of decay in the year of deposit.
pub(super) fn months_early(start_month: u8) -> Result<u8> {
    let early = 13_u8.checked_sub(start_month).filter(|early| *early <= 6);
    let mend = "use 7 (no delay) to 13 (six months)";
    early.ok_or_else(|| Problem::new(ErrorKind::Number, &start_month.to_string(), "not a month in which decay starts", mend).into())
}

pub(super) fn refuse_below_zero(decay_rate: Exact) -> Result<()> {
    if decay_rate.is_negative() {
        let mend = "write 0.4 or the like";
        return Err(Problem::new(ErrorKind::Negative, &decay_rate.to_string(), "a decay rate below zero", mend).into());
    }
    Ok(())
}

/// Kilograms in 10^-12 kg, half-even.
pub(super) fn small(kilograms: Ratio) -> Result<u128> {
    let rounded = kilograms.divided(CLOSING_PLACES, Rounding::HalfEven)?;
    if rounded.is_negative() {
        return Err(
            Problem::new(ErrorKind::Negative, &rounded.to_string(), "a deposit below zero", "write what was landfilled").into()
        );
    }
    rounded.at_scale(CLOSING_PLACES).and_then(|units| u128::try_from(units).ok()).ok_or_else(too_large)
}

/// So many 10^-12 kg.
pub(super) fn mass(units: u128) -> Result<Mass> {
    Ok(Mass::from_base(Exact::new(i128::try_from(units).map_err(|_| too_large())?, CLOSING_PLACES)?))
}

/// Refuses deposits whose sum could pass what the recurrence holds.
pub(super) fn bounded(deposits: &[u128]) -> Result<()> {
    let sum = deposits.iter().try_fold(0_u128, |sum, deposit| sum.checked_add(*deposit));
    sum.filter(|sum| *sum < MOST).map(|_| ()).ok_or_else(too_large)
}

pub(super) fn too_large() -> Error {
    Error::too_large(Operation::Carbon)
}
