//! The sheet of the trace: below each line what it is computed from, number by number.

use super::labels::WorkbookLabel as Word;
use super::lines::{joined, text};
use crate::assess::{ClosedLine, Derivation, InputKey, LineInput, MethodResult, Term};
use crate::exchange::{CellContent, ColumnContent, ColumnStyle, SheetContent};
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::quantity::Exact;
use crate::report::gpc::gas_name;
use crate::report::terms::printed_value;
use std::collections::BTreeSet;

pub(super) fn sheet(statements: &[Statement], language: Language) -> SheetContent {
    let columns = [
        (Word::Line, 50),
        (Word::Part, 18),
        (Word::Name, 30),
        (Word::Value, 26),
        (Word::Unit, 14),
        (Word::Rows, 10),
        (Word::FactorId, 34),
        (Word::Printed, 28),
        (Word::Sources, 60),
    ];
    let mut sheet = SheetContent::new(&Word::SheetTrace.render(language));
    sheet.columns = columns.iter().map(|(_, width)| ColumnContent::new(*width, ColumnStyle::Plain)).collect();
    sheet.rows.push(columns.iter().map(|(word, _)| CellContent::Heading(word.render(language))).collect());
    (sheet.frozen, sheet.filter) = ((1, 1), Some(0));
    for closed in statements.iter().flat_map(|statement| &statement.lines) {
        line(&mut sheet.rows, closed, language);
    }
    sheet
}

fn line(rows: &mut Vec<Vec<CellContent>>, closed: &ClosedLine, language: Language) {
    let line = &closed.line;
    let id = line.id.to_string();
    let mut push = |part: Word, cells: [CellContent; 7]| {
        let mut row = vec![CellContent::Text(id.clone()), CellContent::Text(part.render(language))];
        row.extend(cells);
        rows.push(row);
    };
    let gas = gas_name(line.substance);
    push(Word::PartResult, figure(gas, closed.mass.value(), "kg"));
    if let Some(co2e) = closed.co2e.filter(|_| gas != "CO2e") {
        push(Word::PartResult, figure("CO2e", co2e, "kg"));
    }
    for (key, input) in line.inputs.iter() {
        push(Word::PartSum, sum(key, input));
        input.conversion.iter().for_each(|held| push(Word::PartConversion, term(held, language)));
    }
    match &line.derivation {
        Derivation::Product(terms) => terms.iter().for_each(|held| push(Word::PartFactor, term(held, language))),
        Derivation::Method(result) => {
            push(Word::PartMethod, named(result.spec().name, result.spec().equation));
            for cells in method(result, language) {
                push(Word::PartInput, cells);
            }
        }
    }
}

fn figure(name: &str, value: Exact, unit: &str) -> [CellContent; 7] {
    let blank = || CellContent::Blank;
    [text(name), text(value.to_string()), text(unit), blank(), blank(), blank(), blank()]
}

fn named(name: &str, source: &str) -> [CellContent; 7] {
    let blank = || CellContent::Blank;
    [text(name), blank(), blank(), blank(), blank(), blank(), text(source)]
}

/// Rows of a file, added up.
fn sum(key: &InputKey, input: &LineInput) -> [CellContent; 7] {
    let place = key.line.map_or_else(|| key.file.to_string(), |line| format!("{}:{line}", key.file));
    let hash = key.sha256.as_deref().map_or_else(String::new, |hash| format!("sha256 {hash}"));
    [
        text(place),
        text(input.sum.to_string()),
        text(input.unit.symbol()),
        CellContent::Number(input.rows.into()),
        text(hash),
        CellContent::Blank,
        text(key.source.as_deref().unwrap_or_default()),
    ]
}

/// A factor of the product, in base units.
fn term(term: &Term, language: Language) -> [CellContent; 7] {
    let printed: BTreeSet<String> = term.rows.iter().map(|row| printed_value(&row.printed, language)).collect();
    [
        text(term.name.as_str()),
        text(term.ratio.to_string()),
        CellContent::Blank,
        CellContent::Blank,
        joined(term.rows.iter().map(|row| row.id.as_str())),
        joined(printed.iter().map(String::as_str)),
        joined(term.rows.iter().map(|row| row.source.as_str())),
    ]
}

/// What goes into a method.
fn method(result: &MethodResult, language: Language) -> Vec<[CellContent; 7]> {
    let mut rows = Vec::new();
    for (name, values) in result.inputs().values() {
        for value in values {
            let year = value.year.map(|year| year.to_string());
            let labels = year.into_iter().chain(value.labels.values().cloned()).collect::<Vec<_>>().join(", ");
            let name = if labels.is_empty() { name.to_owned() } else { format!("{name} ({labels})") };
            let number = if value.per == Exact::ONE { value.value.to_string() } else { format!("{}/{}", value.value, value.per) };
            let row = value.row.as_deref().unwrap_or_default();
            let source = result.rows().iter().flat_map(|term| &term.rows).find(|held| held.id == row);
            rows.push([
                text(name),
                text(number),
                text(value.unit.as_str()),
                CellContent::Blank,
                text(row),
                text(source.map_or_else(String::new, |held| printed_value(&held.printed, language))),
                text(source.map_or("", |held| held.source.as_str())),
            ]);
        }
    }
    rows
}
