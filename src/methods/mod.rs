//! Methods: the equations of the guidelines, each described and defined once.
//!
//! In: inputs by name, each with its unit, from JSON or TOML, or typed values in a program. Out: results by name, exact. No method
//! has a default: an input that is missing is an error that names it, its unit, and the shipped rows that could serve.
//!
//! A method is a file: its page, its [`MethodSpec`], and one computation generic over [`Scalar`](crate::quantity::Scalar): exact
//! ratios for the books, `f64` for sampling. Forms, the index below, the trace and the proof pack are made from the `SPEC`.
//!
//! ```
//! use citycarbon::methods;
//! let inputs = serde_json::json!({
//!     "waste": { "value": "10", "unit": "t" },
//!     "degradable-organic-carbon": { "row": "ipcc2006-doc-food" },
//!     "decomposable-fraction": { "value": "0.5", "unit": "kg/kg" },
//!     "methane-correction-factor": { "value": "1", "unit": "kg/kg" },
//!     "methane-fraction": { "value": "0.5", "unit": "m3/m3" },
//!     "methane-recovery": { "value": "0", "unit": "kg/kg" },
//!     "oxidation-factor": { "value": "0", "unit": "kg/kg" },
//! });
//! let method = methods::find("landfill-commitment")?;
//! let results = method.compute(&inputs, citycarbon::Registry::bundled()?)?;
//! // 10 t · 0.15 · 0.5 · 1 · 0.5 · 16/12 = 0.5 t
//! assert_eq!(results.one("CH4").map(|value| value.to_string()), Some("500".to_owned()));
//! # Ok::<(), citycarbon::Error>(())
//! ```
#![doc = include_str!("index.md")]

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

mod inputs;
pub(crate) mod labelled;
mod registry;
mod results;
mod spec;
mod value;

pub use inputs::{InputRow, Inputs};
pub use registry::{all, find};
pub use results::{Figure, Outcome, Results};
pub use spec::{Input, MethodSpec, Output};
pub use value::InputValue;

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
