//! Activity data: what happened in the city, in one year and place.
//!
//! In: an amount with its unit, and the conversions that lead from what was counted (vehicle-kilometres, installed kilowatts) to
//! the amount of the activity. Out: an [`Activity`], which ledgers, measures and programs all hand on.

#[allow(clippy::module_inception)] // The module's one type has its name.
mod activity;

pub use activity::{Activity, By, Conversion};
