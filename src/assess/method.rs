//! Lines by method: the equation's chain, each term with the row of the tables that it comes from.

use super::convert;
use super::line::Origin;
use super::plan_cache::LineDraft;
use super::task::{Task, quality_of};
use super::term::{Term, TermOrigin, Terms};
use crate::error::{Message, Result};
use crate::factors::Parameter;
use crate::gas::{Gas, Substance};
use crate::methods::wastewater::domestic::DomesticWastewater;
use crate::methods::wastewater::nitrogen::{EffluentNitrogen, Protein};
use crate::methods::{Chain, TermKind, incineration::BurntWaste, landfill::Commitment};
use crate::quantity::{Coefficient, Ratio};
use crate::taxonomy::{Gases, Quality};
use std::collections::BTreeMap;

/// The line of a rule whose process is `method.` and what stands here: the method, then the class of site or the way it takes.
pub(super) fn line(task: &Task<'_>, method: &str) -> Result<LineDraft> {
    let (method, class) = method.split_once('.').unwrap_or((method, ""));
    let mut rows = MethodRows { task, found: BTreeMap::new(), quality: None };
    let chain = match method {
        "landfill-commitment" => commitment(&mut rows, class)?.chain()?,
        "incineration-fossil-carbon" => burnt(&mut rows, class)?.fossil_chain()?,
        "incineration-biogenic-carbon" => burnt(&mut rows, class)?.biogenic_chain()?,
        "wastewater-organic" => organic(&mut rows, class)?.chain()?,
        "wastewater-nitrogen" => nitrogen(&mut rows, class)?.chain()?,
        _ => return Err(unknown(task, method)),
    };
    let Gases::All(gases) = &task.rule.gases else { return Err(unknown(task, method)) };
    let [gas] = gases.as_slice() else { return Err(unknown(task, method)) };
    Ok(rows.line(method, class, *gas, chain))
}

fn unknown(task: &Task<'_>, method: &str) -> crate::error::Error {
    Message::NoMethodOfOneGas { value: method.into(), activity: (&task.rule.code).into() }.into()
}

/// The rows of parameters that a method asked for.
struct MethodRows<'a> {
    task: &'a Task<'a>,
    found: BTreeMap<&'static str, Term>,
    quality: Option<Quality>,
}

impl MethodRows<'_> {
    /// A parameter of the first subject that has it: the nearest one first.
    fn ratio(&mut self, name: &'static str, subjects: &[&str]) -> Result<Ratio> {
        let task = self.task;
        for subject in subjects {
            let wanted = task.wanted(name, subject);
            let fits = |parameter: &Parameter| parameter.basis != "dry" || name == "total-carbon-content";
            if let Some(found) = task.registry.find_parameter(&wanted, task.ladder, fits)? {
                let link = task.parameter_term(&found)?;
                let own = found.item.provenance.own;
                self.quality = self.quality.max(Some(quality_of(own, &found.item.region, task.region)));
                let ratio = link.ratio;
                self.found.insert(name, link);
                return Ok(ratio);
            }
        }
        Err(convert::missing(task, name, subjects.first().unwrap_or(&"")))
    }

    /// The line: every term of the chain with its row; constants of the equation have none.
    fn line(mut self, method: &str, class: &str, gas: Gas, chain: Chain) -> LineDraft {
        let links = chain.into_iter().map(|term| {
            let row = self.found.remove(term.name);
            let origin = match term.kind {
                TermKind::Input => TermOrigin::Row,
                TermKind::OneLess => TermOrigin::OneLess,
                TermKind::Constant => TermOrigin::Constant,
            };
            Term { name: term.to_string(), origin, ratio: term.number, rows: row.map(|term| term.rows).unwrap_or_default() }
        });
        let chain = links.collect();
        let task = self.task;
        let class = if class.is_empty() { String::new() } else { format!(".{class}") };
        LineDraft {
            category: task.rule.category,
            factor: format!("{method}{class}@{}", task.rule.subject).into(),
            substance: Substance::Gas(gas),
            origin: Origin::Method,
            conversion: Terms::default(),
            chain,
            weight_note: None,
            factor_quality: self.quality,
        }
    }
}

/// Waste of the rule's subject at a class of site.
fn commitment(rows: &mut MethodRows<'_>, class: &str) -> Result<Commitment> {
    let waste = rows.task.rule.factor_subject();
    let site = format!("landfill:{class}");
    Ok(Commitment {
        degradable_organic_carbon: rows.ratio("degradable-organic-carbon", &[waste])?,
        // Of the waste where the tables tell kinds apart, else of landfills.
        decomposable_fraction: rows.ratio("decomposable-fraction", &[waste, "landfill"])?,
        methane_correction_factor: rows.ratio("methane-correction-factor", &[&site])?,
        methane_fraction: rows.ratio("methane-fraction", &["landfill-gas"])?,
        methane_recovery: rows.ratio("methane-recovery", &[&site, "landfill"])?,
        oxidation_factor: rows.ratio("oxidation-factor", &[&site])?,
    })
}

/// Waste of the rule's subject, in the open or in a furnace.
fn burnt(rows: &mut MethodRows<'_>, class: &str) -> Result<BurntWaste> {
    let waste = rows.task.rule.factor_subject();
    Ok(BurntWaste {
        dry_matter_content: rows.ratio("dry-matter-content", &[waste])?,
        total_carbon_content: rows.ratio("total-carbon-content", &[waste])?,
        fossil_carbon_fraction: rows.ratio("fossil-carbon-fraction", &[waste])?,
        oxidation_factor: rows.ratio("oxidation-factor", &[class])?,
    })
}

/// Wastewater of persons, by the way it goes; `.collected` after the way where it comes by a sewer.
fn organic(rows: &mut MethodRows<'_>, class: &str) -> Result<DomesticWastewater> {
    let (way, sewer) = class.strip_suffix(".collected").map_or((class, "uncollected"), |way| (way, "collected"));
    Ok(DomesticWastewater {
        bod_per_person: Coefficient::new(rows.ratio("bod-per-person", &["domestic-wastewater"])?),
        bod_correction_factor: rows.ratio("bod-correction-factor", &[&format!("wastewater:{sewer}")])?,
        methane_producing_capacity: rows.ratio("methane-producing-capacity", &["domestic-wastewater"])?,
        methane_correction_factor: rows.ratio("methane-correction-factor", &[&format!("wastewater:{way}")])?,
    })
}

/// Nitrogen of persons that reaches water.
fn nitrogen(rows: &mut MethodRows<'_>, _: &str) -> Result<EffluentNitrogen> {
    let water = ["wastewater"];
    Ok(EffluentNitrogen {
        protein: Protein {
            protein_supply: Coefficient::new(rows.ratio("protein-supply", &["protein"])?),
            protein_consumed_fraction: None,
            nitrogen_in_protein: rows.ratio("nitrogen-in-protein", &["protein"])?,
            household_nitrogen_factor: None,
            non_consumed_protein_factor: rows.ratio("non-consumed-protein-factor", &water)?,
        },
        industrial_codischarge_factor: rows.ratio("industrial-codischarge-factor", &water)?,
        effluent_nitrogen_fraction: rows.ratio("effluent-nitrogen-fraction", &water)?,
    })
}
