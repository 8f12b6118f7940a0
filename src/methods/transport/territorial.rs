//! Geographic or territorial: what is driven within the boundary, by anyone (GPC II.1).
//!
//! ```text
//! E[g] = Σᵥ Dᵥ · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Dᵥ | distance driven in the year within the boundary by vehicles of kind v, from counts or a model | vkm |
//! | `EF[g,v]` | gas g per vkm | kg/vkm |
//!
//! Source: GPC, ch. 7, geographic method; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.5 (hot engines) and 3.2.6 (fuel from distance).
//! Through traffic is included, the part of a resident's trip beyond the boundary is not. All of it is scope 1.

use super::gases::{GasFactor, emitted};
use super::vehicles::{ENERGY_USE_OF_FUEL, of_each_vehicle, with_vehicle_factors};
use super::{Territorial, gas_outputs};
use crate::error::Result;
use crate::methods::{Alternatives, Inputs, MethodSpec, Outcome};
use crate::quantity::{Amount, Scalar, VehicleDistance};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "transport-territorial",
    reference: "II.1.1",
    equation: "GPC, ch. 7, geographic method; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
    tiers: "1, 2, 3",
    inputs: with_vehicle_factors!(
        "vehicle", "road", ENERGY_USE_OF_FUEL; Input::table("distance", "vkm", &["vehicle"], "distance driven within the boundary")
    ),
    results: &gas_outputs(&["vehicle"], &[]),
    alternatives: Some(Alternatives::RoadTransport),
    kernels: kernels!(run),
};

/// Emissions of one kind of vehicle.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::territorial;
/// use citycarbon::quantity::{Coefficient, Mass, VehicleDistance};
/// // A million vkm of cars at 180 g: 180 t.
/// let factor = Coefficient::from_parts(Mass::grams(180), VehicleDistance::vehicle_kilometres(1))?;
/// let driven = territorial::compute(VehicleDistance::vehicle_kilometres(1_000_000).into(), &[(Gas::CO2, factor)])?;
/// assert_eq!(driven.masses().of(Gas::CO2), Some(Mass::tonnes(180).into()));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(
    distance: Amount<VehicleDistance, N>,
    factors: &[GasFactor<VehicleDistance, N>],
) -> Result<Territorial<N>> {
    emitted(distance, factors).map(Territorial)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    of_each_vehicle(inputs, |distance, factors| Ok(compute(distance, factors)?.masses().clone()))
}
