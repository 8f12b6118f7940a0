//! Rows of small tables into the inventory: each counted, with errors of the inventory at their cell.

use super::CityInput;
use crate::assess::Assessor;
use crate::error::{Error, ErrorKind, Location, Message, Result, did_you_mean};
use crate::inventory::{Inventory, RowCounts, at_leaf};
use crate::ledger::Leaf;
use crate::records::Placed;
use crate::taxonomy::Year;
use std::collections::BTreeSet;

/// Records everything of a city that has a row of its own. Returns the rows that the inventory rejects, each at its cell.
pub(super) fn record(input: &CityInput, assessor: &Assessor, inventory: &mut Inventory) -> Vec<Error> {
    let mut rows = TableRows { inventory, refused: Vec::new() };
    let known = |place: &str, at: Option<&Location>| unknown_place(input, place).map_err(|error| at_column(error, at, "place"));
    for activity in &input.activities {
        rows.take((activity.year, None), unknown_place(input, &activity.place), |inventory| inventory.record(assessor, activity));
        // What is refused names the activity: it has no file to be found in.
        if let Some(error) = rows.refused.last_mut().filter(|error| error.at().is_none()) {
            *error = at_leaf(error.clone(), &Leaf::from(activity));
        }
    }
    for Placed { value: reported, at } in &input.reported {
        rows.take((reported.year, at.as_ref()), known(&reported.place, at.as_ref()), |inventory| {
            inventory.add_direct(reported.clone()).map_err(|error| {
                let column = match error.kind() {
                    ErrorKind::Dimension | ErrorKind::Unit => "unit",
                    ErrorKind::Double if !reported.source.is_empty() => "source",
                    ErrorKind::Double => "ref",
                    ErrorKind::Period => "year",
                    _ => "amount",
                };
                at_column(error, at.as_ref(), column)
            })
        });
    }
    for Placed { value: key, at } in &input.keys {
        rows.take((key.year, at.as_ref()), known(&key.place, at.as_ref()), |inventory| {
            inventory.add_key(key.year, key.category, &key.place, key.entry.clone()).map_err(|error| {
                // Anything but the year is about the cell that names the key or its target.
                let of_key = at.as_ref().and_then(Location::column_name).unwrap_or("key");
                let column = if error.kind() == ErrorKind::Period { "year" } else { of_key };
                at_column(error, at.as_ref(), column)
            })
        });
    }
    let mut seen = BTreeSet::new();
    for Placed { value: contract, at } in &input.contracts {
        let refused = |error: Error| at_column(error, at.as_ref(), "id");
        let first = seen.insert((contract.year, contract.id.as_str()));
        let unique = if first { Ok(()) } else { Err(Message::DuplicateId { value: (&contract.id).into() }.into()) };
        let of_year = (contract.year, at.as_ref());
        rows.take(of_year, unique.map_err(refused), |inventory| inventory.add_contract(contract.clone()).map_err(refused));
    }
    for Placed { value: check, at } in &input.cross_checks {
        rows.take((check.year, at.as_ref()), Ok(()), |inventory| {
            inventory.add_cross_check(check.clone());
            Ok(())
        });
    }
    rows.refused
}

/// The order in which tables are listed.
pub(super) fn rank(at: Option<&Location>) -> (usize, Option<Location>) {
    let tables = ["direct.csv", "contracts.csv", "cross_checks.csv"];
    let table = tables.iter().position(|table| at.is_some_and(|at| at.file_name() == *table));
    (table.unwrap_or(tables.len()), at.map(row))
}

/// A row, whatever the column: of one row, the first problem found is the first that is listed.
fn row(at: &Location) -> Location {
    Location::file(at.file_name()).with_line(at.line_number().unwrap_or_default())
}

/// The inventory, and the rows it rejected.
struct TableRows<'a> {
    inventory: &'a mut Inventory,
    refused: Vec<Error>,
}

impl TableRows<'_> {
    /// Takes one row that was checked: counted as accepted, as accepted of another year, or as rejected.
    fn take(
        &mut self,
        (year, at): (Year, Option<&Location>),
        checked: Result<()>,
        record: impl FnOnce(&mut Inventory) -> Result<()>,
    ) {
        let mut counts = RowCounts::default();
        let of_kind = self.inventory.settings().check_kind(year).map_err(|error| at_column(error, at, "year"));
        let checked = of_kind.and(checked);
        let outside = !self.inventory.settings().years.contains(&year);
        match checked.and_then(|()| if outside { Ok(()) } else { record(self.inventory) }) {
            Ok(()) => {
                counts.accepted = 1;
                counts.outside.extend(outside.then_some((year, 1)));
            }
            Err(error) => {
                counts.rejected = 1;
                self.refused.push(error);
            }
        }
        self.inventory.add_counts(&counts);
    }
}

/// Refuses a place that the city does not list, where it lists any.
pub(super) fn unknown_place(input: &CityInput, place: &str) -> Result<()> {
    let Some(places) = input.places.as_ref().filter(|places| !place.is_empty() && !places.contains_key(place)) else {
        return Ok(());
    };
    let nearest = did_you_mean(place, places.keys().map(String::as_str)).map(Into::into);
    Err(Message::UnknownPlace { value: place.into(), nearest }.into())
}

/// An error of a row at one of its columns; as it is where the row was not read from a file.
fn at_column(error: Error, row: Option<&Location>, column: &str) -> Error {
    match (error, row) {
        (error @ (Error::Cell { .. } | Error::File { .. }), _) | (error, None) => error,
        (error, Some(row)) => Error::Cell { at: row.clone().with_column(column), problem: error.into_problem() },
    }
}
