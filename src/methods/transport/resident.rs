//! Resident activity: what residents drive, inside and outside the city (GPC II.1).
//!
//! ```text
//! E[g] = Σᵥ Dᵥ · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Dᵥ | distance that residents drove in the year in vehicles of kind v, from surveys or registers | vkm |
//! | `EF[g,v]` | gas g for each vkm; from a fuel's factor by [`through`](super::through) and [`inverted`](super::inverted) | kg/vkm |
//!
//! Source: GPC, ch. 7, method of resident activity; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.5 (hot engines) and 3.2.6 (fuel from distance).
//! Visitors, commuters from elsewhere and through traffic are not in it; what residents drive elsewhere is.

use super::{Factors, ResidentActivity, gases};
use crate::error::Result;
use crate::quantity::VehicleDistance;

/// Emissions of one kind of vehicle.
///
/// ```
/// use citycarbon::gas::Substance;
/// use citycarbon::methods::transport::{inverted, resident, through};
/// use citycarbon::quantity::{Mass, Per, VehicleDistance, Volume};
/// use citycarbon::Gas;
/// // 12000 vkm at 10 vkm on a litre of 2.5 kg: 3000 kg.
/// let litre = Per::new(Mass::grams(2500), Volume::litres(1))?;
/// let economy = Per::new(VehicleDistance::vehicle_kilometres(10), Volume::litres(1))?;
/// let driven = resident::emissions(VehicleDistance::vehicle_kilometres(12000), &[(Gas::CO2, through(litre, inverted(economy)?)?)])?;
/// assert_eq!(driven.emissions().of(Substance::Gas(Gas::CO2)), Some(Mass::kilograms(3000)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions(distance: VehicleDistance, factors: &Factors<VehicleDistance>) -> Result<ResidentActivity> {
    gases(distance.into(), factors).map(ResidentActivity)
}
