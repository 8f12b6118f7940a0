//! Exact, explainable greenhouse-gas accounts for cities.
//!
//! Activity data times emission factors, by gas, by sub-sector and scope of the GPC: exact to the last digit, each figure
//! led back to the row of a ledger and the page of a publication, and what is not known never printed as zero.
//!
//! ```
//! use citycarbon::{Activity, Assessor, GwpSet, Year};
//!
//! fn main() -> citycarbon::Result<()> {
//!     let year: Year = "2018".parse()?;
//!     let assessor = Assessor::shipped("TH-10".parse()?)?;
//!     let mut city = assessor.inventory("Bangkok", [year], GwpSet::Ar5);
//!     city.record(&assessor, &Activity::new("rail.electricity", year, "216000000 kWh".parse()?))?;
//!     city.record(&assessor, &Activity::new("road.diesel-b7", year, "1000 litre".parse()?))?;
//!     for statement in city.close()? {
//!         println!("{} kg CO2e in BASIC", statement.totals()?.basic.unwrap_or_default());
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # The rooms, in the order the data flow
//!
//! | Room | Comes in | Goes out |
//! |---|---|---|
//! | [`error`] | | why a call failed, where, and how to fix it |
//! | [`i18n`] | messages as values | their text in a language |
//! | [`records`] | bytes | CSV records with places, strictly read |
//! | [`quantity`] | numbers with units | amounts that know their dimension, exact |
//! | [`gas`] | masses by gas | emissions, CO2e by GWP set |
//! | [`taxonomy`] | codes | GPC references, notation keys, the catalogue, regions, years |
//! | [`factors`] | tables | emission factors and parameters with their pedigree |
//! | [`notice`] | | what a reader of a report must know |
//! | [`activity`] | amounts and conversions | activity data |
//! | [`methods`] | amounts and parameters | the equations of the guidelines |
//! | [`forms`] | what a person fills in | checked inputs, every problem at its key |
//! | [`ledger`] | rows of a ledger | checked cells, exact tallies |
//! | [`measures`] | inputs of a measure | activity without it and with it |
//! | [`assess`] | activity, factors, methods | open lines, each with its derivation |
//! | [`inventory`] | lines, stated figures, keys | closed statements |
//! | [`audit`] | statements | traces, figures computed again |
//! | [`plan`] | activity without and with a measure | what the measure changes, year by year |
//! | [`report`] | statements | text, JSON, CSV, traces |
//! | [`city`] | everything an inventory is computed from, as a plain value | the city computed: inventory and measures |
//! | [`strategies`] | a region and years | random cities, activities, tables for tests |
//! | [`folder`] | a city on disk | that plain value, and back |
//! | [`cookbook`] | a task | a whole program to copy; nothing else is in it |
//!
//! A room knows only those above it; factors, activity and methods do not know each other and meet in `assess`.
//!
//! # Features
//!
//! Every feature only adds: a program compiles with more of them than it asked for, and gets the same figures.
//!
//! - `bundled-data` (default): the tables of `emission_factors/`. Without it [`Registry::bundled`] is empty, and rows come from a
//!   caller's own tables; the catalogue, units, gases with their GWP values, and regions stay. The values keep the terms of their
//!   publications, see `emission_factors/LICENSE.md` and [`Registry::open_data`].
//! - `decimal` (default): numbers as `rust_decimal::Decimal`: [`Exact`] from and to them, a column of them in memory
//!   ([`ledger::AmountColumn`]), and the crate itself as `citycarbon::rust_decimal`. Without it numbers come as integers and as text.
//! - `fast` (default): the reader of ledgers that compares many bytes at a time. Without it [`Tally::read`] reads cell by cell, with
//!   the same outcome.
//! - `folder` (default): a city as a folder of files, the module `folder`. Without it nothing opens a file.
//! - `parallel` (default): ledgers are tallied on several threads. Without it one thread gives the same bytes, and no thread is started.
//! - `proptest`: the module `strategies`, random values of this library for the tests of programs that use it.
//!
//! # What is promised
//!
//! No public function panics on any input; a panic of the caller's own vocabulary, progress or reader goes on in the caller. A
//! finite product and any sum stay whole, or are an error that names the step; a ratio that does not end is divided once, when a
//! line is closed, half-even at 10^-12 kg. Parts add up to the total to the last digit.
//! The order of rows, files, parts and threads does not matter. The same input gives the same bytes. `docs/promises.md` has every
//! promise with the tests that hold it.
//!
//! Whole programs to copy are in the [`cookbook`].
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::arithmetic_side_effects,
        clippy::float_arithmetic,
        clippy::print_stdout,
        clippy::dbg_macro
    )
)]

#[macro_use]
mod as_text;
#[macro_use]
mod messages;

pub mod activity;
pub mod assess;
pub mod audit;
pub mod city;
pub mod cookbook;
pub mod error;
pub mod factors;
#[cfg(feature = "folder")]
pub mod folder;
pub mod forms;
pub mod gas;
pub mod i18n;
pub mod inventory;
pub mod ledger;
pub mod measures;
pub mod methods;
pub mod notice;
pub mod plan;
pub mod quantity;
pub mod records;
pub mod report;
#[cfg(feature = "proptest")]
pub mod strategies;
pub mod taxonomy;

pub use crate::{
    activity::Activity,
    assess::Assessor,
    city::City,
    error::{Error, Errors, Result},
    factors::Registry,
    gas::{Emissions, Gas, GwpSet},
    inventory::{Inventory, Settings, Statement},
    ledger::Tally,
    quantity::{Energy, Exact, Fraction, Mass, Ratio, Reading},
    taxonomy::{Category, NotationKey, Region, Scope, Year},
};

/// Decimals come in and go out in this crate's type.
#[cfg(feature = "decimal")]
pub use rust_decimal;

/// The README's program, run as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
