//! Activity, factor and method meet here, and nowhere else.
//!
//! In: a leaf of a tally (an exact sum of one activity in one unit, place and year). Out: open [`Line`]s, one for each gas and
//! rule of the catalogue, with the chain of ratios that leads from the amount to the mass, and the fallbacks taken. What a code
//! leads to in a region and year is looked up once; the leaves that follow take the same links.

mod convert;
mod electricity;
mod line;
mod memo;
mod method;
mod name;
mod shared;
mod vocabulary;
mod worked;

pub(crate) use line::Amounts;
pub use line::{Basis, ClosedLine, FactorRef, Input, InputKey, Line, LineId, Link};
pub use name::Name;
pub(crate) use shared::distinct;
pub use shared::{Inputs, Links};
pub use vocabulary::LedgerVocabulary;
pub use worked::{Filled, Worked};

use crate::activity::Activity;
use crate::error::{Error, Message, Problem, Result, Text};
use crate::factors::{
    EmissionFactor, FactorMatch, FactorQuery, Fallback, FallbackPolicy, Parameter, Provenance, Purpose, Registry,
};
use crate::gas::{Gas, Substance};
use crate::ledger::Leaf;
use crate::notice::Notice;
use crate::quantity::{Dimension, Rate, Unit};
use crate::taxonomy::{Catalogue, Category, Gases, Quality, Region, Regions, Rule, Year};
use memo::{Amount, CacheKey, Draft, Memo, Plan, SharedNames};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Turns activity into lines: a catalogue, a registry of factors, the city's region and how far look-ups may go.
#[derive(Clone, Debug)]
pub struct Assessor {
    catalogue: Cow<'static, Catalogue>,
    registry: Cow<'static, Registry>,
    region: Region,
    ladder: FallbackPolicy,
    places: BTreeMap<String, Region>,
    memo: Memo,
}

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
}

impl Assessor {
    /// With the shipped catalogue and tables.
    pub fn shipped(region: Region) -> Result<Self> {
        Ok(Self {
            catalogue: Cow::Borrowed(Catalogue::bundled()),
            registry: Cow::Borrowed(Registry::bundled()?),
            region,
            ladder: FallbackPolicy::default(),
            places: BTreeMap::new(),
            memo: Memo::default(),
        })
    }

    /// With a city's own.
    pub fn new(catalogue: Catalogue, registry: Registry, region: Region, ladder: FallbackPolicy) -> Self {
        let (catalogue, registry) = (Cow::Owned(catalogue), Cow::Owned(registry));
        Self { catalogue, registry, region, ladder, places: BTreeMap::new(), memo: Memo::default() }
    }

    /// The same, with the regions that places of the ledger lie in.
    #[must_use]
    pub fn with_places(mut self, places: BTreeMap<String, Region>) -> Self {
        self.places = places;
        self
    }

    /// The same, with another ladder.
    #[must_use]
    pub fn with_ladder(mut self, ladder: FallbackPolicy) -> Self {
        self.ladder = ladder;
        self.memo = Memo::default();
        self
    }

    /// The catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The tables.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The city's region.
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// How far look-ups may go.
    pub fn ladder(&self) -> &FallbackPolicy {
        &self.ladder
    }

    /// Where factors for a place are looked up first: its own region if it has one inside the city's, else the city's.
    fn region_of(&self, place: &str) -> Region {
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
        let found = self.registry.find_parameter(&wanted, &self.ladder, |_| true)?;
        found.ok_or_else(|| self.no_parameter(name, subject, &wanted.region, year))
    }

    /// The error of a parameter that no table has.
    fn no_parameter(&self, name: &str, subject: &str, region: &Region, year: Year) -> Error {
        Error::NoFactor(
            Message::NoFactor {
                value: None,
                gas: None,
                parameter: Some(name.into()),
                process: None,
                subject: subject.into(),
                region: region.into(),
                year: (&year).into(),
                regions: Regions::bundled().ladder(region).iter().map(Into::into).collect(),
                back: Some(self.ladder.most_years_back),
                series: self.ladder.choose.get(name).map(Into::into),
            }
            .into(),
        )
    }

    /// Whether a unit can be turned into what the activity's factors are given for, at least by some parameter.
    pub fn accepts(&self, activity: &str, unit: Unit) -> Result<(), Problem> {
        self.takes(activity, unit.dimension(), unit.symbol())
    }

    /// Whether an amount of a dimension can be turned into what the activity's factors are given for; `said` is what is shown.
    fn takes(&self, activity: &str, dimension: Dimension, said: &str) -> Result<(), Problem> {
        let rules = self.catalogue.find(activity)?;
        // A share of a blend is a share of its volume, and a method speaks of what its equation names: of anything else it would be
        // another figure.
        let fits = rules.iter().all(|rule| {
            let as_it_is = rule.share.is_some() || rule.process.starts_with("method.");
            if as_it_is { dimension == rule.dimension } else { convert::possible(dimension, rule.dimension) }
        });
        if fits {
            return Ok(());
        }
        // A code without rules was refused above.
        let wanted = rules.first().map_or(dimension, |rule| rule.dimension);
        let (found, example) = (dimension.into(), Some(Unit::base(wanted).symbol().into()));
        let (value, wanted, activity) = (said.into(), wanted.into(), Some(activity.into()));
        Err(Message::OtherDimension { value, found, wanted, activity, example }.into())
    }

    /// The lines of one leaf.
    pub fn assess(&self, leaf: &Leaf) -> Result<Assessed> {
        let amount = Amount::of_leaf(leaf)?;
        let (plan, bears) = self.plan(&amount, amount.unit.dimension(), || amount.unit.symbol().to_owned())?;
        Ok(plan.of(&amount, &bears, &[]))
    }

    /// The lines of one activity, its own conversions among them.
    pub fn assess_activity(&self, activity: &Activity) -> Result<Assessed> {
        let amount = Amount::of_activity(activity);
        let (plan, bears) = self.plan(&amount, activity.dimension()?, || activity.amount.to_string())?;
        Ok(plan.of(&amount, &bears, &Link::of_activity(activity)?))
    }

    /// Whether the tables can turn the unit of a leaf into those of its factors; yes where there is no factor to say so.
    fn converts(&self, leaf: &Leaf, ladder: &FallbackPolicy) -> bool {
        let Ok(rules) = self.catalogue.find(&leaf.activity) else { return true };
        let region = self.region_of(&leaf.place);
        rules.iter().all(|rule| {
            let Ok(unit) = leaf.unit.parse::<Unit>() else { return false };
            let task = Task { assessor: self, ladder, rule, year: leaf.year, dimension: unit.dimension(), region: &region };
            let found = task.factors().unwrap_or_default();
            found.iter().all(|found| convert::to_factor(&task, unit.dimension(), found.item).is_ok())
        })
    }

    /// What every rule of an amount's code makes of amounts of a dimension; `said` is what is shown where it cannot be taken.
    fn plan(&self, amount: &Amount<'_>, dimension: Dimension, said: impl FnOnce() -> String) -> Result<(Arc<Plan>, SharedNames)> {
        let region = self.region_of(amount.place);
        let asking = CacheKey { code: amount.activity, region: &region, year: amount.year, dimension };
        self.memo.plan(asking, amount, || {
            self.takes(amount.activity, dimension, &said())?;
            self.by_rules(asking)
        })
    }

    /// Every rule of an activity code, for amounts of a dimension.
    fn by_rules(&self, asking: CacheKey<'_>) -> Result<Plan> {
        let CacheKey { code, region, year, dimension } = asking;
        let mut plan = Plan::default();
        for rule in self.catalogue.find(code)? {
            let task = Task { assessor: self, ladder: &self.ladder, rule, year, dimension, region };
            match rule.process.split_once('.') {
                _ if rule.process == "electricity" => electricity::assess(&task, &mut plan)?,
                Some(("method", method)) => plan.lines.push(method::line(&task, method)?),
                _ => plan.lines.extend(task.by_factors()?),
            }
        }
        Ok(plan)
    }
}

/// One rule applied to amounts of one dimension.
struct Task<'a> {
    assessor: &'a Assessor,
    ladder: &'a FallbackPolicy,
    rule: &'a Rule,
    year: Year,
    dimension: Dimension,
    region: &'a Region,
}

impl Task<'_> {
    fn wanted(&self, process: &str, subject: &str) -> FactorQuery {
        FactorQuery::new(process, subject, self.region, self.year)
    }

    /// The factors the rule asks for. What is emitted upstream belongs to other scope 3, and nothing below zero to emissions.
    fn factors(&self) -> Result<Vec<FactorMatch<'_, EmissionFactor>>> {
        let wanted = self.wanted(&self.rule.process, self.rule.factor_subject());
        let (registry, ladder) = (&self.assessor.registry, self.ladder);
        let found = match &self.rule.gases {
            Gases::Any => registry.find_all(&wanted, ladder)?,
            Gases::All(gases) => gases.iter().map(|gas: &Gas| registry.find(&wanted, *gas, ladder)).collect::<Result<_>>()?,
        };
        for FactorMatch { item, .. } in &found {
            let category = self.rule.category;
            let (factor, code) = (|| Text::from(&item.id), || Text::from(&self.rule.code));
            if item.purpose == Purpose::Upstream && category.reference() != "VI.1" {
                let (activity, category) = (Some(code()), Some((&category).into()));
                return Err(Error::Misuse(Message::UpstreamFactor { value: None, factor: factor(), activity, category }.into()));
            }
            if item.rate.value.is_negative() && !category.may_be_negative() {
                let (activity, category) = (code(), (&category).into());
                return Err(Error::Misuse(Message::NegativeFactorOf { value: None, factor: factor(), activity, category }.into()));
            }
        }
        Ok(found)
    }

    /// Amount, share of a blend, factor: one line for each gas.
    fn by_factors(&self) -> Result<Vec<Draft>> {
        let share = self.share()?;
        self.factors()?.iter().map(|found| self.line(self.rule.category, found, &share, &[])).collect()
    }

    /// The component's share of a blend.
    fn share(&self) -> Result<Vec<Link>> {
        let Some(subject) = &self.rule.share else { return Ok(Vec::new()) };
        let wanted = self.wanted("volume-share", subject);
        match self.assessor.registry.find_parameter(&wanted, self.ladder, |_| true)? {
            Some(found) => Ok(vec![self.parameter_link(&found)?]),
            None => Err(convert::missing(self, "volume-share", subject)),
        }
    }

    /// A link of one row.
    fn link(&self, name: &str, id: &str, rate: &Rate, from: &Provenance, steps: &[Fallback]) -> Result<Link> {
        let row = FactorRef {
            id: id.to_owned(),
            printed: rate.to_string(),
            source: self.cited(from),
            table: format!("{}:{}", from.file, from.line),
            version: self.assessor.registry.version(&from.file).to_owned(),
            steps: steps.to_vec(),
        };
        Ok(Link { name: name.to_owned(), ratio: rate.ratio()?, rows: vec![row] })
    }

    fn cited(&self, from: &Provenance) -> String {
        let title = self.assessor.registry.source(&from.source).map_or(from.source.as_str(), |source| source.title.as_str());
        format!("{title}, {}", from.locator)
    }

    fn parameter_link(&self, found: &FactorMatch<'_, Parameter>) -> Result<Link> {
        let Parameter { name, id, rate, provenance, .. } = found.item;
        self.link(name, id, rate, provenance, &found.steps)
    }

    fn factor_link(&self, found: &FactorMatch<'_, EmissionFactor>) -> Result<Link> {
        let EmissionFactor { id, rate, provenance, .. } = found.item;
        self.link("emission-factor", id, rate, provenance, &found.steps)
    }

    /// A line: what comes before the factor, the factor, what comes after.
    fn line(&self, category: Category, found: &FactorMatch<'_, EmissionFactor>, before: &[Link], after: &[Link]) -> Result<Draft> {
        let factor = found.item;
        let conversion = Links::from(convert::to_factor(self, self.dimension, factor)?);
        let mut chain = before.to_vec();
        chain.push(self.factor_link(found)?);
        chain.extend(convert::to_mass(self, factor)?);
        chain.extend_from_slice(after);
        let stands_for =
            if self.rule.factor_of.is_some() { format!("{}@{}", factor.id, self.rule.subject) } else { factor.id.clone() };
        Ok(Draft {
            category,
            factor: stands_for.into(),
            substance: factor.substance,
            basis: Basis::Activity,
            conversion,
            chain: chain.into(),
            weight_note: weight_note(&self.rule.process, factor.substance),
            factor_quality: Some(quality_of(factor.provenance.own, &factor.region, self.region)),
        })
    }
}

/// CH4 of combustion could weigh as fossil or not; which, and why, is part of the trace.
fn weight_note(process: &str, substance: Substance) -> Option<Cow<'static, str>> {
    let burnt = ["stationary", "road", "rail", "water", "aviation", "off-road"];
    let root = process.split('.').next().unwrap_or_default();
    (substance == Substance::Gas(Gas::CH4) && burnt.contains(&root))
        .then_some(Cow::Borrowed("CH4 of combustion weighs as non-fossil: its carbon is already in the CO2 factor of the fuel"))
}

/// The quality of a row: the city's own or of its region is high, of its country medium, wider is low.
fn quality_of(own: bool, of: &Region, region: &Region) -> Quality {
    let code = of.code();
    if own || code == region.code() {
        return Quality::H;
    }
    let country = region.code().split('-').next().unwrap_or_default();
    if code.split('-').next() == Some(country) { Quality::M } else { Quality::L }
}
