//! Inventory: open until it is closed. Parts merge in any order; closing them gives a statement.

use super::contract::Contract;
use super::cross_check::CrossCheck;
use super::lines::Lines;
use super::settings::{MadeWith, Settings};
use crate::activity::Activity;
use crate::assess::{Assessed, Assessor, Derivation, InputKey, Line, LineId, LineInput, LineInputs, Origin, Terms};
use crate::check::{Check, Finding};
use crate::error::{Error, Message, Result};
use crate::gas::{GwpSet, Substance};
use crate::ledger::LedgerSources;
use crate::notice::Notice;
use crate::quantity::{Dimension, Reading};
use crate::taxonomy::{Category, NotationKey, Quality, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A mass that somebody states for a reference, without activity data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ReportedEmission {
    /// The reference.
    pub category: Category,
    /// The year.
    pub year: Year,
    /// The place; empty for the city as a whole.
    #[serde(default)]
    pub place: String,
    /// The gas, or CO2e with the set it was stated in.
    pub substance: Substance,
    /// How much, in a unit of mass.
    pub amount: Reading,
    /// The source.
    pub source: String,
    /// Quality of the activity data behind it.
    #[serde(default)]
    pub activity_quality: Option<Quality>,
    /// Quality of the factor behind it.
    #[serde(default)]
    pub factor_quality: Option<Quality>,
    /// The file, and the line there, or a program's own name for it.
    #[serde(default = "of_program")]
    pub file: String,
    /// The SHA-256 of the file, if it was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The line in the file.
    #[serde(default)]
    pub line: Option<u64>,
}

/// The file of what a program gives.
fn of_program() -> String {
    "program".to_owned()
}

/// A key that is given as a value is a clean one.
fn yes() -> bool {
    true
}

impl ReportedEmission {
    /// A stated mass; the source distinguishes two statements of one gas.
    pub fn new(category: Category, year: Year, substance: Substance, amount: Reading, source: &str) -> Self {
        Self {
            category,
            year,
            place: String::new(),
            substance,
            amount,
            source: source.to_owned(),
            activity_quality: None,
            factor_quality: None,
            file: of_program(),
            sha256: None,
            line: None,
        }
    }
}

with_members! {
    ReportedEmission {
        /// The same, of a place.
        with_place(place: String),
        /// The same, with the quality of the activity data behind it.
        with_activity_quality(activity_quality: Option<Quality>),
        /// The same, with the quality of the factor behind it.
        with_factor_quality(factor_quality: Option<Quality>),
        /// The same, from a file.
        with_file(file: String),
        /// The same, with the SHA-256 of its file.
        with_sha256(sha256: Option<String>),
        /// The same, from a line of its file.
        with_line(line: Option<u64>),
    }
}

/// Why a reference has no figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct NotationEntry {
    /// The key.
    pub key: NotationKey,
    /// For IE: where the emissions are reported.
    #[serde(default)]
    pub included_in: Option<Category>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Whether the cell was clean: one key, no stray spaces, its target in its own column.
    #[serde(default = "yes")]
    pub clean: bool,
}

impl NotationEntry {
    /// A clean key, with the reference that holds the emissions (for IE) and why.
    pub fn new(key: NotationKey, included_in: Option<Category>, reason: &str) -> Self {
        Self { key, included_in, reason: reason.to_owned(), clean: true }
    }
}

/// Rows of ledgers, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RowCounts {
    /// Rows summed.
    pub accepted: u64,
    /// Rows refused.
    pub rejected: u64,
    /// Rows of other years: accepted, but not summed.
    pub outside: BTreeMap<Year, u64>,
    /// Who states the amounts, as far as rows say so. It changes no figure.
    #[serde(default, skip_serializing_if = "LedgerSources::is_empty")]
    pub sources: LedgerSources,
}

/// Keys by year, reference and place. All that were given are kept, so that merging does not depend on order; closing takes one.
pub(super) type Keys = BTreeMap<(Year, Category, String), BTreeSet<NotationEntry>>;

/// Notices, each with its year, or for all years.
pub(super) type Notices = BTreeSet<(Option<Year>, Notice)>;

/// Checks, each with its year, or for all years.
pub(super) type Checks = BTreeSet<(Option<Year>, Check)>;

/// Who emitted what: open lines and keys of one city and one or more years.
///
/// Merging is associative and commutative, because a line holds its activity sum until [`close`](Self::close).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredInventory", into = "StoredInventory")]
pub struct Inventory {
    pub(super) settings: Settings,
    pub(super) lines: Lines,
    pub(super) keys: Keys,
    pub(super) included: BTreeSet<(Year, Category, Category)>,
    pub(super) contracts: BTreeMap<(Year, String), Contract>,
    pub(super) cross_checks: BTreeSet<CrossCheck>,
    pub(super) rows: RowCounts,
    pub(super) notices: Notices,
    pub(super) checks: Checks,
}

/// An inventory as it is written down: lists, checked again when they are read.
#[derive(Serialize, Deserialize)]
struct StoredInventory {
    settings: Settings,
    lines: Vec<Line>,
    keys: Vec<(Year, Category, String, NotationEntry)>,
    included: BTreeSet<(Year, Category, Category)>,
    contracts: Vec<Contract>,
    cross_checks: BTreeSet<CrossCheck>,
    rows: RowCounts,
    notices: Notices,
    #[serde(default)]
    checks: Checks,
}

impl From<Inventory> for StoredInventory {
    fn from(inventory: Inventory) -> Self {
        let keys = inventory.keys.into_iter().flat_map(|((year, category, place), keyed)| {
            keyed.into_iter().map(move |keyed| (year, category, place.clone(), keyed))
        });
        Self {
            settings: inventory.settings,
            lines: inventory.lines.into_lines().collect(),
            keys: keys.collect(),
            included: inventory.included,
            contracts: inventory.contracts.into_values().collect(),
            cross_checks: inventory.cross_checks,
            rows: inventory.rows,
            notices: inventory.notices,
            checks: inventory.checks,
        }
    }
}

impl TryFrom<StoredInventory> for Inventory {
    type Error = Error;

    fn try_from(stored: StoredInventory) -> Result<Self> {
        let mut inventory = Self::new(stored.settings);
        for line in stored.lines {
            if inventory.lines.has(&line.id) {
                return Err(Message::Duplicate { value: (&line.id).into() }.into());
            }
            inventory.add_line(line)?;
        }
        for (year, category, place, keyed) in stored.keys {
            inventory.add_key(year, category, &place, keyed)?;
        }
        stored.contracts.into_iter().try_for_each(|contract| inventory.add_contract(contract))?;
        inventory.cross_checks = stored.cross_checks;
        inventory.included = stored.included;
        inventory.rows = stored.rows;
        inventory.notices = stored.notices;
        inventory.checks = stored.checks;
        Ok(inventory)
    }
}

impl Inventory {
    /// An empty inventory.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            lines: Lines::default(),
            keys: BTreeMap::new(),
            included: BTreeSet::new(),
            contracts: BTreeMap::new(),
            cross_checks: BTreeSet::new(),
            rows: RowCounts::default(),
            notices: BTreeSet::new(),
            checks: BTreeSet::new(),
        }
    }

    /// What all its parts share.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The open lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter()
    }

    /// Adds one line: to the same line if it is there.
    pub fn add_line(&mut self, line: Line) -> Result<()> {
        self.add_lines(vec![line])
    }

    fn add_lines(&mut self, lines: Vec<Line>) -> Result<()> {
        if let Some(line) = lines.iter().find(|line| !self.settings.years.contains(&line.id.year)) {
            return Err(Message::YearNotInInventory { value: (&line.id.year).into() }.into());
        }
        self.lines.add(lines)
    }

    /// Adds what an assessor made of activity. Refused: an assessor of another region, or with other tables than the one before.
    pub fn add(&mut self, assessor: &Assessor, assessed: Assessed, year: Year) -> Result<()> {
        self.check_assessor(assessor)?;
        if self.settings.factors_hash.is_empty() {
            assessor.factors_hash().clone_into(&mut self.settings.factors_hash);
        }
        self.add_lines(assessed.lines)?;
        self.included.extend(assessed.included.into_iter().map(|(cell, inside)| (year, cell, inside)));
        self.notices.extend(assessed.notices.into_iter().map(|notice| (Some(year), notice)));
        self.checks.extend(assessed.checks.into_iter().map(|check| (Some(year), check)));
        Ok(())
    }

    /// Assesses one activity and adds its lines. Refused: an assessor of another region, or with other tables than the one before.
    pub fn record(&mut self, assessor: &Assessor, activity: &Activity) -> Result<()> {
        self.check_assessor(assessor)?;
        self.add(assessor, assessor.assess_activity(activity)?, activity.year)
    }

    pub(super) fn check_assessor(&self, assessor: &Assessor) -> Result<()> {
        let Settings { gwp, region, factors_hash, .. } = &self.settings;
        // The hash of an assessor's tables is computed once, and only where there is one to compare it with.
        let hash = if factors_hash.is_empty() { "" } else { assessor.factors_hash() };
        MadeWith { region, gwp: *gwp, factors_hash }.check(MadeWith { region: assessor.region(), gwp: *gwp, factors_hash: hash })
    }

    /// Refuses another inventory that is of another region, other tables, another GWP set, or does not share the other settings.
    pub(crate) fn check_part(&self, other: &Self) -> Result<()> {
        self.settings.made_with().check(other.settings.made_with())?;
        let tables = &self.settings.factors_hash;
        let other = Settings { factors_hash: tables.clone(), ..other.settings.clone() };
        if self.settings != other {
            return Err(Message::OtherSettings { city: (&other.city).into() }.into());
        }
        Ok(())
    }

    /// Adds a stated mass. Refused: a unit of anything but mass, a negative amount where none may be, the same statement twice.
    pub fn add_direct(&mut self, direct: ReportedEmission) -> Result<()> {
        let unit = direct.amount.unit();
        if unit.dimension() != Dimension::Mass {
            return Err(unit.refused_for(Dimension::Mass, None, Some("kg")).into());
        }
        if direct.amount.value().is_negative() && !direct.category.may_be_negative() {
            let (value, category) = ((&direct.amount.value()).into(), (&direct.category).into());
            return Err(Message::NegativeEmission { value, category }.into());
        }
        let substance = direct.category.counts_as(direct.substance);
        let id = LineId {
            year: direct.year,
            category: direct.category,
            activity: "direct".into(),
            place: direct.place.into(),
            // One source states a gas once, whatever the set of a figure known only as CO2e.
            factor: match substance {
                Substance::Gas(gas) => format!("{gas}: {}", direct.source),
                Substance::Stated(_) => format!("CO2e: {}", direct.source),
            }
            .into(),
        };
        if self.lines.has(&id) {
            let (category, substance) = ((&direct.category).into(), (&substance).into());
            return Err(Message::StatedTwice { value: (&direct.source).into(), category, substance }.into());
        }
        let (year, place, finding) = (id.year, id.place.clone(), Finding::MetricTon { activity: "direct".to_owned() });
        let ton = unit.is_ton().then(|| Check::of(id.category, finding).in_place(&place));
        let key = InputKey {
            file: direct.file.into(),
            sha256: direct.sha256.map(Into::into),
            unit: unit.symbol().into(),
            basis: None,
            line: direct.line,
            source: Some(direct.source.into()),
            mean: None,
        };
        self.add_line(Line {
            id: Arc::new(id),
            substance,
            origin: Origin::Direct,
            inputs: LineInputs::one(key, LineInput::new(1, direct.amount.value(), unit, Terms::default())),
            derivation: Derivation::Product(Terms::default()),
            weight_note: None,
            activity_quality: direct.activity_quality,
            factor_quality: direct.factor_quality,
        })?;
        if let Some(ton) = ton {
            self.add_check(Some(year), ton);
        }
        Ok(())
    }

    /// Says why a reference has no figure, for the city (`place` empty) or for one place. Of several keys the one counts that
    /// means that there may be emissions.
    pub fn add_key(&mut self, year: Year, category: Category, place: &str, keyed: NotationEntry) -> Result<()> {
        if keyed.included_in.is_some() && keyed.key != NotationKey::IE {
            return Err(Message::TargetWithoutIe { value: (&keyed.key).into() }.into());
        }
        if keyed.included_in == Some(category) {
            return Err(Message::IncludedInItself { value: category.reference().into() }.into());
        }
        self.keys.entry((year, category, place.to_owned())).or_default().insert(keyed);
        Ok(())
    }

    /// Adds a contract or certificate for the market-based view. Refused: another with the same id, or a second residual mix, in
    /// one year.
    pub fn add_contract(&mut self, contract: Contract) -> Result<()> {
        let key = (contract.year, contract.id.clone());
        let same = self.contracts.get(&key).is_some_and(|held| *held == contract);
        let of_year = self.contracts.range((contract.year, String::new())..).take_while(|((year, _), _)| *year == contract.year);
        // Only a residual mix looks through the others, and a year has one.
        let second = contract.category.is_none() && of_year.into_iter().any(|(_, held)| held.category.is_none());
        if !same && (self.contracts.contains_key(&key) || second) {
            let value = (&contract.id).into();
            return Err(match contract.category {
                None => Message::SecondResidualMix { value, year: (&contract.year).into() },
                Some(_) => Message::DuplicateId { value },
            }
            .into());
        }
        self.contracts.insert(key, contract);
        Ok(())
    }

    /// Adds a figure that is next to a reference, and in no total.
    pub fn add_cross_check(&mut self, check: CrossCheck) {
        self.cross_checks.insert(check);
    }

    /// Counts rows that a tally saw.
    pub fn add_counts(&mut self, counts: &RowCounts) {
        self.rows.accepted = self.rows.accepted.saturating_add(counts.accepted);
        self.rows.rejected = self.rows.rejected.saturating_add(counts.rejected);
        for (year, rows) in &counts.outside {
            let held = self.rows.outside.entry(*year).or_insert(0);
            *held = held.saturating_add(*rows);
        }
        self.rows.sources.merge(&counts.sources);
    }

    /// Rows of ledgers and tables that were refused.
    pub fn rejected(&self) -> u64 {
        self.rows.rejected
    }

    /// Adds a notice for the reader of every year's report; words of one's own are [`Notice::Own`].
    pub fn add_notice(&mut self, notice: impl Into<Notice>) {
        self.notices.insert((None, notice.into()));
    }

    /// The same, for the report of one year.
    pub fn add_notice_of(&mut self, year: Year, notice: impl Into<Notice>) {
        self.notices.insert((Some(year), notice.into()));
    }

    /// Adds a check: of one year, or of all. It is open until it is accepted by [`Settings::accepted`]; checks of one's own are
    /// [`Finding::Own`](crate::check::Finding::Own).
    pub fn add_check(&mut self, year: Option<Year>, check: Check) {
        self.checks.insert((year, check));
    }

    /// Adds another part of the same city's inventory: associative and commutative. Refused: a part of another region,
    /// of other tables, of another GWP set, or with other settings.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.check_part(other)?;
        if self.settings.factors_hash.is_empty() {
            self.settings.factors_hash.clone_from(&other.settings.factors_hash);
        }
        other.lines.iter().try_for_each(|line| self.add_line(line.clone()))?;
        for (cell, keyed) in &other.keys {
            self.keys.entry(cell.clone()).or_default().extend(keyed.iter().cloned());
        }
        self.included.extend(other.included.iter().copied());
        self.cross_checks.extend(other.cross_checks.iter().cloned());
        other.contracts.values().try_for_each(|contract| self.add_contract(contract.clone()))?;
        self.add_counts(&other.rows);
        self.notices.extend(other.notices.iter().cloned());
        self.checks.extend(other.checks.iter().cloned());
        Ok(())
    }
}

impl Assessor {
    /// An empty inventory of this assessor's region and tables: another assessor is refused there.
    ///
    /// ```
    /// use citycarbon::{Activity, Assessor, GwpSet, Year};
    /// let (bangkok, japan) = (Assessor::shipped("TH-10".parse()?)?, Assessor::shipped("JP".parse()?)?);
    /// let year: Year = "2018".parse()?;
    /// let mut city = bangkok.inventory("Bangkok", [year], GwpSet::Ar5);
    /// let diesel = Activity::new("road.diesel-b7", year, "1000 litre".parse()?);
    /// city.record(&bangkok, &diesel)?;
    /// let refused = city.record(&japan, &diesel).unwrap_err();
    /// assert_eq!(refused.to_string(), "\"JP\": the inventory is of the region TH-10; use an assessor and parts of that region");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn inventory(&self, city: &str, years: impl IntoIterator<Item = Year>, gwp: GwpSet) -> Inventory {
        Inventory::new(self.settings(city, years, gwp))
    }

    /// The settings of such an inventory, for one that needs more of them.
    pub fn settings(&self, city: &str, years: impl IntoIterator<Item = Year>, gwp: GwpSet) -> Settings {
        let mut settings = Settings::new(city, self.region().clone(), years, gwp);
        self.factors_hash().clone_into(&mut settings.factors_hash);
        settings
    }
}
