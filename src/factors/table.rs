//! A table of factors or parameters as a file writes it.

use super::{Confidence, EmissionFactor, Parameter, Provenance};
use crate::error::{Error, Message, Result, Text, did_you_mean};
use crate::gas::Substance;
use crate::quantity::{Dimension, Exact, Fraction, NumberFormat, Rate};
use crate::records::{BundledRow, Delimiter, Limits, Row, Rows};

/// Columns of both kinds of table, and of each.
const REQUIRED: [&str; 8] = ["id", "subject", "value", "unit", "region", "years", "source", "locator"];
const OPTIONAL: [&str; 8] = ["per", "basis", "purpose", "series", "low", "high", "confidence", "note"];
const OF_FACTORS: [&str; 4] = ["process", "gas", "losses", "gwp"];
const OF_PARAMETERS: [&str; 1] = ["parameter"];

/// Where the value of a parameter must lie. None may be below zero.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// Anywhere else.
    Free,
    /// Not at zero: something is divided by it, or nothing could come of it.
    AboveZero,
    /// At most one: a share.
    UpToOne,
    /// Less than one: what is lost cannot be all there is.
    BelowOne,
}
use Bound::{AboveZero, BelowOne, Free, UpToOne};

/// What a parameter may be, where its value must lie, and units of the kinds it may be given in.
const PARAMETERS: [(&str, Bound, &str); 47] = [
    ("net-calorific-value", AboveZero, "TJ/Gg MJ/L MJ/Nm3"),
    ("density", AboveZero, "kg/L kg/Nm3"),
    ("carbon-content", AboveZero, "kg/GJ"),
    ("volume-share", UpToOne, "L/L"),
    ("mass-share", UpToOne, "kg/kg"),
    ("transmission-loss", BelowOne, "kWh/kWh"),
    ("distribution-loss", BelowOne, "kWh/kWh"),
    ("td-loss", BelowOne, "kWh/kWh"),
    ("degradable-organic-carbon", UpToOne, "kg/kg"),
    ("decomposable-fraction", UpToOne, "kg/kg"),
    ("methane-correction-factor", UpToOne, "kg/kg"),
    ("methane-fraction", UpToOne, "L/L"),
    ("methane-recovery", UpToOne, "kg/kg"),
    ("oxidation-factor", UpToOne, "kg/kg"),
    ("decay-rate", AboveZero, "1/yr"),
    ("dry-matter-content", UpToOne, "kg/kg"),
    ("total-carbon-content", UpToOne, "kg/kg"),
    ("fossil-carbon-fraction", UpToOne, "kg/kg"),
    ("fossil-carbon-content", UpToOne, "kg/kg"),
    ("bod-per-person", AboveZero, "g/head"),
    ("bod-correction-factor", Free, "kg/kg"),
    ("methane-producing-capacity", AboveZero, "kg/kg"),
    ("protein-supply", AboveZero, "g/head"),
    ("protein-consumed-fraction", UpToOne, "kg/kg"),
    ("nitrogen-in-protein", UpToOne, "kg/kg"),
    ("non-consumed-protein-factor", Free, "kg/kg"),
    ("industrial-codischarge-factor", Free, "kg/kg"),
    ("effluent-nitrogen-fraction", UpToOne, "kg/kg"),
    ("sludge-organics-factor", Free, "kg/kg"),
    ("septic-compliance", UpToOne, "kg/kg"),
    ("removed-organics-fraction", UpToOne, "kg/kg"),
    ("wastewater-methane-factor", Free, "kg/kg"),
    ("household-nitrogen-factor", Free, "kg/kg"),
    ("plant-nitrogen-fraction", UpToOne, "kg/kg"),
    ("plant-nitrous-oxide", Free, "g/head"),
    ("removed-nitrogen-fraction", UpToOne, "kg/kg"),
    ("population-share", UpToOne, "kg/kg"),
    ("pathway-share", UpToOne, "kg/kg"),
    ("wastewater-generation", AboveZero, "L/kg"),
    ("organics-concentration", AboveZero, "kg/L"),
    ("nitrogen-concentration", AboveZero, "kg/L"),
    ("fuel-economy", AboveZero, "vkm/L vkm/kg"),
    ("energy-use", AboveZero, "kWh/vkm"),
    ("lto-fuel", AboveZero, "kg/LTO"),
    ("specific-yield", AboveZero, "kWh/kW kWh/m2"),
    ("performance-ratio", UpToOne, "kWh/kWh"),
    ("degradation", UpToOne, "%/yr"),
];

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
) -> Result<FactorTable, Vec<Error>> {
    let rows = Rows::read_with(bytes, file, delimiter, Limits::default()).map_err(|error| vec![error])?;
    let kind: &[&str] = if rows.has("gas") { &OF_FACTORS } else { &OF_PARAMETERS };
    let optional: Vec<&str> = OPTIONAL.iter().chain(kind).copied().collect();
    let unknown = rows.expect(&REQUIRED, &optional).map_err(|error| vec![error])?.into_iter().map(str::to_owned).collect();
    let mut table = FactorTable { factors: Vec::new(), parameters: Vec::new(), unknown };
    let mut problems = Vec::new();
    for row in rows.iter() {
        let cells = FactorCells { row: &row, file, own, number };
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
}

impl<'a> FactorCells<'a> {
    fn shipped(row: &'a Row<'a>) -> Self {
        Self { row, file: row.file(), own: false, number: NumberFormat::default() }
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

    /// An error of a cell.
    fn refused<T>(&self, column: &str, message: impl FnOnce(Text) -> Message) -> Result<T> {
        let problem = message(self.optional(column).into()).into();
        Err(Error::Cell { at: self.row.location(column), problem })
    }

    fn rate(&self) -> Result<Rate> {
        self.row.require("value")?;
        let value = self.number("value")?.unwrap_or(Exact::ZERO);
        let per = self.number("per")?.unwrap_or(Exact::ONE);
        if per.is_zero() || per.is_negative() {
            return self.refused("per", |value| Message::PerNotAboveZero { value });
        }
        self.parsed("unit", |units| Rate::parse(value, per, units))
    }

    /// Printed limits, the lower one first.
    fn limits(&self) -> Result<(Option<Exact>, Option<Exact>)> {
        let (low, high) = (self.number("low")?, self.number("high")?);
        match (low, high) {
            (Some(low), Some(high)) if low > high => self.refused("low", |value| Message::LimitsReversed { value }),
            limits => Ok(limits),
        }
    }

    fn provenance(&self) -> Result<Provenance> {
        let shipped = |confidence: Confidence| {
            if confidence == Confidence::Own && !self.own {
                return Err(Message::NoConfidence.into());
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
            let problem = Message::FactorWithoutGas { value: rate.unit.symbol().into() }.into();
            return Err(Error::Cell { at: self.row.location("unit"), problem });
        }
        let process = self.row.require("process")?.to_owned();
        // What land takes up is below zero; nothing else is.
        if rate.value.is_negative() && process.split('.').next() != Some("land") {
            return self.refused("value", |value| Message::NegativeFactor { value });
        }
        let losses = self.parsed_or_empty("losses", |cell| if cell.is_empty() { Ok(None) } else { cell.parse().map(Some) })?;
        if losses.is_none() && process == "electricity" {
            return self.refused("losses", |value| Message::LossesNotStated { value });
        }
        let (low, high) = self.limits()?;
        Ok(EmissionFactor {
            id: self.row.require("id")?.to_owned(),
            process,
            subject: self.row.require("subject")?.to_owned(),
            substance,
            rate,
            basis: self.optional("basis").to_owned(),
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            losses,
            low,
            high,
            provenance: self.provenance()?,
        })
    }

    fn parameter(&self) -> Result<Parameter> {
        let name = self.row.require("parameter")?;
        let Some((_, bound, units)) = PARAMETERS.into_iter().find(|(known, ..)| *known == name) else {
            let nearest = did_you_mean(name, PARAMETERS.map(|(known, ..)| known)).map(Text::from);
            return self.refused("parameter", |value| Message::UnknownParameter { value, nearest });
        };
        let rate = self.rate()?;
        if !units.split(' ').any(|like| of_one_kind(&rate, like)) {
            let (parameter, examples) = (name.into(), units.split(' ').map(Text::from).collect());
            return self.refused("unit", |value| Message::UnitOfParameter { value, parameter, examples });
        }
        let ratio = rate.ratio()?;
        match bound {
            AboveZero if rate.value.is_zero() || rate.value.is_negative() => {
                return self.refused("value", |value| Message::NotAboveZero { value });
            }
            _ if rate.value.is_negative() => return self.refused("value", |value| Message::BelowZero { value }),
            UpToOne | BelowOne => {
                let share = Fraction::new(ratio).map_err(|error| {
                    let problem = error.into_problem().with_value(self.optional("value"));
                    Error::Cell { at: self.row.location("value"), problem }
                })?;
                if bound == BelowOne && share.is_one() {
                    return self.refused("value", |value| Message::AllLost { value });
                }
            }
            _ => {}
        }
        let (low, high) = self.limits()?;
        Ok(Parameter {
            id: self.row.require("id")?.to_owned(),
            name: name.to_owned(),
            subject: self.row.require("subject")?.to_owned(),
            rate,
            basis: self.optional("basis").to_owned(),
            region: self.parsed("region", str::parse)?,
            years: self.parsed("years", str::parse)?,
            purpose: self.parsed_or_empty("purpose", str::parse)?,
            series: self.optional("series").to_owned(),
            low,
            high,
            provenance: self.provenance()?,
        })
    }
}

/// Whether a rate is of the kinds of units that `like` is of: MJ/kg is, where TJ/Gg stands.
fn of_one_kind(rate: &Rate, like: &str) -> bool {
    Rate::parse(rate.value, rate.per, like)
        .is_ok_and(|like| like.unit.dimension() == rate.unit.dimension() && like.per_unit.dimension() == rate.per_unit.dimension())
}
