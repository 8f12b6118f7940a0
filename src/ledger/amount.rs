//! The amount of a row.

use crate::error::Problem;
use crate::quantity::{Exact, NumberFormat};

/// A number as a cell holds it: the common short form, or any other, which is rare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowAmount {
    /// At most 18 digits: the integer and the number of digits after the dot.
    Short(i64, u32),
    /// Any other.
    Long(Exact),
}

impl RowAmount {
    /// The number a cell holds.
    pub(crate) fn parse(cell: &str, format: NumberFormat) -> Result<Self, Problem> {
        match short(cell.as_bytes()).filter(|(_, scale)| *scale == 0 || format.is_pointed()) {
            Some((mantissa, scale)) => Ok(Self::Short(mantissa, scale)),
            None => format.parse(cell).map(Self::Long),
        }
    }

    /// Whether it is below zero.
    pub(crate) fn is_negative(self) -> bool {
        match self {
            Self::Short(mantissa, _) => mantissa < 0,
            Self::Long(number) => number.is_negative(),
        }
    }

    /// The number.
    pub(crate) fn exact(self) -> crate::Result<Exact> {
        match self {
            Self::Short(mantissa, scale) => Exact::new(i128::from(mantissa), scale),
            Self::Long(number) => Ok(number),
        }
    }
}

/// Up to 18 digits with at most one dot between them, a leading minus; none for anything else, right or wrong.
pub(super) fn short(cell: &[u8]) -> Option<(i64, u32)> {
    let (negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    // 18 digits and a dot fit an i64, so nothing below can wrap.
    if digits.len() > 19 || !digits.first()?.is_ascii_digit() || !digits.last()?.is_ascii_digit() {
        return None;
    }
    let mut mantissa = 0_i64;
    let mut dot = None;
    let mut left = digits.len();
    for byte in digits {
        left = left.wrapping_sub(1);
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            mantissa = mantissa.wrapping_mul(10).wrapping_add(i64::from(digit));
        } else if *byte == b'.' && dot.is_none() {
            dot = Some(left);
        } else {
            return None;
        }
    }
    if dot.is_none() && digits.len() > 18 {
        return None;
    }
    Some((if negative { mantissa.wrapping_neg() } else { mantissa }, u32::try_from(dot.unwrap_or(0)).ok()?))
}

#[cfg(test)]
mod tests {
    use super::{RowAmount, short};
    use crate::quantity::NumberFormat;
    #[test]
    fn the_short_form_agrees_with_the_policy() {
        let cells =
            ["0", "12.5", "-0.001", "999999999999999999", "1000000000000000000", "99999999999999999.9", "0.000000000000000001"];
        for cell in cells {
            let whole = NumberFormat::default().parse(cell).unwrap();
            assert_eq!(RowAmount::parse(cell, NumberFormat::default()).unwrap().exact().unwrap(), whole, "{cell}");
        }
        for cell in ["", "-", ".5", "5.", "1.2.3", "+1", "1e3", " 1", "1 ", "1_0", "--1", "1,5"] {
            assert_eq!(short(cell.as_bytes()), None, "{cell}");
            assert!(RowAmount::parse(cell, NumberFormat::default()).is_err(), "{cell}");
        }
    }
}
