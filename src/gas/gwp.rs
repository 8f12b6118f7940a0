//! Global warming potentials over 100 years, by assessment report.

use super::{Gas, Substance};
use crate::error::{Error, Message, Result};
use crate::quantity::{Exact, Mass, Quantity};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// The assessment report whose weights are used. All are over 100 years.
///
/// ```
/// use citycarbon::gas::{Gas, GwpSet};
/// assert_eq!(GwpSet::Ar5.weight(Gas::CH4)?.map(|w| w.to_string()).as_deref(), Some("28"));
/// assert_eq!(GwpSet::Ar5.weight(Gas::CO2_BIOGENIC)?, None);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum GwpSet {
    /// Second assessment report (1995).
    Sar,
    /// Fourth (2007).
    Ar4,
    /// Fifth (2013), without climate-carbon feedback, with one value for all methane: the UNFCCC's rule for inventories, which leaves
    /// out the value for fossil methane (decision 18/CMA.1, annex, paragraph 37; 5/CMA.3).
    Ar5,
    /// The same with the report's own value for fossil methane (table 8.A.1).
    Ar5Split,
    /// Fifth (2013), with climate-carbon feedback.
    Ar5F,
    /// Sixth (2021).
    Ar6,
}

impl GwpSet {
    /// Every set, oldest first.
    pub const ALL: [Self; 6] = [Self::Sar, Self::Ar4, Self::Ar5, Self::Ar5Split, Self::Ar5F, Self::Ar6];

    /// Its name, as files and options spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sar => "SAR",
            Self::Ar4 => "AR4",
            Self::Ar5 => "AR5",
            Self::Ar5Split => "AR5-SPLIT",
            Self::Ar5F => "AR5F",
            Self::Ar6 => "AR6",
        }
    }

    /// What a gas weighs against CO2: none for biogenic CO2, which no total holds; an error where the report lists no value.
    pub fn weight(self, gas: Gas) -> Result<Option<Exact>> {
        if gas == Gas::CO2_BIOGENIC {
            return Ok(None);
        }
        let at = Self::ALL.iter().position(|set| *set == self).unwrap_or_default();
        match gas.row().and_then(|row| row.weights.get(at).copied().flatten()) {
            Some(weight) => Ok(Some(weight)),
            None => Err(Message::NoGwp { value: gas.name().into(), set: self.name().into() }.into()),
        }
    }
}

impl fmt::Display for GwpSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for GwpSet {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|set| set.name() == text).ok_or_else(|| {
            let sets = Self::ALL.iter().map(|set| set.name().into()).collect();
            Message::UnknownGwpSet { value: text.into(), sets }.into()
        })
    }
}

as_text!(GwpSet);

/// What to do with a figure known only as CO2e in another set than the one asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Stated {
    /// Refuse: its gases are not known, so it cannot be weighed again.
    #[default]
    #[serde(rename = "refuse")]
    Refuse,
    /// Take it as it was stated; the total says so and is not final.
    #[serde(rename = "as stated")]
    AsStated,
}

/// Emissions weighted by a GWP set: exact, and it remembers the set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Co2e {
    mass: Mass,
    set: GwpSet,
}

impl Co2e {
    /// So much CO2e in a set.
    pub fn new(mass: Mass, set: GwpSet) -> Self {
        Self { mass, set }
    }

    /// The mass of CO2e.
    pub fn mass(self) -> Mass {
        self.mass
    }

    /// The set it was weighted by.
    pub fn set(self) -> GwpSet {
        self.set
    }

    /// The sum; an error between two sets.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        if self.set != other.set {
            return Err(Message::OtherSetAdded { added: (&other.set).into(), to: (&self.set).into() }.into());
        }
        Ok(Self { mass: self.mass.checked_add(other.mass)?, set: self.set })
    }
}

impl fmt::Display for Co2e {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} CO2e ({})", self.mass, self.set)
    }
}

impl FromStr for Co2e {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parts = text.strip_suffix(')').and_then(|text| text.split_once(" CO2e ("));
        let (mass, set) = parts.ok_or_else(|| Message::NotCo2e { value: text.into() })?;
        Ok(Self { mass: mass.parse()?, set: set.parse()? })
    }
}

impl Substance {
    /// The CO2e of a mass: none for biogenic CO2. A figure stated in another set is refused or taken as stated.
    pub fn co2e(self, mass: Mass, set: GwpSet, stated: Stated) -> Result<Option<Mass>> {
        match self {
            Self::Gas(gas) => match set.weight(gas)? {
                Some(weight) => Ok(Some(Mass::from_base(mass.base().checked_mul(weight)?))),
                None => Ok(None),
            },
            Self::Stated(own) if own == set || stated == Stated::AsStated => Ok(Some(mass)),
            Self::Stated(own) => {
                let (stated, asked) = ((&own).into(), (&set).into());
                Err(Error::OtherGwpSet(Message::StatedInOtherSet { stated, asked, entries: vec![(&mass).into()] }.into()))
            }
        }
    }
}
