//! The market-based view in the trace: contracts, and the references that they reach, after the lines of their year.

use super::tree::Quotient;
use crate::error::{Error, Message, Result};
use crate::inventory::{Contract, Statement, WeighedCell, weighed_cells};
use crate::quantity::{Exact, Reading};
use crate::taxonomy::{Category, Year};
use serde::{Deserialize, Serialize};

/// A contract or residual mix, as a line of the trace holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TracedContract {
    /// The contract.
    pub contract: Contract,
}

/// A reference of scope 2 by contracts, as a line of the trace holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TracedMarket {
    /// Year and reference.
    pub market: String,
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// The year.
    pub year: Year,
    /// The lines that are computed from electricity.
    pub lines: Vec<String>,
    /// Their electricity.
    pub used: Reading,
    /// Of it under contracts.
    pub under_contracts: Reading,
    /// The ids of the contracts, and of the residual mix where some electricity is under none.
    pub contracts: Vec<String>,
    /// What is not electricity, kg CO2e.
    pub other_kg: Exact,
    /// All of the reference by the grid's average, kg CO2e.
    pub location_kg: Exact,
    /// The same by contracts.
    pub market_kg: Quotient,
}

impl TracedMarket {
    fn of(year: Year, weighed: &WeighedCell<'_>) -> Result<Self> {
        let WeighedCell { cell, open, lines, contracts } = weighed;
        let closed = open.evaluate()?;
        let (numerator, denominator) = (open.numerator(), open.denominator());
        Ok(Self {
            market: format!("{}/{}", year.number(), cell.category),
            category: cell.category,
            year,
            lines: lines.iter().map(ToString::to_string).collect(),
            used: cell.used()?,
            under_contracts: cell.under_contracts()?,
            contracts: contracts.iter().map(|contract| contract.id.clone()).collect(),
            other_kg: cell.other,
            location_kg: cell.location,
            market_kg: Quotient { numerator, denominator, value: closed.value(), rounded: closed.rounded() },
        })
    }
}

/// The lines of the trace that explain the market-based view of a year, each with its line feed.
pub(crate) fn market_lines(statement: &Statement) -> Result<Vec<String>> {
    let contracts = statement.contracts.iter().map(|contract| written(&TracedContract { contract: contract.clone() }));
    let cells = weighed_cells(&statement.contracts, &statement.lines)?;
    let cells = cells.iter().map(|cell| written(&TracedMarket::of(statement.year, cell)?));
    contracts.chain(cells).collect()
}

fn written<T: Serialize>(line: &T) -> Result<String> {
    let unwritten = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    Ok(format!("{}\n", serde_json::to_string(line).map_err(unwritten)?))
}
