//! Explanations: every figure traced to its rows and factors, written down, and computed again from that only.
//!
//! ```text
//! kg = Σ (sumᵢ · multiplierᵢ · conversionᵢ) · Π (numeratorⱼ / denominatorⱼ)        kg CO2e = kg · weight
//! ```
//!
//! A [`Tree`] is one line of the trace, as JSON. [`verify`] computes every step again and names the first that does not agree.

mod tree;
mod verify;
mod weight;
mod writer;

pub use tree::{GwpWeight, Quotient, TracedSum, Tree};
pub use verify::verify;
pub(crate) use writer::Writer;
