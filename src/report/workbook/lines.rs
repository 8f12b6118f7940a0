//! The sheet of lines: a row for each line of the inventory, and where the lines of each reference are.

use super::labels::WorkbookLabel as Word;
use crate::assess::{ClosedLine, Origin};
use crate::error::Result;
use crate::exchange::{CellContent, ColumnContent, ColumnStyle, SheetContent};
use crate::gas::Substance;
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::quantity::EnergyBasis;
use crate::report::csv::{FactorIdsOfLines, grade};
use crate::report::gpc::{gas_name, tonnes_of};
use crate::report::labels::Label;
use crate::report::stated_sources::sources_of;
use crate::report::terms::ResultTerm;
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The column of tonnes of CO2e.
pub(super) const TONNES: u32 = 7;

/// The sheet, and the rows of each reference: the first and the last, from 0.
pub(super) struct LineSheet {
    pub(super) sheet: SheetContent,
    rows: BTreeMap<(Year, Category), (u32, u32)>,
}

impl LineSheet {
    pub(super) fn of(statements: &[Statement], language: Language) -> Result<Self> {
        let word = |word: Word| CellContent::Heading(word.render(language));
        let digits = |column: String| CellContent::Heading(Word::Digits { column }.render(language));
        let tonnes = Label::Tonnes.render(language);
        let mut sheet = SheetContent::new(&Word::SheetLines.render(language));
        sheet.rows.push(vec![
            word(Word::Year),
            word(Word::Reference),
            word(Word::Activity),
            word(Word::Place),
            word(Word::Gas),
            word(Word::Mass),
            digits(Word::Mass.render(language)),
            CellContent::Heading(tonnes.clone()),
            digits(tonnes),
            word(Word::Origin),
            word(Word::EnergyBasis),
            word(Word::FactorIds),
            word(Word::ParameterIds),
            word(Word::ActivityQuality),
            word(Word::FactorQuality),
            CellContent::Heading(Label::GwpSet.render(language)),
            word(Word::Rounded),
            word(Word::Rows),
            word(Word::Files),
            word(Word::Sources),
            word(Word::Line),
        ]);
        let widths = [8, 9, 28, 16, 14, 18, 22, 16, 22, 10, 10, 34, 34, 9, 9, 9, 9, 9, 24, 34, 50];
        sheet.columns = widths.map(|width| ColumnContent::new(width, ColumnStyle::Plain)).to_vec();
        (sheet.frozen, sheet.filter) = ((1, 2), Some(0));
        let (mut ids, mut rows) = (FactorIdsOfLines::default(), BTreeMap::new());
        for (statement, closed) in
            statements.iter().flat_map(|statement| statement.lines.iter().map(move |closed| (statement, closed)))
        {
            let at = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
            let range = rows.entry((statement.year, closed.line.id.category)).or_insert((at, at));
            range.1 = at;
            let factors = ids.of(&closed.line);
            sheet.rows.push(row(statement, closed, (&factors.0, &factors.1), language)?);
        }
        Ok(Self { sheet, rows })
    }

    /// The rows of the lines of a reference, the first and the last; none where it has no line.
    pub(super) fn rows_of(&self, year: Year, category: Category) -> Option<(u32, u32)> {
        self.rows.get(&(year, category)).copied()
    }
}

/// Different words in order, separated by `; `.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> CellContent {
    let parts: BTreeSet<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    text(parts.into_iter().collect::<Vec<_>>().join("; "))
}

/// Words, or nothing.
pub(super) fn text(words: impl Into<String>) -> CellContent {
    let words = words.into();
    if words.is_empty() { CellContent::Blank } else { CellContent::Text(words) }
}

fn row(
    statement: &Statement,
    closed: &ClosedLine,
    (factors, parameters): (&str, &str),
    language: Language,
) -> Result<Vec<CellContent>> {
    let word = |term: ResultTerm| term.render(language);
    let line = &closed.line;
    let set = match line.substance {
        Substance::Stated(own) => own,
        Substance::Gas(_) => statement.settings.gwp,
    };
    let (mass, tonnes) = (Some(closed.mass.value()), tonnes_of(closed.co2e)?);
    let bases: BTreeSet<EnergyBasis> = line.inputs.keys().filter_map(|key| key.basis).collect();
    let bases: Vec<String> = bases.into_iter().rev().map(|basis| word(ResultTerm::of_basis(basis))).collect();
    let rows = line.inputs.values().fold(0_u64, |sum, input| sum.saturating_add(input.rows));
    Ok(vec![
        text(line.id.year.to_string()),
        text(line.id.category.reference()),
        text(if line.origin == Origin::Direct { word(ResultTerm::OriginDirect) } else { line.id.activity.to_string() }),
        text(&*line.id.place),
        text(gas_name(line.substance)),
        CellContent::amount(mass),
        CellContent::exact_text(mass),
        CellContent::amount(tonnes),
        CellContent::exact_text(tonnes),
        text(word(ResultTerm::of_origin(line.origin))),
        text(bases.join("; ")),
        text(factors),
        text(parameters),
        text(line.activity_quality.map_or("", grade)),
        text(line.factor_quality.map_or("", grade)),
        text(set.name()),
        text(word(if closed.mass.rounded() { ResultTerm::Yes } else { ResultTerm::No })),
        CellContent::Number(rows.into()),
        joined(line.inputs.keys().map(|key| &*key.file)),
        text(sources_of(statement, [closed]).join("; ")),
        text(line.id.to_string()),
    ])
}
