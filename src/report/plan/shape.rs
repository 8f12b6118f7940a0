//! A plan as JSON shapes it.

use super::check::{CheckedYear, GradesReport, RolledUpReport};
use super::ledgers::{ContextReport, EnergyReport, LedgersReport};
use super::money::CostsReport;
use super::saved::SavedGases;
use super::target::{PathYear, ReleasedYear, TargetReport, TrendReport};
use crate::error::Result;
use crate::gas::GwpSet;
use crate::inventory::Level;
use crate::measures::Stage;
use crate::plan::{ActionCard, ComputedPlan, GasSaving, MeasureInPlan, PlanYear, ShareSampling, StatedPlan};
use crate::quantity::Exact;
use crate::report::gpc::tonnes;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is saved, by measure and year.
type ByMeasure = BTreeMap<String, BTreeMap<Year, SavedGases>>;

/// A plan: tonnes of CO2e unless a name says otherwise, every figure exact, null where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlanReport {
    /// The city's name.
    pub city: String,
    /// What the plan is called.
    pub plan: String,
    /// `planned`, `adopted`, `demonstration`; none where nothing is stated.
    pub status: Option<String>,
    /// The weights.
    pub gwp: GwpSet,
    /// What the emissions count.
    pub level: Level,
    /// The hash of the factor tables.
    pub factors_hash: String,
    /// Its years, ascending.
    pub years: Vec<Year>,
    /// Its measures, in the order in which they act.
    pub measures: Vec<PlannedMeasureReport>,
    /// Forms that are not in it, each with the reason.
    pub left_out: BTreeMap<String, String>,
    /// What each measure saves as if no other were taken. These do not add up to the plan.
    pub alone: ByMeasure,
    /// What each measure adds to those before it. These add up to the plan.
    pub in_order: ByMeasure,
    /// What each measure adds on average over all orders. These add up to the plan.
    pub shares: ByMeasure,
    /// The standard error of sampled shares, t CO2e.
    pub share_errors_t: BTreeMap<String, BTreeMap<Year, Exact>>,
    /// How orders were sampled; none where every share is exact.
    pub sampled: Option<ShareSampling>,
    /// What the measures save together.
    pub together: BTreeMap<Year, SavedGases>,
    /// What they save together more than alone; below zero where they take from one another.
    pub interaction: BTreeMap<Year, SavedGases>,
    /// Tonnes that somebody states: in no other figure.
    pub claimed_t: BTreeMap<Year, BTreeMap<String, Exact>>,
    /// Activities that the records do not have: the measures' own figures stand in.
    pub stood_in: Vec<StoodIn>,
    /// Emissions year by year.
    pub path: Vec<PathYear>,
    /// Its targets.
    pub targets: Vec<TargetReport>,
    /// Changes at actual and at frozen factors.
    pub trends: Vec<TrendReport>,
    /// Emissions as they were published.
    pub releases: Vec<ReleasedYear>,
    /// What measures cost.
    pub cost: CostsReport,
    /// The yearly check.
    pub check: Vec<CheckedYear>,
    /// Actions by grade, as published.
    pub grades: Vec<GradesReport>,
    /// Actions of the city from their parts in districts.
    pub rolled_up: Vec<RolledUpReport>,
    /// Credits next to the inventory.
    pub ledgers: LedgersReport,
    /// Energy as published.
    pub energy: Vec<EnergyReport>,
    /// Figures that describe a region.
    pub context: Vec<ContextReport>,
    /// What of the files of the plan was not read.
    pub unread: Vec<String>,
}

/// A measure of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PlannedMeasureReport {
    /// What it is called; the key of the figures.
    pub name: String,
    /// The name of its form.
    pub form: String,
    /// Its kind.
    pub kind: String,
    /// When it acts.
    pub stage: Stage,
    /// What its tonnes are comparable with: `inventory`, `crediting`, `claim`.
    pub tonnes: String,
    /// Whether its form weighs grid electricity by a series of its own; here all weigh by the city's.
    pub has_own_grid: bool,
    /// The last year that its form looks at; of later years nothing is stated.
    pub last_year: Option<Year>,
    /// The actions that carry it out.
    #[serde(default)]
    pub actions: Vec<MeasureActionReport>,
}

/// An action that carries out a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MeasureActionReport {
    /// Its number.
    pub number: String,
    /// What is done.
    pub action: String,
    /// The district whose plan it is in; empty for the city.
    pub district: String,
    /// The office in charge.
    pub owner: String,
    /// The last year of which its status is reported; none where none is.
    pub year: Option<Year>,
    /// How it stood then.
    pub status: Option<String>,
}

/// What is not in the records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StoodIn {
    /// The activity, or the gas and its reference.
    pub activity: String,
    /// The place; empty for the city as a whole.
    pub place: String,
}

impl PlanReport {
    /// The report of a plan.
    pub fn of(city: &str, plan: &ComputedPlan) -> Result<Self> {
        let outcome = &plan.outcome;
        let by_measure = |of: fn(&MeasureInPlan) -> &GasSaving| {
            let mut measures = ByMeasure::new();
            for (year, of_year) in &outcome.years {
                for measure in &of_year.measures {
                    let saved = SavedGases::of(of(measure))?;
                    measures.entry(measure.name.clone()).or_default().insert(*year, saved);
                }
            }
            Ok::<_, crate::Error>(measures)
        };
        let by_year = |of: fn(&PlanYear) -> &GasSaving| {
            let years = outcome.years.iter().map(|(year, of_year)| Ok((*year, SavedGases::of(of(of_year))?)));
            years.collect::<Result<BTreeMap<Year, SavedGases>>>()
        };
        let (mut errors, mut claimed) = (BTreeMap::<String, BTreeMap<Year, Exact>>::new(), BTreeMap::new());
        for (year, of_year) in &outcome.years {
            for measure in &of_year.measures {
                if let Some(error) = measure.share_error {
                    errors.entry(measure.name.clone()).or_default().insert(*year, tonnes(error)?);
                }
            }
            if !of_year.claimed.is_empty() {
                let of_measure = of_year.claimed.iter().map(|(name, kg)| Ok((name.clone(), tonnes(*kg)?)));
                claimed.insert(*year, of_measure.collect::<Result<_>>()?);
            }
        }
        let stated = &plan.stated;
        Ok(Self {
            city: city.to_owned(),
            plan: stated.name.clone(),
            status: stated.status.map(|status| status.name().to_owned()),
            gwp: outcome.gwp,
            level: plan.level,
            factors_hash: outcome.factors_hash.clone(),
            years: stated.years.iter().copied().collect(),
            measures: plan.measures.iter().map(|measure| PlannedMeasureReport::of(measure, stated)).collect(),
            left_out: stated.left_out.clone(),
            alone: by_measure(|measure| &measure.alone)?,
            in_order: by_measure(|measure| &measure.in_order)?,
            shares: by_measure(|measure| &measure.share)?,
            share_errors_t: errors,
            sampled: outcome.sampled,
            together: by_year(|of_year| &of_year.together)?,
            interaction: by_year(|of_year| &of_year.interaction)?,
            claimed_t: claimed,
            stood_in: plan.stood_in.iter().map(|cell| StoodIn { activity: cell.code.clone(), place: cell.place.clone() }).collect(),
            path: PathYear::all(plan)?,
            targets: plan.targets.iter().map(|target| TargetReport::of(target, plan)).collect::<Result<_>>()?,
            trends: plan.trends.iter().map(TrendReport::of).collect::<Result<_>>()?,
            releases: ReleasedYear::all(&stated.releases)?,
            cost: CostsReport::of(plan)?,
            check: CheckedYear::all(plan)?,
            grades: GradesReport::all(plan),
            rolled_up: RolledUpReport::all(plan),
            ledgers: LedgersReport::of(plan)?,
            energy: stated.energy.iter().map(EnergyReport::of).collect(),
            context: stated.context.iter().map(ContextReport::of).collect(),
            unread: stated.unread.iter().map(ToString::to_string).collect(),
        })
    }
}

impl PlannedMeasureReport {
    fn of(measure: &crate::plan::PlannedMeasure, stated: &StatedPlan) -> Self {
        let actions = stated.actions.iter().flat_map(|(district, cards)| cards.iter().map(move |card| (district, card)));
        Self {
            name: measure.name.clone(),
            form: measure.form.clone(),
            kind: measure.kind.to_owned(),
            stage: measure.stage,
            tonnes: measure.tonnes.name().to_owned(),
            has_own_grid: measure.has_own_grid,
            last_year: measure.last_year,
            actions: actions
                .filter(|(_, card)| card.measure.as_ref() == Some(&measure.form))
                .map(|(district, card)| MeasureActionReport::of(district, card, stated))
                .collect(),
        }
    }
}

impl MeasureActionReport {
    fn of(district: &str, card: &ActionCard, stated: &StatedPlan) -> Self {
        let of_district = stated.checks.iter().filter(|((of, _), _)| of == district);
        let last =
            of_district.filter_map(|((_, year), check)| Some((*year, check.status(&card.number)?))).max_by_key(|(year, _)| *year);
        Self {
            number: card.number.clone(),
            action: card.outline.clone(),
            district: district.to_owned(),
            owner: card.owner.clone(),
            year: last.map(|(year, _)| year),
            status: last.map(|(_, status)| status.kind().name().to_owned()),
        }
    }
}
