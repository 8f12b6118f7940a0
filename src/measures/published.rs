//! Figures that somebody published of a measure, to be shown next to what is computed.

use crate::error::{Message, Result};
use crate::forms::FormInputs;
use crate::methods::{Input, InputKind};
use crate::quantity::Exact;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

pub(super) const PUBLISHED: Input =
    Input::of_kind("published", InputKind::Table(&[WHAT, YEAR, VALUE, UNIT, REASON]), "figures published of it").optional();
const WHAT: Input = Input::of_kind("what", InputKind::Word(&PublishedWhat::NAMES), "what the figure is of");
const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year");
const VALUE: Input = Input::of_kind("value", InputKind::Text, "the figure as published");
const UNIT: Input = Input::of_kind("unit", InputKind::Text, "its unit: a unit of mass or energy, a currency, or %");
const REASON: Input = Input::of_kind("reason", InputKind::Text, "why it differs from what is computed, or what it says of it");

/// What a published figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PublishedWhat {
    /// The reduction of the year, CO2e: of landfills what the year commits to.
    Reduction,
    /// The same as a share of the baseline, in per cent.
    ReductionShare,
    /// What falls in the year, CO2e.
    ThisYear,
    /// CH4 of the reduction.
    Methane,
    /// Waste of all streams.
    Waste,
    /// Money saved.
    Money,
    /// Electricity generated.
    Generated,
}

impl PublishedWhat {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Reduction, Self::ReductionShare, Self::ThisYear, Self::Methane, Self::Waste, Self::Money, Self::Generated];
    const NAMES: [&'static str; 7] = ["reduction", "reduction-share", "this-year", "methane", "waste", "money", "generated"];

    /// Its name, as files spell it.
    pub fn name(self) -> &'static str {
        let at = Self::ALL.iter().position(|what| *what == self).unwrap_or_default();
        Self::NAMES.get(at).copied().unwrap_or_default()
    }
}

/// A figure as somebody published it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PublishedFigure {
    /// What it is of.
    pub what: PublishedWhat,
    /// The year.
    pub year: Year,
    /// The figure.
    pub value: Exact,
    /// Its unit as published.
    pub unit: String,
    /// Why it differs from what is computed.
    pub reason: String,
    /// Who published it.
    pub source: String,
}

/// The published figures of a form.
pub(super) fn published(inputs: &FormInputs) -> Result<Vec<PublishedFigure>> {
    let need = |row: &FormInputs, input: &Input| row.get::<String>(input).ok_or_else(|| row.problem(input, Message::EmptyText));
    let read = |row: &FormInputs| {
        let word = need(row, &WHAT)?;
        let what = PublishedWhat::ALL.into_iter().find(|what| what.name() == word);
        let source = row.source().ok_or_else(|| row.problem(&VALUE, Message::NoSource))?.to_owned();
        Ok(PublishedFigure {
            what: what.ok_or_else(|| row.problem(&WHAT, Message::EmptyText))?,
            year: row.get(&YEAR).ok_or_else(|| row.problem(&YEAR, Message::EmptyText))?,
            value: row.parsed(&VALUE)?.ok_or_else(|| row.problem(&VALUE, Message::EmptyText))?,
            unit: need(row, &UNIT)?,
            reason: need(row, &REASON)?,
            source,
        })
    };
    inputs.sections(&PUBLISHED).iter().map(read).collect()
}
