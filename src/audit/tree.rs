//! The tree behind a figure: everything that one line of the inventory was computed from, as a line of the trace holds it.

use super::writer::Writer;
use crate::assess::{
    ClosedLine, Derivation, EMISSION_FACTOR, InputKey, Line, LineId, LineInput, LineInputs, MeanOver, Origin, Terms,
};
use crate::error::{Error, Message, Result};
use crate::gas::{GwpSet, Substance};
use crate::ledger::ListedRow;
use crate::methods::Tier;
use crate::quantity::{Closed, EnergyBasis, Exact, Unit};
use crate::taxonomy::{Category, Year};
use core::fmt;
use core::str::FromStr;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything that one line of the inventory was computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Tree {
    /// The line's id.
    pub line: String,
    /// The reference.
    #[serde(rename = "ref")]
    pub category: Category,
    /// The activity code; `direct` for direct emissions.
    pub activity: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year.
    pub year: Year,
    /// The method by name; none of what is stated as a mass.
    pub method: Option<String>,
    /// The tier; none where the method has none.
    pub tier: Option<Tier>,
    /// The gas, or CO2e with the set it was stated in.
    pub gas: Substance,
    /// What it weighs.
    pub gwp: GwpWeight,
    /// The sums it starts from.
    pub inputs: Vec<TracedSum>,
    /// How they become the mass of the gas.
    pub derivation: Derivation,
    /// The mass of the gas, kg.
    pub mass_kg: Quotient,
    /// kg CO2e; none for biogenic CO2.
    pub co2e_kg: Option<Exact>,
}

/// What a kilogram of the gas weighs against CO2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct GwpWeight {
    /// The set asked for.
    pub set: GwpSet,
    /// The weight; none for biogenic CO2, 1 for what was stated as CO2e.
    pub weight: Option<Exact>,
    /// Why this weight, where there was a choice.
    pub note: Option<String>,
}

/// Rows of one file and unit, added up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TracedSum {
    /// The file, or the name a program gave.
    pub file: String,
    /// Its SHA-256, if it was taken.
    pub sha256: Option<String>,
    /// The lines of its rows; none where they are not known, or more than a thousand.
    pub lines: Vec<u64>,
    /// The ids of these rows, in their order; none at all where no row has one.
    pub ids: Vec<Option<String>>,
    /// Who states a direct figure.
    pub source: Option<String>,
    /// Of a stock known by months or days: what its mean is taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<MeanOver>,
    /// Rows added up.
    pub rows: u64,
    /// Of these, how many other sums have a part of too.
    #[serde(default, skip_serializing_if = "is_none")]
    pub shared: u64,
    /// Their exact sum.
    pub sum: Exact,
    /// Its unit.
    pub unit: Unit,
    /// Net or gross energy, where the rows state it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<EnergyBasis>,
    /// Base units in one of it.
    pub multiplier: Exact,
    /// What turns it into the unit that the factor is given for.
    pub conversion: Terms,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // As serde calls it.
fn is_none(rows: &u64) -> bool {
    *rows == 0
}

/// A division done once, when the line was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Quotient {
    /// What is divided.
    pub numerator: Exact,
    /// What it is divided by.
    pub denominator: Exact,
    /// The figure.
    pub value: Exact,
    /// Whether the division did not end, so that the figure is half-even at 10^-12 kg.
    pub rounded: bool,
}

impl Tree {
    /// The tree of a closed line, weighted by the set it was closed with: what the trace says of it, read back.
    pub fn of(closed: &ClosedLine, set: GwpSet) -> Result<Self> {
        let mut writer = Writer::default();
        writer.line(closed, set)?;
        core::str::from_utf8(writer.out()).unwrap_or_default().parse()
    }

    /// The closed line of this tree, with the figures that it states. Grades of data quality are in no trace.
    pub(crate) fn closed(self) -> Result<ClosedLine> {
        let id: LineId = self.line.parse()?;
        let inputs = self.inputs.into_iter().map(|input| {
            // Only what somebody states has a source of its own, and is one row.
            let line = input.lines.first().copied().filter(|_| input.source.is_some());
            let key = InputKey {
                file: input.file.into(),
                sha256: input.sha256.map(Into::into),
                unit: input.unit.symbol().into(),
                basis: input.basis,
                line,
                source: input.source.map(Into::into),
                mean: input.mean,
            };
            let ids = input.ids.into_iter().chain(std::iter::repeat(None));
            let rows = input.lines.into_iter().zip(ids).filter(|_| line.is_none());
            let listed = rows.map(|(line, id)| ListedRow::new(line, id)).collect::<Vec<_>>().into();
            let sum = LineInput::new(input.rows, input.sum, input.unit, input.conversion);
            (key, LineInput { shared: input.shared, listed, ..sum })
        });
        let inputs: LineInputs = inputs.collect();
        let weight_note = self.gwp.note.filter(|_| matches!(self.gas, Substance::Gas(_))).map(Into::into);
        let line = Line {
            substance: self.gas,
            origin: origin(&id, &self.derivation),
            id: Arc::new(id),
            inputs,
            derivation: self.derivation,
            weight_note,
            activity_quality: None,
            factor_quality: None,
        };
        Ok(ClosedLine { line, mass: Closed::stated(self.mass_kg.value, self.mass_kg.rounded), co2e: self.co2e_kg })
    }
}

/// Where a figure comes from: only what is stated has no terms at all, and only activity data has an emission factor of the tables.
pub(super) fn origin(id: &LineId, derivation: &Derivation) -> Origin {
    match derivation {
        Derivation::Product(terms) if terms.is_empty() && id.activity == "direct" => Origin::Direct,
        Derivation::Product(terms) if terms.iter().any(|term| term.name == EMISSION_FACTOR) => Origin::Activity,
        _ => Origin::Method,
    }
}

impl fmt::Display for Tree {
    /// One line of JSON.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Tree {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        serde_json::from_str(text).map_err(|error| Message::NotATree { error: (&error).into() }.into())
    }
}
