//! The statements behind a written result: lines from its trace, and from its other files what no line holds.

use super::json::YearReport;
use crate::assess::ClosedLine;
use crate::check::Finding;
use crate::error::Result;
use crate::gas::{Emissions, GwpSet};
use crate::inventory::{Contract, CrossCheck, Entry, Partial, RaisedCheck, RequiredCells, RowCounts, Settings, Statement};
use crate::notice::Notice;
use crate::quantity::Exact;
use crate::taxonomy::Year;
use std::collections::{BTreeMap, BTreeSet};

/// The statement of each year: its contracts as the trace has them, its keys, cross-checks and notices as stated, all else computed again from the lines.
/// What the years of one run share is as the last of them states it, the GWP set as the trace has it.
pub(super) fn statements(
    years: &[YearReport],
    gwp: Option<GwpSet>,
    mut lines: BTreeMap<Year, Vec<ClosedLine>>,
    mut contracts: BTreeMap<Year, Vec<Contract>>,
) -> Result<Vec<Statement>> {
    let Some(last) = years.last() else { return Ok(Vec::new()) };
    let by_year: BTreeMap<Year, &YearReport> = years.iter().map(|year| (year.year, year)).collect();
    let all = by_year.keys().chain(lines.keys()).copied().collect::<BTreeSet<_>>();
    let mut settings = Settings::new(&last.city, last.region.clone(), all.iter().copied(), gwp.unwrap_or(last.gwp));
    (settings.level, settings.area_km2) = (last.level, last.area_km2);
    settings.factors_hash.clone_from(&last.factors.hash);
    for year in years {
        settings.population.extend(year.population.map(|people| (year.year, people)));
        settings.gdp.extend(year.gdp.map(|product| (year.year, product)));
    }
    let outside = last.rows.outside.iter().map(|(year, rows)| Ok((year.parse()?, *rows)));
    let rows = RowCounts {
        accepted: last.rows.accepted,
        rejected: last.rows.rejected,
        outside: outside.collect::<Result<_>>()?,
        ..RowCounts::default()
    };
    let statement = |year: Year| {
        let bare = Statement {
            settings: settings.clone(),
            year,
            lines: lines.remove(&year).unwrap_or_default(),
            entries: Vec::new(),
            market: Vec::new(),
            cross_checks: Vec::new(),
            contracts: contracts.remove(&year).unwrap_or_default(),
            rows: rows.clone(),
            required: RequiredCells::default(),
            checks: Vec::new(),
            notices: Vec::new(),
        };
        match by_year.get(&year) {
            Some(stated) => with_stated(bare, stated)?.recomputed(),
            None => bare.recomputed(),
        }
    };
    all.iter().copied().map(statement).collect()
}

/// The statement with what a year states in its own words.
fn with_stated(mut statement: Statement, stated: &YearReport) -> Result<Statement> {
    statement.entries = stated
        .entries
        .iter()
        .map(|entry| Entry {
            category: entry.category,
            co2e: None,
            key: entry.key,
            included_in: entry.included_in,
            reason: entry.reason.clone().unwrap_or_default(),
            origin: None,
            methods: BTreeSet::new(),
            tier: None,
            publications: BTreeSet::new(),
            gases: Emissions::default(),
            activity_quality: None,
            factor_quality: None,
            partial: entry
                .partial
                .iter()
                .map(|part| Partial { place: part.place.clone(), key: part.key, reason: part.reason.clone() })
                .collect(),
        })
        .collect();
    let kilograms = |tonnes: Exact| tonnes.checked_mul(Exact::THOUSAND);
    for check in &stated.cross_checks {
        statement.cross_checks.push(CrossCheck {
            year: stated.year,
            category: check.category,
            what: check.what.clone(),
            co2e: kilograms(check.co2e_t)?,
            source: check.source.clone(),
            reason: check.reason.clone(),
            total_of: check.total_of.clone(),
        });
    }
    statement.checks = stated
        .checks
        .iter()
        .map(|check| RaisedCheck::new(check.id.clone(), Finding::Own { text: check.text.clone() }, check.reason.clone()))
        .collect();
    statement.notices = stated.notices.iter().map(|text| Notice::Own { text: text.clone() }).collect();
    Ok(statement)
}
