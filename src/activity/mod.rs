//! What happened in the city: rows of a ledger, checked cell by cell; and sector models, which work out what would happen with a
//! measure and without it.
//!
//! In: records, an [`InputPolicy`], and a [`Vocabulary`] that knows activities, units, places and years. Out: rows whose every
//! cell is right, or the first thing that is wrong with a row, in words.
//!
//! | Column | Holds | |
//! |---|---|---|
//! | `period` | `2024`, `2024-03`, `2024-03-15` or `FY2024` | required |
//! | `activity` | a code of the catalogue | required |
//! | `amount` | a number | required |
//! | `unit` | a unit that fits the activity | required |
//! | `place` | a place of the city | optional |
//! | `id` | the row's own id, unique in all ledgers of a run; an empty cell is no id | optional |
//! | `quality` | H, M or L; an empty cell states none | optional |
//! | `asset`, `source`, `note` | anything | optional |
//!
//! A row with any bad cell is refused whole, with one problem: the number of cells is looked at first, then activity, unit,
//! amount, place, period, id and quality, in this order whatever the order of the columns.
//!
//! | Model | Works out |
//! |---|---|
//! | [`fleet`] | electric waste trucks: collection as before, without the diesel |
//! | [`brt`] | electric buses, bus rapid transit, passengers drawn from other modes |
//! | [`roof`] | rooftop solar: electricity that need not be bought |
//! | [`separation`] | waste kept out of landfills, and what becomes of it |
//!
//! Each gives a [`Change`]: [`Activity`] without the measure and with it, whose [`Conversion`]s lead from what a city counts to
//! litres, kilowatt-hours and tonnes. No model knows a factor.

mod amount;
pub mod brt;
mod change;
mod columns;
pub mod drive;
pub mod fleet;
mod note;
mod policy;
mod record;
pub mod roof;
mod row;
pub mod separation;
mod service;
mod streams;
mod vocabulary;

pub(crate) use amount::Amount;
pub use change::{Change, Decay, Saving, Served, Told, ToldAmount};
pub(crate) use columns::Columns;
pub use columns::{OPTIONAL, REQUIRED};
pub use note::{Note, Rest, What};
pub use policy::{IdPolicy, InputPolicy};
pub use record::{Activity, By, Conversion};
pub(crate) use row::{Cause, Entry, RowReader};
pub use service::Service;
pub use streams::{Destination, Stream, Streams};
pub use vocabulary::{Miss, Slot, Vocabulary};
