//! Exact amounts with a dimension.
//!
//! In: numbers with a unit, as people write them. Out: quantities of one dimension each, that add, multiply and divide exactly,
//! or return an error that names the step.
//!
//! | Type | Measures | Base unit |
//! |---|---|---|
//! | [`Mass`] | mass | kg |
//! | [`Energy`] | heat or work | MJ |
//! | [`Volume`] | volume at the conditions of use | litre |
//! | [`NormalVolume`] | gas at 0 degrees C, 101.325 kPa | Nm3 |
//! | [`GasVolume`] | gas as it is metered | m3 gas |
//! | [`Area`] | land, floor | m2 |
//! | [`Distance`] | distance | km |
//! | [`VehicleDistance`] | vehicles times their distance | vkm |
//! | [`PassengerDistance`] | passengers times their distance | pkm |
//! | [`FreightDistance`] | tonnes times their distance | tkm |
//! | [`Heads`] | animals, people | head |
//! | [`HeadDays`] | people times days | head-day |
//! | [`Power`] | capacity | kW |
//! | [`Money`] | amount, currency, price year | as written |
//!
//! Mass, volume and energy change into one another only through a density or a calorific value that has a source.
//! A quantity holds [`Exact`]; a factor is a [`Coefficient`] of two quantities, or a [`Rate`] where its units are data. What may not end
//! as a decimal is a [`Ratio`] until it is closed, once. A share is a [`Fraction`]: from 0 to 1, checked once, when it is made.
//! Definitions of the units: SI Brochure (9th edition), the international yard and pound agreement of 1959, the International
//! Table calorie and Btu, the Thai Weights and Measures Act of 1923; each row of the table names its own.

mod amount;
mod bounded;
#[cfg(feature = "decimal")]
mod decimal;
mod energy_basis;
mod exact;
mod exp;
mod fraction;
mod kinds;
mod median;
mod money;
mod multiple;
mod number;
mod own_units;
mod rate;
mod ratio;
mod root;
mod rounding;
#[cfg(feature = "sampling")]
mod sampled;
mod scalar;
mod total;
mod unit;
mod width;

pub use amount::{Amount, Coefficient};
pub use bounded::BoundedNumber;
pub use energy_basis::EnergyBasis;
pub use exact::Exact;
pub(crate) use exact::ROOM;
pub use exp::{exp_of_minus, power};
pub use fraction::Fraction;
pub use kinds::{
    Area, Distance, Energy, FreightDistance, GasVolume, HeadDays, Heads, Mass, NormalVolume, PassengerDistance, Power,
    VehicleDistance, Volume,
};
pub(crate) use median::{Far, far_from_median, is_above, times_if_far};
pub use money::Money;
pub use number::{DecimalMark, NumberFormat, ThousandsMark};
pub use own_units::{OwnUnit, OwnUnits};
pub use rate::Rate;
pub use ratio::{CLOSING_PLACES, Closed, Ratio};
pub use root::ROOT_PLACES;
pub(crate) use root::{crossing, rational_power};
pub use rounding::Rounding;
pub use scalar::Scalar;
pub(crate) use scalar::part;

pub(crate) use total::Total;
pub use unit::{Dimension, Reading, Unit};
pub(crate) use width::half_width;

use core::fmt::{Debug, Display};
use core::str::FromStr;

mod sealed {
    pub trait SealedBounded {}
    pub trait SealedQuantity {}
}

/// An amount of one dimension, held exactly in its base unit. The kinds of this module are all there are.
///
/// ```compile_fail,E0277
/// # use citycarbon::quantity::{Dimension, Exact, Quantity};
/// #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
/// struct Weight(Exact);
/// # impl std::fmt::Display for Weight { fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { Ok(()) } }
/// # impl std::str::FromStr for Weight { type Err = citycarbon::Error; fn from_str(_: &str) -> citycarbon::Result<Self> { Ok(Self(Exact::ZERO)) } }
/// impl Quantity for Weight {
///     const DIMENSION: Dimension = Dimension::Mass;
///     fn from_base(number: Exact) -> Self { Self(number) }
///     fn base(self) -> Exact { self.0 }
/// }
/// ```
pub trait Quantity: sealed::SealedQuantity + Copy + Debug + Display + Ord + FromStr<Err = crate::error::Error> {
    /// What it measures.
    const DIMENSION: Dimension;

    /// So many base units.
    fn from_base(number: Exact) -> Self;

    /// How many base units.
    fn base(self) -> Exact;
}
