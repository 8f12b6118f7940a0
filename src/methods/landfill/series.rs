//! What changes over the years of a site: factors from a year on, gas recovered.

use crate::error::{Message, Result};
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// Values, each from its year until the next one: a dump that becomes a managed site keeps the old value for the years before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Since<T>(BTreeMap<Year, T>);

impl<T: Copy> Since<T> {
    /// The same value in every year.
    pub fn always(value: T) -> Self {
        Self(BTreeMap::from([(Year::FIRST, value)]))
    }

    /// Values with the years from which they are valid.
    pub fn new(values: impl IntoIterator<Item = (Year, T)>) -> Self {
        Self(values.into_iter().collect())
    }

    /// The value that is valid in a year.
    ///
    /// # Errors
    /// A year before the first value.
    pub fn at(&self, year: Year, what: &str, whose: &str) -> Result<T> {
        let found = self.0.range(..=year).next_back().map(|(_, value)| *value);
        Ok(found.ok_or_else(|| Message::NotValidInYear { value: (&year).into(), input: what.into(), name: whose.into() })?)
    }
}

/// CH4 recovered: a mass that was measured, or a share of what is generated. A year that is not named has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recovery<N = Ratio> {
    /// None in any year.
    None,
    /// Measured, by year (IPCC).
    Masses(BTreeMap<Year, Amount<Mass, N>>),
    /// Captured parts of what is generated, by year.
    Shares(BTreeMap<Year, Fraction<N>>),
}

impl<N: Scalar> Recovery<N> {
    /// What is recovered of the gas generated in a year.
    pub fn of(&self, year: Year, generated: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
        match self {
            Self::None => Ok(Amount::ZERO),
            Self::Masses(years) => Ok(years.get(&year).copied().unwrap_or(Amount::ZERO)),
            Self::Shares(years) => match years.get(&year) {
                Some(share) => generated.part(*share)?.evaluate(),
                None => Ok(Amount::ZERO),
            },
        }
    }
}
