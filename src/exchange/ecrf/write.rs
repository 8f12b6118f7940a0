//! An eCRF as a workbook.

use super::layout::{EcrfSummaryKind, PROFILE, SUMMARY_HEADINGS, ecrf_columns, ecrf_summary};
use super::{Ecrf, EcrfCell};
use crate::error::Result;
use crate::exchange::content::{BookContent, CellContent, ColumnContent, ColumnStyle, SheetContent, cell_name};
use crate::exchange::writer::workbook_bytes;
use crate::taxonomy::Category;

/// The rows of the sheet `eCRF_2` above its list.
const ABOVE: u32 = 3;

impl Ecrf {
    /// The bytes of the workbook: the same for the same eCRF.
    pub fn write(&self) -> Result<Vec<u8>> {
        let title = self.profile.get(1).map_or("", EcrfCell::as_text);
        workbook_bytes(&BookContent::new(format!("eCRF, {title}"), vec![self.first(), self.second(), self.third()]))
    }

    fn first(&self) -> SheetContent {
        let mut sheet = SheetContent::new("eCRF_1");
        sheet.columns = [14, 52, 40].map(|width| ColumnContent::new(width, ColumnStyle::Plain)).to_vec();
        for (at, ((label, _), cell)) in PROFILE.iter().zip(&self.profile).enumerate() {
            let group = if at == 1 { CellContent::Strong("Boundary".to_owned()) } else { CellContent::Blank };
            sheet.rows.push(vec![group, CellContent::Text((*label).to_owned()), content(cell)]);
        }
        sheet
    }

    fn second(&self) -> SheetContent {
        let mut sheet = SheetContent::new("eCRF_2");
        sheet.columns = [60, 18, 10, 18, 10, 18, 10, 90].map(|width| ColumnContent::new(width, ColumnStyle::Plain)).to_vec();
        sheet.frozen = (ABOVE, 1);
        sheet.rows.push(vec![content(self.profile.get(6).unwrap_or(&EcrfCell::Blank))]);
        for heading in SUMMARY_HEADINGS {
            sheet.rows.push(heading.map(|words| CellContent::Heading(words.to_owned())).to_vec());
        }
        for (at, (line, cells)) in ecrf_summary().iter().zip(&self.summary).enumerate() {
            let is_total = line.kind == EcrfSummaryKind::Total;
            let label = line.label.clone();
            let mut row = vec![if is_total { CellContent::Strong(label) } else { CellContent::Text(label) }];
            for (column, cell) in (0_usize..).zip(cells) {
                row.push(match cell {
                    EcrfCell::Number(value) if is_total => {
                        CellContent::Formula { formula: sum(at, column.div_euclid(2), column), value: *value }
                    }
                    EcrfCell::Number(value) => CellContent::Amount(*value),
                    other => content(other),
                });
            }
            sheet.rows.push(row);
        }
        sheet
    }

    fn third(&self) -> SheetContent {
        let mut sheet = SheetContent::new("eCRF_3");
        let width = |is_number| ColumnContent::new(if is_number { 16 } else { 22 }, ColumnStyle::Plain);
        sheet.columns = ecrf_columns().iter().map(|column| width(column.is_number)).collect();
        (sheet.frozen, sheet.filter) = ((1, 2), Some(0));
        sheet.rows.push(ecrf_columns().iter().map(|column| CellContent::Heading(column.name.clone())).collect());
        sheet.rows.extend(self.detail.iter().map(|row| row.iter().map(content).collect()));
        sheet
    }
}

fn content(cell: &EcrfCell) -> CellContent {
    match cell {
        EcrfCell::Blank => CellContent::Blank,
        EcrfCell::Text(words) => CellContent::Text(words.clone()),
        EcrfCell::Number(number) => CellContent::Number(*number),
    }
}

/// The sum of the rows that a total is about: of all rows where what it holds begins with the total's.
fn sum(at: usize, scope: usize, column: usize) -> String {
    let own = |at: usize| ecrf_summary().get(at).and_then(|line| line.holds.get(scope)).map_or("", String::as_str);
    let total = own(at);
    let cells = ecrf_summary().iter().enumerate().filter(|(_, line)| line.kind == EcrfSummaryKind::Item).filter(|(row, _)| {
        let held = own(*row);
        let Some(first) = held.split_whitespace().next().and_then(|first| first.parse::<Category>().ok()) else { return false };
        held == total || (!first.is_grid_supply() && (total == "*" || first.sector().code() == total))
    });
    let name = |row: usize| {
        let [row, column] = [row, column].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        cell_name(row.saturating_add(ABOVE), column.saturating_add(1))
    };
    format!("SUM({})", cells.map(|(row, _)| name(row)).collect::<Vec<_>>().join(","))
}
