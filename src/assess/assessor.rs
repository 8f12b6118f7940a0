//! Assessor: a catalogue, the tables and the city's region, which turn activity into lines.

use super::plan_cache::{AmountMeasure, Assessed, AssessedAmount, CacheKey, Plan, PlanCache, SharedNames};
use super::row_refs::RowRefs;
use super::task::Task;
use super::term::Term;
use super::{convert, electricity, factor_lines, method, open_units, own_rows};
use crate::activity::Activity;
use crate::error::{Message, Problem, Result};
use crate::factors::{FactorMatch, FactorQuery, FallbackPolicy, Parameter, Registry};
use crate::ledger::Leaf;
use crate::quantity::{Dimension, EnergyBasis, Ratio, Scalar, Unit};
use crate::taxonomy::{Catalogue, Region, Regions, Rule, Year};
use core::fmt;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// Turns activity into lines: a catalogue, a registry of factors, the city's region and how far look-ups may go.
#[derive(Clone)]
pub struct Assessor {
    catalogue: Cow<'static, Catalogue>,
    registry: Cow<'static, Registry>,
    region: Region,
    policy: FallbackPolicy,
    places: BTreeMap<String, Region>,
    plans: PlanCache,
    rows: RowRefs,
    /// Of the registry, once it is asked for.
    factors_hash: OnceLock<String>,
}

/// Short: the tables are named by their hash, where it is known, and never listed.
impl fmt::Debug for Assessor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { region, policy, places, factors_hash, .. } = self;
        let mut shown = f.debug_struct("Assessor");
        shown.field("region", &region.code()).field("policy", policy).field("places", &places.len());
        shown.field("factors_hash", &factors_hash.get()).finish_non_exhaustive()
    }
}

impl Assessor {
    /// With the shipped catalogue and tables.
    pub fn shipped(region: Region) -> Result<Self> {
        Ok(Self {
            catalogue: Cow::Borrowed(Catalogue::bundled()),
            registry: Cow::Borrowed(Registry::bundled()?),
            region,
            policy: FallbackPolicy::default(),
            places: BTreeMap::new(),
            plans: PlanCache::default(),
            rows: RowRefs::default(),
            factors_hash: OnceLock::new(),
        })
    }

    /// With a city's own.
    pub fn new(catalogue: Catalogue, registry: Registry, region: Region, policy: FallbackPolicy) -> Self {
        let (catalogue, registry) = (Cow::Owned(catalogue), Cow::Owned(registry));
        let (places, plans, rows, factors_hash) = (BTreeMap::new(), PlanCache::default(), RowRefs::default(), OnceLock::new());
        Self { catalogue, registry, region, policy, places, plans, rows, factors_hash }
    }

    /// The same, with the regions that places of the ledger lie in.
    #[must_use]
    pub fn with_places(mut self, places: BTreeMap<String, Region>) -> Self {
        self.places = places;
        self
    }

    /// The same, with another policy.
    #[must_use]
    pub fn with_policy(mut self, policy: FallbackPolicy) -> Self {
        self.policy = policy;
        self.plans = PlanCache::default();
        self
    }

    /// The same, with another series for a subject: one scenario of the grid.
    ///
    /// # Errors
    /// A series that the tables do not have.
    pub fn with_series(&self, subject: &str, series: &str) -> Result<Self> {
        let mut policy = self.policy.clone();
        policy.choose.insert(subject.to_owned(), series.to_owned());
        policy.check(self.registry())?;
        Ok(self.clone().with_policy(policy))
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The tables.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The hash of the tables.
    pub fn factors_hash(&self) -> &str {
        self.factors_hash.get_or_init(|| self.registry.hash())
    }

    /// The city's region.
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// How far look-ups may go.
    pub fn policy(&self) -> &FallbackPolicy {
        &self.policy
    }

    /// Where factors for a place are looked up first: its own region if it has one inside the city's, else the city's.
    pub(crate) fn region_of(&self, place: &str) -> Region {
        if let Some(region) = self.places.get(place) {
            return region.clone();
        }
        if Regions::bundled().knows(place)
            && let Ok(region) = place.parse::<Region>()
            && Regions::bundled().lies_in(&region, &self.region)
        {
            return region;
        }
        self.region.clone()
    }

    /// A parameter as it is found for a place and year.
    pub fn parameter(&self, name: &str, subject: &str, place: &str, year: Year) -> Result<FactorMatch<'_, Parameter>> {
        let wanted = FactorQuery::new(name, subject, &self.region_of(place), year);
        let found = self.registry.find_parameter(&wanted, &self.policy, |_| true)?;
        found.ok_or_else(|| self.registry.no_parameter(&wanted, &self.policy))
    }

    /// The activity codes that can be assessed in a year for the city's region: those whose amounts, in the unit of the catalogue,
    /// find every factor and parameter that they need.
    ///
    /// ```
    /// use citycarbon::Assessor;
    /// let bangkok = Assessor::shipped("TH-10".parse()?)?;
    /// let of = |year: &str| -> citycarbon::Result<Vec<String>> { Ok(bangkok.codes(year.parse()?).map(str::to_owned).collect()) };
    /// assert!(of("2022")?.contains(&"residential.electricity".to_owned()));
    /// assert!(!of("1990")?.contains(&"residential.electricity".to_owned())); // no grid factor of that year
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn codes(&self, year: Year) -> impl Iterator<Item = &str> {
        self.catalogue.codes().filter(move |code| {
            let rules = self.catalogue.find(code).unwrap_or_default();
            rules.iter().map(|rule| rule.dimension).any(|dimension| {
                let measure = AmountMeasure { dimension, unit: None, basis: None };
                let asking = CacheKey { code, region: &self.region, year, measure };
                self.takes(code, dimension, code).is_ok() && self.by_rules(asking).is_ok()
            })
        })
    }

    /// Whether amounts of an activity may be below zero: where everything it leads to may be.
    pub fn allows_negative(&self, code: &str) -> bool {
        let rules = self.catalogue.find(code).unwrap_or_default();
        !rules.is_empty() && rules.iter().all(|rule| rule.category.may_be_negative())
    }

    /// Whether an activity is of a stock, as [`Rule::is_stock`](crate::taxonomy::Rule::is_stock) tells of its rules.
    pub fn is_stock(&self, code: &str) -> bool {
        self.catalogue.find(code).is_ok_and(|rules| rules.iter().any(Rule::is_stock))
    }

    /// Whether a unit can be turned into what the activity's factors are given for, at least by some parameter.
    pub fn accepts(&self, activity: &str, unit: Unit) -> Result<(), Problem> {
        self.takes(activity, unit.dimension(), unit.symbol())
    }

    /// Whether an amount of a dimension can be turned into what the activity's factors are given for; `shown` is what is shown.
    fn takes(&self, activity: &str, dimension: Dimension, shown: &str) -> Result<(), Problem> {
        let rules = self.catalogue.find(activity)?;
        // A share of a blend is a share of its volume, and a method is about what its equation names: for anything else it would be
        // another figure.
        let fits = rules.iter().all(|rule| {
            let as_it_is = rule.share.is_some() || rule.method.is_some();
            if as_it_is { dimension == rule.dimension } else { convert::possible(dimension, rule.dimension) }
        });
        if fits {
            return Ok(());
        }
        // A code without rules was refused above.
        let wanted = rules.first().map_or(dimension, |rule| rule.dimension);
        let (found, example) = (dimension.into(), Some(Unit::base(wanted).symbol().into()));
        let (value, wanted, activity) = (shown.into(), wanted.into(), Some(activity.into()));
        Err(Message::OtherDimension { value, found, wanted, activity, example }.into())
    }

    /// The lines of one leaf.
    pub fn assess(&self, leaf: &Leaf) -> Result<Assessed> {
        let amount = AssessedAmount::of_leaf(leaf)?;
        self.check_sign(&leaf.activity, leaf.sum.is_negative(), || Message::NegativeSum { value: (&leaf.sum).into() })?;
        let measure =
            AmountMeasure { dimension: amount.unit.dimension(), unit: open_units::asked_about(amount.unit), basis: amount.basis };
        let (plan, names) = self.plan(&amount, measure, || amount.unit.symbol().to_owned())?;
        Ok(plan.of(&amount, &names, &[]))
    }

    /// The lines of one activity, its own conversions among them.
    pub fn assess_activity(&self, activity: &Activity) -> Result<Assessed> {
        let amount = AssessedAmount::of_activity(activity);
        let value = || (&activity.amount.value()).into();
        self.check_sign(&activity.code, activity.is_negative()?, || Message::NegativeAmount { value: value() })?;
        let unit = open_units::asked_about(amount.unit).filter(|_| activity.conversions.is_empty());
        let measure = AmountMeasure { dimension: activity.dimension()?, unit, basis: amount.basis };
        let (plan, names) = self.plan(&amount, measure, || activity.amount.to_string())?;
        Ok(plan.of(&amount, &names, &Term::of_activity(activity)?))
    }

    /// Refuses an amount below zero as a ledger does.
    fn check_sign(&self, code: &str, negative: bool, refused: impl FnOnce() -> Message) -> Result<()> {
        if !negative || self.allows_negative(code) {
            return Ok(());
        }
        // An unknown code is refused for that, not for the amount.
        self.catalogue.find(code)?;
        Err(refused().into())
    }

    /// Whether amounts of an activity may be net or gross: energy of a fuel may.
    pub(super) fn takes_basis(&self, activity: &str, dimension: Dimension, basis: EnergyBasis) -> Result<(), Problem> {
        let of_fuel =
            |rule: &Rule| rule.method.is_none() && rule.process != "electricity" && !rule.process.starts_with("electricity.");
        if dimension == Dimension::Energy && self.catalogue.find(activity)?.iter().all(of_fuel) {
            return Ok(());
        }
        Err(Message::NoBasisHere { value: (&basis).into(), activity: activity.into() }.into())
    }

    /// Refuses a unit of a leaf, or its basis, that the tables cannot turn into those of its factors; not where there is no factor to
    /// say so.
    pub(super) fn check_conversion(&self, leaf: &Leaf, policy: &FallbackPolicy) -> Result<()> {
        let region = self.region_of(&leaf.place);
        let unit: Unit = leaf.unit.parse()?;
        for rule in self.catalogue.find(&leaf.activity).unwrap_or_default() {
            let (registry, year, dimension) = (&*self.registry, leaf.year, unit.dimension());
            let (rows, unit, basis, region) = (&self.rows, Some(unit), leaf.basis, &region);
            let task = Task { registry, rows, policy, rule, year, dimension, unit, basis, region };
            let found = task.factors().unwrap_or_default();
            let (basis, ..) = open_units::basis(&task, found.iter().map(|found| found.item));
            let task = Task { basis, ..task };
            found.iter().try_for_each(|found| convert::to_factor(&task, found.item).map(drop))?;
        }
        Ok(())
    }

    /// What every rule of an amount's code makes of amounts of a dimension; `shown` is what is shown where it cannot be taken.
    fn plan(
        &self,
        amount: &AssessedAmount<'_>,
        measure: AmountMeasure,
        shown: impl FnOnce() -> String,
    ) -> Result<(Arc<Plan>, SharedNames)> {
        let region = self.region_of(amount.place);
        let asking = CacheKey { code: amount.activity, region: &region, year: amount.year, measure };
        self.plans.plan(asking, amount, || {
            self.takes(amount.activity, measure.dimension, &shown())?;
            if let Some(basis) = measure.basis {
                self.takes_basis(amount.activity, measure.dimension, basis)?;
            }
            self.by_rules(asking)
        })
    }

    /// Refuses a blend whose components are more than all of it.
    fn refuse_more_than_whole(&self, asking: CacheKey<'_>) -> Result<()> {
        let CacheKey { code, region, year, measure: AmountMeasure { dimension, unit, basis } } = asking;
        let mut shares = BTreeMap::new();
        for rule in self.catalogue.find(code)? {
            let Some(subject) = &rule.share else { continue };
            let (registry, rows, policy) = (&self.registry, &self.rows, &self.policy);
            let task = Task { registry, rows, policy, rule, year, dimension, unit, basis, region };
            if let Some(share) = factor_lines::share(&task)?.first() {
                shares.insert(subject, share.ratio);
            }
        }
        let sum = Ratio::sum(shares.into_values())?;
        if sum.compare(Ratio::ONE)?.is_le() {
            return Ok(());
        }
        let (value, of) = (sum.evaluate()?.value(), Some(code.into()));
        Err(Message::SharesAboveOne { value: (&value).into(), of }.into())
    }

    /// Every rule of an activity code, for amounts of a dimension.
    fn by_rules(&self, asking: CacheKey<'_>) -> Result<Plan> {
        let CacheKey { code, region, year, measure: AmountMeasure { dimension, unit, basis } } = asking;
        let mut plan = Plan::default();
        self.refuse_more_than_whole(asking)?;
        for rule in self.catalogue.find(code)? {
            let (registry, rows, policy) = (&self.registry, &self.rows, &self.policy);
            let task = Task { registry, rows, policy, rule, year, dimension, unit, basis, region };
            plan.raise(&task, open_units::milli(&task));
            plan.raise(&task, open_units::ton(&task));
            plan.notices.extend(open_units::roman(&task));
            let before = plan.lines.len();
            match &rule.method {
                _ if rule.process == "electricity" => electricity::assess(&task, &mut plan)?,
                Some(method) => plan.lines.push(method::line(&task, method)?),
                None => factor_lines::by_factors(&task, &mut plan)?,
            }
            let terms = plan.lines.iter().skip(before).flat_map(|draft| [&draft.conversion, &draft.chain]);
            let checks = own_rows::of_rule(&task, terms);
            plan.checks.extend(checks);
        }
        Ok(plan)
    }
}
