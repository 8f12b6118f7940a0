//! Transport (GPC II): fuel sold, distance driven, trips, service, and electricity.
//!
//! ```text
//! E[g] = A · EF[g]            EF by distance = EF by volume / economy            EF by volume = NCV · EF by energy
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | fuel burnt, or distance driven | litre, kg, MJ or vkm |
//! | `EF[g]` | what a unit of it gives of gas g | kg for each |
//! | economy | distance on a litre | vkm/litre |
//! | NCV | net calorific value | MJ/litre, MJ/kg |
//!
//! | File | GPC | Equation |
//! |---|---|---|
//! | [`fuel_sales`] | II.1 | fuel sold in the city, and the share of it that is the city's |
//! | [`resident`] | II.1 | distance driven by residents, wherever |
//! | [`induced`] | II.1 | trips with an end in the city |
//! | [`territorial`] | II.1 | distance driven within the boundary, by whomever |
//! | [`asif`] | II | activity, share of modes, load, intensity of the vehicle, factor of the fuel |
//! | [`rail`] | II.2 | fuel of locomotives by hours and power; fuel and electricity by what is inside the boundary |
//! | [`water`] | II.3 | fuel, by what is inside the boundary and what of the rest is the city's |
//! | [`aviation`] | II.4 | landings and take-offs, and cruise on the rest of the fuel |
//! | [`off_road`] | II.5 | machines by hours, power and load |
//! | [`electric`] | II.1.2, II.1.3 | electricity at the charger, and what is lost on its way |
//! | [`blend`] | II.1 | a fuel with a part that grew, CO2 of which stands apart |
//!
//! Source: Global Protocol for Community-Scale Greenhouse Gas Inventories, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.1 to 3.6.5.
//!
//! # Four accounts of one road
//! The four methods of the GPC for the road draw the line of the city in four ways. A litre sold to a resident who drives out of town
//! stands in three of them. So each gives a type of its own ([`FuelSales`], [`ResidentActivity`], [`InducedActivity`],
//! [`Territorial`]) that adds to its like alone: districts and fuels of one method add up, results of two methods never do.
//!
//! ```
//! use citycarbon::methods::transport::{fuel_sales, territorial};
//! use citycarbon::quantity::{Mass, Per, Ratio, VehicleDistance, Volume};
//! use citycarbon::Gas;
//! let sold = fuel_sales::emissions(Volume::litres(100).into(), Ratio::ONE, &[(Gas::CO2, Per::new(Mass::kilograms(2), Volume::litres(1))?)])?;
//! let twice = sold.checked_add(&sold)?; // two districts
//! # assert_eq!(twice.emissions().of(citycarbon::gas::Substance::Gas(Gas::CO2)), Some(Mass::kilograms(400)));
//! # Ok::<(), citycarbon::Error>(())
//! ```
//! ```compile_fail,E0308
//! use citycarbon::methods::transport::{FuelSales, Territorial};
//! let (sold, driven) = (FuelSales::default(), Territorial::default());
//! sold.checked_add(&driven); // the same litres, counted twice
//! ```
//!
//! Each gas of each line is closed once, half-even at 10^-12 kg, so that lines add up to their total to the last digit.

pub mod asif;
pub mod aviation;
pub mod blend;
pub mod electric;
pub mod fuel_sales;
pub mod induced;
pub mod off_road;
pub mod rail;
pub mod resident;
pub mod territorial;
pub mod water;

use crate::error::{ErrorKind, Problem, Result};
use crate::gas::{Emissions, Gas, Substance};
use crate::quantity::{Amount, Mass, Per, Quantity, Ratio};

/// What a unit of an activity gives, gas by gas.
pub type Factors<Q> = [(Gas, Per<Mass, Q>)];

macro_rules! account {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name(Emissions);

        impl $name {
            /// The masses by gas.
            pub fn emissions(&self) -> &Emissions {
                &self.0
            }

            /// With another line of the same method: a fuel, a kind of vehicle, a district.
            pub fn checked_add(&self, other: &Self) -> Result<Self> {
                let mut sum = self.0.clone();
                sum.merge(&other.0)?;
                Ok(Self(sum))
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

/// The gases of an activity: `E[g] = A · EF[g]`, each closed once.
pub fn gases<Q: Quantity>(activity: Amount<Q>, factors: &Factors<Q>) -> Result<Emissions> {
    let mut found = Emissions::default();
    for (gas, factor) in factors {
        found.add(Substance::Gas(*gas), factor.of(activity)?.quantity()?)?;
    }
    Ok(found)
}

/// A factor for `B`, made one for `A`, by so much `B` for each `A`: kg/MJ through MJ/litre to kg/litre. Nothing is divided.
///
/// ```
/// use citycarbon::methods::transport::through;
/// use citycarbon::quantity::{Energy, Mass, Per, Volume};
/// // Motor gasoline, 69300 kg/TJ (IPCC 2006, vol. 2, table 3.2.1), 31.48 MJ/litre: 2.181564 kg/litre.
/// let by_energy = Per::new(Mass::kilograms(69300), Energy::terajoules(1))?;
/// let calorific: Per<Energy, Volume> = "31.48 MJ for each 1 litre".parse()?;
/// let by_volume = through(by_energy, calorific)?;
/// assert_eq!(by_volume.checked_mul(Volume::litres(1))?.evaluate()?, "2.181564 kg".parse()?);
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn through<A: Quantity, B: Quantity>(factor: Per<Mass, B>, step: Per<B, A>) -> Result<Per<Mass, A>> {
    let amount = factor.amount().base().checked_mul(step.amount().base())?;
    Per::new(Mass::from_base(amount), A::from_base(factor.per().base().checked_mul(step.per().base())?))
}

/// So much `B` for each `A` as so much `A` for each `B`: vkm/litre as litres for each vkm.
pub fn inverted<A: Quantity, B: Quantity>(step: Per<A, B>) -> Result<Per<B, A>> {
    Per::new(step.per(), step.amount())
}

/// A share of 0 to 1, or the error that names it.
fn share(name: &str, share: Ratio) -> Result<Ratio> {
    if share.is_share() {
        return Ok(share);
    }
    let reason = format!("{name}: a share outside 0 to 1");
    Err(Problem::new(ErrorKind::Number, &share.to_string(), reason, "write 0.8 for 80 %").into())
}
