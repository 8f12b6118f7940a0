//! The library for a page in a browser: a request and files in, an answer and files out.
//!
//! [`abi`] is what JavaScript calls, [`entries`] how files are laid out in memory, [`request`] what can be asked for. Everything else
//! takes values of the library and hands them on; no figure and no text is made here.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic
)]

mod abi;
mod answer;
mod compute;
mod entries;
mod request;
mod start;
