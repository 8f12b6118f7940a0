//! Transport by name.

mod amounts;
mod modes;
mod road;

use super::{Input, Inputs, Labelled, Output, Results, Worksheet, just_one, none_of, one_of};

pub(crate) use modes::SHEETS as MODES;
pub(crate) use road::SHEETS as ROAD;

/// The gases, told apart by labels.
macro_rules! gases_by {
    ($($label:literal),+ $(; $($first:expr),+)?) => {
        &[
            $($($first,)+)?
            Output::table("CO2", "kg", &[$($label),+]),
            Output::table("CH4", "kg", &[$($label),+]),
            Output::table("N2O", "kg", &[$($label),+]),
            Output::table("CO2_biogenic", "kg", &[$($label),+]),
        ]
    };
}
use gases_by;
