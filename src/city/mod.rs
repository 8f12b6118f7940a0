//! A city: all inputs of an inventory as one plain value, and the results computed from it.
//!
//! In: a [`CityInput`], made by a program or read from a folder. Out: a [`City`], whose inventory closes to
//! a statement for each year. Nothing here opens a file, so a server, a phone or a browser computes the same figures.
//!
//! ```
//! use citycarbon::city::CityInput;
//! use citycarbon::inventory::{NotationEntry, Settings};
//! use citycarbon::{Activity, City, GwpSet, NotationKey, Year};
//! let year: Year = "2024".parse()?;
//! let input = CityInput::new(Settings::new("Songkhla", "TH-90".parse()?, [year], GwpSet::Ar5))
//!     .with_activity(Activity::new("residential.lpg", year, "1200 t".parse()?))
//!     .with_key(year, "I.3.1".parse()?, "", NotationEntry::new(NotationKey::NO, None, "no industry"));
//! let statement = City::new(input)?.close()?.remove(0);
//! assert_eq!(statement.lines.len(), 3); // CO2, CH4 and N2O
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[allow(clippy::module_inception)] // The city itself.
mod city;
mod indicator_rows;
mod input;
mod methods;
mod table_rows;
mod view_rules;

pub use city::City;
pub use input::{CityForm, CityInput, RefusedRows, ReportedKey};
