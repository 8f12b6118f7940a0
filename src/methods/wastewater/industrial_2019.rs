//! N2O of wastewater that industry treats itself (GPC III.4).
//!
//! ```text
//! N2O = Σⱼ TNⱼ · EFⱼ · 44/28 + Σⱼ TNⱼ · (1 − remⱼ) · EF · 44/28            TNⱼ = P · W · N · Tⱼ
//! ```
//!
//! T is the share of the industry's water that goes one way; the other symbols are those of [`industry`](super::industry) and
//! [`nitrogen_2019`](super::nitrogen_2019).
//!
//! Source: 2019 Refinement, vol. 5, ch. 6, eq. 6.11 to 6.14.

use super::industry::{GENERATION, INDUSTRY, PRODUCT, WATER, contents};
use super::nitrogen::{EFFLUENT, PLANTS, REMOVED, STAGES, TreatmentTables};
use crate::error::Result;
use crate::methods::labelled::{Labelled, up_to_one};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Fraction, Scalar};

const INDUSTRY_AND_PATHWAY: &[&str] = &["industry", "pathway"];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "industrial-wastewater-2019",
    reference: "III.4",
    equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.11 to 6.14",
    tiers: "1, 2, 3",
    inputs: &[
        PRODUCT,
        GENERATION,
        WATER,
        Input::table("nitrogen-concentration", "kg/L", INDUSTRY, "nitrogen of the untreated wastewater"),
        Input::table("treatment-share", "kg/kg", INDUSTRY_AND_PATHWAY, "share of the industry's water that goes this way (T)")
            .whole_over("pathway"),
        PLANTS,
        REMOVED,
        EFFLUENT,
    ],
    results: &[
        Output::table("nitrogen", "kg", INDUSTRY),
        Output::table("removed-nitrogen", "kg", INDUSTRY_AND_PATHWAY),
        Output::table("effluent-nitrogen", "kg", INDUSTRY_AND_PATHWAY),
        Output::table("N2O", "kg", &["industry", "pathway", "stage"]).words(STAGES),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let contents = contents(inputs, "nitrogen-concentration")?;
    let treatments = TreatmentTables::read(inputs)?;
    let (name, rows) = ("treatment-share", inputs.shares("treatment-share")?);
    let pathways = Labelled::grouped(&rows, name, "industry", |row| Ok((row.label("pathway"), row.value)))?.known(&contents)?;
    let mut outcome = Outcome::new();
    for (industry, all) in contents.iter() {
        outcome = outcome.with_labels("nitrogen", None, &[("industry", industry)], all);
        up_to_one(name, industry, Fraction::sum(pathways.all(industry).iter().map(|(_, share)| *share))?)?;
        for (pathway, share) in pathways.all(industry) {
            let named = [("industry", industry), ("pathway", *pathway)];
            outcome = treatments.of(pathway)?.added_to(outcome, &named, all.part(*share)?)?;
        }
    }
    Ok(outcome)
}
