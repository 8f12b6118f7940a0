//! CH4 of domestic wastewater by name.

use super::{Factors, Input, Inputs, Labelled, Output, PATHWAY_SHARE, POPULATION_SHARE, Results, Worksheet, labelled, pathways};
use crate::error::Result;
use crate::methods::basis::{Dry, WasteMass};
use crate::methods::recovery::emitted;
use crate::methods::wastewater::organic::{Way, factor, load, methane, plant_sludge, septic_sludge};
use crate::quantity::{Amount, Mass, Ratio};

const BOD: Input = Input::one("bod-per-person", "g/head", "organic load of a person and day");
const CORRECTION: Input =
    Input::table("bod-correction-factor", "kg/kg", &["pathway"], "correction for industry that shares the sewer (I)");
const CAPACITY: Input = Input::maybe("methane-producing-capacity", "kg/kg", "CH4 that a load can make at most (Bo)");
const MCF: Input = Input::maybe_table("methane-correction-factor", "kg/kg", &["pathway"], "correction factor of the way (MCF)");
const FACTOR: Input =
    Input::maybe_table("wastewater-methane-factor", "kg/kg", &["pathway"], "CH4 of each kg of load, instead of Bo and MCF");

pub(crate) const SHEETS: [Worksheet; 3] = [
    Worksheet {
        name: "wastewater-methane-factor",
        reference: "III.4",
        equation: "IPCC 2006 and 2019, vol. 5, ch. 6, eq. 6.2 and 6.5",
        tiers: "1, 2",
        inputs: &[
            Input::one("methane-producing-capacity", "kg/kg", "CH4 that a load can make at most (Bo)"),
            Input::table("methane-correction-factor", "kg/kg", &["pathway"], "correction factor of the way (MCF)"),
        ],
        results: &[Output::table("wastewater-methane-factor", "kg/kg", &["pathway"])],
        exact: methane_factor,
        sampled: None,
    },
    Worksheet {
        name: "wastewater-2006",
        reference: "III.4",
        equation: "IPCC 2006, vol. 5, ch. 6, eq. 6.1 to 6.3",
        tiers: "1, 2",
        inputs: &[
            Input::one("persons", "head", "persons"),
            BOD,
            POPULATION_SHARE,
            PATHWAY_SHARE,
            CORRECTION,
            CAPACITY,
            MCF,
            FACTOR,
            Input::maybe("sludge-organics", "kg", "organic load that leaves as sludge (S), not the mass of sludge"),
            Input::maybe("methane-recovered", "kg", "CH4 recovered (R)"),
        ],
        results: &[
            Output::table("organic-load", "kg", &["pathway"]),
            Output::table("CH4-generated", "kg", &["pathway"]),
            Output::one("CH4", "kg"),
            Output::one("pathway-share", "kg/kg"),
        ],
        exact: of_2006,
        sampled: None,
    },
    Worksheet {
        name: "wastewater-2019",
        reference: "III.4",
        equation: "IPCC 2019, vol. 5, ch. 6, eq. 6.1 to 6.3d",
        tiers: "1, 2",
        inputs: &[
            Input::one("persons", "head", "persons"),
            BOD,
            POPULATION_SHARE,
            PATHWAY_SHARE,
            CORRECTION,
            CAPACITY,
            MCF,
            FACTOR,
            Input::maybe_table("sludge-organics", "kg", &["pathway"], "organic load that leaves as sludge (S), where it is known"),
            Input::maybe_table("dry-sludge", "kg", &["pathway"], "raw sludge removed by plants, dry"),
            Input::maybe_table("sludge-organics-factor", "kg/kg", &["pathway"], "load removed with each kg of dry sludge (Krem)"),
            Input::maybe_table(
                "septic-compliance",
                "kg/kg",
                &["pathway"],
                "share of septic tanks that are emptied as they should be (F)",
            ),
            Input::maybe_table("methane-recovered", "kg", &["pathway"], "CH4 recovered (R)"),
            Input::maybe_table(
                "removed-organics-fraction",
                "kg/kg",
                &["pathway"],
                "share of the load removed before treated water is discharged",
            ),
            Input::maybe("effluent-methane-factor", "kg/kg", "CH4 of each kg of load in treated water that is discharged"),
            Input::maybe(
                "effluent-correction-factor",
                "kg/kg",
                "I of treated water (eq. 6.3a): 1 where the load is that of eq. 6.3d",
            ),
        ],
        results: &[
            Output::table("organic-load", "kg", &["pathway"]),
            Output::table("sludge-organics", "kg", &["pathway"]),
            Output::table("CH4", "kg", &["pathway"]),
            Output::one("pathway-share", "kg/kg"),
        ],
        exact: of_2019,
        sampled: None,
    },
];

fn methane_factor(inputs: &Inputs) -> Result<Results> {
    let capacity = inputs.ratio("methane-producing-capacity")?;
    let mut results = Results::new();
    for (pathway, correction) in Labelled::shares(inputs, "methane-correction-factor", "pathway")?.iter() {
        let factor = factor(capacity, correction)?.evaluate()?.value();
        results = results.labelled("wastewater-methane-factor", None, &[("pathway", pathway)], factor);
    }
    Ok(results)
}

/// The ways, each with its share, correction and factor.
fn ways(inputs: &Inputs, shares: &Labelled) -> Result<Vec<(String, Way)>> {
    let correction = Labelled::ratios(inputs, "bod-correction-factor", "pathway")?.known(shares)?;
    let factors = Factors::read(inputs, "pathway", shares)?;
    let way = |(pathway, share): (&str, Ratio)| {
        let bod_correction_factor = correction.need(pathway)?;
        Ok((pathway.to_owned(), Way { share, bod_correction_factor, methane_factor: factors.of(inputs, pathway)? }))
    };
    shares.iter().map(way).collect()
}

fn of_2006(inputs: &Inputs) -> Result<Results> {
    let shares = pathways(inputs)?;
    let load = load(inputs.quantity("persons")?, inputs.ratio("bod-per-person")?)?;
    let sludge = Amount::from(inputs.maybe_quantity("sludge-organics")?.unwrap_or(Mass::ZERO));
    let recovered = inputs.maybe_quantity("methane-recovered")?.unwrap_or(Mass::ZERO);
    let mut results = Results::new().value("pathway-share", shares.whole()?.evaluate()?.value());
    let mut generated = Mass::ZERO;
    for (pathway, way) in ways(inputs, &shares)? {
        let methane = way.methane_2006(load, sludge)?.quantity()?;
        generated = generated.checked_add(methane)?;
        results = labelled(results, "organic-load", "pathway", &pathway, way.load(load)?)?;
        results = labelled(results, "CH4-generated", "pathway", &pathway, methane.into())?;
    }
    Ok(results.mass("CH4", emitted(generated.into(), recovered.into())?.quantity()?))
}

fn of_2019(inputs: &Inputs) -> Result<Results> {
    let shares = pathways(inputs)?;
    let load = load(inputs.quantity("persons")?, inputs.ratio("bod-per-person")?)?;
    let amounts = |name| Labelled::<Mass>::quantities(inputs, name, "pathway")?.known(&shares);
    let (given, dry, recovered) = (amounts("sludge-organics")?, amounts("dry-sludge")?, amounts("methane-recovered")?);
    let kept = Labelled::ratios(inputs, "sludge-organics-factor", "pathway")?.known(&dry)?;
    let compliance = Labelled::shares(inputs, "septic-compliance", "pathway")?.known(&shares)?;
    let removed = Labelled::shares(inputs, "removed-organics-fraction", "pathway")?.known(&shares)?;
    let mut results = Results::new().value("pathway-share", shares.whole()?.evaluate()?.value());
    let mut effluent = None;
    for (pathway, way) in ways(inputs, &shares)? {
        let mine = way.load(load)?;
        let mut sludge = Amount::from(given.get(&pathway).unwrap_or(Mass::ZERO));
        if let Some(dry) = dry.get(&pathway) {
            sludge = sludge.checked_add(plant_sludge(WasteMass::<Dry>::new(dry), kept.need(&pathway)?)?)?;
        }
        if let Some(complying) = compliance.get(&pathway) {
            sludge = sludge.checked_add(septic_sludge(mine, complying)?)?;
        }
        let methane = emitted(way.methane_2019(load, sludge)?, recovered.get(&pathway).unwrap_or(Mass::ZERO).into())?;
        results = labelled(results, "organic-load", "pathway", &pathway, mine)?;
        results = labelled(results, "sludge-organics", "pathway", &pathway, sludge)?;
        results = labelled(results, "CH4", "pathway", &pathway, methane)?;
        if let Some(removed) = removed.get(&pathway) {
            let left = way.effluent(load, removed)?;
            effluent = Some(effluent.map_or(Ok(left), |sum: Amount<Mass>| sum.checked_add(left))?);
        }
    }
    if let Some(effluent) = effluent {
        let correction = inputs.ratio("effluent-correction-factor")?;
        let discharged = effluent.checked_mul(correction)?;
        let emitted = methane(discharged, Amount::from(Mass::ZERO), inputs.ratio("effluent-methane-factor")?)?;
        results = labelled(results, "organic-load", "pathway", "effluent", discharged)?;
        results = labelled(results, "CH4", "pathway", "effluent", emitted)?;
    }
    Ok(results)
}
