//! Induced activity: trips that the city causes (GPC II.1).
//!
//! ```text
//! E[g] scope 1 = Σᵥ (Dᵥ,internal + t · s · (Dᵥ,outbound + Dᵥ,inbound)) · EF[g,v]
//! E[g] scope 3 = Σᵥ t · (1 − s) · (Dᵥ,outbound + Dᵥ,inbound) · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D internal | trips with both ends in the city, whole length | vkm |
//! | D outbound, D inbound | trips with one end in the city, whole length, also beyond the boundary | vkm |
//! | t | share of a transboundary trip that is the city's: one half, the other half being that of the other end | |
//! | s | share of such a trip that is driven within the boundary; where it is not known, all of it is scope 3 | |
//! | `EF[g,v]` | gas g per vkm | kg/vkm |
//!
//! Source: GPC, ch. 7, method of induced activity. Trips that pass through have no end in the city and are left out.

use super::factors::{FactorTables, gases_of, same_gases};
use super::gases::{GasFactor, emitted};
use super::journeys::INSIDE;
use super::vehicles::{ENERGY_USE_OF_FUEL, with_vehicle_factors};
use super::{InducedActivity, gas_outputs};
use crate::error::{Error, Message, Result};
use crate::methods::labelled::Labelled;
use crate::methods::{Alternatives, Inputs, MethodSpec, Outcome, Part};
use crate::quantity::{Amount, Fraction, Scalar, VehicleDistance};
use core::str::FromStr;
use std::collections::BTreeSet;

const TRANSBOUNDARY: &str = "transboundary-share";

/// What is driven within the boundary is scope 1, what is driven beyond it scope 3 (GPC, ch. 7); of trips through the city nothing is.
const PARTS: &[Part] = &[
    Part::new("trip", "internal", "II.1.1"),
    Part::new("trip", "outbound", "II.1.3"),
    Part::new("trip", "inbound", "II.1.3"),
    Part::new("trip", "outbound-inside", "II.1.1"),
    Part::new("trip", "inbound-inside", "II.1.1"),
    Part::new("trip", "through", ""),
];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "transport-induced",
    reference: "II.1",
    equation: "GPC, ch. 7, induced activity; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
    tiers: "1, 2, 3",
    inputs: with_vehicle_factors!(
        "vehicle", "road", ENERGY_USE_OF_FUEL;
        Input::table("distance", "vkm", &["vehicle", "trip"], "distance of trips: internal, outbound, inbound or through"),
        Input::one(TRANSBOUNDARY, "%", "share of a trip with one end in the city that is the city's"),
        Input::maybe_table(
            INSIDE.name,
            "%",
            &["trip"],
            "share of an outbound or inbound trip that is driven within the boundary, scope 1; without it all of it is scope 3"
        ),
    ),
    results: &gas_outputs(&["vehicle", "trip"], PARTS),
    alternatives: Some(Alternatives::RoadTransport),
    kernels: kernels!(run),
};

/// Where a trip has its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TripEnds {
    /// Both in the city.
    Internal,
    /// From the city to elsewhere.
    Outbound,
    /// From elsewhere to the city.
    Inbound,
    /// Neither: it passes through.
    Through,
}

impl FromStr for TripEnds {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "internal" => Ok(Self::Internal),
            "outbound" => Ok(Self::Outbound),
            "inbound" => Ok(Self::Inbound),
            "through" => Ok(Self::Through),
            _ => Err(Message::NotATrip { value: text.into() }.into()),
        }
    }
}

/// The distance of trips that is the city's.
pub fn counted<N: Scalar>(
    trip: TripEnds,
    distance: Amount<VehicleDistance, N>,
    transboundary_share: Fraction<N>,
) -> Result<Amount<VehicleDistance, N>> {
    distance.part(match trip {
        TripEnds::Internal => Fraction::ONE,
        TripEnds::Outbound | TripEnds::Inbound => transboundary_share,
        TripEnds::Through => Fraction::ZERO,
    })
}

/// Emissions of one kind of trip in one kind of vehicle.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::induced::{TripEnds, compute};
/// use citycarbon::quantity::{Coefficient, Fraction, Mass, VehicleDistance};
/// // 1000 vkm at 200 g each: within the city 200 kg, out of it one half of that, through it nothing.
/// let factors = [(Gas::CO2, Coefficient::from_parts(Mass::grams(200), VehicleDistance::vehicle_kilometres(1))?)];
/// let of = |trip| compute(trip, VehicleDistance::vehicle_kilometres(1000).into(), Fraction::from_parts(1, 2)?, &factors);
/// for (trip, kilograms) in [(TripEnds::Internal, 200), (TripEnds::Outbound, 100), (TripEnds::Inbound, 100), (TripEnds::Through, 0)] {
///     assert_eq!(of(trip)?.masses().of(Gas::CO2), Some(Mass::kilograms(kilograms).into()));
/// }
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(
    trip: TripEnds,
    distance: Amount<VehicleDistance, N>,
    transboundary_share: Fraction<N>,
    factors: &[GasFactor<VehicleDistance, N>],
) -> Result<InducedActivity<N>> {
    emitted(counted(trip, distance, transboundary_share)?, factors).map(InducedActivity)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let rows = inputs.amounts::<VehicleDistance>("distance")?;
    let tables = FactorTables::read(inputs, "vehicle", &Labelled::grouped(&rows, "distance", "vehicle", |_| Ok(()))?)?;
    let transboundary_share = inputs.share(TRANSBOUNDARY)?;
    let ways = rows.iter().map(|row| row.label("trip")).filter(|trip| ["outbound", "inbound"].contains(trip));
    let crossing = Labelled::of("distance", "trip", ways.map(|trip| (trip.to_owned(), ())));
    let inside = Labelled::shares(inputs, INSIDE.name, "trip")?.known(&crossing)?;
    let vehicles: BTreeSet<&str> = rows.iter().map(|row| row.label("vehicle")).collect();
    let gases = vehicles.iter().map(|vehicle| Ok((*vehicle, gases_of(&tables.distance_factors(vehicle)?))));
    same_gases(gases.collect::<Result<Vec<_>>>()?)?;
    let mut outcome = Outcome::new();
    for row in &rows {
        let (vehicle, trip) = (row.label("vehicle"), row.label("trip"));
        let (ends, factors) = (trip.parse()?, tables.distance_factors(vehicle)?);
        let recorded = |outcome, trip: &str, distance| {
            let caused = compute(ends, distance, transboundary_share, &factors)?;
            Ok::<_, Error>(caused.masses().recorded(outcome, &[("vehicle", vehicle), ("trip", trip)]))
        };
        outcome = match inside.get(trip) {
            None => recorded(outcome, trip, row.value)?,
            Some(share) => {
                let within = recorded(outcome, &format!("{trip}-inside"), row.value.part(share)?)?;
                recorded(within, trip, row.value.part(share.complement()?)?)?
            }
        };
    }
    Ok(outcome)
}
