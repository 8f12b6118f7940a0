//! What a form takes: an input of a method or of a measure, described once.

use crate::error::{Message, Problem, Result};
use crate::factors::{EmissionFactor, Registry};
use crate::quantity::{Dimension, Unit};
use crate::taxonomy::Rule;
use serde::Serialize;

/// An input of a method, or a key of a measure's form.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Input {
    /// Its name: that of the parameter, where tables hold it.
    pub name: &'static str,
    /// A unit of the dimension it must have, or several, a blank between them; empty for what has no unit.
    pub unit: &'static str,
    /// The labels that distinguish its values; none where it is one value.
    pub by: &'static [&'static str],
    /// Whether it must be given.
    pub required: bool,
    /// What it is.
    pub what: &'static str,
    /// How it is written.
    #[serde(skip)]
    pub kind: InputKind,
    /// The shipped rows that could serve.
    #[serde(skip)]
    pub rows: ServingRows,
}

/// How an input is written.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum InputKind {
    /// A number with its unit, or a row of the tables.
    Value,
    /// A number of zero or more, decimal or as a fraction.
    Number,
    /// A number from 0 to 1.
    Share,
    /// A whole number from a least one.
    Count(u32),
    /// A year of the Common Era.
    Year,
    /// Any text that is not empty.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of a few words.
    Word(&'static [&'static str]),
    /// A place of the city.
    Place,
    /// An activity code of a class.
    Code(CodeClass),
    /// Sections `[[name]]`, each with these keys.
    Group(&'static [Input]),
    /// A section `[name]` with these keys.
    Section(&'static [Input]),
    /// Sections `[name.KEY]`, each with these keys.
    Sections(&'static [Input]),
    /// A section whose keys are free, such as activity codes.
    Free,
    /// The rows of a table, each with these columns.
    Table(&'static [Input]),
}

/// Which activity codes an input takes.
#[derive(Clone, Copy, Debug)]
pub struct CodeClass {
    /// What they are codes of: a key of the language files, or a name that is the same in every language.
    pub name: &'static str,
    /// One that would do.
    pub example: &'static str,
    /// Whether a rule of a code is of the class.
    pub fits: fn(&Rule) -> bool,
}

/// The rows of the tables that could serve as an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServingRows {
    /// None can.
    Nothing,
    /// Parameters of the input's own name.
    OwnName,
    /// Parameters of another name.
    Parameters(&'static str),
    /// Emission factors of a process, as its path begins, and gas.
    Factors(&'static str, &'static str),
}

impl Input {
    /// One value that must be given.
    pub const fn one(name: &'static str, unit: &'static str, what: &'static str) -> Self {
        Self { name, unit, by: &[], required: true, what, kind: InputKind::Value, rows: ServingRows::OwnName }
    }

    /// One value that may be left out.
    pub const fn maybe(name: &'static str, unit: &'static str, what: &'static str) -> Self {
        Self::one(name, unit, what).optional()
    }

    /// Values distinguished by labels; at least one must be given.
    pub const fn table(name: &'static str, unit: &'static str, by: &'static [&'static str], what: &'static str) -> Self {
        Self { by, ..Self::one(name, unit, what) }
    }

    /// Values distinguished by labels, which may be left out.
    pub const fn maybe_table(name: &'static str, unit: &'static str, by: &'static [&'static str], what: &'static str) -> Self {
        Self::table(name, unit, by, what).optional()
    }

    /// A key of another kind than a value, which must be given.
    pub const fn of_kind(name: &'static str, kind: InputKind, what: &'static str) -> Self {
        Self { name, unit: "", by: &[], required: true, what, kind, rows: ServingRows::Nothing }
    }

    /// The same, which may be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// The same, served by emission factors of a process (as its path begins) and gas.
    #[must_use]
    pub const fn factors(self, process: &'static str, gas: &'static str) -> Self {
        Self { rows: ServingRows::Factors(process, gas), ..self }
    }

    /// The same, served by parameters of another name.
    #[must_use]
    pub const fn parameters(self, name: &'static str) -> Self {
        Self { rows: ServingRows::Parameters(name), ..self }
    }

    /// The same, which no row of the tables can serve.
    #[must_use]
    pub const fn without_rows(self) -> Self {
        Self { rows: ServingRows::Nothing, ..self }
    }

    /// What is given, and for each what: of a plain amount the latter is a number.
    pub(crate) fn dimensions(&self) -> Result<(Dimension, Dimension)> {
        match self.unit.rsplit_once('/') {
            Some((unit, per)) => Ok((unit.parse::<Unit>()?.dimension(), per.parse::<Unit>()?.dimension())),
            None => Ok((self.unit.parse::<Unit>()?.dimension(), Dimension::Number)),
        }
    }

    /// The problem where it is not given: what it is, its unit, and the rows that could serve.
    pub fn missing(&self, registry: &Registry) -> Problem {
        let named = |name: &str| {
            let rows = registry.parameters().iter().filter(|row| row.name == name);
            rows.map(|row| row.id.as_str()).collect::<Vec<_>>()
        };
        let ids: Vec<&str> = match self.rows {
            ServingRows::Nothing => Vec::new(),
            ServingRows::OwnName => named(self.name),
            ServingRows::Parameters(name) => named(name),
            ServingRows::Factors(process, gas) => {
                let fits = |row: &&EmissionFactor| row.process.starts_with(process) && row.substance.to_string() == gas;
                registry.factors().iter().filter(fits).map(|row| row.id.as_str()).collect()
            }
        };
        let more = u64::try_from(ids.len().saturating_sub(2)).unwrap_or(u64::MAX);
        Message::InputMissing {
            what: self.what.into(),
            units: (!self.unit.is_empty()).then(|| self.unit.replace(' ', ", ").into()),
            rows: ids.iter().take(2).map(|id| format!("@{id}").into()).collect(),
            more: (more > 0).then_some(more),
        }
        .into()
    }
}
