//! Exact and traceable greenhouse gas inventories of cities.
//!
//! Activity data times emission factors, by gas and by sub-sector and scope of the GPC. All figures are exact, each leads back to
//! the row of a ledger and the page of a publication, and an unknown figure is never printed as zero.
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
//!         // None where there is no data, which is not 0.
//!         if let Some(basic) = statement.totals()?.basic {
//!             println!("{basic} kg CO2e in BASIC");
//!         }
//!     }
//!     Ok(())
//! }
//! ```
//!
//! # The modules, in the order the data flow
//!
//! | Module | Input | Output |
//! |---|---|---|
//! | [`error`] | | errors: what failed, where, and how to fix it |
//! | [`i18n`] | messages as values | their text in a language |
//! | [`records`] | bytes | strictly read CSV records with their places |
//! | [`quantity`] | numbers with units | exact amounts with a dimension |
//! | [`gas`] | masses by gas | emissions, CO2e by GWP set |
//! | [`taxonomy`] | codes | GPC references, notation keys, the catalogue, regions, years |
//! | [`factors`] | tables | emission factors and parameters with their sources |
//! | [`notice`] | | what a reader of a report must know |
//! | [`check`] | | what must be corrected, or accepted with a reason |
//! | [`activity`] | amounts and conversions | activity data |
//! | [`methods`] | amounts and parameters | the equations of the guidelines |
//! | [`find`] | everyday words | what can be written in a file, best first |
//! | [`forms`] | forms filled in by a person | checked inputs, each problem with its key |
//! | [`ledger`] | rows of a ledger | checked cells, exact tallies |
//! | [`pollutants`] | vehicles before and after, what they do | NOx and PM2.5 avoided, next to CO2e |
//! | [`measures`] | inputs of a measure | activity without it and with it |
//! | [`assess`] | activity, factors, methods | open lines, each with its derivation |
//! | [`inventory`] | lines, stated figures, keys | closed statements |
//! | [`exchange`] | statements, bytes, tables | tables of other systems and of workbooks, and the reverse |
//! | [`audit`] | statements | traces, recomputed figures |
//! | [`plan`] | activity without and with a measure; targets, actions, costs | the change in each year; paths, progress, credits |
//! | [`indicators`] | statements, stated figures, streams of waste | SDG indicators of each year; monitoring of the air |
//! | [`city`] | all inputs of an inventory, as a plain value | the city computed: inventory and measures |
//! | [`organisation`] | the records of an organisation, its boundary | its footprint, which no inventory takes |
//! | [`firms`] | what small firms use | footprints of firms, totals that show none of them |
//! | [`report`] | statements | text, JSON, CSV, traces |
//! | [`strategies`](#features) | a region and years | random cities, activities, tables for tests |
//! | [`folder`] | a city as files, on disk or in memory | that plain value, and the reverse |
//! | [`cookbook`] | a task | a whole program to copy; nothing else is in it |
//!
//! A module imports only those above it; factors, activity and methods do not import each other and are combined in `assess`.
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
//! - `encodings` (default): files in other encodings than UTF-8, such as Windows-874 and `Shift_JIS`
//!   ([`InputPolicy::encoding`](ledger::InputPolicy)). Without it they are refused.
//! - `fast` (default): the reader of ledgers that compares many bytes at a time. Without it [`Tally::read`] reads cell by cell, with
//!   the same outcome.
//! - `folder` (default): a city as a folder of files, the module `folder`. Without it nothing opens a file.
//! - `parallel` (default): ledgers are tallied on several threads. Without it one thread gives the same bytes, and no thread is started.
//! - `thiserror` (default): the trait of errors is derived by the crate of this name. Without it the same trait is written by hand.
//! - `html`: results as pages for a browser. It adds no crate.
//! - `xlsx`: results as workbooks, which [`exchange`] writes.
//! - `xlsx-read`: workbooks read from their bytes: ledgers in the sheets of workbooks, filled-in input workbooks, the eCRF. Without it
//!   a workbook in `ledger/` is a check.
//! - `sampling`: the computation of every method a second time, in `f64`, with drawn numbers in place of its inputs
//!   ([`methods::MethodSpec`], [`assess::Derivation`]). No figure of an inventory passes through it.
//! - `proptest`: the module `strategies`, random values of this library for the tests of programs that use it.
//!
//! # Guarantees
//!
//! No public function panics on any input; a panic in the caller's own vocabulary, progress or reader is passed on to the caller.
//! Finite products and sums are exact, or an error that names the step; a ratio that does not terminate is divided once, when a
//! line is closed, half-even at 10^-12 kg. Parts add up exactly to the total.
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
pub mod check;
pub mod city;
pub mod cookbook;
pub mod error;
pub mod exchange;
pub mod factors;
pub mod find;
pub mod firms;
#[cfg(feature = "folder")]
pub mod folder;
pub mod forms;
pub mod gas;
pub mod i18n;
pub mod indicators;
pub mod inventory;
pub mod ledger;
pub mod measures;
pub mod methods;
pub mod notice;
pub mod organisation;
pub mod plan;
pub mod pollutants;
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
