//! The gases and their GWP values.
//!
//! In: masses by gas. Out: [`Emissions`], kept by gas until a report asks for [`Co2e`], weighted by a [`GwpSet`].
//!
//! Biogenic CO2 is a gas of its own and never enters a CO2e total. CH4 has two entries: [`Gas::CH4`], with the GWP of non-fossil methane
//! (the CH4 of combustion too, because its carbon is already in the fuel's CO2 factor), and [`Gas::CH4_FOSSIL`] for fugitive
//! and process CH4 of fossil origin. In [`GwpSet::Ar5`] both weigh the same; [`GwpSet::Ar5Split`] tells them apart. A figure known only as CO2e is not a gas: it is a [`Substance::Stated`] and keeps the set it
//! was stated in.
//!
//! Source of the GWP values: IPCC assessment reports, 100 years; `emission_factors/ipcc_gwp100.csv` names table and page.
//!
//! ```
//! use citycarbon::gas::{Emissions, Gas, GwpSet, Stated, Substance};
//! use citycarbon::quantity::Mass;
//! let mut leaked = Emissions::default();
//! leaked.add(Substance::Gas(Gas::CH4_FOSSIL), Mass::kilograms(10))?;
//! leaked.add(Substance::Gas(Gas::CO2_BIOGENIC), Mass::tonnes(1))?; // in no CO2e
//! assert_eq!(leaked.co2e(GwpSet::Ar6, Stated::Refuse)?.to_string(), "298 kg CO2e (AR6)");
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod emissions;
mod gwp;
mod names;
mod refrigerant;
mod substance;

pub use emissions::Emissions;
pub use gwp::{Co2e, GwpSet, Stated};
pub use names::other_gases;
pub use refrigerant::RefrigerantGases;
pub use substance::{Gas, Substance};
