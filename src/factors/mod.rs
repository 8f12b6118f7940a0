//! Emission factors, and the parameters that convert between units.
//!
//! In: tables, the shipped ones of `emission_factors/` and a city's own. Out: an [`EmissionFactor`] or [`Parameter`] for a
//! [`FactorQuery`], and the [`Fallback`]s by which it was found. For a query of Bangkok 2025 that finds Thailand 2024, the fallbacks
//! are a broader region, a broader region, one year earlier.
//!
//! Every row has its origin: value and unit as printed, gas, region, years, source, locator, confidence. The hash of a
//! [`Registry`] changes with any byte of any table.
//!
//! Each publication has its terms: [`Source`] states them, and [`Registry::open_data`] finds only shipped rows that anyone may redistribute.
//!
//! Shipped rows are indexed by one pass over the tables and read when they are first used; a city's own are read, and every
//! invalid one reported, when they are given.
//!
//! ```
//! use citycarbon::Gas;
//! use citycarbon::factors::{FactorQuery, FallbackPolicy, Registry};
//! // Grid electricity in Bangkok; the factor of Thailand is found, by broader regions.
//! let asked = FactorQuery::new("electricity", "grid-electricity", &"TH-10".parse()?, "2022".parse()?);
//! let found = Registry::bundled()?.find(&asked, Gas::CO2, &FallbackPolicy::default())?;
//! assert_eq!(found.item.region.code(), "TH");
//! assert!(!found.steps.is_empty() && !found.item.provenance.locator.is_empty());
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod basis;
mod bundled;
#[macro_use]
mod row;
mod displaced;
mod factor;
mod lookup;
mod own;
mod own_table;
mod parameter;
mod provenance;
mod registry;
mod search;
mod source;
mod table;
mod years;

pub use basis::Basis;
pub(crate) use bundled::EXHAUST_TABLE;
pub(crate) use displaced::OwnRow;
pub use factor::{EmissionFactor, Losses};
pub use lookup::{FactorMatch, FactorQuery, Fallback, FallbackPolicy};
pub use own_table::{OwnRows, OwnTable};
pub use parameter::Parameter;
pub use provenance::{Confidence, Provenance, Purpose};
pub use registry::Registry;
pub use source::{Redistribution, Source};
pub use years::Validity;
