//! Explanations: every figure led back to its rows and factors, written down, and computed again from that alone.

mod trace;

pub use trace::*;
