//! Rate: an amount of one unit for each amount of another, as printed in a source.

use super::{Dimension, Exact, Ratio, Reading, Unit};
use crate::error::{Error, Message, Operation, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// So much of one unit for each amount of another, as printed: 74100 kg/TJ; 1662 GWh for each 52881 GWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "RateParts")]
#[non_exhaustive]
pub struct Rate {
    /// The number as printed.
    pub value: Exact,
    /// The unit of what is given.
    pub unit: Unit,
    /// For how many of `per_unit`: 1 unless the source prints otherwise.
    pub per: Exact,
    /// The unit it is given for.
    pub per_unit: Unit,
}

/// A rate as it is written down, before it is checked.
#[derive(Deserialize)]
struct RateParts {
    value: Exact,
    unit: Unit,
    per: Exact,
    per_unit: Unit,
}

impl TryFrom<RateParts> for Rate {
    type Error = Error;

    fn try_from(stored: RateParts) -> Result<Self> {
        Self::new(stored.value, stored.unit, stored.per, stored.per_unit)
    }
}

impl Rate {
    /// So much of a unit for each so many of another; [`Error::DivisionByZero`] for each none.
    pub fn new(value: Exact, unit: Unit, per: Exact, per_unit: Unit) -> Result<Self> {
        if per.is_zero() {
            return Err(Error::division_by_zero(Operation::Factor));
        }
        Ok(Self { value, unit, per, per_unit })
    }

    /// Reads a rate from its cells: value, per (empty for 1) and a unit such as `kg/TJ` or `g/head/day`.
    pub fn parse(value: Exact, per: Exact, units: &str) -> Result<Self> {
        let (unit, per_unit) =
            units.split_once('/').ok_or_else(|| Message::NotPerUnit { value: units.into(), example: "kg/TJ".into() })?;
        Self::new(value, unit.parse()?, per, per_unit.parse()?)
    }

    /// Base units for each base unit.
    pub fn ratio(&self) -> Result<Ratio> {
        Ratio::new(self.value.checked_mul(self.unit.multiplier())?, self.per.checked_mul(self.per_unit.multiplier())?)
    }

    /// Through the rate from an amount of one dimension to the other: the ratio, and the dimension it leads to. Multiplied where
    /// the amount is what the rate is given for, divided where it is what the rate gives (km through km/L to litres).
    pub fn conversion_from(&self, dimension: Dimension) -> Result<(Ratio, Dimension)> {
        let ratio = self.ratio()?;
        if dimension == self.per_unit.dimension() {
            return Ok((ratio, self.unit.dimension()));
        }
        if dimension == self.unit.dimension() {
            return Ok((Ratio::ONE.checked_div(ratio)?, self.per_unit.dimension()));
        }
        let (from, to, dimension) = ((&self.unit).into(), (&self.per_unit).into(), dimension.into());
        Err(Message::NoConversion { value: self.into(), from, to, dimension }.into())
    }

    /// Its units, as `kg/TJ`.
    pub fn units(&self) -> String {
        format!("{}/{}", self.unit, self.per_unit.below_stroke())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.per == Exact::ONE {
            return padded!(f, "{} {}", self.value, self.units());
        }
        padded!(f, "{} {} for each {} {}", self.value, self.unit, self.per, self.per_unit)
    }
}

impl FromStr for Rate {
    type Err = Error;

    /// `2.55 vkm/L`, or `1662 GWh for each 52881 GWh`.
    fn from_str(text: &str) -> Result<Self> {
        if let Some((amount, per)) = text.split_once(" for each ") {
            let (amount, per): (Reading, Reading) = (amount.parse()?, per.parse()?);
            return Self::new(amount.value(), amount.unit(), per.value(), per.unit());
        }
        let (value, units) =
            text.split_once(' ').ok_or_else(|| Message::NotPerUnit { value: text.into(), example: "2.55 km/L".into() })?;
        Self::parse(value.parse()?, Exact::ONE, units)
    }
}
