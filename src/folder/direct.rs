//! `direct.csv`, `contracts.csv`, `places.csv`: what a city states by row.

use super::City;
use crate::error::{Error, Kind, Problem, Result};
use crate::factors::Rate;
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Contract, Direct, Keyed};
use crate::quantity::{Exact, NumberFormat, Reading};
use crate::records::{Row, Rows};
use crate::taxonomy::{Category, KeyCell, Region, Year};
use std::collections::BTreeMap;

/// One row of `direct.csv`.
pub(super) enum Stated {
    /// A mass of a gas.
    Amount(Direct),
    /// A notation key for a year, reference and place, and what was not clean about its cell.
    Key(Year, Category, String, Keyed, Vec<String>),
}

impl Stated {
    /// The year and place that the row speaks of.
    pub(super) fn when_and_where(&self) -> (Year, &str) {
        match self {
            Self::Amount(direct) => (direct.year, &direct.place),
            Self::Key(year, _, place, ..) => (*year, place),
        }
    }
}

/// Columns of `direct.csv`.
pub(super) const DIRECT: (&[&str], &[&str]) = (
    &["ref", "year"],
    &["place", "gas", "amount", "unit", "gwp", "key", "included_in", "reason", "quality", "factor_quality", "source"],
);

/// Columns of `contracts.csv`.
pub(super) const CONTRACTS: (&[&str], &[&str]) =
    (&["id", "year", "factor", "factor_unit", "source"], &["ref", "amount", "unit", "kind"]);

/// Columns of `places.csv`.
pub(super) const PLACES: (&[&str], &[&str]) = (&["place"], &["region", "label_en", "label_th", "population"]);

/// A cell turned into a value, its complaint placed.
fn parsed<T>(row: &Row<'_>, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    parse(row.require(column)?).map_err(|error| error.at_row(row.locus(column)))
}

fn optional<T>(row: &Row<'_>, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    match row.cell(column) {
        None | Some("") => Ok(None),
        Some(_) => parsed(row, column, parse).map(Some),
    }
}

fn number(row: &Row<'_>, column: &str, format: NumberFormat) -> Result<Exact> {
    parsed(row, column, |cell| format.parse(cell).map_err(Error::from))
}

/// A row of `direct.csv`: an amount or a key, never both, never neither.
pub(super) fn stated(row: &Row<'_>, file: &str, gwp: GwpSet, format: NumberFormat) -> Result<Stated> {
    let category: Category = parsed(row, "ref", str::parse)?;
    let year: Year = parsed(row, "year", str::parse)?;
    let text = |column: &str| row.cell(column).unwrap_or_default().to_owned();
    let conflict = |column: &str, reason: &str, mend: &str| {
        let problem = Problem::new(Kind::Conflict, row.cell(column).unwrap_or_default(), reason, mend);
        Error::Row { at: row.locus(column), problem }
    };
    if !text("key").is_empty() {
        if let Some(column) = ["amount", "gas", "unit"].into_iter().find(|column| !text(column).is_empty()) {
            return Err(conflict(column, "a key and an amount in one row", "leave one of them empty"));
        }
        let cell = parsed(row, "key", KeyCell::parse)?;
        let named: Option<Category> = optional(row, "included_in", str::parse)?;
        let clean = cell.notices().is_empty();
        let included_in = named.or(cell.target());
        let keyed = Keyed { key: cell.key(), included_in, reason: text("reason"), clean };
        return Ok(Stated::Key(year, category, text("place"), keyed, cell.notices().to_vec()));
    }
    if text("amount").is_empty() {
        let problem = Problem::bare(Kind::Empty, "neither an amount nor a key", "give one; for what is not known write NE");
        return Err(Error::Row { at: row.locus("amount"), problem });
    }
    if !text("included_in").is_empty() {
        return Err(conflict("included_in", "only a row with the key IE names where", "leave it empty"));
    }
    let set = optional(row, "gwp", str::parse)?.unwrap_or(gwp);
    let substance = match row.require("gas")? {
        "CO2e" => Substance::Stated(set),
        _ => Substance::Gas(parsed(row, "gas", str::parse)?),
    };
    let amount = Reading::new(number(row, "amount", format)?, parsed(row, "unit", str::parse)?);
    let mut direct = Direct::new(category, year, substance, amount, &text("source"));
    direct.place = text("place");
    direct.activity_quality = optional(row, "quality", str::parse)?;
    direct.factor_quality = optional(row, "factor_quality", str::parse)?;
    file.clone_into(&mut direct.file);
    direct.line = Some(row.line());
    Ok(Stated::Amount(direct))
}

/// A row of `contracts.csv`: electricity under a contract, or the residual mix (`kind` = `residual`).
pub(super) fn contract(row: &Row<'_>, format: NumberFormat) -> Result<Contract> {
    let (id, source) = (row.require("id")?, row.require("source")?);
    let year = parsed(row, "year", str::parse)?;
    let value = number(row, "factor", format)?;
    let factor = parsed(row, "factor_unit", |unit| Rate::parse(value, Exact::ONE, unit))?;
    let contract = match row.cell("kind") {
        Some("residual") => Contract::residual(id, year, factor, source),
        Some("" | "contract" | "certificate") | None => {
            let category = parsed(row, "ref", str::parse)?;
            let energy = Reading::new(number(row, "amount", format)?, parsed(row, "unit", str::parse)?);
            Contract::new(id, year, category, energy, factor, source)
        }
        Some(other) => {
            Err(Problem::new(Kind::Setting, other, "not a kind of contract", "write contract, certificate or residual").into())
        }
    };
    contract.map_err(|error| error.at_row(row.locus("id")))
}

/// The places of `places.csv`, with the region of each.
pub(super) fn places(rows: &Rows, city: &City) -> Result<BTreeMap<String, Region>> {
    let mut places = BTreeMap::new();
    for row in rows.iter() {
        let place = row.require("place")?.to_owned();
        let region = optional(&row, "region", str::parse)?.unwrap_or_else(|| city.file.settings.region.clone());
        if places.insert(place.clone(), region).is_some() {
            let problem = Problem::new(Kind::Double, &place, "the place stands twice", "name it once");
            return Err(Error::Row { at: row.locus("place"), problem });
        }
    }
    Ok(places)
}
