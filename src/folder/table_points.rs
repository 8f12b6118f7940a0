//! Points of a small table that may be marks of thousands, as those of a ledger.

use crate::ledger::{InputPolicy, Points};
use crate::records::Rows;

/// Amounts of a table whose point may be one of thousands.
pub(super) fn open_points(rows: &Rows, input: &InputPolicy) -> Option<(u64, u64)> {
    let mut points = Points::of(input.number);
    for row in rows.iter() {
        points.see(input.number.ascii_digits(row.cell("amount").unwrap_or_default()).as_bytes(), row.line());
    }
    points.asked()
}
