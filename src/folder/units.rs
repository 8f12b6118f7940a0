//! `units.csv`: the units of a city's own.

use super::direct::number;
use crate::error::{Error, Location};
use crate::ledger::InputPolicy;
use crate::quantity::{OwnUnit, OwnUnits};
use crate::records::{Row, Rows};

/// Columns of `units.csv`.
pub(super) const UNITS: (&[&str], &[&str]) = (&["unit", "equals", "of", "source"], &[]);

/// The units of `units.csv`, or every bad row.
pub(super) fn units(rows: &Rows, input: &InputPolicy) -> Result<OwnUnits, Vec<Error>> {
    let (mut stated, mut lines, mut bad) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows.iter() {
        match of_row(&row, input) {
            Ok(unit) => {
                stated.push(unit);
                lines.push(row.location("unit"));
            }
            Err(error) => bad.push(error),
        }
    }
    // A unit may be so many of one whose row is bad, so that its own error would be one too many.
    if !bad.is_empty() {
        return Err(bad);
    }
    OwnUnits::checked(stated).map_err(|wrong| {
        let placed = |(at, column, problem)| {
            let at: &Location = lines.get(at)?;
            Some(Error::Cell { at: at.clone().with_column(column), problem })
        };
        wrong.into_iter().filter_map(placed).collect()
    })
}

fn of_row(row: &Row<'_>, input: &InputPolicy) -> crate::error::Result<OwnUnit> {
    let [unit, of, source] = ["unit", "of", "source"].map(|column| row.require(column));
    let (unit, of, source) = (unit?, of?, source?);
    row.require("equals")?;
    Ok(OwnUnit::new(unit, number(row, "equals", input)?, of, source))
}
