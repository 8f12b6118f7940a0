//! The quantities: one type for each dimension.

use super::{Amount, BoundedNumber, Dimension, Exact, Quantity, Reading, Unit};
use crate::error::{Error, Result};
use core::fmt;
use core::str::FromStr;

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident of $dimension:ident in $base:literal { $($constructor:ident = $symbol:literal $text:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Exact);

        impl $name {
            /// None at all.
            pub const ZERO: Self = Self(Exact::ZERO);

            $(
                #[doc = concat!("So many ", $text, ".")]
                pub fn $constructor(number: impl BoundedNumber) -> Self {
                    let multiplier = $symbol.parse::<Unit>().map_or(Exact::ONE, Unit::multiplier);
                    // 128 bits times a multiplier of the table stays far under 255 bits.
                    Self(number.into().checked_mul(multiplier).unwrap_or(Exact::ZERO))
                }
            )*

            /// The sum.
            pub fn checked_add(self, other: Self) -> Result<Self> {
                self.0.checked_add(other.0).map(Self)
            }

            /// What is left, or none where it would fall below zero.
            pub fn checked_sub(self, other: Self) -> Result<Option<Self>> {
                let left = self.0.checked_sub(other.0)?;
                Ok((!left.is_negative()).then_some(Self(left)))
            }

            /// So many times as much.
            pub fn checked_mul(self, number: impl Into<Exact>) -> Result<Self> {
                self.0.checked_mul(number.into()).map(Self)
            }

            /// The sum of shares, on a common denominator, divided once, last.
            pub fn sum(shares: impl IntoIterator<Item = Amount<Self>>) -> Result<Self> {
                Amount::sum(shares)?.quantity()
            }
        }

        impl super::sealed::SealedQuantity for $name {}

        impl Quantity for $name {
            const DIMENSION: Dimension = Dimension::$dimension;

            fn from_base(number: Exact) -> Self {
                Self(number)
            }

            fn base(self) -> Exact {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                padded!(f, "{} {}", self.0, $base)
            }
        }

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self> {
                text.parse::<Reading>()?.to()
            }
        }

        as_text!($name);
    };
}

quantity! {
    /// How heavy: kilograms inside.
    Mass of Mass in "kg" { kilograms = "kg" "kilograms"; grams = "g" "grams"; tonnes = "t" "tonnes"; gigagrams = "Gg" "gigagrams"; }
}
quantity! {
    /// Heat or work: megajoules inside.
    Energy of Energy in "MJ" {
        megajoules = "MJ" "megajoules"; terajoules = "TJ" "terajoules"; kilowatt_hours = "kWh" "kilowatt-hours";
        megawatt_hours = "MWh" "megawatt-hours";
    }
}
quantity! {
    /// Volume at the conditions of use: litres inside.
    Volume of Volume in "litre" { litres = "litre" "litres"; cubic_metres = "m3" "cubic metres"; }
}
quantity! {
    /// Gas at 0 degrees C and 101.325 kPa: normal cubic metres inside.
    NormalVolume of NormalVolume in "Nm3" { normal_cubic_metres = "Nm3" "normal cubic metres"; }
}
quantity! {
    /// Gas at the pressure and temperature of its meter: cubic metres inside.
    GasVolume of GasVolume in "m3 gas" { metered_cubic_metres = "m3 gas" "cubic metres of gas"; }
}
quantity! {
    /// Land or floor: square metres inside.
    Area of Area in "m2" { square_metres = "m2" "square metres"; hectares = "ha" "hectares"; rai = "rai" "Thai rai of 1,600 m2"; }
}
quantity! {
    /// A way: kilometres inside.
    Distance of Distance in "km" { kilometres = "km" "kilometres"; }
}
quantity! {
    /// Vehicles times the way they went.
    VehicleDistance of VehicleDistance in "vkm" { vehicle_kilometres = "vkm" "vehicle-kilometres"; }
}
quantity! {
    /// Passengers carried times the way they were carried.
    PassengerDistance of PassengerDistance in "pkm" { passenger_kilometres = "pkm" "passenger-kilometres"; }
}
quantity! {
    /// Tonnes carried times the way they were carried.
    FreightDistance of FreightDistance in "tkm" { tonne_kilometres = "tkm" "tonne-kilometres"; }
}
quantity! {
    /// Animals or people counted.
    Heads of Heads in "head" { count = "head" "heads"; }
}
quantity! {
    /// People counted, times days: what they eat or throw away is so much for each of them and day.
    HeadDays of HeadTime in "head-day" { person_days = "head-day" "people for a day each"; }
}
quantity! {
    /// Capacity: kilowatts inside.
    Power of Power in "kW" { kilowatts = "kW" "kilowatts"; megawatts = "MW" "megawatts"; }
}
