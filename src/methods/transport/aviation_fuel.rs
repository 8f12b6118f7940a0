//! Aviation by fuel only (GPC II.4), tier 1.
//!
//! ```text
//! E[g] = Σᵢ Fᵢ · EF[g,i]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Fᵢ | fuel i of the flights | litre, kg or MJ |
//! | `EF[g,i]` | gas g per unit of it | kg per unit of fuel |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.6.1; GPC, ch. 7. Landings and take-offs by aircraft (tier 2) are
//! [`aviation`](super::aviation).

use super::fuel::{BY_ENERGY, BY_MASS, BY_VOLUME, ENERGY, HEAT, HEAT_OF_MASS, MASS, VOLUME, all_burnt};
use super::gas_outputs;
use crate::methods::MethodSpec;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "aviation-fuel",
    reference: "II.4.1, II.4.3",
    equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.6.1",
    tiers: "1",
    inputs: &[
        VOLUME,
        MASS,
        ENERGY,
        HEAT,
        HEAT_OF_MASS,
        BY_ENERGY.factors_by_gas("aviation"),
        BY_VOLUME.factors_by_gas("aviation"),
        BY_MASS.factors_by_gas("aviation"),
    ],
    results: &gas_outputs(&["fuel"], &[]),
    alternatives: None,
    kernels: kernels!(all_burnt),
};
