//! An emission factor, with its pedigree.

use super::Validity;
use crate::error::{Error, Kind, Problem, Result};
use crate::gas::Substance;
use crate::quantity::{Exact, Ratio, Unit};
use crate::taxonomy::Region;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// So much of one unit for each amount of another, as printed: 74100 kg/TJ; 1662 GWh for each 52881 GWh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
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
struct Stored {
    value: Exact,
    unit: Unit,
    per: Exact,
    per_unit: Unit,
}

impl TryFrom<Stored> for Rate {
    type Error = Error;

    fn try_from(stored: Stored) -> Result<Self> {
        Self::new(stored.value, stored.unit, stored.per, stored.per_unit)
    }
}

impl Rate {
    /// So much of a unit for each so many of another; [`Error::DivisionByZero`] for each none.
    pub fn new(value: Exact, unit: Unit, per: Exact, per_unit: Unit) -> Result<Self> {
        if per.is_zero() {
            return Err(Error::DivisionByZero { step: "a factor".to_owned() });
        }
        Ok(Self { value, unit, per, per_unit })
    }

    /// Reads a rate from its cells: value, per (empty for 1) and a unit such as `kg/TJ`.
    pub fn parse(value: Exact, per: Exact, units: &str) -> Result<Self> {
        let (unit, per_unit) = units
            .rsplit_once('/')
            .ok_or_else(|| Problem::new(Kind::Unit, units, "not a unit for each unit", "write it like kg/TJ"))?;
        Self::new(value, unit.parse()?, per, per_unit.parse()?)
    }

    /// Base units for each base unit.
    pub fn ratio(&self) -> Result<Ratio> {
        Ratio::new(self.value.times(self.unit.multiplier())?, self.per.times(self.per_unit.multiplier())?)
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.per == Exact::ONE {
            return write!(f, "{} {}/{}", self.value, self.unit, self.per_unit);
        }
        write!(f, "{} {} for each {} {}", self.value, self.unit, self.per, self.per_unit)
    }
}

/// How sure it is that the figure stands in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Read in the source or a faithful copy of it.
    Seen,
    /// Read in a document that quotes the source, or computed from figures seen.
    Secondary,
    /// A city's own figure, as it states it.
    Own,
}

impl FromStr for Confidence {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "seen" => Ok(Self::Seen),
            "secondary" => Ok(Self::Secondary),
            "" | "own" => Ok(Self::Own),
            _ => Err(Problem::new(Kind::Factor, text, "not a confidence", "write seen, secondary or own").into()),
        }
    }
}

/// Where a figure comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provenance {
    /// The table it was read from, with its line.
    pub file: String,
    /// The line there.
    pub line: u64,
    /// The publication: an id of `sources.csv`, or a city's own words.
    pub source: String,
    /// Table, equation or page.
    pub locator: String,
    /// How sure it is that the figure stands there.
    pub confidence: Confidence,
    /// A remark on the row.
    pub note: String,
    /// Whether the city gave it, so that it wins over the shipped ones.
    pub own: bool,
}

/// What a factor was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// For an inventory: found by default.
    Inventory,
    /// For an inventory, if a city chooses its series.
    Alternative,
    /// For the market-based view.
    Market,
    /// For projects: combined, operating and build margins.
    Project,
    /// For what is emitted before the fuel is burnt: other scope 3 only.
    Upstream,
    /// For the life cycle of products: refused in an inventory.
    Product,
}

impl Purpose {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Inventory, "inventory"),
        (Self::Alternative, "alternative"),
        (Self::Market, "market"),
        (Self::Project, "project"),
        (Self::Upstream, "upstream"),
        (Self::Product, "product"),
    ];
}

impl fmt::Display for Purpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::ALL.iter().find(|(purpose, _)| purpose == self).map_or("", |(_, name)| name))
    }
}

impl FromStr for Purpose {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = if text.is_empty() { "inventory" } else { text };
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(purpose, _)| *purpose).ok_or_else(|| {
            let mend = "write inventory, alternative, market, project, upstream or product";
            Problem::new(Kind::Factor, text, "not a purpose", mend).into()
        })
    }
}

/// Whether a grid factor holds the losses of transmission and distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Losses {
    /// It is for each kWh used, losses inside: adding them again would count them twice.
    Inside,
    /// It is for each kWh generated.
    Excluded,
}

impl FromStr for Losses {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "inside" => Ok(Self::Inside),
            "excluded" => Ok(Self::Excluded),
            _ => Err(Problem::new(Kind::Losses, text, "not a place for losses", "write inside or excluded").into()),
        }
    }
}

/// So much of a gas for each unit of an activity, as one publication prints it in one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EmissionFactor {
    /// Its id, unique in a registry.
    pub id: String,
    /// The process, as a path: `stationary.residential`.
    pub process: String,
    /// What is burnt, treated, used.
    pub subject: String,
    /// The gas, or CO2e with the set it was stated in.
    pub substance: Substance,
    /// The number and units as printed.
    pub rate: Rate,
    /// `net`, `gross`, `wet`, `dry`, or empty.
    pub basis: String,
    /// Where it holds.
    pub region: Region,
    /// When it holds.
    pub years: Validity,
    /// What it was made for.
    pub purpose: Purpose,
    /// The yearly series it belongs to, if any.
    pub series: String,
    /// For grids: whether losses are inside.
    pub losses: Option<Losses>,
    /// Printed lower limit.
    pub low: Option<Exact>,
    /// Printed upper limit.
    pub high: Option<Exact>,
    /// Where it comes from.
    pub provenance: Provenance,
}
