//! The footprint of an organisation: a municipality's own work, a firm, an event.
//!
//! In: the same records as a city has (activity data, factors, methods), with a boundary. Out: a [`Footprint`] for each year, by scope and
//! category of the GHG Protocol, by category of ISO 14064-1:2018 and by department. Nothing here leads into the total of a city: a footprint
//! keeps its lines to itself.
//!
//! Sources: GHG Protocol Corporate Standard (2004), Scope 2 Guidance (2015), Corporate Value Chain (Scope 3) Standard (2011);
//! ISO 14064-1:2018, annex B.
//!
//! ```
//! use citycarbon::city::CityInput;
//! use citycarbon::organisation::{Organisation, OrganisationInput};
//! use citycarbon::{Activity, GwpSet, Settings, Year};
//! let year: Year = "2022".parse()?;
//! let records = CityInput::new(Settings::new("Bakery", "TH-10".parse()?, [year], GwpSet::Ar5))
//!     .with_activity(Activity::new("commercial.electricity", year, "24000 kWh".parse()?))
//!     .with_activity(Activity::new("commercial.lpg", year, "480 kg".parse()?));
//! let footprint = Organisation::new(OrganisationInput::new(records))?.close()?.remove(0);
//! let totals = footprint.totals()?;
//! assert!(totals.scope1.is_some() && totals.scope2_location.is_some());
//! // Nothing is known of scope 3 but the losses of the grid and what its factors leave out.
//! assert!(footprint.missing().iter().any(|category| category.id() == "1.fugitive"));
//! # Ok::<(), citycarbon::error::Errors>(())
//! ```

mod base_year;
mod booking;
mod boundary;
mod closing;
mod event;
mod footprint;
mod input;
mod keys;
mod market;
#[allow(clippy::module_inception)] // The main value of the module has the module's name.
mod organisation;
mod spend;

pub(crate) use base_year::compare as compare_with_base_year;
pub use boundary::{BoundaryRule, Consolidation};
pub use footprint::{Footprint, FootprintChange, FootprintEntry, FootprintLine, FootprintMarket, FootprintTotals};
pub use input::{BaseYear, CategoryKey, Department, FootprintLevel, OrganisationInput, StatedSource};
pub(crate) use market::weighed as weighed_by_contracts;
pub use organisation::Organisation;
pub use spend::{SourcedNumber, Spend, SpendFactor};
