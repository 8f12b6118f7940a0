//! The ledgers of credits, and figures that are in no calculation, as JSON has them.

use crate::error::Result;
use crate::plan::{ComputedPlan, ContextFigure, CreditIssue, CreditUse, ProjectWithoutIssue, Shows, StatedEnergy};
use crate::quantity::{Exact, Quantity};
use crate::report::gpc::tonnes;
use crate::taxonomy::{Category, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Results of projects and credits, next to the inventory and in no sum with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LedgersReport {
    /// Credits by project, scheme and year.
    pub credits: Vec<CreditReport>,
    /// Projects of which no issue is known.
    pub without_issue: Vec<ProjectReport>,
    /// What counts towards a target that takes no exported credits, by year.
    pub target: BTreeMap<Year, TargetLedgerReport>,
    /// The name of the credit programme.
    pub programme: Option<String>,
    /// All of its projects.
    pub projects: Option<u32>,
    /// Those among them that are not named, and not estimated.
    pub not_named: Option<u32>,
}

/// Credits issued for a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CreditReport {
    /// The project.
    pub project: String,
    /// The year.
    pub year: Year,
    /// `jcm`, `t-ver` or `article-6`.
    pub scheme: String,
    /// Tonnes that it reduced.
    pub reduced_t: Exact,
    /// Whole tonnes issued.
    pub issued: u64,
    /// The references where that shows; empty where it shows nowhere.
    pub shows: Vec<Category>,
    /// Why it shows nowhere.
    pub not_shown: Option<String>,
    /// The parts.
    pub shares: Vec<CreditShareReport>,
    /// What became of them.
    pub uses: Vec<CreditUseReport>,
}

/// A project of which no issue is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProjectReport {
    /// The project.
    pub project: String,
    /// The year.
    pub year: Year,
    /// `jcm`, `t-ver` or `article-6`.
    pub scheme: String,
    /// Tonnes that are stated for it: reduced, or expected.
    pub stated_t: Exact,
    /// The references where that shows; empty where it shows nowhere.
    pub shows: Vec<Category>,
    /// Why it shows nowhere.
    pub not_shown: Option<String>,
    /// Who states it.
    pub source: String,
}

/// A part of an issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CreditShareReport {
    /// Whose.
    pub holder: String,
    /// Whole tonnes.
    pub tonnes: u64,
    /// Those that the holder still has.
    pub held: u64,
}

/// A use of credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CreditUseReport {
    /// Whose.
    pub holder: String,
    /// Whole tonnes.
    pub tonnes: u64,
    /// To whom they were exported; none where they were cancelled.
    pub exported_to: Option<String>,
    /// Whether the country of the project has adjusted its balance.
    pub is_adjusted: bool,
}

/// The target ledger of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TargetLedgerReport {
    /// t CO2e of the inventory.
    pub inventory_t: Exact,
    /// Exported tonnes that it shows as a reduction, by project.
    pub exported: BTreeMap<String, u64>,
    /// Exported tonnes that show nowhere in it.
    pub not_shown: BTreeMap<String, u64>,
    /// t CO2e to compare with the target.
    pub counted_t: Exact,
}

/// Energy as published; in no sum with tonnes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EnergyReport {
    /// Of what.
    pub name: String,
    /// The year.
    pub year: Year,
    /// The number.
    pub value: Exact,
    /// Its unit.
    pub unit: String,
    /// Who states it.
    pub source: String,
}

/// A figure that describes a region, in no calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ContextReport {
    /// Of what.
    pub name: String,
    /// The number.
    pub value: Exact,
    /// Its unit, in words.
    pub unit: String,
    /// The region that it describes.
    pub region: String,
    /// The year, where it is stated.
    pub year: Option<Year>,
    /// Who states it.
    pub source: String,
}

impl LedgersReport {
    pub(super) fn of(plan: &ComputedPlan) -> Result<Self> {
        let issued = plan.stated.credits.iter().map(|issue| issue.result().project());
        let named: BTreeSet<&str> = issued.chain(plan.stated.projects.iter().map(|project| project.result.project())).collect();
        let named = u32::try_from(named.len()).unwrap_or(u32::MAX);
        let programme = plan.stated.programme.as_ref();
        let target = plan.ledgers.iter().map(|(year, ledger)| {
            let whole = |parts: &BTreeMap<String, crate::plan::CreditTonnes>| {
                parts.iter().map(|(project, tonnes)| (project.clone(), tonnes.number())).collect()
            };
            let report = TargetLedgerReport {
                inventory_t: tonnes(ledger.inventory)?,
                exported: whole(&ledger.exported),
                not_shown: whole(&ledger.not_shown),
                counted_t: tonnes(ledger.counted)?,
            };
            Ok((*year, report))
        });
        Ok(Self {
            credits: plan.stated.credits.iter().map(CreditReport::of).collect::<Result<_>>()?,
            without_issue: plan.stated.projects.iter().map(ProjectReport::of).collect::<Result<_>>()?,
            target: target.collect::<Result<_>>()?,
            programme: programme.map(|programme| programme.name.clone()),
            projects: programme.map(|programme| programme.projects),
            not_named: programme.map(|programme| programme.projects.saturating_sub(named)),
        })
    }
}

fn shown(shows: &Shows) -> (Vec<Category>, Option<String>) {
    match shows {
        Shows::Under(references) => (references.iter().copied().collect(), None),
        Shows::Nowhere(why) => (Vec::new(), Some(why.name().to_owned())),
    }
}

impl ProjectReport {
    fn of(project: &ProjectWithoutIssue) -> Result<Self> {
        let (result, (shows, not_shown)) = (&project.result, shown(project.result.shows()));
        Ok(Self {
            project: result.project().to_owned(),
            year: result.year(),
            scheme: project.scheme.name().to_owned(),
            stated_t: tonnes(result.reduced().base())?,
            shows,
            not_shown,
            source: project.source.clone(),
        })
    }
}

impl CreditReport {
    fn of(issue: &CreditIssue) -> Result<Self> {
        let result = issue.result();
        let (shows, not_shown) = shown(result.shows());
        let shares = issue.shares().iter().map(|share| {
            let held = issue.held(&share.holder)?.number();
            Ok(CreditShareReport { holder: share.holder.clone(), tonnes: share.tonnes.number(), held })
        });
        let uses = issue.uses().iter().map(|(holder, use_of)| {
            let (exported_to, is_adjusted) = match use_of {
                CreditUse::Exported { to, is_adjusted, .. } => (Some(to.clone()), *is_adjusted),
                CreditUse::Cancelled { .. } => (None, false),
            };
            CreditUseReport { holder: holder.clone(), tonnes: use_of.tonnes().number(), exported_to, is_adjusted }
        });
        Ok(Self {
            project: result.project().to_owned(),
            year: result.year(),
            scheme: issue.scheme().name().to_owned(),
            reduced_t: tonnes(result.reduced().base())?,
            issued: issue.issued().number(),
            shows,
            not_shown,
            shares: shares.collect::<Result<_>>()?,
            uses: uses.collect(),
        })
    }
}

impl EnergyReport {
    pub(super) fn of(energy: &StatedEnergy) -> Self {
        let StatedEnergy { name, year, amount, source, .. } = energy.clone();
        Self { name, year, value: amount.value(), unit: amount.unit().symbol().to_owned(), source }
    }
}

impl ContextReport {
    pub(super) fn of(figure: &ContextFigure) -> Self {
        let ContextFigure { name, value, unit, region, year, source, .. } = figure.clone();
        Self { name, value, unit, region, year, source }
    }
}
