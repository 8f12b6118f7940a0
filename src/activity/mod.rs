//! Activity data: what happened in the city, in one year and place.
//!
//! In: an amount with its unit, and the conversions from the measured unit (vehicle-kilometres, installed kilowatts) to
//! the amount of the activity. Out: an [`Activity`], the common input of ledgers, measures and programs.
//!
//! ```
//! use citycarbon::Activity;
//! use citycarbon::quantity::Dimension;
//! let diesel = Activity::new("road.diesel-b7", "2024".parse()?, "40000 vkm".parse()?)
//!     .with_rate("fuel-economy", "2.5 vkm/L".parse()?, "bus study")
//!     .with_place("Old town");
//! assert_eq!(diesel.dimension()?, Dimension::Volume);
//! assert_eq!(diesel.base_amount()?.evaluate()?.value().to_string(), "16000"); // litres
//! # Ok::<(), citycarbon::Error>(())
//! ```

#[allow(clippy::module_inception)] // The module's one type has its name.
mod activity;

pub use activity::{Activity, By, Conversion};
