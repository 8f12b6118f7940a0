//! Measures: what would happen with a measure and without it, as activity data.
//!
//! | Measure | Works out |
//! |---|---|
//! | [`fleet`] | electric waste trucks: collection as before, without the diesel |
//! | [`brt`] | electric buses, bus rapid transit, passengers drawn from other modes |
//! | [`roof`] | rooftop solar: electricity that need not be bought |
//! | [`separation`] | waste kept out of landfills, and what becomes of it |
//!
//! Each gives a [`Change`]: [`Activity`](crate::activity::Activity) without the measure and with it, whose conversions lead from what
//! a city counts to litres, kilowatt-hours and tonnes. No measure knows a factor.

pub mod brt;
mod change;
pub mod drive;
pub mod fleet;
mod note;
pub mod roof;
pub mod separation;
mod service;
mod streams;

pub use change::{Change, Decay, Saving, Served, SourcedAmount, SourcedRate};
pub use note::{Note, What};
pub use service::Service;
pub use streams::{Destination, Stream, Streams};
