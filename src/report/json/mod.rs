//! `inventory.json`: every figure exact, as a string; what is missing is null, never 0.

mod build;
mod shape;

pub use shape::{
    AmountsReport, CellQuality, CheckReport, CheckState, CrossCheckReport, EntryReport, FactorsReport, FallbackReport, Intensity,
    MarketReport, PartialReport, RowsReport, SectorReport, SourceReport, TableVersion, TotalsReport, YearReport,
};

use crate::error::{Error, Message, Result};
use crate::gas::GwpSet;
use crate::inventory::Statement;
use crate::records::sha256;
use crate::report::csv::inventory_pieces;
use crate::report::pieces::hashed;
use crate::report::trace::trace_pieces;
use crate::report::{factors_used_csv, inventory_csv, trace_jsonl};
use crate::taxonomy::Region;
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// All years of a city.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "ReportAsWritten")]
pub struct Report {
    years: Vec<YearReport>,
    files: BTreeMap<String, String>,
}

/// The shape in JSON, as read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportAsWritten {
    city: String,
    region: Region,
    gwp: GwpSet,
    factors: FactorSet,
    years: Vec<YearReport>,
    files: BTreeMap<String, String>,
}

/// The same, as written.
#[derive(Serialize)]
struct Shape<'a> {
    city: &'a str,
    region: &'a Region,
    gwp: GwpSet,
    factors: FactorSet,
    years: &'a [YearReport],
    /// SHA-256 of the files written next to this one: where they agree, the set is of one run.
    files: &'a BTreeMap<String, String>,
}

/// What all years were looked up in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FactorSet {
    hash: String,
}

impl Report {
    /// The report of a closed inventory; an error where there is no year.
    pub fn of(statements: &[Statement]) -> Result<Self> {
        Self::with_hashes(
            statements,
            [
                ("inventory.csv", hashed(|take| inventory_pieces(statements, take))?),
                ("factors_used.csv", sha256(&factors_used_csv(statements)?)),
                ("trace.jsonl", hashed(|take| trace_pieces(statements, take))?),
            ],
        )
    }

    /// The report of a closed inventory, next to files with these hashes.
    pub(super) fn with_hashes(statements: &[Statement], hashes: [(&str, String); 3]) -> Result<Self> {
        let files = hashes.into_iter().map(|(name, hash)| (name.to_owned(), hash)).collect();
        Self::new(statements.iter().map(YearReport::of).collect::<Result<_>>()?, files)
    }

    /// A report of these years: ascending, each whole.
    fn new(years: Vec<YearReport>, files: BTreeMap<String, String>) -> Result<Self> {
        if years.is_empty() {
            return Err(Message::NoYearOfReport.into());
        }
        let ascending = years.windows(2).all(|pair| matches!(pair, [a, b] if a.year < b.year));
        if !ascending {
            return Err(Message::YearsNotAscending.into());
        }
        years.iter().try_for_each(YearReport::check)?;
        Ok(Self { years, files })
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        let written = serde_json::to_vec_pretty(self);
        let mut bytes = written.map_err(|error| Error::from(Message::NotWritten { error: (&error).into() }))?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// SHA-256 of each file that is written next to this one.
    pub fn files(&self) -> &BTreeMap<String, String> {
        &self.files
    }

    /// The years, ascending.
    pub fn years(&self) -> &[YearReport] {
        &self.years
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Some(last) = self.years.last() else { return Err(serde::ser::Error::custom(Message::NoYearOfReport)) };
        let factors = FactorSet { hash: last.factors.hash.clone() };
        let YearReport { city, region, gwp, .. } = last;
        Shape { city, region, gwp: *gwp, factors, years: &self.years, files: &self.files }.serialize(serializer)
    }
}

impl TryFrom<ReportAsWritten> for Report {
    type Error = Error;

    fn try_from(whole: ReportAsWritten) -> Result<Self> {
        let ReportAsWritten { city, region, gwp, factors, .. } = &whole;
        let same =
            |year: &YearReport| (&year.city, &year.region, year.gwp, &year.factors.hash) == (city, region, *gwp, &factors.hash);
        if !whole.years.iter().all(same) {
            return Err(Message::YearsDiffer.into());
        }
        Self::new(whole.years, whole.files)
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
        serde_json::from_str(text).map_err(|error| Message::NotAReport { error: (&error).into() }.into())
    }
}

/// The bytes of `inventory.json`.
pub fn json(statements: &[Statement]) -> Result<Vec<u8>> {
    Report::of(statements)?.bytes()
}

/// The four files of a run by name, each made once; the index, `inventory.json`, is the last.
pub fn files(statements: &[Statement]) -> Result<[(&'static str, Vec<u8>); 4]> {
    let other_files = [
        ("inventory.csv", inventory_csv(statements)?),
        ("factors_used.csv", factors_used_csv(statements)?),
        ("trace.jsonl", trace_jsonl(statements)?),
    ];
    let hashes = other_files.each_ref().map(|(name, bytes)| (*name, sha256(bytes)));
    let index = Report::with_hashes(statements, hashes)?.bytes()?;
    let [inventory, factors, trace] = other_files;
    Ok([inventory, factors, trace, ("inventory.json", index)])
}
