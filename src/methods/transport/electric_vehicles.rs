//! Electric vehicles (GPC II.1.2, II.1.3): from the distance to the charger, the grid, and what is lost between them.
//!
//! ```text
//! W = D · u / η        E scope 2 = W · EF        E scope 3 = W · l / (1 − l) · EF        E scope 1: none
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D | distance driven on electricity | vkm |
//! | u | electricity from the battery | kWh/vkm |
//! | η | share of the electricity of the charger that reaches the battery; 1 where u is metered at the charger | |
//! | W | electricity that the charger takes | kWh |
//! | EF | kg of a gas per kWh, without losses of the network | kg/kWh |
//! | l | lost in the network, of what is sent into it | kWh/kWh |
//!
//! Source: GPC, ch. 7, and ch. 6 for losses. Where the factor includes the losses, l is 0. A car charged outside the city is scope 2
//! there, not here. The measures of electric trucks and buses reach the same kWh as an activity of a ledger; this method is for figures
//! without one.

use super::factors::ENERGY_USE;
use super::gas_outputs_after;
use super::supply::{GRID_FACTOR, TD_LOSS, grid_factors, supplied};
use crate::error::{Message, Result};
use crate::methods::labelled::Labelled;
use crate::methods::part::scopes;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Coefficient, Energy, Fraction, Scalar, VehicleDistance};

const CHARGING_EFFICIENCY: &str = "charging-efficiency";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "electric-vehicles",
    reference: "II.1",
    equation: "GPC, ch. 7: electricity at the charger in scope 2, what is lost on its way in scope 3, nothing in scope 1",
    tiers: "2, 3",
    inputs: &[
        Input::table("distance", "vkm", &["vehicle"], "distance driven on electricity charged in the city"),
        Input::table(ENERGY_USE, "kWh/vkm", &["vehicle"], "electricity from the battery, or from the charger").of("electricity"),
        Input::table(CHARGING_EFFICIENCY, "%", &["vehicle"], "share that reaches the battery; 100 % where the charger is metered"),
        Input::table(GRID_FACTOR, "kg/kWh", &["gas"], "gas per kWh, without losses of the network").factors_by_gas("electricity"),
        Input::one(TD_LOSS, "kWh/kWh", "lost in the network, of what is sent into it"),
    ],
    results: &gas_outputs_after(
        Output::table("electricity", "kWh", &["vehicle"]).of_the_grid(),
        &["vehicle", "scope"],
        scopes! { "2": "II.1.2", "3": "II.1.3" },
    ),
    alternatives: Some(Alternatives::ElectricVehicles),
    kernels: kernels!(run),
};

/// Electricity that the charger takes.
///
/// # Errors
/// An efficiency of nothing.
///
/// ```
/// use citycarbon::methods::transport::electric_vehicles::charged;
/// use citycarbon::quantity::{Coefficient, Energy, Fraction, VehicleDistance};
/// // 10000 vkm at 0.18 kWh, nine tenths of what is taken reaches the battery: 2000 kWh.
/// let rate = Coefficient::from_parts("0.18 kWh".parse::<Energy>()?, VehicleDistance::vehicle_kilometres(1))?;
/// let taken = charged(VehicleDistance::vehicle_kilometres(10_000).into(), rate, Fraction::from_parts(9, 10)?)?;
/// assert_eq!(taken.quantity()?, Energy::kilowatt_hours(2000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn charged<N: Scalar>(
    distance: Amount<VehicleDistance, N>,
    rate: Coefficient<Energy, VehicleDistance, N>,
    efficiency: Fraction<N>,
) -> Result<Amount<Energy, N>> {
    if efficiency.is_zero() {
        return Err(Message::NothingReachesBattery { value: "0".into() }.of(CHARGING_EFFICIENCY).into());
    }
    rate.of(distance)?.number().checked_div(efficiency.number()).map(Amount::new)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let distances = Labelled::amounts(inputs, "distance", "vehicle")?;
    let rates = Labelled::coefficients(inputs, ENERGY_USE, "vehicle")?.known(&distances)?;
    let efficiencies = Labelled::shares(inputs, CHARGING_EFFICIENCY, "vehicle")?.known(&distances)?;
    let td_loss = inputs.share(TD_LOSS)?;
    let factors = grid_factors(inputs, td_loss)?;
    let mut outcome = Outcome::new();
    for (vehicle, distance) in distances.iter() {
        let taken = charged(distance, rates.need(vehicle)?, efficiencies.need(vehicle)?)?;
        outcome = outcome.with_labels("electricity", None, &[("vehicle", vehicle)], taken);
        outcome = supplied(taken, &factors, td_loss)?.recorded(outcome, ("vehicle", vehicle));
    }
    Ok(outcome)
}
