//! The footprint of an organisation for people and programs.

mod json;
mod labels;
mod page;
mod rows;
mod shape;
mod verify;

pub use json::{FactorHash, FootprintReport, footprint_files, footprint_json};
pub use labels::FootprintLabel;
pub use page::footprint_page;
pub use rows::{TracedFootprintLine, footprint_csv, footprint_trace};
pub use shape::{
    CategoryReport, DepartmentReport, FootprintChangeReport, FootprintMarketReport, FootprintRequired, FootprintTotalsReport,
    FootprintYear, IsoReport, KeyOfDepartment,
};
pub use verify::{FootprintFiles, recompute_footprint};
