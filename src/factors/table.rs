//! A table of factors or parameters as a file writes it.

use super::row::per_above_zero;
use super::{EmissionFactor, Parameter, Provenance};
use crate::error::{Error, Result};
use crate::gas::Substance;
use crate::quantity::{Exact, NumberFormat, OwnUnits, Rate};
use crate::records::{BundledRow, Delimiter, Limits, Row, Rows};

/// Columns of both kinds of table, and of each.
const REQUIRED: [&str; 8] = ["id", "subject", "value", "unit", "region", "years", "source", "locator"];
const OPTIONAL: [&str; 8] = ["per", "basis", "purpose", "series", "low", "high", "confidence", "note"];
const OF_FACTORS: [&str; 4] = ["process", "gas", "losses", "gwp"];
const OF_PARAMETERS: [&str; 1] = ["parameter"];

/// What a table holds, and the columns it has that mean nothing.
pub(super) struct FactorTable {
    pub(super) factors: Vec<EmissionFactor>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) unknown: Vec<String>,
}

/// Factors or parameters of one file; the header decides which: a column `gas`, or a column `parameter`. An error names every
/// bad row.
pub(super) fn read(
    bytes: &[u8],
    file: &str,
    own: bool,
    delimiter: Delimiter,
    number: NumberFormat,
    units: &OwnUnits,
) -> Result<FactorTable, Vec<Error>> {
    let rows = Rows::read_with(bytes, file, delimiter, Limits::default()).map_err(|error| vec![error])?;
    let kind: &[&str] = if rows.has("gas") { &OF_FACTORS } else { &OF_PARAMETERS };
    let optional: Vec<&str> = OPTIONAL.iter().chain(kind).copied().collect();
    let unknown = rows.expect(&REQUIRED, &optional).map_err(|error| vec![error])?.into_iter().map(str::to_owned).collect();
    let mut table = FactorTable { factors: Vec::new(), parameters: Vec::new(), unknown };
    let mut problems = Vec::new();
    for row in rows.iter() {
        let cells = FactorCells { row: &row, file, own, number, units: Some(units) };
        let read = if rows.has("gas") {
            cells.factor().map(|factor| table.factors.push(factor))
        } else {
            cells.parameter().map(|parameter| table.parameters.push(parameter))
        };
        problems.extend(read.err());
    }
    if problems.is_empty() { Ok(table) } else { Err(problems) }
}

impl BundledRow for EmissionFactor {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        FactorCells::shipped(row).factor()
    }
}

impl BundledRow for Parameter {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        FactorCells::shipped(row).parameter()
    }
}

/// The cells that both kinds of table share.
struct FactorCells<'a> {
    row: &'a Row<'a>,
    file: &'a str,
    own: bool,
    number: NumberFormat,
    /// The units of a city's own, in its own tables.
    units: Option<&'a OwnUnits>,
}

impl<'a> FactorCells<'a> {
    fn shipped(row: &'a Row<'a>) -> Self {
        Self { row, file: row.file(), own: false, number: NumberFormat::default(), units: None }
    }

    fn optional(&self, column: &str) -> &str {
        self.row.cell(column).unwrap_or_default()
    }

    fn parsed<T>(&self, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        parse(self.row.require(column)?).map_err(|error| error.at_cell(self.row.location(column)))
    }

    fn parsed_or_empty<T>(&self, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        parse(self.optional(column)).map_err(|error| error.at_cell(self.row.location(column)))
    }

    fn number(&self, column: &str) -> Result<Option<Exact>> {
        let parse = |cell: &str| match cell {
            "" => Ok(None),
            cell => self.number.parse(cell).map(Some).map_err(Error::from),
        };
        self.parsed_or_empty(column, parse)
    }

    fn rate(&self) -> Result<Rate> {
        self.row.require("value")?;
        let value = self.number("value")?.unwrap_or(Exact::ZERO);
        let per = self.number("per")?.unwrap_or(Exact::ONE);
        per_above_zero(per).map_err(|invalid| invalid.at_row(self.row))?;
        self.parsed("unit", |units| match self.units {
            Some(own) => own.rate(value, per, units),
            None => Rate::parse(value, per, units),
        })
    }

    fn provenance(&self) -> Result<Provenance> {
        Ok(Provenance {
            file: self.file.to_owned(),
            line: self.row.line(),
            source: self.row.require("source")?.to_owned(),
            locator: self.row.require("locator")?.to_owned(),
            confidence: self.parsed_or_empty("confidence", str::parse)?,
            note: self.optional("note").to_owned(),
            own: self.own,
        })
    }

    fn factor(&self) -> Result<EmissionFactor> {
        let substance = match self.row.require("gas")? {
            "CO2e" => Substance::Stated(self.parsed("gwp", str::parse)?),
            _ => Substance::Gas(self.parsed("gas", str::parse)?),
        };
        let factor = EmissionFactor {
            rate: self.rate()?,
            process: self.row.require("process")?.to_owned(),
            losses: self.parsed_or_empty("losses", |cell| if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) })?,
            low: self.number("low")?,
            high: self.number("high")?,
            id: self.row.require("id")?.to_owned(),
            subject: self.row.require("subject")?.to_owned(),
            substance,
            basis: self.parsed_or_empty("basis", |cell| if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) })?,
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            provenance: self.provenance()?,
        };
        factor.invalid().map_err(|invalid| invalid.at_row(self.row))?;
        Ok(factor)
    }

    fn parameter(&self) -> Result<Parameter> {
        let parameter = Parameter {
            name: self.row.require("parameter")?.to_owned(),
            rate: self.rate()?,
            low: self.number("low")?,
            high: self.number("high")?,
            id: self.row.require("id")?.to_owned(),
            subject: self.row.require("subject")?.to_owned(),
            basis: self.parsed_or_empty("basis", |cell| if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) })?,
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            provenance: self.provenance()?,
        };
        parameter.invalid().map_err(|invalid| invalid.at_row(self.row))?;
        Ok(parameter)
    }
}
