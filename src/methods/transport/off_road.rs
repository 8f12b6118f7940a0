//! Off-road vehicles and machines by fuel (GPC II.5).
//!
//! ```text
//! E[g] = Σᵢ Fᵢ · EF[g,i]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Fᵢ | fuel i of the machines | litre, kg or MJ |
//! | `EF[g,i]` | gas g per unit of it | kg per unit of fuel |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.3.1 and 3.3.2; by work it is [`off_road_machinery`](super::off_road_machinery). In
//! the GPC off-road transport is that on the ground of airports, harbours, stations and yards; machines of farms, building sites and
//! factories are stationary energy.

use super::fuel::{BY_ENERGY, BY_MASS, BY_VOLUME, ENERGY, HEAT, HEAT_OF_MASS, MASS, VOLUME, all_burnt};
use super::gas_outputs;
use crate::methods::MethodSpec;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "off-road",
    reference: "II.5.1",
    equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.3.1 and 3.3.2",
    tiers: "1, 2",
    inputs: &[
        VOLUME,
        MASS,
        ENERGY,
        HEAT,
        HEAT_OF_MASS,
        BY_ENERGY.factors_by_gas("off-road"),
        BY_VOLUME.factors_by_gas("off-road"),
        BY_MASS.factors_by_gas("off-road"),
    ],
    results: &gas_outputs(&["fuel"], &[]),
    alternatives: None,
    kernels: kernels!(all_burnt),
};
