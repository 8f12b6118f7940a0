//! Wastewater of industry by name.

use super::{Factors, Input, Inputs, Labelled, Output, Results, Worksheet, just_one, labelled, up_to_one};
use crate::error::Result;
use crate::methods::recovery::emitted;
use crate::methods::wastewater::industry::{content, water};
use crate::methods::wastewater::nitrogen::{effluent_2019, nitrous_oxide};
use crate::methods::wastewater::organic::methane;
use crate::quantity::{Amount, Mass, Quantity, Ratio, Volume};

const PRODUCT: Input = Input::maybe_table("product", "kg", &["industry"], "product (P)");
const GENERATION: Input =
    Input::maybe_table("wastewater-generation", "L/kg", &["industry"], "wastewater of each kg of product (W)");
const WATER: Input = Input::maybe_table("wastewater", "L", &["industry"], "wastewater, instead of P and W");

pub(crate) const SHEETS: [Worksheet; 2] = [
    Worksheet {
        name: "industrial-wastewater-2006",
        reference: "III.4",
        equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.4 to 6.6",
        tiers: "1, 2, 3",
        inputs: &[
            PRODUCT,
            GENERATION,
            WATER,
            Input::table("organics-concentration", "kg/L", &["industry"], "organic load of the wastewater (COD)"),
            Input::maybe("methane-producing-capacity", "kg/kg", "CH4 that a load can make at most (Bo)"),
            Input::maybe_table("methane-correction-factor", "kg/kg", &["industry"], "correction factor of the treatment (MCF)"),
            Input::maybe_table(
                "wastewater-methane-factor",
                "kg/kg",
                &["industry"],
                "CH4 of each kg of load, instead of Bo and MCF",
            ),
            Input::maybe_table("sludge-organics", "kg", &["industry"], "organic load that leaves as sludge (S)"),
            Input::maybe_table("methane-recovered", "kg", &["industry"], "CH4 recovered (R)"),
        ],
        results: &[Output::table("organic-load", "kg", &["industry"]), Output::table("CH4", "kg", &["industry"])],
        exact: of_2006,
        sampled: None,
    },
    Worksheet {
        name: "industrial-wastewater-2019",
        reference: "III.4",
        equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.11 to 6.14",
        tiers: "1, 2, 3",
        inputs: &[
            PRODUCT,
            GENERATION,
            WATER,
            Input::table("nitrogen-concentration", "kg/L", &["industry"], "nitrogen of the untreated wastewater"),
            Input::table(
                "treatment-share",
                "kg/kg",
                &["industry", "pathway"],
                "share of the industry's water that goes this way (T)",
            ),
            Input::table(
                "plant-nitrogen-fraction",
                "kg/kg",
                &["pathway"],
                "N2O-N of the nitrogen in treatment; 0 where there is none",
            ),
            Input::table("removed-nitrogen-fraction", "kg/kg", &["pathway"], "share of nitrogen removed before discharge"),
            Input::one("effluent-nitrogen-fraction", "kg/kg", "N2O-N of the nitrogen in effluent"),
        ],
        results: &[
            Output::table("nitrogen", "kg", &["industry"]),
            Output::table("removed-nitrogen", "kg", &["industry", "pathway"]),
            Output::table("effluent-nitrogen", "kg", &["industry", "pathway"]),
            Output::table("N2O", "kg", &["industry", "pathway", "stage"]),
        ],
        exact: of_2019,
        sampled: None,
    },
];

/// What is in the wastewater of each industry at a concentration.
fn contents(inputs: &Inputs, name: &str) -> Result<Labelled<Amount<Mass>>> {
    let concentration = Labelled::ratios(inputs, name, "industry")?;
    let product = Labelled::<Mass>::quantities(inputs, "product", "industry")?.known(&concentration)?;
    let generation = Labelled::ratios(inputs, "wastewater-generation", "industry")?.known(&product)?;
    let given = Labelled::<Volume>::quantities(inputs, "wastewater", "industry")?.known(&concentration)?;
    concentration.turned(|industry, concentration| {
        let of_product = |product| water(product, generation.need(industry)?);
        let ways = [
            ("wastewater", given.get(industry).map(|litres| Ok(litres.into()))),
            ("product with wastewater-generation", product.get(industry).map(of_product)),
        ];
        content(just_one(industry, ways)?.1?, concentration)
    })
}

fn of_2006(inputs: &Inputs) -> Result<Results> {
    let loads = contents(inputs, "organics-concentration")?;
    let factors = Factors::read(inputs, "industry", &loads)?;
    let amounts = |name| Labelled::<Mass>::quantities(inputs, name, "industry")?.known(&loads);
    let (sludge, recovered) = (amounts("sludge-organics")?, amounts("methane-recovered")?);
    let mut results = Results::new();
    for (industry, load) in loads.iter() {
        let sludge = sludge.get(industry).unwrap_or(Mass::ZERO);
        let generated = methane(load, sludge.into(), factors.of(inputs, industry)?)?;
        let methane = emitted(generated, recovered.get(industry).unwrap_or(Mass::ZERO).into())?;
        results = labelled(results, "organic-load", "industry", industry, load)?;
        results = labelled(results, "CH4", "industry", industry, methane)?;
    }
    Ok(results)
}

fn of_2019(inputs: &Inputs) -> Result<Results> {
    let contents = contents(inputs, "nitrogen-concentration")?;
    let plants = Labelled::shares(inputs, "plant-nitrogen-fraction", "pathway")?;
    let removed = Labelled::shares(inputs, "removed-nitrogen-fraction", "pathway")?;
    let (name, rows) = ("treatment-share", inputs.shares("treatment-share")?);
    let ways = Labelled::grouped(&rows, name, "industry", |row| Ok((row.label("pathway"), row.value)))?.known(&contents)?;
    let fraction = inputs.share("effluent-nitrogen-fraction")?;
    let mut results = Results::new();
    for (industry, all) in contents.iter() {
        results = labelled(results, "nitrogen", "industry", industry, all)?;
        up_to_one(name, industry, Ratio::sum(ways.all(industry).iter().map(|(_, share)| *share))?)?;
        for (pathway, share) in ways.all(industry) {
            let nitrogen = all.checked_mul(*share)?;
            let left = effluent_2019(nitrogen, removed.need(pathway)?)?;
            let gone = nitrogen.checked_mul(removed.need(pathway)?)?;
            let named = [("industry", industry), ("pathway", *pathway)];
            results = results.labelled("removed-nitrogen", None, &named, gone.quantity()?.base());
            results = results.labelled("effluent-nitrogen", None, &named, left.quantity()?.base());
            for (stage, emitted) in
                [("plants", nitrous_oxide(nitrogen, plants.need(pathway)?)?), ("effluent", nitrous_oxide(left, fraction)?)]
            {
                let named = [("industry", industry), ("pathway", *pathway), ("stage", stage)];
                results = results.labelled("N2O", None, &named, emitted.quantity()?.base());
            }
        }
    }
    Ok(results)
}
