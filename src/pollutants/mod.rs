//! Air pollutants of vehicles: NOx and PM2.5 of hot exhaust, next to CO2e and in no total of it.
//!
//! ```text
//! dP = activity · (EF_before − EF_after)      kg of a pollutant; no GWP, no sum of pollutants
//! ```
//!
//! [`Exhaust`] is what vehicles emit for each km or for each unit of fuel; electric ones have none. The rows of
//! `emission_factors/emep2019_bus_exhaust.csv` are of an urban bus by its Euro class at two mean speeds. Another speed is refused, between
//! the two as well: the curves are not straight. All other factors are stated with their source.
//!
//! What is avoided in the streets, what replaced vehicles still emit there, and what power plants emit for the electricity are kept apart
//! ([`EmittedAt`]). Tyres, brakes and roads wear with electric vehicles too and are not in here. A mass of PM2.5 is no concentration in
//! the air: nothing converts one into the other.
//!
//! ```
//! use citycarbon::factors::Registry;
//! use citycarbon::pollutants::{Exhaust, ExhaustActivity, ExhaustClass, Pollutant, avoided};
//! let euro_three = Exhaust::of_class(ExhaustClass::Three, "15 km/h".parse()?, Registry::bundled()?)?;
//! let driven = ExhaustActivity::default().with_distance("100000".parse()?);
//! let avoided = avoided(&euro_three.masses(&driven)?, &Exhaust::Electric.masses(&driven)?)?;
//! assert_eq!(avoided[&Pollutant::NitrogenOxides].evaluate()?.value().to_string(), "1420.75"); // kg: 14.2075 g/vkm
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod avoided;
mod exhaust;
mod factor;
mod pollutant;
mod table;

pub use avoided::{AvoidedPollutant, EmittedAt, avoided};
pub use exhaust::{Exhaust, ExhaustActivity};
pub use factor::PollutantFactor;
pub use pollutant::{ExhaustClass, ExhaustSpeed, Pollutant};
pub use table::ExhaustRow;
