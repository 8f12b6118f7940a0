//! A stated plan computed against an inventory: its measures together, its targets and paths, its costs, its ledgers.

use super::activity_state::ActivityCell;
use super::cost::{CostView, ExtraCost};
use super::credits::TargetLedger;
use super::form::{PlanBaseline, StatedPlan};
use super::outcome::{PlanBasis, PlanOutcome};
use super::pathway::Pathway;
use super::portfolio::{Candidate, Portfolio};
use super::release::Trend;
use super::roll_up::{RolledUp, roll_up};
use super::stood_in::StandIns;
use super::target::PlanTarget;
use super::text::PlanText;
use super::usual::{BusinessAsUsual, InventoryYears};
use super::{CityPlan, PlanMeasure, ProgressCheck, ReleasedSeries};
use crate::assess::Assessor;
use crate::error::{Error, LabelKey, Location, Message, PlanFault, Result, Text, did_you_mean};
use crate::inventory::{Level, Settings, Status};
use crate::measures::{Stage, StatedMeasure, TonnesOf};
use crate::quantity::{CLOSING_PLACES, Exact, Mass, Quantity, Ratio, Rounding};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// A measure of a plan, as its form names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PlannedMeasure {
    /// The name of its form.
    pub form: String,
    /// What it is called.
    pub name: String,
    /// Its kind: `brt`.
    pub kind: &'static str,
    /// When it acts.
    pub stage: Stage,
    /// What its tonnes are comparable with.
    pub tonnes: TonnesOf,
    /// Whether its form weighs grid electricity by a series of its own; in the plan all weigh by the city's.
    pub has_own_grid: bool,
    /// The last year that its form looks at; of later years nothing is stated.
    pub last_year: Option<Year>,
}

/// A target with its path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComputedTarget {
    /// What it is called; empty where nothing is stated.
    pub name: String,
    /// The target.
    pub target: PlanTarget,
    /// Both of its figures with their bases, in one line.
    pub line: PlanText,
    /// Its path; none where the base year lacks an amount that the target is net of.
    pub path: Option<Pathway>,
    /// Whether its base is the inventory's, so that the inventory can be compared with it.
    pub is_of_inventory: bool,
    /// Who states it.
    pub source: String,
}

/// What a measure costs for what it reduces.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ComputedCost {
    /// The name of its form.
    pub measure: String,
    /// Its cost next to that of the alternative.
    pub cost: ExtraCost,
    /// Tonnes that it reduces in a year on average, after the measures before it.
    pub tonnes: Exact,
    /// In one line for all together and for the one who pays; none where nothing is reduced.
    pub lines: Option<[PlanText; 2]>,
    /// Who states it.
    pub source: String,
}

/// A plan computed.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ComputedPlan {
    /// What was stated.
    pub stated: StatedPlan,
    /// What the emissions count.
    pub level: Level,
    /// Its measures, in the order in which they act.
    pub measures: Vec<PlannedMeasure>,
    /// Activity and emissions without it.
    pub usual: BusinessAsUsual,
    /// Activities and gases that the records do not have: the measures' own figures stand in.
    pub stood_in: BTreeSet<ActivityCell>,
    /// What the measures do.
    pub outcome: PlanOutcome,
    /// kg CO2e with it, by year.
    pub with_plan: BTreeMap<Year, Ratio>,
    /// kg CO2e of the inventory, by year.
    pub emitted: BTreeMap<Year, Exact>,
    /// kg CO2e as last published, by year, at the factors of each year.
    pub published: BTreeMap<Year, Exact>,
    /// The references that have a value in each year of the inventory.
    pub valued: BTreeMap<Year, BTreeSet<Category>>,
    /// How complete the inventory of each year is.
    pub statuses: BTreeMap<Year, Status>,
    /// Its targets.
    pub targets: Vec<ComputedTarget>,
    /// Changes of published emissions at actual and at frozen factors.
    pub trends: Vec<Trend>,
    /// What measures cost.
    pub costs: Vec<ComputedCost>,
    /// What the budget pays for.
    pub portfolio: Option<Portfolio>,
    /// Actions of the city from their parts in districts, by year and number.
    pub rolled_up: BTreeMap<(Year, String), RolledUp>,
    /// What counts towards a target that takes no exported credits, by year.
    pub ledgers: BTreeMap<Year, TargetLedger>,
}

/// What a plan is computed with.
#[derive(Clone, Copy, Debug)]
pub struct PlanContext<'a> {
    /// Catalogue, tables, region, and how factors are found.
    pub assessor: &'a Assessor,
    /// The city, its GWP set and level.
    pub settings: &'a Settings,
    /// Every measure that the city states.
    pub measures: &'a [StatedMeasure],
    /// Its inventory.
    pub inventory: &'a InventoryYears,
}

impl ComputedPlan {
    /// Computes a stated plan.
    ///
    /// # Errors
    /// A measure that the plan leaves out, states a cost of or has an action for, and that the city does not have; a base year, driver or reference without a
    /// figure; two measures that are one; an amount that would fall below zero.
    pub fn of(stated: StatedPlan, context: PlanContext<'_>) -> Result<Self> {
        let PlanContext { assessor, settings, measures, inventory } = context;
        let carried_out = stated.actions.values().flatten().filter_map(|card| card.measure.as_ref());
        let named = stated.left_out.keys().chain(stated.costs.iter().map(|cost| &cost.measure)).chain(carried_out);
        named.into_iter().try_for_each(|name| known(name, measures))?;
        let mut taken: Vec<StatedMeasure> = measures
            .iter()
            .filter(|measure| !stated.left_out.contains_key(&measure.name))
            .map(|measure| StatedMeasure { change: measure.change.within(&stated.years), ..measure.clone() })
            .collect();
        taken.sort_by(|a, b| a.name.cmp(&b.name));
        let mut usual = BusinessAsUsual::of(stated.baseline.as_ref(), &stated.years, inventory, assessor)?;
        let stood_in = StandIns::fill(&mut usual.activity, taken.iter().map(|measure| &measure.change))?;
        // Within a stage by the names of forms, so that a title changes no figure.
        let ranked = taken.iter().zip(0_u32..);
        let of_plan = ranked.map(|(measure, rank)| Ok(PlanMeasure::of(measure, &usual.activity)?.with_rank(rank)));
        let of_plan = of_plan.collect::<Result<Vec<_>>>()?;
        // Without and with the plan are of one boundary and at the same factors.
        let factors_of = stated.baseline.as_ref().and_then(PlanBaseline::factors_of);
        let basis = PlanBasis { level: Some(settings.level), factors_of };
        stood_in.check(&usual, basis, assessor, settings)?;
        let mut plan = CityPlan::new(usual.activity.clone(), of_plan)?.with_basis(basis);
        for claim in &stated.claims {
            plan = if taken.iter().any(|measure| measure.change.measure == claim.name) {
                plan.with_claimed_by(&claim.name, claim.year, claim.mass)?
            } else {
                plan.with_claimed(&claim.name, claim.year, claim.mass)?
            };
        }
        for measure in &taken {
            for claim in &measure.change.claimed {
                plan = plan.with_claimed_by(&measure.change.measure, claim.year, Mass::from_base(claim.kg))?;
            }
        }
        let outcome = plan.outcome(assessor, settings)?;
        let mut emitted = BTreeMap::new();
        for year in inventory.emitted.keys() {
            emitted.extend(inventory.total(*year)?.map(|kg| (*year, kg)));
        }
        let mut with_plan = BTreeMap::new();
        for (year, without) in &usual.emissions {
            let saved = outcome.years.get(year).map_or(Exact::ZERO, |of_year| of_year.together.co2e);
            with_plan.insert(*year, super::target::minus(*without, saved.into())?);
        }
        let mut computed = Self {
            level: settings.level,
            measures: in_order(&plan, &taken, measures, assessor),
            usual,
            stood_in: stood_in.cells(),
            outcome,
            with_plan,
            emitted,
            published: published(&stated.releases),
            valued: inventory.emitted.iter().map(|(year, references)| (*year, references.keys().copied().collect())).collect(),
            statuses: inventory.statuses.clone(),
            targets: Vec::new(),
            trends: Vec::new(),
            costs: Vec::new(),
            portfolio: None,
            rolled_up: BTreeMap::new(),
            ledgers: BTreeMap::new(),
            stated,
        };
        computed.targets = computed.compute_targets(inventory)?;
        computed.trends = trends(&computed.stated.releases)?;
        computed.compute_costs(&taken)?;
        computed.roll_up_districts()?;
        for year in computed.stated.credits.iter().map(|issue| issue.result().year()).collect::<BTreeSet<_>>() {
            if let Some(kg) = computed.published.get(&year).or_else(|| computed.emitted.get(&year)) {
                computed.ledgers.insert(year, TargetLedger::of(year, *kg, &computed.stated.credits)?);
            }
        }
        Ok(computed)
    }

    /// kg CO2e of the years that can be compared with a target, its base year left out: of a base of the inventory, the years in which the
    /// same references have a value; of a stated base, the years as published.
    pub fn comparable(&self, target: &ComputedTarget) -> BTreeMap<Year, Mass> {
        let base = target.target.base().year;
        let is_alike = |year: &Year| !target.is_of_inventory || self.valued.get(year) == self.valued.get(&base);
        let known = if target.is_of_inventory { &self.emitted } else { &self.published };
        let of_path = |year: &Year| *year > base && *year <= target.target.year() && year.is_fiscal() == base.is_fiscal();
        known.iter().filter(|(year, _)| of_path(year) && is_alike(year)).map(|(year, kg)| (*year, Mass::from_base(*kg))).collect()
    }

    fn compute_targets(&self, inventory: &InventoryYears) -> Result<Vec<ComputedTarget>> {
        let of = |stated: &super::StatedTarget| {
            let target = stated.resolve(|year| inventory.total(year), |year| self.usual.emissions.get(&year).copied())?;
            let is_known = target.netting().iter().all(|offset| target.base().level.offset(*offset).is_some());
            let path = if is_known { Some(Pathway::to(&target, stated.shape)?) } else { None };
            let (name, source, is_of_inventory) = (stated.name.clone(), stated.source.clone(), stated.is_of_inventory());
            Ok(ComputedTarget { name, line: target.line()?, target, path, is_of_inventory, source })
        };
        self.stated.targets.iter().map(of).collect()
    }

    fn compute_costs(&mut self, taken: &[StatedMeasure]) -> Result<()> {
        let mut candidates = Vec::new();
        for stated in &self.stated.costs {
            let name =
                taken.iter().find(|measure| measure.name == stated.measure).map_or("", |measure| measure.change.measure.as_str());
            let tonnes = self.mean_tonnes(name)?;
            let line = |view: CostView| match stated.cost.line(tonnes, view) {
                Ok(line) => Ok(Some(line)),
                Err(error) if matches!(error.problem().message(), Message::Plan { fault: PlanFault::NoReduction, .. }) => Ok(None),
                Err(error) => Err(error),
            };
            let lines = line(CostView::Public)?.zip(line(CostView::Private)?).map(|(public, private)| [public, private]);
            candidates.push(Candidate {
                name: stated.measure.clone(),
                cost: stated.cost.clone(),
                tonnes,
                needs: stated.needs.clone(),
            });
            let (measure, cost, source) = (stated.measure.clone(), stated.cost.clone(), stated.source.clone());
            self.costs.push(ComputedCost { measure, cost, tonnes, lines, source });
        }
        let budget = self.stated.budget.as_ref();
        self.portfolio = budget.map(|budget| Portfolio::choose(&candidates, budget, CostView::Public)).transpose()?;
        Ok(())
    }

    /// What a measure reduces in a year on average over the years in which it acts, after those before it, in tonnes.
    fn mean_tonnes(&self, name: &str) -> Result<Exact> {
        let acts =
            |of_year: &super::PlanYear| of_year.measures.iter().find(|measure| measure.name == name).map(|of| of.in_order.co2e);
        let years: Vec<Exact> = self.outcome.years.values().filter_map(acts).collect();
        if years.is_empty() {
            return Ok(Exact::ZERO);
        }
        let sum = Exact::sum(years.iter().copied())?;
        Ratio::new(sum, Exact::THOUSAND)?.checked_mul(Ratio::new(1, years.len())?)?.divided(CLOSING_PLACES, Rounding::HalfEven)
    }

    fn roll_up_districts(&mut self) -> Result<()> {
        let of_city = self.stated.checks.iter().filter(|((district, _), _)| district.is_empty());
        for ((_, year), check) in of_city {
            let districts: BTreeMap<String, ProgressCheck> = self
                .stated
                .checks
                .iter()
                .filter(|((district, of), _)| !district.is_empty() && of == year)
                .map(|((district, _), check)| (district.clone(), check.clone()))
                .collect();
            if districts.is_empty() {
                continue;
            }
            for card in check.cards().filter(|card| card.quantified().is_some()) {
                let found = roll_up(card, &districts)?;
                if !found.parts.is_empty() || !found.without_data.is_empty() {
                    self.rolled_up.insert((*year, card.number.clone()), found);
                }
            }
        }
        Ok(())
    }
}

/// Refuses a measure that the city does not have.
fn known(name: &str, measures: &[StatedMeasure]) -> Result<()> {
    if measures.iter().any(|measure| measure.name == name) {
        return Ok(());
    }
    if measures.is_empty() {
        let at = Location::file(format!("measures/{name}.toml"));
        return Err(Error::File { at, problem: Message::NoSuchFile.into() });
    }
    let nearest = did_you_mean(name, measures.iter().map(|measure| measure.name.as_str())).map(Text::from);
    let names = measures.iter().map(|measure| measure.name.as_str().into()).collect();
    Err(Message::UnknownName { value: name.into(), what: LabelKey::of("name.measure"), nearest, names }.into())
}

/// The measures in the order in which they act.
fn in_order(plan: &CityPlan, taken: &[StatedMeasure], stated: &[StatedMeasure], assessor: &Assessor) -> Vec<PlannedMeasure> {
    let of = |measure: &PlanMeasure| {
        let found = taken.iter().find(|taken| taken.change.measure == measure.name())?;
        let whole = stated.iter().find(|stated| stated.name == found.name)?;
        Some(PlannedMeasure {
            form: found.name.clone(),
            name: found.change.measure.clone(),
            kind: found.kind,
            stage: found.stage,
            tonnes: found.tonnes,
            has_own_grid: found.policy.choose != assessor.policy().choose,
            last_year: whole.change.years.last().copied(),
        })
    };
    plan.measures().iter().filter_map(of).collect()
}

/// Emissions as they were last published, at the factors of each year.
fn published(releases: &[ReleasedSeries]) -> BTreeMap<Year, Exact> {
    let actual = releases.iter().filter(|series| series.frozen_at().is_none());
    actual.flat_map(|series| series.years().filter_map(|year| Some((year, series.latest(year)?.mass.base())))).collect()
}

/// The change of each frozen series from its first to its last year, next to that at the factors of each year.
fn trends(releases: &[ReleasedSeries]) -> Result<Vec<Trend>> {
    let Some(actual) = releases.iter().find(|series| series.frozen_at().is_none()) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for frozen in releases.iter().filter(|series| series.frozen_at().is_some()) {
        let mut years = frozen.years();
        if let Some((first, last)) = years.next().zip(frozen.years().last()).filter(|(first, last)| first < last) {
            found.push(Trend::between(actual, frozen, first, last)?);
        }
    }
    Ok(found)
}
