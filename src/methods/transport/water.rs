//! Water-borne transport (GPC II.3): ferries, boats and ships by their fuel.
//!
//! ```text
//! E scope 1 = F · s · EF            E scope 3 = F · (1 − s) · t · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel of vessels | litre, kg or MJ |
//! | s | part burnt within the boundary: trips that start and end in the city | |
//! | t | part of the rest that is the city's, such as one half of the way to and from its port | |
//! | EF | kg of a gas for each unit of fuel | |
//!
//! Source: GPC, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.5.1 (tiers 1 and 2). Fuel bunkered in a port is seldom burnt near it:
//! s is an estimate from schedules. Fishing boats belong elsewhere (1 A 4 c iii).

use super::{Factors, gases, share};
use crate::error::Result;
use crate::gas::Emissions;
use crate::quantity::{Amount, Quantity, Ratio};

/// Journeys that cross the boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journeys {
    /// The part of the fuel that is burnt within the boundary.
    pub inside: Ratio,
    /// The part of the rest that is counted as the city's: for arrivals and departures in equal number often one half.
    pub counted_outside: Ratio,
}

/// Emissions of journeys by where they fall.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journeyed {
    /// Within the boundary: scope 1.
    pub inside: Emissions,
    /// Outside it, as far as they are the city's: scope 3.
    pub outside: Emissions,
}

impl Journeys {
    /// Emissions of fuel, by where it is burnt.
    ///
    /// ```
    /// use citycarbon::gas::Substance;
    /// use citycarbon::methods::transport::water::Journeys;
    /// use citycarbon::quantity::{Mass, Per, Ratio};
    /// use citycarbon::Gas;
    /// // 100 t of fuel, 40 % on the river of the city, half of the rest: 40 and 30 t, each 3 t of CO2.
    /// let journeys = Journeys { inside: Ratio::new(4, 10)?, counted_outside: Ratio::new(1, 2)? };
    /// let factors = [(Gas::CO2, Per::new(Mass::kilograms(3), Mass::kilograms(1))?)];
    /// let sailed = journeys.emissions(Mass::tonnes(100).into(), &factors)?;
    /// assert_eq!(sailed.inside.of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(120)));
    /// assert_eq!(sailed.outside.of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(90)));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn emissions<Q: Quantity>(&self, fuel: Amount<Q>, factors: &Factors<Q>) -> Result<Journeyed> {
        let (inside, counted) = (share("in-boundary-share", self.inside)?, share("transboundary-share", self.counted_outside)?);
        let outside = inside.complement()?.checked_mul(counted)?;
        Ok(Journeyed { inside: gases(fuel.checked_mul(inside)?, factors)?, outside: gases(fuel.checked_mul(outside)?, factors)? })
    }
}
