//! Indicators of the Sustainable Development Goals (SDG) and of a voluntary local review: next to the inventory, in no total of it.
//!
//! In: closed statements, what `indicators.csv` states, streams of separated waste. Out: for each indicator and year a figure with its
//! origin, or what is missing for it. A city is no country: where a city's figure is not defined as that of the list is, its formula
//! says so ([`Indicator::formula`]).
//!
//! [`MonitoringValue`] is a concentration measured in the air. It is printed with its completeness and enters nothing: an emission is no
//! concentration, and nothing here converts one into the other.
//!
//! ```
//! use citycarbon::indicators::{Indicator, StatedIndicator};
//! let parks = StatedIndicator::new(Indicator::GreenArea, "2021".parse()?, "7.29".parse()?, "m2/person", "PR Bangkok, 16 July 2021")?;
//! assert_eq!(parks.indicator.to_string(), "green-area");
//! let refused = StatedIndicator::new(Indicator::ControlledWaste, "2021".parse()?, "120".parse()?, "%", "test").unwrap_err();
//! assert_eq!(refused.to_string(), "\"120\": more than 100 %; correct the number");
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod compute;
mod gap;
mod indicator;
mod monitoring;
mod stated;

pub use compute::{FigureOrigin, IndicatorFigure, IndicatorYear, NamedStreams, indicators};
pub use gap::IndicatorGap;
pub use indicator::Indicator;
pub use monitoring::{ConcentrationUnit, MonitoredPollutant, MonitoringValue};
pub use stated::StatedIndicator;
