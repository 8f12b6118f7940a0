//! Data quality, as the GPC grades it.

use crate::error::{Error, Message, Result};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};

/// How good a figure is: high, medium, low. The worst of several is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Quality {
    /// High: measured, or specific to the city.
    H,
    /// Medium: modelled with sound assumptions, or national.
    M,
    /// Low: heavily modelled, or a global default.
    L,
}

impl Quality {
    /// The worst of two grades. A figure without a grade has none that others could hide: together they have none.
    ///
    /// ```
    /// use citycarbon::taxonomy::Quality::{H, L};
    /// use citycarbon::taxonomy::Quality;
    /// assert_eq!(Quality::worst(Some(H), Some(L)), Some(L));
    /// assert_eq!(Quality::worst(Some(H), None), None);
    /// ```
    #[inline]
    pub fn worst(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        one.zip(other).map(|(one, other)| one.max(other))
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::H => "H",
            Self::M => "M",
            Self::L => "L",
        })
    }
}

impl FromStr for Quality {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "H" => Ok(Self::H),
            "M" => Ok(Self::M),
            "L" => Ok(Self::L),
            _ => Err(Message::UnknownQuality { value: text.into() }.into()),
        }
    }
}
