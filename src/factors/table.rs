//! A table of factors or parameters as a file writes it.

use super::{Confidence, EmissionFactor, Parameter, Provenance, Rate};
use crate::error::{Error, Kind, Problem, Result};
use crate::gas::Substance;
use crate::quantity::{Dimension, Exact, NumberFormat};
use crate::records::{Row, Rows};

/// Factors and parameters of one file; the header decides which: a column `gas`, or a column `parameter`.
pub(super) fn read(bytes: &[u8], file: &str, own: bool) -> Result<(Vec<EmissionFactor>, Vec<Parameter>)> {
    let rows = Rows::read(bytes, file)?;
    let (mut factors, mut parameters) = (Vec::new(), Vec::new());
    for row in rows.iter() {
        let cells = Cells { row: &row, file, own };
        if row.cell("gas").is_some() {
            factors.push(cells.factor()?);
        } else {
            parameters.push(cells.parameter()?);
        }
    }
    Ok((factors, parameters))
}

/// The cells that both kinds of table share.
struct Cells<'a> {
    row: &'a Row<'a>,
    file: &'a str,
    own: bool,
}

impl Cells<'_> {
    fn optional(&self, column: &str) -> &str {
        self.row.cell(column).unwrap_or_default()
    }

    fn parsed<T>(&self, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        parse(self.row.require(column)?).map_err(|error| error.at_row(self.row.locus(column)))
    }

    fn parsed_or_empty<T>(&self, column: &str, parse: impl FnOnce(&str) -> Result<T>) -> Result<T> {
        parse(self.optional(column)).map_err(|error| error.at_row(self.row.locus(column)))
    }

    fn number(&self, column: &str) -> Result<Option<Exact>> {
        let parse = |cell: &str| match cell {
            "" => Ok(None),
            cell => NumberFormat::default().parse(cell).map(Some).map_err(Error::from),
        };
        self.parsed_or_empty(column, parse)
    }

    fn rate(&self) -> Result<Rate> {
        self.row.require("value")?;
        let value = self.number("value")?.unwrap_or(Exact::ZERO);
        let per = self.number("per")?.unwrap_or(Exact::ONE);
        self.parsed("unit", |units| Rate::parse(value, per, units))
    }

    fn provenance(&self) -> Result<Provenance> {
        let shipped = |confidence: Confidence| {
            if confidence == Confidence::Own && !self.own {
                return Err(Problem::new(Kind::Factor, "", "a shipped row without confidence", "write seen or secondary").into());
            }
            Ok(confidence)
        };
        Ok(Provenance {
            file: self.file.to_owned(),
            line: self.row.line(),
            source: self.row.require("source")?.to_owned(),
            locator: self.row.require("locator")?.to_owned(),
            confidence: self.parsed_or_empty("confidence", |cell| cell.parse().and_then(shipped))?,
            note: self.optional("note").to_owned(),
            own: self.own,
        })
    }

    fn factor(&self) -> Result<EmissionFactor> {
        let substance = match self.row.require("gas")? {
            "CO2e" => Substance::Stated(self.parsed("gwp", str::parse)?),
            _ => Substance::Gas(self.parsed("gas", str::parse)?),
        };
        let rate = self.rate()?;
        if rate.unit.dimension() != Dimension::Mass && rate.unit.dimension() != Dimension::Volume {
            let problem =
                Problem::new(Kind::Dimension, rate.unit.symbol(), "a factor gives a mass or a volume of gas", "write kg/...");
            return Err(Error::Row { at: self.row.locus("unit"), problem });
        }
        Ok(EmissionFactor {
            id: self.row.require("id")?.to_owned(),
            process: self.row.require("process")?.to_owned(),
            subject: self.row.require("subject")?.to_owned(),
            substance,
            rate,
            basis: self.optional("basis").to_owned(),
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            losses: self.parsed_or_empty("losses", |cell| if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) })?,
            low: self.number("low")?,
            high: self.number("high")?,
            provenance: self.provenance()?,
        })
    }

    fn parameter(&self) -> Result<Parameter> {
        Ok(Parameter {
            id: self.row.require("id")?.to_owned(),
            name: self.row.require("parameter")?.to_owned(),
            subject: self.row.require("subject")?.to_owned(),
            rate: self.rate()?,
            basis: self.optional("basis").to_owned(),
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            low: self.number("low")?,
            high: self.number("high")?,
            provenance: self.provenance()?,
        })
    }
}
