//! The inventory as CSV: every line, and every factor that was used.

use super::factors_used::{UsedFactor, used_factors};
use super::gpc::{gas_name, tonnes_of};
use super::pieces::{PIECE, whole};
use crate::assess::{ClosedLine, EMISSION_FACTOR, Line, Term};
use crate::error::Result;
use crate::factors::Source;
use crate::gas::Substance;
use crate::inventory::Statement;
use crate::quantity::{EnergyBasis, Exact, ROOM};
use crate::records::CsvWriter;
use crate::taxonomy::Quality;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::rc::Rc;

/// The columns of `inventory.csv`.
const INVENTORY: [&str; 19] = [
    "line",
    "ref",
    "activity",
    "place",
    "year",
    "gas",
    "mass_kg",
    "co2e_t",
    "origin",
    "energy_basis",
    "factor_id",
    "activity_quality",
    "factor_quality",
    "parameter_ids",
    "gwp",
    "rounded",
    "rows",
    "file",
    "source",
];

/// The columns of `factors_used.csv`.
const FACTORS: [&str; 15] = [
    "id",
    "name",
    "printed",
    "source",
    "table",
    "version",
    "steps",
    "lines",
    "refs",
    "publication",
    "attribution",
    "years",
    "purpose",
    "confidence",
    "note",
];

/// A text cell that no spreadsheet takes for a formula: what starts like one gets an apostrophe before it.
///
/// ```
/// use citycarbon::report::neutralised;
/// assert_eq!(neutralised("=1+1"), "'=1+1");
/// assert_eq!(neutralised("Bangkok"), "Bangkok");
/// ```
pub fn neutralised(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Rows for people and spreadsheets: no cell is taken for a formula.
#[derive(Default)]
pub(super) struct ReportRows {
    pub(super) csv: CsvWriter,
    spare: String,
}

impl ReportRows {
    pub(super) fn of(header: &[&str]) -> Self {
        Self { csv: CsvWriter::of(header), spare: String::new() }
    }

    /// A cell that can neither need quotes nor be taken for a formula: a name of ours, a number.
    pub(super) fn bare(&mut self, text: &str) {
        self.csv.bare(text);
    }

    /// A cell of words.
    pub(super) fn words(&mut self, text: &str) {
        self.csv.text(&neutralised(text));
    }

    pub(super) fn number(&mut self, number: Option<Exact>) {
        match number {
            Some(number) => self.bare(number.written(&mut [0; ROOM])),
            None => self.bare(""),
        }
    }

    pub(super) fn count(&mut self, count: u64) {
        self.formatted(|out| write!(out, "{count}"));
    }

    /// A cell of words that are put together.
    fn formatted(&mut self, spell: impl FnOnce(&mut String) -> core::fmt::Result) {
        self.spare.clear();
        // Text can always be written to memory.
        let _ = spell(&mut self.spare);
        self.csv.text(&neutralised(&self.spare));
    }

    /// Different words in order, separated by `; `.
    pub(super) fn joined<'a>(&mut self, mut parts: impl Iterator<Item = &'a str>) {
        let Some(first) = parts.next() else { return self.bare("") };
        let Some(second) = parts.next() else { return self.words(first) };
        let all: BTreeSet<&str> = parts.chain([first, second]).collect();
        self.words(&all.into_iter().collect::<Vec<_>>().join("; "));
    }

    pub(super) fn end(&mut self) {
        self.csv.end();
    }
}

/// `inventory.csv`: a row for each line of the inventory, every figure exact.
pub fn inventory_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    whole(|take| inventory_pieces(statements, take))
}

/// The same, piece by piece.
pub(super) fn inventory_pieces(statements: &[Statement], take: &mut dyn FnMut(&[u8])) -> Result<()> {
    let (mut sheet, mut ids) = (ReportRows::of(&INVENTORY), FactorIdsOfLines::default());
    for (statement, closed) in statements.iter().flat_map(|statement| statement.lines.iter().map(move |closed| (statement, closed)))
    {
        row(&mut sheet, statement, closed, &ids.of(&closed.line))?;
        if sheet.csv.out.len() >= PIECE {
            take(&sheet.csv.out);
            sheet.csv.out.clear();
        }
    }
    take(&sheet.csv.out);
    Ok(())
}

/// The ids of a line's factors and of its parameters.
pub(super) type Pair = Rc<(String, String)>;

/// These ids by the links that have them: most lines share theirs.
#[derive(Default)]
pub(super) struct FactorIdsOfLines(HashMap<(usize, usize), Pair>);

impl FactorIdsOfLines {
    pub(super) fn of(&mut self, line: &Line) -> Pair {
        let mut inputs = line.inputs.values();
        match (inputs.next(), inputs.next()) {
            (Some(only), None) if line.derivation.method().is_none() => {
                let key = (only.conversion.place(), line.derivation.evidence().place());
                self.0.entry(key).or_insert_with(|| Rc::new((ids(line, true), ids(line, false)))).clone()
            }
            _ => Rc::new((ids(line, true), ids(line, false))),
        }
    }
}

fn ids(line: &Line, factors: bool) -> String {
    let links = line.terms().filter(|link| (link.name == EMISSION_FACTOR) == factors && !link.rows.is_empty());
    links.map(Term::ids).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" + ")
}

pub(super) fn grade(quality: Quality) -> &'static str {
    match quality {
        Quality::H => "H",
        Quality::M => "M",
        Quality::L => "L",
    }
}

fn row(sheet: &mut ReportRows, statement: &Statement, closed: &ClosedLine, ids: &(String, String)) -> Result<()> {
    let line = &closed.line;
    let set = match line.substance {
        Substance::Stated(own) => own,
        Substance::Gas(_) => statement.settings.gwp,
    };
    sheet.formatted(|out| line.id.spell(out));
    sheet.bare(line.id.category.reference());
    sheet.words(&line.id.activity);
    sheet.words(&line.id.place);
    sheet.formatted(|out| write!(out, "{}", line.id.year));
    sheet.words(gas_name(line.substance));
    sheet.number(Some(closed.mass.value()));
    sheet.number(tonnes_of(closed.co2e)?);
    sheet.bare(line.origin.name());
    sheet.joined(line.inputs.keys().filter_map(|key| key.basis.map(EnergyBasis::name)));
    sheet.words(&ids.0);
    sheet.bare(line.activity_quality.map_or("", grade));
    sheet.bare(line.factor_quality.map_or("", grade));
    sheet.words(&ids.1);
    sheet.bare(set.name());
    sheet.bare(if closed.mass.rounded() { "true" } else { "false" });
    sheet.count(line.inputs.values().fold(0_u64, |sum, input| sum.saturating_add(input.rows)));
    sheet.joined(line.inputs.keys().map(|key| &*key.file));
    sheet.joined(line.inputs.keys().filter_map(|key| key.source.as_deref()));
    sheet.end();
    Ok(())
}

/// `factors_used.csv`: a row for each factor and parameter that a line is computed with, with the attribution of its publication.
pub fn factors_used_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    Ok(factor_rows(used_factors(statements)))
}

/// A row for each factor and parameter.
pub(super) fn factor_rows(used: BTreeMap<&str, UsedFactor<'_>>) -> Vec<u8> {
    let mut sheet = ReportRows::of(&FACTORS);
    for (id, held) in used {
        sheet.words(id);
        for parts in [&held.name, &held.printed, &held.source, &held.table, &held.version] {
            sheet.joined(parts.iter().copied());
        }
        sheet.joined(held.steps.keys().map(String::as_str));
        sheet.count(u64::try_from(held.lines.len()).unwrap_or(u64::MAX));
        sheet.joined(held.refs.iter().copied());
        sheet.joined(held.publication.iter().copied());
        let publications = held.publication.iter().filter_map(|id| Source::find(id));
        sheet.joined(publications.map(|source| source.attribution.as_str()));
        sheet.joined(held.years.iter().map(String::as_str));
        sheet.joined(held.purpose.keys().map(String::as_str));
        sheet.joined(held.confidence.keys().copied());
        sheet.joined(held.note.iter().copied());
        sheet.end();
    }
    sheet.csv.out
}
