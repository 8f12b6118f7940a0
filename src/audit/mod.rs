//! The trace: every figure with its rows and factors, and the verifier that recomputes it from the trace only.
//!
//! ```text
//! kg = Σ (sumᵢ · multiplierᵢ · conversionᵢ) · Π (numeratorⱼ / denominatorⱼ)        kg CO2e = kg · weight
//! ```
//!
//! A [`Tree`] is one line of the trace, as JSON. [`verify`] recomputes every step and names the first that differs. Where contracts
//! are known, the lines of a year are followed by a [`TracedContract`] each, and a [`TracedMarket`] for each reference they reach.

mod market;
mod tree;
mod verify;
mod weight;
mod writer;

pub(crate) use market::market_lines;
pub use market::{TracedContract, TracedMarket};
pub use tree::{GwpWeight, Quotient, TracedSum, Tree};
pub use verify::verify;
pub(crate) use writer::Writer;
