//! Land (GPC V.2): what trees of the city take up, and carbon that is put into soil.
//!
//! What is taken up is CO2 below zero. It lowers no other figure: a report shows it at its own reference.

pub mod biochar;
pub mod crown_cover;
pub mod trees;

use super::{ChainTerm, product};
use crate::error::Result;
use crate::quantity::{Amount, Mass, Scalar};

/// The CO2 of carbon: 44/12 of its mass.
fn co2<N: Scalar>(carbon: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    product(carbon, &[ChainTerm::constant("44/12", 44, 12)?])
}

/// What is taken up, as an inventory counts it: below zero.
fn removed<N: Scalar>(taken_up: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    N::ZERO.checked_sub(taken_up.number()).map(Amount::new)
}
