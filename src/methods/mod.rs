//! Methods: the equations of the guidelines, each described and defined once.
//!
//! In: inputs by name, each with its unit, from JSON or TOML, or typed values in a program. Out: results by name, exact. No method
//! has a default: a missing input is an error that gives its name, its unit and the shipped rows that can be used.
//!
//! A method is a file: its page, its [`MethodSpec`], and one computation generic over [`Scalar`]: exact
//! ratios for the inventory and, with the feature `sampling`, `f64`. Forms, the index below, the trace and the worked examples are made from the `SPEC`.
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

#[macro_use]
mod kernels;

pub mod agriculture;
pub mod basis;
pub mod biological;
pub mod cogeneration;
pub mod combustion;
pub mod electricity;
pub mod fugitive;
pub mod incineration;
pub mod land;
pub mod landfill;
pub mod product_use;
pub mod recovery;
pub mod transport;
pub mod wastewater;

mod alternatives;
mod booking;
mod chain;
mod input;
mod inputs;
pub(crate) mod labelled;
mod ledger_method;
mod part;
mod registry;
mod results;
#[cfg(feature = "sampling")]
mod sampling;
mod spec;
mod tier;
mod value;

pub use alternatives::Alternatives;
pub use booking::{BookedAt, BookedPart};
pub use chain::{Chain, ChainTerm, TermKind, product};
pub use input::{CodeClass, Input, InputKind, ServingRows};
pub use inputs::{InputRow, Inputs};
pub use ledger_method::{LedgerMethod, ParameterSubject, Parameters};
pub use part::Part;
pub use registry::{all, find, find_for_ledger};
pub use results::{Figure, Outcome, Results};
pub(crate) use spec::CO2E;
pub use spec::{MethodSpec, Output};
pub use tier::Tier;
pub use value::InputValue;

use crate::error::{Message, Result};
use crate::quantity::{Amount, Coefficient, Fraction, Mass, Scalar, Volume};

/// A volume by its density.
pub fn weighed<N: Scalar>(volume: Amount<Volume, N>, density: N) -> Result<Amount<Mass, N>> {
    Coefficient::new(density).of(volume)
}

/// Shares that are 1 together, or the error that says what they add up to.
fn whole<N: Scalar>(what: &str, shares: impl IntoIterator<Item = Fraction<N>>) -> Result<()> {
    let sum = Fraction::sum(shares)?;
    if N::is_whole(sum)? {
        return Ok(());
    }
    Err(Message::SharesNotOne { value: sum.shown().into(), shares: what.into() }.into())
}
