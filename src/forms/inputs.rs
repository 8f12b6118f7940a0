//! What a form states, checked: each input of its description with its place.

use super::{SourcedAmount, SourcedRate};
use crate::error::{Error, Errors, Location, Problem, Result};
use crate::factors::Registry;
use crate::methods::Input;
use crate::notice::Notice;
use crate::quantity::{Fraction, Ratio, Unit};
use crate::taxonomy::Year;
use core::str::FromStr;
use std::collections::BTreeMap;

/// What was read at a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormInput {
    /// An amount in a unit.
    Amount(SourcedAmount),
    /// An amount for each amount.
    Rate(SourcedRate),
    /// A number.
    Number(Ratio),
    /// A share of a whole.
    Share(Fraction),
    /// A whole number.
    Count(u32),
    /// A year.
    Year(Year),
    /// A text, a word, a place or a code.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Sections or rows, in their order; one where the input is one section.
    Sections(Vec<FormInputs>),
    /// Sections by key.
    Keyed(Vec<(String, FormInputs)>),
    /// Keys that are free, with their texts.
    Free(FormInputs),
}

/// The inputs of a form or of a section of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormInputs {
    pub(super) at: Location,
    pub(super) source: Option<String>,
    pub(super) keys: BTreeMap<String, (Location, FormInput)>,
}

/// An error of a value that was given for an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the input.
    pub field: &'static str,
    /// What is wrong with its value.
    pub error: Error,
}

impl FieldError {
    /// What is wrong with the value of an input.
    pub fn new(input: &Input, error: impl Into<Error>) -> Self {
        Self { field: input.name, error: error.into() }
    }
}

impl From<FieldError> for Error {
    fn from(error: FieldError) -> Self {
        error.error
    }
}

mod sealed {
    pub trait SealedInput {}
}

/// A value that an input can be read as.
pub trait FromInput: Sized + sealed::SealedInput {
    /// The value; none where the input is of another kind.
    fn from_input(input: &FormInput) -> Option<Self>;
}

macro_rules! from_input {
    ($($value:ty: $kind:ident),+ $(,)?) => { $(
        impl sealed::SealedInput for $value {}

        impl FromInput for $value {
            fn from_input(input: &FormInput) -> Option<Self> {
                if let FormInput::$kind(value) = input { Some(value.clone()) } else { None }
            }
        }
    )+ };
}
from_input!(SourcedAmount: Amount, SourcedRate: Rate, Ratio: Number, Fraction: Share, u32: Count, Year: Year, String: Text, bool: Flag);

impl FormInputs {
    /// Where the section starts.
    pub fn at(&self) -> &Location {
        &self.at
    }

    /// Who states what is in the section: its own source, or that of what it is in.
    pub fn source(&self) -> Option<&str> {
        self.source.as_deref()
    }

    /// Whether an input was given.
    pub fn has(&self, input: &Input) -> bool {
        self.keys.contains_key(input.name)
    }

    /// The value of an input; none where it was not given.
    pub fn get<T: FromInput>(&self, input: &Input) -> Option<T> {
        self.keys.get(input.name).and_then(|(_, value)| T::from_input(value))
    }

    /// The value of an input that must be given here.
    pub fn need<T: FromInput>(&self, input: &Input, registry: &Registry) -> Result<T> {
        self.get(input).ok_or_else(|| self.missing(input, registry))
    }

    /// A text as a value.
    pub fn parsed<T: FromStr<Err = Error>>(&self, input: &Input) -> Result<Option<T>> {
        let text: Option<String> = self.get(input);
        text.map(|text| text.parse().map_err(|error: Error| self.placed(input.name, error))).transpose()
    }

    /// A notice for each input that is stated in tons, which are metric in most countries and 2,000 pounds in the United States: where,
    /// each once, in sections and rows too.
    pub(crate) fn tons(&self) -> Vec<Notice> {
        let in_tons = |text: &str| text.parse().is_ok_and(Unit::is_ton);
        let has_number = ["value", "amount"].iter().any(|key| self.keys.contains_key(*key));
        let mut found = Vec::new();
        for (name, (at, input)) in &self.keys {
            let ton = match input {
                FormInput::Amount(stated) => stated.amount.unit().is_ton(),
                FormInput::Rate(stated) => stated.rate.unit.is_ton() || stated.rate.per_unit.is_ton(),
                // A row of a table has its number and its unit in two cells.
                FormInput::Text(text) => name == "unit" && has_number && in_tons(text),
                FormInput::Sections(sections) => {
                    found.extend(sections.iter().flat_map(Self::tons));
                    false
                }
                FormInput::Keyed(sections) => {
                    found.extend(sections.iter().flat_map(|(_, section)| section.tons()));
                    false
                }
                _ => false,
            };
            if ton {
                found.push(Notice::Ton { file: at.file_name().to_owned(), input: name.clone() });
            }
        }
        found.sort();
        found.dedup();
        found
    }

    /// The sections of a group or the rows of a table; empty where there are none.
    pub fn sections(&self, input: &Input) -> &[Self] {
        match self.keys.get(input.name) {
            Some((_, FormInput::Sections(sections))) => sections,
            _ => &[],
        }
    }

    /// The sections of an input by key.
    pub fn keyed(&self, input: &Input) -> &[(String, Self)] {
        match self.keys.get(input.name) {
            Some((_, FormInput::Keyed(sections))) => sections,
            _ => &[],
        }
    }

    /// The free keys of an input.
    pub fn free(&self, input: &Input) -> Option<&Self> {
        match self.keys.get(input.name) {
            Some((_, FormInput::Free(inputs))) => Some(inputs),
            _ => None,
        }
    }

    /// Every key with its place and what was read there.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Location, &FormInput)> {
        self.keys.iter().map(|(key, (at, value))| (key.as_str(), at, value))
    }

    /// The error of an input that is not given: at its section, by its name.
    pub fn missing(&self, input: &Input, registry: &Registry) -> Error {
        Error::File { at: self.place_of(input.name), problem: input.missing(registry) }
    }

    /// The errors of all these that are not given.
    pub fn all_missing(&self, inputs: &[&Input], registry: &Registry) -> Errors {
        let missing = inputs.iter().filter(|input| !self.has(input)).map(|input| self.missing(input, registry));
        Errors::of(missing.collect())
    }

    /// A problem at a key.
    pub fn problem(&self, input: &Input, problem: impl Into<Problem>) -> Error {
        Error::File { at: self.place_of(input.name), problem: problem.into() }
    }

    /// An error of the value at a key.
    pub fn placed(&self, key: &str, error: Error) -> Error {
        match error {
            Error::Cell { .. } | Error::File { .. } => error,
            other => Error::File { at: self.place_of(key), problem: other.into_problem().without_option() },
        }
    }

    /// An error of the value of one of the inputs.
    pub fn at_field(&self, error: FieldError) -> Error {
        self.placed(error.field, error.error)
    }

    /// Where a key is; where it is not given, where its section starts.
    fn place_of(&self, key: &str) -> Location {
        match self.keys.get(key) {
            Some((at, _)) => at.clone(),
            None => {
                let path = self.at.column_name().map_or_else(|| key.to_owned(), |path| format!("{path}.{key}"));
                self.at.clone().with_column(path)
            }
        }
    }
}
