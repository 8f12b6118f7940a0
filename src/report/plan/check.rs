//! The yearly check, as JSON has it.

use super::saved::number;
use crate::error::Result;
use crate::plan::{ActionCard, ComputedPlan, ProgressCheck, StatusCounts};
use crate::quantity::Exact;
use crate::report::gpc::tonnes;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The check of a year, of the city or of a district.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CheckedYear {
    /// The district; empty for the city.
    pub district: String,
    /// The year.
    pub year: Year,
    /// Actions in numbers by status.
    pub quantitative: BTreeMap<String, u64>,
    /// Actions in words by status.
    pub qualitative: BTreeMap<String, u64>,
    /// Actions of which nothing is reported; never zero.
    pub without_data: Vec<String>,
    /// The mean achievement as a share, and in words the actions it is of.
    pub mean: Option<Exact>,
    /// The same in words.
    pub mean_line: Option<String>,
    /// Planned, reached and the inventory next to one another.
    pub tonnes: SideReport,
    /// What is behind.
    pub behind: Vec<RemedyReport>,
    /// Actions whose figure is preliminary.
    pub preliminary: Vec<String>,
    /// Every action.
    pub actions: Vec<ActionReportRow>,
}

/// Figures that are never added, t CO2e.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SideReport {
    /// What the actions with a unit saving were to reduce.
    pub planned_t: Exact,
    /// What was reached by those that were reported.
    pub achieved_t: Exact,
    /// The share of the planned tonnes that was reported.
    pub coverage: Option<Exact>,
    /// By how much the inventory fell against the year before; none where it is not known.
    pub inventory_fall_t: Option<Exact>,
    /// What of it the actions do not explain.
    pub unexplained_t: Option<Exact>,
    /// Actions in numbers whose tonnes are not known.
    pub without_saving: Vec<String>,
}

/// Why an action is behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RemedyReport {
    /// The action.
    pub number: String,
    /// Why.
    pub cause: String,
    /// What is done about it.
    pub remedy: String,
}

/// An action in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ActionReportRow {
    /// Its number.
    pub number: String,
    /// What is done.
    pub action: String,
    /// The office in charge.
    pub owner: String,
    /// The sector of the plan.
    pub sector: String,
    /// What it is measured by, with its unit; none of an action in words.
    pub indicator: Option<String>,
    /// The target of the year.
    pub target: Option<Exact>,
    /// What was reached.
    pub actual: Option<Exact>,
    /// The achievement as a share.
    pub achievement: Option<Exact>,
    /// How it stands; none without data.
    pub status: Option<String>,
    /// What was done, of an action in words, or why nothing is known.
    #[serde(default)]
    pub text: Option<String>,
    /// Who states what was reported.
    #[serde(default)]
    pub evidence: Option<String>,
    /// Money of the year by who pays.
    pub budget: BTreeMap<String, crate::quantity::Money>,
}

/// Actions by grade, as published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GradesReport {
    /// The year.
    pub year: Year,
    /// How many have each grade.
    pub grades: BTreeMap<String, u64>,
    /// Actions in words.
    pub qualitative: u64,
    /// Actions with a grade.
    pub quantitative: u64,
}

/// An action of the city from its parts in districts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RolledUpReport {
    /// The year.
    pub year: Year,
    /// The action.
    pub number: String,
    /// The sum of what was reported.
    pub actual: Option<Exact>,
    /// The parts in it.
    pub parts: Vec<String>,
    /// Parts without data.
    pub without_data: Vec<String>,
}

impl CheckedYear {
    /// Whether anything was reported.
    pub fn is_reported(&self) -> bool {
        !self.quantitative.is_empty() || !self.qualitative.is_empty()
    }

    pub(super) fn all(plan: &ComputedPlan) -> Result<Vec<Self>> {
        let of = |((district, _), check): (&(String, Year), &ProgressCheck)| Self::of(district, check, plan);
        plan.stated.checks.iter().map(of).collect()
    }

    fn of(district: &str, check: &ProgressCheck, plan: &ComputedPlan) -> Result<Self> {
        let year = check.year();
        // Only years in which the same references have a value, or both as published.
        let before = year.before().filter(|before| {
            let held = plan.valued.get(before).zip(plan.valued.get(&year));
            district.is_empty() && held.is_none_or(|(before, now)| before == now)
        });
        let of =
            |known: &BTreeMap<Year, Exact>| before.and_then(|before| known.get(&before).copied().zip(known.get(&year).copied()));
        let fall = match of(&plan.emitted).or_else(|| of(&plan.published)) {
            Some((before, now)) => Some(before.checked_sub(now)?),
            None => None,
        };
        let (reduction, side) = (check.reduction()?, check.side_by_side(fall)?);
        let StatusCounts { quantitative, qualitative, without_data, .. } = check.counts(None);
        // An action without a target in the year is not behind with a figure.
        let is_due = |number: &String| {
            let quantified = check.cards().find(|card| card.number == *number).and_then(ActionCard::quantified);
            quantified.is_none_or(|quantified| quantified.target(year).is_some())
        };
        let without_data = without_data.into_iter().filter(is_due).collect();
        let named = |counts: BTreeMap<crate::plan::StatusKind, u64>| {
            counts.into_iter().map(|(kind, count)| (kind.name().to_owned(), count)).collect()
        };
        let mean = check.mean()?;
        let of_tonnes = |kg: Option<Exact>| kg.map(tonnes).transpose();
        Ok(Self {
            district: district.to_owned(),
            year,
            quantitative: named(quantitative),
            qualitative: named(qualitative),
            without_data,
            mean_line: mean.line()?.map(|line| line.to_string()),
            mean: mean.mean.map(number).transpose()?,
            tonnes: SideReport {
                planned_t: tonnes(side.planned)?,
                achieved_t: tonnes(side.achieved)?,
                coverage: reduction.coverage()?.map(number).transpose()?,
                inventory_fall_t: of_tonnes(side.inventory_fall)?,
                unexplained_t: of_tonnes(side.unexplained)?,
                without_saving: reduction.without_saving,
            },
            behind: check
                .behind()
                .map(|(number, remedy)| RemedyReport {
                    number: number.to_owned(),
                    cause: remedy.cause().to_owned(),
                    remedy: remedy.remedy().to_owned(),
                })
                .collect(),
            preliminary: check.preliminary().map(str::to_owned).collect(),
            actions: check.cards().map(|card| ActionReportRow::of(card, check)).collect::<Result<_>>()?,
        })
    }
}

impl ActionReportRow {
    fn of(card: &ActionCard, check: &ProgressCheck) -> Result<Self> {
        let quantified = card.quantified();
        let indicator = quantified.map(|quantified| {
            let indicator = quantified.indicator();
            format!("{} ({})", indicator.name, indicator.unit)
        });
        let budget = card.budget_of(check.year())?;
        Ok(Self {
            number: card.number.clone(),
            action: card.outline.clone(),
            owner: card.owner.clone(),
            sector: card.sector.clone(),
            indicator,
            target: quantified.and_then(|quantified| quantified.target(check.year())),
            actual: check.actual(&card.number),
            achievement: check.achievement(&card.number)?.map(number).transpose()?,
            status: check.status(&card.number).map(|status| status.kind().name().to_owned()),
            text: check.words(&card.number).map(str::to_owned),
            evidence: check.evidence(&card.number).map(str::to_owned),
            budget: budget.into_iter().map(|(payer, money)| (payer.to_owned(), money)).collect(),
        })
    }
}

impl GradesReport {
    pub(super) fn all(plan: &ComputedPlan) -> Vec<Self> {
        let of = |(year, counts): (&Year, &crate::plan::GradeCounts)| Self {
            year: *year,
            grades: counts.grades().clone(),
            qualitative: counts.qualitative(),
            quantitative: counts.quantitative(),
        };
        plan.stated.grades.iter().map(of).collect()
    }
}

impl RolledUpReport {
    pub(super) fn all(plan: &ComputedPlan) -> Vec<Self> {
        let of = |((year, number), found): (&(Year, String), &crate::plan::RolledUp)| Self {
            year: *year,
            number: number.clone(),
            actual: found.actual,
            parts: found.parts.clone(),
            without_data: found.without_data.clone(),
        };
        plan.rolled_up.iter().map(of).collect()
    }
}
