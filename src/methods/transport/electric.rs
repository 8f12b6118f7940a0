//! Electric vehicles and other electricity of transport (GPC II.1.2, II.1.3): the charger, the grid, the way between.
//!
//! ```text
//! W = D · u / η        E scope 2 = W · EF        E scope 3 = W · l / (1 − l) · EF        E scope 1: none
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D | distance driven on electricity | vkm |
//! | u | electricity from the battery | kWh/vkm |
//! | η | what reaches the battery of what the charger takes; 1 where u is metered at the charger | |
//! | W | electricity that the charger takes | kWh |
//! | EF | kg of a gas for each kWh, without losses of the network | kg/kWh |
//! | l | lost in the network, of what is sent into it | kWh/kWh |
//!
//! Source: GPC, ch. 7, and ch. 6 for losses. Where the factor has the losses inside, l is 0. A car charged outside the
//! city is scope 2 there, not here. The models of electric trucks and buses (`measures::drive`) reach the same kWh as an activity of a ledger; this is
//! for figures without one.

use super::{Factors, gases, share};
use crate::error::{ErrorKind, Problem, Result};
use crate::gas::Emissions;
use crate::methods::electricity::loss_per_unit_used;
use crate::quantity::{Amount, Energy, Per, Ratio, VehicleDistance};

/// Emissions of electricity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supplied {
    /// Of what is taken: scope 2.
    pub taken: Emissions,
    /// Of what is lost on the way: scope 3.
    pub lost: Emissions,
}

/// Electricity that the charger takes.
///
/// # Errors
/// An efficiency of nothing, or above 1.
///
/// ```
/// use citycarbon::methods::transport::electric::charged;
/// use citycarbon::quantity::{Energy, Per, Ratio, VehicleDistance};
/// // 10000 vkm at 0.18 kWh, nine tenths of what is taken in the battery: 2000 kWh.
/// let rate: Per<Energy, VehicleDistance> = "0.648 MJ for each 1 vkm".parse()?;
/// let taken = charged(VehicleDistance::vehicle_kilometres(10_000), rate, Ratio::new(9, 10)?)?;
/// assert_eq!(taken.quantity()?, Energy::kilowatt_hours(2000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn charged(distance: VehicleDistance, rate: Per<Energy, VehicleDistance>, efficiency: Ratio) -> Result<Amount<Energy>> {
    let efficiency = share("charging-efficiency", efficiency)?;
    if efficiency.numerator().is_zero() {
        let reason = "charging-efficiency: nothing would reach the battery";
        return Err(Problem::new(ErrorKind::Number, "0", reason, "write 0.9 for 90 %").into());
    }
    rate.checked_mul(distance)?.checked_mul(Ratio::ONE.checked_div(efficiency)?)
}

/// Emissions of electricity taken, and of what is lost on its way.
///
/// # Errors
/// A loss of all that is sent, or more.
pub fn supplied(taken: Amount<Energy>, factors: &Factors<Energy>, losses: Ratio) -> Result<Supplied> {
    let losses = share("td-loss", losses)?;
    if losses.numerator() == losses.denominator() {
        let reason = "td-loss: all that is sent would be lost";
        return Err(Problem::new(ErrorKind::Number, &losses.to_string(), reason, "write 0.08 for 8 %").into());
    }
    let lost = taken.checked_mul(loss_per_unit_used([losses])?)?;
    Ok(Supplied { taken: gases(taken, factors)?, lost: gases(lost, factors)? })
}
