//! Pollutants, classes of vehicles by their exhaust, and the speed that they drive at.

use crate::error::{CoBenefitFault, Error, Result};
use core::fmt;
use core::str::FromStr;

words! {
    /// An air pollutant that vehicles emit. No GWP weighs it, so it is no [`Gas`](crate::gas::Gas).
    Pollutant, "name.pollutant" {
        /// NO and NO2, as NO2.
        NitrogenOxides "NOx"
        /// Particles finer than 2.5 micrometres; all of hot exhaust is.
        FineParticles "PM2.5"
    }
}

words! {
    /// A class of vehicles by the limits that their exhaust was approved with.
    ExhaustClass, "name.exhaust-class" {
        /// Diesel, before Euro I.
        Conventional "conventional"
        /// Diesel, Euro I.
        One "I"
        /// Diesel, Euro II.
        Two "II"
        /// Diesel, Euro III.
        Three "III"
        /// Diesel, Euro IV, with SCR.
        Four "IV"
        /// Diesel, Euro V, with SCR.
        Five "V"
        /// Diesel, Euro VI.
        Six "VI"
        /// Compressed natural gas, EEV.
        GasEev "CNG-EEV"
    }
}

impl ExhaustClass {
    /// The fuel that vehicles of the class burn, as the catalogue names it.
    pub fn fuel(self) -> &'static str {
        if self == Self::GasEev { "natural-gas" } else { "gas-diesel-oil" }
    }
}

/// A mean speed, stops included, in whole km/h.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExhaustSpeed(u16);

impl ExhaustSpeed {
    /// In km/h.
    pub fn new(kilometres_an_hour: u16) -> Self {
        Self(kilometres_an_hour)
    }

    /// In km/h.
    pub fn number(self) -> u16 {
        self.0
    }
}

impl fmt::Display for ExhaustSpeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        padded!(f, "{} km/h", self.0)
    }
}

impl FromStr for ExhaustSpeed {
    type Err = Error;

    /// `15 km/h`.
    fn from_str(text: &str) -> Result<Self> {
        let number = text.strip_suffix(" km/h").filter(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
        let number = number.filter(|number| !number.starts_with('0')).and_then(|number| number.parse().ok());
        number.map(Self).ok_or_else(|| CoBenefitFault::NotASpeed.of(text).into())
    }
}

as_text!(ExhaustSpeed);
