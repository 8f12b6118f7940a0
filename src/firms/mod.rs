//! Carbon footprints of small firms: one form of at most eight amounts, and totals of many firms.
//!
//! In: a [`Firm`], from a form or a row of a table. Out: its [`FirmFootprint`] (total, range, sources, measures), and of many firms a
//! [`PublishedTable`] from which no figure of fewer than five firms can be computed. The electricity of firms is [compared](compare())
//! with I.2.2 and I.3.2 of a city and never added: what a firm emits is in the city's inventory already.
//!
//! ```
//! use citycarbon::firms::{Firm, FirmAssessors, FirmGroup, FirmInput, FirmKey, FirmSector};
//! use citycarbon::GwpSet;
//! let mut assessors = FirmAssessors::new();
//! let mut group = FirmGroup::new(FirmKey::Sector, None, GwpSet::Ar5);
//! for number in 1..=5 {
//!     let shop = Firm::new(&format!("Shop {number}"), "TH-10".parse()?, "2024".parse()?, FirmSector::Retail)
//!         .with(FirmInput::Electricity, "9000 kWh".parse()?);
//!     let footprint = assessors.footprint(&shop, GwpSet::Ar5)?;
//!     assert_eq!(footprint.total()?.to_string(), "3591 kg CO2e"); // 9,000 kWh of 0.399 kg
//!     group.add(&footprint)?;
//! }
//! let table = group.publish()?;
//! assert_eq!(table.years[0].total.unwrap().co2e.to_string(), "17955 kg CO2e");
//! # Ok::<(), citycarbon::Error>(())
//! ```
//!
//! A footprint is no part of an inventory, and an inventory is no firm:
//!
//! ```compile_fail,E0308
//! # use citycarbon::{Assessor, Inventory, Result, Year, firms::FirmFootprint};
//! # fn add(city: &mut Inventory, assessor: &Assessor, footprint: FirmFootprint, year: Year) -> Result<()> {
//! city.add(assessor, footprint, year)?;
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0308
//! # fn show(footprint: &citycarbon::firms::FirmFootprint) -> citycarbon::Result<()> {
//! citycarbon::report::json(std::slice::from_ref(footprint))?;
//! # Ok(())
//! # }
//! ```
//!
//! ```compile_fail,E0308
//! # fn add(group: &mut citycarbon::firms::FirmGroup, statement: &citycarbon::Statement) -> citycarbon::Result<()> {
//! group.add(statement)?;
//! # Ok(())
//! # }
//! ```
//!
//! A group gives one table; it has no copy, and what it holds cannot be seen:
//!
//! ```compile_fail,E0382
//! # fn both(group: citycarbon::firms::FirmGroup) -> citycarbon::Result<()> {
//! let first = group.publish()?;
//! let second = group.publish()?;
//! # Ok(())
//! # }
//! ```

mod assessors;
mod compare;
mod firm;
mod footprint;
mod group;
mod measure;
mod publish;
mod range;
mod read;
mod sector;

pub use assessors::FirmAssessors;
pub use compare::{ElectricityShare, compare};
pub use firm::{AssumedBlend, Firm, FirmUse};
pub(crate) use footprint::kilowatt_hours;
pub use footprint::{FirmCo2e, FirmFactor, FirmFootprint, FirmSource};
pub use group::{FirmGroup, FirmKey};
pub use measure::{FirmMeasure, MeasureCost, MeasureFact};
pub use publish::{
    FEWEST_FIRMS, FirmDirect, FirmElectricity, FirmTotals, PublishedCell, PublishedGroup, PublishedTable, PublishedYear,
};
pub use range::FirmRange;
pub use read::read;
pub use sector::{FirmInput, FirmSector};
