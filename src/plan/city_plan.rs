//! A plan: a baseline and the measures taken against it.

use super::activity_state::ActivityState;
use super::cell_factors::CellFactors;
use super::coalitions::games;
use super::components::components;
use super::outcome::{PlanBasis, PlanOutcome, ShareSampling};
use super::plan_measure::PlanMeasure;
use super::year_sums::{YearSums, weights};
use crate::assess::Assessor;
use crate::error::{Message, Result};
use crate::inventory::Settings;
use crate::quantity::{Mass, Quantity};
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// A baseline, measures in the declared order, and savings that somebody claims.
///
/// ```
/// use citycarbon::plan::{ActivityCell, ActivityState, CityPlan, PlanMeasure};
/// use citycarbon::measures::Stage;
/// use citycarbon::quantity::Dimension;
/// use citycarbon::{Activity, Assessor, Fraction, GwpSet, Settings};
/// let (assessor, year) = (Assessor::shipped("TH-10".parse()?)?, "2022".parse()?);
/// let homes = Activity::new("residential.electricity", year, "1000 MWh".parse()?);
/// let cell = || ActivityCell::new("residential.electricity", Dimension::Energy);
/// // Half of the homes save a fifth by habits; half of them then need four fifths, by better air conditioners.
/// let (half, fifth) = (Fraction::from_parts(1, 2)?, Fraction::from_parts(1, 5)?);
/// let habits = PlanMeasure::new("habits", Stage::Demand).avoiding(year, cell(), half, fifth)?;
/// let cooling = PlanMeasure::new("cooling", Stage::Efficiency).needing(year, cell(), half, fifth.complement()?.number())?;
/// let plan = CityPlan::new(ActivityState::of([&homes])?, [cooling, habits])?;
/// let outcome = plan.outcome(&assessor, &Settings::new("Bangkok", assessor.region().clone(), [year], GwpSet::Ar5))?;
/// let of = &outcome.years[&year];
/// // Each takes from the other: together they save less than the two alone would.
/// assert!(of.interaction.co2e.is_negative());
/// let shares = of.measures[0].share.checked_add(&of.measures[1].share)?;
/// assert_eq!(shares, of.together);
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CityPlan {
    baseline: ActivityState,
    measures: Vec<PlanMeasure>,
    claimed: BTreeMap<Year, BTreeMap<String, Mass>>,
    sampling: ShareSampling,
    basis: PlanBasis,
}

impl CityPlan {
    /// Measures against a baseline. The order in which they are given changes nothing: stage, rank and name decide.
    ///
    /// # Errors
    /// A measure twice: two of one name, or two of one stage that touch the same cells in the same way.
    pub fn new(baseline: ActivityState, measures: impl IntoIterator<Item = PlanMeasure>) -> Result<Self> {
        let mut measures: Vec<PlanMeasure> = measures.into_iter().collect();
        measures.sort_by(PlanMeasure::order);
        for (at, measure) in measures.iter().enumerate() {
            for other in measures.iter().skip(at.saturating_add(1)) {
                if measure.name() == other.name() {
                    return Err(Message::DuplicateName { value: measure.name().into() }.into());
                }
                if measure.years().next().is_some() && measure.is_same_as(other) {
                    return Err(Message::SameMeasure { value: other.name().into(), other: measure.name().into() }.into());
                }
            }
        }
        Ok(Self { baseline, measures, claimed: BTreeMap::new(), sampling: ShareSampling::default(), basis: PlanBasis::default() })
    }

    /// The same, with a saving in kg CO2e that somebody claims without activity data: shown separately, and in no other figure.
    ///
    /// # Errors
    /// A name that a measure, or another claim of the year, has.
    pub fn with_claimed(mut self, name: &str, year: Year, saving: Mass) -> Result<Self> {
        let taken = self.measures.iter().any(|measure| measure.name() == name);
        if taken || self.claimed.entry(year).or_default().insert(name.to_owned(), saving).is_some() {
            return Err(Message::DuplicateName { value: name.into() }.into());
        }
        Ok(self)
    }

    /// The same, with what the form of a measure claims next to what it computes; claims of one year add up.
    pub fn with_claimed_by(mut self, measure: &str, year: Year, saving: Mass) -> Result<Self> {
        let held = self.claimed.entry(year).or_default().entry(measure.to_owned()).or_insert(Mass::ZERO);
        *held = held.checked_add(saving)?;
        Ok(self)
    }

    /// The same, with another way of sampling.
    #[must_use]
    pub fn with_sampling(mut self, sampling: ShareSampling) -> Self {
        self.sampling = sampling;
        self
    }

    /// The same, counted on another basis.
    #[must_use]
    pub fn with_basis(mut self, basis: PlanBasis) -> Self {
        self.basis = basis;
        self
    }

    /// The state without the plan.
    pub fn baseline(&self) -> &ActivityState {
        &self.baseline
    }

    /// The measures, in the declared order.
    pub fn measures(&self) -> &[PlanMeasure] {
        &self.measures
    }

    /// The state with all measures, each applied to what those before it leave.
    pub fn state(&self) -> Result<ActivityState> {
        self.measures.iter().try_fold(self.baseline.clone(), |state, measure| measure.apply(&state))
    }

    /// What the plan does in each year in which a measure acts; the settings give the weights.
    ///
    /// # Errors
    /// A cell of which the baseline has nothing and which no measure creates; an amount that would fall below zero with some of the
    /// measures; two measures that each bring a series of grid electricity in one year; an activity without a factor.
    pub fn outcome(&self, assessor: &Assessor, settings: &Settings) -> Result<PlanOutcome> {
        let mut factors = CellFactors::new(assessor, self.basis);
        let mut outcome = PlanOutcome {
            gwp: settings.gwp,
            region: settings.region.clone(),
            factors_hash: assessor.factors_hash().to_owned(),
            sampled: None,
            years: BTreeMap::new(),
        };
        let years: BTreeSet<Year> = self.measures.iter().flat_map(PlanMeasure::years).chain(self.claimed.keys().copied()).collect();
        for year in years {
            let parts = components(&self.baseline, &self.measures, year, &mut factors)?;
            let weights = weights(factors.substances(), settings.gwp, settings.co2e_only)?;
            // Years are sampled from seeds of their own.
            let seed = self.sampling.seed.wrapping_add(u64::from(year.number()) << 32);
            let mut sums = YearSums::new(ShareSampling { seed, ..self.sampling });
            for component in &parts {
                games(component)?.iter().try_for_each(|game| sums.add(game, &weights))?;
            }
            if sums.is_sampled() {
                outcome.sampled = Some(self.sampling);
            }
            let mut of_year = sums.finish(&self.measures, factors.substances(), &weights)?;
            let claimed = self.claimed.get(&year).into_iter().flatten();
            of_year.claimed = claimed.map(|(name, saving)| (name.clone(), saving.base())).collect();
            outcome.years.insert(year, of_year);
        }
        Ok(outcome)
    }
}
