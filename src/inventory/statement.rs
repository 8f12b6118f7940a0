//! Statement: the closed inventory of one year. Entries, totals, what is missing.

use super::contract::Contract;
use super::cross_check::CrossCheck;
use super::entry::{Entry, Partial};
use super::inventory::{Inventory, RowCounts};
use super::keys;
use super::market::{self, MarketCell};
use super::means::Means;
use super::outcome::{YearContent, YearOutcome};
use super::outlier;
use super::place_names;
use super::settings::Settings;
use super::status::{self, RaisedCheck, RequiredCells, Status};
use crate::assess::distinct;
use crate::assess::{ClosedLine, LastAmount};
use crate::check::Check;
use crate::error::{Error, Message, Operation, Result};
use crate::factors::{Fallback, Source};
use crate::gas::{Gas, Stated, Substance};
use crate::i18n::Language;
use crate::notice::{self, Notice};
use crate::quantity::{Energy, Exact, Mass, Quantity, Ratio};
use crate::taxonomy::{Category, NotationKey, Year};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

checked! {
    /// The closed inventory of one year: every figure in kg, exact; none where there is no value, never zero for it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub struct Statement {
        /// What the inventory was made with.
        pub settings: Settings,
        /// The year.
        pub year: Year,
        /// The finest lines.
        pub lines: Vec<ClosedLine>,
        /// A reference each, those with a value or a key, in GPC order.
        pub entries: Vec<Entry>,
        /// Scope 2 both ways, where contracts are known.
        pub market: Vec<MarketCell>,
        /// Other ways to figures of the year: next to them, in no total.
        pub cross_checks: Vec<CrossCheck>,
        /// Contracts and the residual mix of the year, in the order of their ids.
        pub contracts: Vec<Contract>,
        /// Rows of ledgers.
        pub rows: RowCounts,
        /// The cells that the level requires, counted.
        pub required: RequiredCells,
        /// What must be corrected, or is accepted with a reason.
        pub checks: Vec<RaisedCheck>,
        /// What a reader must know.
        pub notices: Vec<Notice>,
    }
}

/// A year with its closed lines and notices.
type YearLines = (Year, Vec<ClosedLine>, Vec<Notice>);

/// The totals of a statement, in kg CO2e (biogenic CO2 in kg CO2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Totals {
    /// GPC BASIC.
    pub basic: Option<Exact>,
    /// GPC BASIC+.
    pub basic_plus: Option<Exact>,
    /// BASIC+ and other scope 3.
    pub basic_s3: Option<Exact>,
    /// All scope 1, with generation for the grid and waste from elsewhere.
    pub territorial: Option<Exact>,
    /// BASIC with scope 2 by contracts; none without contracts.
    pub basic_market: Option<Exact>,
    /// CO2 of biogenic carbon, in no other total.
    pub biogenic_co2: Option<Exact>,
}

impl Statement {
    /// Refuses references out of order or twice, and lines of another year.
    fn check(&self) -> Result<()> {
        let ascending = self.entries.windows(2).all(|pair| matches!(pair, [a, b] if a.category < b.category));
        if !ascending || self.required.missing.iter().any(|missing| self.entries.iter().any(|entry| entry.category == *missing)) {
            return Err(Message::ReferencesNotOnce.into());
        }
        match self.lines.iter().find(|closed| closed.line.id.year != self.year) {
            Some(other) => Err(Message::YearNotInInventory { value: (&other.line.id.year).into() }.into()),
            None => Ok(()),
        }
    }
}

impl Inventory {
    /// Closes every year: lines are divided once, weighed, and added up.
    pub fn close(&self) -> Result<Vec<Statement>> {
        self.settings.check_years()?;
        self.check_stated()?;
        let mut statements: Vec<Statement> =
            self.settings.years.iter().map(|year| self.close_year(*year)).collect::<Result<_>>()?;
        let by_year: Vec<_> = statements.iter().map(|statement| (statement.year, statement.lines.as_slice())).collect();
        for (year, check) in outlier::checks(&by_year) {
            statements.iter_mut().filter(|statement| statement.year == year).for_each(|of| of.checks.push(check.clone().into()));
        }
        let mut checks: Vec<_> =
            statements.iter_mut().map(|statement| (statement.year, std::mem::take(&mut statement.checks))).collect();
        let is_of_no_year = |raised: &RaisedCheck| {
            let same = |check: &Check| check.finding == raised.finding && check.id() == raised.id;
            self.checks.iter().take_while(|(year, _)| year.is_none()).any(|(_, check)| same(check))
        };
        status::accept(&mut checks, &self.settings.accepted, is_of_no_year)?;
        for (statement, (_, mut checks)) in statements.iter_mut().zip(checks) {
            RaisedCheck::in_order(&mut checks);
            statement.checks = checks;
        }
        Ok(statements)
    }

    /// Figures known only as CO2e in another set: named together, or taken as stated.
    fn check_stated(&self) -> Result<()> {
        if self.settings.co2e_only == Stated::AsStated {
            return Ok(());
        }
        let asked = self.settings.gwp;
        let mut others: BTreeMap<String, BTreeSet<Category>> = BTreeMap::new();
        for line in self.lines.iter() {
            if let Substance::Stated(set) = line.substance
                && set != asked
            {
                others.entry(set.to_string()).or_default().insert(line.id.category);
            }
        }
        let Some((stated, categories)) = others.pop_first() else { return Ok(()) };
        let entries = categories.iter().map(Into::into).collect();
        Err(Error::OtherGwpSet(Message::StatedInOtherSet { stated: stated.into(), asked: (&asked).into(), entries }.into()))
    }

    /// The lines of a year, divided and weighed.
    fn closed_lines(&self, year: Year) -> Result<Vec<ClosedLine>> {
        let (mut lines, mut amounts) = (Vec::with_capacity(self.lines.of_year(year).count()), LastAmount::default());
        let means = Means::of(self.lines.of_year(year));
        for line in self.lines.of_year(year) {
            let line = means.taken(line)?;
            lines.push(line.close_open(line.open_mass_of(&mut amounts)?, self.settings.gwp, self.settings.co2e_only)?);
        }
        Ok(lines)
    }

    fn notices_of(&self, year: Year) -> Vec<Notice> {
        let of_year = |(of, notice): &(Option<Year>, Notice)| of.is_none_or(|of| of == year).then(|| notice.clone());
        self.notices.iter().filter_map(of_year).collect()
    }

    /// The closed lines of each year with its notices: what totals need, without entries and checks.
    pub(super) fn close_lines(&self) -> Result<Vec<YearLines>> {
        self.check_stated()?;
        let of_year = |year: &Year| {
            let (lines, mut notices) = (self.closed_lines(*year)?, self.notices_of(*year));
            keys::cells(self, *year, &keys::by_reference(&lines), (&mut notices, &mut Vec::new()))?;
            notices.extend(self.rows.outside.iter().map(|(year, rows)| Notice::RowsOutside { rows: *rows, year: *year }));
            Ok((*year, lines, notices))
        };
        self.settings.years.iter().map(of_year).collect()
    }

    fn close_year(&self, year: Year) -> Result<Statement> {
        let lines = self.closed_lines(year)?;
        let mut notices = self.notices_of(year);
        // Lines of a year are in the order of their references.
        let by_category = keys::by_reference(&lines);
        keys::refuse_circles(&self.keys, year)?;
        let of_year = |(of, check): &(Option<Year>, Check)| of.is_none_or(|of| of == year).then(|| check.clone().into());
        let mut checks: Vec<RaisedCheck> = self.checks.iter().filter_map(of_year).collect();
        checks.extend(place_names::near(&by_category, &self.settings.places).into_iter().map(RaisedCheck::from));
        let cells = keys::cells(self, year, &by_category, (&mut notices, &mut checks))?;
        let found = (&mut notices, &mut checks);
        let cross_checks: Vec<CrossCheck> = self.cross_checks.iter().filter(|check| check.year == year).cloned().collect();
        let contracts: Vec<Contract> = self.contracts.values().filter(|contract| contract.year == year).cloned().collect();
        let (lines_of, rows) = (&by_category, &self.rows);
        let content = YearContent { year, lines: lines_of, contracts: &contracts, cross_checks: &cross_checks, rows };
        let YearOutcome { entries, required, market } = YearOutcome::of(&self.settings, &content, (&cells, &cells), found)?;
        Notice::in_order(&mut notices);
        let (settings, rows) = (self.settings.clone(), self.rows.clone());
        Ok(Statement { settings, year, lines, entries, market, cross_checks, contracts, rows, required, checks, notices })
    }
}

/// The ways that led to rows of another place, year or process, each with the ids of what was found by it.
pub(super) fn fallbacks(lines: &[ClosedLine]) -> BTreeMap<&[Fallback], BTreeSet<&str>> {
    let mut ways: BTreeMap<&[Fallback], BTreeSet<&str>> = BTreeMap::new();
    let rows = distinct(lines.iter().map(|closed| &closed.line)).flat_map(|link| &link.rows);
    for row in rows.filter(|row| !row.steps.is_empty()) {
        ways.entry(&row.steps).or_default().insert(&row.id);
    }
    ways
}

/// A total over what it is spread on: whole, or half-even at 10^-12.
fn intensity(total: Option<Exact>, over: Option<Exact>) -> Result<Option<Exact>> {
    match (total, over.filter(|over| !over.is_zero())) {
        (Some(total), Some(over)) => Ok(Some(Ratio::new(total, over)?.evaluate()?.value())),
        _ => Ok(None),
    }
}

/// The sum, none of nothing.
fn added(figures: impl Iterator<Item = Exact>) -> Result<Option<Exact>> {
    let mut figures = figures;
    let Some(first) = figures.next() else { return Ok(None) };
    figures.try_fold(first, Exact::checked_add).map(Some).map_err(|error| error.in_step(Operation::Total))
}

const BIOGENIC: Substance = Substance::Gas(Gas::CO2_BIOGENIC);

impl Statement {
    /// The totals.
    pub fn totals(&self) -> Result<Totals> {
        let basic = self.sum(Category::in_basic)?;
        let basic_market = match basic.filter(|_| !self.contracts.is_empty()) {
            Some(basic) => {
                let changed = self.market.iter().filter(|cell| cell.category.in_basic());
                Some(changed.into_iter().try_fold(basic, |sum, cell| sum.checked_add(cell.market)?.checked_sub(cell.location))?)
            }
            None => None,
        };
        Ok(Totals {
            basic,
            basic_plus: self.sum(Category::in_basic_plus)?,
            basic_s3: self.sum(Category::in_basic_s3)?,
            territorial: self.sum(Category::in_territorial)?,
            basic_market,
            biogenic_co2: added(self.entries.iter().filter_map(|entry| entry.gases.of(BIOGENIC)).map(Mass::base))?,
        })
    }

    /// Whether a reference has a figure.
    pub fn has_figure(&self) -> bool {
        self.entries.iter().any(|entry| entry.co2e.is_some())
    }

    /// The year that a report leads with: the last that has a figure, or the last where none has.
    pub fn leading<'a, I>(statements: I) -> Option<&'a Self>
    where
        I: IntoIterator<Item = &'a Self>,
        I::IntoIter: DoubleEndedIterator + Clone,
    {
        let mut years = statements.into_iter();
        let last = years.clone().next_back();
        years.rfind(|statement| statement.has_figure()).or(last)
    }

    /// The sum over the references that `counts` names: a sector, a scope, a level. None where none of them has a value.
    pub fn sum(&self, counts: impl Fn(Category) -> bool) -> Result<Option<Exact>> {
        added(self.entries.iter().filter(|entry| counts(entry.category)).filter_map(|entry| entry.co2e))
    }

    /// The electricity that a reference is computed from; none where it is computed from something else, or stated as a mass.
    pub fn electricity(&self, category: Category) -> Result<Option<Energy>> {
        market::electricity(&keys::by_reference(&self.lines), category)
    }

    /// A total in kg for each head; none where the year's population is not known, or nobody lives there.
    pub fn per_head(&self, total: Option<Exact>) -> Result<Option<Exact>> {
        intensity(total, self.settings.population.get(&self.year).copied())
    }

    /// A total in kg for each unit of gross domestic product.
    pub fn per_gdp(&self, total: Option<Exact>) -> Result<Option<Exact>> {
        intensity(total, self.settings.gdp.get(&self.year).copied())
    }

    /// A total in kg for each km2.
    pub fn per_km2(&self, total: Option<Exact>) -> Result<Option<Exact>> {
        intensity(total, self.settings.area_km2)
    }

    /// CO2e in kg by any part of the lines: gas, place, activity. The parts add up to the same total whatever the part.
    pub fn group<K: Ord>(&self, key: impl Fn(&ClosedLine) -> K) -> Result<BTreeMap<K, Exact>> {
        let mut groups = BTreeMap::new();
        for line in &self.lines {
            if let Some(co2e) = line.co2e {
                let sum = groups.entry(key(line)).or_insert(Exact::ZERO);
                *sum = sum.checked_add(co2e).map_err(|error| error.in_step(Operation::Group))?;
            }
        }
        Ok(groups)
    }

    /// The ways that led to rows of another place, year or process, each with the ids of what was found by it.
    pub fn fallbacks(&self) -> BTreeMap<&[Fallback], BTreeSet<&str>> {
        fallbacks(&self.lines)
    }

    /// The publications whose rows a figure is computed with, in the order of their ids, each once. A source that a city states in
    /// its own words is not among them.
    pub fn publications(&self) -> Vec<&'static Source> {
        let rows = distinct(self.lines.iter().map(|closed| &closed.line)).flat_map(|link| &link.rows);
        let ids: BTreeSet<&str> = rows.map(|row| row.publication.as_str()).collect();
        ids.into_iter().filter_map(Source::find).collect()
    }

    /// Why an entry has its key: the words of the city as they are, those of the inventory in a language.
    pub fn reason<'a>(&self, entry: &'a Entry, language: Language) -> Cow<'a, str> {
        let ours = |notice: &Notice| matches!(notice, Notice::LossesInside { category, .. } if *category == entry.category);
        if self.notices.iter().any(ours) { notice::losses_inside(language).into() } else { entry.reason.as_str().into() }
    }

    /// References by notation key.
    pub fn keys(&self) -> BTreeMap<NotationKey, Vec<Category>> {
        let mut keys: BTreeMap<NotationKey, Vec<Category>> = BTreeMap::new();
        for entry in &self.entries {
            if let Some(key) = entry.key {
                keys.entry(key).or_default().push(entry.category);
            }
        }
        keys
    }

    /// How complete it is.
    pub fn status(&self) -> Status {
        let draft = !self.required.missing.is_empty()
            || self.rows.rejected > 0
            || self.lines.is_empty()
            || self.checks.iter().any(RaisedCheck::is_open)
            || self.without_reason().next().is_some();
        match draft {
            true => Status::Draft,
            false if self.required.has_exclusions() => Status::CompleteWithExclusions,
            false => Status::Complete,
        }
    }

    /// References that are not estimated or confidential, as a whole or in part, without a reason.
    pub fn without_reason(&self) -> impl Iterator<Item = Category> {
        let excluded = |key: NotationKey| matches!(key, NotationKey::NE | NotationKey::C);
        let bare = move |entry: &&Entry| {
            let whole = entry.key.is_some_and(|key| excluded(key) && entry.reason.trim().is_empty());
            whole || entry.partial.iter().any(|part| excluded(part.key) && part.reason.trim().is_empty())
        };
        self.entries.iter().filter(bare).map(|entry| entry.category)
    }

    /// The checks that are neither corrected nor accepted.
    pub fn open_checks(&self) -> impl Iterator<Item = &RaisedCheck> {
        self.checks.iter().filter(|check| check.is_open())
    }

    /// The parts of entries that have a key of their own, by reference.
    pub fn partial(&self) -> impl Iterator<Item = (Category, &Partial)> {
        self.entries.iter().flat_map(|entry| entry.partial.iter().map(move |partial| (entry.category, partial)))
    }
}
