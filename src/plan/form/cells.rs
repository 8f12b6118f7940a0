//! Figures and words of a plan's form, each read at its key.

use crate::error::{Error, Message, Result};
use crate::forms::{FormInputs, SourcedAmount};
use crate::methods::{Input, InputKind};
use crate::quantity::{Exact, Mass, Reading, Unit};

pub(super) const VALUE: Input = Input::of_kind("value", InputKind::Text, "the figure");
pub(super) const UNIT: Input = Input::of_kind("unit", InputKind::Text, "its unit");
pub(super) const YEAR: Input = Input::of_kind("year", InputKind::Year, "the year");
pub(super) const NAME: Input = Input::of_kind("name", InputKind::Text, "what it is called in reports");

/// A mass at a key; none where it is not given.
pub(super) fn mass(inputs: &FormInputs, input: &Input) -> Result<Option<Mass>> {
    let stated: Option<SourcedAmount> = inputs.get(input);
    stated.map(|stated| stated.amount.to().map_err(|error| inputs.placed(input.name, error))).transpose()
}

/// The number and unit of a row.
pub(super) fn reading(row: &FormInputs) -> Result<Reading> {
    let (value, unit): (Exact, Unit) = (parsed(row, &VALUE)?, parsed(row, &UNIT)?);
    Ok(Reading::new(value, unit))
}

/// The mass of a row.
pub(super) fn row_mass(row: &FormInputs) -> Result<Mass> {
    reading(row)?.to().map_err(|error| row.placed(UNIT.name, error))
}

/// A text that must be given, as a value.
pub(super) fn parsed<T: core::str::FromStr<Err = Error>>(row: &FormInputs, input: &Input) -> Result<T> {
    row.parsed(input)?.ok_or_else(|| row.problem(input, Message::EmptyText))
}

/// A text; empty where it is not given.
pub(super) fn text(row: &FormInputs, input: &Input) -> String {
    row.get(input).unwrap_or_default()
}

/// Who states a figure.
pub(super) fn source(row: &FormInputs) -> Result<String> {
    row.source().map(str::to_owned).ok_or_else(|| row.problem(&Input::of_kind("source", InputKind::Text, ""), Message::NoSource))
}

/// One of a few words as what it stands for; none where it is not given. The form has checked the word.
pub(super) fn word<T: Copy>(row: &FormInputs, input: &Input, words: &[(&str, T)]) -> Option<T> {
    let stated: Option<String> = row.get(input);
    stated.and_then(|stated| words.iter().find(|(word, _)| *word == stated).map(|(_, meant)| *meant))
}
