//! Wastewater by name.

mod domestic;
mod industry;
mod nitrogen;

use super::{Input, Inputs, Labelled, Output, Results, Worksheet, just_one, up_to_one};
use crate::error::Result;
use crate::methods::wastewater::organic;
use crate::quantity::{Amount, Mass, Quantity, Ratio};
use std::collections::BTreeMap;

pub(crate) const SHEETS: &[Worksheet] = &[
    domestic::SHEETS[0],
    domestic::SHEETS[1],
    domestic::SHEETS[2],
    nitrogen::SHEETS[0],
    nitrogen::SHEETS[1],
    industry::SHEETS[0],
    industry::SHEETS[1],
];

const POPULATION_SHARE: Input = Input::table("population-share", "kg/kg", &["group"], "share of persons in the income group (U)");
const PATHWAY_SHARE: Input =
    Input::table("pathway-share", "kg/kg", &["group", "pathway"], "share of the group whose water goes this way (T)");

/// A result in kg, by one label.
fn labelled(results: Results, name: &'static str, label: &'static str, which: &str, mass: Amount<Mass>) -> Result<Results> {
    Ok(results.labelled(name, None, &[(label, which)], mass.quantity()?.base()))
}

/// The share of all persons by pathway: Σ U · T, each group's shares one at most.
fn pathways(inputs: &Inputs) -> Result<Labelled> {
    let groups = Labelled::shares(inputs, "population-share", "group")?;
    groups.whole()?;
    let rows = inputs.shares("pathway-share")?;
    let of_groups =
        Labelled::grouped(&rows, "pathway-share", "group", |row| Ok((row.label("pathway"), row.value)))?.known(&groups)?;
    let mut of_all = BTreeMap::<String, Ratio>::new();
    for (group, ways) in of_groups.each() {
        up_to_one("pathway-share", group, Ratio::sum(ways.iter().map(|(_, share)| *share))?)?;
        for (pathway, share) in ways {
            let all = of_all.entry((*pathway).to_owned()).or_insert(Ratio::ZERO);
            *all = all.checked_add(organic::share([(groups.need(group)?, *share)])?)?;
        }
    }
    Ok(Labelled::of("pathway-share", "pathway", of_all))
}

/// CH4 of each kg of load, way by way: as given, or Bo · MCF.
struct Factors {
    given: Labelled,
    correction: Labelled,
}

impl Factors {
    fn read<T>(inputs: &Inputs, label: &'static str, first: &Labelled<T>) -> Result<Self> {
        Ok(Self {
            given: Labelled::ratios(inputs, "wastewater-methane-factor", label)?.known(first)?,
            correction: Labelled::shares(inputs, "methane-correction-factor", label)?.known(first)?,
        })
    }

    fn of(&self, inputs: &Inputs, which: &str) -> Result<Ratio> {
        let corrected = |correction| organic::factor(inputs.ratio("methane-producing-capacity")?, correction);
        let ways = [
            ("wastewater-methane-factor", self.given.get(which).map(Ok)),
            ("methane-correction-factor", self.correction.get(which).map(corrected)),
        ];
        just_one(which, ways)?.1
    }
}
