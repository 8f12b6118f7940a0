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
//! | `EF[g,i]` | intensity times factor of the fuel: energy per vkm times gas per unit of energy | kg/vkm |
//!
//! Source: Schipper, Marie-Lilliu and Gorham, Flexing the Link between Transport and Greenhouse Gas Emissions, 2000; the
//! bottom-up model that GPC, ch. 7, asks for. Shares are of the service, not of trips: a mode of long trips has more pkm than trips.
//! Walking and cycling are modes too, without factors.

use super::factors::{ENERGY_USE, FactorTables, gases_of, same_gases};
use super::gas_outputs_after;
use super::gases::{GasFactor, GasMasses, emitted};
use super::vehicles::with_vehicle_factors;
use crate::error::Result;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome, Output, Part, whole};
use crate::quantity::{
    Amount, Coefficient, Distance, Fraction, FreightDistance, PassengerDistance, Quantity, Ratio, Scalar, VehicleDistance,
};

const MODE_SHARE: &str = "mode-share";

/// Modes of the road, of rails and of water, with fuel or electricity: only who names them knows their references.
const PARTS: &[Part] = &[Part::any("mode", "II.1.1, II.1.2, II.1.3, II.2.1, II.2.2, II.2.3, II.3.1, II.3.2, II.3.3")];

/// Of a mode with fuel or electricity.
const ENERGY_USE_OF_ANY: Input = Input::maybe_table(ENERGY_USE, "MJ/vkm", &["mode"], "energy per vehicle-km");

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "asif",
    reference: "II.1, II.2, II.3",
    equation: "activity, share of modes, intensity, fuel (Schipper and others, 2000)",
    tiers: "2, 3",
    inputs: with_vehicle_factors!(
        "mode", "road|rail|water|electricity", ENERGY_USE_OF_ANY;
        Input::maybe("passenger-distance", "pkm", "passenger-km of all modes"),
        Input::maybe("freight-distance", "tkm", "tonne-km of all modes"),
        Input::maybe("trips", "1", "trips of persons, where passenger-km are not known"),
        Input::maybe("trip-length", "km", "length of a trip"),
        Input::table(MODE_SHARE, "%", &["mode"], "share of each mode in the service").whole_over("mode"),
        Input::maybe_table("occupancy", "pkm/vkm", &["mode"], "passengers in a vehicle; 1 for walking and cycling"),
        Input::maybe_table("load", "tkm/vkm", &["mode"], "tonnes in a vehicle, with empty runs"),
    ),
    results: &gas_outputs_after(Output::table("distance", "vkm", &["mode"]), &["mode"], PARTS),
    alternatives: Some(Alternatives::RoadTransport),
    kernels: kernels!(run),
};

/// One mode of transport for a service of passengers or goods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportMode<S, N = Ratio> {
    /// Its share of the service.
    pub share: Fraction<N>,
    /// The service of a vehicle on each of its kilometres.
    pub load: Coefficient<S, VehicleDistance, N>,
    /// What a vehicle emits on each kilometre.
    pub factors: Vec<GasFactor<VehicleDistance, N>>,
}

/// The distance and the emissions of one mode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModeEmissions<N = Ratio> {
    /// Distance of the vehicles.
    pub distance: Amount<VehicleDistance, N>,
    /// The gases.
    pub masses: GasMasses<N>,
}

/// The service of so many trips of a length.
pub fn passenger_distance<N: Scalar>(trips: N, length: Amount<Distance, N>) -> Result<Amount<PassengerDistance, N>> {
    length.number().checked_mul(trips).map(Amount::new)
}

/// Each mode, in the order given.
///
/// # Errors
/// Shares whose sum is not 1. A load of nothing.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::asif::{TransportMode, compute};
/// use citycarbon::quantity::{Amount, Coefficient, Fraction, Mass, PassengerDistance, VehicleDistance};
/// // A million pkm, three quarters by bus (30 in a bus, 900 g/vkm), a quarter by car (1.5 in a car, 180 g/vkm):
/// // 750000 / 30 · 0.9 = 22500 kg and 250000 / 1.5 · 0.18 = 30000 kg.
/// let vkm = VehicleDistance::vehicle_kilometres(1);
/// let mode = |share, load: PassengerDistance, grams: u32| -> citycarbon::Result<_> {
///     let factors = vec![(Gas::CO2, Coefficient::from_parts(Mass::grams(grams), vkm)?)];
///     Ok(TransportMode { share, load: Coefficient::from_parts(load, vkm)?, factors })
/// };
/// let modes = [
///     mode(Fraction::from_parts(3, 4)?, PassengerDistance::passenger_kilometres(30), 900)?,
///     mode(Fraction::from_parts(1, 4)?, "1.5 pkm".parse()?, 180)?,
/// ];
/// let service = Amount::from(PassengerDistance::passenger_kilometres(1_000_000));
/// let co2: Vec<_> = compute(service, &modes)?.iter().filter_map(|mode| mode.masses.of(Gas::CO2)).collect();
/// assert_eq!(co2, [Mass::kilograms(22500).into(), Mass::kilograms(30000).into()]);
/// assert!(compute(service, &modes[..1]).is_err());
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<S: Quantity, N: Scalar>(service: Amount<S, N>, modes: &[TransportMode<S, N>]) -> Result<Vec<ModeEmissions<N>>> {
    whole("shares of the modes", modes.iter().map(|mode| mode.share))?;
    let of_mode = |mode: &TransportMode<S, N>| {
        let distance = mode.load.needed_for(service.part(mode.share)?)?;
        Ok(ModeEmissions { distance, masses: emitted(distance, &mode.factors)? })
    };
    modes.iter().map(of_mode).collect()
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let (passengers, freight, trips) = ("passenger-distance", "freight-distance", "trips with trip-length");
    let given = |name: &str| inputs.has(name).then_some(());
    let ways = [(passengers, given(passengers)), (freight, given(freight)), (trips, given("trips").or(given("trip-length")))];
    let (way, ()) = just_one("", ways)?;
    if way == passengers {
        carried(inputs, inputs.amount::<PassengerDistance>(way)?, "occupancy")
    } else if way == freight {
        carried(inputs, inputs.amount::<FreightDistance>(way)?, "load")
    } else {
        let length = inputs.amount("trip-length")?;
        carried(inputs, passenger_distance(inputs.number("trips")?.evaluate()?, length)?, "occupancy")
    }
}

/// The modes of a service, with the loads of that name.
fn carried<S: Quantity, N: Scalar>(inputs: &Inputs<N>, service: Amount<S, N>, load: &str) -> Result<Outcome<N>> {
    let shares = Labelled::shares(inputs, MODE_SHARE, "mode")?;
    let tables = FactorTables::read(inputs, "mode", &shares)?;
    // A value for a mode that the service does not have is rejected, in the table of the other kind of service too.
    for name in ["occupancy", "load"] {
        Labelled::numbers(inputs, name, "mode")?.known(&shares)?;
    }
    let loads = Labelled::coefficients(inputs, load, "mode")?;
    let mode = |(name, share)| Ok(TransportMode { share, load: loads.need(name)?, factors: tables.maybe_distance_factors(name)? });
    let modes = shares.iter().map(mode).collect::<Result<Vec<_>>>()?;
    let gases = shares.iter().zip(&modes).map(|((name, _), mode)| (name, gases_of(&mode.factors)));
    // Walking and cycling have no factors at all.
    same_gases(gases.filter(|(_, gases)| !gases.is_empty()))?;
    let mut outcome = Outcome::new();
    for ((name, _), mode) in shares.iter().zip(compute(service, &modes)?) {
        outcome = outcome.with_labels("distance", None, &[("mode", name)], mode.distance);
        outcome = mode.masses.recorded(outcome, &[("mode", name)]);
    }
    Ok(outcome)
}
