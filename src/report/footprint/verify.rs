//! A written footprint held against its trace: each line recomputed, then the totals of every year.

use super::json::FootprintReport;
use super::rows::TracedFootprintLine;
use crate::audit::verify;
use crate::error::{Error, Errors, Location, Message, Result};
use crate::gas::Stated;
use crate::quantity::Exact;
use crate::records::sha256;
use crate::report::Recomputed;
use crate::taxonomy::{FootprintCategory, Scope, Year};
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

/// What the lines of a year and category add up to, kg CO2e.
type Sums = BTreeMap<(Year, FootprintCategory), Exact>;

/// Recomputes a written footprint: every line of the trace from its own content with its share, then the categories, scopes and
/// totals of `footprint.json`, and the hashes of the files next to it.
pub fn recompute_footprint(files: &FootprintFiles<'_>) -> Recomputed {
    let (mut findings, mut sums, mut lines) = (Vec::new(), Sums::new(), 0_u64);
    for (number, text) in (1_u64..).zip(files.trace.lines()) {
        lines = lines.saturating_add(1);
        if let Err(error) = line(text, &mut sums) {
            let at = Location::file("trace.jsonl").with_line(number);
            findings.push(Error::Cell { at, problem: error.into_problem() });
        }
    }
    if let Err(error) = index(files, &sums, &mut findings) {
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

/// One line of the trace, added to its category.
fn line(text: &str, sums: &mut Sums) -> Result<()> {
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
    let sum = sums.entry((year, traced.category)).or_insert(Exact::ZERO);
    *sum = sum.checked_add(part.co2e.unwrap_or(Exact::ZERO))?;
    Ok(())
}

/// The figures of the index that follow from the lines.
fn index(files: &FootprintFiles<'_>, sums: &Sums, findings: &mut Vec<Error>) -> Result<()> {
    let report: FootprintReport =
        serde_json::from_str(files.index).map_err(|error| Error::from(Message::NotAReport { error: (&error).into() }))?;
    let mut agree = |name: String, found: String, recomputed: String| {
        if found != recomputed {
            let problem = differs(&name, "footprint.json", found, recomputed).into_problem();
            findings.push(Error::File { at: Location::file("footprint.json"), problem });
        }
    };
    for (name, bytes) in
        [("footprint.csv", files.rows), ("factors_used.csv", files.factors), ("trace.jsonl", files.trace.as_bytes())]
    {
        agree(name.to_owned(), report.files.get(name).cloned().unwrap_or_default(), sha256(bytes));
    }
    for year in &report.years {
        let of = |counts: &dyn Fn(FootprintCategory) -> bool| {
            let held = sums.iter().filter(|((of, category), _)| *of == year.year && counts(*category)).map(|(_, sum)| *sum);
            let mut held = held.peekable();
            held.peek()?;
            held.try_fold(Exact::ZERO, Exact::checked_add).and_then(|kg| kg.lowered(3)).ok()
        };
        for category in FootprintCategory::ALL.iter().copied() {
            let stated = year.categories.iter().find(|entry| entry.category == category).and_then(|entry| entry.co2e_t);
            agree(format!("{} {category}", year.year), shown(stated), shown(of(&|one| one == category)));
        }
        for iso in &year.iso14064 {
            agree(
                format!("{} iso14064 {}", year.year, iso.category),
                shown(iso.co2e_t),
                shown(of(&|one| one.iso14064() == iso.category)),
            );
        }
        let totals = [
            ("scope1", year.totals.scope1, of(&|one| one.scope() == Scope::One)),
            ("scope2_location", year.totals.scope2_location, of(&|one| one.scope() == Scope::Two)),
            ("scope3", year.totals.scope3, of(&|one| one.scope() == Scope::Three)),
            ("scopes_1_and_2", year.totals.scopes_1_and_2, of(&|one| one.scope() != Scope::Three)),
            ("all", year.totals.all, of(&|_| true)),
        ];
        for (name, found, recomputed) in totals {
            agree(format!("{} {name}", year.year), shown(found), shown(recomputed));
        }
    }
    Ok(())
}
