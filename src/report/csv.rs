//! The books as CSV: every line, and every factor that was used.

use super::gpc::{gas_name, tonnes_of};
use crate::error::{Error, Kind, Problem, Result};
use crate::gas::Substance;
use crate::inventory::{ClosedLine, Link, Statement};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

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
    "basis",
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

/// A cell of words, or of a figure of ours.
enum Cell<'a> {
    Words(Cow<'a, str>),
    Figure(String),
}

fn words(text: &str) -> Cell<'_> {
    Cell::Words(Cow::Borrowed(text))
}

fn spelled<'a>(text: &impl ToString) -> Cell<'a> {
    Cell::Words(Cow::Owned(text.to_string()))
}

fn figure<'a, N: ToString>(number: Option<N>) -> Cell<'a> {
    Cell::Figure(number.map_or_else(String::new, |number| number.to_string()))
}

fn written<'a>(header: &[&str], rows: impl IntoIterator<Item = Result<Vec<Cell<'a>>>>) -> Result<Vec<u8>> {
    let failed =
        |error: &dyn core::fmt::Display| Error::Value(Problem::bare(Kind::Io, format!("the table cannot be written: {error}"), ""));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|error| failed(&error))?;
    for row in rows {
        for cell in row? {
            match cell {
                Cell::Words(text) => writer.write_field(neutralised(&text).as_bytes()),
                Cell::Figure(number) => writer.write_field(number),
            }
            .map_err(|error| failed(&error))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

/// `inventory.csv`: a row for each line of the books, every figure exact.
pub fn inventory_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    written(&INVENTORY, statements.iter().flat_map(|statement| statement.lines.iter().map(|closed| row(statement, closed))))
}

fn row<'a>(statement: &Statement, closed: &'a ClosedLine) -> Result<Vec<Cell<'a>>> {
    let line = &closed.line;
    let set = match line.substance {
        Substance::Stated(own) => own,
        Substance::Gas(_) => statement.settings.gwp,
    };
    let (factor, parameters) = line.chain.split_last().map_or(("", &[][..]), |(last, rest)| (last.id.as_str(), rest));
    let rows = line.inputs.values().fold(0_u64, |sum, input| sum.saturating_add(input.rows));
    let joined = |parts: BTreeSet<&str>| parts.into_iter().collect::<Vec<_>>().join("; ");
    Ok(vec![
        spelled(&line.id),
        words(line.id.category.reference()),
        words(&line.id.activity),
        words(&line.id.place),
        figure(Some(line.id.year)),
        spelled(&gas_name(closed)),
        figure(Some(closed.mass.value())),
        figure(tonnes_of(closed.co2e)?),
        spelled(&line.basis),
        words(factor),
        spelled(&line.activity_quality.map_or_else(String::new, |quality| quality.to_string())),
        spelled(&line.factor_quality.map_or_else(String::new, |quality| quality.to_string())),
        spelled(&parameters.iter().map(|link| link.id.as_str()).collect::<Vec<_>>().join(" + ")),
        words(set.name()),
        words(if closed.mass.rounded() { "true" } else { "false" }),
        figure(Some(rows)),
        spelled(&joined(line.inputs.keys().map(|key| key.file.as_str()).collect())),
        spelled(&joined(line.inputs.keys().filter_map(|key| key.source.as_deref()).collect())),
    ])
}

/// One factor or parameter, and what it was used for.
#[derive(Default)]
struct Used<'a> {
    name: BTreeSet<&'a str>,
    printed: BTreeSet<&'a str>,
    source: BTreeSet<&'a str>,
    table: BTreeSet<&'a str>,
    version: BTreeSet<&'a str>,
    steps: BTreeSet<String>,
    lines: u64,
    refs: BTreeSet<&'static str>,
}

/// `factors_used.csv`: a row for each factor and parameter that a line was multiplied by.
pub fn factors_used_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut used: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for closed in statements.iter().flat_map(|statement| &statement.lines) {
        for link in &closed.line.chain {
            for part in parts(link) {
                let held = used.entry(part.id).or_default();
                held.name.insert(&link.name);
                held.printed.insert(part.printed);
                held.source.insert(part.source);
                held.table.insert(part.table);
                held.version.insert(part.version);
                held.steps.extend(link.steps.iter().map(ToString::to_string));
                held.lines = held.lines.saturating_add(1);
                held.refs.insert(closed.line.id.category.reference());
            }
        }
    }
    let joined = |parts: &BTreeSet<&str>| spelled(&parts.iter().copied().collect::<Vec<_>>().join("; "));
    written(
        &FACTORS,
        used.iter().map(|(id, held)| {
            Ok(vec![
                words(id),
                joined(&held.name),
                joined(&held.printed),
                joined(&held.source),
                joined(&held.table),
                joined(&held.version),
                spelled(&held.steps.iter().map(String::as_str).collect::<Vec<_>>().join("; ")),
                figure(Some(held.lines)),
                joined(&held.refs),
            ])
        }),
    )
}

/// One row of a table behind a link.
pub(super) struct Part<'a> {
    pub(super) id: &'a str,
    pub(super) printed: &'a str,
    pub(super) source: &'a str,
    pub(super) table: &'a str,
    pub(super) version: &'a str,
}

/// A link that stands on several rows (losses of transmission and of distribution) taken apart, where its cells part alike.
pub(super) fn parts(link: &Link) -> Vec<Part<'_>> {
    let count = |text: &str| text.split(" + ").count();
    let printed = link.printed.split_once(" with L of ").map_or(link.printed.as_str(), |(_, rates)| rates);
    let alike = [printed, &link.source, &link.table, &link.version].iter().all(|cell| count(cell) == count(&link.id));
    if !alike {
        let Link { id, printed, source, table, version, .. } = link;
        return vec![Part { id, printed, source, table, version }];
    }
    let columns = [link.id.as_str(), printed, &link.source, &link.table, &link.version].map(|cell| cell.split(" + "));
    let [ids, printed, sources, tables, versions] = columns;
    ids.zip(printed)
        .zip(sources)
        .zip(tables)
        .zip(versions)
        .map(|((((id, printed), source), table), version)| Part { id, printed, source, table, version })
        .collect()
}
