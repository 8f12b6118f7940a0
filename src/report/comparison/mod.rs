//! Cities next to one another: as text for people, as JSON for programs.

mod ranking;
mod shape;
mod text;

pub use shape::{CityRanks, ComparedCity, ComparedGroup, ComparisonReport, NotRanked, comparison_json};
pub use text::comparison_text;
