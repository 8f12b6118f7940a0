//! Induced activity: trips that the city causes (GPC II.1).
//!
//! ```text
//! E[g] = Σᵥ (Dᵥ,internal + t · (Dᵥ,outbound + Dᵥ,inbound)) · EF[g,v]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D internal | trips with both ends in the city, whole length | vkm |
//! | D outbound, D inbound | trips with one end in the city, whole length, also beyond the boundary | vkm |
//! | t | part of a transboundary trip that is the city's: one half, the other half being that of the other end | |
//! | `EF[g,v]` | gas g for each vkm | kg/vkm |
//!
//! Source: GPC, ch. 7, method of induced activity. Trips that pass through have no end in the city and are left out.

use super::{Factors, InducedActivity, gases, share};
use crate::error::{Error, ErrorKind, Problem, Result};
use crate::quantity::{Amount, Ratio, VehicleDistance};
use core::str::FromStr;

/// Where a trip has its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trip {
    /// Both in the city.
    Internal,
    /// From the city to elsewhere.
    Outbound,
    /// From elsewhere to the city.
    Inbound,
    /// Neither: it passes through.
    Through,
}

impl FromStr for Trip {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        match text {
            "internal" => Ok(Self::Internal),
            "outbound" => Ok(Self::Outbound),
            "inbound" => Ok(Self::Inbound),
            "through" => Ok(Self::Through),
            _ => {
                Err(Problem::new(ErrorKind::Setting, text, "not a kind of trip", "use internal, outbound, inbound or through")
                    .into())
            }
        }
    }
}

/// The distance of trips that is the city's.
pub fn counted(trip: Trip, distance: VehicleDistance, transboundary: Ratio) -> Result<Amount<VehicleDistance>> {
    let half = share("transboundary-share", transboundary)?;
    let counted = match trip {
        Trip::Internal => Ratio::ONE,
        Trip::Outbound | Trip::Inbound => half,
        Trip::Through => Ratio::ZERO,
    };
    Amount::from(distance).checked_mul(counted)
}

/// Emissions of one kind of trip in one kind of vehicle.
///
/// ```
/// use citycarbon::gas::Substance;
/// use citycarbon::methods::transport::induced::{Trip, emissions};
/// use citycarbon::quantity::{Mass, Per, Ratio, VehicleDistance};
/// use citycarbon::Gas;
/// // 1000 vkm at 200 g each: within the city 200 kg, out of it one half of that, through it nothing.
/// let factors = [(Gas::CO2, Per::new(Mass::grams(200), VehicleDistance::vehicle_kilometres(1))?)];
/// let of = |trip| emissions(trip, VehicleDistance::vehicle_kilometres(1000), Ratio::new(1, 2)?, &factors);
/// for (trip, kilograms) in [(Trip::Internal, 200), (Trip::Outbound, 100), (Trip::Inbound, 100), (Trip::Through, 0)] {
///     assert_eq!(of(trip)?.emissions().of(Substance::Gas(Gas::CO2)), Some(Mass::kilograms(kilograms)));
/// }
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions(
    trip: Trip,
    distance: VehicleDistance,
    transboundary: Ratio,
    factors: &Factors<VehicleDistance>,
) -> Result<InducedActivity> {
    gases(counted(trip, distance, transboundary)?, factors).map(InducedActivity)
}
