//! Measures that a budget pays for.

use super::cost::{AbatementCost, CostView, ExtraCost};
use crate::error::{Message, PlanFault, Result};
use crate::quantity::{Exact, Money};
use std::collections::BTreeSet;

/// A measure that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its name.
    pub name: String,
    /// What it costs.
    pub cost: ExtraCost,
    /// Tonnes CO2e that it reduces in a year on average.
    pub tonnes: Exact,
    /// What it takes from the budget.
    pub needs: Money,
}

/// What a budget pays for, by a rule that is stated: candidates in their rank, each taken if the budget still has what it needs. The rule is
/// simple to check; it does not claim that no other choice reduces more. Tonnes are not added here: measures that save the same
/// energy save less together than each alone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Portfolio {
    /// What is paid for, in its rank.
    pub chosen: Vec<String>,
    /// What the budget no longer has the money for, in its rank.
    pub over_budget: Vec<String>,
    /// What reduces nothing and has no rank.
    pub without_reduction: Vec<String>,
    /// What the chosen ones need.
    pub spent: Money,
    /// What is left.
    pub left: Money,
}

impl Portfolio {
    /// Chooses. Refused: a name twice, a need below zero, another currency or year of prices than that of the budget.
    pub fn choose(candidates: &[Candidate], budget: &Money, view: CostView) -> Result<Self> {
        let (mut names, mut ranked, mut without_reduction) =
            (BTreeSet::new(), Vec::<(AbatementCost, &Candidate)>::new(), Vec::new());
        for candidate in candidates {
            if !names.insert(candidate.name.as_str()) {
                return Err(Message::DuplicateName { value: candidate.name.as_str().into() }.into());
            }
            budget.checked_add(&candidate.cost.money()?)?;
            if candidate.needs.amount().is_negative() {
                return Err(Message::BelowZero { value: candidate.needs.to_string().into() }.into());
            }
            match candidate.cost.abatement(candidate.tonnes, view) {
                Ok(cost) => {
                    let mut at = ranked.len();
                    for (place, (other, named)) in ranked.iter().enumerate() {
                        if cost.rank(other)?.then_with(|| candidate.name.cmp(&named.name)).is_lt() {
                            at = place;
                            break;
                        }
                    }
                    ranked.insert(at, (cost, candidate));
                }
                Err(error) => match error.problem().message() {
                    Message::Plan { fault: PlanFault::NoReduction, .. } => without_reduction.push(candidate.name.clone()),
                    _ => return Err(error),
                },
            }
        }
        let (mut chosen, mut over_budget) = (Vec::new(), Vec::new());
        let mut spent = budget.checked_mul(Exact::ZERO)?;
        for (_, candidate) in ranked {
            let with = spent.checked_add(&candidate.needs)?;
            if with.amount() > budget.amount() {
                over_budget.push(candidate.name.clone());
            } else {
                spent = with;
                chosen.push(candidate.name.clone());
            }
        }
        without_reduction.sort();
        let left = budget.checked_sub(&spent)?;
        Ok(Self { chosen, over_budget, without_reduction, spent, left })
    }
}
