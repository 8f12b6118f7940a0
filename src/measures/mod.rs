//! Measures: activity data with a measure and without it.
//!
//! A measure is one of the modules below: its page, its [`MeasureSpec`] with the inputs of its form, and what it changes. The
//! [`MeasureRegistry`] is open: a caller can add a [`Measure`] to the shipped ones.
//!
//! Each gives a [`Change`]: [`Activity`](crate::activity::Activity) without the measure and with it, whose conversions lead from the
//! units of a city to litres, kilowatt-hours and tonnes. No measure uses an emission factor.
//!
//! ```
//! use citycarbon::error::Location;
//! use citycarbon::factors::{FallbackPolicy, Registry};
//! use citycarbon::forms::{FormContext, FormSection};
//! use citycarbon::measures::MeasureRegistry;
//! use citycarbon::quantity::OwnUnits;
//! use citycarbon::taxonomy::Catalogue;
//! // A form is read by the description of the measure that it names; here most of it is missing.
//! let form = FormSection::new()
//!     .with("measure", "rooftop-solar")
//!     .with("name", "Roofs")
//!     .with("first_year", "2022")
//!     .with("last_year", "2023");
//! let (registry, catalogue, units) = (Registry::bundled()?, Catalogue::bundled(), OwnUnits::default());
//! let context = FormContext { registry, catalogue, places: None, units: &units };
//! let at = Location::file("roofs.toml");
//! let refused = MeasureRegistry::shipped().read("roofs", &form, &at, context, &FallbackPolicy::default()).unwrap_err();
//! assert!(refused.to_string().starts_with("roofs.toml: roof: missing"), "{refused}");
//! # Ok::<(), citycarbon::Error>(())
//! ```
//!
//! The page of the module `cookbook` has a whole measure.

pub mod biochar;
pub mod biodiesel;
pub mod brt;
pub mod building;
mod by_method;
mod change;
pub mod composting;
pub mod cooling;
pub mod digestion;
mod disposal;
pub mod drive;
pub mod energy_saving;
pub mod equipment;
pub mod exhaust;
mod flow;
pub mod fuel_switch;
pub mod green_power;
pub mod grid_factor;
mod group;
pub mod landfill_gas;
pub mod lighting;
mod measure;
pub mod mode_shift;
mod modules;
mod note;
pub mod open_burning;
pub mod participation;
mod plant_energy;
mod published;
pub mod recycling;
mod registry;
pub mod rice_fields;
pub mod rooftop_solar;
mod service;
mod share;
pub mod sludge;
mod stage;
mod streams;
pub mod transformers;
mod treatment;
pub mod trees;
pub mod unit_saving;
mod uptake;
pub mod waste_separation;
pub mod waste_to_energy;
pub mod waste_trucks;
pub mod wastewater_treatment;
mod wear;

pub use change::{Change, DecayTiming, Saving, Served};
pub use disposal::{Fate, Haul};
pub use flow::{ClaimedSaving, GasFlow, GasFlows, OutsideSaving};
pub(crate) use measure::MOST_YEARS_AHEAD;
pub use measure::{Measure, MeasureForm, MeasureSpec, StatedMeasure, TonnesOf};
pub use modules::SolarModules;
pub use note::{Note, ServiceUnit};
pub use published::{PublishedFigure, PublishedWhat};
pub use registry::{MeasureRegistry, find_stated};
pub use service::Service;
pub use share::{ShareAct, ShareChange};
pub use stage::Stage;
pub use streams::{Destination, Stream, Streams};
pub use uptake::Uptake;
