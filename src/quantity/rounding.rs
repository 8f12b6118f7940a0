//! The one place where a figure may lose digits.

use ethnum::I256;
use serde::{Deserialize, Serialize};

/// How a figure is rounded when it leaves the exact inventory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearest; halves to the even digit. The inventory's own.
    #[default]
    HalfEven,
    /// To the nearest; halves away from zero.
    HalfUp,
    /// Towards zero.
    Down,
}

impl Rounding {
    /// Whether `kept + rest/whole` goes one step further from zero. Signs of `kept` and `rest` agree; `whole` is positive.
    pub(super) fn away(self, kept: I256, rest: I256, whole: I256) -> bool {
        let rest = rest.unsigned_abs();
        let against = whole.unsigned_abs().wrapping_sub(rest);
        match self {
            Self::Down => false,
            Self::HalfUp => rest >= against,
            Self::HalfEven => rest > against || (rest == against && kept & I256::ONE == I256::ONE),
        }
    }
}
