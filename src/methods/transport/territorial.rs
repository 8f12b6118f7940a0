//! Geographic or territorial: what is driven within the boundary, by whomever (GPC II.1).
//!
//! ```text
//! E[g] = Σᵥ Dᵥ · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Dᵥ | distance driven in the year within the boundary by vehicles of kind v, from counts or a model | vkm |
//! | `EF[g,v]` | gas g for each vkm | kg/vkm |
//!
//! Source: GPC, ch. 7, geographic method; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.5 (hot engines) and 3.2.6 (fuel from distance).
//! Through traffic is in it, the part of a resident's trip beyond the boundary is not. All of it is scope 1.

use super::{Factors, Territorial, gases};
use crate::error::Result;
use crate::quantity::VehicleDistance;

/// Emissions of one kind of vehicle.
///
/// ```
/// use citycarbon::gas::Substance;
/// use citycarbon::methods::transport::territorial;
/// use citycarbon::quantity::{Mass, Per, VehicleDistance};
/// use citycarbon::Gas;
/// // A million vkm of cars at 180 g: 180 t.
/// let factor = Per::new(Mass::grams(180), VehicleDistance::vehicle_kilometres(1))?;
/// let driven = territorial::emissions(VehicleDistance::vehicle_kilometres(1_000_000), &[(Gas::CO2, factor)])?;
/// assert_eq!(driven.emissions().of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(180)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions(distance: VehicleDistance, factors: &Factors<VehicleDistance>) -> Result<Territorial> {
    gases(distance.into(), factors).map(Territorial)
}
