//! The inventory as a workbook for people: the GPC table of each year, entries, lines, factors, checks, trace.
//!
//! Every figure is a number with all its digits; next to it the same digits are text, because a spreadsheet computes with 15 of them.
//! Sums are formulas over the rows that they add up, with our result next to them in the file.

mod codes;
mod entries;
mod factors;
mod gpc_sheet;
mod labels;
mod lines;
mod trace_sheet;

pub use labels::WorkbookLabel;

use super::labels::Label;
use crate::error::{Message, Result};
use crate::exchange::{BookContent, workbook_bytes};
use crate::i18n::Language;
use crate::inventory::Statement;
use lines::LineSheet;

/// The workbook of an inventory (.xlsx), in a language: the same bytes for the same inventory.
///
/// ```
/// use citycarbon::i18n::Language;
/// use citycarbon::report::workbook;
/// use citycarbon::{Activity, Assessor, GwpSet};
/// let assessor = Assessor::shipped("TH-10".parse()?)?;
/// let mut books = assessor.inventory("Bangkok", ["2022".parse()?], GwpSet::Ar5);
/// books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
/// let bytes = workbook(&books.close()?, Language::English)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// No year; more lines than a sheet has rows.
pub fn workbook(statements: &[Statement], language: Language) -> Result<Vec<u8>> {
    let (Some(first), Some(last)) = (statements.first(), statements.last()) else { return Err(Message::NoYearOfReport.into()) };
    let lines = LineSheet::of(statements, language)?;
    let (entries, blocks) = entries::sheet(statements, &lines, language)?;
    let mut sheets = Vec::new();
    for (statement, block) in statements.iter().zip(&blocks) {
        sheets.push(gpc_sheet::sheet(statement, &entries.name, block, language)?);
    }
    sheets.extend([entries, lines.sheet, factors::factors(statements, language), factors::checks(statements, language)]);
    sheets.push(trace_sheet::sheet(statements, language));
    let years = if first.year == last.year { first.year.to_string() } else { format!("{}-{}", first.year, last.year) };
    let title = Label::PageTitle { city: first.settings.city.clone(), years };
    workbook_bytes(&BookContent::new(title.render(language), sheets))
}
