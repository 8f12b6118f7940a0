//! A written result held against its trace: every line recomputed, every figure of a reference the sum of its lines.

use super::json::Report;
use crate::audit::{Tree, verify};
use crate::error::{Error, Errors, Location, Message, Result};
use crate::quantity::{Exact, Total};
use crate::records::Rows;
use crate::taxonomy::{Category, Year};
use std::collections::BTreeMap;

/// The most findings that are listed.
const LISTED: usize = 1000;

/// What recomputing a written result found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recomputed {
    /// Lines of the trace.
    pub lines: u64,
    /// What does not hold, in the order of the files; empty where every figure is correct.
    pub findings: Option<Errors>,
}

/// Recomputes a written result: the lines of `trace.jsonl` one by one, then the files that state the same figures.
///
/// ```
/// use citycarbon::report::TraceCheck;
/// let mut check = TraceCheck::default();
/// check.line("{}");
/// let findings = check.found().findings.unwrap();
/// assert!(findings.to_string().starts_with("trace.jsonl:1: not a line of a trace: "));
/// ```
#[derive(Clone, Debug, Default)]
pub struct TraceCheck {
    lines: u64,
    /// Mass and CO2e of each line by its id, kg.
    figures: BTreeMap<String, (Exact, Option<Exact>)>,
    sums: BTreeMap<(Year, Category), Total>,
    findings: Vec<Error>,
}

impl TraceCheck {
    /// The next line of `trace.jsonl`: computed again from its own content.
    pub fn line(&mut self, text: &str) {
        self.lines = self.lines.saturating_add(1);
        let at = Location::file("trace.jsonl").with_line(self.lines);
        if let Err(error) = self.recompute(text) {
            self.findings.push(Error::Cell { at, problem: error.into_problem() });
        }
    }

    fn recompute(&mut self, text: &str) -> Result<()> {
        let tree: Tree = text.parse()?;
        // A line that does not hold still counts as it is stated, so that it is one finding and not two.
        let held = verify(&tree);
        self.sums.entry((tree.year, tree.category)).or_default().add(tree.co2e_kg.unwrap_or(Exact::ZERO))?;
        if self.figures.insert(tree.line.clone(), (tree.mass_kg.value, tree.co2e_kg)).is_some() {
            return Err(Message::LineOfTraceTwice { value: tree.line.as_str().into() }.into());
        }
        held
    }

    /// `inventory.csv`: the same lines with the same figures.
    pub fn inventory_csv(&mut self, rows: &Rows) -> Result<()> {
        let mut figures = self.figures.clone();
        for row in rows.iter() {
            let id = row.require("line")?;
            let Some((mass, co2e)) = figures.remove(id) else {
                let problem = Message::LineNotInTrace { value: id.into() }.into();
                self.findings.push(Error::Cell { at: row.location("line"), problem });
                continue;
            };
            let co2e = co2e.map(|kg| kg.lowered(3)).transpose()?.map_or_else(String::new, |tonnes| tonnes.to_string());
            for (column, recomputed) in [("mass_kg", mass.to_string()), ("co2e_t", co2e)] {
                let stated = row.cell(column).unwrap_or_default();
                if stated != recomputed {
                    let (step, line, recomputed) = (column.into(), id.into(), recomputed.into());
                    let problem = Message::OtherRecomputed { value: stated.into(), step, line, recomputed }.into();
                    self.findings.push(Error::Cell { at: row.location(column), problem });
                }
            }
        }
        for id in figures.keys() {
            let problem = Message::LineNotInInventory { value: id.as_str().into() }.into();
            self.findings.push(Error::File { at: Location::file("inventory.csv"), problem });
        }
        Ok(())
    }

    /// `inventory.json`: its text, and the SHA-256 of the files next to it by name.
    pub fn inventory_json(&mut self, text: &str, hashes: &BTreeMap<String, String>) -> Result<()> {
        let at = || Location::file("inventory.json");
        let report: Report = match text.parse::<Report>() {
            Ok(report) => report,
            Err(error) => {
                self.findings.push(Error::File { at: at(), problem: error.into_problem() });
                return Ok(());
            }
        };
        let mut sums = self.sums.clone();
        for year in report.years() {
            for entry in &year.entries {
                let sum = sums.remove(&(year.year, entry.category)).map(Total::value).transpose()?;
                let sum = sum.map(|kg| kg.lowered(3)).transpose()?;
                if sum != entry.co2e_t {
                    self.other_sum(year.year, entry.category, entry.co2e_t, sum);
                }
            }
        }
        for ((year, category), sum) in sums {
            self.other_sum(year, category, None, Some(sum.value()?.lowered(3)?));
        }
        for (name, hash) in report.files() {
            if hashes.get(name) != Some(hash) {
                self.findings.push(Error::File { at: Location::file(name), problem: Message::OtherFileOfRun {}.into() });
            }
        }
        Ok(())
    }

    fn other_sum(&mut self, year: Year, category: Category, stated: Option<Exact>, recomputed: Option<Exact>) {
        let shown = |figure: Option<Exact>| figure.map_or_else(|| "null".to_owned(), |figure| figure.to_string()).into();
        let (reference, year) = (category.reference().into(), (&year).into());
        let message = Message::OtherSumOfTrace { value: shown(stated), reference, year, recomputed: shown(recomputed) };
        self.findings.push(Error::File { at: Location::file("inventory.json"), problem: message.into() });
    }

    /// What was found.
    pub fn found(self) -> Recomputed {
        let findings = (!self.findings.is_empty()).then(|| Errors::capped(self.findings, LISTED));
        Recomputed { lines: self.lines, findings }
    }
}
