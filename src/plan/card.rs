//! The management card of an action: who is responsible, what is counted, how much is planned, what a unit saves, who pays.

use crate::error::{Message, PlanFault, Result};
use crate::quantity::{Exact, Mass, Money, Quantity, Ratio};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum IndicatorSense {
    /// More is better: trees planted.
    Rising,
    /// Less is better: waste for each person.
    Falling,
}

/// What an action is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Indicator {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Which way is better.
    pub sense: IndicatorSense,
}

/// What one unit of an indicator saves in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitSaving {
    /// The unit; that of the indicator.
    pub unit: String,
    /// CO2e for each.
    pub each: Mass,
    /// Where it is from.
    pub source: String,
}

/// An indicator with its yearly targets, each above zero, so that an achievement is always defined.
///
/// ```
/// use citycarbon::plan::{Indicator, IndicatorSense, QuantifiedAction};
/// use citycarbon::quantity::Exact;
/// let year = "2024".parse()?;
/// let waste = Indicator { name: "waste".to_owned(), unit: "kg/person/day".to_owned(), sense: IndicatorSense::Falling };
/// let action = QuantifiedAction::new(waste.clone(), [(year, "0.9".parse()?)].into(), None)?;
/// assert_eq!(action.achievement(year, Exact::ONE)?.unwrap().to_string(), "0.9");
/// assert_eq!(
///     QuantifiedAction::new(waste, [(year, Exact::ZERO)].into(), None).unwrap_err().to_string(),
///     "\"0\": a target of zero or less, of which no achievement can be computed; choose an indicator whose target is above zero"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantifiedAction {
    indicator: Indicator,
    targets: BTreeMap<Year, Exact>,
    saving: Option<UnitSaving>,
}

impl QuantifiedAction {
    /// Refused: a target at or below zero; a unit saving for another unit, or for an indicator that falls, whose level saves nothing.
    pub fn new(indicator: Indicator, targets: BTreeMap<Year, Exact>, saving: Option<UnitSaving>) -> Result<Self> {
        if let Some(low) = targets.values().find(|target| target.is_zero() || target.is_negative()) {
            return Err(Message::Plan { value: Some(low.to_string().into()), fault: PlanFault::TargetNotAboveZero }.into());
        }
        if let Some(saving) = &saving
            && (saving.unit != indicator.unit || indicator.sense == IndicatorSense::Falling)
        {
            let fault = PlanFault::SavingOfOther { unit: saving.unit.as_str().into(), indicator: indicator.unit.as_str().into() };
            return Err(Message::Plan { value: Some(indicator.name.as_str().into()), fault }.into());
        }
        Ok(Self { indicator, targets, saving })
    }

    /// What it is measured by.
    pub fn indicator(&self) -> &Indicator {
        &self.indicator
    }

    /// The target of a year; none where the plan sets none.
    pub fn target(&self, year: Year) -> Option<Exact> {
        self.targets.get(&year).copied()
    }

    /// What a unit saves.
    pub fn saving(&self) -> Option<&UnitSaving> {
        self.saving.as_ref()
    }

    /// Whether an actual figure meets the target of a year; none without a target.
    pub fn is_met(&self, year: Year, actual: Exact) -> Option<bool> {
        let target = self.target(year)?;
        Some(match self.indicator.sense {
            IndicatorSense::Rising => actual >= target,
            IndicatorSense::Falling => actual <= target,
        })
    }

    /// `actual / target` of a rising indicator, `target / actual` of a falling one; none without a target, and of a falling one that came
    /// down to zero.
    pub fn achievement(&self, year: Year, actual: Exact) -> Result<Option<Ratio>> {
        let Some(target) = self.target(year) else { return Ok(None) };
        match self.indicator.sense {
            IndicatorSense::Rising => Ratio::new(actual, target).map(Some),
            IndicatorSense::Falling if actual.is_zero() => Ok(None),
            IndicatorSense::Falling => Ratio::new(target, actual).map(Some),
        }
    }

    /// A quantity times what a unit saves, kg CO2e; none without a unit saving.
    pub fn saved(&self, quantity: Exact) -> Result<Option<Exact>> {
        self.saving.as_ref().map(|saving| saving.each.base().checked_mul(quantity)).transpose()
    }
}

/// Whether an action is in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActionKind {
    /// In numbers.
    Quantitative(QuantifiedAction),
    /// In words: a law passed, a study made. It has no achievement.
    Qualitative,
}

/// How an action came into the plan of this year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ActionOrigin {
    /// As before.
    #[default]
    Existing,
    /// Changed, or dropped.
    Changed,
    /// New.
    New,
}

/// Money of a year from one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetLine {
    /// The year.
    pub year: Year,
    /// Who pays: the state, the city, a company.
    pub source: String,
    /// How much.
    pub amount: Money,
}

/// The card of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ActionCard {
    /// Its number in the plan.
    pub number: String,
    /// The office in charge.
    pub owner: String,
    /// Its numbers, or none.
    pub kind: ActionKind,
    /// The sector of the plan.
    pub sector: String,
    /// Offices that help.
    pub supporting: Vec<String>,
    /// What is done.
    pub outline: String,
    /// How it came into the plan.
    pub origin: ActionOrigin,
    /// Who pays how much in which year.
    pub budget: Vec<BudgetLine>,
    /// The number of the action of an upper plan that it is part of.
    pub part_of: Option<String>,
    /// The form of the measure that it carries out.
    pub measure: Option<String>,
    /// What it acts on, by name: a building, a depot, a district. Two parts of one action that act on the same thing would count it twice.
    pub acts_on: BTreeSet<String>,
}

impl ActionCard {
    /// A card; refused without a number or an owner.
    pub fn new(number: &str, owner: &str, kind: ActionKind) -> Result<Self> {
        if number.trim().is_empty() || owner.trim().is_empty() {
            return Err(Message::EmptyText.into());
        }
        Ok(Self {
            number: number.to_owned(),
            owner: owner.to_owned(),
            kind,
            sector: String::new(),
            supporting: Vec::new(),
            outline: String::new(),
            origin: ActionOrigin::Existing,
            budget: Vec::new(),
            part_of: None,
            measure: None,
            acts_on: BTreeSet::new(),
        })
    }

    /// Its numbers, if it has any.
    pub fn quantified(&self) -> Option<&QuantifiedAction> {
        match &self.kind {
            ActionKind::Quantitative(quantified) => Some(quantified),
            ActionKind::Qualitative => None,
        }
    }

    /// The budget of a year by source; an error across currencies or price years.
    pub fn budget_of(&self, year: Year) -> Result<BTreeMap<&str, Money>> {
        let mut sources: BTreeMap<&str, Money> = BTreeMap::new();
        for line in self.budget.iter().filter(|line| line.year == year) {
            let sum = match sources.get(line.source.as_str()) {
                Some(held) => held.checked_add(&line.amount)?,
                None => line.amount.clone(),
            };
            sources.insert(&line.source, sum);
        }
        Ok(sources)
    }
}

with_members!(ActionCard {
    /// In a sector of the plan.
    with_sector(sector: String),
    /// With offices that help.
    with_supporting(supporting: Vec<String>),
    /// With what is done.
    with_outline(outline: String),
    /// With how it came into the plan.
    with_origin(origin: ActionOrigin),
    /// With money.
    with_budget(budget: Vec<BudgetLine>),
    /// As a part of an action of an upper plan.
    with_part_of(part_of: Option<String>),
    /// As what carries out a measure, by the name of its form.
    with_measure(measure: Option<String>),
    /// With what it acts on.
    with_acts_on(acts_on: BTreeSet<String>),
});
