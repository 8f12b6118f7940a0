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

pub mod activity;
pub mod error;
pub mod factors;
pub mod folder;
pub mod gas;
pub mod inventory;
pub mod quantity;
pub mod records;
pub mod report;
pub mod taxonomy;

pub use crate::error::{Error, Result};
