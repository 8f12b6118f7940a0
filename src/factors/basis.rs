//! The basis of a row: what its energy, its waste or its organic load is counted with.

use super::provenance::unknown;
use crate::error::{Error, Message, Result};
use crate::quantity::{Dimension, EnergyBasis, Rate};
use crate::records::InvalidCell;
use core::fmt;
use core::str::FromStr;

/// What a row of a table counts in: net or gross energy, wet or dry waste, organic load as BOD or COD.
///
/// ```
/// use citycarbon::factors::Basis;
/// use citycarbon::quantity::EnergyBasis;
/// assert_eq!("gross".parse::<Basis>()?.energy(), Some(EnergyBasis::Gross));
/// assert_eq!(Basis::Wet.energy(), None);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Energy without the heat in the water of the flue gas.
    Net,
    /// Energy with it.
    Gross,
    /// Waste with its water.
    Wet,
    /// Waste without its water.
    Dry,
    /// Organic load as biochemical oxygen demand.
    Bod,
    /// Organic load as chemical oxygen demand.
    Cod,
}

impl Basis {
    const ALL: [Self; 6] = [Self::Net, Self::Gross, Self::Wet, Self::Dry, Self::Bod, Self::Cod];

    /// Its word in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
            Self::Wet => "wet",
            Self::Dry => "dry",
            Self::Bod => "BOD",
            Self::Cod => "COD",
        }
    }

    /// Net or gross; none where it speaks of waste or water.
    pub fn energy(self) -> Option<EnergyBasis> {
        match self {
            Self::Net => Some(EnergyBasis::Net),
            Self::Gross => Some(EnergyBasis::Gross),
            Self::Wet | Self::Dry | Self::Bod | Self::Cod => None,
        }
    }

    /// Refuses net or gross for a rate without energy.
    pub(super) fn suits(self, rate: &Rate) -> Result<(), InvalidCell> {
        let energy = [rate.unit, rate.per_unit].into_iter().any(|unit| unit.dimension() == Dimension::Energy);
        if self.energy().is_some() && !energy {
            return Err(InvalidCell::new("basis", Message::BasisWithoutEnergy { value: (&self).into() }));
        }
        Ok(())
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Basis {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|basis| basis.name() == text);
        found.ok_or_else(|| unknown("name.basis", text, Self::ALL.map(Self::name)))
    }
}

as_text!(Basis);
