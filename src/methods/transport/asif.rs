//! ASIF: activity, share of modes, intensity, fuel (GPC II).
//!
//! ```text
//! Dᵢ = A · Sᵢ / Lᵢ            E[g,i] = Dᵢ · EF[g,i]            Σᵢ Sᵢ = 1
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | service: passenger-km or tonne-km; trips times their length | pkm or tkm |
//! | Sᵢ | share of mode i in it | |
//! | Lᵢ | load: passengers or tonnes in a vehicle, on average and with empty runs | pkm/vkm or tkm/vkm |
//! | Dᵢ | distance of vehicles | vkm |
//! | `EF[g,i]` | intensity times factor of the fuel: energy for each vkm times gas for each energy | kg/vkm |
//!
//! Source: Schipper, Marie-Lilliu and Gorham, Flexing the Link between Transport and Greenhouse Gas Emissions, 2000; the
//! bottom-up model that GPC, ch. 7, asks for. Shares are of the service, not of trips: a mode of long trips has more pkm than trips.
//! Walking and cycling are modes too, with no factors.

use super::{Factors, gases, inverted, share};
use crate::error::Result;
use crate::gas::{Emissions, Gas};
use crate::methods::whole;
use crate::quantity::{Amount, Distance, Exact, Mass, PassengerDistance, Per, Quantity, Ratio, VehicleDistance};

/// One mode of transport for a service of passengers or goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mode<S> {
    /// Its share of the service.
    pub share: Ratio,
    /// The service of a vehicle on each of its kilometres.
    pub load: Per<S, VehicleDistance>,
    /// What a vehicle gives on each kilometre.
    pub factors: Vec<(Gas, Per<Mass, VehicleDistance>)>,
}

/// What one mode comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Distance of the vehicles.
    pub distance: Amount<VehicleDistance>,
    /// The gases.
    pub emissions: Emissions,
}

/// The service of so many trips of a length.
pub fn passenger_distance(trips: Exact, length: Distance) -> Result<PassengerDistance> {
    length.base().checked_mul(trips).map(PassengerDistance::from_base)
}

/// Each mode, in the order given.
///
/// # Errors
/// Shares that are not 1 together: the error says what they add up to. A load of nothing.
///
/// ```
/// use citycarbon::gas::{Gas, Substance};
/// use citycarbon::methods::transport::asif::{Mode, emissions};
/// use citycarbon::quantity::{Mass, PassengerDistance, Per, Ratio, VehicleDistance};
/// // A million pkm, three quarters by bus (30 in a bus, 900 g/vkm), a quarter by car (1.5 in a car, 180 g/vkm):
/// // 750000 / 30 · 0.9 = 22500 kg and 250000 / 1.5 · 0.18 = 30000 kg.
/// let vkm = VehicleDistance::vehicle_kilometres;
/// let mode = |share, load: PassengerDistance, grams: u32| -> citycarbon::Result<_> {
///     Ok(Mode { share, load: Per::new(load, vkm(1))?, factors: vec![(Gas::CO2, Per::new(Mass::grams(grams), vkm(1))?)] })
/// };
/// let modes = [
///     mode(Ratio::new(3, 4)?, PassengerDistance::passenger_kilometres(30), 900)?,
///     mode(Ratio::new(1, 4)?, "1.5 pkm".parse()?, 180)?,
/// ];
/// let moved = emissions(PassengerDistance::passenger_kilometres(1_000_000), &modes)?;
/// let co2: Vec<_> = moved.iter().filter_map(|mode| mode.emissions.of(Substance::Gas(Gas::CO2))).collect();
/// assert_eq!(co2, [Mass::kilograms(22500), Mass::kilograms(30000)]);
/// assert!(emissions(PassengerDistance::passenger_kilometres(1), &modes[..1]).is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions<S: Quantity>(activity: S, modes: &[Mode<S>]) -> Result<Vec<Moved>> {
    whole("shares of the modes", modes.iter().map(|mode| mode.share))?;
    modes.iter().map(|mode| moved(activity, mode)).collect()
}

fn moved<S: Quantity>(activity: S, mode: &Mode<S>) -> Result<Moved> {
    let service = Amount::from(activity).checked_mul(share("mode-share", mode.share)?)?;
    let distance = inverted(mode.load)?.of(service)?;
    let factors: &Factors<VehicleDistance> = &mode.factors;
    Ok(Moved { distance, emissions: gases(distance, factors)? })
}
