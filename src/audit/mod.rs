//! The trace: every figure with its rows and factors, and the verifier that recomputes it from the trace only.
//!
//! ```text
//! kg = Σ (sumᵢ · multiplierᵢ · conversionᵢ) · Π (numeratorⱼ / denominatorⱼ)        kg CO2e = kg · weight
//! ```
//!
//! A [`Tree`] is one line of the trace, as JSON. [`verify`] recomputes every step and names the first that differs.

mod tree;
mod verify;
mod weight;
mod writer;

pub use tree::{GwpWeight, Quotient, TracedSum, Tree};
pub use verify::verify;
pub(crate) use writer::Writer;
