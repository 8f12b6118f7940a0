//! Wastewater (GPC III.4): CH4 of its organic load, N2O of its nitrogen.
//!
//! | Wastewater | CH4 | N2O |
//! |---|---|---|
//! | of persons, 2006 | [`domestic_2006`] | [`nitrogen_2006`] |
//! | of persons, 2019 | [`domestic_2019`] | [`nitrogen_2019`] |
//! | that industry treats itself | [`industrial_2006`] | [`industrial_2019`] |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, and its 2019 Refinement. Ledgers book by the terms of
//! [`DomesticWastewater`](domestic::DomesticWastewater) and [`EffluentNitrogen`](nitrogen::EffluentNitrogen), which take nothing off for
//! sludge and recovered gas: where a plant removes sludge or burns its gas, these give too much, and the methods above have the
//! equations whole.
//!
//! A rate for each person is of a day (`g/head/day`) or of a year (`kg/head/yr`); a year has 365 days, leap year or not, as equations 6.3
//! and 6.8 print it. Where a plant measures its load, `bod-load`, `cod-load` and `nitrogen-load` take it in kg of the year.
//!
//! ```
//! use citycarbon::methods::wastewater::domestic::load;
//! use citycarbon::methods::wastewater::organic::methane;
//! use citycarbon::quantity::{Coefficient, HeadDays, Heads, Mass, Ratio};
//! // 1000 persons, 40 g of BOD each a day; 600 kg of it leave as sludge; 0.6 · 0.5 kg of CH4 for each kg that is left.
//! let bod = Coefficient::from_parts(Mass::grams(40), HeadDays::person_days(1))?;
//! let load = load(Heads::count(1000).into(), bod)?;
//! let emitted = methane(load, Mass::kilograms(600).into(), Ratio::new(3, 10)?)?;
//! assert_eq!(emitted.quantity()?, Mass::kilograms(4200));
//! # Ok::<(), citycarbon::Error>(())
//! ```

pub mod domestic;
pub mod domestic_2006;
pub mod domestic_2019;
pub mod industrial_2006;
pub mod industrial_2019;
pub mod industry;
pub mod methane_factor;
pub mod nitrogen;
pub mod nitrogen_2006;
pub mod nitrogen_2019;
pub mod organic;

use super::labelled::{Labelled, up_to_one};
use super::{Input, Inputs};
use crate::error::Result;
use crate::quantity::{Fraction, Scalar};
use std::collections::BTreeMap;

const PATHWAY: &[&str] = &["pathway"];
const PERSONS: Input = Input::one("persons", "head", "persons");

/// The units of what comes with each person: of a day or of a year, never of neither.
const FOR_EACH_PERSON: &str = "g/head/day, kg/head/yr";

const POPULATION_SHARE: Input =
    Input::table("population-share", "kg/kg", &["group"], "share of persons in the income group (U)").whole_over("group");
const PATHWAY_SHARE: Input =
    Input::table("pathway-share", "kg/kg", &["group", "pathway"], "share of the group whose water goes this way (T)")
        .whole_over("pathway");

/// The share of all persons by pathway, Σ U · T over the income groups; the shares of each group are one at most.
fn pathways<N: Scalar>(inputs: &Inputs<N>) -> Result<Labelled<Fraction<N>>> {
    let groups = Labelled::shares(inputs, "population-share", "group")?;
    groups.whole()?;
    let rows = inputs.shares("pathway-share")?;
    let of_groups =
        Labelled::grouped(&rows, "pathway-share", "group", |row| Ok((row.label("pathway"), row.value)))?.known(&groups)?;
    let mut of_all = BTreeMap::<String, N>::new();
    for (group, pathways) in of_groups.each() {
        up_to_one("pathway-share", group, Fraction::sum(pathways.iter().map(|(_, share)| *share))?)?;
        for (pathway, share) in pathways {
            let all = of_all.entry((*pathway).to_owned()).or_insert(N::ZERO);
            *all = all.checked_add(groups.need(group)?.checked_mul(*share)?.number())?;
        }
    }
    Labelled::of("pathway-share", "pathway", of_all).turned(|pathway, share| up_to_one("pathway-share", pathway, share))
}
