//! The sheet of entries: a row for each reference and year, its figure the sum of its lines.

use super::labels::WorkbookLabel as Word;
use super::lines::{LineSheet, TONNES, joined, text};
use crate::error::Result;
use crate::exchange::{CellContent, ColumnContent, ColumnStyle, SheetContent, cell_name, in_sheet};
use crate::gas::Substance;
use crate::i18n::Language;
use crate::inventory::{Entry, Statement};
use crate::quantity::Quantity;
use crate::report::csv::grade;
use crate::report::gpc::{gas_name, tonnes_of};
use crate::report::labels::Label;
use crate::report::method_used::{OWN, publications};
use crate::report::terms::ResultTerm;
use crate::taxonomy::Category;
use std::collections::BTreeSet;

/// What marks a reference that counts to a total.
pub(super) const MARK: &str = "x";

/// A total: its column of marks, its name, which references count to it.
type CountedTotal = (u32, Label, fn(Category) -> bool);

/// The totals with their columns of marks.
pub(super) const COUNTED: [CountedTotal; 4] = [
    (4, Label::Basic, Category::in_basic),
    (5, Label::BasicPlus, Category::in_basic_plus),
    (6, Label::BasicS3, Category::in_basic_s3),
    (7, Label::Territorial, Category::in_territorial),
];

/// The column of tonnes of CO2e.
const FIGURE: u32 = 8;

/// The rows of a year, the first and the last; none where it has no entry.
pub(super) type EntryRows = Option<(u32, u32)>;

/// The range of a column in the rows of a year.
pub(super) fn range(sheet: &str, (first, last): (u32, u32), column: u32) -> String {
    in_sheet(sheet, &format!("{}:{}", cell_name(first, column), cell_name(last, column)))
}

/// The sum of the figures of a year whose mark is in a column.
pub(super) fn sum_of_marked(sheet: &str, rows: (u32, u32), marks: u32) -> String {
    format!("SUMIF({},\"{MARK}\",{})", range(sheet, rows, marks), range(sheet, rows, FIGURE))
}

pub(super) fn sheet(statements: &[Statement], lines: &LineSheet, language: Language) -> Result<(SheetContent, Vec<EntryRows>)> {
    let gases: BTreeSet<Substance> = statements
        .iter()
        .flat_map(|statement| &statement.entries)
        .flat_map(|entry| entry.gases.iter().map(|(substance, _)| substance))
        .collect();
    let mut sheet = SheetContent::new(&Word::SheetEntries.render(language));
    sheet.rows.push(heading(&gases, language));
    let mut widths = vec![8, 9, 44, 8, 8, 8, 8, 8, 18, 24, 6, 10, 40, 10, 30, 6, 9, 9, 30, 30];
    widths.resize(widths.len().saturating_add(gases.len()), 18);
    sheet.columns = widths.into_iter().map(|width| ColumnContent::new(width, ColumnStyle::Plain)).collect();
    (sheet.frozen, sheet.filter) = ((1, 3), Some(0));
    let mut blocks = Vec::new();
    for statement in statements {
        let first = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        for entry in &statement.entries {
            let row = row(statement, entry, (lines, &gases), language)?;
            sheet.rows.push(row);
        }
        let after = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
        blocks.push(after.checked_sub(1).filter(|last| *last >= first).map(|last| (first, last)));
    }
    Ok((sheet, blocks))
}

fn heading(gases: &BTreeSet<Substance>, language: Language) -> Vec<CellContent> {
    let word = |word: Word| CellContent::Heading(word.render(language));
    let label = |label: &Label| CellContent::Heading(label.render(language));
    let mut heading = vec![word(Word::Year), word(Word::Reference), word(Word::Name), word(Word::Scope)];
    heading.extend(COUNTED.iter().map(|(_, total, _)| label(total)));
    let column = Label::Tonnes.render(language);
    heading.extend([label(&Label::Tonnes), word(Word::Digits { column }), word(Word::Key), word(Word::IncludedIn)]);
    heading.extend([word(Word::Reason), word(Word::Origin), word(Word::Method), word(Word::Tier)]);
    heading.extend([word(Word::ActivityQuality), word(Word::FactorQuality), word(Word::Publication), word(Word::Parts)]);
    heading.extend(gases.iter().map(|gas| word(Word::GasMass { gas: gas_name(*gas).to_owned() })));
    heading
}

fn row(
    statement: &Statement,
    entry: &Entry,
    (lines, gases): (&LineSheet, &BTreeSet<Substance>),
    language: Language,
) -> Result<Vec<CellContent>> {
    let category = entry.category;
    let own = ResultTerm::ConfidenceOwn.render(language);
    let publications: Vec<&str> = publications(&entry.publications).map(|id| if id == OWN { own.as_str() } else { id }).collect();
    let tonnes = tonnes_of(entry.co2e)?;
    let figure = match (tonnes, lines.rows_of(statement.year, category)) {
        (Some(value), Some(rows)) => {
            CellContent::Formula { formula: format!("SUM({})", range(&lines.sheet.name, rows, TONNES)), value }
        }
        (figure, _) => CellContent::amount(figure),
    };
    let mut cells = vec![
        text(statement.year.to_string()),
        text(category.reference()),
        CellContent::Text(category.label(language).to_owned()),
        text(category.scope().to_string()),
    ];
    cells.extend(COUNTED.iter().map(|(_, _, counts)| text(if counts(category) { MARK } else { "" })));
    cells.extend([
        figure,
        CellContent::exact_text(tonnes),
        text(entry.key.map_or_else(String::new, |key| key.to_string())),
        text(entry.included_in.map_or("", Category::reference)),
        text(statement.reason(entry, language)),
        text(entry.origin.map_or_else(String::new, |origin| ResultTerm::of_origin(origin).render(language))),
        joined(entry.methods.iter().map(String::as_str)),
        text(entry.tier.map_or_else(String::new, |tier| tier.to_string())),
        text(entry.activity_quality.map_or("", grade)),
        text(entry.factor_quality.map_or("", grade)),
        text(publications.join("; ")),
    ]);
    let part = |part: &crate::inventory::Partial| {
        let place = if part.place.is_empty() { Label::WholeCity.render(language) } else { part.place.clone() };
        format!("{place}: {} ({})", part.key, part.reason)
    };
    let parts: Vec<String> = entry.partial.iter().map(part).collect();
    cells.push(text(parts.join("; ")));
    cells.extend(gases.iter().map(|gas| CellContent::amount(entry.gases.of(*gas).map(Quantity::base))));
    Ok(cells)
}
