//! The books as CSV: every line, and every factor that was used.

use super::gpc::{gas_name, tonnes_of};
use crate::error::{Error, Kind, Problem, Result};
use crate::gas::Substance;
use crate::inventory::{ClosedLine, Line, LineId, Link, Links, Statement};
use crate::taxonomy::Quality;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
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
    /// The ids of factors, or of parameters.
    Ids(Pair, bool),
}

fn words(text: &str) -> Cell<'_> {
    Cell::Words(Cow::Borrowed(text))
}

fn spelled<'a>(text: &impl ToString) -> Cell<'a> {
    Cell::Words(Cow::Owned(text.to_string()))
}

fn graded<'a>(quality: Option<Quality>) -> Cell<'a> {
    quality.map_or(words(""), |quality| spelled(&quality))
}

fn figure<'a, N: ToString>(number: Option<N>) -> Cell<'a> {
    Cell::Figure(number.map_or_else(String::new, |number| number.to_string()))
}

fn written<'a, const N: usize>(header: &[&str; N], rows: impl IntoIterator<Item = Result<[Cell<'a>; N]>>) -> Result<Vec<u8>> {
    let failed =
        |error: &dyn core::fmt::Display| Error::Value(Problem::bare(Kind::Io, format!("the table cannot be written: {error}"), ""));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(header).map_err(|error| failed(&error))?;
    for row in rows {
        for cell in row? {
            match cell {
                Cell::Words(text) => writer.write_field(neutralised(&text).as_bytes()),
                Cell::Figure(number) => writer.write_field(number),
                Cell::Ids(ids, factors) => writer.write_field(neutralised(if factors { &ids.0 } else { &ids.1 }).as_bytes()),
            }
            .map_err(|error| failed(&error))?;
        }
        writer.write_record(None::<&[u8]>).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error))
}

/// `inventory.csv`: a row for each line of the books, every figure exact.
pub fn inventory_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut ids = Ids::default();
    let lines = statements.iter().flat_map(|statement| statement.lines.iter().map(move |closed| (statement, closed)));
    written(&INVENTORY, lines.map(|(statement, closed)| row(statement, closed, ids.of(&closed.line))))
}

/// The ids of a line's factors and of its parameters.
type Pair = Rc<(String, String)>;

/// These ids by the links that have them: most lines share theirs.
#[derive(Default)]
struct Ids(HashMap<(usize, usize), Pair>);

impl Ids {
    fn of(&mut self, line: &Line) -> Pair {
        let mut inputs = line.inputs.values();
        match (inputs.next(), inputs.next()) {
            (Some(only), None) if line.worked.is_none() => {
                let key = (only.conversion.place(), line.chain.place());
                self.0.entry(key).or_insert_with(|| Rc::new((ids(line, true), ids(line, false)))).clone()
            }
            _ => Rc::new((ids(line, true), ids(line, false))),
        }
    }
}

fn ids(line: &Line, factors: bool) -> String {
    let links = line.links().filter(|link| (link.name == "emission-factor") == factors && !link.rows.is_empty());
    links.map(Link::ids).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" + ")
}

/// Different words in order, parted by `; `.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Cell<'a> {
    let mut parts = parts.peekable();
    let Some(first) = parts.next() else { return words("") };
    if parts.peek().is_none() {
        return words(first);
    }
    let all: BTreeSet<&str> = parts.chain([first]).collect();
    spelled(&all.into_iter().collect::<Vec<_>>().join("; "))
}

fn row<'a>(statement: &Statement, closed: &'a ClosedLine, ids: Pair) -> Result<[Cell<'a>; 18]> {
    let line = &closed.line;
    let set = match line.substance {
        Substance::Stated(own) => own,
        Substance::Gas(_) => statement.settings.gwp,
    };
    let rows = line.inputs.values().fold(0_u64, |sum, input| sum.saturating_add(input.rows));
    Ok([
        spelled(&line.id),
        words(line.id.category.reference()),
        words(&line.id.activity),
        words(&line.id.place),
        figure(Some(line.id.year)),
        words(gas_name(closed.line.substance)),
        figure(Some(closed.mass.value())),
        figure(tonnes_of(closed.co2e)?),
        spelled(&line.basis),
        Cell::Ids(ids.clone(), true),
        graded(line.activity_quality),
        graded(line.factor_quality),
        Cell::Ids(ids, false),
        words(set.name()),
        words(if closed.mass.rounded() { "true" } else { "false" }),
        figure(Some(rows)),
        joined(line.inputs.keys().map(|key| key.file.as_str())),
        joined(line.inputs.keys().filter_map(|key| key.source.as_deref())),
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
    lines: Vec<&'a LineId>,
    refs: BTreeSet<&'static str>,
}

/// `factors_used.csv`: a row for each factor and parameter that a line rests on.
pub fn factors_used_csv(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut used: BTreeMap<&str, Used<'_>> = BTreeMap::new();
    for (links, lines, refs) in users(statements).into_values() {
        for (link, row) in links.iter().flat_map(|link| link.rows.iter().map(move |row| (link, row))) {
            let held = used.entry(&row.id).or_default();
            held.name.insert(&link.name);
            held.printed.insert(&row.printed);
            held.source.insert(&row.source);
            held.table.insert(&row.table);
            held.version.insert(&row.version);
            held.steps.extend(row.steps.iter().map(ToString::to_string));
            held.lines.extend(&lines);
            held.refs.extend(&refs);
        }
    }
    let all = |parts: &BTreeSet<&str>| spelled(&parts.iter().copied().collect::<Vec<_>>().join("; "));
    written(
        &FACTORS,
        used.into_iter().map(|(id, mut held)| {
            held.lines.sort_unstable();
            held.lines.dedup();
            Ok([
                words(id),
                all(&held.name),
                all(&held.printed),
                all(&held.source),
                all(&held.table),
                all(&held.version),
                spelled(&held.steps.iter().map(String::as_str).collect::<Vec<_>>().join("; ")),
                figure(Some(held.lines.len())),
                all(&held.refs),
            ])
        }),
    )
}

/// Links, the lines that share them, and the references of these.
type Users<'a> = (&'a Links, Vec<&'a LineId>, BTreeSet<&'static str>);

fn users(statements: &[Statement]) -> HashMap<usize, Users<'_>> {
    let mut users: HashMap<usize, Users<'_>> = HashMap::new();
    for closed in statements.iter().flat_map(|statement| &statement.lines) {
        let line = &closed.line;
        for links in line.evidence().filter(|links| !links.is_empty()) {
            let (_, lines, refs) = users.entry(links.place()).or_insert_with(|| (links, Vec::new(), BTreeSet::new()));
            lines.push(&line.id);
            refs.insert(line.id.category.reference());
        }
    }
    users
}
