//! The footprint of an organisation in one year: its lines, categories, totals and status.

use super::boundary::Consolidation;
use super::input::{Department, FootprintLevel};
use crate::assess::{ClosedLine, FactorRef, Origin, distinct};
use crate::error::{Message, Operation, Result, did_you_mean};
use crate::factors::Source;
use crate::gas::{Emissions, Gas, Substance};
use crate::inventory::{BookTotal, Contract, CountedLine, RaisedCheck, RowCounts, Settings, Status};
use crate::notice::Notice;
use crate::quantity::{Exact, Fraction, Mass, Quantity, Ratio, Reading};
use crate::taxonomy::{FootprintCategory, NotationKey, Quality, Scope, Year};
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One line of a footprint: activity data times factors, or a stated mass, of one gas; its share in the boundary of the organisation.
///
/// It keeps the assessed line to itself, so that no inventory of a city can take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintLine {
    /// Where it is booked.
    pub category: FootprintCategory,
    /// The department; empty for the organisation as a whole.
    pub department: String,
    /// The activity code, or `direct` for a stated mass.
    pub activity: String,
    /// The share of it that is in the boundary.
    pub share: Fraction,
    /// Why it is there and with this share, where a rule of the boundary says so.
    pub reason: Option<String>,
    /// The mass of the gas in kg, with its share; half-even at 10^-12 kg where the division does not end.
    pub mass: Exact,
    /// kg CO2e, with its share; none for biogenic CO2.
    pub co2e: Option<Exact>,
    /// The whole line.
    pub(super) whole: ClosedLine,
}

impl FootprintLine {
    /// A line as its trace states it.
    pub(crate) fn traced(
        category: FootprintCategory,
        share: Fraction,
        reason: Option<String>,
        (mass, co2e): (Exact, Option<Exact>),
        whole: ClosedLine,
    ) -> Self {
        let (department, activity) = (whole.line.id.place.to_string(), whole.line.id.activity.to_string());
        Self { category, department, activity, share, reason, mass, co2e, whole }
    }

    /// Its id: year, category, activity, department and factor; at its end `losses`, where it is those of a grid.
    pub fn id(&self) -> String {
        let id = self.whole.line.id.to_string();
        let rest = id.splitn(3, '/').nth(2).unwrap_or_default();
        let of = if self.whole.line.is_losses() { "/losses" } else { "" };
        format!("{}/{}/{rest}{of}", self.whole.line.id.year, self.category)
    }

    /// The whole line, without its share.
    pub(crate) fn whole(&self) -> &ClosedLine {
        &self.whole
    }

    /// The gas, or CO2e with the set it was stated in.
    pub fn substance(&self) -> Substance {
        self.whole.line.substance
    }

    /// What it is computed from, in base units of what its factor is for, numerator and denominator separately; without its share.
    pub fn amount(&self) -> Result<Ratio> {
        self.whole.line.amount()
    }

    /// How it came about.
    pub fn origin(&self) -> Origin {
        self.whole.line.origin
    }

    /// The ids of the rows that its numbers are from.
    pub fn rows(&self) -> BTreeSet<&str> {
        self.whole.line.terms().flat_map(|term| &term.rows).map(|row| row.id.as_str()).collect()
    }
}

/// One category: exactly one of a figure and a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintEntry {
    /// The category.
    pub category: FootprintCategory,
    /// kg CO2e.
    pub co2e: Option<Exact>,
    /// Why there is no figure.
    pub key: Option<NotationKey>,
    /// For IE: where the emissions are.
    pub included_in: Option<FootprintCategory>,
    /// Why the key.
    pub reason: String,
    /// How the figure came about.
    pub origin: Option<Origin>,
    /// The mass of each gas.
    pub gases: Emissions,
    /// The worst quality of its activity data; none where a line has none.
    pub activity_quality: Option<Quality>,
    /// The worst quality of its factors; none where a line has none.
    pub factor_quality: Option<Quality>,
    /// Departments that have a key.
    pub departments: Vec<String>,
    /// Departments, or the rest of the organisation, that have a key next to the figure of the others.
    pub partial: Vec<(String, NotationKey, String)>,
}

impl FootprintEntry {
    /// Whether it, or a part of it, is not estimated or confidential.
    pub fn has_exclusion(&self) -> bool {
        let excluded = |key: NotationKey| matches!(key, NotationKey::NE | NotationKey::C);
        self.key.is_some_and(excluded) || self.partial.iter().any(|(_, key, _)| excluded(*key))
    }

    fn lacks_reason(&self) -> bool {
        let bare = |key: NotationKey, reason: &str| matches!(key, NotationKey::NE | NotationKey::C) && reason.trim().is_empty();
        self.key.is_some_and(|key| bare(key, &self.reason)) || self.partial.iter().any(|(_, key, reason)| bare(*key, reason))
    }
}

/// Electricity of scope 2 by contracts (GHG Protocol Scope 2 Guidance, ch. 6 and 7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintMarket {
    /// Electricity used.
    pub used: Reading,
    /// Of it under contracts.
    pub under_contracts: Reading,
    /// kg CO2e by the average of the grid.
    pub location: Exact,
    /// kg CO2e by contracts.
    pub market: Exact,
}

/// The totals of a footprint in kg CO2e (biogenic CO2 in kg CO2); none where there is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintTotals {
    /// Scope 1.
    pub scope1: Option<Exact>,
    /// Scope 2 by the average of the grid.
    pub scope2_location: Option<Exact>,
    /// Scope 2 by contracts; none without contracts.
    pub scope2_market: Option<Exact>,
    /// Scope 3.
    pub scope3: Option<Exact>,
    /// Scopes 1 and 2, by the average of the grid.
    pub scopes_1_and_2: Option<Exact>,
    /// All scopes, by the average of the grid.
    pub all: Option<Exact>,
    /// CO2 of biogenic carbon, in no other total.
    pub biogenic_co2: Option<Exact>,
}

/// The change from the base year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FootprintChange {
    /// The base year.
    pub base_year: Year,
    /// Its scopes 1 and 2, kg CO2e.
    pub base: Exact,
    /// Those of this year less those of the base year, kg CO2e.
    pub change: Exact,
    /// The same over departments and categories that both years have, kg CO2e.
    pub like_for_like: Exact,
}

/// The footprint of an organisation in one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Footprint {
    /// What it was made with; the name is that of the organisation.
    pub settings: Settings,
    /// How the boundary is drawn.
    pub consolidation: Consolidation,
    /// What must be filled.
    pub level: FootprintLevel,
    /// The departments.
    pub departments: BTreeMap<String, Department>,
    /// The year.
    pub year: Year,
    /// The finest lines, by category.
    pub lines: Vec<FootprintLine>,
    /// Categories with a figure or a key, in order.
    pub entries: Vec<FootprintEntry>,
    /// Scope 2 by contracts; none without contracts.
    pub market: Option<FootprintMarket>,
    /// Contracts and the residual mix of the year.
    pub contracts: Vec<Contract>,
    /// Rows of ledgers.
    pub rows: RowCounts,
    /// What must be corrected, or is accepted with a reason.
    pub checks: Vec<RaisedCheck>,
    /// What a reader must know.
    pub notices: Vec<Notice>,
    /// The change from the base year; none where there is none, or in the base year itself.
    pub change: Option<FootprintChange>,
    /// People who work for it.
    pub staff: Option<Exact>,
    /// The floor area in m2.
    pub floor_m2: Option<Exact>,
}

/// The sum, none of nothing.
fn added(figures: impl Iterator<Item = Exact>) -> Result<Option<Exact>> {
    let mut figures = figures;
    let Some(first) = figures.next() else { return Ok(None) };
    figures.try_fold(first, Exact::checked_add).map(Some).map_err(|error| error.in_step(Operation::Total))
}

impl Footprint {
    /// The totals.
    pub fn totals(&self) -> Result<FootprintTotals> {
        let of = |counts: &dyn Fn(Scope) -> bool| {
            let held = self.entries.iter().filter(|entry| counts(entry.category.scope()));
            added(held.filter_map(|entry| entry.co2e))
        };
        let scope2_location = of(&|scope| scope == Scope::Two)?;
        let scope2_market = match (&self.market, scope2_location) {
            (Some(cell), Some(location)) => Some(location.checked_sub(cell.location)?.checked_add(cell.market)?),
            _ => None,
        };
        let biogenic = Substance::Gas(Gas::CO2_BIOGENIC);
        Ok(FootprintTotals {
            scope1: of(&|scope| scope == Scope::One)?,
            scope2_location,
            scope2_market,
            scope3: of(&|scope| scope == Scope::Three)?,
            scopes_1_and_2: of(&|scope| scope != Scope::Three)?,
            all: of(&|_| true)?,
            biogenic_co2: added(self.entries.iter().filter_map(|entry| entry.gases.of(biogenic)).map(Mass::base))?,
        })
    }

    /// The lines of a part of the footprint as a total that can be reconciled with that of a city: `all`, `scope:1`, a category such as
    /// `3.5`, `iso:4`, `department:NAME`. A total is compared and never added.
    ///
    /// # Errors
    /// A part that is none of these.
    pub fn total(&self, part: &str) -> Result<BookTotal> {
        let counts: Box<dyn Fn(&FootprintLine) -> bool> = match part.split_once(':') {
            None if part == "all" => Box::new(|_| true),
            Some(("scope", scope)) => {
                let scope: Scope = scope.parse()?;
                Box::new(move |line| line.category.scope() == scope)
            }
            Some(("iso", text)) => {
                let number = (1..=6_u8).find(|number| number.to_string() == text);
                let number = number.ok_or_else(|| Message::UnknownIsoCategory { value: text.into() })?;
                Box::new(move |line| line.category.iso14064() == number)
            }
            Some(("department", name)) => {
                self.check_department(name)?;
                let name = name.to_owned();
                Box::new(move |line| line.department == name)
            }
            _ => {
                let category: FootprintCategory = part.parse()?;
                Box::new(move |line| line.category == category)
            }
        };
        let counted = self.lines.iter().filter(|line| counts(line)).filter_map(|line| {
            let mut id = (*line.whole.line.id).clone();
            if line.origin() == Origin::Direct {
                // What is stated has no activity that tells two categories apart.
                id.factor = format!("{}: {}", line.category, id.factor).into();
            }
            Some(CountedLine::new(id, line.substance(), line.co2e?))
        });
        BookTotal::new(&format!("footprint of {}", self.settings.city), &format!("footprint {part}"), counted)
    }

    /// Refuses a department that the organisation has not.
    fn check_department(&self, name: &str) -> Result<()> {
        let held = self.lines.iter().map(|line| line.department.as_str());
        let known: BTreeSet<&str> = self.departments.keys().map(String::as_str).chain(held).collect();
        if known.contains(name) {
            return Ok(());
        }
        let nearest = did_you_mean(name, known.into_iter().filter(|known| !known.is_empty())).map(Into::into);
        Err(Message::UnknownDepartment { value: name.into(), nearest }.into())
    }

    /// CO2e in kg by any part of the lines: department, gas, activity, category of ISO 14064-1. The parts add up to the total of all
    /// scopes, whatever the part.
    pub fn group<K: Ord>(&self, key: impl Fn(&FootprintLine) -> K) -> Result<BTreeMap<K, Exact>> {
        let mut groups = BTreeMap::new();
        for line in &self.lines {
            if let Some(co2e) = line.co2e {
                let sum = groups.entry(key(line)).or_insert(Exact::ZERO);
                *sum = sum.checked_add(co2e).map_err(|error| error.in_step(Operation::Group))?;
            }
        }
        Ok(groups)
    }

    /// A total in kg over a number of people or square metres; none where it is not known.
    pub fn intensity(total: Option<Exact>, over: Option<Exact>) -> Result<Option<Exact>> {
        match (total, over.filter(|over| !over.is_zero())) {
            (Some(total), Some(over)) => Ok(Some(Ratio::new(total, over)?.evaluate()?.value())),
            _ => Ok(None),
        }
    }

    /// Categories that the level requires and that have neither a figure nor a key.
    pub fn missing(&self) -> Vec<FootprintCategory> {
        let held: BTreeSet<FootprintCategory> = self.entries.iter().map(|entry| entry.category).collect();
        let required = FootprintCategory::ALL.iter().copied().filter(|category| self.level.requires(*category));
        required.filter(|category| !held.contains(category)).collect()
    }

    /// How complete it is: by the categories of its own standard.
    pub fn status(&self) -> Status {
        let required = || self.entries.iter().filter(|entry| self.level.requires(entry.category));
        let draft = !self.missing().is_empty()
            || self.rows.rejected > 0
            || self.lines.is_empty()
            || self.checks.iter().any(RaisedCheck::is_open)
            || self.entries.iter().any(FootprintEntry::lacks_reason);
        match draft {
            true => Status::Draft,
            false if required().any(FootprintEntry::has_exclusion) => Status::CompleteWithExclusions,
            false => Status::Complete,
        }
    }

    /// Categories that are not estimated or confidential, as a whole or in part, without a reason.
    pub fn without_reason(&self) -> impl Iterator<Item = FootprintCategory> {
        self.entries.iter().filter(|entry| entry.lacks_reason()).map(|entry| entry.category)
    }

    /// The rows of the tables that were found by fallbacks, each with the fallbacks on the way to it, in the order of their ids.
    pub fn fallbacks(&self) -> BTreeSet<(String, String)> {
        let terms = distinct(self.lines.iter().map(|line| &line.whole.line));
        let rows = terms.flat_map(|term| &term.rows).filter(|row| !row.steps.is_empty());
        let steps = |row: &FactorRef| row.steps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        rows.map(|row| (row.id.clone(), steps(row))).collect()
    }

    /// The publications whose rows a figure is computed with, in the order of their ids, each once.
    pub fn publications(&self) -> Vec<&'static Source> {
        let terms = distinct(self.lines.iter().map(|line| &line.whole.line));
        let ids: BTreeSet<&str> = terms.flat_map(|term| &term.rows).map(|row| row.publication.as_str()).collect();
        ids.into_iter().filter_map(Source::find).collect()
    }

    /// The checks that are neither corrected nor accepted.
    pub fn open_checks(&self) -> impl Iterator<Item = &RaisedCheck> {
        self.checks.iter().filter(|check| check.is_open())
    }

    /// The departments with neither a line nor a key in the year.
    pub fn not_reported(&self) -> Vec<&str> {
        let keyed = self.entries.iter().flat_map(|entry| &entry.departments).map(String::as_str);
        let held: BTreeSet<&str> = self.lines.iter().map(|line| line.department.as_str()).chain(keyed).collect();
        self.departments.keys().map(String::as_str).filter(|name| !held.contains(name)).collect()
    }
}

impl fmt::Display for FootprintLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.id())
    }
}
