//! The equations of the guidelines: pure functions of quantities and ratios.
//!
//! In: what the equation names, each a ratio with a source elsewhere; no method holds a default. Out: masses of gases, or a
//! [`Chain`] of named terms whose product with the amount is the mass of the gas: the books keep the chain, so that a figure shows
//! its equation. Every method by its public name, with its equation, tiers and proof, stands in the index of the room `worksheets`.

pub mod basis;
pub mod biological;
pub mod burning;
pub mod cogeneration;
pub mod combustion;
pub mod electricity;
pub mod fugitive;
pub mod incineration;
pub mod landfill;
pub mod recovery;
pub mod transport;
pub mod wastewater;

use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Amount, Exact, Mass, Quantity, Ratio, Volume};

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

/// An amount times all terms of a chain, not yet divided out: the mass of the gas.
pub fn product<Q: Quantity>(amount: impl Into<Ratio>, chain: &[Term]) -> Result<Amount<Q>> {
    let ratio = chain.iter().try_fold(amount.into(), |product, term| product.checked_mul(term.ratio))?;
    Ok(Amount::new(ratio))
}

/// A volume by its density.
pub fn weighed(volume: Amount<Volume>, density: Ratio) -> Result<Amount<Mass>> {
    Ok(Amount::new(volume.number().checked_mul(density)?))
}

/// Shares that are 1 together, or the error that says what they add up to.
fn whole(what: &str, shares: impl IntoIterator<Item = Ratio>) -> Result<()> {
    let sum = Ratio::sum(shares)?;
    if sum.numerator() == sum.denominator() {
        return Ok(());
    }
    let reason = format!("what the {what} add up to, which is not 1");
    Err(Problem::new(ErrorKind::Number, &sum.evaluate()?.value().to_string(), reason, "give every part, and each once").into())
}
