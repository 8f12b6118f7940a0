//! Figures of a form with who states them.

use crate::quantity::{Rate, Reading};
use serde::{Deserialize, Serialize};

/// A rate with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourcedRate {
    /// The rate.
    pub rate: Rate,
    /// Who states it.
    pub source: String,
}

impl SourcedRate {
    /// A rate and who states it.
    pub fn new(rate: Rate, source: &str) -> Self {
        Self { rate, source: source.to_owned() }
    }
}

/// An amount with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SourcedAmount {
    /// The amount.
    pub amount: Reading,
    /// Who states it.
    pub source: String,
}

impl SourcedAmount {
    /// An amount and who states it.
    pub fn new(amount: Reading, source: &str) -> Self {
        Self { amount, source: source.to_owned() }
    }
}
