//! N2O of domestic wastewater, 2019 Refinement (GPC III.4).
//!
//! ```text
//! TNⱼ = P · wⱼ · supply · Fpc · 365 · Fnpr · Nhh · Fnc · Ficⱼ            wⱼ = Σᵢ Uᵢ · Tᵢⱼ
//! N2O = Σⱼ TNⱼ · EFⱼ · 44/28 + Σⱼ TNⱼ · (1 − remⱼ) · EF · 44/28
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | persons | head |
//! | U | share of persons in an income group | kg/kg |
//! | T | share of the group whose water goes this way | kg/kg |
//! | supply | protein supplied to a person and day | kg/head/day |
//! | `Fpc` | share of the supply that is eaten | kg/kg |
//! | `Fnpr` | nitrogen in protein | kg/kg |
//! | `Nhh` | factor for nitrogen of household products | kg/kg |
//! | `Fnc` | factor for protein that is not eaten | kg/kg |
//! | `Fic` | factor for nitrogen of industry that shares the sewer | kg/kg |
//! | `EFⱼ`, EF | N2O-N of the nitrogen in a plant; in effluent | kg/kg |
//! | rem | share of nitrogen removed before discharge | kg/kg |
//!
//! Source: 2019 Refinement, vol. 5, ch. 6, eq. 6.7 to 6.10a. What plants emit is part of what they remove.

use super::nitrogen::{
    EFFLUENT, LOAD, NITROGEN, NOT_EATEN, NitrogenSource, PERSONS_OR_LOAD, PLANTS, Protein, REMOVED, STAGES, TreatmentTables,
    of_protein, supply,
};
use super::{PATHWAY, PATHWAY_SHARE, POPULATION_SHARE, pathways};
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "wastewater-nitrogen-2019",
    reference: "III.4",
    equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.7 to 6.10a",
    tiers: "1, 2, 3",
    inputs: &[
        PERSONS_OR_LOAD,
        supply("protein supplied to a person"),
        LOAD,
        of_protein("protein-consumed-fraction", "share of the supply that is eaten; 1 where it is what is eaten"),
        NITROGEN,
        of_protein("household-nitrogen-factor", "factor for nitrogen of household products"),
        NOT_EATEN,
        POPULATION_SHARE,
        PATHWAY_SHARE,
        Input::table("industrial-codischarge-factor", "kg/kg", PATHWAY, "factor for industry that shares the sewer"),
        PLANTS,
        REMOVED,
        EFFLUENT,
    ],
    results: &[
        Output::table("nitrogen", "kg", PATHWAY),
        Output::table("removed-nitrogen", "kg", PATHWAY),
        Output::table("effluent-nitrogen", "kg", PATHWAY),
        Output::table("N2O", "kg", &["pathway", "stage"]).words(STAGES),
        Output::one("pathway-share", "kg/kg"),
    ],
    alternatives: Some(Alternatives::WastewaterNitrogen),
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let shares = pathways(inputs)?;
    let protein = || {
        Ok(Protein {
            protein_supply: inputs.coefficient("protein-supply")?,
            protein_consumed_fraction: Some(inputs.share("protein-consumed-fraction")?),
            nitrogen_in_protein: inputs.share("nitrogen-in-protein")?,
            household_nitrogen_factor: Some(inputs.number("household-nitrogen-factor")?),
            non_consumed_protein_factor: inputs.number("non-consumed-protein-factor")?,
        })
    };
    let asking = [
        "persons",
        "protein-supply",
        "protein-consumed-fraction",
        "nitrogen-in-protein",
        "household-nitrogen-factor",
        "non-consumed-protein-factor",
    ];
    let source = NitrogenSource::read(inputs, &asking, protein)?;
    let industry = Labelled::numbers(inputs, "industrial-codischarge-factor", "pathway")?.known(&shares)?;
    let treatments = TreatmentTables::read(inputs)?.known(&shares)?;
    let mut outcome = Outcome::new().with_number("pathway-share", None, &[], shares.whole()?.number());
    for (pathway, share) in shares.iter() {
        let nitrogen = source.with_industry(industry.need(pathway)?)?.part(share)?;
        let named = [("pathway", pathway)];
        outcome = outcome.with_labels("nitrogen", None, &named, nitrogen);
        outcome = treatments.of(pathway)?.added_to(outcome, &named, nitrogen)?;
    }
    Ok(outcome)
}
