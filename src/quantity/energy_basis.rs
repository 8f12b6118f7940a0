//! Net and gross: the two ways in which the energy of a fuel is counted.

use crate::error::{Error, Message, Result};
use core::fmt;
use core::str::FromStr;

/// Whether the heat in the water of the flue gas counts.
///
/// ```
/// use citycarbon::quantity::EnergyBasis;
/// assert_eq!("gross".parse::<EnergyBasis>()?, EnergyBasis::Gross);
/// assert!("Gross ".parse::<EnergyBasis>().is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EnergyBasis {
    /// It does not: net, or lower.
    Net,
    /// It does: gross, or higher.
    Gross,
}

impl EnergyBasis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Net, Self::Gross];

    /// Its word in tables and ledgers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Net => "net",
            Self::Gross => "gross",
        }
    }
}

impl fmt::Display for EnergyBasis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for EnergyBasis {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|basis| basis.name() == text);
        found.ok_or_else(|| Message::UnknownEnergyBasis { value: text.into() }.into())
    }
}

as_text!(EnergyBasis);
