//! Solid waste disposal by name.

use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::Result;
use crate::methods::landfill::Commitment;
use crate::quantity::Mass;

pub(super) const SHEETS: &[Worksheet] = &[Worksheet {
    name: "landfill-commitment",
    reference: "III.1",
    equation: "GPC, ch. 8, eq. 8.3 and 8.4",
    tiers: "1, 2",
    inputs: &[
        Input::one("waste", "kg", "waste landfilled in the year, wet"),
        Input::one("degradable-organic-carbon", "kg/kg", "degradable organic carbon of the wet waste"),
        Input::one("decomposable-fraction", "kg/kg", "part of it that decomposes"),
        Input::one("methane-correction-factor", "kg/kg", "methane correction factor of the site"),
        Input::one("methane-fraction", "m3/m3", "CH4 in the gas generated"),
        Input::one("methane-recovery", "kg/kg", "share of the CH4 that is recovered"),
        Input::one("oxidation-factor", "kg/kg", "share of the rest that oxidises in the cover"),
    ],
    results: &[Output::one("CH4", "kg")],
    run: commitment,
}];

fn commitment(inputs: &Inputs) -> Result<Results> {
    let commitment = Commitment {
        degradable_organic_carbon: inputs.share("degradable-organic-carbon")?,
        decomposable_fraction: inputs.share("decomposable-fraction")?,
        methane_correction_factor: inputs.share("methane-correction-factor")?,
        methane_fraction: inputs.share("methane-fraction")?,
        methane_recovery: inputs.share("methane-recovery")?,
        oxidation_factor: inputs.share("oxidation-factor")?,
    };
    let waste: Mass = inputs.quantity("waste")?;
    Ok(Results::new().mass("CH4", commitment.methane(waste)?.close()?))
}
