//! Composting of solid waste (GPC III.2): see [the page of the family](super).

use super::{EQUATION, OUTPUTS, RECOVERED, dry, wet};
use crate::factors::Basis;
use crate::methods::{Input, MethodSpec};

/// Composting of waste weighed wet.
pub const SPEC: MethodSpec = MethodSpec {
    name: "composting",
    reference: "III.2",
    equation: EQUATION,
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("waste", "kg", "waste composted, wet"),
        Input::one("methane-factor", "kg/kg", "CH4 of each kg of wet waste")
            .factors("biological.composting.wet", "CH4")
            .on(Basis::Wet),
        Input::one("nitrous-oxide-factor", "kg/kg", "N2O of each kg of wet waste")
            .factors("biological.composting.wet", "N2O")
            .on(Basis::Wet),
        RECOVERED,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(wet),
};

/// Composting of waste weighed dry.
pub const DRY: MethodSpec = MethodSpec {
    name: "composting-dry",
    reference: "III.2",
    equation: EQUATION,
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("dry-waste", "kg", "waste composted, dry"),
        Input::one("dry-methane-factor", "kg/kg", "CH4 of each kg of dry waste")
            .factors("biological.composting.dry", "CH4")
            .on(Basis::Dry),
        Input::one("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg of dry waste")
            .factors("biological.composting.dry", "N2O")
            .on(Basis::Dry),
        RECOVERED,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(dry),
};
