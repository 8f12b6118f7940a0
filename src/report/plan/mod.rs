//! The report of a plan: one page for people, `plan.json` for programs.

mod baseline;
mod check;
mod json;
mod labels;
mod ledgers;
mod lists;
mod money;
mod page;
mod saved;
mod shape;
mod target;

pub use check::{ActionReportRow, CheckedYear, GradesReport, RemedyReport, RolledUpReport, SideReport};
pub use json::plan_json;
pub use labels::PlanLabel;
pub use ledgers::{
    ContextReport, CreditReport, CreditShareReport, CreditUseReport, EnergyReport, LedgersReport, ProjectReport, TargetLedgerReport,
};
pub use money::{CostReport, CostsReport, PortfolioReport};
pub use page::plan_text;
pub(super) use page::stage_label;
pub use saved::SavedGases;
pub use shape::{MeasureActionReport, PlanReport, PlannedMeasureReport, StoodIn};
pub use target::{PathYear, ReleaseReport, ReleasedYear, TargetReport, TrendReport};
