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
    let ids = |factors: bool| {
        let links = line.links().filter(|link| (link.name == "emission-factor") == factors);
        links
            .filter(|link| !link.rows.is_empty())
            .map(Link::ids)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let rows = line.inputs.values().fold(0_u64, |sum, input| sum.saturating_add(input.rows));
    let joined = |parts: BTreeSet<&str>| parts.into_iter().collect::<Vec<_>>().join("; ");
    Ok(vec![
        spelled(&line.id),
        words(line.id.category.reference()),
        words(&line.id.activity),
        words(&line.id.place),
        figure(Some(line.id.year)),
        spelled(&gas_name(closed.line.substance)),
        figure(Some(closed.mass.value())),
        figure(tonnes_of(closed.co2e)?),
        spelled(&line.basis),
        spelled(&ids(true)),
        spelled(&line.activity_quality.map_or_else(String::new, |quality| quality.to_string())),
        spelled(&line.factor_quality.map_or_else(String::new, |quality| quality.to_string())),
        spelled(&ids(false)),
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
    lines: BTreeSet<String>,
    refs: BTreeSet<&'static str>,
}

/// `factors_used.csv`: a row for each factor and parameter that a line was multiplied by.
pub fn factors_used_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut used: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for closed in statements.iter().flat_map(|statement| &statement.lines) {
        for link in closed.line.links() {
            for row in &link.rows {
                let held = used.entry(&row.id).or_default();
                held.name.insert(&link.name);
                held.printed.insert(&row.printed);
                held.source.insert(&row.source);
                held.table.insert(&row.table);
                held.version.insert(&row.version);
                held.steps.extend(row.steps.iter().map(ToString::to_string));
                held.lines.insert(closed.line.id.to_string());
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
                figure(Some(held.lines.len())),
                joined(&held.refs),
            ])
        }),
    )
}
