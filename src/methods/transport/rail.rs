//! Railways (GPC II.2): fuel by what is inside the boundary, and electricity.
//!
//! ```text
//! E scope 1 = F · s · EF        E scope 2 = W · EF grid        E scope 3 = F · (1 − s) · t · EF + W · l / (1 − l) · EF grid
//! F yard = n · f · d
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel of trains | litre, kg or MJ |
//! | s | part of it burnt within the boundary | |
//! | t | part of the rest that is the city's | |
//! | W | electricity that trains take within the boundary | kWh |
//! | l | lost in the network, of what is sent into it | kWh/kWh |
//! | EF | kg of a gas for each unit of fuel or electricity | |
//! | n, f, d | locomotives of a yard, fuel of one on a day, days of work | 1, litre, 1 |
//!
//! Source: GPC, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.4.1 (tier 1) and 3.4.5 (yard). Locomotives by hours, power and load
//! (eq. 3.4.3, tier 3) are [`off_road::work`](super::off_road::work) times a factor for each kWh.
//! Fuel by where it is burnt is [`water::Journeys`](super::water::Journeys), electricity is [`electric::supplied`](super::electric::supplied).

use crate::error::Result;
use crate::quantity::{Exact, Volume};

/// Fuel of yard locomotives.
///
/// ```
/// use citycarbon::methods::transport::rail::yard_fuel;
/// use citycarbon::quantity::Volume;
/// // 10 locomotives, 863 litres a day, 365 days (IPCC 2006, vol. 2, ch. 3.4.1.3): 3149950 litres.
/// assert_eq!(yard_fuel(10.into(), Volume::litres(863), 365.into())?, Volume::litres(3_149_950));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn yard_fuel(locomotives: Exact, each_day: Volume, days: Exact) -> Result<Volume> {
    each_day.checked_mul(locomotives)?.checked_mul(days)
}
