//! Why a year is a draft, as every page says it.

use super::labels::Label;
use crate::error::count;
use crate::i18n::Language;
use crate::inventory::{Statement, Status};
use crate::notice::Notice;
use crate::taxonomy::Category;

/// Why the year is a draft, a sentence for each kind of reason; none where it is not.
///
/// ```
/// use citycarbon::i18n::Language;
/// use citycarbon::report::draft_reasons;
/// use citycarbon::{Assessor, GwpSet};
/// let assessor = Assessor::shipped("TH".parse()?)?;
/// let empty = assessor.inventory("Songkhla", ["2022".parse()?], GwpSet::Ar5).close()?;
/// let reasons = draft_reasons(&empty[0], Language::English);
/// assert_eq!(reasons.first().map(String::as_str), Some("no data"));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn draft_reasons(statement: &Statement, language: Language) -> Vec<String> {
    if statement.status() != Status::Draft {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    if statement.lines.is_empty() {
        reasons.push(Label::NoData.render(language));
    }
    let missing = count(statement.required.missing.len());
    if missing > 0 {
        reasons.push(Label::ReasonMissing { missing }.render(language));
    }
    let rows = statement.rows.rejected;
    if rows > 0 {
        reasons.push(Notice::RowsRefused { rows }.render(language));
    }
    let references: Vec<Category> = statement.without_reason().collect();
    if !references.is_empty() {
        reasons.push(Label::ReasonWithoutReason { references }.render(language));
    }
    let open = count(statement.open_checks().count());
    if open > 0 {
        reasons.push(Label::ReasonChecks { open }.render(language));
    }
    reasons
}
