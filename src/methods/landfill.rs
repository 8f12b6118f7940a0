//! Solid waste disposal (GPC III.1): methane commitment, and the first-order decay of one deposit.
//!
//! ```text
//! CH4 = W · DOC · DOCf · MCF · F · 16/12 · (1 − R) · (1 − OX)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste landfilled in the year, wet | kg |
//! | DOC | degradable organic carbon of the wet waste | kg/kg |
//! | `DOCf` | part of it that decomposes | kg/kg |
//! | MCF | methane correction factor of the site | kg/kg |
//! | F | CH4 in the gas generated, by volume, and so by moles of carbon | m3/m3 |
//! | R | share of the CH4 that is recovered | kg/kg |
//! | OX | share of what reaches the cover that oxidises there | kg/kg |
//!
//! Source: Global Protocol for Community-Scale Greenhouse Gas Inventories, ch. 8, eq. 8.3 and 8.4. The gas of all years to come is
//! booked in the year the waste is landfilled. Never add it to a result of first-order decay for the same waste. What is
//! recovered never passes the cover, so that recovery comes before oxidation (IPCC 2006, vol. 5, eq. 3.1).

use super::{Chain, Term, product};
use crate::error::{Error, Kind, Problem, Result};
use crate::quantity::{Exact, Mass, Quantity, Ratio, Share, exp_of_minus};

/// What the methane commitment of a kind of waste at a kind of site rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Degradable organic carbon of the wet waste.
    pub degradable_organic_carbon: Ratio,
    /// The part that decomposes.
    pub decomposable_fraction: Ratio,
    /// The site's methane correction factor.
    pub methane_correction_factor: Ratio,
    /// CH4 in the gas generated.
    pub methane_fraction: Ratio,
    /// Share recovered.
    pub methane_recovery: Ratio,
    /// Share of the rest that oxidises in the cover.
    pub oxidation_factor: Ratio,
}

impl Commitment {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain> {
        Ok(vec![
            Term::of("degradable-organic-carbon", self.degradable_organic_carbon),
            Term::of("decomposable-fraction", self.decomposable_fraction),
            Term::of("methane-correction-factor", self.methane_correction_factor),
            Term::of("methane-fraction", self.methane_fraction),
            Term::constant("16/12", 16, 12)?,
            Term::left_by("1 - methane-recovery", self.methane_recovery)?,
            Term::left_by("1 - oxidation-factor", self.oxidation_factor)?,
        ])
    }

    /// CH4 of all years to come from waste landfilled now.
    ///
    /// ```
    /// use citycarbon::methods::landfill::Commitment;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // A tonne of food waste (DOC 0.15, IPCC 2006 vol. 5 table 2.4) at a managed site (MCF 1), half of the carbon decomposing,
    /// // half of the gas CH4: 1000 · 0.15 · 0.5 · 1 · 0.5 · 16/12 = 50 kg.
    /// let food = Commitment {
    ///     degradable_organic_carbon: Ratio::new(15, 100)?,
    ///     decomposable_fraction: Ratio::new(5, 10)?,
    ///     methane_correction_factor: Ratio::ONE,
    ///     methane_fraction: Ratio::new(5, 10)?,
    ///     methane_recovery: Ratio::new(0, 1)?,
    ///     oxidation_factor: Ratio::new(0, 1)?,
    /// };
    /// assert_eq!(food.methane(Mass::tonnes(1))?.close()?, Mass::kilograms(50));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, waste: Mass) -> Result<Share<Mass>> {
        product(waste.base(), &self.chain()?)
    }
}

/// Digits after the dot of [`decayed`].
pub const DECAY_PLACES: u32 = 18;

/// The share of one deposit's decomposable carbon that decomposes in the n-th year after the year of deposit (n = 0).
///
/// ```text
/// a = (13 − M) / 12        n = 0: 1 − e^(−k·a)        n ≥ 1: e^(−k·a) · (e^(−k·(n−1)) − e^(−k·n))
/// ```
///
/// k is the decay rate for each year, M the month in which decay starts, counted from 1 = January of the year of deposit:
/// 7 (no delay on average) to 13 (a delay of six months, the default of the IPCC). Exact to 10^-17; the shares of years 0 to n
/// add up to one less what is left, to the last digit, because each is a difference of rounded powers.
///
/// Source: IPCC 2006 Guidelines, vol. 5, ch. 3, eq. 3.4, 3.5 and 3A1.12 to 3A1.15.
///
/// # Errors
/// A month outside 7 to 13, or a decay rate below zero.
///
/// ```
/// use citycarbon::methods::landfill::decayed;
/// // IPCC 2006, vol. 5, table 3A1.1: k = 0.1, a deposit of 100, M = 13: decomposed in all by the end of each year 0, 9.5, 18.1.
/// let k = "0.1".parse()?;
/// assert_eq!(decayed(k, 13, 0)?.to_string(), "0");
/// assert_eq!(decayed(k, 13, 1)?.to_string(), "0.095162581964040427");
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn decayed(decay_rate: Exact, start_month: u8, years_after: u16) -> Result<Exact> {
    let Some(early) = 13_u8.checked_sub(start_month).filter(|early| *early <= 6) else {
        let mend = "use 7 (no delay) to 13 (six months)";
        return Err(Problem::new(Kind::Number, &start_month.to_string(), "not a month in which decay starts", mend).into());
    };
    if decay_rate.is_negative() {
        return Err(
            Problem::new(Kind::Negative, &decay_rate.to_string(), "a decay rate below zero", "write 0.4 or the like").into()
        );
    }
    let twelfths = |months: i64| Ratio::new(decay_rate.times(Exact::from(months))?, 12);
    // What is left at the end of a year; all of it before the deposit.
    let left = |year: Option<i64>| match year {
        None => Ok::<_, Error>(Exact::ONE),
        Some(year) => {
            let months = year.checked_mul(12).and_then(|months| months.checked_add(i64::from(early)));
            exp_of_minus(twelfths(months.unwrap_or(i64::MAX))?, DECAY_PLACES)
        }
    };
    let year = i64::from(years_after);
    left(year.checked_sub(1).filter(|before| *before >= 0))?.less(left(Some(year))?)
}
