//! The lines of a footprint as CSV and as a trace.

use crate::audit::{TracedContract, Tree};
use crate::error::{Error, Message, Result};
use crate::organisation::{Footprint, FootprintLine};
use crate::quantity::{Exact, Fraction};
use crate::report::csv::ReportRows;
use crate::taxonomy::{FootprintCategory, Quality};
use serde::{Deserialize, Serialize};

/// The columns of `footprint.csv`.
const COLUMNS: [&str; 17] = [
    "line",
    "category",
    "scope",
    "iso14064",
    "activity",
    "department",
    "year",
    "gas",
    "share",
    "mass_kg",
    "co2e_t",
    "origin",
    "activity_quality",
    "factor_quality",
    "factor_ids",
    "gwp",
    "reason",
];

/// `footprint.csv`: a row for each line, every figure exact.
pub fn footprint_csv(footprints: &[Footprint]) -> Result<Vec<u8>> {
    let mut sheet = ReportRows::of(&COLUMNS);
    for (footprint, line) in footprints.iter().flat_map(|of| of.lines.iter().map(move |line| (of, line))) {
        let whole = &line.whole().line;
        sheet.words(&line.id());
        sheet.bare(line.category.id());
        sheet.bare(&line.category.scope().to_string());
        sheet.bare(&line.category.iso14064().to_string());
        sheet.words(&line.activity);
        sheet.words(&line.department);
        sheet.words(&footprint.year.to_string());
        sheet.words(&line.substance().to_string());
        sheet.words(&line.share.to_string());
        sheet.number(Some(line.mass));
        sheet.number(line.co2e.map(|kg| kg.lowered(3)).transpose()?);
        sheet.bare(line.origin().name());
        sheet.words(&quality(whole.activity_quality));
        sheet.words(&quality(whole.factor_quality));
        sheet.joined(line.rows().into_iter());
        sheet.words(footprint.settings.gwp.name());
        sheet.words(line.reason.as_deref().unwrap_or_default());
        sheet.end();
    }
    Ok(sheet.csv.out)
}

fn quality(grade: Option<Quality>) -> String {
    grade.map_or_else(String::new, |grade| grade.to_string())
}

/// One line of the trace of a footprint: the tree of the whole line, and its share in the boundary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TracedFootprintLine {
    /// The line's id.
    pub footprint_line: String,
    /// Where it is booked.
    pub category: FootprintCategory,
    /// The department; empty for the organisation as a whole.
    pub department: String,
    /// The share of it that is in the boundary.
    pub share: Fraction,
    /// Why, where a rule of the boundary says so.
    pub reason: Option<String>,
    /// The mass of the gas with its share, kg.
    pub mass_kg: Exact,
    /// kg CO2e with its share; none for biogenic CO2.
    pub co2e_kg: Option<Exact>,
    /// How the whole line is computed. Its reference only says by which rules.
    pub of: Tree,
}

impl TracedFootprintLine {
    fn of(footprint: &Footprint, line: &FootprintLine) -> Result<Self> {
        Ok(Self {
            footprint_line: line.id(),
            category: line.category,
            department: line.department.clone(),
            share: line.share,
            reason: line.reason.clone(),
            mass_kg: line.mass,
            co2e_kg: line.co2e,
            of: Tree::of(line.whole(), footprint.settings.gwp)?,
        })
    }
}

/// `trace.jsonl`: everything that each line was computed from, one a line, in the order of `footprint.csv`;
/// after those of a year its contracts.
pub fn footprint_trace(footprints: &[Footprint]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let unwritten = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    for footprint in footprints {
        for line in &footprint.lines {
            serde_json::to_writer(&mut out, &TracedFootprintLine::of(footprint, line)?).map_err(unwritten)?;
            out.push(b'\n');
        }
        for contract in &footprint.contracts {
            serde_json::to_writer(&mut out, &TracedContract { contract: contract.clone() }).map_err(unwritten)?;
            out.push(b'\n');
        }
    }
    Ok(out)
}
