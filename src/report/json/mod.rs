//! `inventory.json`: every figure exact, as a string; what is missing is null, never 0.

mod build;
mod shape;

pub use shape::{
    Amounts, CellQuality, EntryReport, Factors, Filled, Intensity, MarketReport, PartialReport, Rows, SectorReport, TableVersion,
    TotalsReport, YearReport,
};

use crate::error::{Error, Kind, Problem, Result};
use crate::inventory::Statement;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize, Serializer};

/// All years of a city. Its JSON is the last year's object, with the list of all under `years`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Whole")]
pub struct Report {
    years: Vec<YearReport>,
}

/// The shape in JSON, as read.
#[derive(Deserialize)]
struct Whole {
    #[serde(flatten)]
    last: YearReport,
    years: Vec<YearReport>,
}

/// The same, as written.
#[derive(Serialize)]
struct Shape<'a> {
    #[serde(flatten)]
    last: Option<&'a YearReport>,
    years: &'a [YearReport],
}

impl Report {
    /// The report of closed books; an error where there is no year.
    pub fn of(statements: &[Statement]) -> Result<Self> {
        Self::new(statements.iter().map(YearReport::of).collect::<Result<_>>()?)
    }

    /// A report of these years: ascending, each whole.
    fn new(years: Vec<YearReport>) -> Result<Self> {
        if years.is_empty() {
            return Err(broken("years", "no year", "give at least one year"));
        }
        let ascending = years.windows(2).all(|pair| matches!(pair, [a, b] if a.year < b.year));
        if !ascending {
            return Err(broken("years", "the years do not ascend", "put each year once, in order"));
        }
        years.iter().try_for_each(YearReport::check)?;
        Ok(Self { years })
    }

    /// The years, ascending.
    pub fn years(&self) -> &[YearReport] {
        &self.years
    }
}

fn broken(what: &str, reason: &str, mend: &str) -> Error {
    Problem::new(Kind::Conflict, what, reason, mend).into()
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Shape { last: self.years.last(), years: &self.years }.serialize(serializer)
    }
}

impl TryFrom<Whole> for Report {
    type Error = Error;

    fn try_from(whole: Whole) -> Result<Self> {
        if whole.years.last() != Some(&whole.last) {
            return Err(broken("years", "the top level is not the last of the years", "take the file of one run, unchanged"));
        }
        Self::new(whole.years)
    }
}

impl fmt::Display for Report {
    /// The text of `inventory.json`, without the newline at its end.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string_pretty(self).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Report {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map_err(|error| broken("inventory.json", &format!("not a report: {error}"), "take the file of one run, unchanged"))
    }
}

/// The bytes of `inventory.json`.
pub fn json(statements: &[Statement]) -> Result<Vec<u8>> {
    let mut bytes = Report::of(statements)?.to_string().into_bytes();
    bytes.push(b'\n');
    Ok(bytes)
}
