//! What an activity code leads to, computed once and kept: look-ups walk the tables, and most rows of a ledger ask alike.

use super::derivation::Derivation;
use super::inputs::{InputKey, LineInput, LineInputs, MeanOver};
use super::line::{Line, LineId, Origin};
use super::name::Name;
use super::task::Task;
use super::term::{Term, Terms};
use crate::activity::Activity;
use crate::check::{Check, Finding};
use crate::error::Result;
use crate::gas::Substance;
use crate::ledger::{Leaf, ListedRows};
use crate::notice::Notice;
use crate::quantity::{Dimension, EnergyBasis, Exact, Unit};
use crate::taxonomy::{Category, Coverage, Quality, Region, Year};
use hashbrown::{Equivalent, HashMap};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What a leaf gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Assessed {
    /// The lines.
    pub lines: Vec<Line>,
    /// Cells whose emissions are inside another's: losses that the grid factor holds.
    pub included: Vec<(Category, Category)>,
    /// What a reader of the report must know.
    pub notices: Vec<Notice>,
    /// What must be corrected or accepted.
    pub checks: Vec<Check>,
}

/// A line without place and amount: what every row of an activity code in one region and year is multiplied by.
pub(super) struct LineDraft {
    pub(super) category: Category,
    /// The factor's id and what it represents, as the line's id has it.
    pub(super) factor: Name,
    pub(super) substance: Substance,
    pub(super) origin: Origin,
    pub(super) conversion: Terms,
    pub(super) chain: Terms,
    pub(super) weight_note: Option<Cow<'static, str>>,
    pub(super) factor_quality: Option<Quality>,
}

/// What a code leads to from amounts of one dimension, in a region and year.
#[derive(Default)]
pub(super) struct Plan {
    activity: Name,
    /// The unit that was met first: most amounts of an activity are in it.
    unit: OnceLock<Name>,
    pub(super) lines: Vec<LineDraft>,
    pub(super) included: Vec<(Category, Category)>,
    pub(super) notices: Vec<Notice>,
    pub(super) findings: Vec<(Category, Finding)>,
    /// Own rows that are far from the shipped ones.
    pub(super) checks: Vec<Check>,
}

impl Plan {
    /// Keeps what was found about a rule, once for all of its gases.
    pub(super) fn raise(&mut self, task: &Task<'_>, finding: Option<Finding>) {
        let raised = finding.map(|finding| (task.rule.category, finding)).filter(|found| !self.findings.contains(found));
        self.findings.extend(raised);
    }

    /// Conversions that are equal become one, so that the lines of an amount share their input.
    pub(super) fn joined(mut self) -> Self {
        let mut before = Terms::default();
        for draft in &mut self.lines {
            if draft.conversion == before {
                draft.conversion = before.clone();
            }
            before = draft.conversion.clone();
        }
        self
    }

    /// The lines of one amount, whose own links come before the conversions.
    pub(super) fn of(&self, amount: &AssessedAmount<'_>, names: &SharedNames, way: &[Term]) -> Assessed {
        let mut shared: Option<(usize, LineInputs)> = None;
        let mut lines = Vec::with_capacity(self.lines.len());
        for draft in &self.lines {
            let place = draft.conversion.place();
            let inputs = match &shared {
                Some((of, inputs)) if *of == place => inputs.clone(),
                _ => self.inputs(amount, names, draft.conversion.after(way)),
            };
            shared = Some((place, inputs.clone()));
            lines.push(Line {
                id: Arc::new(LineId {
                    year: amount.year,
                    category: draft.category,
                    activity: self.activity.clone(),
                    place: names.place.clone(),
                    factor: draft.factor.clone(),
                }),
                substance: draft.substance,
                origin: draft.origin,
                inputs,
                derivation: Derivation::Product(draft.chain.clone()),
                weight_note: draft.weight_note.clone(),
                activity_quality: amount.quality,
                factor_quality: draft.factor_quality,
            });
        }
        let raised = |(category, finding): &(Category, Finding)| Check::of(*category, finding.clone()).in_place(amount.place);
        let checks = self.findings.iter().map(raised).chain(self.checks.iter().cloned()).collect();
        Assessed { lines, included: self.included.clone(), notices: self.notices.clone(), checks }
    }

    fn inputs(&self, amount: &AssessedAmount<'_>, names: &SharedNames, conversion: Terms) -> LineInputs {
        let AssessedAmount { unit, basis, rows, shared, coverage, sum, listed, .. } = *amount;
        // What is added up is known by its sum; of a stock the months or days are kept, for the mean.
        let coverage = if coverage.is_mean() { coverage } else { Coverage::default() };
        let key = InputKey {
            file: names.file.clone(),
            sha256: names.sha256.clone(),
            unit: self.unit.get_or_init(|| unit.symbol().into()).or_of(unit.symbol()),
            basis,
            line: None,
            source: None,
            mean: MeanOver::of(coverage),
        };
        LineInputs::one(
            key,
            LineInput { rows, shared, coverage, sum, unit, conversion, listed: listed.cloned().unwrap_or_default() },
        )
    }
}

/// An amount as plans take it: a leaf of a tally, or an activity.
#[derive(Clone, Copy)]
pub(super) struct AssessedAmount<'a> {
    pub(super) file: &'a str,
    pub(super) sha256: Option<&'a str>,
    pub(super) activity: &'a str,
    pub(super) place: &'a str,
    pub(super) year: Year,
    pub(super) unit: Unit,
    pub(super) basis: Option<EnergyBasis>,
    pub(super) rows: u64,
    pub(super) shared: u64,
    pub(super) coverage: Coverage,
    pub(super) sum: Exact,
    pub(super) quality: Option<Quality>,
    pub(super) listed: Option<&'a ListedRows>,
}

impl<'a> AssessedAmount<'a> {
    pub(super) fn of_leaf(leaf: &'a Leaf) -> Result<Self> {
        let Leaf { file, sha256, activity, unit, basis, place, year, coverage, rows, shared, sum, quality, listed } = leaf;
        Ok(Self {
            file,
            sha256: sha256.as_deref(),
            activity,
            place,
            year: *year,
            unit: unit.parse()?,
            basis: *basis,
            rows: *rows,
            shared: *shared,
            coverage: *coverage,
            sum: *sum,
            quality: *quality,
            listed: Some(listed),
        })
    }

    pub(super) fn of_activity(activity: &'a Activity) -> Self {
        Self {
            file: if activity.origin.is_empty() { "program" } else { &activity.origin },
            sha256: None,
            activity: &activity.code,
            place: &activity.place,
            year: activity.year,
            unit: activity.amount.unit(),
            basis: activity.basis,
            rows: 1,
            shared: 0,
            coverage: Coverage::default(),
            sum: activity.amount.value(),
            quality: activity.quality,
            listed: None,
        }
    }
}

/// The names that the lines of an amount have. Amounts of one file and place follow one another: they share them.
#[derive(Clone, Default)]
pub(super) struct SharedNames {
    file: Name,
    sha256: Option<Name>,
    place: Name,
}

impl SharedNames {
    fn of(&mut self, amount: &AssessedAmount<'_>) -> Self {
        let Self { file, sha256, place } = self;
        *self = Self {
            file: file.or_of(amount.file),
            sha256: amount.sha256.map(|text| sha256.as_ref().map_or_else(|| text.into(), |before| before.or_of(text))),
            place: place.or_of(amount.place),
        };
        self.clone()
    }
}

/// Plans by what was asked. A copy of an assessor starts with none: it may be given other tables of its own.
#[derive(Default)]
pub(super) struct PlanCache(Mutex<CachedPlans>);

#[derive(Default)]
struct CachedPlans {
    plans: HashMap<CachedKey, Arc<Plan>>,
    /// The names of the amount before.
    names: SharedNames,
}

#[derive(PartialEq, Eq, Hash)]
struct CachedKey {
    code: String,
    region: Region,
    year: Year,
    measure: AmountMeasure,
}

/// What amounts of one plan are counted in.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct AmountMeasure {
    pub(super) dimension: Dimension,
    /// The unit as written, where it may leave something open; none where the amount was converted.
    pub(super) unit: Option<Unit>,
    /// Net or gross, where that is stated.
    pub(super) basis: Option<EnergyBasis>,
}

/// The same without a copy of its words; hashed in the same order.
#[derive(Clone, Copy, Hash)]
pub(super) struct CacheKey<'a> {
    pub(super) code: &'a str,
    pub(super) region: &'a Region,
    pub(super) year: Year,
    pub(super) measure: AmountMeasure,
}

impl Equivalent<CachedKey> for CacheKey<'_> {
    fn equivalent(&self, key: &CachedKey) -> bool {
        self.code == key.code && *self.region == key.region && self.year == key.year && self.measure == key.measure
    }
}

impl PlanCache {
    /// The plan for what is asked, and the names of an amount: those that are kept, or what `work` makes of it. What fails is not
    /// kept.
    pub(super) fn plan(
        &self,
        asking: CacheKey<'_>,
        amount: &AssessedAmount<'_>,
        work: impl FnOnce() -> Result<Plan>,
    ) -> Result<(Arc<Plan>, SharedNames)> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(plan) = kept.plans.get(&asking) {
            let plan = plan.clone();
            return Ok((plan, kept.names.of(amount)));
        }
        drop(kept);
        let CacheKey { code, region, year, measure } = asking;
        let plan = Arc::new(Plan { activity: code.into(), ..work()?.joined() });
        let asked = CachedKey { code: code.to_owned(), region: region.clone(), year, measure };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.plans.insert(asked, plan.clone());
        Ok((plan, kept.names.of(amount)))
    }
}

impl Clone for PlanCache {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl core::fmt::Debug for PlanCache {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("PlanCache")
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::Assessor;
    use crate::factors::FallbackPolicy;
    use crate::ledger::Leaf;
    use crate::quantity::{Exact, Unit};

    fn leaf(assessor: &Assessor, code: &str, place: &str, sum: i64) -> Leaf {
        let dimension = assessor.catalogue().find(code).unwrap()[0].dimension;
        let leaf = Leaf::new(code, "2018".parse().unwrap(), 1, Exact::from(sum), Unit::base(dimension).symbol());
        leaf.with_file("ledger.csv".to_owned()).with_place(place.to_owned())
    }

    #[test]
    fn what_is_kept_is_what_a_look_up_finds() {
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let codes: Vec<String> = assessor.catalogue().codes().map(str::to_owned).collect();
        for code in &codes {
            let (one, other) = (leaf(&assessor, code, "", 1), leaf(&assessor, code, "JP", 5));
            let fresh = |leaf| assessor.clone().assess(leaf).map_err(|error| error.to_string());
            for leaf in [&one, &other, &one] {
                assert_eq!(assessor.assess(leaf).map_err(|error| error.to_string()), fresh(leaf), "{code}");
            }
        }
    }

    #[test]
    fn another_policy_looks_up_again() {
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let leaf = leaf(&assessor, "residential.electricity", "", 1);
        let before = assessor.assess(&leaf).unwrap();
        let choose = [("grid-electricity".to_owned(), "th-tgo-cfo".to_owned())].into();
        let after = assessor.with_policy(FallbackPolicy { choose, ..FallbackPolicy::default() }).assess(&leaf).unwrap();
        assert_ne!(before.lines[0].id.factor, after.lines[0].id.factor);
    }
}
