//! An emission factor, with its pedigree.

use super::Validity;
use crate::error::{Error, LabelKey, Message, Result, Text};
use crate::gas::Substance;
use crate::quantity::{Exact, Rate};
use crate::taxonomy::Region;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

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

impl Confidence {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Secondary => "secondary",
            Self::Own => "own",
        }
    }
}

impl FromStr for Confidence {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let all = [Self::Seen, Self::Secondary, Self::Own];
        let text = if text.is_empty() { "own" } else { text };
        let found = all.into_iter().find(|confidence| confidence.name() == text);
        found.ok_or_else(|| unknown("name.confidence", text, all.map(Self::name)))
    }
}

/// The error of a word that is none of a list.
pub(super) fn unknown<const N: usize>(what: &'static str, text: &str, names: [&str; N]) -> Error {
    Message::UnknownName { value: text.into(), what: LabelKey::of(what), nearest: None, names: names.map(Text::from).into() }.into()
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
        Self::ALL
            .iter()
            .find(|(_, name)| *name == text)
            .map(|(purpose, _)| *purpose)
            .ok_or_else(|| unknown("name.purpose", text, Self::ALL.map(|(_, name)| name)))
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

impl Losses {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Inside => "inside",
            Self::Excluded => "excluded",
        }
    }
}

impl FromStr for Losses {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let all = [Self::Inside, Self::Excluded];
        let found = all.into_iter().find(|losses| losses.name() == text);
        found.ok_or_else(|| unknown("name.losses", text, all.map(Self::name)))
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
