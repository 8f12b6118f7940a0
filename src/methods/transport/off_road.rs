//! Off-road vehicles and machines (GPC II.5), by fuel or by work.
//!
//! ```text
//! W = N · H · P · LF            E[g] = W · EF[g]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | N | machines of a kind | 1 |
//! | H | hours of work of one in the year | 1 |
//! | P | rated power | kW |
//! | LF | load factor: mean power over rated power | |
//! | `EF[g]` | gas g for each kWh of work | kg/kWh |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.3.3 (off-road) and 3.4.3 (locomotives), tier 3. By fuel (eq. 3.3.1, 3.3.2) it is
//! [`gases`]. In the GPC off-road transport is that on the ground of airports, harbours, stations and yards;
//! machines of farms, building sites and factories are stationary energy.
//! A factor for each kWh of work at the shaft is not one for each kWh of fuel: it holds the efficiency of the engine.

use super::{Factors, gases, share};
use crate::error::Result;
use crate::gas::Emissions;
use crate::quantity::{Amount, Energy, Exact, Power, Quantity, Ratio};

/// Work of machines of one kind.
///
/// ```
/// use citycarbon::methods::transport::off_road::work;
/// use citycarbon::quantity::{Energy, Power, Ratio};
/// // 4 tractors of 50 kW, 500 hours each, at 40 % of their power: 40000 kWh.
/// let done = work(4.into(), 500.into(), Power::kilowatts(50), Ratio::new(4, 10)?)?;
/// assert_eq!(done.quantity()?, Energy::kilowatt_hours(40_000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn work(machines: Exact, hours: Exact, power: Power, load: Ratio) -> Result<Amount<Energy>> {
    let kilowatt_hours = power.base().checked_mul(machines)?.checked_mul(hours)?;
    let full = Energy::kilowatt_hours(1).checked_mul(kilowatt_hours)?;
    Amount::from(full).checked_mul(share("load-factor", load)?)
}

/// Gases of work done.
pub fn by_work(work: Amount<Energy>, factors: &Factors<Energy>) -> Result<Emissions> {
    gases(work, factors)
}
