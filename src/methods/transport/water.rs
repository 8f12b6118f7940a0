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

use super::{Factors, Journeyed, Journeys};
use crate::error::Result;
use crate::quantity::{Quantity, Share};

/// Emissions of fuel, by where it is burnt.
///
/// ```
/// use citycarbon::gas::Substance;
/// use citycarbon::methods::transport::{Journeys, water};
/// use citycarbon::quantity::{Mass, Per, Ratio};
/// use citycarbon::Gas;
/// // 100 t of fuel, 40 % on the river of the city, half of the rest: 40 and 30 t, each 3 t of CO2.
/// let journeys = Journeys { inside: Ratio::new(4, 10)?, counted_outside: Ratio::new(1, 2)? };
/// let factors = [(Gas::CO2, Per::new(Mass::kilograms(3), Mass::kilograms(1))?)];
/// let sailed = water::fuel(Mass::tonnes(100).into(), journeys, &factors)?;
/// assert_eq!(sailed.inside.of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(120)));
/// assert_eq!(sailed.outside.of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(90)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn fuel<Q: Quantity>(burnt: Share<Q>, journeys: Journeys, factors: &Factors<Q>) -> Result<Journeyed> {
    journeys.emissions(burnt, factors)
}
