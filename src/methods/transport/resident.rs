//! Resident activity: what residents drive, inside and outside the city (GPC II.1).
//!
//! ```text
//! E[g] = Σᵥ Dᵥ · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Dᵥ | distance that residents drove in the year in vehicles of kind v, from surveys or registers | vkm |
//! | `EF[g,v]` | gas g per vkm, or what leads to it: factors of the fuel, and the distance per litre or kg | kg/vkm |
//!
//! Source: GPC, ch. 7, method of resident activity; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.5 (hot engines) and 3.2.6 (fuel from distance).
//! Visitors, commuters from elsewhere and through traffic are not included; what residents drive elsewhere is.

use super::gases::{GasFactor, emitted};
use super::vehicles::{ENERGY_USE_OF_FUEL, of_each_vehicle, with_vehicle_factors};
use super::{ResidentActivity, gas_outputs};
use crate::error::Result;
use crate::methods::{Alternatives, Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Scalar, VehicleDistance};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "transport-resident",
    reference: "II.1.1, II.1.3",
    equation: "GPC, ch. 7, resident activity; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
    tiers: "1, 2, 3",
    inputs: with_vehicle_factors!(
        "vehicle", "road", ENERGY_USE_OF_FUEL; Input::table("distance", "vkm", &["vehicle"], "distance that residents drove, wherever")
    ),
    results: &gas_outputs(&["vehicle"], &[]),
    alternatives: Some(Alternatives::RoadTransport),
    kernels: kernels!(run),
};

/// Emissions of one kind of vehicle.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::resident;
/// use citycarbon::quantity::{Coefficient, Mass, VehicleDistance, Volume};
/// // 12000 vkm at 10 vkm per litre of 2.5 kg: 3000 kg.
/// let per_litre = Coefficient::from_parts(Mass::grams(2500), Volume::litres(1))?;
/// let economy = Coefficient::from_parts(VehicleDistance::vehicle_kilometres(10), Volume::litres(1))?;
/// let distance = VehicleDistance::vehicle_kilometres(12000).into();
/// let driven = resident::compute(distance, &[(Gas::CO2, per_litre.through(economy.inverse()?)?)])?;
/// assert_eq!(driven.masses().of(Gas::CO2), Some(Mass::kilograms(3000).into()));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(
    distance: Amount<VehicleDistance, N>,
    factors: &[GasFactor<VehicleDistance, N>],
) -> Result<ResidentActivity<N>> {
    emitted(distance, factors).map(ResidentActivity)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    of_each_vehicle(inputs, |distance, factors| Ok(compute(distance, factors)?.masses().clone()))
}
