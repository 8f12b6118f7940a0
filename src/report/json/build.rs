//! A closed year turned into its report, and what must hold of one that was read.

use super::shape::{
    AmountsReport, CellQuality, CheckReport, CheckState, CrossCheckReport, EntryReport, FactorsReport, FallbackReport, Intensity,
    MarketReport, PartialReport, RowsReport, SectorReport, SourceReport, TableVersion, TotalsReport, YearReport,
};
use crate::assess::{ClosedLine, distinct};
use crate::error::{Message, Result};
use crate::factors::{Fallback, Source};
use crate::gas::Substance;
use crate::inventory::{Entry, RaisedCheck, RowCounts, Statement, Status, Totals};
use crate::quantity::{Exact, Quantity, Total};
use crate::report::gpc::{gas_name, tonnes, tonnes_of};
use crate::report::method_used::{joined, publications};
use crate::report::text::unstated;
use crate::taxonomy::{Category, Scope, Sector};
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet};

/// The sum of the values there are; none of nothing.
fn added(figures: impl Iterator<Item = Exact>) -> Result<Option<Exact>> {
    figures.map(Some).try_fold(None, |sum: Option<Exact>, figure| match (sum, figure) {
        (Some(sum), Some(figure)) => sum.checked_add(figure).map(Some),
        (sum, figure) => Ok(figure.or(sum)),
    })
}

fn sum_of(entries: &[EntryReport], counts: impl Fn(Category) -> bool) -> Result<Option<Exact>> {
    added(entries.iter().filter(|entry| counts(entry.category)).filter_map(|entry| entry.co2e_t))
}

impl YearReport {
    pub(super) fn of(statement: &Statement) -> Result<Self> {
        let settings = &statement.settings;
        let totals = statement.totals()?;
        let entries: Vec<EntryReport> = statement.entries.iter().map(EntryReport::of).collect::<Result<_>>()?;
        let by = |key: fn(&ClosedLine) -> &str| amounts(statement, key);
        Ok(Self {
            city: settings.city.clone(),
            region: settings.region.clone(),
            year: statement.year,
            status: statement.status(),
            is_final: statement.status() != Status::Draft,
            required: statement.required.clone(),
            gwp: settings.gwp,
            level: settings.level,
            population: settings.population.get(&statement.year).copied(),
            gdp: settings.gdp.get(&statement.year).copied(),
            area_km2: settings.area_km2,
            per_head: spread(&totals, |total| statement.per_head(total))?,
            per_gdp: spread(&totals, |total| statement.per_gdp(total))?,
            per_km2: spread(&totals, |total| statement.per_km2(total))?,
            factors: FactorsReport {
                hash: settings.factors_hash.clone(),
                tables: tables(statement),
                sources: statement.publications().into_iter().map(SourceReport::of).collect(),
            },
            totals: TotalsReport {
                basic: tonnes_of(totals.basic)?,
                basic_plus: tonnes_of(totals.basic_plus)?,
                basic_s3: tonnes_of(totals.basic_s3)?,
                territorial: tonnes_of(totals.territorial)?,
                basic_market: tonnes_of(totals.basic_market)?,
                biogenic_co2: tonnes_of(totals.biogenic_co2)?,
            },
            sectors: Sector::all().map(|sector| SectorReport::of(sector, &entries)).collect::<Result<_>>()?,
            entries,
            missing: unstated(statement),
            keys: statement.keys().into_iter().map(|(key, categories)| (key.to_string(), categories)).collect(),
            by_gas: by(|closed| gas_name(closed.line.substance))?,
            by_place: by(|line| &line.line.id.place)?,
            market: market(statement)?,
            cross_checks: cross_checks(statement)?,
            rows: RowsReport::of(&statement.rows),
            rejected_rows: statement.rows.rejected,
            checks: statement.checks.iter().map(CheckReport::of).collect(),
            fallbacks: fallbacks(statement),
            notices: statement.notices.iter().map(ToString::to_string).collect(),
        })
    }

    /// What holds of every report: a reference once, with a value or a key; totals and sectors are the sums of the entries.
    pub(super) fn check(&self) -> Result<()> {
        for entry in &self.entries {
            if entry.co2e_t.is_some() == entry.key.is_some() {
                return Err(Message::ValueOrKey { value: entry.category.reference().into() }.into());
            }
        }
        let seen: BTreeSet<Category> =
            self.entries.iter().map(|entry| entry.category).chain(self.missing.iter().copied()).collect();
        let ascending = self.entries.windows(2).all(|pair| matches!(pair, [a, b] if a.category < b.category));
        if !ascending
            || seen.len() != self.entries.len().saturating_add(self.missing.len())
            || seen.len() != Category::all().count()
        {
            return Err(Message::ReferencesNotOnce.into());
        }
        let sums = [
            ("basic", self.totals.basic, sum_of(&self.entries, Category::in_basic)?),
            ("basic_plus", self.totals.basic_plus, sum_of(&self.entries, Category::in_basic_plus)?),
            ("basic_s3", self.totals.basic_s3, sum_of(&self.entries, Category::in_basic_s3)?),
            ("territorial", self.totals.territorial, sum_of(&self.entries, Category::in_territorial)?),
        ];
        if let Some((total, ..)) = sums.iter().find(|(_, stated, sum)| stated != sum) {
            return Err(Message::NotTheSum { value: (*total).into() }.into());
        }
        let sectors: Vec<SectorReport> =
            Sector::all().map(|sector| SectorReport::of(sector, &self.entries)).collect::<Result<_>>()?;
        if sectors != self.sectors {
            return Err(Message::NotTheSum { value: "sectors".into() }.into());
        }
        Ok(())
    }
}

impl CheckReport {
    pub(in crate::report) fn of(check: &RaisedCheck) -> Self {
        let state = if check.is_open() { CheckState::Open } else { CheckState::Accepted };
        Self { id: check.id.clone(), state, text: check.finding.to_string(), reason: check.accepted.clone() }
    }
}

impl RowsReport {
    pub(in crate::report) fn of(rows: &RowCounts) -> Self {
        let outside = rows.outside.iter().map(|(year, rows)| (year.to_string(), *rows)).collect();
        Self { accepted: rows.accepted, rejected: rows.rejected, outside }
    }
}

impl SourceReport {
    fn of(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            attribution: source.attribution.clone(),
            licence: source.licence.clone(),
            redistribution: source.redistribution,
        }
    }
}

impl SectorReport {
    fn of(sector: Sector, entries: &[EntryReport]) -> Result<Self> {
        let sum = |counts: &dyn Fn(Category) -> bool| sum_of(entries, |category| category.sector() == sector && counts(category));
        Ok(Self {
            sector,
            scope1: sum(&|category| category.scope() == Scope::One)?,
            scope2: sum(&|category| category.scope() == Scope::Two)?,
            scope3: sum(&|category| category.scope() == Scope::Three)?,
            basic: sum(&Category::in_basic)?,
            basic_plus: sum(&Category::in_basic_plus)?,
            territorial: sum(&Category::in_territorial)?,
        })
    }
}

impl EntryReport {
    fn of(entry: &Entry) -> Result<Self> {
        let mut gases_kg: BTreeMap<String, Exact> = BTreeMap::new();
        for (substance, mass) in entry.gases.iter() {
            let name = match substance {
                Substance::Gas(gas) => gas.name(),
                Substance::Stated(_) => "CO2e",
            };
            let held = gases_kg.entry(name.to_owned()).or_insert(Exact::ZERO);
            *held = held.checked_add(mass.base())?;
        }
        Ok(Self {
            category: entry.category,
            co2e_t: tonnes_of(entry.co2e)?,
            key: entry.key,
            included_in: entry.included_in,
            reason: Some(entry.reason.clone()).filter(|reason| !reason.is_empty()),
            origin: entry.origin,
            method: joined(&entry.methods, "; "),
            tier: entry.tier,
            publications: publications(&entry.publications).map(ToOwned::to_owned).collect(),
            gases_kg,
            quality: CellQuality { activity: entry.activity_quality, factor: entry.factor_quality },
            partial: entry
                .partial
                .iter()
                .map(|part| PartialReport { place: part.place.clone(), key: part.key, reason: part.reason.clone() })
                .collect(),
        })
    }
}

fn amounts(statement: &Statement, key: fn(&ClosedLine) -> &str) -> Result<BTreeMap<String, AmountsReport>> {
    // What a line counts to follows from its reference: one sum for each part and way of counting.
    type Counts = (bool, bool, bool);
    let mut parts: HashMap<&str, Vec<(Counts, Total)>> = HashMap::new();
    for of_one in statement.lines.chunk_by(|a, b| a.line.id.category == b.line.id.category) {
        let Some(category) = of_one.first().map(|line| line.line.id.category) else { continue };
        let counts = (category.in_basic(), category.in_basic_plus(), category.in_territorial());
        for line in of_one {
            let Some(co2e) = line.co2e else { continue };
            let sums = parts.entry(key(line)).or_default();
            match sums.iter_mut().find(|(held, _)| *held == counts) {
                Some((_, sum)) => sum.add(co2e)?,
                None => {
                    let mut sum = Total::default();
                    sum.add(co2e)?;
                    sums.push((counts, sum));
                }
            }
        }
    }
    let in_tonnes = |(name, sums): (&str, Vec<(Counts, Total)>)| {
        let sums: Vec<(Counts, Exact)> =
            sums.into_iter().map(|(counts, sum)| Ok((counts, tonnes(sum.value()?)?))).collect::<Result<_>>()?;
        let of = |counted: fn(Counts) -> bool| added(sums.iter().filter(|(counts, _)| counted(*counts)).map(|(_, sum)| *sum));
        let (basic, basic_plus) = (of(|(basic, ..)| basic)?, of(|(_, plus, _)| plus)?);
        Ok((
            name.to_owned(),
            AmountsReport { basic, basic_plus, territorial: of(|(.., territorial)| territorial)?, all: of(|_| true)? },
        ))
    };
    parts.into_iter().map(in_tonnes).collect()
}

fn market(statement: &Statement) -> Result<Vec<MarketReport>> {
    let cells = statement.market.iter();
    cells
        .map(|cell| {
            Ok(MarketReport {
                category: cell.category,
                energy: cell.used()?.value(),
                covered: cell.under_contracts()?.value(),
                unit: cell.unit,
                other_t: tonnes(cell.other)?,
                location_t: tonnes(cell.location)?,
                market_t: tonnes(cell.market)?,
            })
        })
        .collect()
}

fn cross_checks(statement: &Statement) -> Result<Vec<CrossCheckReport>> {
    let checks = statement.cross_checks.iter();
    checks
        .map(|check| {
            Ok(CrossCheckReport {
                category: check.category,
                what: check.what.clone(),
                co2e_t: tonnes(check.co2e)?,
                source: check.source.clone(),
                reason: check.reason.clone(),
                total_of: check.total_of.clone(),
            })
        })
        .collect()
}

/// Each row with each way by which it was found, in the order of their ids.
fn fallbacks(statement: &Statement) -> Vec<FallbackReport> {
    let of_way = |(steps, ids): (&[Fallback], BTreeSet<&str>)| {
        let step = steps.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        ids.into_iter().map(|id| FallbackReport { id: id.to_owned(), step: step.clone() }).collect::<Vec<_>>()
    };
    let all: BTreeSet<FallbackReport> = statement.fallbacks().into_iter().flat_map(of_way).collect();
    all.into_iter().collect()
}

/// Tables behind the lines, each with its hash: a link names table and line.
fn tables(statement: &Statement) -> Vec<TableVersion> {
    let mut tables = BTreeSet::new();
    for row in distinct(statement.lines.iter().map(|closed| &closed.line)).flat_map(|link| &link.rows) {
        let table = row.table.rsplit_once(':').map_or(row.table.as_str(), |(table, _)| table);
        tables.insert(TableVersion { table: table.to_owned(), version: row.version.clone() });
    }
    tables.into_iter().collect()
}

/// BASIC and BASIC+ over people, money or land.
fn spread(totals: &Totals, over: impl Fn(Option<Exact>) -> Result<Option<Exact>>) -> Result<Intensity> {
    Ok(Intensity { basic: tonnes_of(over(totals.basic)?)?, basic_plus: tonnes_of(over(totals.basic_plus)?)? })
}
