//! The books as CSV: every line, and every factor that was used.

use super::factors_used::used_factors;
use super::gpc::{gas_name, tonnes_of};
use super::pieces::{PIECE, whole};
use crate::assess::{ClosedLine, Line, Term};
use crate::error::Result;
use crate::gas::Substance;
use crate::inventory::Statement;
use crate::quantity::{Exact, ROOM};
use crate::taxonomy::Quality;
use hashbrown::HashMap;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::rc::Rc;

/// The columns of `inventory.csv`.
const INVENTORY: [&str; 18] = [
    "line",
    "ref",
    "activity",
    "place",
    "year",
    "gas",
    "mass_kg",
    "co2e_t",
    "origin",
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
const FACTORS: [&str; 9] = ["id", "name", "printed", "source", "table", "version", "steps", "lines", "refs"];

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

/// Rows written as CSV, a cell after the other: quotes where a cell must have them.
#[derive(Default)]
struct CsvWriter {
    out: Vec<u8>,
    /// Whether a cell of the row stands already.
    begun: bool,
    spare: String,
}

impl CsvWriter {
    fn of(header: &[&str]) -> Self {
        let mut sheet = Self::default();
        for name in header {
            sheet.bare(name);
        }
        sheet.end();
        sheet
    }

    /// A cell that cannot need quotes nor be taken for a formula: a name of ours, a number.
    fn bare(&mut self, text: &str) {
        if self.begun {
            self.out.push(b',');
        }
        self.begun = true;
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A cell of words.
    fn words(&mut self, text: &str) {
        let odd = |byte: u8| [b',', b'"', b'\n', b'\r'].into_iter().fold(0, |any, one| any | u8::from(byte == one));
        let text = neutralised(text);
        if text.bytes().fold(0, |any, byte| any | odd(byte)) == 0 {
            return self.bare(&text);
        }
        self.bare("\"");
        for piece in text.split_inclusive('"') {
            self.out.extend_from_slice(piece.as_bytes());
            if piece.ends_with('"') {
                self.out.push(b'"');
            }
        }
        self.out.push(b'"');
    }

    fn number(&mut self, number: Option<Exact>) {
        match number {
            Some(number) => self.bare(number.written(&mut [0; ROOM])),
            None => self.bare(""),
        }
    }

    fn count(&mut self, count: u64) {
        self.spelled(|out| write!(out, "{count}"));
    }

    /// A cell of words that are put together.
    fn spelled(&mut self, spell: impl FnOnce(&mut String) -> core::fmt::Result) {
        let mut spare = core::mem::take(&mut self.spare);
        spare.clear();
        // Text can always be written to memory.
        let _ = spell(&mut spare);
        self.words(&spare);
        self.spare = spare;
    }

    /// Different words in order, parted by `; `.
    fn joined<'a>(&mut self, mut parts: impl Iterator<Item = &'a str>) {
        let Some(first) = parts.next() else { return self.bare("") };
        let Some(second) = parts.next() else { return self.words(first) };
        let all: BTreeSet<&str> = parts.chain([first, second]).collect();
        self.words(&all.into_iter().collect::<Vec<_>>().join("; "));
    }

    fn end(&mut self) {
        self.out.push(b'\n');
        self.begun = false;
    }
}

/// `inventory.csv`: a row for each line of the books, every figure exact.
pub fn inventory_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    whole(|take| inventory_pieces(statements, take))
}

/// The same, piece by piece.
pub(super) fn inventory_pieces(statements: &[Statement], take: &mut dyn FnMut(&[u8])) -> Result<()> {
    let (mut sheet, mut ids) = (CsvWriter::of(&INVENTORY), FactorIdsOfLines::default());
    for (statement, closed) in statements.iter().flat_map(|statement| statement.lines.iter().map(move |closed| (statement, closed)))
    {
        row(&mut sheet, statement, closed, &ids.of(&closed.line))?;
        if sheet.out.len() >= PIECE {
            take(&sheet.out);
            sheet.out.clear();
        }
    }
    take(&sheet.out);
    Ok(())
}

/// The ids of a line's factors and of its parameters.
type Pair = Rc<(String, String)>;

/// These ids by the links that have them: most lines share theirs.
#[derive(Default)]
struct FactorIdsOfLines(HashMap<(usize, usize), Pair>);

impl FactorIdsOfLines {
    fn of(&mut self, line: &Line) -> Pair {
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
    let links = line.terms().filter(|link| (link.name == "emission-factor") == factors && !link.rows.is_empty());
    links.map(Term::ids).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" + ")
}

fn grade(quality: Quality) -> &'static str {
    match quality {
        Quality::H => "H",
        Quality::M => "M",
        Quality::L => "L",
    }
}

fn row(sheet: &mut CsvWriter, statement: &Statement, closed: &ClosedLine, ids: &(String, String)) -> Result<()> {
    let line = &closed.line;
    let set = match line.substance {
        Substance::Stated(own) => own,
        Substance::Gas(_) => statement.settings.gwp,
    };
    sheet.spelled(|out| line.id.spell(out));
    sheet.bare(line.id.category.reference());
    sheet.words(&line.id.activity);
    sheet.words(&line.id.place);
    sheet.count(u64::from(line.id.year.number()));
    sheet.words(gas_name(line.substance));
    sheet.number(Some(closed.mass.value()));
    sheet.number(tonnes_of(closed.co2e)?);
    sheet.bare(line.origin.name());
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

/// `factors_used.csv`: a row for each factor and parameter that a line rests on.
pub fn factors_used_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut sheet = CsvWriter::of(&FACTORS);
    for (id, held) in used_factors(statements) {
        sheet.words(id);
        for parts in [&held.name, &held.printed, &held.source, &held.table, &held.version] {
            sheet.joined(parts.iter().copied());
        }
        sheet.joined(held.steps.iter().map(String::as_str));
        sheet.count(u64::try_from(held.lines.len()).unwrap_or(u64::MAX));
        sheet.joined(held.refs.iter().copied());
        sheet.end();
    }
    Ok(sheet.out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells are written as the crate that reads them back writes them.
        #[test]
        fn rows_are_written_as_csv_has_them(rows in prop::collection::vec(prop::collection::vec("[a,\"\n\r =ก]{0,6}", 2..5), 1..5)) {
            let mut sheet = CsvWriter::default();
            let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                for cell in row {
                    sheet.words(cell);
                }
                sheet.end();
                theirs.write_record(row.iter().map(|cell| neutralised(cell).into_owned())).unwrap();
            }
            prop_assert_eq!(String::from_utf8(sheet.out).unwrap(), String::from_utf8(theirs.into_inner().unwrap()).unwrap());
        }
    }
}
