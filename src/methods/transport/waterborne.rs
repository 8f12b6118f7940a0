//! Water-borne transport (GPC II.3): ferries, boats and ships by their fuel.
//!
//! ```text
//! E scope 1 = F · s · EF            E scope 3 = F · (1 − s) · t · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel of vessels | litre, kg or MJ |
//! | s | share burnt within the boundary: trips that start and end in the city | |
//! | t | share of the rest that is the city's, such as one half of the way to and from its port | |
//! | EF | kg of a gas per unit of fuel | |
//!
//! Source: GPC, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.5.1 (tiers 1 and 2). Fuel bunkered in a port is seldom burnt near it:
//! s is an estimate from schedules. Fishing boats belong elsewhere (1 A 4 c iii). The equation is computed by
//! [`Journeys`](super::Journeys).

use super::fuel::{BY_ENERGY, BY_MASS, BY_VOLUME, ENERGY, HEAT, HEAT_OF_MASS, MASS, VOLUME, some_fuels};
use super::gas_outputs;
use super::journeys::{INSIDE, OUTSIDE, journeyed};
use crate::error::Result;
use crate::methods::part::scopes;
use crate::methods::{Inputs, MethodSpec, Outcome};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "waterborne",
    reference: "II.3",
    equation: "GPC, ch. 7; IPCC 2006, vol. 2, ch. 3, eq. 3.5.1",
    tiers: "1, 2",
    inputs: &[
        VOLUME,
        MASS,
        ENERGY,
        INSIDE,
        OUTSIDE,
        HEAT,
        HEAT_OF_MASS,
        BY_ENERGY.factors_by_gas("water"),
        BY_VOLUME.factors_by_gas("water"),
        BY_MASS.factors_by_gas("water"),
    ],
    results: &gas_outputs(&["fuel", "scope"], scopes! { "1": "II.3.1", "3": "II.3.3" }),
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    journeyed(inputs, &some_fuels(inputs)?)
}
