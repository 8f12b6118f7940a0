//! A city's own tables over the shipped ones; small tables with their unknown columns named.

use super::direct::{self, PLACES};
use super::{CityFile, files};
use crate::error::{Error, Message, Problem, Result, did_you_mean, shown};
use crate::factors::Registry;
use crate::ledger::InputPolicy;
use crate::notice::Notice;
use crate::records::Rows;
use crate::taxonomy::{Catalogue, Region};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The shipped factors and parameters with the city's own over them.
pub(super) fn tables(
    folder: &Path,
    file: &CityFile,
    shipped: &Registry,
    notices: &mut Vec<Notice>,
) -> Result<Registry, Vec<Error>> {
    if shipped.is_open_data() {
        notices.push(Notice::OpenDataOnly);
    }
    let mut tables: Vec<(&str, Vec<u8>)> = Vec::new();
    for name in ["factors.csv", "parameters.csv"] {
        if let Some(table) = files::bytes(folder, name).map_err(|error| vec![error])? {
            notices.push(Notice::OwnTable { file: name.to_owned() });
            tables.push((name, table));
        }
    }
    let tables = tables.iter().map(|(name, table)| (*name, table.as_slice()));
    let (registry, unknown) = shipped.with_own(tables, file.input.delimiter, file.input.number)?;
    notices.extend(unknown.iter().map(|(name, column)| not_read(name, column)));
    Ok(registry)
}

/// The shipped activity codes with the city's own over them.
pub(super) fn codes(folder: &Path, file: &CityFile, notices: &mut Vec<Notice>) -> Result<Catalogue, Vec<Error>> {
    let name = "activities.csv";
    let Some(table) = files::bytes(folder, name).map_err(|error| vec![error])? else { return Ok(Catalogue::bundled().clone()) };
    let (own, unknown) = Catalogue::read_with(table.as_slice(), name, file.input.delimiter)?;
    notices.extend(unknown.iter().map(|column| not_read(name, column)));
    let (both, replaced) = Catalogue::bundled().overlaid(&own);
    if !replaced.is_empty() {
        notices.push(Notice::CodesReplaced { file: name.to_owned(), codes: replaced });
    }
    Ok(both)
}

/// The places of the city, where it lists them.
pub(super) fn places(
    folder: &Path,
    file: &CityFile,
    notices: &mut Vec<Notice>,
) -> Result<Option<BTreeMap<String, Region>>, Vec<Error>> {
    let rows = table(folder, "places.csv", PLACES, &file.input, notices).map_err(|error| vec![error])?;
    rows.map(|rows| direct::places(&rows, &file.settings.region)).transpose()
}

/// A small table; notices name the columns that mean nothing in it.
pub(super) fn table(
    folder: &Path,
    name: &str,
    (required, optional): (&[&str], &[&str]),
    input: &InputPolicy,
    notices: &mut Vec<Notice>,
) -> Result<Option<Rows>> {
    let Some(table) = files::bytes(folder, name)? else { return Ok(None) };
    let rows = Rows::read_with(table.as_slice(), name, input.delimiter, input.limits)?;
    notices.extend(rows.expect(required, optional)?.into_iter().map(|column| not_read(name, column)));
    Ok(Some(rows))
}

/// What is wrong with a place that the city does not list; nothing where it lists none at all.
pub(super) fn unknown_place(place: &str, places: Option<&BTreeSet<String>>) -> Option<Problem> {
    let places = places.filter(|places| !places.contains(place))?;
    let nearest = did_you_mean(place, places.iter().map(String::as_str)).map(Into::into);
    Some(Message::UnknownPlace { value: place.into(), nearest }.into())
}

fn not_read(file: &str, column: &str) -> Notice {
    Notice::Column { file: file.to_owned(), column: shown(column) }
}
