//! Anaerobic digestion of solid waste (GPC III.2): see [the page of the family](super).

use super::{EQUATION, OUTPUTS, RECOVERED, dry, wet};
use crate::factors::Basis;
use crate::methods::{Input, MethodSpec};

/// Anaerobic digestion of waste weighed wet.
pub const SPEC: MethodSpec = MethodSpec {
    name: "digestion",
    reference: "III.2",
    equation: EQUATION,
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("waste", "kg", "waste digested without air, wet"),
        Input::one("methane-factor", "kg/kg", "CH4 of each kg of wet waste")
            .factors("biological.digestion.wet", "CH4")
            .on(Basis::Wet),
        Input::maybe("nitrous-oxide-factor", "kg/kg", "N2O of each kg of wet waste; taken as negligible by the IPCC")
            .factors("biological.digestion.wet", "N2O")
            .on(Basis::Wet),
        RECOVERED,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(wet),
};

/// Anaerobic digestion of waste weighed dry.
pub const DRY: MethodSpec = MethodSpec {
    name: "digestion-dry",
    reference: "III.2",
    equation: EQUATION,
    tiers: "1, 2, 3",
    inputs: &[
        Input::one("dry-waste", "kg", "waste digested without air, dry"),
        Input::one("dry-methane-factor", "kg/kg", "CH4 of each kg of dry waste")
            .factors("biological.digestion.dry", "CH4")
            .on(Basis::Dry),
        Input::maybe("dry-nitrous-oxide-factor", "kg/kg", "N2O of each kg of dry waste; taken as negligible by the IPCC")
            .factors("biological.digestion.dry", "N2O")
            .on(Basis::Dry),
        RECOVERED,
    ],
    results: OUTPUTS,
    alternatives: None,
    kernels: kernels!(dry),
};
