//! Cities next to one another: as text for people, as JSON for programs.

mod alike;
mod ranking;
mod shape;
mod text;

#[cfg(feature = "html")]
pub(super) use alike::{name, notes, per_million, whole};
pub use shape::{CityRanks, ComparedCity, ComparedGroup, ComparisonReport, NotRanked, comparison_json};
pub use text::comparison_text;
