//! First-order decay of one stream at one site: its stock of decomposable carbon, year by year.
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
//! Exact stocks are held in 10^-12 kg. The powers of e are computed once, as fractions of 2^64; what is kept of a stock is rounded to
//! the nearest 10^-12 kg and what decomposes is the rest, so that opening stock and deposit are decomposed carbon and closing stock
//! to the last digit in every year. Compared with powers of any accuracy, a stock of n years is off by at most
//! n · (10^-12 kg + 2^-64 of the largest stock).

use crate::error::{Error, Message, Operation, Result};
use crate::quantity::{Amount, CLOSING_PLACES, Exact, Mass, Ratio, Scalar};

/// The most that may ever be deposited in one account, in 10^-12 kg: below it no sum of the recurrence passes 128 bits.
pub(super) const MOST: i128 = 1 << 126;

/// How a kind of waste decays: what is kept of a stock over a year, and of a deposit to the end of its own year.
///
/// ```
/// use citycarbon::methods::landfill::FirstOrderDecay;
/// use citycarbon::quantity::{Mass, Ratio};
/// // IPCC 2006, vol. 5, table 3A1.1: k = 0.1, 100 a year, decay from January of the year after: 9.5, then 18.1 decomposed.
/// let decay = FirstOrderDecay::<Ratio>::new("0.1".parse()?, 13)?;
/// let years = decay.series(&[Mass::kilograms(100).into(); 3])?;
/// assert_eq!(years[1].decomposed.shown(), "9.516258196404 kg");
/// assert_eq!(years[2].decomposed.shown(), "18.126924692202 kg");
/// assert_eq!(years[2].stock.shown(), "272.356817111394 kg");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FirstOrderDecay<N: Scalar = Ratio> {
    /// Of a stock.
    pub(super) keep: N::Kept,
    /// Of a deposit; all of it where decay starts in the year after.
    pub(super) first: Option<N::Kept>,
}

/// What happens to a stream at a site in a year: carbon, in mass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stock<N = Ratio> {
    /// Decomposable carbon deposited.
    pub deposited: Amount<Mass, N>,
    /// Decomposed in the year.
    pub decomposed: Amount<Mass, N>,
    /// Left at its end.
    pub stock: Amount<Mass, N>,
}

impl<N: Scalar> FirstOrderDecay<N> {
    /// Of a decay rate for each year and the month in which decay starts: 7 (no delay) to 13 (six months).
    ///
    /// # Errors
    /// A month outside 7 to 13; a rate that is not above zero.
    pub fn new(decay_rate: N, start_month: u8) -> Result<Self> {
        let first = match months_early(start_month)? {
            0 => None,
            early => Some(kept(decay_rate, early, 12)?),
        };
        Ok(Self { keep: kept(decay_rate, 1, 1)?, first })
    }

    /// By periods of which a year has so many; the period of disposal is a whole period of decay (CDM TOOL04).
    pub(super) fn from_disposal(decay_rate: N, periods: u32) -> Result<Self> {
        let keep = kept(decay_rate, 1, periods)?;
        Ok(Self { keep, first: Some(keep) })
    }

    /// Year by year from the first deposit on; deposits are decomposable carbon.
    pub fn series(self, deposits: &[Amount<Mass, N>]) -> Result<Vec<Stock<N>>> {
        let deposits = deposits.iter().map(|deposit| held(*deposit)).collect::<Result<Vec<_>>>()?;
        bounded(deposits.iter().copied())?;
        let mut open = Amount::ZERO;
        let year = |deposited| {
            let year = self.year(open, deposited)?;
            open = year.stock;
            Ok(year)
        };
        deposits.into_iter().map(year).collect()
    }

    /// One year: what is kept is never more than there was.
    fn year(self, open: Amount<Mass, N>, deposited: Amount<Mass, N>) -> Result<Stock<N>> {
        let left = self.first.map_or(Ok(deposited.number()), |first| deposited.number().keep(first))?;
        let stock = open.number().keep(self.keep)?.checked_add(left)?;
        let decomposed = open.checked_add(deposited)?.number().checked_sub(stock)?;
        Ok(Stock { deposited, decomposed: Amount::new(decomposed), stock: Amount::new(stock) })
    }
}

/// What decay leaves after a part of a year.
fn kept<N: Scalar>(decay_rate: N, parts: u32, of_year: u32) -> Result<N::Kept> {
    not_below_zero(decay_rate)?;
    decay_rate.checked_mul(N::constant(parts, of_year)?)?.kept_by_decay()
}

/// Months of decay in the year of deposit.
pub(super) fn months_early(start_month: u8) -> Result<u32> {
    let early = 13_u8.checked_sub(start_month).filter(|early| *early <= 6).map(u32::from);
    early.ok_or_else(|| Message::NotAStartMonth { value: (&start_month).into() }.into())
}

pub(super) fn not_below_zero<N: Scalar>(decay_rate: N) -> Result<()> {
    if decay_rate.is_below_zero()? {
        return Err(Message::DecayRateBelowZero { value: decay_rate.shown().into() }.into());
    }
    Ok(())
}

/// A deposit in the resolution in which stocks are held.
pub(super) fn held<N: Scalar>(deposit: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    let rounded = deposit.number().round()?;
    if rounded.is_below_zero()? {
        return Err(Message::DepositBelowZero { value: rounded.shown().into() }.into());
    }
    Ok(Amount::new(rounded))
}

/// Rejects deposits whose sum could pass what the recurrence holds.
pub(super) fn bounded<N: Scalar>(deposits: impl IntoIterator<Item = Amount<Mass, N>>) -> Result<()> {
    let most = N::from_ratio(Exact::new(MOST, CLOSING_PLACES)?.into())?;
    match Amount::sum(deposits)?.number().compare(most)? {
        core::cmp::Ordering::Less => Ok(()),
        _ => Err(too_large()),
    }
}

pub(super) fn too_large() -> Error {
    Error::too_large(Operation::Carbon)
}
