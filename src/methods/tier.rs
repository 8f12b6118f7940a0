//! Tiers of the IPCC: how far a figure relies on default values.

use super::MethodSpec;
use core::fmt;
use serde::{Deserialize, Serialize};

/// A tier: a level of methodological complexity (IPCC 2006 Guidelines, vol. 1, ch. 4).
///
/// ```
/// use citycarbon::methods::{Tier, find};
/// assert_eq!(find("landfill-commitment")?.tier(Tier::Three), Some(Tier::Two), "the method is for tiers 1 and 2");
/// assert_eq!(find("off-road-machinery")?.tier(Tier::One), Some(Tier::Three), "the method is of tier 3, whatever its values are");
/// assert_eq!(find("swds-tool")?.tier(Tier::One), None, "a tool of the CDM has no tier");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tier {
    /// Default values.
    #[serde(rename = "1")]
    One,
    /// Values of the country, or of the city.
    #[serde(rename = "2")]
    Two,
    /// Models and measurements in detail.
    #[serde(rename = "3")]
    Three,
}

impl Tier {
    /// Every tier, the lowest first.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// Its number.
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl MethodSpec {
    /// The tier of a result whose values are of a tier: the nearest of those that the method can be used for; none where it has none.
    pub fn tier(&self, of_values: Tier) -> Option<Tier> {
        let listed = || Tier::ALL.into_iter().filter(|tier| self.tiers.split(", ").any(|name| name == tier.name()));
        listed().rfind(|tier| *tier <= of_values).or_else(|| listed().next())
    }
}
