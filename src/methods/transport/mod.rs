//! Transport (GPC II): fuel sold, distance driven, trips, service, and electricity.
//!
//! ```text
//! E[g] = A · EF[g]            EF by distance = EF by volume / economy            EF by volume = NCV · EF by energy
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | fuel burnt, or distance driven | litre, kg, MJ or vkm |
//! | `EF[g]` | gas g per unit of it | kg per unit |
//! | economy | distance per litre | vkm/litre |
//! | NCV | net calorific value | MJ/litre, MJ/kg |
//!
//! | File | GPC | Equation |
//! |---|---|---|
//! | [`fuel_sales`] | II.1 | fuel sold in the city, and the share of it that is the city's |
//! | [`resident`] | II.1 | distance driven by residents, wherever |
//! | [`induced`] | II.1 | trips with an end in the city |
//! | [`territorial`] | II.1 | distance driven within the boundary, by anyone |
//! | [`asif`] | II | activity, share of modes, load, intensity of the vehicle, factor of the fuel |
//! | [`electric_vehicles`] | II.1.2, II.1.3 | electricity at the charger, and what is lost on its way |
//! | [`biofuel_blend`] | II.1 | a fuel with a biogenic part, whose CO2 is reported separately |
//! | [`rail`], [`rail_yard`] | II.2 | fuel and electricity by what is inside the boundary; fuel of yard locomotives |
//! | [`waterborne`] | II.3 | fuel, by what is inside the boundary and what of the rest is the city's |
//! | [`aviation`], [`aviation_fuel`] | II.4 | landings and take-offs, and cruise on the rest of the fuel; all fuel |
//! | [`off_road`], [`off_road_machinery`] | II.5 | machines by fuel; by hours, power and load |
//!
//! Source: Global Protocol for Community-Scale Greenhouse Gas Inventories, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.1 to 3.6.5.
//!
//! # Four accounts of one road
//! The four methods of the GPC for the road draw the boundary of the city in four ways. A litre sold to a resident who drives out of
//! town is in three of them. So each gives a type of its own ([`FuelSales`], [`ResidentActivity`], [`InducedActivity`],
//! [`Territorial`]) that is added only to its own type: districts and fuels of one method add up, results of two methods never do.
//!
//! ```
//! use citycarbon::methods::transport::{FuelBurnt, fuel_sales};
//! use citycarbon::quantity::{Coefficient, Fraction, Mass, Volume};
//! use citycarbon::Gas;
//! let factors = vec![(Gas::CO2, Coefficient::from_parts(Mass::kilograms(2), Volume::litres(1))?)];
//! let sold = fuel_sales::compute(&FuelBurnt::Volume(Volume::litres(100).into(), factors), Fraction::ONE)?;
//! let twice = sold.checked_add(&sold)?; // two districts
//! assert_eq!(twice.masses().of(Gas::CO2).map(|co2| co2.quantity()).transpose()?, Some(Mass::kilograms(400)));
//! # Ok::<(), citycarbon::Error>(())
//! ```
//! ```compile_fail,E0308
//! use citycarbon::methods::transport::{FuelSales, Territorial};
//! let (sold, driven): (FuelSales, Territorial) = Default::default();
//! sold.checked_add(&driven); // the same litres, counted twice
//! ```
//!
//! Each gas of each line is divided out once, half-even at 10^-12 kg, so that lines add up to their total to the last digit.

pub mod asif;
pub mod aviation;
pub mod aviation_fuel;
pub mod biofuel_blend;
pub mod electric_vehicles;
pub mod fuel_sales;
pub mod induced;
pub mod off_road;
pub mod off_road_machinery;
pub mod rail;
pub mod rail_yard;
pub mod resident;
pub mod territorial;
pub mod waterborne;

mod factors;
mod fuel;
mod gases;
mod journeys;
mod supply;
mod vehicles;

pub use fuel::FuelBurnt;
pub use gases::{GasFactor, GasMasses, emitted};
pub use journeys::{JourneyEmissions, Journeys};
pub use supply::{SuppliedElectricity, supplied};

use super::{Output, Part};
use crate::error::Result;
use crate::quantity::{Ratio, Scalar};

macro_rules! account {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<N = Ratio>(GasMasses<N>);

        impl<N: Scalar> $name<N> {
            /// The masses by gas.
            pub fn masses(&self) -> &GasMasses<N> {
                &self.0
            }

            /// With another line of the same method: a fuel, a kind of vehicle, a district.
            pub fn checked_add(&self, other: &Self) -> Result<Self> {
                self.0.checked_add(&other.0).map(Self)
            }
        }

        impl<N> Default for $name<N> {
            fn default() -> Self {
                Self(GasMasses::default())
            }
        }
    };
}

account! {
    /// Emissions of fuel sold in the city. Not to be added to a result of another method.
    FuelSales
}
account! {
    /// Emissions of the distance that residents drive. Not to be added to a result of another method.
    ResidentActivity
}
account! {
    /// Emissions of trips with an end in the city. Not to be added to a result of another method.
    InducedActivity
}
account! {
    /// Emissions of the distance driven within the boundary. Not to be added to a result of another method.
    Territorial
}

/// The outputs of the gases, distinguished by labels, and the references of their parts.
const fn gas_outputs(by: &'static [&'static str], parts: &'static [Part]) -> [Output; 4] {
    [
        Output::table("CO2", "kg", by).booked(parts),
        Output::table("CH4", "kg", by).booked(parts),
        Output::table("N2O", "kg", by).booked(parts),
        Output::table("CO2_biogenic", "kg", by).booked(parts),
    ]
}

/// An output, and those of the gases, distinguished by labels.
const fn gas_outputs_after(first: Output, by: &'static [&'static str], parts: &'static [Part]) -> [Output; 5] {
    let [co2, ch4, n2o, biogenic] = gas_outputs(by, parts);
    [first, co2, ch4, n2o, biogenic]
}
