//! Views of the lines, and why two totals differ: as text for people, as JSON for programs.

mod json;
mod reconciled;
mod table;

pub use json::{
    DifferenceReport, GroupReport, LinesReport, ReconciledReport, ReconciledTotal, ReconciliationReport, ReconciliationYear,
    SumReport, ViewReport, ViewYear, ViewsReport, reconciliation_json, views_json,
};
pub use reconciled::reconciliation_text;
pub use table::{view_text, views_text};
