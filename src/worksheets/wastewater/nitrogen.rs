//! N2O of domestic wastewater by name.

use super::{Input, Inputs, Labelled, Output, PATHWAY_SHARE, POPULATION_SHARE, Results, Worksheet, labelled, pathways};
use crate::error::Result;
use crate::methods::wastewater::nitrogen::{Protein, effluent_2006, effluent_2019, nitrous_oxide, plants};
use crate::quantity::{Amount, Heads, Mass, Quantity, Ratio};

const NITROGEN: Input = Input::one("nitrogen-in-protein", "kg/kg", "nitrogen in protein");
const NOT_EATEN: Input = Input::one("non-consumed-protein-factor", "kg/kg", "factor for protein that is not eaten");
const EFFLUENT: Input = Input::one("effluent-nitrogen-fraction", "kg/kg", "N2O-N of the nitrogen in effluent");

pub(crate) const SHEETS: [Worksheet; 2] = [
    Worksheet {
        name: "wastewater-nitrogen-2006",
        reference: "III.4",
        equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.7 to 6.9",
        tiers: "1, 2",
        inputs: &[
            Input::one("persons", "head", "persons"),
            Input::one("protein-supply", "g/head", "protein of a person and day"),
            NITROGEN,
            NOT_EATEN,
            Input::one("industrial-codischarge-factor", "kg/kg", "factor for industry that shares the sewer"),
            EFFLUENT,
            Input::maybe("sludge-nitrogen", "kg", "nitrogen that leaves as sludge"),
            Input::maybe("plant-population", "kg/kg", "share of persons connected to advanced plants"),
            Input::maybe("plant-nitrous-oxide", "g/head", "N2O of such a plant for each person and year"),
        ],
        results: &[Output::one("nitrogen", "kg"), Output::one("effluent-nitrogen", "kg"), Output::table("N2O", "kg", &["stage"])],
        exact: of_2006,
        sampled: None,
    },
    Worksheet {
        name: "wastewater-nitrogen-2019",
        reference: "III.4",
        equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.7 to 6.10a",
        tiers: "1, 2, 3",
        inputs: &[
            Input::one("persons", "head", "persons"),
            Input::one("protein-supply", "g/head", "protein supplied to a person and day"),
            Input::one("protein-consumed-fraction", "kg/kg", "share of the supply that is eaten; 1 where it is what is eaten"),
            NITROGEN,
            Input::one("household-nitrogen-factor", "kg/kg", "factor for nitrogen of household products"),
            NOT_EATEN,
            POPULATION_SHARE,
            PATHWAY_SHARE,
            Input::table("industrial-codischarge-factor", "kg/kg", &["pathway"], "factor for industry that shares the sewer"),
            Input::table(
                "plant-nitrogen-fraction",
                "kg/kg",
                &["pathway"],
                "N2O-N of the nitrogen in treatment; 0 where there is none",
            ),
            Input::table("removed-nitrogen-fraction", "kg/kg", &["pathway"], "share of nitrogen removed before discharge"),
            EFFLUENT,
        ],
        results: &[
            Output::table("nitrogen", "kg", &["pathway"]),
            Output::table("removed-nitrogen", "kg", &["pathway"]),
            Output::table("effluent-nitrogen", "kg", &["pathway"]),
            Output::table("N2O", "kg", &["pathway", "stage"]),
            Output::one("pathway-share", "kg/kg"),
        ],
        exact: of_2019,
        sampled: None,
    },
];

fn of_2006(inputs: &Inputs) -> Result<Results> {
    let persons: Heads = inputs.quantity("persons")?;
    let industry = inputs.ratio("industrial-codischarge-factor")?;
    let protein = Protein {
        protein_supply: inputs.ratio("protein-supply")?,
        protein_consumed_fraction: Ratio::ONE,
        nitrogen_in_protein: inputs.share("nitrogen-in-protein")?,
        household_nitrogen_factor: Ratio::ONE,
        non_consumed_protein_factor: inputs.ratio("non-consumed-protein-factor")?,
    };
    let nitrogen = protein.nitrogen(persons, industry)?;
    let sludge = Amount::from(inputs.maybe_quantity("sludge-nitrogen")?.unwrap_or(Mass::ZERO));
    let mut results = Results::new().mass("nitrogen", nitrogen.quantity()?);
    let mut from_plants = Amount::from(Mass::ZERO);
    if let Some(connected) = inputs.maybe_share("plant-population")? {
        from_plants = plants(persons, connected, industry, inputs.ratio("plant-nitrous-oxide")?)?;
        results = labelled(results, "N2O", "stage", "plants", from_plants)?;
    }
    let effluent = effluent_2006(nitrogen, sludge, from_plants)?;
    results = results.mass("effluent-nitrogen", effluent.quantity()?);
    labelled(results, "N2O", "stage", "effluent", nitrous_oxide(effluent, inputs.share("effluent-nitrogen-fraction")?)?)
}

fn of_2019(inputs: &Inputs) -> Result<Results> {
    let shares = pathways(inputs)?;
    let persons: Heads = inputs.quantity("persons")?;
    let protein = Protein {
        protein_supply: inputs.ratio("protein-supply")?,
        protein_consumed_fraction: inputs.share("protein-consumed-fraction")?,
        nitrogen_in_protein: inputs.share("nitrogen-in-protein")?,
        household_nitrogen_factor: inputs.ratio("household-nitrogen-factor")?,
        non_consumed_protein_factor: inputs.ratio("non-consumed-protein-factor")?,
    };
    let industry = Labelled::ratios(inputs, "industrial-codischarge-factor", "pathway")?.known(&shares)?;
    let plants = Labelled::shares(inputs, "plant-nitrogen-fraction", "pathway")?.known(&shares)?;
    let removed = Labelled::shares(inputs, "removed-nitrogen-fraction", "pathway")?.known(&shares)?;
    let fraction = inputs.share("effluent-nitrogen-fraction")?;
    let mut results = Results::new().value("pathway-share", shares.whole()?.evaluate()?.value());
    for (pathway, share) in shares.iter() {
        let all = protein.nitrogen(persons, industry.need(pathway)?)?;
        let nitrogen = all.checked_mul(share)?;
        let (gone, left) = (removed.need(pathway)?, effluent_2019(nitrogen, removed.need(pathway)?)?);
        results = labelled(results, "nitrogen", "pathway", pathway, nitrogen)?;
        results = labelled(results, "removed-nitrogen", "pathway", pathway, nitrogen.checked_mul(gone)?)?;
        results = labelled(results, "effluent-nitrogen", "pathway", pathway, left)?;
        for (stage, emitted) in
            [("plants", nitrous_oxide(nitrogen, plants.need(pathway)?)?), ("effluent", nitrous_oxide(left, fraction)?)]
        {
            results = results.labelled("N2O", None, &[("pathway", pathway), ("stage", stage)], emitted.quantity()?.base());
        }
    }
    Ok(results)
}
