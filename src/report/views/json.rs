//! Views and reconciliations as JSON: tonnes of CO2e, exact, as strings; null where there is no figure.

use crate::error::{Error, Message, Result};
use crate::gas::GwpSet;
use crate::inventory::{
    FoundIn, LineSum, ReconciledLines, ReconciledSide, ReconciledSums, Reconciliation, Statement, Status, View, ViewRule, Views,
};
use crate::quantity::{Exact, Ratio};
use crate::report::gpc::{tonnes, tonnes_of};
use crate::taxonomy::{Category, Year};
use serde::{Deserialize, Serialize};

/// Views of a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ViewsReport {
    /// The city's name.
    pub city: String,
    /// The GWP set.
    pub gwp: GwpSet,
    /// The views.
    pub views: Vec<ViewReport>,
}

/// A view in each year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ViewReport {
    /// Its name.
    pub view: String,
    /// Whether the city made it.
    pub own: bool,
    /// Its rules, where the city made it.
    pub rules: Vec<ViewRule>,
    /// The years, ascending.
    pub years: Vec<ViewYear>,
}

/// A view in a year. The groups add up to the view; the view and what is outside add up to all lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ViewYear {
    /// The year.
    pub year: Year,
    /// How complete the inventory is.
    pub status: Status,
    /// Whether it is more than a draft.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The lines in any group.
    pub total: SumReport,
    /// The groups that have lines.
    pub groups: Vec<GroupReport>,
    /// The lines in no group.
    pub outside: SumReport,
    /// All lines.
    pub all: SumReport,
}

/// Lines added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SumReport {
    /// t CO2e.
    pub co2e_t: Option<Exact>,
    /// What of them is in BASIC.
    pub basic_t: Option<Exact>,
    /// In BASIC+.
    pub basic_plus_t: Option<Exact>,
    /// In the territorial total.
    pub territorial_t: Option<Exact>,
    /// How many lines there are.
    pub lines: u64,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupReport {
    /// What it is asked for by.
    pub group: String,
    /// Its lines.
    #[serde(flatten)]
    pub sum: SumReport,
    /// Its part of the total of the view, half-even at 10^-12.
    pub share: Option<Exact>,
    /// The references of its lines.
    pub refs: Vec<Category>,
}

impl SumReport {
    fn of(sum: &LineSum) -> Result<Self> {
        Ok(Self {
            co2e_t: tonnes_of(sum.co2e)?,
            basic_t: tonnes_of(sum.basic)?,
            basic_plus_t: tonnes_of(sum.basic_plus)?,
            territorial_t: tonnes_of(sum.territorial)?,
            lines: sum.lines,
        })
    }
}

impl ViewYear {
    fn of(statement: &Statement, view: &View) -> Result<Self> {
        let table = view.table(statement)?;
        let whole = table.inside.co2e.filter(|whole| !whole.is_zero());
        let share = |part: Option<Exact>| match part.zip(whole) {
            Some((part, whole)) => Ratio::new(part, whole)?.evaluate().map(|share| Some(share.value())),
            None => Ok(None),
        };
        let mut groups = Vec::new();
        for (group, sum) in &table.groups {
            let refs = sum.references.iter().copied().collect();
            groups.push(GroupReport { group: group.code(), sum: SumReport::of(sum)?, share: share(sum.co2e)?, refs });
        }
        Ok(Self {
            year: statement.year,
            status: statement.status(),
            is_final: statement.status() != Status::Draft,
            total: SumReport::of(&table.inside)?,
            groups,
            outside: SumReport::of(&table.outside)?,
            all: SumReport::of(&table.all)?,
        })
    }
}

impl ViewsReport {
    /// The report of some views of a closed inventory; an error where there is no year.
    pub fn of<'a>(statements: &[Statement], views: impl IntoIterator<Item = &'a View>) -> Result<Self> {
        let Some(first) = statements.first() else { return Err(Message::NoYearOfReport.into()) };
        let mut reports = Vec::new();
        for view in views {
            let years = statements.iter().map(|statement| ViewYear::of(statement, view)).collect::<Result<_>>()?;
            reports.push(ViewReport { view: view.name().to_owned(), own: view.is_own(), rules: view.rules().to_vec(), years });
        }
        Ok(Self { city: first.settings.city.clone(), gwp: first.settings.gwp, views: reports })
    }
}

/// Two totals of a city in each year, and what leads from one to the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReconciliationReport {
    /// The city's name.
    pub city: String,
    /// The GWP set.
    pub gwp: GwpSet,
    /// The years, ascending.
    pub years: Vec<ReconciliationYear>,
}

/// Two totals of a year: `first` less `only_first_t` plus `only_second_t` plus `differences_t` is `second`, to the last digit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReconciliationYear {
    /// The year.
    pub year: Year,
    /// How complete the inventory is.
    pub status: Status,
    /// Whether it is more than a draft.
    #[serde(rename = "final")]
    pub is_final: bool,
    /// The first total.
    pub first: ReconciledTotal,
    /// The second.
    pub second: ReconciledTotal,
    /// All lines together.
    pub all: ReconciledReport,
    /// The lines of each reference, or of several where lines of both totals are booked to different ones.
    pub by_ref: Vec<ReconciledReport>,
    /// Lines that are in the first total only.
    pub only_first: Vec<LinesReport>,
    /// Lines that are in the second total only.
    pub only_second: Vec<LinesReport>,
    /// Lines in both, with different amounts.
    pub different: Vec<DifferenceReport>,
}

/// One of two totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReconciledTotal {
    /// Its name.
    pub name: String,
    /// t CO2e; null where it has no line.
    pub co2e_t: Option<Exact>,
}

/// Lines of both totals, by which they are in: t CO2e, null where there is no such line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ReconciledReport {
    /// The references.
    pub refs: Vec<Category>,
    /// In the first total.
    pub first_t: Option<Exact>,
    /// Of these, in both with one amount.
    pub same_t: Option<Exact>,
    /// Of these, in the first only.
    pub only_first_t: Option<Exact>,
    /// In the second only.
    pub only_second_t: Option<Exact>,
    /// What the second has more in lines that are in both.
    pub differences_t: Option<Exact>,
    /// In the second total.
    pub second_t: Option<Exact>,
}

/// Lines about one thing, and their sum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LinesReport {
    /// The ids of the lines.
    pub lines: Vec<String>,
    /// t CO2e.
    pub co2e_t: Exact,
}

/// Lines about one thing in both totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DifferenceReport {
    /// In the first total.
    pub first: LinesReport,
    /// In the second.
    pub second: LinesReport,
}

impl LinesReport {
    fn of(side: &ReconciledSide) -> Result<Self> {
        Ok(Self { lines: side.lines.iter().map(ToString::to_string).collect(), co2e_t: tonnes(side.co2e)? })
    }
}

impl ReconciledReport {
    fn of(refs: &[Category], sums: &ReconciledSums) -> Result<Self> {
        let [same, differing, first, second] = sums.counts.map(|lines| lines > 0);
        let figure = |there: bool, kg: Exact| tonnes_of(Some(kg).filter(|_| there));
        Ok(Self {
            refs: refs.to_vec(),
            first_t: figure(same || differing || first, sums.first)?,
            same_t: figure(same, sums.same)?,
            only_first_t: figure(first, sums.only_first)?,
            only_second_t: figure(second, sums.only_second)?,
            differences_t: figure(differing, sums.differences)?,
            second_t: figure(same || differing || second, sums.second)?,
        })
    }
}

impl ReconciliationYear {
    fn of(statement: &Statement, held: &Reconciliation) -> Result<Self> {
        let total = |(name, co2e): &(String, Option<Exact>)| {
            Ok::<_, Error>(ReconciledTotal { name: name.clone(), co2e_t: tonnes_of(*co2e)? })
        };
        let found = |wanted: FoundIn| held.lines.iter().filter(move |pair| pair.found() == wanted);
        let difference = |pair: &ReconciledLines| {
            Ok(DifferenceReport { first: LinesReport::of(&pair.first)?, second: LinesReport::of(&pair.second)? })
        };
        let references: Vec<Category> = {
            let mut all: Vec<Category> = held.by_reference.keys().flatten().copied().collect();
            all.sort();
            all.dedup();
            all
        };
        Ok(Self {
            year: statement.year,
            status: statement.status(),
            is_final: statement.status() != Status::Draft,
            first: total(&held.first)?,
            second: total(&held.second)?,
            all: ReconciledReport::of(&references, &held.all)?,
            by_ref: held.by_reference.iter().map(|(refs, sums)| ReconciledReport::of(refs, sums)).collect::<Result<_>>()?,
            only_first: found(FoundIn::First).map(|pair| LinesReport::of(&pair.first)).collect::<Result<_>>()?,
            only_second: found(FoundIn::Second).map(|pair| LinesReport::of(&pair.second)).collect::<Result<_>>()?,
            different: found(FoundIn::BothDiffering).map(difference).collect::<Result<_>>()?,
        })
    }
}

impl ReconciliationReport {
    /// The report of reconciliations, each with the year that it is of; an error where there is none.
    pub fn of(years: &[(&Statement, Reconciliation)]) -> Result<Self> {
        let Some((first, _)) = years.first() else { return Err(Message::NoYearOfReport.into()) };
        let (city, gwp) = (first.settings.city.clone(), first.settings.gwp);
        let years = years.iter().map(|(statement, held)| ReconciliationYear::of(statement, held)).collect::<Result<_>>()?;
        Ok(Self { city, gwp, years })
    }
}

fn written(report: &impl Serialize) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(report).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// Views of a closed inventory, with their groups; all of them where none is asked for.
pub fn views_json(statements: &[Statement], views: &Views, only: Option<&View>) -> Result<Vec<u8>> {
    let asked: Vec<&View> = only.map_or_else(|| views.iter().collect(), |view| vec![view]);
    written(&ViewsReport::of(statements, asked)?)
}

/// Reconciliations of a city, each with the year that it is of.
pub fn reconciliation_json(years: &[(&Statement, Reconciliation)]) -> Result<Vec<u8>> {
    written(&ReconciliationReport::of(years)?)
}
