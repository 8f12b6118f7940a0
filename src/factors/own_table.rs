//! A city's own factors or parameters: the rows of one file.

use super::table::{self, FactorTable};
use super::{Basis, EmissionFactor, Parameter, Provenance, Purpose, Validity};
use crate::error::{Error, Errors, Location};
use crate::gas::Substance;
use crate::quantity::{Exact, NumberFormat, OwnUnits, Rate};
use crate::records::{CsvWriter, Delimiter, InvalidCell, sha256};
use crate::taxonomy::Region;
use serde::{Deserialize, Serialize};

/// What the rows of a table are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnRows {
    /// Emission factors: a table with a column `gas`.
    Factors(Vec<EmissionFactor>),
    /// Parameters: a table with a column `parameter`.
    Parameters(Vec<Parameter>),
}

/// A table of a city's own, with the SHA-256 of the file that it was read from or would be written to.
///
/// ```
/// use citycarbon::factors::OwnTable;
/// use citycarbon::quantity::NumberFormat;
/// use citycarbon::records::Delimiter;
/// let text = "id,process,subject,gas,value,unit,region,years,source,locator\n\
///             own-lpg,stationary.residential,lpg,CO2,63000,kg/TJ,TH-10,2024-,city laboratory,page 3\n";
/// let (table, unknown) = OwnTable::read(text.as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default()).unwrap();
/// assert!(unknown.is_empty());
/// let again = OwnTable::read(table.to_csv().as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default()).unwrap().0;
/// assert_eq!(again.rows(), table.rows());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTable {
    file: String,
    sha256: String,
    rows: OwnRows,
}

/// The columns of both kinds, and of each, as they are written.
const FACTORS: [&str; 20] = [
    "id",
    "process",
    "subject",
    "gas",
    "value",
    "per",
    "unit",
    "basis",
    "region",
    "years",
    "purpose",
    "series",
    "losses",
    "gwp",
    "low",
    "high",
    "source",
    "locator",
    "confidence",
    "note",
];
const PARAMETERS: [&str; 17] = [
    "id",
    "parameter",
    "subject",
    "value",
    "per",
    "unit",
    "basis",
    "region",
    "years",
    "purpose",
    "series",
    "low",
    "high",
    "source",
    "locator",
    "confidence",
    "note",
];

impl OwnRows {
    /// The id of each row and where it comes from.
    pub(super) fn sources(&self) -> Vec<(&str, &Provenance)> {
        match self {
            Self::Factors(rows) => rows.iter().map(|row| (row.id.as_str(), &row.provenance)).collect(),
            Self::Parameters(rows) => rows.iter().map(|row| (row.id.as_str(), &row.provenance)).collect(),
        }
    }

    /// What is wrong with each row that no table may have.
    fn invalid(&self, file: &str) -> Vec<Error> {
        let at = |id: &str, provenance: &Provenance| {
            let row = Location::file(file).with_line(provenance.line);
            if id.is_empty() { row } else { row.with_id(id) }
        };
        let wrong: Vec<Result<(), InvalidCell>> = match self {
            Self::Factors(rows) => rows.iter().map(EmissionFactor::invalid).collect(),
            Self::Parameters(rows) => rows.iter().map(Parameter::invalid).collect(),
        };
        let rows = self.sources().into_iter().zip(wrong);
        rows.filter_map(|((id, provenance), wrong)| wrong.err().map(|wrong| wrong.at(at(id, provenance)))).collect()
    }
}

impl OwnTable {
    /// A table of factors that a program gives; their file and line are written down.
    ///
    /// # Errors
    /// Every row that no table may have, by its place among the factors.
    pub fn of_factors(file: &str, factors: impl IntoIterator<Item = EmissionFactor>) -> Result<Self, Errors> {
        let mut factors: Vec<EmissionFactor> = factors.into_iter().collect();
        factors.iter_mut().enumerate().for_each(|(at, factor)| factor.provenance.place(file, at));
        Self::of(file, OwnRows::Factors(factors))
    }

    /// The same of parameters.
    ///
    /// # Errors
    /// As [`of_factors`](Self::of_factors).
    pub fn of_parameters(file: &str, parameters: impl IntoIterator<Item = Parameter>) -> Result<Self, Errors> {
        let mut parameters: Vec<Parameter> = parameters.into_iter().collect();
        parameters.iter_mut().enumerate().for_each(|(at, parameter)| parameter.provenance.place(file, at));
        Self::of(file, OwnRows::Parameters(parameters))
    }

    fn of(file: &str, rows: OwnRows) -> Result<Self, Errors> {
        let wrong = rows.invalid(file);
        if !wrong.is_empty() {
            return Err(Errors::of(wrong));
        }
        let mut table = Self { file: file.to_owned(), sha256: String::new(), rows };
        table.sha256 = sha256(table.to_csv().as_bytes());
        Ok(table)
    }

    /// Reads a table; `file` is the name that errors and reports show. Gives the columns that mean nothing too.
    ///
    /// # Errors
    /// Every row that cannot be read, at its cell.
    pub fn read(bytes: &[u8], file: &str, delimiter: Delimiter, number: NumberFormat) -> Result<(Self, Vec<String>), Vec<Error>> {
        Self::read_with_units(bytes, file, delimiter, number, &OwnUnits::default())
    }

    /// The same with units of the city's own; the rates are in units of the table.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_with_units(
        bytes: &[u8],
        file: &str,
        delimiter: Delimiter,
        number: NumberFormat,
        units: &OwnUnits,
    ) -> Result<(Self, Vec<String>), Vec<Error>> {
        let FactorTable { factors, parameters, unknown } = table::read(bytes, file, true, delimiter, number, units)?;
        let rows = if parameters.is_empty() { OwnRows::Factors(factors) } else { OwnRows::Parameters(parameters) };
        Ok((Self { file: file.to_owned(), sha256: sha256(bytes), rows }, unknown))
    }

    /// The name of its file.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The SHA-256 of its file.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Its rows.
    pub fn rows(&self) -> &OwnRows {
        &self.rows
    }

    /// The ids of the rows that an inventory finds where no series is chosen.
    pub(crate) fn ids_for_inventories(&self) -> impl Iterator<Item = &str> {
        let of: Vec<(&String, Purpose)> = match &self.rows {
            OwnRows::Factors(rows) => rows.iter().map(|row| (&row.id, row.purpose)).collect(),
            OwnRows::Parameters(rows) => rows.iter().map(|row| (&row.id, row.purpose)).collect(),
        };
        of.into_iter().filter(|(_, purpose)| *purpose == Purpose::Inventory).map(|(id, _)| id.as_str())
    }

    /// The table as a file, in the plain way of writing: commas, points, UTF-8.
    pub fn to_csv(&self) -> String {
        let csv = match &self.rows {
            OwnRows::Factors(factors) => {
                let mut csv = CsvWriter::of(&FACTORS);
                for factor in factors {
                    csv.row(factor_cells(factor).iter().map(String::as_str));
                }
                csv
            }
            OwnRows::Parameters(parameters) => {
                let mut csv = CsvWriter::of(&PARAMETERS);
                for parameter in parameters {
                    csv.row(parameter_cells(parameter).iter().map(String::as_str));
                }
                csv
            }
        };
        String::from_utf8_lossy(&csv.out).into_owned()
    }
}

fn rate_cells(rate: Rate, basis: Option<Basis>, region: &Region, years: Validity) -> [String; 6] {
    let per = if rate.per == Exact::ONE { String::new() } else { rate.per.to_string() };
    [rate.value.to_string(), per, rate.units(), basis.map_or("", Basis::name).to_owned(), region.to_string(), years.to_string()]
}

fn provenance_cells(low: Option<Exact>, high: Option<Exact>, provenance: &Provenance) -> [String; 6] {
    let limit = |limit: Option<Exact>| limit.map_or_else(String::new, |limit| limit.to_string());
    let Provenance { source, locator, confidence, note, .. } = provenance;
    [limit(low), limit(high), source.clone(), locator.clone(), confidence.name().to_owned(), note.clone()]
}

fn factor_cells(factor: &EmissionFactor) -> Vec<String> {
    let EmissionFactor { id, process, subject, substance, rate, basis, region, years, purpose, series, losses, .. } = factor;
    let (gas, gwp) = match substance {
        Substance::Gas(gas) => (gas.to_string(), String::new()),
        Substance::Stated(set) => ("CO2e".to_owned(), set.to_string()),
    };
    let losses = losses.map_or("", super::Losses::name).to_owned();
    let first = [id.clone(), process.clone(), subject.clone(), gas];
    let middle = [purpose.to_string(), series.clone(), losses, gwp];
    let last = provenance_cells(factor.low, factor.high, &factor.provenance);
    first.into_iter().chain(rate_cells(*rate, *basis, region, *years)).chain(middle).chain(last).collect()
}

fn parameter_cells(parameter: &Parameter) -> Vec<String> {
    let Parameter { id, name, subject, rate, basis, region, years, purpose, series, low, high, provenance } = parameter;
    let first = [id.clone(), name.clone(), subject.clone()];
    let middle = [purpose.to_string(), series.clone()];
    let last = provenance_cells(*low, *high, provenance);
    first.into_iter().chain(rate_cells(*rate, *basis, region, *years)).chain(middle).chain(last).collect()
}
