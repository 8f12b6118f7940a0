//! A written result held against its trace: every line recomputed, then every file made again from these lines and compared.

use super::json::{Report, YearReport};
use super::{differences, rebuild};
use crate::assess::{ClosedLine, InputKey, Line, LineId, Name, Origin};
use crate::audit::{TracedContract, TracedMarket, Tree, Writer, market_lines, verify};
use crate::error::{Error, Errors, Location, Message, Problem, Result};
use crate::gas::GwpSet;
use crate::inventory::{Contract, Statement};
use crate::records::{Row, Rows, hexadecimal, sha256};
use crate::taxonomy::{Quality, Year};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most findings that are listed.
const LISTED: usize = 1000;

/// What recomputing a written result found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recomputed {
    /// Lines of the trace.
    pub lines: u64,
    /// What does not hold, in the order of the files; empty where every figure agrees with its trace.
    pub findings: Option<Errors>,
}

/// Recomputes a written result: the lines of `trace.jsonl` one by one, then the other files, made again from these lines.
///
/// ```
/// use citycarbon::report::TraceCheck;
/// let mut check = TraceCheck::default();
/// check.line("{}\n");
/// let findings = check.found().findings.unwrap();
/// assert!(findings.to_string().starts_with("trace.jsonl:1: not a line of a trace: "));
/// ```
#[derive(Clone, Debug, Default)]
pub struct TraceCheck {
    lines: u64,
    hash: Sha256,
    closed: BTreeMap<Arc<LineId>, ClosedLine>,
    last: Option<Arc<LineId>>,
    gwp: Option<GwpSet>,
    contracts: BTreeMap<Year, Vec<Contract>>,
    /// The lines of the market-based view, each with its place and the line of the inventory before it.
    market: Vec<(Location, String, Option<Arc<LineId>>)>,
    /// What lines have in common, each with the first line that has it.
    shared: BTreeMap<SharedFact, (u64, String)>,
    findings: Vec<Error>,
}

/// What all lines of one run that speak of it have in the same way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SharedFact {
    GwpSet,
    HashOf(Name),
    RowsOf(Year, Name, Name, InputKey),
    SumOf(Year, Name, Name, InputKey),
    LinesOf(Year, Name, Name, InputKey),
}

impl SharedFact {
    fn member(&self) -> &'static str {
        match self {
            Self::GwpSet => "gwp.set",
            Self::HashOf(_) => "sha256",
            Self::RowsOf(..) => "rows",
            Self::SumOf(..) => "sum",
            Self::LinesOf(..) => "lines",
        }
    }
}

impl TraceCheck {
    /// The next line of `trace.jsonl`, with the line feed at its end: computed again from its own content.
    pub fn line(&mut self, text: &str) {
        self.lines = self.lines.saturating_add(1);
        self.hash.update(text.as_bytes());
        if let Err(error) = self.recompute(text) {
            self.in_line(error.into_problem());
        }
    }

    fn here(&self) -> Location {
        Location::file("trace.jsonl").with_line(self.lines)
    }

    fn in_line(&mut self, problem: Problem) {
        self.findings.push(Error::Cell { at: self.here(), problem });
    }

    fn recompute(&mut self, text: &str) -> Result<()> {
        if text.starts_with("{\"contract\":") || text.starts_with("{\"market\":") {
            return self.market_line(text);
        }
        let tree: Tree = text.parse()?;
        let (held, set) = (verify(&tree), tree.gwp.set);
        // A line that does not hold still counts as it is stated, so that it is one finding and not two.
        let closed = tree.closed()?;
        match held {
            Ok(()) => self.spelled(text, &closed, set)?,
            Err(error) => self.in_line(error.into_problem()),
        }
        self.gwp = self.gwp.or(Some(set));
        self.share(&closed.line, set);
        let id = closed.line.id.clone();
        let before = self.last.replace(id.clone()).filter(|before| *before > id);
        if self.closed.insert(id.clone(), closed).is_some() {
            return Err(Message::LineOfTraceTwice { value: (&id).into() }.into());
        }
        match before {
            Some(before) => Err(Message::LineOutOfOrder { value: (&id).into(), before: (&before).into() }.into()),
            None => Ok(()),
        }
    }

    /// A line of the market-based view: kept, and compared when all lines are known.
    fn market_line(&mut self, text: &str) -> Result<()> {
        let not_a_tree = |error: serde_json::Error| Error::from(Message::NotATree { error: (&error).into() });
        self.market.push((self.here(), text.to_owned(), self.last.clone()));
        if text.starts_with("{\"market\":") {
            return serde_json::from_str::<TracedMarket>(text).map(drop).map_err(not_a_tree);
        }
        let TracedContract { contract } = serde_json::from_str(text).map_err(not_a_tree)?;
        self.contracts.entry(contract.year).or_default().push(contract);
        Ok(())
    }

    /// The lines of the market-based view, made again from the contracts and the other lines.
    fn compare_market(&mut self, statements: &[Statement]) -> Result<()> {
        let (mut recomputed, mut last) = (Vec::new(), None);
        for statement in statements {
            last = statement.lines.last().map(|closed| closed.line.id.clone()).or(last);
            recomputed.extend(market_lines(statement)?.into_iter().map(|line| (line, last.clone())));
        }
        let mut recomputed = recomputed.into_iter();
        let value = |text: &str| serde_json::from_str::<Value>(text).ok();
        for (at, text, before) in std::mem::take(&mut self.market) {
            let (again, last) = recomputed.next().unzip();
            if again.as_deref() == Some(text.as_str()) {
                if let Some((last, before)) = last.flatten().zip(before).filter(|(last, before)| last != before) {
                    let message = Message::LineOutOfOrder { value: (&last).into(), before: (&before).into() };
                    self.findings.push(Error::Cell { at, problem: message.into() });
                }
                continue;
            }
            let before = self.findings.len();
            if let (Some(written), Some(again)) = (value(&text), again.as_deref().and_then(value)) {
                differences::members(&at, &written, &again, &mut self.findings);
            }
            if self.findings.len() == before {
                self.findings.push(Error::Cell { at, problem: Message::OtherSpelling.into() });
            }
        }
        for (left_out, _) in recomputed {
            let problem = Message::LeftOut { recomputed: left_out.trim_end().into() }.into();
            self.findings.push(Error::File { at: Location::file("trace.jsonl"), problem });
        }
        Ok(())
    }

    /// The line as it is written, member by member.
    fn spelled(&mut self, text: &str, closed: &ClosedLine, set: GwpSet) -> Result<()> {
        let mut writer = Writer::default();
        writer.line(closed, set)?;
        let before = self.findings.len();
        if writer.out().as_slice() == text.as_bytes() {
            return Ok(());
        }
        if let (Ok(written), Ok(recomputed)) = (serde_json::from_str(text), serde_json::from_slice(writer.out())) {
            differences::members(&self.here(), &written, &recomputed, &mut self.findings);
        }
        if self.findings.len() == before {
            self.in_line(Message::OtherSpelling.into());
        }
        Ok(())
    }

    /// Holds a line against what the lines before it have in common with it.
    fn share(&mut self, line: &Line, set: GwpSet) {
        let mut facts = vec![(SharedFact::GwpSet, set.to_string())];
        for (key, input) in line.inputs.iter() {
            facts.push((SharedFact::HashOf(key.file.clone()), key.sha256.as_deref().unwrap_or("null").to_owned()));
            // The gases of one activity start from the same rows; results of a method and stated figures have a sum each.
            if line.origin != Origin::Direct && line.derivation.method().is_none() {
                let LineId { year, activity, place, .. } = &*line.id;
                let of = || (*year, activity.clone(), place.clone(), key.clone());
                let [rows, sum, lines] = [(); 3].map(|()| of());
                facts.push((SharedFact::RowsOf(rows.0, rows.1, rows.2, rows.3), input.rows.to_string()));
                facts.push((SharedFact::SumOf(sum.0, sum.1, sum.2, sum.3), input.sum.to_string()));
                let listed = input.listed.iter().map(|row| format!("{} {}", row.line, row.id.as_deref().unwrap_or_default()));
                let listed = listed.collect::<Vec<_>>().join(", ");
                facts.push((SharedFact::LinesOf(lines.0, lines.1, lines.2, lines.3), listed));
            }
        }
        for (fact, value) in facts {
            let member = fact.member();
            let (first, before) = self.shared.entry(fact).or_insert_with(|| (self.lines, value.clone()));
            if *before != value {
                let (line, before) = (*first, before.as_str().into());
                self.in_line(Message::OtherInputOfLines { value: value.into(), member: member.into(), before, line }.into());
            }
        }
    }

    /// The three files next to the trace: each is made again from the lines, and compared.
    pub fn files(&mut self, inventory_csv: &[u8], factors_used_csv: &[u8], inventory_json: &[u8]) {
        let written = WrittenFiles { inventory_csv, factors_used_csv, inventory_json };
        if let Err(error) = self.compare(&written) {
            let at = error.at().cloned().unwrap_or_else(|| Location::file("inventory.json"));
            self.findings.push(Error::File { at, problem: error.into_problem() });
        }
    }

    fn compare(&mut self, written: &WrittenFiles<'_>) -> Result<()> {
        let not_a_report = |error: serde_json::Error| Error::from(Message::NotAReport { error: (&error).into() });
        let mut index: Value = serde_json::from_slice(written.inventory_json).map_err(not_a_report)?;
        let years = index.get("years").cloned().unwrap_or_default();
        let years: Vec<YearReport> = serde_json::from_value(years).map_err(not_a_report)?;
        let mut lines: BTreeMap<Year, Vec<ClosedLine>> = BTreeMap::new();
        let grades = grades(written.inventory_csv);
        for mut closed in std::mem::take(&mut self.closed).into_values() {
            if let Some(held) = grades.get(&closed.line.id.to_string()) {
                (closed.line.activity_quality, closed.line.factor_quality) = *held;
            }
            lines.entry(closed.line.id.year).or_default().push(closed);
        }
        let statements = rebuild::statements(&years, self.gwp, lines, std::mem::take(&mut self.contracts))?;
        self.compare_market(&statements)?;
        differences::tables("inventory.csv", written.inventory_csv, &super::inventory_csv(&statements)?, &mut self.findings)?;
        differences::tables(
            "factors_used.csv",
            written.factors_used_csv,
            &super::factors_used_csv(&statements)?,
            &mut self.findings,
        )?;
        let hashes = [
            ("inventory.csv", sha256(written.inventory_csv)),
            ("factors_used.csv", sha256(written.factors_used_csv)),
            ("trace.jsonl", hexadecimal(self.hash.clone())),
        ];
        let recomputed = Report::with_hashes(&statements, hashes.clone())?.bytes()?;
        let before = self.findings.len();
        let at = Location::file("inventory.json");
        let mut again: Value = serde_json::from_slice(&recomputed).map_err(not_a_report)?;
        let files = [&mut index, &mut again].map(|index| index.as_object_mut().and_then(|members| members.remove("files")));
        differences::members(&at, &index, &again, &mut self.findings);
        let mut files = files.into_iter().next().flatten().unwrap_or_default();
        for (name, hash) in &hashes {
            let message = match files.as_object_mut().and_then(|files| files.remove(*name)) {
                Some(Value::String(stated)) if stated == *hash => continue,
                Some(_) => Message::OtherFileOfRun,
                None => Message::FileNotListed,
            };
            self.findings.push(Error::File { at: Location::file(*name), problem: message.into() });
        }
        differences::members(&at.clone().with_column("files"), &files, &Value::Object(Map::new()), &mut self.findings);
        if self.findings.len() == before && recomputed != written.inventory_json {
            self.findings.push(Error::File { at, problem: Message::OtherSpelling.into() });
        }
        Ok(())
    }

    /// What was found.
    pub fn found(self) -> Recomputed {
        let findings = (!self.findings.is_empty()).then(|| Errors::capped(self.findings, LISTED));
        Recomputed { lines: self.lines, findings }
    }
}

/// The files next to the trace.
struct WrittenFiles<'a> {
    inventory_csv: &'a [u8],
    factors_used_csv: &'a [u8],
    inventory_json: &'a [u8],
}

/// The grades of each line, which only `inventory.csv` has; `inventory.json` has the worst of them.
fn grades(inventory_csv: &[u8]) -> BTreeMap<String, (Option<Quality>, Option<Quality>)> {
    let Ok(rows) = Rows::read(inventory_csv, "inventory.csv") else { return BTreeMap::new() };
    let grade = |row: &Row<'_>, column: &str| row.cell(column).and_then(|grade| grade.parse().ok());
    let of = |row: Row<'_>| {
        let id = row.cell("line")?.to_owned();
        Some((id, (grade(&row, "activity_quality"), grade(&row, "factor_quality"))))
    };
    rows.iter().filter_map(of).collect()
}
