//! Exact, explainable greenhouse-gas accounts for cities.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic,
        clippy::print_stdout,
        clippy::dbg_macro
    )
)]

pub mod error;
pub mod quantity;

pub use crate::error::{Error, Result};
