//! Carbon that stays in the landfill for good (an information item).
//!
//! ```text
//! S = W · DOC · (1 − DOCf) · MCF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste landfilled in the year, wet | kg |
//! | DOC | degradable organic carbon of the wet waste | kg/kg |
//! | `DOCf` | part of it that decomposes without air | kg/kg |
//! | MCF | methane correction factor of the site | kg/kg |
//! | S | carbon stored for long by the waste of the year | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, annex 3A.1, eq. 3A1.19. It is never taken off emissions of waste; that of paper, wood and
//! garden waste belongs to harvested wood products.

use crate::error::Result;
use crate::methods::{Chain, ChainTerm, product};
use crate::quantity::{Amount, Mass, Ratio};

/// What long-term storage rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Degradable organic carbon of the wet waste.
    pub degradable_organic_carbon: Ratio,
    /// The part that decomposes.
    pub decomposable_fraction: Ratio,
    /// The site's methane correction factor in the year of deposit.
    pub methane_correction_factor: Ratio,
}

impl Stored {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("degradable-organic-carbon", self.degradable_organic_carbon),
            ChainTerm::one_less("decomposable-fraction", self.decomposable_fraction)?,
            ChainTerm::of("methane-correction-factor", self.methane_correction_factor),
        ])
    }

    /// Carbon stored by the waste of a year.
    ///
    /// ```
    /// use citycarbon::methods::landfill::Stored;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // Sheet Stored_C of the IPCC's workbook of 2006, cell D16: 636.944 Gg · 0.15 · (1 − 0.5) · 0.705 = 33.678414 Gg.
    /// let food = Stored {
    ///     degradable_organic_carbon: "0.15".parse()?,
    ///     decomposable_fraction: "0.5".parse()?,
    ///     methane_correction_factor: "0.705".parse()?,
    /// };
    /// let waste: Mass = "636.944 Gg".parse()?;
    /// assert_eq!(food.carbon(waste)?.evaluate()?, "33.678414 Gg".parse()?);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn carbon(&self, waste: Mass) -> Result<Amount<Mass>> {
        product(Amount::from(waste), &self.chain()?)
    }
}
