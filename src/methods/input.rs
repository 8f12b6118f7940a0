//! What a form takes: an input of a method or of a measure, described once.

use crate::error::{Message, Problem, Result, Text};
use crate::factors::{Basis, EmissionFactor, Losses, Parameter, Purpose, Registry};
use crate::gas::Substance;
use crate::quantity::{Dimension, Unit};
use crate::taxonomy::Rule;
use serde::Serialize;

/// An input of a method, or a key of a measure's form.
#[derive(Clone, Copy, Debug, Serialize)]
#[non_exhaustive]
pub struct Input {
    /// Its name: that of the parameter, where tables hold it.
    pub name: &'static str,
    /// A unit of the dimension it must have, or several, a comma between them; empty for what has no unit.
    pub unit: &'static str,
    /// The labels that distinguish its values; none where it is one value.
    pub by: &'static [&'static str],
    /// Whether it must be given.
    pub required: bool,
    /// Inputs of which one may be given in its place.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    pub instead: &'static [&'static str],
    /// Inputs of which any asks for it, where it need not be given otherwise.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    pub with: &'static [&'static str],
    /// What it is.
    pub what: &'static str,
    /// How it is written.
    #[serde(skip)]
    pub kind: InputKind,
    /// The rows of the tables that can serve.
    #[serde(skip)]
    pub rows: ServingRows,
    /// What the subject of such a row must begin or end with: `landfill` takes `landfill:managed-anaerobic` too, `electricity` takes
    /// `refuse-truck:electricity`; empty for any.
    #[serde(skip)]
    pub subject: &'static str,
    /// The basis of such a row, where it states one: wet or dry, net or gross, BOD or COD; none for any.
    #[serde(skip)]
    pub basis: Option<Basis>,
    /// Whether such a row may hold the losses of the network.
    #[serde(skip)]
    pub losses_inside: bool,
    /// Whether it is electricity from the grid, which contracts and residual mixes are about.
    #[serde(skip)]
    pub is_electricity: bool,
    /// The label over which it is a whole: values that differ in nothing else are shares that add up to 1. Empty for all else.
    #[serde(skip)]
    pub whole_over: &'static str,
    /// The input with its decay rates, where it is a history whose early years still count; empty for all else.
    #[serde(skip)]
    pub decays_at: &'static str,
    /// The input with half-lives, which stand for decay rates; empty where there is none.
    #[serde(skip)]
    pub half_lives: &'static str,
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

/// The rows of the tables that can serve as an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ServingRows {
    /// None can.
    Nothing,
    /// Parameters of the input's own name.
    OwnName,
    /// Parameters of another name.
    Parameters(&'static str),
    /// Emission factors of a process, as its path begins (or one of several, a bar between them), and gas.
    Factors(&'static str, &'static str),
    /// Emission factors of a process, as its path begins, and of the gas that the label `gas` names.
    FactorsByGas(&'static str),
    /// The same, where `CO2` is all CO2, biogenic or not.
    FactorsOfCarbon(&'static str),
}

impl Input {
    /// One value that must be given.
    pub const fn one(name: &'static str, unit: &'static str, what: &'static str) -> Self {
        Self {
            name,
            unit,
            by: &[],
            required: true,
            instead: &[],
            with: &[],
            what,
            kind: InputKind::Value,
            rows: ServingRows::OwnName,
            subject: "",
            basis: None,
            losses_inside: true,
            is_electricity: false,
            whole_over: "",
            decays_at: "",
            half_lives: "",
        }
    }

    /// The same, as electricity from the grid.
    #[must_use]
    pub const fn of_the_grid(self) -> Self {
        Self { is_electricity: true, ..self }
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
        Self { kind, rows: ServingRows::Nothing, ..Self::one(name, "", what) }
    }

    /// The same, which may be left out.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// The same, in the place of which one of others may be given.
    #[must_use]
    pub const fn or(self, instead: &'static [&'static str]) -> Self {
        Self { instead, ..self }
    }

    /// The same, asked for with any of others.
    #[must_use]
    pub const fn with(self, with: &'static [&'static str]) -> Self {
        Self { with, ..self }
    }

    /// Whether it must be given next to what is.
    pub(crate) fn is_asked_for(&self, given: impl Fn(&str) -> bool) -> bool {
        let any = |names: &[&str]| names.iter().any(|name| given(name));
        (self.required && !any(self.instead)) || any(self.with)
    }

    /// The same, served by emission factors of a process (as its path begins) and gas.
    #[must_use]
    pub const fn factors(self, process: &'static str, gas: &'static str) -> Self {
        Self { rows: ServingRows::Factors(process, gas), ..self }
    }

    /// The same, served by emission factors of a process (as its path begins) and of the gas that its label names.
    #[must_use]
    pub const fn factors_by_gas(self, process: &'static str) -> Self {
        Self { rows: ServingRows::FactorsByGas(process), ..self }
    }

    /// The same, where `CO2` is all CO2 of a fuel, biogenic or not.
    #[must_use]
    pub const fn carbon(self, process: &'static str) -> Self {
        Self { rows: ServingRows::FactorsOfCarbon(process), ..self }
    }

    /// The same, served by rows of a subject: the subject itself, and what stands below it.
    #[must_use]
    pub const fn of(self, subject: &'static str) -> Self {
        Self { subject, ..self }
    }

    /// The same, served by rows of a basis.
    #[must_use]
    pub const fn on(self, basis: Basis) -> Self {
        Self { basis: Some(basis), ..self }
    }

    /// The same, served by factors without the losses of the network only.
    #[must_use]
    pub const fn without_losses(self) -> Self {
        Self { losses_inside: false, ..self }
    }

    /// The same, shares of a whole over a label.
    #[must_use]
    pub const fn whole_over(self, label: &'static str) -> Self {
        Self { whole_over: label, ..self }
    }

    /// The same, a history that decays at the rates of another input, or with the half-lives of a third.
    #[must_use]
    pub const fn decays_at(self, rates: &'static str, half_lives: &'static str) -> Self {
        Self { decays_at: rates, half_lives, ..self }
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

    /// The first of its units.
    pub(crate) fn first_unit(&self) -> &'static str {
        self.unit.split(", ").next().unwrap_or_default()
    }

    /// What is given, and for each what: of a plain amount the latter is a number.
    pub(crate) fn dimensions(&self) -> Result<(Dimension, Dimension)> {
        match self.first_unit().split_once('/') {
            Some((unit, per)) => Ok((unit.parse::<Unit>()?.dimension(), per.parse::<Unit>()?.dimension())),
            None => Ok((self.first_unit().parse::<Unit>()?.dimension(), Dimension::Number)),
        }
    }

    /// Whether a parameter of the tables can serve.
    pub(crate) fn takes_parameter(&self, row: &Parameter) -> bool {
        let name = match self.rows {
            ServingRows::OwnName => self.name,
            ServingRows::Parameters(name) => name,
            _ => return false,
        };
        row.name == name && self.takes(&row.subject, row.basis)
    }

    /// Whether an emission factor of the tables can serve; `gas` is what the label says, where there is one.
    pub(crate) fn takes_factor(&self, row: &EmissionFactor, gas: Option<&str>) -> bool {
        let gas_of_row = match row.substance {
            Substance::Gas(gas) => gas.name(),
            // The set is that of the row, whichever the inventory has.
            Substance::Stated(_) => super::CO2E,
        };
        let of_gas = |wanted: &str| gas_of_row == wanted;
        let (process, right) = match self.rows {
            ServingRows::Factors(process, wanted) => (process, of_gas(wanted)),
            ServingRows::FactorsByGas(process) => (process, gas.is_none_or(of_gas)),
            ServingRows::FactorsOfCarbon(process) => {
                (process, gas.is_none_or(|gas| of_gas(gas) || (gas == "CO2" && of_gas("CO2_biogenic"))))
            }
            ServingRows::Nothing | ServingRows::OwnName | ServingRows::Parameters(_) => return false,
        };
        let of_process =
            |wanted: &str| row.process.strip_prefix(wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        right
            && process.split('|').any(of_process)
            && self.takes(&row.subject, row.basis)
            && beyond_the_activity(row).is_none()
            && (self.losses_inside || row.losses != Some(Losses::Inside))
    }

    fn takes(&self, subject: &str, basis: Option<Basis>) -> bool {
        let begins = subject.strip_prefix(self.subject).is_some_and(|rest| rest.is_empty() || rest.starts_with(':'));
        let ends = subject.strip_suffix(self.subject).is_some_and(|rest| rest.ends_with(':'));
        let of_subject = self.subject.is_empty() || begins || ends;
        of_subject && (basis.is_none() || self.basis.is_none_or(|own| basis == Some(own)))
    }

    /// An emission factor as a refusal names it, with what a method does not take.
    pub(crate) fn found_factor(&self, row: &EmissionFactor) -> Text {
        let losses = row.losses.filter(|losses| !self.losses_inside && *losses == Losses::Inside).map(|_| "losses inside");
        [Some(row.to_string()), beyond_the_activity(row), losses.map(str::to_owned)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
            .into()
    }

    /// The rows that can serve; of the gas of a label, where there is one. Those of the region of `like` come first, then those made
    /// for an inventory.
    fn serving<'r>(&self, registry: &'r Registry, gas: Option<&str>, like: Option<&str>) -> Vec<&'r str> {
        let parameters = registry.parameters().iter().filter(|row| self.takes_parameter(row)).map(|row| row.id.as_str());
        let mut factors: Vec<_> = registry.factors().iter().filter(|row| self.takes_factor(row, gas)).collect();
        let region = like.and_then(|like| registry.factors().iter().find(|row| row.id == like)).map(|row| &row.region);
        factors.sort_by_key(|row| (region != Some(&row.region), row.purpose != Purpose::Inventory));
        parameters.chain(factors.into_iter().map(|row| row.id.as_str())).collect()
    }

    /// What is wrong with a row that cannot serve: what it is, what is wanted, and rows that are.
    pub(crate) fn refused_row(&self, id: &str, found: Text, gas: Option<&str>, registry: &Registry) -> Problem {
        let losses = if self.losses_inside { "" } else { "losses excluded" };
        let in_brackets = [self.subject, self.basis.map_or("", Basis::name), losses]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let qualified = |what: String| if in_brackets.is_empty() { what } else { format!("{what} ({in_brackets})") };
        let of_process = |process: &str, gas: Option<&str>| {
            [gas.unwrap_or_default(), &process.replace('|', ", ")]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        };
        let wanted = match self.rows {
            ServingRows::Nothing => None,
            ServingRows::OwnName if !Parameter::is_known(self.name) => None,
            ServingRows::OwnName => Some(self.name.to_owned()),
            ServingRows::Parameters(name) => Some(name.to_owned()),
            ServingRows::Factors(process, gas) => Some(of_process(process, Some(gas))),
            ServingRows::FactorsByGas(process) | ServingRows::FactorsOfCarbon(process) => Some(of_process(process, gas)),
        };
        let rows = self.serving(registry, gas, Some(id)).into_iter().take(2).map(|id| format!("@{id}").into()).collect();
        Message::RowOfAnotherKind { value: id.into(), found, wanted: wanted.map(|what| qualified(what).into()), rows }.into()
    }

    /// The problem where it is not given: what it is, its unit, and the rows that could serve.
    pub fn missing(&self, registry: &Registry) -> Problem {
        let ids = self.serving(registry, None, None);
        let more = u64::try_from(ids.len().saturating_sub(2)).unwrap_or(u64::MAX);
        Message::InputMissing {
            what: self.what.into(),
            units: (!self.unit.is_empty()).then(|| self.unit.into()),
            rows: ids.iter().take(2).map(|id| format!("@{id}").into()).collect(),
            more: (more > 0).then_some(more),
        }
        .into()
    }
}

/// What a factor was made for, where it holds more than a method counts: what is emitted before the activity, or over a whole life.
fn beyond_the_activity(row: &EmissionFactor) -> Option<String> {
    matches!(row.purpose, Purpose::Upstream | Purpose::Product).then(|| row.purpose.to_string())
}
