//! Waste burnt in the open (GPC III.3): how much it is.
//!
//! ```text
//! MSWb = P · Pfrac · MSWp · Bfrac · 365
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | `Pfrac` | share of them who burn their waste, or whose waste is burnt in a dump | kg/kg |
//! | `MSWp` | waste of a person and day, wet | kg/head |
//! | `Bfrac` | share of that waste that burns | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.7. The gases follow from [`incineration`](super::incineration), with an oxidation
//! factor of its own; the factor of CH4 is for wet waste, that of N2O for dry (eq. 5.4 and 5.5, table 5.6).

use super::basis::{WasteMass, Wet};
use super::{Chain, ChainTerm, product};
use crate::error::Result;
use crate::quantity::{Amount, Heads, Ratio};

/// Whose waste is burnt, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenBurning {
    /// Share of persons whose waste is burnt in the open.
    pub burning_population: Ratio,
    /// kg waste of a person and day, wet.
    pub waste_per_person: Ratio,
    /// Share of that waste that burns.
    pub burnt_fraction: Ratio,
}

impl OpenBurning {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("burning-population", self.burning_population),
            ChainTerm::of("waste-per-person", self.waste_per_person),
            ChainTerm::of("burnt-fraction", self.burnt_fraction),
            ChainTerm::constant("365", 365, 1)?,
        ])
    }

    /// Waste burnt in a year.
    ///
    /// ```
    /// use citycarbon::methods::burning::OpenBurning;
    /// use citycarbon::quantity::{Heads, Mass, Ratio};
    /// // IPCC 2006, vol. 5, box 5.1: 1,500,000 · 0.35 · 0.57 · 0.6 · 365 = 65,535,750 kg, printed as 65.54 Gg.
    /// let burning = OpenBurning {
    ///     burning_population: Ratio::new(35, 100)?,
    ///     waste_per_person: Ratio::new(57, 100)?,
    ///     burnt_fraction: Ratio::new(6, 10)?,
    /// };
    /// let burnt = burning.waste(Heads::count(1_500_000))?.mass().evaluate()?;
    /// assert_eq!(burnt, Mass::kilograms(65_535_750));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn waste(&self, persons: Heads) -> Result<WasteMass<Wet>> {
        product(Amount::from(persons), &self.chain()?).map(WasteMass::new)
    }
}
