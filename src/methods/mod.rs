//! The equations of the guidelines: pure functions of quantities and ratios.
//!
//! In: what the equation names, each a ratio with a source elsewhere; no method holds a default. Out: a [`Chain`] of named terms,
//! whose product with the amount is the mass of the gas. The books keep the chain, so that a figure shows its equation.
//!
//! | Method | GPC | Equation |
//! |---|---|---|
//! | [`landfill::Commitment`] | III.1 | methane commitment: GPC eq. 8.3 and 8.4 |
//! | [`landfill::Landfills`], [`landfill::Decay`] | III.1 | first-order decay: IPCC 2006, vol. 5, eq. 3.1 to 3.7, 3A1.12 to 3A1.18 |
//! | [`landfill::decayed`] | III.1 | first-order decay of one deposit: IPCC 2006, vol. 5, eq. 3.4, 3.5, 3A1.12 to 3A1.15 |
//! | [`landfill::Stored`] | III.1 | carbon stored for long: IPCC 2006, vol. 5, eq. 3A1.19 |
//! | [`landfill::SwdsTool`] | | disposal sites in projects: CDM `TOOL04` |
//! | [`incineration::Burnt`] | III.3 | CO2 of burnt waste: IPCC 2006, vol. 5, eq. 5.1 |
//! | [`wastewater::Organic`] | III.4 | CH4 of domestic wastewater: IPCC 2006, vol. 5, eq. 6.1 to 6.3 |
//! | [`wastewater::Nitrogen`] | III.4 | N2O of effluent: IPCC 2006, vol. 5, eq. 6.7 and 6.8 |
//!
//! Composting and digestion (IPCC 2006, vol. 5, eq. 4.1 and 4.2) are mass times factor and need no chain.

pub mod incineration;
pub mod landfill;
pub mod wastewater;

use crate::error::Result;
use crate::quantity::{Exact, Mass, Ratio, Share};

/// How the name of a term begins that is one less a parameter: `1 - oxidation-factor`.
pub const LEFT_BY: &str = "1 - ";

/// One factor of an equation: the name of its parameter (after [`LEFT_BY`] where it is one less it), or the constant itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// `methane-correction-factor`, `1 - oxidation-factor`, `16/12`.
    pub name: &'static str,
    /// In base units for each base unit.
    pub ratio: Ratio,
}

impl Term {
    fn of(name: &'static str, ratio: Ratio) -> Self {
        Self { name, ratio }
    }

    /// One less a share.
    fn left_by(name: &'static str, share: Ratio) -> Result<Self> {
        Ok(Self { name, ratio: share.complement()? })
    }

    /// A constant, named as it is written.
    fn constant(name: &'static str, numerator: u16, denominator: u16) -> Result<Self> {
        Ok(Self { name, ratio: Ratio::new(Exact::from(i64::from(numerator)), Exact::from(i64::from(denominator)))? })
    }
}

/// The factors of an equation in its order.
pub type Chain = Vec<Term>;

/// An amount times all terms of a chain: the mass of the gas, not yet divided out.
pub fn product(amount: Exact, chain: &[Term]) -> Result<Share<Mass>> {
    let ratio = chain.iter().try_fold(Ratio::from(amount), |product, term| product.times_ratio(term.ratio))?;
    Ok(Share::from_ratio(ratio))
}
