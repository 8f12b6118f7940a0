//! Lines by method: the terms of its equation, each with the row of the tables that it is from.

use super::convert;
use super::line::Origin;
use super::plan_cache::LineDraft;
use super::task::{Task, quality_of};
use super::term::{Term, TermOrigin, Terms};
use crate::error::{Message, Result};
use crate::factors::{Basis, Parameter};
use crate::gas::{Gas, Substance};
use crate::methods::{self, Chain, Parameters, TermKind};
use crate::quantity::Ratio;
use crate::taxonomy::{Gases, Quality, RuleMethod};
use std::collections::BTreeMap;

/// The line of a rule with a method, which gives one gas.
pub(super) fn line(task: &Task<'_>, rule: &RuleMethod) -> Result<LineDraft> {
    let unknown = || Message::NoMethodOfOneGas { value: (&rule.name).into(), activity: (&task.rule.code).into() };
    let method = methods::find_for_ledger(&rule.name).ok_or_else(unknown)?;
    let Gases::All(gases) = &task.rule.gases else { return Err(unknown().into()) };
    let [gas] = gases.as_slice() else { return Err(unknown().into()) };
    let mut rows = MethodRows { task, found: BTreeMap::new(), quality: None };
    let mut parameters = Parameters::default();
    for (name, subjects) in method.parameters {
        let subjects: Vec<String> = subjects.iter().map(|subject| subject.of(task.rule.factor_subject(), &rule.class)).collect();
        parameters.insert(name, rows.ratio(name, &subjects)?);
    }
    Ok(rows.line(rule, *gas, (method.terms)(&parameters)?))
}

/// The rows of parameters that a method asked for.
struct MethodRows<'a> {
    task: &'a Task<'a>,
    found: BTreeMap<&'static str, Term>,
    quality: Option<Quality>,
}

impl MethodRows<'_> {
    /// A parameter of the first subject that has it: the nearest one first.
    fn ratio(&mut self, name: &'static str, subjects: &[String]) -> Result<Ratio> {
        let task = self.task;
        for subject in subjects {
            let wanted = task.wanted(name, subject);
            let fits = |parameter: &Parameter| match parameter.basis {
                Some(Basis::Dry) => name == "total-carbon-content",
                // Rows of a ledger count persons by their BOD.
                Some(Basis::Cod) => false,
                _ => true,
            };
            if let Some(found) = task.registry.find_parameter(&wanted, task.policy, fits)? {
                let link = task.parameter_term(&found)?;
                let grade = Some(quality_of(&found.item.provenance, &found.item.region, task.region));
                self.quality = if self.found.is_empty() { grade } else { Quality::worst(self.quality, grade) };
                let ratio = link.ratio;
                self.found.insert(name, link);
                return Ok(ratio);
            }
        }
        Err(convert::missing(task, name, subjects.first().map_or("", String::as_str)))
    }

    /// The line: every term of the chain with its row; constants of the equation have none.
    fn line(mut self, rule: &RuleMethod, gas: Gas, chain: Chain) -> LineDraft {
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
        let RuleMethod { name, class, .. } = rule;
        let class = if class.is_empty() { String::new() } else { format!(".{class}") };
        LineDraft {
            category: task.rule.category,
            factor: format!("{name}{class}@{}", task.rule.subject).into(),
            substance: Substance::Gas(gas),
            origin: Origin::Method,
            conversion: Terms::default(),
            chain,
            weight_note: None,
            factor_quality: self.quality,
        }
    }
}
