//! Methane commitment: the gas of all years to come, counted in the year the waste is landfilled.
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
//! Source: Global Protocol for Community-Scale Greenhouse Gas Inventories, ch. 8, eq. 8.3 and 8.4. What is recovered never passes
//! the cover, so that recovery comes before oxidation (IPCC 2006, vol. 5, eq. 3.1). R is a share of the gas of this waste: gas that
//! is measured at a well this year is of older waste, and does not belong here.

use super::{DOC, DOCF, FRACTION};
use crate::error::Result;
use crate::factors::Basis;
use crate::methods::ParameterSubject::{Named, OfClass, OfRule};
use crate::methods::{Alternatives, Chain, ChainTerm, Input, Inputs, LedgerMethod, MethodSpec, Outcome, Output, product};
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};
use core::fmt;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "landfill-commitment",
    reference: "III.1",
    equation: "GPC, ch. 8, eq. 8.3 and 8.4",
    tiers: "1, 2",
    inputs: &[
        Input::one("waste", "kg", "waste landfilled in the year, wet"),
        Input::one("degradable-organic-carbon", "kg/kg", DOC).on(Basis::Wet),
        Input::one("decomposable-fraction", "kg/kg", DOCF),
        Input::one("methane-correction-factor", "kg/kg", "methane correction factor of the site").of("landfill"),
        Input::one("methane-fraction", "m3/m3", FRACTION),
        Input::one("methane-recovery", "kg/kg", "share of the CH4 that is recovered"),
        Input::one("oxidation-factor", "kg/kg", "share of the rest that oxidises in the cover").of("landfill"),
    ],
    results: &[Output::one("CH4", "kg")],
    alternatives: Some(Alternatives::Landfills),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let commitment = Commitment {
        degradable_organic_carbon: inputs.share("degradable-organic-carbon")?,
        decomposable_fraction: inputs.share("decomposable-fraction")?,
        methane_correction_factor: inputs.share("methane-correction-factor")?,
        methane_fraction: inputs.share("methane-fraction")?,
        methane_recovery: inputs.share("methane-recovery")?,
        oxidation_factor: inputs.share("oxidation-factor")?,
    };
    Ok(Outcome::new().with("CH4", commitment.methane(inputs.amount("waste")?)?))
}

/// The method for rows of a ledger: waste of a kind, at a class of site.
pub const LEDGER: LedgerMethod = LedgerMethod {
    name: SPEC.name,
    alternatives: SPEC.alternatives,
    parameters: &[
        ("degradable-organic-carbon", &[OfRule]),
        // Of the waste where the tables distinguish kinds, else of landfills.
        ("decomposable-fraction", &[OfRule, Named("landfill")]),
        ("methane-correction-factor", &[OfClass("landfill")]),
        ("methane-fraction", &[Named("landfill-gas")]),
        ("methane-recovery", &[OfClass("landfill"), Named("landfill")]),
        ("oxidation-factor", &[OfClass("landfill")]),
    ],
    terms: |parameters| {
        Commitment {
            degradable_organic_carbon: parameters.share("degradable-organic-carbon")?,
            decomposable_fraction: parameters.share("decomposable-fraction")?,
            methane_correction_factor: parameters.share("methane-correction-factor")?,
            methane_fraction: parameters.share("methane-fraction")?,
            methane_recovery: parameters.share("methane-recovery")?,
            oxidation_factor: parameters.share("oxidation-factor")?,
        }
        .chain()
    },
};

/// What the methane commitment of a kind of waste at a kind of site depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment<N = Ratio> {
    /// Degradable organic carbon of the wet waste.
    pub degradable_organic_carbon: Fraction<N>,
    /// The part that decomposes.
    pub decomposable_fraction: Fraction<N>,
    /// The site's methane correction factor.
    pub methane_correction_factor: Fraction<N>,
    /// CH4 in the gas generated.
    pub methane_fraction: Fraction<N>,
    /// Share recovered.
    pub methane_recovery: Fraction<N>,
    /// Share of the rest that oxidises in the cover.
    pub oxidation_factor: Fraction<N>,
}

impl<N: Scalar> Commitment<N> {
    /// The terms of the equation, in its order.
    pub fn chain(&self) -> Result<Chain<N>> {
        Ok(vec![
            ChainTerm::share("degradable-organic-carbon", self.degradable_organic_carbon),
            ChainTerm::share("decomposable-fraction", self.decomposable_fraction),
            ChainTerm::share("methane-correction-factor", self.methane_correction_factor),
            ChainTerm::share("methane-fraction", self.methane_fraction),
            ChainTerm::constant("16/12", 16, 12)?,
            ChainTerm::one_less("methane-recovery", self.methane_recovery)?,
            ChainTerm::one_less("oxidation-factor", self.oxidation_factor)?,
        ])
    }

    /// CH4 of all years to come from waste landfilled now.
    ///
    /// ```
    /// use citycarbon::methods::landfill::Commitment;
    /// use citycarbon::quantity::{Fraction, Mass};
    /// // A tonne of food waste (DOC 0.15, IPCC 2006 vol. 5 table 2.4) at a managed site (MCF 1), half of the carbon decomposing,
    /// // half of the gas CH4: 1000 · 0.15 · 0.5 · 1 · 0.5 · 16/12 = 50 kg.
    /// let food = Commitment {
    ///     degradable_organic_carbon: Fraction::from_parts(15, 100)?,
    ///     decomposable_fraction: Fraction::from_parts(5, 10)?,
    ///     methane_correction_factor: Fraction::ONE,
    ///     methane_fraction: Fraction::from_parts(5, 10)?,
    ///     methane_recovery: Fraction::ZERO,
    ///     oxidation_factor: Fraction::ZERO,
    /// };
    /// assert_eq!(food.methane(Mass::tonnes(1).into())?.quantity()?, Mass::kilograms(50));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self, waste: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        product(waste, &self.chain()?)
    }
}

impl Commitment {
    /// The same as a figure of the inventory that does not add to the CH4 of a year.
    pub fn committed(&self, waste: Mass) -> Result<Committed> {
        self.methane(waste.into())?.quantity().map(Committed)
    }
}

/// CH4 of all years to come: a type of its own, so that it is not added to what first-order decay gives for one year.
///
/// Both may be shown for the same waste: over all years, decay emits what was committed and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Committed(Mass);

impl Committed {
    /// How much, to be shown; it is of no one year.
    pub fn over_all_years(self) -> Mass {
        self.0
    }

    /// Together with what other waste commits to.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl fmt::Display for Committed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} over all years", self.0)
    }
}
