//! Points of a small table that may be marks of thousands, as those of a ledger.

use crate::ledger::{InputPolicy, Points};
use crate::records::{Delimiter, Rows};

/// Amounts of a table whose point may be one of thousands.
pub(super) fn open_points(rows: &Rows, input: &InputPolicy) -> Option<(u64, u64)> {
    if input.number.decimal.is_some() || input.delimiter != Delimiter::Semicolon {
        return None;
    }
    let mut points = Points::default();
    for row in rows.iter() {
        points.see(row.cell("amount").unwrap_or_default(), row.line());
    }
    points.asked()
}
