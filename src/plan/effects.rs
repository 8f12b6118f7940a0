//! Effects: the difference that a measure makes.

use super::EffectNote;
use crate::assess::{ClosedLine, TermOrigin};
use crate::error::Result;
use crate::factors::Fallback;
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Inventory, MadeWith};
use crate::measures::{PublishedFigure, Saving, Served, Streams};
use crate::pollutants::{AvoidedPollutant, PollutantFactor};
use crate::quantity::Exact;
use crate::taxonomy::{Category, Region, Scope, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The key of a difference: reference, activity, place, gas.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EffectKey {
    /// The reference.
    pub category: Category,
    /// The activity code.
    pub activity: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The gas, or CO2e with the set it was stated in.
    pub substance: Substance,
}

/// Mass and weight of one gas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EffectAmount {
    /// kg of the gas.
    pub mass: Exact,
    /// kg CO2e; zero for biogenic CO2.
    pub co2e: Exact,
}

impl EffectAmount {
    fn checked_add(self, other: Self) -> Result<Self> {
        Ok(Self { mass: self.mass.checked_add(other.mass)?, co2e: self.co2e.checked_add(other.co2e)? })
    }

    fn checked_sub(self, other: Self) -> Result<Self> {
        Ok(Self { mass: self.mass.checked_sub(other.mass)?, co2e: self.co2e.checked_sub(other.co2e)? })
    }
}

/// What a measure does in one year. Figures in kg CO2e.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct YearEffect {
    /// Without the measure.
    pub baseline: Exact,
    /// With it.
    pub project: Exact,
    /// What it causes elsewhere.
    pub leakage: Exact,
    /// What is avoided outside the city: by electricity sent to the grid, by material made of waste; none where nothing is. Never to be added
    /// to the reduction.
    #[serde(default)]
    pub avoided_outside: Option<Exact>,
    /// What somebody claims without activity data; none where nobody does. Never to be added to the reduction.
    #[serde(default)]
    pub claimed: Option<Exact>,
    /// What falls in the year of all that this year and earlier ones commit to; none where the two are not separated. Never to
    /// be added to the reduction.
    pub this_year: Option<Exact>,
    /// The years in which this year's reduction falls, as far as the measure is looked at; what falls later is the rest of it.
    #[serde(default)]
    pub falls_in: BTreeMap<Year, Exact>,
    /// Baseline less project less leakage, by key.
    #[serde(with = "pairs")]
    pub cells: BTreeMap<EffectKey, EffectAmount>,
}

impl YearEffect {
    /// Baseline less project less leakage; below zero where the measure adds emissions.
    pub fn reduction(&self) -> Result<Exact> {
        self.baseline.checked_sub(self.project)?.checked_sub(self.leakage)
    }

    /// What of this year's reduction falls after the years that the measure is looked at; none where that is not separated.
    pub fn falls_later(&self) -> Result<Option<Exact>> {
        if self.this_year.is_none() {
            return Ok(None);
        }
        self.reduction()?.checked_sub(Exact::sum(self.falls_in.values().copied())?).map(Some)
    }

    /// The reduction by any part of its cells, in kg CO2e. The parts add up to it whatever the part.
    pub fn by<K: Ord>(&self, key: impl Fn(&EffectKey) -> K) -> Result<BTreeMap<K, Exact>> {
        let mut parts = BTreeMap::new();
        for (cell, amount) in &self.cells {
            let part = parts.entry(key(cell)).or_insert(Exact::ZERO);
            *part = part.checked_add(amount.co2e)?;
        }
        Ok(parts)
    }

    /// The reduction by scope: all three, zero where nothing changes.
    pub fn by_scope(&self) -> Result<BTreeMap<Scope, Exact>> {
        let mut scopes = self.by(|cell| cell.category.scope())?;
        for scope in Scope::ALL {
            scopes.entry(scope).or_insert(Exact::ZERO);
        }
        Ok(scopes)
    }

    /// The reduction of each gas in kg of the gas; weighed, they give the reduction, biogenic CO2 aside.
    pub fn by_gas(&self) -> Result<BTreeMap<Substance, Exact>> {
        let mut gases = BTreeMap::new();
        for (cell, amount) in &self.cells {
            let gas = gases.entry(cell.substance).or_insert(Exact::ZERO);
            *gas = gas.checked_add(amount.mass)?;
        }
        Ok(gases)
    }
}

/// What a measure does, year by year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Effects {
    /// The measure's name.
    pub measure: String,
    /// The weights.
    pub gwp: GwpSet,
    /// The region.
    pub region: Region,
    /// The hash of the factor tables; empty where there is no activity.
    #[serde(default)]
    pub factors_hash: String,
    /// Whether its reduction is a commitment: some of it falls in later years than the one it is counted in.
    #[serde(default)]
    pub is_committed: bool,
    /// Each year.
    pub years: BTreeMap<Year, YearEffect>,
    /// Service rendered, the same without and with.
    pub served: Vec<Served>,
    /// Money saved.
    pub savings: Vec<Saving>,
    /// Tonnes of waste by stream.
    #[serde(default)]
    pub streams: Vec<Streams>,
    /// What somebody published of it.
    #[serde(default)]
    pub published: Vec<PublishedFigure>,
    /// Air pollutants that are not emitted, next to CO2e and in no figure of it.
    #[serde(default)]
    pub pollutants: Vec<AvoidedPollutant>,
    /// What the figures are based on: every rate and row that an amount was multiplied by, with its source.
    #[serde(default)]
    pub rests_on: BTreeSet<Evidence>,
    /// What a reader must know.
    pub notes: Vec<EffectNote>,
}

/// One rate or row that a measure is based on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The id of a row of the tables, or what a form calls the figure.
    pub id: String,
    /// Number and unit as printed.
    pub printed: String,
    /// The publication and the place in it, or the form's own source.
    pub source: String,
    /// Whether it is a row of the tables.
    #[serde(default)]
    pub in_table: bool,
}

impl Evidence {
    fn of_pollutant(factor: &PollutantFactor) -> Self {
        let PollutantFactor { id, rate, source, in_table, .. } = factor;
        Self { id: id.clone(), printed: rate.to_string(), source: source.clone(), in_table: *in_table }
    }
}

/// What lines are based on. What part of a year something ran is no figure of a source.
fn evidence(lines: &[ClosedLine]) -> impl Iterator<Item = Evidence> + '_ {
    let terms = lines.iter().flat_map(|closed| closed.line.terms()).filter(|term| term.origin != TermOrigin::Time);
    terms.flat_map(|term| {
        term.rows.iter().map(move |row| Evidence {
            id: row.id.clone(),
            printed: row.printed.clone(),
            source: row.source.clone(),
            in_table: term.origin != TermOrigin::Stated,
        })
    })
}

/// What changes from one inventory to another: the years of both, closed and subtracted line by line.
///
/// # Errors
/// Books of other settings: a difference between two years, regions, GWP sets or factor tables would not be the measure's.
pub fn compare(without: &Inventory, with: &Inventory) -> Result<Effects> {
    without.check_part(with)?;
    let settings = without.settings();
    let mut effects = Effects {
        measure: String::new(),
        gwp: settings.gwp,
        region: settings.region.clone(),
        factors_hash: String::new(),
        is_committed: false,
        years: settings.years.iter().map(|year| (*year, YearEffect::default())).collect(),
        served: Vec::new(),
        savings: Vec::new(),
        streams: Vec::new(),
        published: Vec::new(),
        pollutants: Vec::new(),
        rests_on: BTreeSet::new(),
        notes: Vec::new(),
    };
    effects.count_tables(without);
    effects.count_tables(with);
    let (before, after) = (closed(without)?, closed(with)?);
    effects.rests_on.extend(evidence(&before).chain(evidence(&after)));
    effects.notes.extend(steps(&before));
    effects.notes.extend(steps(&after));
    EffectNote::in_order(&mut effects.notes);
    effects.take(
        &before,
        |year, line| year.baseline.checked_add(line.co2e).map(|sum| year.baseline = sum),
        EffectAmount::checked_add,
    )?;
    effects.take(
        &after,
        |year, line| year.project.checked_add(line.co2e).map(|sum| year.project = sum),
        EffectAmount::checked_sub,
    )?;
    Ok(effects)
}

impl Effects {
    /// Takes the air pollutants of a measure, and what they are based on.
    pub(super) fn add_pollutants(&mut self, avoided: &[AvoidedPollutant]) {
        self.rests_on.extend(avoided.iter().map(|avoided| Evidence::of_pollutant(&avoided.factor)));
        self.pollutants.extend_from_slice(avoided);
    }

    fn made_with(&self) -> MadeWith<'_> {
        MadeWith { region: &self.region, gwp: self.gwp, factors_hash: &self.factors_hash }
    }

    /// Notes the tables of one of the two inventories that were checked to share them.
    fn count_tables(&mut self, inventory: &Inventory) {
        if self.factors_hash.is_empty() {
            self.factors_hash.clone_from(&inventory.settings().factors_hash);
        }
    }

    /// The same, less what the measure causes elsewhere. Refused: an inventory of another region, GWP set or factor tables.
    pub fn with_leakage(mut self, leakage: &Inventory) -> Result<Self> {
        self.made_with().check(leakage.settings().made_with())?;
        self.count_tables(leakage);
        let lines = closed(leakage)?;
        self.rests_on.extend(evidence(&lines));
        self.notes.extend(steps(&lines));
        EffectNote::in_order(&mut self.notes);
        self.take(
            &lines,
            |year, line| year.leakage.checked_add(line.co2e).map(|sum| year.leakage = sum),
            EffectAmount::checked_sub,
        )?;
        Ok(self)
    }

    /// The same, with what electricity sent to the grid avoids: the generation that it displaces, not the losses on the way to those who
    /// use it. Refused: an inventory of another region, GWP set or factor tables.
    pub fn with_exports(mut self, exported: &Inventory) -> Result<Self> {
        self.made_with().check(exported.settings().made_with())?;
        self.count_tables(exported);
        let lines: Vec<ClosedLine> =
            closed(exported)?.into_iter().filter(|closed| closed.line.id.category.scope() == Scope::Two).collect();
        self.rests_on.extend(evidence(&lines));
        self.notes.extend(steps(&lines));
        EffectNote::in_order(&mut self.notes);
        for closed in &lines {
            let year = self.years.entry(closed.line.id.year).or_default();
            let avoided = year.avoided_outside.unwrap_or(Exact::ZERO).checked_add(closed.co2e.unwrap_or(Exact::ZERO))?;
            year.avoided_outside = Some(avoided);
        }
        Ok(self)
    }

    fn take(
        &mut self,
        lines: &[ClosedLine],
        add: impl Fn(&mut YearEffect, EffectAmount) -> Result<()>,
        join: impl Fn(EffectAmount, EffectAmount) -> Result<EffectAmount>,
    ) -> Result<()> {
        for closed in lines {
            let id = &closed.line.id;
            let amount = EffectAmount { mass: closed.mass.value(), co2e: closed.co2e.unwrap_or(Exact::ZERO) };
            let cell = EffectKey {
                category: id.category,
                activity: id.activity.to_string(),
                place: id.place.to_string(),
                substance: closed.line.substance,
            };
            let year = self.years.entry(id.year).or_default();
            add(year, amount)?;
            let held = year.cells.entry(cell).or_default();
            *held = join(*held, amount)?;
        }
        Ok(())
    }
}

fn closed(inventory: &Inventory) -> Result<Vec<ClosedLine>> {
    let settings = inventory.settings();
    inventory.lines().map(|line| line.close(settings.gwp, settings.co2e_only)).collect()
}

/// The ways that led to rows of other years and places: one for each row and way, with the years it served. Where only the years
/// between differ, they are one.
fn steps(lines: &[ClosedLine]) -> Vec<EffectNote> {
    type Served = (BTreeSet<Year>, BTreeSet<u16>);
    let mut ways: BTreeMap<(&str, Vec<Fallback>), Served> = BTreeMap::new();
    for closed in lines {
        for row in closed.line.terms().flat_map(|link| &link.rows).filter(|row| !row.steps.is_empty()) {
            let back = row.steps.iter().find_map(|step| if let Fallback::YearBack(years) = step { Some(*years) } else { None });
            let other = row.steps.iter().filter(|step| !matches!(step, Fallback::YearBack(_))).cloned().collect();
            let (years, backs) = ways.entry((row.id.as_str(), other)).or_default();
            years.insert(closed.line.id.year);
            backs.insert(back.unwrap_or(0));
        }
    }
    let way = |((id, other), (years, backs)): ((&str, Vec<Fallback>), Served)| {
        let years = (*years.first()?, *years.last()?);
        Some(EffectNote::fallback_use(id, years, other, (*backs.first()?, *backs.last()?)))
    };
    ways.into_iter().filter_map(way).collect()
}

/// A map with a struct for its key, as JSON can hold it: a list of pairs.
mod pairs {
    use super::{EffectAmount, EffectKey};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<S: Serializer>(map: &BTreeMap<EffectKey, EffectAmount>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<EffectKey, EffectAmount>, D::Error> {
        let listed = Vec::<(EffectKey, EffectAmount)>::deserialize(deserializer)?;
        let count = listed.len();
        let cells: BTreeMap<_, _> = listed.into_iter().collect();
        if cells.len() == count { Ok(cells) } else { Err(serde::de::Error::custom("one cell is listed twice")) }
    }
}
