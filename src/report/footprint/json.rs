//! `footprint.json`: every figure exact, as a string; what is missing is null, never 0.

use super::rows::{footprint_csv, footprint_trace};
use super::shape::FootprintYear;
use crate::error::{Error, Message, Result};
use crate::gas::GwpSet;
use crate::organisation::{Consolidation, Footprint, FootprintLevel};
use crate::records::sha256;
use crate::report::csv::factor_rows;
use crate::report::factors_used::factors_of;
use crate::taxonomy::Region;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All years of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FootprintReport {
    /// Its name.
    pub organisation: String,
    /// Its region.
    pub region: Region,
    /// The GWP set.
    pub gwp: GwpSet,
    /// How the boundary is drawn.
    pub consolidation: Consolidation,
    /// What must be filled.
    pub level: FootprintLevel,
    /// SHA-256 of the tables of factors.
    pub factors: FactorHash,
    /// The years, ascending.
    pub years: Vec<FootprintYear>,
    /// SHA-256 of the files written next to this one.
    pub files: BTreeMap<String, String>,
}

/// What all years were looked up in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FactorHash {
    /// SHA-256 of the tables.
    pub hash: String,
}

impl FootprintReport {
    /// The report of closed footprints; an error where there is no year.
    pub fn of(footprints: &[Footprint]) -> Result<Self> {
        let others = other_files(footprints)?;
        Self::with_hashes(footprints, &others)
    }

    pub(super) fn with_hashes(footprints: &[Footprint], others: &[(&'static str, Vec<u8>); 3]) -> Result<Self> {
        let Some(last) = footprints.last() else { return Err(Message::NoYearOfReport.into()) };
        Ok(Self {
            organisation: last.settings.city.clone(),
            region: last.settings.region.clone(),
            gwp: last.settings.gwp,
            consolidation: last.consolidation,
            level: last.level,
            factors: FactorHash { hash: last.settings.factors_hash.clone() },
            years: footprints.iter().map(FootprintYear::of).collect::<Result<_>>()?,
            files: others.iter().map(|(name, bytes)| ((*name).to_owned(), sha256(bytes))).collect(),
        })
    }

    pub(super) fn bytes(&self) -> Result<Vec<u8>> {
        let written = serde_json::to_vec_pretty(self);
        let mut bytes = written.map_err(|error| Error::from(Message::NotWritten { error: (&error).into() }))?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The files next to `footprint.json`.
fn other_files(footprints: &[Footprint]) -> Result<[(&'static str, Vec<u8>); 3]> {
    Ok([
        ("footprint.csv", footprint_csv(footprints)?),
        ("factors_used.csv", factors_used(footprints)),
        ("trace.jsonl", footprint_trace(footprints)?),
    ])
}

pub(super) fn factors_used(footprints: &[Footprint]) -> Vec<u8> {
    let lines = footprints.iter().flat_map(|footprint| &footprint.lines);
    factor_rows(factors_of(lines.map(|line| (line.category.id(), &line.whole().line))))
}

/// The bytes of `footprint.json`.
pub fn footprint_json(footprints: &[Footprint]) -> Result<Vec<u8>> {
    FootprintReport::of(footprints)?.bytes()
}

/// The four files of a run by name; the index, `footprint.json`, is the last.
pub fn footprint_files(footprints: &[Footprint]) -> Result<[(&'static str, Vec<u8>); 4]> {
    let others = other_files(footprints)?;
    let index = FootprintReport::with_hashes(footprints, &others)?.bytes()?;
    let [rows, factors, trace] = others;
    Ok([rows, factors, trace, ("footprint.json", index)])
}
