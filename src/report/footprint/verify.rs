//! A written footprint held against its trace: each line recomputed, then every year made again from these lines and compared.

use super::json::{FootprintReport, factors_used};
use super::rows::{TracedFootprintLine, footprint_csv};
use super::shape::FootprintYear;
use crate::audit::{TracedContract, verify};
use crate::check::Finding;
use crate::error::{Error, Errors, Location, Message, Result};
use crate::gas::Stated;
use crate::inventory::{Contract, RaisedCheck, RowCounts, Settings};
use crate::notice::Notice;
use crate::organisation::{BaseYear, CategoryKey, Department, Footprint, FootprintLine, weighed_by_contracts};
use crate::quantity::{Exact, Fraction};
use crate::records::{Rows, sha256};
use crate::report::Recomputed;
use crate::taxonomy::Year;
use serde_json::Value;
use std::collections::BTreeMap;

/// The files of a written footprint.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct FootprintFiles<'a> {
    /// `trace.jsonl`.
    pub trace: &'a str,
    /// `footprint.csv`.
    pub rows: &'a [u8],
    /// `factors_used.csv`.
    pub factors: &'a [u8],
    /// `footprint.json`.
    pub index: &'a str,
}

impl<'a> FootprintFiles<'a> {
    /// The files of a run.
    pub fn new(trace: &'a str, rows: &'a [u8], factors: &'a [u8], index: &'a str) -> Self {
        Self { trace, rows, factors, index }
    }
}

/// The lines of each year.
type TracedLines = BTreeMap<Year, Vec<FootprintLine>>;

/// The contracts of each year.
type TracedContracts = BTreeMap<Year, Vec<Contract>>;

/// Recomputes a written footprint: every line of the trace from its own content with its share, then each year of `footprint.json` made
/// again from these lines, its keys, checks and notices as stated, and compared member by member; and the hashes of the files next to it.
/// Owners, contacts, reasons, people and floor areas are stated, and in no line.
pub fn recompute_footprint(files: &FootprintFiles<'_>) -> Recomputed {
    let (mut findings, mut years, mut contracts, mut lines) = (Vec::new(), TracedLines::new(), TracedContracts::new(), 0_u64);
    for (number, text) in (1_u64..).zip(files.trace.lines()) {
        lines = lines.saturating_add(1);
        let read = if text.starts_with("{\"contract\":") { contract(text, &mut contracts) } else { line(text, &mut years) };
        if let Err(error) = read {
            let at = Location::file("trace.jsonl").with_line(number);
            findings.push(Error::Cell { at, problem: error.into_problem() });
        }
    }
    if let Err(error) = index(files, (years, contracts), &mut findings) {
        findings.push(Error::File { at: Location::file("footprint.json"), problem: error.into_problem() });
    }
    let findings = (!findings.is_empty()).then(|| Errors::of(findings));
    Recomputed { lines, findings }
}

fn differs(step: &str, of: &str, found: String, recomputed: String) -> Error {
    let (value, step, line, recomputed) = (found.into(), step.into(), of.into(), recomputed.into());
    Message::OtherRecomputed { value, step, line, recomputed }.into()
}

fn shown(figure: Option<Exact>) -> String {
    figure.map_or_else(|| "null".to_owned(), |figure| figure.to_string())
}

/// A contract, kept for the market-based figure of its year.
fn contract(text: &str, contracts: &mut TracedContracts) -> Result<()> {
    let TracedContract { contract } =
        serde_json::from_str(text).map_err(|error| Error::from(Message::NotATree { error: (&error).into() }))?;
    contracts.entry(contract.year).or_default().push(contract);
    Ok(())
}

/// One line of the trace, recomputed and added to its year.
fn line(text: &str, years: &mut TracedLines) -> Result<()> {
    let traced: TracedFootprintLine =
        serde_json::from_str(text).map_err(|error| Error::from(Message::NotATree { error: (&error).into() }))?;
    verify(&traced.of)?;
    let (set, year) = (traced.of.gwp.set, traced.of.year);
    if traced.department != traced.of.place {
        return Err(differs("department", &traced.footprint_line, traced.department, traced.of.place));
    }
    let closed = traced.of.closed()?;
    let part = closed.line.open_mass()?.checked_mul(traced.share.number())?;
    let part = closed.line.close_open(part, set, Stated::AsStated)?;
    if part.mass.value() != traced.mass_kg {
        return Err(differs("mass_kg", &traced.footprint_line, traced.mass_kg.to_string(), part.mass.value().to_string()));
    }
    if part.co2e != traced.co2e_kg {
        return Err(differs("co2e_kg", &traced.footprint_line, shown(traced.co2e_kg), shown(part.co2e)));
    }
    let line = FootprintLine::traced(traced.category, traced.share, traced.reason, (part.mass.value(), part.co2e), closed);
    if line.id() != traced.footprint_line {
        return Err(differs("footprint_line", &traced.footprint_line, traced.footprint_line.clone(), line.id()));
    }
    years.entry(year).or_default().push(line);
    Ok(())
}

/// The index made again from the lines, member by member.
fn index(
    files: &FootprintFiles<'_>,
    (mut lines, mut contracts): (TracedLines, TracedContracts),
    findings: &mut Vec<Error>,
) -> Result<()> {
    let report: FootprintReport =
        serde_json::from_str(files.index).map_err(|error| Error::from(Message::NotAReport { error: (&error).into() }))?;
    let finding = |name: &str, found: String, recomputed: String| {
        let problem = differs(name, "footprint.json", found, recomputed).into_problem();
        Error::File { at: Location::file("footprint.json"), problem }
    };
    for (name, bytes) in
        [("footprint.csv", files.rows), ("factors_used.csv", files.factors), ("trace.jsonl", files.trace.as_bytes())]
    {
        let (stated, hash) = (report.files.get(name).cloned().unwrap_or_default(), sha256(bytes));
        if stated != hash {
            findings.push(finding(name, stated, hash));
        }
    }
    let mut again = Vec::new();
    for year in &report.years {
        let contracts = contracts.remove(&year.year).unwrap_or_default();
        again.push(footprint(&report, year, lines.remove(&year.year).unwrap_or_default(), contracts)?);
    }
    if let Some((year, _)) = lines.first_key_value() {
        findings.push(finding("years", "null".to_owned(), year.to_string()));
    }
    // The change from the base year follows from the totals of both; its threshold only decides about a check.
    let base = report.years.iter().find_map(|year| year.change.as_ref()).map(|change| change.base_year);
    crate::organisation::compare_with_base_year(&mut again, base.map(|year| BaseYear::new(year, Fraction::ONE)))?;
    rows(files, &again, findings)?;
    for (stated, mut again) in report.years.iter().zip(again) {
        again.checks.retain(|check| !matches!(check.finding, Finding::BoundaryChanged { .. }));
        let again = FootprintYear::of(&again)?;
        let value = |year: &FootprintYear| serde_json::to_value(year).unwrap_or_default();
        compare(&stated.year.to_string(), &value(stated), &value(&again), &mut |name, found, recomputed| {
            findings.push(finding(name, found, recomputed));
        });
    }
    Ok(())
}

/// The other files made again: `factors_used.csv` as a whole, `footprint.csv` cell by cell but for the grades, which are in no trace.
fn rows(files: &FootprintFiles<'_>, again: &[Footprint], findings: &mut Vec<Error>) -> Result<()> {
    let at = |file: &str, step: &str, found: String, recomputed: String| {
        let problem = differs(step, file, found, recomputed).into_problem();
        Error::File { at: Location::file(file), problem }
    };
    if files.factors != factors_used(again) {
        findings.push(at("factors_used.csv", "rows", sha256(files.factors), sha256(&factors_used(again))));
    }
    let (stated, again) = (Rows::read(files.rows, "footprint.csv")?, footprint_csv(again)?);
    let again = Rows::read(again.as_slice(), "footprint.csv")?;
    if stated.len() != again.len() || stated.header().names() != again.header().names() {
        findings.push(at("footprint.csv", "rows", stated.len().to_string(), again.len().to_string()));
        return Ok(());
    }
    for (one, other) in stated.iter().zip(again.iter()) {
        for column in again.header().names().iter().filter(|name| !name.ends_with("_quality")) {
            let [found, recomputed] = [&one, &other].map(|row| row.cell(column).unwrap_or_default().to_owned());
            if found != recomputed {
                let problem = differs(column, "footprint.csv", found, recomputed).into_problem();
                findings.push(Error::Cell { at: one.location(column), problem });
            }
        }
    }
    Ok(())
}

/// Each member that differs, by its path.
fn compare(path: &str, stated: &Value, again: &Value, differ: &mut dyn FnMut(&str, String, String)) {
    match (stated, again) {
        (Value::Object(one), Value::Object(other)) => {
            for (key, value) in one {
                compare(&format!("{path}.{key}"), value, other.get(key).unwrap_or(&Value::Null), differ);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                compare(&format!("{path}[{at}]"), one, other, differ);
            }
        }
        _ if stated == again => {}
        _ => {
            let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            differ(path, text(stated), text(again));
        }
    }
}

/// A year with its lines from the trace, and what no line holds as it is stated.
fn footprint(
    report: &FootprintReport,
    year: &FootprintYear,
    lines: Vec<FootprintLine>,
    contracts: Vec<Contract>,
) -> Result<Footprint> {
    let mut settings =
        Settings::new(&report.organisation, report.region.clone(), report.years.iter().map(|year| year.year), report.gwp);
    settings.factors_hash.clone_from(&report.factors.hash);
    let mut keys = Vec::new();
    for entry in &year.categories {
        let whole = entry.key.map(|key| (String::new(), key, entry.reason.clone().unwrap_or_default()));
        let parts = entry.partial.iter().map(|part| (part.department.clone(), part.key, part.reason.clone()));
        for (department, key, reason) in whole.into_iter().chain(parts) {
            let key = CategoryKey::new(entry.category, year.year, key, &reason);
            keys.push(CategoryKey { department, included_in: entry.included_in, ..key });
        }
    }
    let departments = year.departments.iter().filter(|department| !department.department.is_empty());
    let departments = departments.map(|department| {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        (department.department.clone(), Department::new(&text(&department.owner), &text(&department.contact)))
    });
    let silent = year.not_reported.iter().map(|name| (name.clone(), Department::default()));
    let mut outside = BTreeMap::new();
    for (year, rows) in &year.rows.outside {
        outside.insert(year.parse()?, *rows);
    }
    // Its notices and checks are stated.
    let market = weighed_by_contracts(&lines, &contracts, &report.region, (&mut Vec::new(), &mut Vec::new()))?;
    let mut footprint = Footprint::of_lines(settings, (report.consolidation, report.level), year.year, lines, &keys)?;
    // Grades of data quality are in no trace.
    for (entry, stated) in footprint.entries.iter_mut().zip(&year.categories) {
        (entry.activity_quality, entry.factor_quality) = (stated.quality.activity, stated.quality.factor);
    }
    footprint.departments = departments.chain(silent).collect();
    (footprint.market, footprint.contracts) = (market, contracts);
    footprint.rows = RowCounts { accepted: year.rows.accepted, rejected: year.rows.rejected, outside, ..RowCounts::default() };
    footprint.checks = year
        .checks
        .iter()
        .map(|check| RaisedCheck::new(check.id.clone(), Finding::Own { text: check.text.clone() }, check.reason.clone()))
        .collect();
    footprint.notices = year.notices.iter().map(|text| Notice::Own { text: text.clone() }).collect();
    (footprint.staff, footprint.floor_m2) = (year.staff, year.floor_m2);
    Ok(footprint)
}
