//! Strategies of `proptest`, for the tests of programs that use this library.
//!
//! In: a region and years. Out: random values that this library takes: what it computes from them has no problem, so a law over
//! them need not skip any. Names are hard on files and tables: quotes, delimiters, formulas, other scripts.
//!
//! Only with the feature `proptest`. In the tests of a program of its own:
//!
//! ```toml
//! [dev-dependencies]
//! citycarbon = { version = "0.1", features = ["proptest"] }
//! proptest = "1"
//! ```
//!
//! ```
//! use citycarbon::{City, Year, strategies};
//! use proptest::prelude::*;
//!
//! # fn main() -> citycarbon::Result<()> {
//! let years = [Year::new(2018)?, Year::new(2019)?];
//! let cities = strategies::city(&"TH-10".parse()?, &years);
//! # let config = ProptestConfig { cases: 2, failure_persistence: None, ..ProptestConfig::default() };
//! # /*
//! let config = ProptestConfig::default();
//! # */
//! // `export` is the part of a program that is under test.
//! let export = |city: &City| -> usize { city.inventory().lines().count() };
//! proptest!(config, |(input in cities)| {
//!     let city = City::new(input).map_err(|errors| TestCaseError::fail(errors.to_string()))?;
//!     let lines: usize = city.close().unwrap().iter().map(|statement| statement.lines.len()).sum();
//!     prop_assert!(export(&city) >= lines);
//! });
//! # Ok(())
//! # }
//! ```

mod activity;
mod books;
mod own_rows;

pub use activity::{activity, amount, name};
pub use books::{city, inventory};
pub use own_rows::{own_factors, registry};
