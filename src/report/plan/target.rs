//! Targets, paths and published emissions, as JSON has them.

use super::saved::{in_tonnes, number};
use crate::error::Result;
use crate::inventory::Status;
use crate::plan::{ComputedPlan, ComputedTarget, EmissionLevel, Netting, ReleasedSeries};
use crate::quantity::{Exact, Quantity};
use crate::report::gpc::tonnes;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One year of the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PathYear {
    /// The year.
    pub year: Year,
    /// t CO2e without the plan; none where no baseline is stated.
    pub without_t: Option<Exact>,
    /// t CO2e that the measures save together.
    pub saved_t: Option<Exact>,
    /// t CO2e with the plan.
    pub with_t: Option<Exact>,
    /// t CO2e of the inventory.
    pub emitted_t: Option<Exact>,
    /// How complete the inventory of the year is; none where there is none.
    pub status: Option<Status>,
    /// t CO2e as last published, at the factors of the year.
    pub published_t: Option<Exact>,
    /// t CO2e that the path of each target allows, in the order of `targets`.
    pub allowed_t: Vec<Option<Exact>>,
}

/// A target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TargetReport {
    /// What it is called; empty where nothing is stated.
    pub name: String,
    /// Its year.
    pub year: Year,
    /// The year it is measured against.
    pub base_year: Year,
    /// Both figures with their bases, in one line.
    pub line: String,
    /// t CO2e that may be emitted in its year, its offsets taken off.
    pub allowed_t: Exact,
    /// The same without them taken off; none where one is not known.
    pub allowed_gross_t: Option<Exact>,
    /// The change from the base, each on its own basis, as a share.
    pub change: Option<Exact>,
    /// The change from gross to gross.
    pub gross_change: Option<Exact>,
    /// t CO2e that the path allows in the years after the base year, the target year included; none where the base year lacks an amount that
    /// the target is net of, so that there is no path.
    pub budget_t: Option<Exact>,
    /// t CO2e that the plan stays above the target in its year; below zero where it goes further. Only of a gross target.
    pub still_needed_t: Option<Exact>,
    /// How much of the way the last year with a figure has gone, as a share; only of a gross target.
    pub progress: Option<Exact>,
    /// t CO2e emitted above the path so far, of the years that have a figure; below zero where they stayed under it.
    pub overshoot_t: Option<Exact>,
    /// Years of the path so far without a figure.
    pub missing: Vec<Year>,
    /// Who states it.
    pub source: String,
}

impl TargetReport {
    pub(super) fn of(computed: &ComputedTarget, plan: &ComputedPlan) -> Result<Self> {
        let target = &computed.target;
        let is_gross = target.netting() == Netting::new();
        let with = plan.with_plan.get(&target.year()).filter(|_| is_gross);
        let still_needed = with.map(|kg| kg.checked_add(target.allowed()?.checked_mul(Exact::from(-1))?)).transpose()?;
        let base = target.base().year;
        let of_path = if is_gross { plan.comparable(computed) } else { BTreeMap::new() };
        let progress = match of_path.values().next_back() {
            Some(last) => target.progress(&EmissionLevel::new(*last)?)?,
            None => None,
        };
        let path = computed.path.as_ref();
        let overshoot = path.filter(|_| !of_path.is_empty()).map(|path| path.overshoot(&of_path)).transpose()?;
        Ok(Self {
            name: computed.name.clone(),
            year: target.year(),
            base_year: base,
            line: computed.line.to_string(),
            allowed_t: in_tonnes(target.allowed()?)?,
            allowed_gross_t: target.allowed_gross()?.map(in_tonnes).transpose()?,
            change: target.change()?.map(number).transpose()?,
            gross_change: target.gross_change()?.map(number).transpose()?,
            budget_t: path.map(|path| in_tonnes(path.budget()?)).transpose()?,
            still_needed_t: still_needed.map(in_tonnes).transpose()?,
            progress: progress.map(number).transpose()?,
            overshoot_t: overshoot.as_ref().map(|over| in_tonnes(over.kg)).transpose()?,
            missing: overshoot.map(|over| over.missing).unwrap_or_default(),
            source: computed.source.clone(),
        })
    }
}

impl PathYear {
    /// Whether anything is known of it.
    pub fn has_figures(&self) -> bool {
        let own = [self.without_t, self.saved_t, self.with_t, self.emitted_t, self.published_t];
        own.iter().chain(&self.allowed_t).any(Option::is_some)
    }

    /// Every year of the plan, of its targets' paths and of emissions that are known.
    pub(super) fn all(plan: &ComputedPlan) -> Result<Vec<Self>> {
        let mut years: BTreeSet<Year> = plan.stated.years.clone();
        years.extend(plan.usual.emissions.keys().chain(plan.emitted.keys()).chain(plan.published.keys()));
        for target in &plan.targets {
            years.insert(target.target.base().year);
            years.insert(target.target.year());
        }
        let of = |year: Year| {
            let saved = plan.outcome.years.get(&year).map(|of_year| of_year.together.co2e);
            let at = |target: &ComputedTarget| target.path.as_ref().and_then(|path| path.at(year).ok()).map(in_tonnes).transpose();
            let allowed = plan.targets.iter().map(at);
            Ok(Self {
                year,
                without_t: plan.usual.emissions.get(&year).copied().map(in_tonnes).transpose()?,
                saved_t: saved.map(tonnes).transpose()?,
                with_t: plan.with_plan.get(&year).copied().map(in_tonnes).transpose()?,
                emitted_t: plan.emitted.get(&year).copied().map(tonnes).transpose()?,
                status: plan.statuses.get(&year).copied().filter(|_| plan.emitted.contains_key(&year)),
                published_t: plan.published.get(&year).copied().map(tonnes).transpose()?,
                allowed_t: allowed.collect::<Result<_>>()?,
            })
        };
        years.into_iter().map(of).collect()
    }
}

/// Emissions of a year as they were published, one release after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleasedYear {
    /// The year.
    pub year: Year,
    /// The frozen factors; none where each year has its own.
    pub factors: Option<String>,
    /// The releases, the first first.
    pub releases: Vec<ReleaseReport>,
    /// t CO2e that each release changed against the one before it.
    pub revisions_t: Vec<Exact>,
}

/// One release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReleaseReport {
    /// t CO2e.
    pub t: Exact,
    /// `preliminary`, `final` or `restated`.
    pub stage: String,
    /// Where it was published.
    pub source: String,
}

impl ReleasedYear {
    pub(super) fn all(series: &[ReleasedSeries]) -> Result<Vec<Self>> {
        let mut found = Vec::new();
        for of_factors in series {
            for year in of_factors.years() {
                let releases = of_factors.releases(year).iter().map(|release| {
                    let stage = release.stage.name().to_owned();
                    Ok(ReleaseReport { t: tonnes(release.mass.base())?, stage, source: release.source.clone() })
                });
                found.push(Self {
                    year,
                    factors: of_factors.frozen_at().map(str::to_owned),
                    releases: releases.collect::<Result<_>>()?,
                    revisions_t: of_factors.revisions(year)?.into_iter().map(tonnes).collect::<Result<_>>()?,
                });
            }
        }
        Ok(found)
    }
}

/// The change of published emissions at the factors of each year and at frozen ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TrendReport {
    /// From.
    pub base_year: Year,
    /// To.
    pub year: Year,
    /// At the factors of each year, as a share.
    pub actual: Exact,
    /// At the frozen factors.
    pub frozen: Exact,
    /// Those factors.
    pub factors: String,
}

impl TrendReport {
    pub(super) fn of(trend: &crate::plan::Trend) -> Result<Self> {
        let (actual, frozen) = (number(trend.actual)?, number(trend.frozen)?);
        Ok(Self { base_year: trend.base_year, year: trend.year, actual, frozen, factors: trend.factors.clone() })
    }
}
