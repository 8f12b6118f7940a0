//! Measures: activity data with a measure and without it.
//!
//! A measure is one of the modules below: its page, its [`MeasureSpec`] with the inputs of its form, and what it changes. The
//! [`MeasureRegistry`] is open: a caller can add a [`Measure`] to the shipped ones.
//!
//! Each gives a [`Change`]: [`Activity`](crate::activity::Activity) without the measure and with it, whose conversions lead from the
//! units of a city to litres, kilowatt-hours and tonnes. No measure uses an emission factor.

pub mod brt;
mod change;
pub mod drive;
mod measure;
mod note;
mod registry;
pub mod rooftop_solar;
mod service;
mod streams;
pub mod waste_separation;
pub mod waste_trucks;

pub use change::{Change, DecayTiming, Saving, Served};
pub use measure::{Measure, MeasureForm, MeasureSpec, StatedMeasure};
pub use note::{Note, ServiceUnit};
pub use registry::{MeasureRegistry, find_stated};
pub use service::Service;
pub use streams::{Destination, Stream, Streams};
