//! Wastewater by name.

mod domestic;
mod industry;
mod nitrogen;

use super::labelled::{Labelled, not_both, up_to_one};
use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::Result;
use crate::methods::wastewater::organic;
use crate::quantity::{Mass, Quantity, Ratio, Share};
use std::collections::BTreeMap;

pub(super) const SHEETS: &[Worksheet] = &[
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
fn labelled(results: Results, name: &'static str, label: &'static str, which: &str, mass: Share<Mass>) -> Result<Results> {
    Ok(results.labelled(name, None, &[(label, which)], mass.close()?.base()))
}

/// The share of all persons by pathway: Σ U · T, each group's shares one at most.
fn pathways(inputs: &Inputs) -> Result<Labelled> {
    let groups = Labelled::shares(inputs, "population-share", "group")?;
    groups.whole()?;
    let (mut of_group, mut of_all) = (BTreeMap::<String, Ratio>::new(), BTreeMap::<String, Ratio>::new());
    let nothing = || Ratio::from(crate::quantity::Exact::ZERO);
    for row in inputs.shares("pathway-share")? {
        let (group, pathway) = (row.label("group"), row.label("pathway"));
        let told = of_group.entry(group.to_owned()).or_insert_with(nothing);
        *told = told.plus(row.value)?;
        let all = of_all.entry(pathway.to_owned()).or_insert_with(nothing);
        *all = all.plus(organic::share([(groups.need(group)?, row.value)])?)?;
    }
    for (group, told) in of_group {
        up_to_one("pathway-share", &group, told)?;
    }
    Ok(Labelled::of("pathway-share", "pathway", of_all))
}

/// CH4 of each kg of load, way by way: as given, or Bo · MCF.
struct Factors {
    given: Labelled,
    correction: Labelled,
    capacity: Option<Ratio>,
}

impl Factors {
    fn read(inputs: &Inputs, label: &'static str, first: &Labelled) -> Result<Self> {
        Ok(Self {
            given: Labelled::ratios(inputs, "wastewater-methane-factor", label)?.known(first)?,
            correction: Labelled::shares(inputs, "methane-correction-factor", label)?.known(first)?,
            capacity: inputs.maybe_ratio("methane-producing-capacity"),
        })
    }

    fn of(&self, inputs: &Inputs, which: &str) -> Result<Ratio> {
        let (given, correction) = (self.given.get(which), self.correction.get(which));
        not_both(which, ("wastewater-methane-factor", given.is_some()), ("methane-correction-factor", correction.is_some()))?;
        match given {
            Some(factor) => Ok(factor),
            None => {
                let capacity = self.capacity.map_or_else(|| inputs.ratio("methane-producing-capacity"), Ok)?;
                organic::factor(capacity, self.correction.need(which)?)
            }
        }
    }
}
