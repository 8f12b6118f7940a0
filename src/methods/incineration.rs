//! CO2 of incineration and open burning of waste (GPC III.3, or stationary energy where energy is recovered).
//!
//! ```text
//! fossil CO2 = W · dm · CF · FCF · OF · 44/12            biogenic CO2 = W · dm · CF · (1 − FCF) · OF · 44/12
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste burnt, wet | kg |
//! | dm | dry matter in it | kg/kg |
//! | CF | carbon in the dry matter | kg/kg |
//! | FCF | fossil part of that carbon | kg/kg |
//! | OF | part that oxidises | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.1 (by kind of waste) and 5.2 (by component of municipal waste). CH4 and N2O
//! are mass times factor (eq. 5.4 and 5.5).

use super::{Chain, Term, product};
use crate::error::Result;
use crate::quantity::{Mass, Quantity, Ratio, Share};

/// What the CO2 of a kind of waste rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burnt {
    /// Dry matter in the wet waste.
    pub dry_matter_content: Ratio,
    /// Carbon in the dry matter.
    pub total_carbon_content: Ratio,
    /// Fossil part of the carbon.
    pub fossil_carbon_fraction: Ratio,
    /// Part that oxidises.
    pub oxidation_factor: Ratio,
}

impl Burnt {
    /// The terms for fossil CO2.
    pub fn fossil(&self) -> Result<Chain> {
        self.with(Term::of("fossil-carbon-fraction", self.fossil_carbon_fraction))
    }

    /// The terms for biogenic CO2.
    pub fn biogenic(&self) -> Result<Chain> {
        self.with(Term::left_by("1 - fossil-carbon-fraction", self.fossil_carbon_fraction)?)
    }

    fn with(&self, part: Term) -> Result<Chain> {
        Ok(vec![
            Term::of("dry-matter-content", self.dry_matter_content),
            Term::of("total-carbon-content", self.total_carbon_content),
            part,
            Term::of("oxidation-factor", self.oxidation_factor),
            Term::constant("44/12", 44, 12)?,
        ])
    }

    /// Fossil CO2 of waste burnt.
    ///
    /// ```
    /// use citycarbon::methods::incineration::Burnt;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // Plastics: all dry, 75 % carbon, all of it fossil (IPCC 2006 vol. 5 table 2.4): 1000 · 0.75 · 44/12 = 2750 kg.
    /// let plastics = Burnt {
    ///     dry_matter_content: Ratio::ONE,
    ///     total_carbon_content: Ratio::new(75, 100)?,
    ///     fossil_carbon_fraction: Ratio::ONE,
    ///     oxidation_factor: Ratio::ONE,
    /// };
    /// assert_eq!(plastics.fossil_co2(Mass::tonnes(1))?.close()?, Mass::kilograms(2750));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn fossil_co2(&self, waste: Mass) -> Result<Share<Mass>> {
        product(waste.base(), &self.fossil()?)
    }
}
