//! The order in which the measures of a plan act.

use core::fmt;
use serde::{Deserialize, Serialize};

/// When a measure acts: each acts on what those of earlier stages leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Less service is needed.
    Demand,
    /// The same service needs less.
    Efficiency,
    /// The same energy comes from something else.
    Fuel,
    /// What supplies the city changes: its grid, its own generation.
    Supply,
}

impl Stage {
    /// All of them, in the order in which they act.
    pub const ALL: [Self; 4] = [Self::Demand, Self::Efficiency, Self::Fuel, Self::Supply];

    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demand => "demand",
            Self::Efficiency => "efficiency",
            Self::Fuel => "fuel",
            Self::Supply => "supply",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
