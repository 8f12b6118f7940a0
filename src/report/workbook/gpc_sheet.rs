//! The sheet of a year: the GPC table with its sums as formulas, and the totals over the sheet of entries.

use super::entries::{COUNTED, EntryRows, sum_of_marked};
use super::labels::WorkbookLabel as Word;
use crate::error::Result;
use crate::exchange::{CellContent, ColumnContent, ColumnStyle, SheetContent, cell_name};
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::report::gpc::{sectors, tonnes_of};
use crate::report::labels::Label;
use crate::report::table::{Rank, Table, TableCell};
use crate::taxonomy::Regions;

pub(super) fn sheet(statement: &Statement, entries: &str, block: &EntryRows, language: Language) -> Result<SheetContent> {
    let mut sheet = SheetContent::new(&Word::SheetGpc { year: statement.year }.render(language));
    sheet.columns = [(52, ColumnStyle::Plain)]
        .into_iter()
        .chain([(18, ColumnStyle::Plain); 6])
        .chain([(24, ColumnStyle::Plain); 6])
        .map(|(width, style)| ColumnContent::new(width, style))
        .collect();
    let text = CellContent::Text;
    let settings = &statement.settings;
    sheet.rows.push(vec![CellContent::Title(format!("{}, {}", settings.city, statement.year))]);
    for (name, value) in [
        (Word::Status.render(language), Label::of_status(statement.status()).render(language)),
        (Label::Region.render(language), format!("{} ({})", Regions::bundled().label(&settings.region, language), settings.region)),
        (Label::GwpSet.render(language), settings.gwp.to_string()),
        (Label::Level.render(language), settings.level.to_string()),
    ] {
        sheet.rows.push(vec![text(name), text(value)]);
    }
    if let Some(people) = settings.population.get(&statement.year) {
        sheet.rows.push(vec![text(Label::Population.render(language)), CellContent::Number(*people)]);
    }
    sheet.rows.push(Vec::new());
    let table = sectors(statement, language)?;
    table_rows(&mut sheet, &table, language)?;
    sheet.rows.push(Vec::new());
    totals(&mut sheet, statement, (entries, block), language)?;
    sheet.rows.push(Vec::new());
    let notes = [Word::NoteFormulas, Word::NoteText].map(|note| note.render(language));
    // The first note of the table is about rounding, which there is none of here.
    let notes = notes.into_iter().chain(table.notes.into_iter().skip(1));
    sheet.rows.extend(notes.map(|note| vec![text(note)]));
    Ok(sheet)
}

/// The table below its headings; sums name the cells that they add up. The same figures as text are to the right.
fn table_rows(sheet: &mut SheetContent, table: &Table, language: Language) -> Result<()> {
    let top = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).saturating_add(1);
    let mut heading = vec![CellContent::Heading(table.title.clone())];
    heading.extend(table.columns.iter().cloned().map(CellContent::Heading));
    heading
        .extend(table.columns.iter().map(|column| CellContent::Heading(Word::Digits { column: column.clone() }.render(language))));
    sheet.rows.push(heading);
    let place = |(row, column): &(usize, usize)| {
        let [row, column] = [row, column].map(|at| u32::try_from(*at).unwrap_or(u32::MAX));
        cell_name(top.saturating_add(row), column.saturating_add(1))
    };
    for (at, row) in table.rows.iter().enumerate() {
        let label = match row.rank {
            Rank::Item => CellContent::Text(format!("  {}", row.label)),
            Rank::Group | Rank::Total => CellContent::Strong(row.label.clone()),
        };
        let (mut cells, mut texts) = (vec![label], Vec::new());
        for (column, cell) in row.cells.iter().enumerate() {
            let value = table.value(at, column)?;
            cells.push(match (cell, value) {
                (TableCell::Sum(parts), Some(value)) => {
                    let figures =
                        parts.iter().filter(|(row, column)| matches!(table.cell(*row, *column), Some(TableCell::Figure(_))));
                    let formula = format!("SUM({})", figures.map(place).collect::<Vec<_>>().join(","));
                    CellContent::Formula { formula, value }
                }
                (_, Some(value)) => CellContent::Amount(value),
                (TableCell::Key(key), None) => CellContent::Text(key.to_string()),
                (TableCell::Missing, None) => CellContent::Text(Label::Missing.render(language)),
                (TableCell::NotRequired, None) => CellContent::Text("–".to_owned()),
                (_, None) => CellContent::Blank,
            });
            texts.push(CellContent::exact_text(value));
        }
        cells.extend(texts);
        sheet.rows.push(cells);
    }
    Ok(())
}

/// The totals of the year, each added up from the sheet of entries.
fn totals(sheet: &mut SheetContent, statement: &Statement, (entries, block): (&str, &EntryRows), language: Language) -> Result<()> {
    let column = Label::Tonnes.render(language);
    let digits = Word::Digits { column: column.clone() }.render(language);
    let heading = [Label::Totals.render(language), column, digits];
    sheet.rows.push(heading.map(CellContent::Heading).to_vec());
    let totals = statement.totals()?;
    let figures = [totals.basic, totals.basic_plus, totals.basic_s3, totals.territorial];
    for ((marks, label, _), figure) in COUNTED.iter().zip(figures) {
        let figure = tonnes_of(figure)?;
        let cell = match (figure, block) {
            (Some(value), Some(rows)) => CellContent::Formula { formula: sum_of_marked(entries, *rows, *marks), value },
            _ => CellContent::Text(Label::NoData.render(language)),
        };
        sheet.rows.push(vec![CellContent::Text(label.render(language)), cell, CellContent::exact_text(figure)]);
    }
    for (label, figure) in [(Label::BasicMarket, totals.basic_market), (Label::BiogenicCo2, totals.biogenic_co2)] {
        if let Some(figure) = tonnes_of(figure)? {
            let cells =
                [CellContent::Text(label.render(language)), CellContent::Amount(figure), CellContent::exact_text(Some(figure))];
            sheet.rows.push(cells.to_vec());
        }
    }
    Ok(())
}
