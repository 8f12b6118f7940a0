//! Domestic wastewater (GPC III.4): CH4 by the way it goes, N2O of the nitrogen in effluent.
//!
//! ```text
//! CH4 = P · BOD · 365 · I · Bo · MCF            N2O = P · protein · 365 · 0.16 · Fnc · Fic · EF · 44/28
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons whose water goes this way | head |
//! | BOD | organic load of a person and day | kg/head |
//! | I | correction for industry that shares the sewer: 1.25 where collected, 1 where not | kg/kg |
//! | `Bo` | CH4 that a load can make at most | kg/kg |
//! | MCF | methane correction factor of the way | kg/kg |
//! | protein | protein supplied to a person and day | kg/head |
//! | 0.16 | nitrogen in protein | kg/kg |
//! | `Fnc` | factor for protein that is not eaten | kg/kg |
//! | `Fic` | factor for protein of industry that shares the sewer | kg/kg |
//! | EF | N2O-N of the nitrogen in effluent | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.1 to 6.3 and 6.7, 6.8. Nothing is taken off for sludge and recovered gas: where a
//! plant removes sludge or burns its gas, these equations give too much: [`organic`] and [`nitrogen`] have them whole, for both editions;
//! [`industry`] has the wastewater that industry treats itself.

pub mod industry;
pub mod nitrogen;
pub mod organic;

use super::{Chain, ChainTerm, product};
use crate::error::Result;
use crate::quantity::{Amount, Heads, Mass, Ratio};

/// What the CH4 of one way of wastewater rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Organic {
    /// kg BOD of a person and day.
    pub bod_per_person: Ratio,
    /// Correction for industry.
    pub bod_correction_factor: Ratio,
    /// kg CH4 that a kg of BOD can make.
    pub methane_producing_capacity: Ratio,
    /// The way's methane correction factor.
    pub methane_correction_factor: Ratio,
}

impl Organic {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("bod-per-person", self.bod_per_person),
            ChainTerm::constant("365", 365, 1)?,
            ChainTerm::of("bod-correction-factor", self.bod_correction_factor),
            ChainTerm::of("methane-producing-capacity", self.methane_producing_capacity),
            ChainTerm::of("methane-correction-factor", self.methane_correction_factor),
        ])
    }

    /// CH4 of a year.
    ///
    /// ```
    /// use citycarbon::methods::wastewater::Organic;
    /// use citycarbon::quantity::{Heads, Mass, Ratio};
    /// // A thousand people with septic tanks: 1000 · 0.04 · 365 · 1 · 0.6 · 0.5 = 4380 kg (IPCC 2006 vol. 5 tables 6.2 to 6.4).
    /// let septic = Organic {
    ///     bod_per_person: Ratio::new(4, 100)?,
    ///     bod_correction_factor: Ratio::ONE,
    ///     methane_producing_capacity: Ratio::new(6, 10)?,
    ///     methane_correction_factor: Ratio::new(5, 10)?,
    /// };
    /// assert_eq!(septic.methane(Heads::count(1000))?.quantity()?, Mass::kilograms(4380));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, persons: Heads) -> Result<Amount<Mass>> {
        product(Amount::from(persons), &self.chain()?)
    }
}

/// What the N2O of effluent rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nitrogen {
    /// kg protein of a person and day.
    pub protein_supply: Ratio,
    /// Nitrogen in protein.
    pub nitrogen_in_protein: Ratio,
    /// Factor for protein that is not eaten.
    pub non_consumed_protein_factor: Ratio,
    /// Factor for industry.
    pub industrial_codischarge_factor: Ratio,
    /// N2O-N of nitrogen in effluent.
    pub effluent_nitrogen_fraction: Ratio,
}

impl Nitrogen {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("protein-supply", self.protein_supply),
            ChainTerm::constant("365", 365, 1)?,
            ChainTerm::of("nitrogen-in-protein", self.nitrogen_in_protein),
            ChainTerm::of("non-consumed-protein-factor", self.non_consumed_protein_factor),
            ChainTerm::of("industrial-codischarge-factor", self.industrial_codischarge_factor),
            ChainTerm::of("effluent-nitrogen-fraction", self.effluent_nitrogen_fraction),
            ChainTerm::constant("44/28", 44, 28)?,
        ])
    }

    /// N2O of a year.
    pub fn nitrous_oxide(&self, persons: Heads) -> Result<Amount<Mass>> {
        product(Amount::from(persons), &self.chain()?)
    }
}
