//! Tables for people, files for programs.
//!
//! In: the [`Statement`](crate::inventory::Statement) of each year. Out: text and bytes; nothing here opens a file.
//!
//! | Function | Returns |
//! |---|---|
//! | [`page`] | the first page of an inventory: status, totals, largest sources, change, what is missing, data quality |
//! | [`full`] | that page, every table of every year, measures and factors |
//! | [`text`] | the tables of every year only |
//! | `html_page`, `html_charts` | the same with charts as a page for browsers, each chart as SVG (feature `html`) |
//! | [`json`] | `inventory.json`; [`Report`] reads it back |
//! | [`files`] | `inventory.json` and the three files whose hashes it contains, each made once |
//! | [`inventory_csv`] | a row for each line of the inventory |
//! | [`factors_used_csv`] | a row for each factor and parameter used |
//! | [`trace_jsonl`] | the tree behind each line |
//! | [`footprint_page`], [`footprint_json`], [`footprint_files`] | the footprint of an organisation |
//! | [`package_files`], [`DataPackage`] | tables with `datapackage.json`, those of `OpenClimate` and of C40 and CDP among them |
//! | [`measure_text`], [`measure_json`] | what a measure does, year by year |
//! | [`plan_text`], [`plan_json`] | a plan: its measures together, path, costs, yearly check, credits |
//! | [`comparison_text`], [`comparison_json`] | cities next to one another |
//! | `comparison_html`, `comparison_charts` | the same as a page for browsers, each chart as SVG (feature `html`) |
//! | [`firm_text`], [`firm_json`] | the footprint of one firm |
//! | [`firms_text`], [`firms_json`] | totals of many firms |
//! | [`method_text`], [`method_json`] | what a method needs, and what inputs give |
//! | [`views_text`], [`view_text`], [`views_json`] | the lines in the groups of views |
//! | [`reconciliation_text`], [`reconciliation_json`] | why two totals differ |
//! | [`ecrf`] | the tables of the Common Reporting Framework of a year |
//! | `workbook` | the inventory as a workbook (.xlsx), with the feature `xlsx` |
//! | [`TraceCheck`] | whether a written result holds, recomputed from its trace |
//! | [`groups`] | the totals of a ledger |
//!
//! Figures are rounded in [`Table::rounded`] and nowhere else; JSON and CSV hold them whole. Text cells that a spreadsheet
//! would run are [`neutralised`].
//!
//! ```
//! use citycarbon::i18n::Language;
//! use citycarbon::report::{Report, json, page};
//! use citycarbon::{Activity, Assessor, GwpSet};
//! let assessor = Assessor::shipped("TH-10".parse()?)?;
//! let mut books = assessor.inventory("Bangkok", ["2022".parse()?], GwpSet::Ar5);
//! books.record(&assessor, &Activity::new("residential.lpg", "2022".parse()?, "1200 t".parse()?))?;
//! let statements = books.close()?;
//! println!("{}", page(&statements, Language::English)?);
//! let read: Report = serde_json::from_slice(&json(&statements)?)?;
//! assert_eq!(read, Report::of(&statements)?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod avoided;
#[cfg(feature = "html")]
mod chart;
mod comparison;
mod csv;
mod data_package;
mod differences;
mod digits;
mod draft_reasons;
mod ecrf;
mod factors_used;
mod find;
mod firm;
mod firms;
mod footprint;
pub mod gpc;
pub mod groups;
#[cfg(feature = "html")]
mod html;
mod indicators;
mod json;
mod labels;
#[cfg(feature = "html")]
mod markup;
mod measure;
mod measure_kinds;
mod method;
mod method_used;
mod open_climate;
mod package_files;
mod page;
mod pieces;
mod plan;
mod published;
mod rebuild;
mod rounded;
mod stated_sources;
mod table;
mod terms;
mod text;
mod trace;
mod views;
#[cfg(feature = "xlsx")]
mod workbook;
mod wrap;
mod written;

pub use self::csv::{factors_used_csv, inventory_csv, neutralised};
pub use avoided::PollutantReport;
#[cfg(feature = "html")]
pub use chart::{Chart, ChartArea, ChartBar, ChartBlock, ChartInk, ChartLine, ChartMark, ChartMarks, ChartPoint, ChartRow};
pub use comparison::{CityRanks, ComparedCity, ComparedGroup, ComparisonReport, NotRanked, comparison_json, comparison_text};
pub use data_package::DataPackage;
pub use digits::Digits;
pub use draft_reasons::draft_reasons;
pub use ecrf::{EcrfRemark, ecrf};
pub use find::{found_json, found_text};
pub use firm::{AssumedReport, FirmMeasureReport, FirmReport, FirmSourceReport, firm_json, firm_text};
pub use firms::{ComparedReport, FirmsGroup, FirmsReport, FirmsYear, firms_json, firms_text};
pub use footprint::{
    CategoryReport, DepartmentReport, FactorHash, FootprintChangeReport, FootprintFiles, FootprintLabel, FootprintMarketReport,
    FootprintReport, FootprintRequired, FootprintTotalsReport, FootprintYear, IsoReport, KeyOfDepartment, TracedFootprintLine,
    footprint_csv, footprint_files, footprint_json, footprint_page, footprint_trace, recompute_footprint,
};
#[cfg(feature = "html")]
pub use html::{HtmlLabel, comparison_charts, comparison_html, html_charts, html_page};
pub use indicators::{
    FigureReport, IndicatorReport, IndicatorYearReport, IndicatorsReport, MonitoringReport, OriginReport, indicators_json,
    indicators_text,
};
pub use json::{
    AmountsReport, CellQuality, CheckReport, CheckState, CrossCheckReport, EntryReport, FactorsReport, FallbackReport, Intensity,
    MarketReport, PartialReport, Report, RowsReport, SectorReport, SourceReport, TableVersion, TotalsReport, YearReport, files,
    json,
};
pub use labels::Label;
pub use measure::{MeasureReport, MeasureYear, SavedReport, ServedReport, measure_json, measure_text, measures_text};
pub use measure_kinds::{measure_kind_text, measure_kinds_text};
pub use method::{method_json, method_text};
pub use package_files::package_files;
pub use page::{full, page};
pub use plan::{
    ActionReportRow, CheckedYear, ContextReport, CostReport, CostsReport, CreditReport, CreditShareReport, CreditUseReport,
    EnergyReport, GradesReport, LedgersReport, MeasureActionReport, PathYear, PlanLabel, PlanReport, PlannedMeasureReport,
    PortfolioReport, ProjectReport, ReleaseReport, ReleasedYear, RemedyReport, RolledUpReport, SavedGases, SideReport, StoodIn,
    TargetLedgerReport, TargetReport, TrendReport, plan_json, plan_text,
};
pub use published::PublishedReport;
pub use table::{Rank, Table, TableCell, TableRow, apportioned};
pub use terms::ResultTerm;
pub use text::{text, with_bold_headings, year_named};
pub use trace::trace_jsonl;
pub use views::{
    DifferenceReport, GroupReport, LinesReport, ReconciledReport, ReconciledTotal, ReconciliationReport, ReconciliationYear,
    SumReport, ViewReport, ViewYear, ViewsReport, reconciliation_json, reconciliation_text, view_text, views_json, views_text,
};
#[cfg(feature = "xlsx")]
pub use workbook::{WorkbookLabel, workbook};
pub use written::{Recomputed, TraceCheck};
